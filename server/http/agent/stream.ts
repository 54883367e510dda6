/**
 * The stream to agents (protocol/stream.ts): a WebSocket each, which says that there is something new sooner than the next poll would. Ten thousand hang on
 * one server, so each costs little: nothing is compressed, pings go out one by one, and whoever does not read is cut off.
 *
 *   upgrade, signed ─▶ hello (what it has) ─▶ the document, or the proof that it has it ─▶ each next one … ─▶ goodbye
 *                      asks: what it reports, and its log (asked.ts)
 *
 * Whose document is another one gets it by the stream, in turns (turns.ts): to sign a timestamp and send both costs a tenth of what the connection and
 * the signed request cost by which it would come for them. What it then reports it spreads over a while that grows with the number of those who were told.
 * Only where too much is under way that nobody has taken yet are agents told to come for it.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { SessionFromAgent } from '../../../protocol/session.ts'
import { isTimely, readSignature } from '../../../protocol/signed-request.ts'
import {
  type Ask,
  FROM_AGENT_BYTES,
  type FromAgent,
  type FromServer,
  type Hello,
  PING_MS,
  REPLACED,
  readMessage,
  WATCHDOG_MS,
} from '../../../protocol/stream.ts'
import { inRanges } from '../../../schema/addresses.ts'
import { asProblems, ProblemError, problem } from '../../../schema/problem.ts'
import type { Woken } from '../../devices/devices.ts'
import type { Broker } from '../../sessions/contract.ts'
import type { AppOptions } from '../app.ts'
import { roomFor } from '../heap.ts'
import { GUESS } from '../rate.ts'
import { PROBLEM_TYPE, problemDocument, statusOf } from '../statuses.ts'
import { answered } from './asked.ts'
import { inRound } from './round.ts'
import { type Come, known } from './signed.ts'
import { inTurns } from './turns.ts'

/** Bytes that may lie unread for an agent. */
const UNREAD = 1 << 20
/**
 * How long a stream may be open without a hello; so many messages an agent may send, and streams open, in a minute. A session takes some six, with what is reported
 * and logged of it: a computer at which sessions come and go is none that is out of its mind.
 */
const [HELLO_MS, MESSAGES, OPENINGS] = [10_000, 1200, 30]
/**
 * So few report at once what became of a document, or come for it; of more, so many in a millisecond: with a report and a batch of the log by the stream, and
 * with a connection of their own. Either takes about half of a core.
 */
const [FEW, REPORT_A_MS, COME_A_MS] = [16, 1, 0.4]
/** Bytes of documents that may be under way to all together. */
const UNDER_WAY = 64 << 20
/** How long agents stay away that were told goodbye, for each of them and at most. */
const [AWAY_MS, LONGEST_MS] = [3, 30_000]
/** What an agent may do, it may do in this time. */
const MINUTE_MS = 60_000

const CLOSE = { goingAway: 1001, unfit: 1008, fault: 1011, replaced: REPLACED, revoked: 4403 } as const

interface Stream {
  who: Come
  socket: WebSocket
  /** When it was last heard of, in milliseconds of the process. */
  heard: number
  /** The newest of which it is to be told. */
  rev: number
  unwatch: (() => void) | undefined
  /** Ends that sessions are brought about by it. */
  detach: ReturnType<Broker['attach']> | undefined
}

export interface Streams {
  /** Says goodbye to all, and cuts off who does not go. */
  close(): void
}

