/**
 * The stream: a WebSocket whose upgrade is signed like any request. It says sooner that there is something to ask for, and carries what else would need a
 * connection each; what counts is signed by itself. The server pings every half a minute; where nothing at all came for two minutes the stream is dead,
 * whatever the socket believes.
 */
import { setTimeout as timer } from 'node:timers'
import { WebSocket } from 'ws'
import { signRequest } from '../protocol/signed-request.ts'
import {
  type Answer,
  FROM_AGENT_BYTES,
  type FromAgent,
  type FromServer,
  type Hello,
  MESSAGE_BYTES,
  readMessage,
  WATCHDOG_MS,
} from '../protocol/stream.ts'
import { type Asking, type Server, targetOf, unreachable } from './connection.ts'
import { tunnel } from './proxy.ts'

export interface Hearing {
  opened(asking: Asking, say: (message: FromAgent) => void): void
  heard(message: FromServer): void
}

/** Something answered that opens no stream: a refusal, or a proxy that has none. What is asked over HTTP tells what is wrong. */
export class NoStream extends Error {
  override name = 'NoStream'
}

const PATH = '/agent/v1/stream'
const OPENING_MS = 20_000

/** How a stream ended that was one. */
export interface Ended {
  /** The number that the server closed it by; undefined where nobody said why. */
  code: number | undefined
  /** Something that was asked by it was not answered: whoever is there does not know how to. */
  unanswered: boolean
}

/**
 * Until the stream ends, whoever ends it; throws a ProblemError where nobody was reached, and NoStream where it never was one.
 * @param answerMs in which the hello is to be answered, and each ask
 */
export async function listen(
  server: Server,
  hello: Hello,
  { opened, heard }: Hearing,
  signal: AbortSignal,
  { watchdogMs = WATCHDOG_MS, answerMs }: { watchdogMs?: number; answerMs: number },
): Promise<Ended> {
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
    if (signal.aborted) return { code: undefined, unanswered: false }
    throw unreachable(url, error)
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>()
  let isOpen = false
  const how: Ended = { code: undefined, unanswered: false }
  const unanswered = () => {
    how.unanswered = true
    end(undefined)
  }
  let greeted: NodeJS.Timeout | undefined
  let watchdog = timer(end, OPENING_MS, new Error('it did not open'))
  const alive = () => {
    clearTimeout(watchdog)
    watchdog = timer(end, watchdogMs)
  }
  const abort = () => end(undefined)
  signal.addEventListener('abort', abort)
  const say = (message: FromAgent): string => JSON.stringify(message)
  const answers = new Map<number, (answer: Answer | undefined) => void>()
  let asks = 0
  const asking: Asking = async (ask, within) => {
    const id = ++asks
    const text = say({ ask: { id, ...ask } })
    if (Buffer.byteLength(text) > FROM_AGENT_BYTES || socket.readyState !== socket.OPEN) return undefined
    const { promise, resolve } = Promise.withResolvers<Answer | Error | undefined>()
    const givenUp = () => resolve(within.reason as Error)
    within.addEventListener('abort', givenUp)
    answers.set(id, resolve)
    const late = timer(unanswered, answerMs)
    try {
      socket.send(text)
      const answer = within.aborted ? (within.reason as Error) : await promise
      if (answer instanceof Error) throw answer
      if (answer && !isAnswer(answer)) unanswered()
      return answer && isAnswer(answer) ? answer : undefined
    } finally {
      clearTimeout(late)
      answers.delete(id)
      within.removeEventListener('abort', givenUp)
    }
  }
  socket.on('open', () => {
    isOpen = true
    alive()
    socket.send(say({ hello }))
    greeted = timer(unanswered, answerMs)
    opened(asking, (message) => {
      if (socket.readyState === socket.OPEN) socket.send(say(message))
    })
  })
  socket.on('unexpected-response', (request, { statusCode }) => {
    request.destroy()
    end(new NoStream(`it says ${statusCode}`))
  })
  socket.on('ping', alive)
  socket.on('message', (data, isBinary) => {
    alive()
    const message = isBinary ? undefined : readMessage<FromServer>(String(data))
    if (!message) end(undefined)
    else if ('answer' in message) answers.get(message.answer?.id)?.(message.answer)
    else {
      if ('policy' in message || 'current' in message) clearTimeout(greeted)
      heard(message)
    }
  })
  socket.on('error', end)
  socket.on('close', (code) => {
    how.code = code
    end(new Error('it was closed'))
  })
  try {
    const why = signal.aborted ? undefined : await ended
    if (!isOpen && !signal.aborted) throw why instanceof NoStream ? why : unreachable(url, why)
    return how
  } finally {
    for (const answer of answers.values()) answer(undefined)
    for (const each of [watchdog, greeted]) clearTimeout(each)
    signal.removeEventListener('abort', abort)
    socket.terminate()
  }
}

const isAnswer = ({ status, time, text }: Answer): boolean =>
  Number.isSafeInteger(status) && Number.isSafeInteger(time) && typeof text === 'string'
