/**
 * Sessions, as the control plane sees them: it admits, brings the two ends together, and takes back what a commit takes away. It carries no picture: once the
 * two are connected they need it no more, and a session ends in time without it (protocol/session.ts).
 *
 * What runs is kept in memory, and told anew by each agent whose stream opens: a server that was started again knows its sessions as soon as their agents are
 * back. Of several servers the one at which the agent's stream ends brings the session about, whichever was asked (elsewhere.ts). The log of sessions is the
 * device's own (`splashctl logs`), since only the device knows what really happened.
 */
import type { Effective } from '../../effective/effective.ts'
import type { Bound } from '../../effective/types.ts'
import { type Ending, isEnding } from '../../protocol/endings.ts'
import { instant } from '../../protocol/instants.ts'
import {
  type Exclusive,
  fingerprintIn,
  SDP_BYTES,
  type SessionFromAgent,
  type SessionGrant,
  type SessionToAgent,
  signGrant,
} from '../../protocol/session.ts'
import { same } from '../../schema/canonical.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { attempts } from '../devices/attempts.ts'
import type { DeviceKeys } from '../devices/keys.ts'
import type { Agent } from '../devices/roster.ts'
import { limiter } from '../http/rate.ts'
import type { Wire } from '../store/store.ts'
import { type Admission, admit, leftOf, type Wish } from './admission.ts'
import { crowded, poolOf } from './crowds.ts'
import { type Elsewhere, elsewhere } from './elsewhere.ts'
import { isTaken, noneFree, offline, refusedBy, tooOften } from './refusals.ts'
import { registry, type Session } from './registry.ts'
import { type Ticketed, tickets } from './tickets.ts'

export interface RunningSession {
  id: string
  user: string
  computer: string
  since: string
}

export interface Begun {
  id: string
  answer: string
  computer: string
  displayName: string
  notAfter: string | null
}

export interface Broker {
  /** Would it be admitted? Throws as `begin`. Gives a ticket for it, good once. */
  ticket(wish: Wish): Promise<{ ticket: string; expires: number }>
  /** Begins the session that a ticket is for. */
  redeem(ticket: string, offered: Offered & { address: string | undefined }): Promise<Begun & { user: string }>
  /** The agent's stream is open. Gives back what ends that. */
  attach(agent: Agent, say: (message: SessionToAgent) => void): () => void
  heard(agent: Agent, message: SessionFromAgent): void
  /** Throws a ProblemError that says why there is no session. */
  begin(wish: Wish & Offered): Promise<Begun>
  /** Of all servers. */
  running(): readonly RunningSession[]
  /** True where there is such a session. */
  end(id: string, reason: Ending): boolean
  /** The world went on. */
  moved(meaning: () => Effective): void
  /** Together with the other servers of the database, until the signal. */
  join(signal: AbortSignal): void
}

/** What a viewer offers. */
export interface Offered {
  offer: string
}

export interface Around {
  team: string
  keys(): DeviceKeys
  meaning(): Promise<Effective>
  agentOf(computer: string): Promise<Agent | undefined>
  /** Was the API token revoked? */
  revoked(token: string): Promise<boolean>
  /** To the other servers, where there may be any. */
  wire: Wire | undefined
}

/** So long an agent has for its answer, and another server for all of it. */
const [PATIENCE_MS, ELSEWHERE_MS, ASKED_MS] = [15_000, 20_000, 2000]
/** So often a person may ask. */
const ASKS = { perSecond: 1 / 3, burst: 30 }

