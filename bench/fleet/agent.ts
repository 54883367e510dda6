/**
 * A simulated agent: all of agent/ that a server notices, and nothing that only its own machine would. It opens the stream, says what it has, verifies each
 * document and timestamp by protocol/, asks for its policy when it is nudged, reports and logs what it applied by the stream, comes again by lot when it
 * was cut off, and makes sure now and then. What it leaves out is the disk and the platform.
 */
import type { KeyObject } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { WebSocket } from 'ws'
import { backoffMs, reportMs, safetyPollMs } from '../../agent/backoff.ts'
import { openPolicy, openTimestamp } from '../../protocol/policy.ts'
import { type AuditAnswer, CHAIN_START, type DeviceEvent, type Report } from '../../protocol/report.ts'
import { signRequest } from '../../protocol/signed-request.ts'
import { type Answer, type FromAgent, type FromServer, MESSAGE_BYTES, readMessage } from '../../protocol/stream.ts'

/** What all agents of a process share. */
export interface Around {
  team: string
  keyOf(kid: string): KeyObject | undefined
  /** Whom to come to: the next time at the next one, as through a balancer. */
  url(): string
  secureContext: SecureContext
  /** Each request by a connection of its own: between two of an agent lie minutes. */
  dispatcher: Dispatcher
  /** So many requests are under way at once, as descriptors allow; the others wait here, and are signed when it is their turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  told: Told
  /** From 0 up to, not including, 1. */
  chance(): number
}

/** What the agents of a process went through. */
export interface Told {
  opened(): void
  /** The server has confirmed its policy since the stream was open. */
  back(): void
  closed(): void
  message(kind: string): void
  applied(rev: number): void
  reported(): void
  answered(status: number): void
  /** No answer at all: refused, cut off, too late. */
  unanswered(): void
  /** What came did not hold. */
  refused(error: unknown): void
}

const OPENING_MS = 20_000
const TIMEOUT_MS = 30_000

export class SimulatedAgent {
  readonly id: string
  readonly #key: KeyObject
  readonly #around: Around
  #url = ''
  #socket: WebSocket | undefined
  #timers: NodeJS.Timeout[] = []
  #failures = 0
  /** How long to stay away, since the server said goodbye. */
  #away = 0
  #ended = false
  #has = { epoch: 0, rev: 0, digest: '', appliedAt: '' }
  /** Up to where the server has its log, and what it does not have yet. */
  #log = { next: 1, hash: CHAIN_START }
  #unsent: DeviceEvent[] = []
  #isLogging = false
  #asks = 0
  #isBack = false

  constructor(id: string, key: KeyObject, around: Around) {
    this.id = id
    this.#key = key
    this.#around = around
  }

  get keyid(): string {
    return `${this.#around.team}/${this.id}`
  }
  get digest(): string {
    return this.#has.digest
  }

  /** Until it is open for the first time, or refused; from then on it goes on by itself. */
  open(): Promise<void> {
    const { secureContext, told } = this.#around
    this.#url = this.#around.url()
    const target = '/agent/v1/stream'
    const socket = new WebSocket(`${this.#url.replace(/^http/, 'ws')}${target}`, {
      headers: { ...this.signed('GET', target) },
      ...{ secureContext, perMessageDeflate: false, handshakeTimeout: OPENING_MS, maxPayload: MESSAGE_BYTES, followRedirects: false },
    })
    this.#socket = socket
    const { promise, resolve } = Promise.withResolvers<void>()
    let isOpen = false
    socket.on('open', () => {
      isOpen = true
      this.#isBack = false
      this.#failures = 0
      told.opened()
      const { rev, digest } = this.#has
      this.#say({ hello: { rev, digest } })
    })
    socket.on('message', (data) => {
      this.#heard(readMessage<FromServer>(String(data)))
      if (!this.#isBack) return
      resolve()
    })
    socket.on('unexpected-response', (request, { statusCode = 0 }) => {
      told.answered(statusCode)
      request.destroy()
    })
    socket.on('error', () => socket.terminate()) // `close` follows
    socket.on('close', () => {
      if (isOpen) told.closed()
      else told.unanswered()
      this.#quiet()
      const wait = this.#away > 0 ? this.#around.chance() * this.#away : backoffMs(this.#failures++, this.#around.chance())
      this.#away = 0
      if (!this.#ended) this.#later(wait, () => void this.open())
      resolve()
    })
    return promise
  }

  end(): void {
    this.#ended = true
    this.#quiet()
    this.#socket?.terminate()
  }

  /** Has the policy of the moment, by asking once where no stream brings it. */
  async catchUp(dispatcher: Dispatcher): Promise<void> {
    this.#url = this.#around.url()
    await this.#pull(dispatcher)
    this.#quiet()
  }

  signed(method: string, target: string, body?: string): Record<string, string> {
    return signRequest({ method, target, body }, this.keyid, this.#key, Date.now())
  }

  #later(ms: number, work: () => void): void {
    this.#timers.push(setTimeout(work, ms))
  }
  #quiet(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers = []
  }

  #say(message: FromAgent): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message))
  }

