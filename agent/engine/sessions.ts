/**
 * The sessions of this computer, each in a process of its own: prepared when the server asks, begun by a grant that holds, narrowed and ended. The agent judges
 * for itself: by its own policy, by the signature, by its own clock. So a session ends in time with the server gone, and a crash in one takes no other along.
 *
 *   prepared ──grant──▶ running ──▶ ending ──▶ (gone)
 *      └── no grant in time, or one that does not hold ──▶ ending
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { type Ending, isEnding } from '../../protocol/endings.ts'
import { type Granted, isGranted } from '../../protocol/granted.ts'
import { isCandidate, isIceServers, isRelayByUdp, MOST_CANDIDATES } from '../../protocol/ice.ts'
import { instant, instantMs } from '../../protocol/instants.ts'
import { onlineKeyAt } from '../../protocol/keys.ts'
import type { Report } from '../../protocol/report.ts'
import {
  type Exclusive,
  fingerprintIn,
  GRANT_MS,
  isExclusive,
  openGrant,
  SDP_BYTES,
  type SessionFromAgent,
  type SessionGrant,
  type SessionToAgent,
} from '../../protocol/session.ts'
import { countedWith, type FileMoved, type FilesMoved, isFileMoved, PATH_CHARS } from '../../protocol/session-log.ts'
import { type Json, same } from '../../schema/canonical.ts'
import { visible } from '../../schema/characters.ts'
import { ProblemError } from '../../schema/problem.ts'
import type { Settings } from '../effective.ts'
import type { Holding } from '../holding.ts'
import { WARNING_MS } from '../staleness.ts'
import { type Able, sessionOn } from './able.ts'
import { loggedOn, withExclusive } from './exclusive.ts'
import { type Leaving, leaving } from './leaving.ts'
import type { FromSession, ToSession } from './messages.ts'
import { type Returning, returning } from './returning.ts'
import { part } from './rules.ts'
import { type Sweeping, sweeping } from './sweeping.ts'
import { toldOf } from './telling.ts'
import { codecOf, earlier, isHeard, narrower, refusalsOf } from './terms.ts'

export interface Parts {
  holding: Pick<Holding, 'now' | 'worth'> & {
    readonly identity: Pick<Holding['identity'], 'agentId' | 'team' | 'displayName'>
    readonly trust: Pick<Holding['trust'], 'online'>
  }
  /** How this program is started: `[node, ...options, launcher]`. */
  program: readonly string[]
  env: NodeJS.ProcessEnv
  /** Why there are none here, if so. */
  missing: string | undefined
  able: Able
  tell(event: string, details: { [key: string]: Json }): void
  /** Another number of sessions is to be reported. */
  changed(): void
  /** Who is logged on at the machine itself; asked of the system where nothing is said. */
  loggedOn?(): Promise<string[]>
}

interface Session {
  id: string
  viewer: string
  /** Our own; undefined until it is prepared. */
  agent: string | undefined
  child: ChildProcess
  since: number
  grant: SessionGrant | undefined
  granted: Granted
  exclusive: Exclusive | undefined
  /** By the server's clock; undefined: nothing ends it. */
  notAfter: number | undefined
  ending: Ending | undefined
  /** When a policy that has expired ends it. */
  doomed: number | undefined
  /** It was granted once, whatever became of it. */
  began: boolean
  /** The person there was asked, and did not say no; and whether its viewer says nothing (returning.ts). */
  allowed: boolean
  silent: boolean
  files: FilesMoved | undefined
  said: string
  /** When its process said anything last, by a clock that rests while the computer sleeps. */
  heard: number
}

type Prepare = Extract<SessionToAgent, { prepare: object }>['prepare']

/** So many at once; so long a grant may take, a process to end that is told to, one that ended by itself to be gone, and one to say nothing; and how often that is looked at. */
const [MOST, GRANT_WAIT_MS, FAREWELL_MS, GOING_MS, STUCK_MS, LOOK_MS, STDERR_CHARS] = [8, 20_000, 700, 5000, 20_000, 250, 500]
const NO_RELAY = 'Its sessions are to go by a relay, and the team has none that is spoken to by UDP.'
const ID = /^[\w-]{1,64}$/

