/**
 * Sessions, as the control plane sees them: it admits, brings the two ends together, and takes back what a commit takes away. It carries no picture: once the
 * two are connected they need it no more, and a session ends in time without it (protocol/session.ts).
 *
 * What runs is kept in memory, and told anew by each agent whose stream opens: a server that was started again knows its sessions as soon as their agents are
 * back. Of several servers the one at which the agent's stream ends brings the session about, whichever was asked (elsewhere.ts). The log of sessions is the
 * device's own (`splashctl logs`), since only the device knows what really happened.
 */
import type { Bound } from '../../effective/types.ts'
import { type Ending, isEnding } from '../../protocol/endings.ts'
import type { IceServer } from '../../protocol/ice.ts'
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
import { ProblemError, problem } from '../../schema/problem.ts'
import { attempts } from '../devices/attempts.ts'
import type { Agent } from '../devices/roster.ts'
import { limiter } from '../http/rate.ts'
import { type Admission, admit, type Wish } from './admission.ts'
import type { Around, Begun, Broker, Offered } from './contract.ts'
import { crowded, poolOf } from './crowds.ts'
import { type Elsewhere, elsewhere } from './elsewhere.ts'
import { endOf, judge, judgeToken, UNKNOWN } from './judging.ts'
import { isTaken, noneFree, offline, refusedBy, tooOften } from './refusals.ts'
import { registry, type Session } from './registry.ts'
import { iceServersOf } from './relays.ts'
import { type Exchange, type Exchanged, signalling } from './signalling.ts'
import { type Ticketed, tickets } from './tickets.ts'

/** So long an agent has for its answer, and another server for all of it. */
const [PATIENCE_MS, ELSEWHERE_MS, ASKED_MS] = [15_000, 20_000, 2000]
/** So often a person may ask. */
const ASKS = { perSecond: 1 / 3, burst: 30 }

export function broker({ team, keys, meaning, agentOf, relaySecret, revoked, wire }: Around): Broker {
  const lines = new Map<string, (message: SessionToAgent) => void>()
  const signals = signalling()
  const sessions = registry((id) => signals.close(id))
  const issued = tickets()
  const [asks, wrongTickets] = [limiter(ASKS), attempts()]
  let others: Elsewhere | undefined
  const say = (agent: string, message: SessionToAgent) => lines.get(agent)?.(message)

  const iceServers = async (user: string): Promise<IceServer[]> =>
    iceServersOf((await meaning()).world, await relaySecret(), user, Date.now())

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
    // It may have gone meanwhile, or come to another one.
    if (!lines.has(agent.id)) throw offline(wish.computer)
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
      ...{
        token,
        passed: secondStep !== undefined,
        exclusive: bound.exclusive !== undefined,
        told: UNKNOWN,
        signal: null,
        waiting: () => undefined,
      },
    }
    sessions.put(session)
    return session
  }

  /** Of the agent, in time. */
  async function answerOf(session: Session, { offer, trickle, computer }: Wish & Offered, { bound }: Admission): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string | Error>()
    session.waiting = resolve
    const late = setTimeout(() => resolve(offline(computer)), PATIENCE_MS)
    const exclusive = exclusiveOf(bound)
    const ice = await iceServers(session.user)
    const more = { ...(exclusive && { exclusive }), ...(ice.length > 0 && { ice }), ...(trickle && { trickle }) }
    if (trickle) session.signal = signals.open(session.id)
    say(session.agent, { prepare: { sessionId: session.id, offer, ...more } })
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
    return {
      id: session.id,
      answer,
      computer: computer.name,
      displayName: computer.spec.displayName ?? computer.name,
      notAfter,
      signal: session.signal,
    }
  }

  function endHere(id: string, reason: Ending): boolean {
    const found = sessions.get(id)
    if (found) say(found.agent, { end: { sessionId: id, reason } })
    return found !== undefined
  }

  /** An agent that comes back, here or elsewhere, is no more where it was; one that was revoked is nowhere. */
  function leave(agent: string): void {
    lines.delete(agent)
    for (const { id, waiting, computer } of sessions.of(agent)) {
      waiting?.(offline(computer))
      sessions.drop(id)
    }
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
          ...{ exclusive: exclusive === true, told: UNKNOWN, signal: null, waiting: undefined },
        }
    sessions.put(session)
    sessions.began(session)
    meaning()
      .then((e) => {
        judge(session, e, say)
        return judgeToken(session, revoked, say)
      })
      .catch(() => undefined) // a store that is away moves nobody; the next commit judges it
  }

  /** Whoever tries wrong ones is listened to ever less. */
  async function withTicket<T>(address: string | undefined, work: () => Promise<T>): Promise<T> {
    if (address !== undefined) wrongTickets.heed(address)
    try {
      return await work()
    } catch (error) {
      if (address !== undefined && isUsedUp(error)) wrongTickets.failed(address)
      throw error
    }
  }

  const exchangeHere = (asked: Exchange): Promise<Exchanged> | undefined =>
    signals.exchange(asked, (candidates) => say(sessions.get(asked.id)?.agent ?? '', { candidates: { sessionId: asked.id, candidates } }))

  return {
    async ticket(wish) {
      heed(wish.user)
      admit(await meaning(), wish, Date.now())
      const { user, computer, token, secondStep } = wish
      return issued.issue({ user, computer, token, secondStep }, Date.now())
    },
    ways: (text, address) =>
      withTicket(address, async () => {
        const ticketed = issued.look(text, Date.now()) ?? ((await others?.ask('look', issued.idOf(text), ASKED_MS)) as Ticketed | undefined)
        if (!ticketed) throw usedUp()
        return iceServers(ticketed.user)
      }),
    async exchange(asked) {
      const own = exchangeHere(asked) ?? ((await others?.ask('exchange', asked, ELSEWHERE_MS)) as Exchanged | undefined)
      if (own) return own
      throw new ProblemError(problem('unknown-session', 'There is no such session, or it is not yours.', 'Begin another one.'))
    },
    redeem: (text, { address, ...offered }) =>
      withTicket(address, async () => {
        const ticketed =
          issued.redeem(text, Date.now()) ?? ((await others?.ask('redeem', issued.idOf(text), ASKED_MS)) as Ticketed | undefined)
        if (!ticketed) throw usedUp()
        return { ...(await begin({ ...ticketed, address, ...offered })), user: ticketed.user }
      }),
    attach(agent, line) {
      lines.set(agent.id, line)
      sessions.came(agent.id)
      others?.tell('line', agent.id)
      return (forGood) => {
        if (lines.get(agent.id) !== line) return
        if (forGood) return leave(agent.id)
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
      } else if ('candidates' in message) {
        const { sessionId, candidates, done } = message.candidates
        if (of(sessionId)) signals.heard(sessionId, candidates, done === true)
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
    running: () => sessions.running().map(({ id, user, computer, since }) => ({ id, user, computer, since })),
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
      for (const session of here) judge(session, e, say)
      for (const session of here) judgeToken(session, revoked, say).catch(() => undefined) // the store is away: the next commit asks again
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
          if (name === 'look') {
            const ticketed = issued.lookById(String(what), Date.now())
            return ticketed && Promise.resolve(ticketed)
          }
          if (name === 'exchange') return exchangeHere(what as Exchange)
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
