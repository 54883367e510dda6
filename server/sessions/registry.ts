/**
 * The sessions that this server knows: those on computers whose stream ends at it, and, from the others, those that run there. What an agent says counts for its own
 * alone. Nothing is kept for ever on somebody's word: what an agent that comes back does not tell runs no more, and of one that stays away nothing is kept.
 */
import type { Admission, Running } from './admission.ts'
import type { Present } from './crowds.ts'
import type { Elsewhere, Told } from './elsewhere.ts'

export interface Session extends Running, Present {
  id: string
  agent: string
  since: string
  /** What the agent was told of it last. */
  told: Pick<Admission, 'granted' | 'hours'>
  /** With what its viewer asks for candidates. */
  signal: string | null
  /** What takes the agent's answer; undefined as soon as it is granted. */
  waiting: ((answer: string | Error) => void) | undefined
}

export interface Registry {
  get(id: string): Session | undefined
  of(agent: string): Session[]
  here(): Session[]
  /** Of everywhere, those that are about to begin too. */
  present(): Present[]
  /** Of everywhere, those that run. */
  running(): Told[]
  /** It counts from here on. */
  put(session: Session): void
  /** It runs: the others are told. */
  began(session: Session): void
  drop(id: string): void
  /** The agent is there, and tells what runs; what it does not tell by then is gone. */
  came(agent: string): void
  /** It is away. */
  left(agent: string): void
  join(others: Elsewhere | undefined): void
}

/** So long an agent has to tell what runs; and so long what it told is kept while it is away. */
const [TELLING_MS, AWAY_MS] = [5000, 60_000]
/** So many sessions are known of. */
const MOST = 20_000

/** @param dropped is told of each that is gone */
export function registry(dropped: (id: string) => void): Registry {
  const all = new Map<string, Session>()
  /** By agent, what ends when its time has come. */
  const clocks = new Map<string, NodeJS.Timeout>()
  let others: Elsewhere | undefined
  const of = (agent: string) => [...all.values()].filter((one) => one.agent === agent)
  const toldOf = ({ id, user, computer, since, exclusive }: Session): Told => ({ id, user, computer, since, exclusive })

  function drop(id: string): void {
    const found = all.get(id)
    if (!found) return
    all.delete(id)
    dropped(id)
    if (!found.waiting) others?.gone(id)
  }
  function after(agent: string, ms: number, which: readonly Session[]): void {
    clearTimeout(clocks.get(agent))
    const clock = setTimeout(() => {
      clocks.delete(agent)
      // One that was told of since is another object.
      for (const one of which) if (all.get(one.id) === one) drop(one.id)
    }, ms)
    clocks.set(agent, clock.unref())
  }

  return {
    get: (id) => all.get(id),
    of,
    here: () => [...all.values()],
    present: () => [...all.values(), ...(others?.sessions() ?? [])],
    running: () => [...[...all.values()].filter(({ waiting }) => !waiting).map(toldOf), ...(others?.sessions() ?? [])],
    put(session) {
      if (all.size < MOST) all.set(session.id, session)
    },
    began(session) {
      others?.began(toldOf(session))
    },
    drop,
    came: (agent) =>
      after(
        agent,
        TELLING_MS,
        of(agent).filter(({ waiting }) => !waiting),
      ),
    left: (agent) => after(agent, AWAY_MS, of(agent)),
    join(joined) {
      others = joined
    },
  }
}