export function streams(server: Server, options: AppOptions): Streams {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: FROM_AGENT_BYTES, clientTracking: false })
  /** The one of an agent, and those that were replaced and are not gone yet. */
  const all = new Set<Stream>()
  const byAgent = new Map<string, Stream>()
  const told = inTurns(tell)
  const { mostUnderWay = UNDER_WAY } = options
  /** Of each agent, in this minute. */
  const spent = { messages: new Map<string, number>(), openings: new Map<string, number>() }
  const once = (of: Map<string, number>, id: string): number => {
    const count = (of.get(id) ?? 0) + 1
    of.set(id, count)
    return count
  }
  let underWay = 0
  const minute = setInterval(() => {
    for (const counts of Object.values(spent)) counts.clear()
  }, MINUTE_MS).unref()
  const pinging = inRound(all, PING_MS, ({ heard, socket }) => {
    if (performance.now() - heard > WATCHDOG_MS || socket.bufferedAmount > UNREAD) socket.terminate()
    else socket.ping()
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy()) // whoever asked has gone
    upgrade(request).then(
      (who) => sockets.handleUpgrade(request, socket, head, (made) => open(who, made, addressOf(request, options.trusted))),
      (error: unknown) => {
        const status = refuse(socket, error)
        // As elsewhere (app.ts): who is refused pays.
        if (status < 500 && status !== 429) options.rate.take(addressOf(request, options.trusted), status === 401 ? GUESS : 1)
      },
    )
  })

  async function upgrade(request: IncomingMessage): Promise<Come> {
    const address = addressOf(request, options.trusted)
    const wait = options.rate.take(address, 0)
    if (wait > 0)
      throw new ProblemError(
        problem('rate-limited', 'There were too many requests from this address.', `Wait ${wait} s, then go on more slowly.`),
      )
    if ((request.url ?? '').split('?', 1)[0] !== '/agent/v1/stream')
      throw new ProblemError(problem('unknown-endpoint', 'There is no such path.', 'The stream of agents is `/agent/v1/stream`.'))
    if (options.stopping.aborted)
      throw new ProblemError(problem('server-stopping', 'The control plane is about to stop.', 'Come again, a little later.'))
    options.agents.keys()
    const signed = readSignature({ method: request.method ?? '', target: request.url ?? '' }, request.headers)
    const who = await known(options, signed && isTimely(signed, Date.now()) ? signed : undefined, { address, body: undefined })
    if (once(spent.openings, `${who.plane.team}/${who.agent.id}`) > OPENINGS)
      throw new ProblemError(problem('rate-limited', 'This agent opened too many streams.', 'Wait a minute, then open one and keep it.'))
    return who
  }

  function open(who: Come, socket: WebSocket, address: string): void {
    const id = `${who.plane.team}/${who.agent.id}`
    const stream: Stream = { who, socket, heard: performance.now(), rev: 0, unwatch: undefined, detach: undefined }
    all.add(stream)
    roomFor(all.size, true)
    byAgent.get(id)?.socket.close(CLOSE.replaced, 'another stream of this agent')
    byAgent.set(id, stream)
    const silent = setTimeout(() => socket.close(CLOSE.unfit, 'no hello'), HELLO_MS)
    socket.on('pong', () => {
      stream.heard = performance.now()
      who.plane.devices.reports.heard(who.agent.id)
    })
    socket.on('error', () => socket.terminate()) // what was sent is no message; `close` follows
    socket.on('close', () => {
      clearTimeout(silent)
      stream.unwatch?.()
      stream.detach?.()
      told.drop(stream)
      if (all.delete(stream)) roomFor(all.size, false)
      if (byAgent.get(id) === stream) byAgent.delete(id)
    })
    socket.on('message', (data: RawData, isBinary: boolean) => {
      stream.heard = performance.now()
      const { hello, ask, session } = ((isBinary ? undefined : readMessage<FromAgent>(String(data))) ?? {}) as Record<string, unknown>
      const failing = (error: unknown) => failed(stream, error)
      if (once(spent.messages, id) > MESSAGES) {
        socket.close(CLOSE.unfit, 'too many messages')
        return
      }
      if ((hello !== undefined && !isHello(hello)) || (ask !== undefined && !isAsk(ask))) {
        socket.close(CLOSE.unfit, 'no such message')
        return
      }
      if (hello) {
        clearTimeout(silent)
        stream.detach ??= who.plane.sessions.attach(who.agent, (message) => say(stream, { session: message }))
        greet(stream, hello.digest).catch(failing)
      }
      if (ask) answered(options, who, address, ask).then((answer) => say(stream, { answer }), failing)
      if (isOfSession(session)) who.plane.sessions.heard(who.agent, session)
      // Anything else is of a newer version.
    })
  }

  /** From its hello on an agent is told; and at once the document, where it has another one than it should, or that it has the right one. */
  async function greet(stream: Stream, digest: string): Promise<void> {
    const { plane, agent } = stream.who
    if (await isCutOff(stream)) return
    const standing = await plane.devices.standing(agent)
    stream.unwatch?.()
    stream.unwatch = undefined
    if (stream.socket.readyState !== stream.socket.OPEN) return
    stream.unwatch = plane.devices.watch(agent, standing.digest, (why) => wake(stream, why))
    if (await isCutOff(stream)) return
    const timestamp = standing.timestamp()
    if (standing.digest === digest) say(stream, { current: { timestamp } })
    else say(stream, { policy: { document: await standing.document(), timestamp } })
    // Between the look and the watch somebody may have committed.
    const now = await plane.devices.standing(agent)
    if (now.digest !== standing.digest) told.add(stream)
  }

  /** Un-enrolled since the upgrade, or since it was last told anything: it is told so, and hears nothing else. */
  async function isCutOff(stream: Stream): Promise<boolean> {
    const { plane, agent } = stream.who
    const now = await plane.devices.agent(agent.id)
    if (now && !now.revoked) return false
    wake(stream, { revoked: await plane.devices.revocation(agent.id) })
    return true
  }

  function wake(stream: Stream, why: Woken): void {
    if ('revoked' in why) {
      if (why.revoked !== undefined) say(stream, { revoked: why.revoked })
      stream.detach?.('for good')
      stream.socket.close(CLOSE.revoked, 'not enrolled any more')
      return
    }
    stream.rev = why.policy.rev
    told.add(stream)
  }

  async function tell(stream: Stream, among: number): Promise<void> {
    const spread = (perMs: number): number => (among > FEW ? Math.ceil(among / perMs) : 0)
    if (underWay >= mostUnderWay) {
      say(stream, { nudge: { rev: stream.rev, spreadMs: spread(COME_A_MS) } })
      return
    }
    try {
      if (await isCutOff(stream)) return
      const standing = await stream.who.plane.devices.standing(stream.who.agent)
      const policy = { document: await standing.document(), timestamp: standing.timestamp() }
      const spreadMs = spread(REPORT_A_MS)
      say(stream, { policy: spreadMs > 0 ? { ...policy, spreadMs } : policy })
    } catch (error) {
      failed(stream, error)
    }
  }

  function say({ socket }: Stream, message: FromServer): void {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > UNREAD) {
      socket.terminate()
      return
    }
    const text = JSON.stringify(message)
    underWay += text.length
    socket.send(text, () => {
      underWay -= text.length // sent, or lost with its stream
    })
  }

  /** The agent comes again, and is told why by an answer that can say so. */
  function failed({ who, socket }: Stream, error: unknown): void {
    options.log.error({ err: error, team: who.plane.team, actor: `agent:${who.agent.computer}` }, 'a stream failed')
    socket.close(CLOSE.fault, 'a fault in the control plane')
  }

  return {
    close() {
      clearInterval(minute)
      pinging.end()
      const spreadMs = Math.min(LONGEST_MS, 1000 + byAgent.size * AWAY_MS)
      for (const stream of byAgent.values()) {
        say(stream, { goodbye: { spreadMs } })
        stream.socket.close(CLOSE.goingAway)
      }
      // Who does not answer the goodbye would be waited for.
      const left = setTimeout(() => {
        for (const { socket } of byAgent.values()) socket.terminate()
      }, LEAVE_MS)
      left.unref()
    },
  }
}
const LEAVE_MS = 1000

