/**
 * Sessions, as the control plane sees them: it admits, brings the two ends together, and takes back what a commit takes away. It carries no picture: once the
 * two are connected they need it no more, and a session ends in time without it (protocol/session.ts).
 *
 * What runs is kept in memory, and told anew by each agent whose stream opens: a server that was started again knows its sessions as soon as their agents are
 * back. The log of sessions is the device's own (`splashctl logs`), since only the device knows what really happened.
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
import { visible } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { DeviceKeys } from '../devices/keys.ts'
import type { Agent } from '../devices/roster.ts'
import { type Admission, admit, leftOf, type Running, type Wish } from './admission.ts'
import { crowded, poolOf } from './crowds.ts'
import { type Tickets, tickets } from './tickets.ts'

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
  readonly tickets: Tickets
  /** The agent's stream is open. Gives back what ends that. */
  attach(agent: Agent, say: (message: SessionToAgent) => void): () => void
  heard(agent: Agent, message: SessionFromAgent): void
  /** Throws a ProblemError that says why there is no session. */
  begin(wish: Wish & { offer: string }): Promise<Begun>
  /** Would it be admitted? Throws as `begin`. */
  ask(wish: Wish): Promise<Admission>
  running(): readonly RunningSession[]
  /** True where there is such a session. */
  end(id: string, reason: Ending): boolean
  /** The world went on. */
  moved(meaning: () => Effective): void
}

export interface Around {
  team: string
  keys(): DeviceKeys
  meaning(): Promise<Effective>
  agentOf(computer: string): Promise<Agent | undefined>
}

/** So long an agent has for its answer. */
const PATIENCE_MS = 15_000
const REASON_CHARS = 1000

interface Session extends Running {
  id: string
  agent: string
  since: string
  exclusive: boolean
  told: Pick<Admission, 'granted' | 'hours'>
  /** Undefined as soon as it is granted. */
  waiting: ((answer: string | ProblemError) => void) | undefined
}

export function broker({ team, keys, meaning, agentOf }: Around): Broker {
  const lines = new Map<string, (message: SessionToAgent) => void>()
  const sessions = new Map<string, Session>()
  const ofAgent = (agent: string) => [...sessions.values()].filter((one) => one.agent === agent)
  const say = (agent: string, message: SessionToAgent) => lines.get(agent)?.(message)

  async function begin(wish: Wish & { offer: string }): Promise<Begun> {
    if (wish.offer.length > SDP_BYTES || fingerprintIn(wish.offer) === undefined)
      throw new ProblemError(
        problem('invalid-request', 'The offer has no fingerprint by SHA-256.', 'Send the description that `RTCPeerConnection` makes.'),
      )
    const e = await meaning()
    const admission = admit(e, wish, Date.now())
    const computers = poolOf(e, admission, [...sessions.values()], Date.now())
    let refused: unknown
    for (const computer of computers)
      try {
        return await beginOn({ ...wish, computer })
      } catch (error) {
        if (admission.bound.pool === undefined || !isTaken(error)) throw error
        refused = error
      }
    throw new ProblemError(
      problem(
        'session-pool-full',
        `No computer of \`${admission.bound.pool}\` is free.`,
        'Come later, or ask for more computers in the pool.',
      ),
      { cause: refused },
    )
  }

  async function beginOn(wish: Wish & { offer: string }): Promise<Begun> {
    const agent = await agentOf(wish.computer)
    if (!agent || agent.revoked || !lines.has(agent.id)) throw offline(wish.computer)
    const e = await meaning()
    const asked = admit(e, wish, Date.now())
    const found = crowded(e, asked, [...sessions.values()])
    if (found) throw new ProblemError(found)
    // From here on it counts among those that are there: whoever asks at the same moment comes second.
    const session = reserved(wish, agent, asked)
    try {
      const answer = await answerOf(session, wish, asked)
      // Somebody may have committed meanwhile, or a schedule have ended.
      const admission = admit(await meaning(), wish, Date.now())
      const held = fingerprintIn(answer)
      if (held === undefined || !sessions.has(session.id)) throw offline(wish.computer)
      return granted({ session, wish, admission, answer, held })
    } catch (error) {
      sessions.delete(session.id)
      say(agent.id, { end: { sessionId: session.id, reason: 'not-granted' } })
      throw error
    }
  }

  function reserved({ user, computer, token, secondStep }: Wish, agent: Agent, { bound }: Admission): Session {
    const session: Session = {
      ...{ id: crypto.randomUUID(), user, computer, hours: undefined, agent: agent.id, since: instant(Date.now()) },
      ...{ by: { token, secondStep }, exclusive: bound.exclusive !== undefined, told: UNKNOWN, waiting: () => undefined },
    }
    sessions.set(session.id, session)
    return session
  }

  /** Of the agent, in time. */
  async function answerOf(session: Session, { offer, computer }: Wish & { offer: string }, { bound }: Admission): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string | ProblemError>()
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
    wish: Wish & { offer: string }
    admission: Admission
    answer: string
    /** The fingerprint in it. */
    held: string
  }
  function granted({ session, wish, admission, answer, held }: Answered): Begun {
    const { user, computer, granted: features, hours, bound } = admission
    Object.assign(session, { hours, told: { granted: features, hours }, waiting: undefined })
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

  return {
    tickets: tickets(),
    attach(agent, line) {
      lines.set(agent.id, line)
      return () => {
        if (lines.get(agent.id) !== line) return
        lines.delete(agent.id)
        for (const { waiting, computer } of ofAgent(agent.id)) waiting?.(offline(computer))
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
        sessions.delete(found.id)
      } else if ('running' in message) {
        const { sessionId: id, user, since, exclusive } = message.running
        if (typeof id !== 'string' || typeof user !== 'string' || typeof since !== 'string' || sessions.size >= MOST) return
        const known = of(id) ?? {
          id,
          user,
          computer: agent.computer,
          hours: undefined,
          agent: agent.id,
          since,
          by: undefined,
          exclusive: exclusive === true,
          told: UNKNOWN,
          waiting: undefined,
        }
        sessions.set(id, known)
        meaning().then(
          (e) => judge(known, e),
          () => undefined,
        ) // a store that is away moves nobody; the next commit judges it
      }
    },
    begin,
    ask: async (wish) => admit(await meaning(), wish, Date.now()),
    running: () =>
      [...sessions.values()].flatMap(({ waiting, id, user, computer, since }) => (waiting ? [] : [{ id, user, computer, since }])),
    end(id, reason) {
      const found = sessions.get(id)
      if (found) say(found.agent, { end: { sessionId: id, reason } })
      return found !== undefined
    },
    moved(now) {
      if (sessions.size === 0) return
      const e = now()
      for (const session of [...sessions.values()]) judge(session, e)
    },
  }
}

/** So many sessions are known of. */
const MOST = 20_000
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

/** Another computer of a pool may do. */
const isTaken = (error: unknown): boolean =>
  error instanceof ProblemError && ['session-busy', 'session-offline', 'session-refused'].includes(error.problems[0]?.code ?? '')

const offline = (computer: string): ProblemError =>
  new ProblemError(
    problem(
      'session-offline',
      `\`${computer}\` is not in touch with this control plane.`,
      'See that it is switched on and that its agent runs: `splashctl fleet`.',
    ),
  )

const refusedBy = (computer: string, reason: unknown): ProblemError =>
  new ProblemError(
    problem(
      'session-refused',
      `\`${computer}\` refuses the session: ${typeof reason === 'string' ? visible(reason, REASON_CHARS) : 'it does not say why.'}`,
      '`splashctl fleet` and `splashtop-agent status` on the computer say more.',
    ),
  )