export function broker({ team, keys, meaning, agentOf, revoked, wire }: Around): Broker {
  const lines = new Map<string, (message: SessionToAgent) => void>()
  const sessions = registry()
  const issued = tickets()
  const [asks, wrongTickets] = [limiter(ASKS), attempts()]
  let others: Elsewhere | undefined
  const say = (agent: string, message: SessionToAgent) => lines.get(agent)?.(message)

  /** Asked too often, nobody is listened to: each ask costs a computer a process. */
  function heed(user: string): void {
    const wait = asks.take(user)
    if (wait > 0) throw tooOften(wait)
  }

  async function begin(wish: Wish & Offered): Promise<Begun> {
    heed(wish.user)
    if (wish.offer.length > SDP_BYTES || fingerprintIn(wish.offer) === undefined)
      throw new ProblemError(
        problem('invalid-request', 'The offer has no fingerprint by SHA-256.', 'Send the description that `RTCPeerConnection` makes.'),
      )
    const e = await meaning()
    const admission = admit(e, wish, Date.now())
    const { pool } = admission.bound
    let refused: unknown
    for (const computer of poolOf(e, admission, sessions.present(), Date.now()))
      try {
        return await beginOn({ ...wish, computer })
      } catch (error) {
        if (pool === undefined || !isTaken(error)) throw error
        refused = error
      }
    throw noneFree(pool ?? '', refused)
  }

  /** Here, or where the stream of the computer ends. */
  async function beginOn(wish: Wish & Offered): Promise<Begun> {
    const agent = await agentOf(wish.computer)
    if (!agent || agent.revoked) throw offline(wish.computer)
    if (lines.has(agent.id)) return beginHere(wish, agent)
    const begun = await others?.ask('begin', { agent: agent.id, wish }, ELSEWHERE_MS)
    if (begun === undefined) throw offline(wish.computer)
    return begun as Begun
  }

  async function beginHere(wish: Wish & Offered, agent: Agent): Promise<Begun> {
    const e = await meaning()
    const asked = admit(e, wish, Date.now())
    const found = crowded(e, asked, sessions.present())
    if (found) throw new ProblemError(found)
    // From here on it counts among those that are there: whoever asks at the same moment comes second.
    const session = reserved(wish, agent, asked)
    try {
      const answer = await answerOf(session, wish, asked)
      // Somebody may have committed meanwhile, or a schedule have ended.
      const admission = admit(await meaning(), wish, Date.now())
      const held = fingerprintIn(answer)
      if (held === undefined || !sessions.get(session.id)) throw offline(wish.computer)
      return granted({ session, wish, admission, answer, held })
    } catch (error) {
      sessions.drop(session.id)
      say(agent.id, { end: { sessionId: session.id, reason: 'not-granted' } })
      throw error
    }
  }

  function reserved({ user, computer, token, secondStep }: Wish, agent: Agent, { bound }: Admission): Session {
    const session: Session = {
      ...{ id: crypto.randomUUID(), user, computer, hours: undefined, through: [], agent: agent.id, since: instant(Date.now()) },
      ...{ token, passed: secondStep !== undefined, exclusive: bound.exclusive !== undefined, told: UNKNOWN, waiting: () => undefined },
    }
    sessions.put(session)
    return session
  }

  /** Of the agent, in time. */
  async function answerOf(session: Session, { offer, computer }: Wish & Offered, { bound }: Admission): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string | Error>()
    session.waiting = resolve
    const late = setTimeout(() => resolve(offline(computer)), PATIENCE_MS)
    const exclusive = exclusiveOf(bound)
    say(session.agent, { prepare: { sessionId: session.id, offer, ...(exclusive && { exclusive }) } })
    const answer = await promise
    clearTimeout(late)
    if (typeof answer === 'string') return answer
    throw answer
  }

  interface Answered {
    session: Session
    wish: Wish & Offered
    admission: Admission
    answer: string
    /** The fingerprint in it. */
    held: string
  }
  function granted({ session, wish, admission, answer, held }: Answered): Begun {
    const { user, computer, granted: features, hours, bound, through } = admission
    Object.assign(session, { hours, through, told: { granted: features, hours }, waiting: undefined })
    const notAfter = endOf(admission)
    const exclusive = exclusiveOf(bound)
    const grant: SessionGrant = {
      ...{
        sessionId: session.id,
        agentId: session.agent,
        team,
        user: wish.user,
        displayName: user.spec.displayName ?? wish.user,
        features,
      },
      ...{ fingerprints: { viewer: fingerprintIn(wish.offer) ?? '', agent: held }, issuedAt: instant(Date.now()), notAfter },
      ...(exclusive && { exclusive }),
      ...(wish.token !== undefined && { token: wish.token }),
    }
    say(session.agent, { grant: signGrant(grant, keys().signing) })
    sessions.began(session)
    return { id: session.id, answer, computer: computer.name, displayName: computer.spec.displayName ?? computer.name, notAfter }
  }

  function judge(session: Session, e: Effective): void {
    if (session.waiting) return // it is judged before it is granted
    const left = leftOf(e, session, Date.now())
    if (!left) {
      say(session.agent, { end: { sessionId: session.id, reason: 'access-removed' } })
      return
    }
    session.hours = left.hours
    if (same(toldAs(left), toldAs(session.told))) return
    session.told = left
    say(session.agent, { narrow: { sessionId: session.id, features: left.granted, notAfter: endOf(left) } })
  }

  /** Whoever revokes the token by which somebody came means that one, too. */
  async function judgeToken({ id, agent, token }: Session): Promise<void> {
    if (token !== undefined && (await revoked(token))) say(agent, { end: { sessionId: id, reason: 'token-revoked' } })
  }

  function endHere(id: string, reason: Ending): boolean {
    const found = sessions.get(id)
    if (found) say(found.agent, { end: { sessionId: id, reason } })
    return found !== undefined
  }

  /** An agent that comes back, here or elsewhere, is no more where it was. */
  function leave(agent: string): void {
    lines.delete(agent)
    for (const { id } of sessions.of(agent)) sessions.drop(id)
  }

  function running(
    agent: Agent,
    { sessionId: id, user, since, exclusive, token }: Extract<SessionFromAgent, { running: object }>['running'],
  ): void {
    if (![id, user, since].every((one) => typeof one === 'string')) return
    const known = sessions.get(id)
    // What is another's is not its to tell.
    if (known && known.agent !== agent.id) return
    const session: Session = known
      ? { ...known }
      : {
          ...{ id, user, computer: agent.computer, hours: undefined, through: [], agent: agent.id, since },
          ...{ token: typeof token === 'string' ? token : undefined, passed: undefined },
          ...{ exclusive: exclusive === true, told: UNKNOWN, waiting: undefined },
        }
    sessions.put(session)
    sessions.began(session)
    meaning()
      .then((e) => {
        judge(session, e)
        return judgeToken(session)
      })
      .catch(() => undefined) // a store that is away moves nobody; the next commit judges it
  }

  return {
    async ticket(wish) {
      heed(wish.user)
      admit(await meaning(), wish, Date.now())
      const { user, computer, token, secondStep } = wish
      return issued.issue({ user, computer, token, secondStep }, Date.now())
    },
    async redeem(text, { address, ...offered }) {
      if (address !== undefined) wrongTickets.heed(address)
      try {
        const ticketed =
          issued.redeem(text, Date.now()) ?? ((await others?.ask('redeem', issued.idOf(text), ASKED_MS)) as Ticketed | undefined)
        if (!ticketed) throw usedUp()
        return { ...(await begin({ ...ticketed, address, ...offered })), user: ticketed.user }
      } catch (error) {
        if (address !== undefined && isUsedUp(error)) wrongTickets.failed(address)
        throw error
      }
    },
    attach(agent, line) {
      lines.set(agent.id, line)
      sessions.came(agent.id)
      others?.tell('line', agent.id)
      return () => {
        if (lines.get(agent.id) !== line) return
        lines.delete(agent.id)
        sessions.left(agent.id)
        for (const { waiting, computer } of sessions.of(agent.id)) waiting?.(offline(computer))
      }
    },
    heard(agent, message) {
      const of = (id: unknown): Session | undefined => {
        const found = sessions.get(String(id))
        return found?.agent === agent.id ? found : undefined
      }
      if ('prepared' in message) {
        const { sessionId, answer } = message.prepared
        of(sessionId)?.waiting?.(typeof answer === 'string' && answer.length <= SDP_BYTES ? answer : offline(agent.computer))
      } else if ('refused' in message) of(message.refused.sessionId)?.waiting?.(refusedBy(agent.computer, message.refused.reason))
      else if ('ended' in message) {
        const { sessionId, reason } = message.ended
        const found = of(sessionId)
        if (!found || !isEnding(reason)) return
        found.waiting?.(offline(agent.computer))
        sessions.drop(found.id)
      } else if ('running' in message) running(agent, message.running)
    },
    begin,
    running: () => sessions.running(),
    end(id, reason) {
      if (endHere(id, reason)) return true
      const found = sessions.running().some((one) => one.id === id)
      if (found) others?.tell('end', { id, reason })
      return found
    },
    moved(now) {
      const here = sessions.here()
      if (here.length === 0) return
      const e = now()
      for (const session of here) judge(session, e)
      for (const session of here) judgeToken(session).catch(() => undefined) // the store is away: the next commit asks again
    },
    join(signal) {
      if (!wire || others || signal.aborted) return
      others = elsewhere(wire, team, {
        sessions: () => sessions.here().filter(({ waiting }) => !waiting),
        asked(name, what) {
          if (name === 'redeem') {
            const ticketed = issued.redeemById(String(what), Date.now())
            return ticketed && Promise.resolve(ticketed)
          }
          const { agent: id, wish } = (what ?? {}) as { agent: string; wish: Wish & Offered }
          if (name !== 'begin' || !lines.has(id)) return undefined
          return agentOf(wish.computer).then((agent) => {
            if (agent?.id !== id || agent.revoked) throw offline(wish.computer)
            return beginHere(wish, agent)
          })
        },
        told(name, what) {
          if (name === 'line') leave(String(what))
          else if (name === 'end') {
            const { id, reason } = what as { id: string; reason: Ending }
            if (isEnding(reason)) endHere(id, reason)
          }
        },
      })
      sessions.join(others)
      signal.addEventListener('abort', () => {
        others?.close()
        others = undefined
        sessions.join(undefined)
      })
    },
  }
}

const UNKNOWN: Session['told'] = { granted: {}, hours: undefined }

/** The end that the agent is to hold: that of hours which force it. */
const endOf = ({ hours }: Pick<Admission, 'hours'>): string | null => (hours?.forced ? instant(hours.until) : null)
const toldAs = (left: Pick<Admission, 'granted' | 'hours'>) => ({ granted: { ...left.granted }, notAfter: endOf(left) })

/** What exclusive access asks of the computer. */
const exclusiveOf = ({ exclusive }: Bound): Exclusive | undefined =>
  exclusive && {
    blankScreen: exclusive.blankScreen,
    lockInput: exclusive.lockInput,
    logoffAfterDisconnect: exclusive.logoffAfterDisconnect,
  }

const usedUp = (): ProblemError =>
  new ProblemError(
    problem('session-ticket', 'This link was used already, or is older than a minute.', 'Run `splashctl connect` again for a new one.'),
  )
const isUsedUp = (error: unknown): boolean => error instanceof ProblemError && error.problems[0]?.code === 'session-ticket'