export class Sessions {
  readonly #parts: Parts
  readonly #leaving: Leaving
  readonly #returning: Returning
  readonly #sweeping: Sweeping
  readonly #all = new Map<string, Session>()
  #settings: Settings = {}
  #line: ((message: SessionFromAgent) => void) | undefined
  #looking: NodeJS.Timeout | undefined
  #over: (() => void) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#leaving = leaving(parts)
    this.#returning = returning(() => parts.holding.now())
    this.#sweeping = sweeping(parts)
  }

  get missing(): string | undefined {
    return this.#parts.missing
  }

  get able(): Able {
    return this.#parts.able
  }

  /** Those that run, as they are reported. */
  list(): Report['sessions'] {
    return this.#running.map(({ id, since, grant }) => ({ id, user: grant?.user ?? '', since: instant(since) }))
  }

  get #running(): Session[] {
    return [...this.#all.values()].filter(({ grant, ending }) => grant && !ending)
  }

  /** The stream to the server is open, or is no more. What runs is told, since a server that was started anew doesn't know. */
  line(say: ((message: SessionFromAgent) => void) | undefined): void {
    this.#line = say
    for (const { id: sessionId, since, grant } of this.#running) {
      const { user = '', exclusive, token } = grant ?? {}
      const more = { ...(exclusive && { exclusive: true }), ...(token !== undefined && { token }) }
      say?.({ running: { sessionId, user, since: instant(since), ...more } })
    }
  }

  /** Another policy is in force: what it forbids ends here and now. */
  hold(settings: Settings): void {
    this.#settings = settings
    for (const session of this.#running) {
      if (refusalsOf(this.#settingsOf(session), this.#parts.able).length > 0) this.#end(session, 'policy-changed')
      else this.#narrow(session)
    }
  }

  heard(message: SessionToAgent): void {
    if ('prepare' in message) this.#asked(message.prepare)
    else if ('grant' in message) this.#begin(message.grant)
    else if ('narrow' in message) {
      const { sessionId, features, notAfter } = message.narrow
      const session = this.#all.get(sessionId)
      if (!session?.grant || session.ending || !isGranted(features)) return
      session.granted = narrower(session.granted, features)
      session.notAfter = earlier(session.notAfter, instantMs(notAfter))
      this.#narrow(session)
    } else if ('candidates' in message) {
      const { sessionId, candidates } = message.candidates
      const session = this.#all.get(sessionId)
      if (session && Array.isArray(candidates))
        this.#send(session, { candidates: candidates.filter(isCandidate).slice(0, MOST_CANDIDATES) })
    } else if ('end' in message) {
      const session = this.#all.get(message.end.sessionId)
      if (session) this.#end(session, isEnding(message.end.reason) ? message.end.reason : 'ended-by-somebody')
      // One that it takes for running, and that is not.
      else if (ID.test(message.end.sessionId)) this.#line?.({ ended: { sessionId: message.end.sessionId, reason: 'connection-lost' } })
    }
  }

  /** Ends all of them, and waits for that. */
  async close(reason: Ending): Promise<void> {
    for (const session of this.#all.values()) this.#end(session, reason)
    if (this.#all.size > 0) await new Promise<void>((resolve) => (this.#over = resolve))
    this.#leaving.close()
    await this.#sweeping.done()
  }

  #refuse(sessionId: string, reason: string): void {
    this.#parts.tell('session-refused', { session: sessionId, reason })
    this.#line?.({ refused: { sessionId, reason } })
  }

  /** Whoever is to be alone comes only where nobody is. */
  #asked(asked: Prepare): void {
    const { sessionId: id, exclusive } = asked
    if (exclusive === undefined) this.#prepare(asked)
    else if (!isExclusive(exclusive)) this.#refuse(id, 'It is asked for what it does not know.')
    else
      (this.#parts.loggedOn ?? loggedOn)().then(
        ([user]) =>
          user === undefined
            ? this.#prepare(asked)
            : this.#refuse(id, `\`${user}\` is logged on there, and your access is an exclusive one.`),
        (error: Error) =>
          this.#refuse(id, `It can not tell whether anybody is logged on (${error.message}), and your access is an exclusive one.`),
      )
  }

  #settingsOf({ exclusive }: Pick<Session, 'exclusive'>): Settings {
    return withExclusive(this.#settings, exclusive)
  }

  #prepare({ sessionId: id, offer, exclusive, ice, trickle }: Prepare): void {
    if (typeof id !== 'string' || !ID.test(id) || this.#all.has(id)) return
    const servers = isIceServers(ice) ? ice : []
    const relayOnly = this.#settings['general.directConnection']?.value === false
    const why = relayOnly && !servers.some(isRelayByUdp) ? NO_RELAY : this.#whyNot(offer, exclusive)
    if (why !== undefined) {
      this.#refuse(id, why)
      return
    }
    const { program, env } = this.#parts
    const [file = '', ...args] = program
    const child = spawn(file, [...args, 'session'], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'json' })
    const session: Session = {
      ...{ id, viewer: fingerprintIn(offer as string) ?? '', agent: undefined, child, since: this.#parts.holding.now(), grant: undefined },
      ...{ granted: {}, exclusive, notAfter: undefined, ending: undefined, doomed: undefined, began: false, files: undefined, said: '' },
      ...{ allowed: false, silent: false, heard: performance.now() },
    }
    this.#all.set(id, session)
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (session.said = (session.said + text).slice(-STDERR_CHARS)))
    child.on('message', (message) => this.#said(session, message as FromSession))
    child.on('error', (error) => {
      session.said = error.message
      if (child.pid === undefined) this.#gone(session)
    })
    child.on('exit', () => this.#gone(session))
    const more = { sound: isHeard(this.#settings), ...(trickle === true && { trickle }), ...(relayOnly && { relayOnly }) }
    this.#send(session, { prepare: { offer, codec: codecOf(this.#settings), ...(servers.length > 0 && { ice: servers }), ...more } })
  }

  #whyNot(offer: unknown, exclusive: Exclusive | undefined): string | undefined {
    const { missing, holding } = this.#parts
    if (missing !== undefined) return missing
    if (!holding.worth().admits) return 'Its policy is not confirmed any more, so it admits nobody.'
    const [refusal] = refusalsOf(withExclusive(this.#settings, exclusive), this.#parts.able)
    if (refusal !== undefined) return refusal
    if (this.#all.size >= MOST) return `It has ${this.#all.size} sessions already.`
    if (typeof offer !== 'string' || offer.length > SDP_BYTES || fingerprintIn(offer) === undefined)
      return 'The offer of the viewer has no fingerprint.'
    return undefined
  }

  #said(session: Session, message: FromSession): void {
    session.heard = performance.now()
    if ('prepared' in message) {
      session.agent = fingerprintIn(message.prepared)
      this.#line?.({ prepared: { sessionId: session.id, answer: message.prepared } })
    } else if ('candidates' in message) this.#line?.({ candidates: { sessionId: session.id, ...message } })
    else if ('failed' in message) session.said = message.failed
    else if ('allowed' in message) session.allowed = true
    else if ('silent' in message) session.silent = message.silent
    else if ('moved' in message) this.#moved(session, message.moved)
    else if ('happened' in message) {
      const { event, details } = message.happened
      this.#parts.tell(event, { session: session.id, user: session.grant?.user ?? '', ...details })
    } else if ('ended' in message) {
      if (!session.ending) this.#killed(session, GOING_MS)
      session.ending ??= message.ended.reason
      if (!session.grant) return
      this.#returning.left(session, session.ending)
      const { user } = session.grant
      const seconds = Math.round((this.#parts.holding.now() - session.since) / 1000)
      const fault = session.ending === 'engine-failed' ? { fault: session.said } : {}
      const { used, recording } = message.ended
      if (recording) this.#parts.tell('session-recorded', { session: session.id, user, ...recording })
      const more = { ...(session.files && { files: { ...session.files } }), ...fault }
      this.#parts.tell('session-ended', { session: session.id, user, reason: session.ending, seconds, used, ...more })
      session.grant = undefined
      this.#parts.changed()
    }
  }

  #moved(session: Session, file: FileMoved): void {
    if (!session.grant || !isFileMoved(file)) return
    session.files = countedWith(session.files, file)
    const { direction, bytes, digest } = file
    const path = visible(file.path, PATH_CHARS)
    this.#parts.tell('session-file', { session: session.id, user: session.grant.user, direction, path, bytes, digest })
  }

  /** The grant holds here and now, for this agent and this very connection, and was not used: each is for one that waits for it. */
  #begin(text: unknown): void {
    const { holding } = this.#parts
    const now = holding.now()
    let grant: SessionGrant
    try {
      grant = openGrant(String(text), onlineKeyAt(holding.trust.online, now))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#parts.tell('session-grant-refused', { reason: error.problems[0]?.message ?? '' })
      return
    }
    const session = this.#all.get(grant.sessionId)
    if (!session || session.grant || session.ending) return
    const why = this.#whyNoGrant(grant, session, now)
    if (why !== undefined) {
      this.#parts.tell('session-grant-refused', { session: session.id, user: grant.user, reason: why })
      this.#end(session, 'not-granted')
      return
    }
    const { allowed, instead } = this.#returning.back(grant, this.#running)
    for (const one of instead) this.#end(one, 'connection-lost')
    Object.assign(session, { grant, granted: grant.features, since: now, notAfter: instantMs(grant.notAfter), began: true })
    this.#parts.tell('session-started', { session: session.id, user: grant.user, features: { ...grant.features }, until: grant.notAfter })
    const asks = part(this.#settings['security.requestPermission']?.value ?? null, 'mode') === 'rejectOnTimeoutAllowAtLogin'
    this.#send(session, {
      begin: {
        ...this.#told(session),
        ...(allowed && { allowed }),
        id: session.id,
        recordings: this.#parts.able.recordings,
        atLogin: asks && sessionOn(this.#parts.env)?.class === 'greeter',
      },
    })
    this.#leaving.began(this.#settingsOf(session))
    this.#parts.changed()
  }

  #whyNoGrant(grant: SessionGrant, { viewer, agent, exclusive }: Session, now: number): string | undefined {
    const { agentId, team } = this.#parts.holding.identity
    if (grant.agentId !== agentId || grant.team !== team) return 'It is for another computer.'
    if (grant.fingerprints.viewer !== viewer || grant.fingerprints.agent !== agent) return 'It is for another connection.'
    if (Math.abs(now - (instantMs(grant.issuedAt) as number)) > GRANT_MS) return 'It is not of now.'
    if ((instantMs(grant.notAfter) ?? Number.POSITIVE_INFINITY) <= now) return 'Its time is over.'
    // Whether anybody is logged on was looked at for the one that was prepared.
    if (!same({ ...grant.exclusive }, { ...exclusive })) return 'It is exclusive otherwise than was asked.'
    return this.#parts.holding.worth().admits
      ? refusalsOf(withExclusive(this.#settings, exclusive), this.#parts.able)[0]
      : 'The policy is not confirmed any more.'
  }

  #told(session: Session): Extract<ToSession, { narrow: object }>['narrow'] {
    return toldOf(this.#settingsOf(session), { computer: this.#parts.holding.identity.displayName, able: this.#parts.able }, session)
  }

  #narrow(session: Session): void {
    this.#send(session, { narrow: this.#told(session) })
  }

  #send({ child }: Session, message: ToSession): void {
    if (child.connected) child.send(message, () => undefined) // one that has gone says so by its end
  }

  #end(session: Session, reason: Ending): void {
    if (session.ending) return
    session.ending = reason
    this.#send(session, { end: reason })
    this.#killed(session, FAREWELL_MS)
  }

  /** Unless it has gone by then: what it uses may say nothing any more. */
  #killed({ child }: Session, ms: number): void {
    setTimeout(() => child.kill('SIGKILL'), ms).unref()
  }

  #gone(session: Session): void {
    if (!this.#all.delete(session.id)) return
    const reason = session.ending ?? 'engine-failed'
    if (!session.agent) this.#refuse(session.id, `Its engine failed: ${session.said.trim() || 'it does not say why'}`)
    else this.#line?.({ ended: { sessionId: session.id, reason } })
    if (session.grant) {
      const files = session.files && { files: { ...session.files } }
      this.#parts.tell('session-ended', { session: session.id, user: session.grant.user, reason, ...files, fault: session.said.trim() })
      this.#parts.changed()
    }
    if (session.began) this.#sweeping.gone(session.id, session.child.exitCode === 0)
    if (session.began && ![...this.#all.values()].some(({ began }) => began)) this.#leaving.left(this.#settingsOf(session))
    if (this.#all.size > 0) return
    clearInterval(this.#looking)
    this.#looking = undefined
    this.#over?.()
  }

  /** What time ends, whatever becomes of the server. */
  #look(): void {
    const { holding } = this.#parts
    const now = holding.now()
    const ends = holding.worth().running === 'end'
    for (const session of this.#all.values()) {
      // It says something each second, unless what it waits for, as for a display, says nothing any more.
      if (performance.now() - session.heard > STUCK_MS) {
        session.said = `It did not answer for ${STUCK_MS / 1000} s.`
        session.child.kill('SIGKILL')
      }
      if (!session.grant && !session.ending && now - session.since > GRANT_WAIT_MS) this.#end(session, 'not-granted')
      if (!session.grant || session.ending) continue
      if (session.notAfter !== undefined && now >= session.notAfter) this.#end(session, 'schedule-ended')
      else if (!ends) session.doomed = undefined
      else if (session.doomed === undefined) {
        session.doomed = performance.now() + WARNING_MS
        this.#send(session, { warn: { reason: 'policy-expired', seconds: WARNING_MS / 1000 } })
      } else if (performance.now() >= session.doomed) this.#end(session, 'policy-expired')
    }
  }
}
