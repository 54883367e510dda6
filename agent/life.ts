/**
 * The life of an agent: it asks for its policy, holds it, applies it, and tells what became of it. Loops, of which none waits for another:
 *
 *   stream     is told what it is to run, at once; reports and log go by it
 *   pull       long polls where there is no stream; with one, when it is told to, and now and then to be sure
 *   report     when something changed, and every five minutes
 *   log        sends what happened, in order
 *   watch      looks at the clock, at the settings that were made here, and at what the system made of those that are enforced
 *   inventory  once a day
 *
 * Whatever goes wrong in one of them is a condition, and tried again; only a fault of the program ends it, for whoever watches over it to start
 * it anew.
 */
import { instant } from '../protocol/instants.ts'
import { type FromAgent, type FromServer, REPLACED } from '../protocol/stream.ts'
import type { Json } from '../schema/canonical.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { Allowance } from './allowance.ts'
import { Applying } from './applying.ts'
import { bell } from './bell.ts'
import type { Clock } from './clock.ts'
import { type Asking, isRevoked, Refused, type Server, serverUrl } from './connection.ts'
import { isNotWritten } from './durable.ts'
import { ableIn, unable } from './engine/able.ts'
import { missingParts } from './engine/parts.ts'
import { Sessions } from './engine/sessions.ts'
import { Holding } from './holding.ts'
import { Journal } from './journal.ts'
import { Link } from './link.ts'
import { type Pace, usualPace } from './pace.ts'
import type { Platform } from './platform/platform.ts'
import { isLetGo, type Pulled, pull, take, WAIT_S } from './pull.ts'
import { sendBatch, sendReport } from './report.ts'
import { Spread } from './spread.ts'
import { LOG, notEnrolled, RECORDINGS, type State } from './state.ts'
import { listen, NoStream } from './stream.ts'

export interface LifeOptions {
  state: State
  clock: Clock
  platform: Platform
  env: NodeJS.ProcessEnv
  pace?: Pace
  /** Undefined where none is wanted. */
  inventory?: ((signal: AbortSignal) => Promise<Json>) | undefined
  /** How this program is started, for sessions; without, it carries none. */
  program?: readonly string[] | undefined
}

/** The most that a nudge can ask to be spread over. */
const SPREAD_MS = 60_000
/** So often nobody is reached for a stream until it is tried without one: something on the way may let nothing else pass. */
const PATIENCE = 4
/** So many streams on which something was not answered, and nothing is asked by them any more. */
const MUTE = 2
/** Whatever an agent is told, it asks and reports so often at once, and then once in so many milliseconds. */
const [AT_ONCE, EVERY_MS] = [20, 1000]

export class Life {
  readonly #clock: Clock
  readonly #pace: Pace
  readonly #inventory: LifeOptions['inventory']
  readonly #link: Link
  readonly #bells = { pull: bell(), report: bell(), log: bell() }
  readonly #spread = new Spread()
  readonly #ending = new AbortController()
  readonly #fault = Promise.withResolvers<void>()
  readonly holding: Holding
  readonly journal: Journal
  readonly applying: Applying
  readonly sessions: Sessions
  /** Whether there is a stream, or none can be had: while one is coming, it will bring what a poll would. */
  #stands: 'coming' | 'streaming' | 'polling' = 'coming'
  #unanswered = 0
  readonly #polls = new Allowance(AT_ONCE, EVERY_MS)
  readonly #reports = new Allowance(AT_ONCE, EVERY_MS)
  /** The poll and the stream of the moment, each to be cut off. */
  #poll = new AbortController()
  #stream = new AbortController()
  #stock: Json | undefined