const isHello = (hello: unknown): hello is Hello => {
  const { rev, digest } = (hello ?? {}) as Partial<Hello>
  return Number.isSafeInteger(rev) && typeof digest === 'string' && digest.length <= 80
}

/** One message about a session: a record under a name that is known (protocol/session.ts). */
const isOfSession = (session: unknown): session is SessionFromAgent =>
  typeof session === 'object' &&
  session !== null &&
  Object.values(session).length === 1 &&
  Object.values(session).every((one) => typeof one === 'object' && one !== null)

const isAsk = (ask: unknown): ask is Ask => {
  const { id, method, target, headers, body } = (ask ?? {}) as Partial<Ask>
  return (
    Number.isSafeInteger(id) &&
    (method === 'GET' || method === 'POST') &&
    typeof target === 'string' &&
    target.length <= 200 &&
    typeof headers === 'object' &&
    headers !== null &&
    (body === undefined || typeof body === 'string')
  )
}

/** As fastify has it of requests: through the proxies that are trusted, to the first that is not. */
function addressOf({ socket, headers }: IncomingMessage, trusted: readonly string[]): string {
  let address = socket.remoteAddress ?? ''
  const via = String(headers['x-forwarded-for'] ?? '').split(',')
  while (via.length > 0 && inRanges(trusted, address)) address = via.pop()?.trim() || address
  return address
}

/** As an answer over HTTP, since there is no stream yet. Gives its status. */
function refuse(socket: Duplex, error: unknown): number {
  const problems = asProblems(error)
  const status = statusOf(problems)
  const shown = status === 500 ? [problem('internal', 'The control plane failed at this request.', 'Come again.')] : problems
  const body = JSON.stringify(problemDocument(shown, status, crypto.randomUUID()))
  const head = [
    `HTTP/1.1 ${status} Refused`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Splashtop-Time: ${Date.now()}`,
    ...(status === 503 ? ['Retry-After: 1'] : []),
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
  return status
}