  /** The server has answered its hello; from here on it makes sure now and then. */
  #back(): void {
    this.#isBack = true
    this.#around.told.back()
    this.#isLogging = false
    this.#sendLog()
    // As in a fleet that has been there for long: the first time falls anywhere into the while between two.
    const again = (ms: () => number, work: () => unknown, share = this.#around.chance()) => {
      this.#later(share * ms(), () => void Promise.resolve(work()).then(() => again(ms, work, 1)))
    }
    again(
      () => safetyPollMs(true, this.#around.chance()),
      () => this.#pull(),
    )
    again(
      () => reportMs(this.#around.chance()),
      () => this.#report(),
    )
  }

  #heard(message: FromServer | undefined): void {
    if (!message) return
    this.#around.told.message(Object.keys(message)[0] ?? '')
    if ('policy' in message || 'current' in message) {
      const { timestamp, document, spreadMs } =
        'policy' in message ? message.policy : { ...message.current, document: undefined, spreadMs: 0 }
      if (this.#take(timestamp, document, spreadMs) && !this.#isBack) this.#back()
    } else if ('answer' in message) this.#answered(message.answer)
    else if ('goodbye' in message) this.#away = message.goodbye.spreadMs
    else if ('nudge' in message) this.#later(this.#around.chance() * message.nudge.spreadMs, () => void this.#pull())
  }

  /** By a connection of its own, if nothing is said of it. */
  #pull(dispatcher = this.#around.dispatcher): Promise<void> {
    const { told, inTurn } = this.#around
    const { digest } = this.#has
    const path = '/agent/v1/policy'
    return inTurn(async () => {
      try {
        const headers = { ...this.signed('GET', path), ...(digest !== '' && { 'if-none-match': `"${digest}"` }) }
        const signal = AbortSignal.timeout(TIMEOUT_MS)
        const answer = await dispatcher.request({ origin: this.#url, path, method: 'GET', headers, signal })
        const text = await answer.body.text()
        told.answered(answer.statusCode)
        const timestamp = answer.headers['policy-timestamp']
        if (typeof timestamp === 'string') this.#take(timestamp, answer.statusCode === 200 ? text : undefined)
      } catch {
        told.unanswered() // counted; an agent asks again in its own time
      }
    })
  }

  #report(): void {
    const { rev, epoch, digest, appliedAt } = this.#has
    const settings = { 'session.maxSessionMinutes': 'enforced', 'session.idleTimeoutMinutes': 'enforced' } as const
    const report: Report = { agentVersion: '0.1.0', policy: { epoch, rev, digest, appliedAt }, settings, conditions: [], sessions: [] }
    this.#send('/agent/v1/status', report)
  }

  #logApplied(): void {
    const { rev, epoch, digest, appliedAt } = this.#has
    this.#unsent.push({ time: appliedAt, event: 'policy-applied', details: { epoch, rev, digest } })
    this.#sendLog()
  }

  /** One batch at a time; what was not answered is sent again by the next stream. */
  #sendLog(): void {
    if (this.#isLogging || this.#unsent.length === 0 || this.#socket?.readyState !== WebSocket.OPEN) return
    this.#isLogging = true
    this.#send('/agent/v1/audit', { first: this.#log.next, previous: this.#log.hash, events: this.#unsent })
  }

  #send(target: string, value?: object): void {
    const [method, body] = value === undefined ? (['GET', undefined] as const) : (['POST', JSON.stringify(value)] as const)
    const headers = signRequest({ method, target, body }, this.keyid, this.#key, Date.now())
    this.#say({ ask: { id: ++this.#asks, method, target, headers, ...(body !== undefined && { body }) } })
  }

  #answered({ status, text }: Answer): void {
    this.#around.told.answered(status)
    if (status === 409) {
      // The server has more of it than it could say.
      this.#send('/agent/v1/audit')
      return
    }
    if (status !== 200) {
      this.#around.told.refused(new Error(text))
      return
    }
    const said = JSON.parse(text) as { timestamp?: string } & Partial<AuditAnswer>
    if (said.timestamp !== undefined) this.#around.told.reported()
    if (said.next === undefined || said.hash === undefined) return
    this.#unsent = this.#unsent.slice(said.next - this.#log.next)
    this.#log = { next: said.next, hash: said.hash }
    this.#isLogging = false
    this.#sendLog()
  }

  /** As agent/check.ts: whom it trusts, whom it names, what it proves, and never back. */
  #take(timestampText: string, documentText: string | undefined, spreadMs = 0): boolean {
    const { keyOf, team, told } = this.#around
    try {
      const document = documentText === undefined ? undefined : openPolicy(documentText, keyOf)
      const { agentId, digest, rev, epoch } = openTimestamp(timestampText, keyOf)
      if (agentId !== this.id) throw new Error('the timestamp names another agent')
      if (digest !== (document?.digest ?? this.#has.digest)) throw new Error('the timestamp is of another document')
      if (document && document.team !== team) throw new Error('the document is of another team')
      if (epoch < this.#has.epoch || rev < this.#has.rev) throw new Error('the policy goes back')
      const isNew = digest !== this.#has.digest
      this.#has = { epoch, rev, digest, appliedAt: isNew ? new Date().toISOString() : this.#has.appliedAt }
      if (!isNew) return true
      told.applied(rev)
      const tell = () => {
        this.#report()
        this.#logApplied()
      }
      if (spreadMs > 0) this.#later(this.#around.chance() * spreadMs, tell)
      else tell()
      return true
    } catch (error) {
      told.refused(error)
      return false
    }
  }
}