  constructor({ state, clock, platform, env, pace = usualPace, inventory, program }: LifeOptions) {
    this.#clock = clock
    this.#pace = pace
    this.#inventory = inventory
    this.holding = new Holding(state, clock)
    const { agentId, team, server, ca, revoked } = this.holding.identity
    const key = state.key()
    if (!key || revoked !== undefined) throw notEnrolled(state.folder, revoked)
    this.journal = new Journal(`${state.folder}/${LOG}`)
    this.#link = new Link({
      ...{ url: serverUrl(server), ca, key, keyid: `${team}/${agentId}`, env },
      now: () => this.holding.toldNow(),
      learnTime: (at) => this.holding.learnTime(at),
    })
    const changed = () => {
      this.#bells.report.ring()
      this.#bells.log.ring()
    }
    const rerouted = () => {
      this.#stream.abort()
      this.#ask()
    }
    const tell: Applying['tell'] = (event, details) => this.applying.tell(event, details)
    const missing = program ? missingParts(env) : 'It was started without what starts sessions.'
    const able = missing === undefined ? ableIn(env, `${state.folder}/${RECORDINGS}`) : unable(missing)
    const [holding, link] = [this.holding, this.#link]
    this.sessions = new Sessions({ ...{ holding, program: program ?? [], env, missing, able, tell }, changed: () => this.applying.look() })
    this.applying = new Applying({ state, holding, journal: this.journal, link, sessions: this.sessions, platform, changed, rerouted })
  }

  /** Until the signal, or until this computer is not enrolled any more. */
  async run(signal: AbortSignal): Promise<'stopped' | 'revoked'> {
    const end = () => this.#ending.abort()
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    try {
      if (this.holding.spoilt) this.applying.tell('policy-damaged', { reason: this.holding.spoilt.message })
      this.applying.tell('started', {})
      await this.applying.apply()
      await bell().wait(this.#pace.first(this.#clock().boot), this.#over)
      const loops = [this.#pulling(), this.#listening(), this.#reporting(), this.#logging(), this.#watching(), this.#takingStock()]
      // A fault in one ends all: half an agent would look like a whole one.
      for (const loop of loops) loop.catch((error) => this.#fail(error))
      const all = Promise.allSettled(loops)
      await Promise.race([all, this.#fault.promise])
      end()
      await all
      this.#fault.resolve()
      await this.#fault.promise
    } finally {
      signal.removeEventListener('abort', end)
      await this.sessions.close(this.holding.identity.revoked === undefined ? 'agent-stopped' : 'un-enrolled')
      this.#link.close()
    }
    return this.holding.identity.revoked === undefined ? 'stopped' : 'revoked'
  }

  get #over(): AbortSignal {
    return this.#ending.signal
  }

  #fail(error: unknown): void {
    this.#fault.reject(error)
    this.#ending.abort()
  }

  /** Asks now: a poll that waits for something to happen is cut off. */
  #ask(): void {
    this.#poll.abort()
    this.#bells.pull.ring()
  }

  async #pulling(): Promise<void> {
    await this.#bells.pull.wait(this.#pace.safety(true), this.#over)
    for (let failures = 0; !this.#over.aborted; ) {
      await bell().wait(this.#polls.take(), this.#over)
      const begun = performance.now()
      const waitS = this.#stands === 'polling' ? WAIT_S : 0
      this.#poll = new AbortController()
      const [{ signal }, server] = [this.#poll, this.#link.server()]
      try {
        await this.#took(
          await pull(server, this.holding, { waitS, signal: waitS > 0 ? AbortSignal.any([this.#over, signal]) : this.#over }),
          server,
        )
        failures = 0
        // A server that thinks about it for long enough is asked again at once; another is not asked without end.
        const thought = performance.now() - begun > (WAIT_S * 1000) / 2
        await this.#bells.pull.wait(this.#stands === 'polling' && thought ? 0 : this.#pace.safety(this.#stands !== 'polling'), this.#over)
      } catch (error) {
        if (signal.aborted && waitS > 0) {
          // Asked anew, or there is a stream now, which brings it.
          if (this.#stands !== 'polling') await this.#bells.pull.wait(this.#pace.safety(true), this.#over)
          continue
        }
        const retryAfter = await this.#failed(error, server)
        await this.#bells.pull.wait(this.#pace.backoff(failures++, retryAfter), this.#over)
      }
    }
  }

  async #listening(): Promise<void> {
    for (let failures = 0; !this.#over.aborted; ) {
      const { current, highest } = this.holding
      let [begun, greeted] = [performance.now(), false]
      let by: Asking | undefined
      const hearing = {
        opened: (asking: Asking, say: (message: FromAgent) => void) => {
          begun = performance.now()
          by = this.#unanswered < MUTE ? asking : undefined
          this.sessions.line((session) => say({ session }))
        },
        heard: (message: FromServer) => {
          if (!greeted && ('policy' in message || 'current' in message)) {
            greeted = true
            this.#stands = 'streaming'
            this.#link.asking = by
            this.#poll.abort()
          }
          void this.#heard(message).catch((error) => this.#fail(error))
        },
      }
      const server = this.#link.server()
      this.#stream = new AbortController()
      let retryAfter = 0
      try {
        const hello = { rev: highest.rev, digest: current?.document.digest ?? '' }
        const { code, unanswered } = await listen(server, hello, hearing, AbortSignal.any([this.#over, this.#stream.signal]), {
          answerMs: this.#pace.answer,
        })
        const settled = greeted && performance.now() - begun > this.#pace.settled
        if (settled) failures = 0
        if (unanswered) this.#unanswered++
        else if (settled) this.#unanswered = 0
        this.applying.replaced(code === REPLACED)
        // What stands in the way of its hello is told to who asks without a stream.
        if (greeted) this.#stands = 'coming'
        else this.#pollOnly()
      } catch (error) {
        // Where there is none to be had there are polls, and they tell what is wrong.
        if (error instanceof NoStream || failures >= PATIENCE) this.#pollOnly()
        else retryAfter = await this.#failed(error, server)
      }
      this.#link.asking = undefined
      this.sessions.line(undefined)
      const away = this.#spread.away()
      await bell().wait(away ?? this.#pace.backoff(failures++, retryAfter), this.#over)
    }
  }

  /** Until there is a stream. */
  #pollOnly(): void {
    if (this.#stands === 'polling') return
    this.#stands = 'polling'
    this.#ask()
  }

  async #heard(message: FromServer): Promise<void> {
    this.#spread.hear(message)
    if ('session' in message) return this.sessions.heard(message.session)
    if ('nudge' in message) return this.#pullWithin(message.nudge?.spreadMs)
    const server = this.#link.server()
    if ('revoked' in message) {
      // What isn't proven by it is asked about.
      if (!(await this.#letGo(String(message.revoked), server))) this.#ask()
      return
    }
    if ('current' in message && typeof message.current?.timestamp === 'string') {
      if (await this.#renewedBy(message.current.timestamp)) await this.#took('renewed', server)
      return
    }
    if (!('policy' in message)) return
    const { document, timestamp } = message.policy ?? {}
    if (typeof document !== 'string' || typeof timestamp !== 'string') return
    try {
      await this.#took(await take(server, this.holding, { document, timestamp }), server)
    } catch (error) {
      await this.#failed(error, server)
    }
  }

  /** Un-enrolled, if this proves it. */
  async #letGo(proof: string, server: Server): Promise<boolean> {
    try {
      if (!(await isLetGo(server, this.holding, proof))) return false
      this.#revoke()
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (error.problems.some(({ code }) => code === 'policy-rolled-back')) this.applying.refused(error)
      else await this.applying.unreachable(error)
      return false
    }
  }

  async #pullWithin(spreadMs: unknown): Promise<void> {
    const spread = typeof spreadMs === 'number' && spreadMs > 0 ? Math.min(spreadMs, SPREAD_MS) : 0
    if (spread > 0) await bell().wait(Math.random() * spread, this.#over)
    this.#ask()
  }

  async #reporting(): Promise<void> {
    for (let failures = 0; !this.#over.aborted; ) {
      this.applying.look()
      await bell().wait(this.#spread.report() + this.#reports.take(), this.#over)
      const [stock, server] = [this.#stock, this.#link.server()]
      try {
        const report = { ...this.applying.report(), ...(stock !== undefined && { inventory: stock }) }
        const timestamp = await sendReport(server, report, this.#over)
        if (this.#stock === stock) this.#stock = undefined
        failures = 0
        if (timestamp !== undefined && (await this.#renewedBy(timestamp))) await this.#took('renewed', server)
        await this.#bells.report.wait(this.#pace.report(), this.#over)
      } catch (error) {
        const retryAfter = await this.#failed(error, server)
        await bell().wait(this.#pace.backoff(failures++, retryAfter), this.#over)
      }
    }
  }

  /** A proof alone renews the policy that is held; where the server means another one, that is asked for. */
  async #renewedBy(timestamp: string): Promise<boolean> {
    if (!this.holding.current) {
      this.#ask()
      return false
    }
    try {
      await take(this.#link.server(), this.holding, { timestamp })
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#ask()
      return false
    }
  }

  async #logging(): Promise<void> {
    for (let failures = 0; !this.#over.aborted; ) {
      const batch = this.journal.batch()
      if (!batch) {
        await this.#bells.log.wait(this.#pace.report(), this.#over)
        continue
      }
      await bell().wait(this.#spread.report(), this.#over)
      const server = this.#link.server()
      try {
        if (!this.journal.sent(await sendBatch(server, batch, this.#over))) this.applying.logDiffers()
        failures = 0
      } catch (error) {
        const retryAfter = await this.#failed(error, server)
        await bell().wait(this.#pace.backoff(failures++, retryAfter), this.#over)
      }
    }
  }

  async #watching(): Promise<void> {
    while (!this.#over.aborted) {
      await bell().wait(Math.min(this.#pace.watch, this.holding.worth().changesIn ?? this.#pace.watch) + 1, this.#over)
      if (!this.#over.aborted) await this.applying.apply()
    }
  }

  async #takingStock(): Promise<void> {
    const { first, again } = this.#pace.inventory
    for (let wait = first; this.#inventory; wait = again) {
      await bell().wait(wait, this.#over)
      if (this.#over.aborted) return
      try {
        this.#stock = await this.#inventory(this.#over)
        this.#bells.report.ring()
      } catch (error) {
        if (this.#over.aborted) return
        this.applying.tell('inventory-failed', { reason: error instanceof Error ? error.message.slice(0, 500) : String(error) })
      }
    }
  }

  async #took(pulled: Pulled, server: Server): Promise<void> {
    this.#link.succeeded(server)
    await this.applying.reached()
    if (pulled === 'applied') await this.applying.took()
  }

  /** What became of a call that was no success. @returns for how long the server asks to be left alone, in milliseconds */
  async #failed(error: unknown, server: Server): Promise<number> {
    if (this.#over.aborted) return 0
    if (!(error instanceof ProblemError)) throw error
    if (isRevoked(error)) {
      const { revocation } = error as Refused
      if (revocation === undefined || !(await this.#letGo(revocation, server))) await this.applying.unreachable(unproven(server.url))
    } else if (isNotWritten(error)) this.applying.unwritten(error)
    else if (error.problems.some(({ code }) => code.startsWith('server-')) || error instanceof Refused) {
      if (!(error instanceof Refused)) this.#link.failed(server)
      await this.applying.unreachable(error)
    } else this.applying.refused(error)
    return error instanceof Refused ? error.retryAfterMs : 0
  }

  #revoke(): void {
    this.applying.tell('revoked', {})
    try {
      this.holding.revoke(instant(this.holding.now()))
    } catch (error) {
      if (!(error instanceof ProblemError) || !isNotWritten(error)) throw error
      this.applying.unwritten(error)
    }
    this.applying.look()
    this.#ending.abort()
  }
}

const unproven = ({ host }: URL): ProblemError =>
  new ProblemError(
    problem(
      'server-foreign',
      `What answers at ${host} says that this computer is not enrolled, and does not prove it.`,
      'The agent goes on as before, and on asking. Look at which control plane answers under this address, and whether its keys are in place.',
    ),
  )
