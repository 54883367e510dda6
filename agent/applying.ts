/**
 * What holds on this computer, and what became of it: the policy at hand with what was set here laid over it, each setting enforced as far as it
 * can be, the conditions that follow, and the report that says all of it. Asked again whenever something may have changed; what is so already
 * is left alone, and what somebody changed by hand is put back.
 */
import { instant } from '../protocol/instants.ts'
import type { Condition, Report } from '../protocol/report.ts'
import type { Json } from '../schema/canonical.ts'
import { same } from '../schema/canonical.ts'
import { visible } from '../schema/characters.ts'
import { ProblemError } from '../schema/problem.ts'
import { WRONG_MS } from './clock.ts'
import { conditions, type Holds } from './conditions.ts'
import { isFull, isNotWritten } from './durable.ts'
import { type Laid, type LocalSettings, lay } from './effective.ts'
import { enforce, heldByItself, type Outcomes, reasonOf } from './enforcement.ts'
import type { Sessions } from './engine/sessions.ts'
import type { Current, Holding } from './holding.ts'
import type { Journal } from './journal.ts'
import type { Link } from './link.ts'
import type { Platform } from './platform/platform.ts'
import type { State } from './state.ts'
import { version } from './version.ts'

export interface Parts {
  state: State
  holding: Holding
  journal: Journal
  link: Link
  sessions: Pick<Sessions, 'hold' | 'list' | 'missing' | 'able'>
  platform: Platform
  /** There is something new to report. */
  changed(): void
  /** The control plane is to be asked by another way. */
  rerouted(): void
}

/** The same refusal is logged once in so long; and so many streams in a row were taken over by another installation. */
const [REFUSED_EVERY_MS, OFTEN] = [5 * 60_000, 3]
/** Of the name of a setting that somebody wrote here. */
const NAME_CHARS = 100

