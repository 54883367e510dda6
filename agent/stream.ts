/**
 * The stream: a WebSocket whose upgrade is signed like any request. It says sooner that there is something to ask for; what counts is signed by
 * itself. The server pings every half a minute; where nothing at all came for two minutes the stream is dead, whatever the socket believes.
 */
import { setTimeout as timer } from 'node:timers'
import { WebSocket } from 'ws'
import { signRequest } from '../protocol/signed-request.ts'
import { type FromAgent, type FromServer, MESSAGE_BYTES, readMessage, WATCHDOG_MS } from '../protocol/stream.ts'
import { type Server, targetOf, unreachable } from './connection.ts'
import { tunnel } from './proxy.ts'

export interface Hearing {
  opened(): void
  heard(message: FromServer): void
}

const PATH = '/agent/v1/stream'
const OPENING_MS = 20_000

/** Until the stream ends, whoever ends it; throws a ProblemError where it never was one. */
export async function listen(
  server: Server,
  hello: FromAgent,
  { opened, heard }: Hearing,
  signal: AbortSignal,
  watchdogMs = WATCHDOG_MS,
): Promise<void> {
  const { url, way, ca } = server
  const target = targetOf(url, PATH)
  let socket: WebSocket
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(OPENING_MS)])
    const through = way === undefined ? undefined : await tunnel(way, url, ca, within)
    socket = new WebSocket(url.origin.replace(/^http/, 'ws') + target, {
      headers: { ...signRequest({ method: 'GET', target }, server.keyid, server.key, server.now()) },
      ...{ maxPayload: MESSAGE_BYTES, perMessageDeflate: false, handshakeTimeout: OPENING_MS, followRedirects: false },
      ...(ca !== undefined && { ca }),
      ...(through && { createConnection: () => through }),
    })
  } catch (error) {
    if (signal.aborted) return
    throw unreachable(url, error)
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>()
  let isOpen = false
  let watchdog = timer(end, OPENING_MS, new Error('it did not open'))
  const alive = () => {
    clearTimeout(watchdog)
    watchdog = timer(end, watchdogMs)
  }
  const abort = () => end(undefined)
  signal.addEventListener('abort', abort)
  socket.on('open', () => {
    isOpen = true
    alive()
    socket.send(JSON.stringify(hello))
    opened()
  })
  socket.on('ping', alive)
  socket.on('message', (data, isBinary) => {
    alive()
    const message = isBinary ? undefined : readMessage<FromServer>(String(data))
    if (message) heard(message)
    else end(undefined)
  })
  socket.on('error', end)
  socket.on('close', () => end(new Error('it was closed')))
  try {
    const why = signal.aborted ? undefined : await ended
    if (!isOpen && !signal.aborted) throw unreachable(url, why)
  } finally {
    clearTimeout(watchdog)
    signal.removeEventListener('abort', abort)
    socket.terminate()
  }
}