export class Applying {
  readonly #parts: Parts
  #appliedAt: string | undefined
  #laid: Laid = { settings: {}, refused: [] }
  #outcomes: Outcomes = {}
  /** The policy of which they are: what was taken is not in force before they are known. */
  #inForce: Current | undefined
  #conditions: Condition[] = []
  #rejected: Report['rejected']
  #unreachable: string | undefined
  #localFault: string | undefined
  #unwritten: unknown
  #logDiffers = false
  #replaced = 0
  /** When what was refused was logged last. */
  readonly #logged = new Map<string, number>()
  #told = ''
  /** One after the other: what is enforced by halves is looked at by nobody. */
  #queue: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get conditions(): readonly Condition[] {
    return this.#conditions
  }
  get outcomes(): Outcomes {
    return this.#outcomes
  }

  /** The policy at hand, as it is by now, comes into force. */
  apply(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#applyOnce())
    return this.#queue
  }

  async #applyOnce(): Promise<void> {
    const { holding, link, platform, rerouted, sessions } = this.#parts
    const before = this.#laid.refused
    const { current } = holding
    this.#laid = lay(current?.document.settings ?? {}, this.#local())
    if (link.choose(this.#laid.settings['general.proxy']?.value)) rerouted()
    const own = { 'general.proxy': async () => link.outcome(), 'security.staleness': heldByItself }
    this.#outcomes = await enforce(this.#laid.settings, platform, own, sessions)
    if (current?.document.digest !== this.#inForce?.document.digest) this.#appliedAt = current && instant(holding.now())
    this.#inForce = current
    sessions.hold(this.#laid.settings)
    for (const one of this.#laid.refused)
      if (!before.some((former) => same(former, one)))
        this.tell('local-edit-refused', { setting: visible(one.name, NAME_CHARS), why: reasonOf(one.why) })
    this.look()
  }

  /** Something happened on this device. */
  tell(event: string, details: { [key: string]: Json }): void {
    this.#parts.journal.tell({ time: instant(this.#parts.holding.now()), event, ...(Object.keys(details).length > 0 && { details }) })
  }

  /** Another document came and was taken. */
  async took(): Promise<void> {
    const { current } = this.#parts.holding
    if (!current) return
    const { epoch, rev } = current.timestamp
    this.tell('policy-applied', { epoch, rev, digest: current.document.digest })
    this.#rejected = undefined
    await this.apply()
  }

  /** What came was what is there already, or newer: nothing is refused any more. */
  reached(): Promise<void> {
    this.#unreachable = undefined
    this.#rejected = undefined
    if (isNotWritten(this.#unwritten)) this.#unwritten = undefined
    return this.#lookAtLink()
  }

  /** Whether a proxy is enforced shows when it was gone through. */
  #lookAtLink(): Promise<void> {
    const known = this.#outcomes['general.proxy']
    if (known && known.state !== this.#parts.link.outcome().state) return this.apply()
    this.look()
    return Promise.resolve()
  }

  /** Another installation opened a stream by this one's key; once may be this one itself, come by another way. */
  replaced(by: boolean): void {
    this.#replaced = by ? this.#replaced + 1 : 0
    this.look()
  }

  refused(error: ProblemError): void {
    const [{ code = '', message = '' } = {}] = error.problems
    this.#unreachable = undefined
    const now = performance.now()
    // What is refused again and again would push everything else out of the log.
    if (now - (this.#logged.get(`${code} ${message}`) ?? Number.NEGATIVE_INFINITY) > REFUSED_EVERY_MS) {
      if (this.#logged.size > 100) this.#logged.clear()
      this.#logged.set(`${code} ${message}`, now)
      this.tell('policy-refused', { code, reason: message })
    }
    this.#rejected = { code, reason: message }
    this.look()
  }

  unreachable(error: ProblemError): Promise<void> {
    this.#unreachable = error.problems[0]?.message
    return this.#lookAtLink()
  }

  unwritten(error: ProblemError): void {
    this.#unwritten = error
    this.look()
  }

  logDiffers(): void {
    if (this.#logDiffers) return
    this.#logDiffers = true
    this.tell('log-differs', {})
    this.look()
  }

  /** What holds now. Whoever waits for a report hears of it where it is another one than was told. */
  look(): void {
    const { holding, state, changed } = this.#parts
    this.#conditions = conditions(this.#conditions, this.#holds(), holding.now())
    const report = this.report()
    const text = JSON.stringify({ ...report, policy: report.policy && { ...report.policy, rev: 0 } })
    if (text === this.#told) return
    this.#told = text
    changed()
    try {
      const digest = this.#inForce?.document.digest ?? null
      state.write('running', { pid: process.pid, conditions: this.#conditions, digest, outcomes: this.#outcomes })
    } catch (error) {
      if (!isNotWritten(error)) throw error
      this.#unwritten = error // told by the next look
    }
  }

  report(): Report {
    const { current: held } = this.#parts.holding
    const current = held?.document.digest === this.#inForce?.document.digest ? held : this.#inForce
    const settings = Object.fromEntries(Object.entries(this.#outcomes).map(([name, { state }]) => [name, state]))
    const reasons = Object.entries(this.#outcomes).flatMap(([name, { reason }]) => (reason === undefined ? [] : [[name, reason] as const]))
    return {
      agentVersion: version,
      policy: current
        ? {
            ...{ epoch: current.timestamp.epoch, rev: current.timestamp.rev, digest: current.document.digest },
            appliedAt: this.#appliedAt ?? instant(this.#parts.holding.now()),
          }
        : null,
      ...(this.#rejected && { rejected: this.#rejected }),
      settings,
      ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
      conditions: this.#conditions,
      sessions: this.#parts.sessions.list(),
    }
  }

  #local(): LocalSettings {
    try {
      this.#localFault = undefined
      return this.#parts.state.local()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#localFault = error.problems[0]?.message ?? ''
      return {}
    }
  }

  #holds(): Holds {
    const { holding, journal, link } = this.#parts
    const { standing, age } = holding.worth()
    const unwritten = holding.unwritten ?? journal.unwritten ?? this.#unwritten
    const failures = Object.entries(this.#outcomes).filter(([, { state }]) => state === 'failed')
    const ago = age === undefined ? '' : `The control plane was last heard ${Math.round(age / 60_000)} minutes ago.`
    const revoked = holding.identity.revoked !== undefined
    return {
      ...(revoked && { revoked: true }),
      ...(!revoked && standing === 'never' && { 'no-policy': true }),
      ...(standing === 'stale' && { 'policy-stale': true }),
      ...(standing === 'strict' && { 'policy-strict': true }),
      ...(standing === 'expired' && { 'policy-expired': true }),
      ...(this.#rejected?.code === 'policy-rolled-back' && { 'rollback-refused': this.#rejected.reason }),
      ...(this.#rejected && this.#rejected.code !== 'policy-rolled-back' && { 'policy-refused': this.#rejected.reason }),
      ...(holding.spoilt && !holding.current && { 'policy-damaged': true }),
      ...(Math.abs(holding.offset) > WRONG_MS && { 'clock-wrong': clockText(holding.offset) }),
      ...(this.#unreachable !== undefined && { 'server-unreachable': `${this.#unreachable} ${ago}`.trim() }),
      ...(link.isAround && { 'proxy-failed': true }),
      ...(unwritten !== undefined && { [isFull(unwritten) ? 'disk-full' : 'disk-read-only']: true }),
      ...(this.#laid.refused.length > 0 && {
        'local-edit-refused': reasonOf(`Without effect: ${this.#laid.refused.map(({ name, why }) => `${name} (${why})`).join(', ')}.`),
      }),
      ...(this.#localFault !== undefined && { 'local-settings-unreadable': this.#localFault }),
      ...(failures.length > 0 && {
        'settings-failed': reasonOf(failures.map(([name, { reason }]) => `${name}: ${reason}`).join('; ')),
      }),
      ...(this.#logDiffers && { 'log-differs': true }),
      ...(this.#replaced >= OFTEN && { 'identity-shared': true }),
    }
  }
}

function clockText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  return `It is ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${offset > 0 ? 'behind' : 'ahead'}. Set it, best by a time service; times of the control plane are gone by meanwhile.`
}
