/**
 * The other servers of the same database, as far as sessions go. Each knows the streams that end at it, and brings sessions about on those computers alone; what a
 * person asks of another is asked of whichever server has the computer. Nobody keeps a list of who has what: a question goes to all, and one takes it.
 *
 *   ask ──▶ all      took ──▶ who asked      gives | problems ──▶ who asked        nobody takes it in time: nobody has it
 *   hello ──▶ all    has (what runs there) ──▶ all, when somebody has come           began, gone ──▶ all, as it happens
 *   alive ──▶ all, every twenty seconds; whose silence lasts a minute is forgotten, with its sessions          bye ──▶ all, on leaving
 *
 * So a server that dies leaves nothing locked: its agents come to another one and tell it what runs.
 */
import { randomUUID } from 'node:crypto'
import { asProblems, type Problem, ProblemError } from '../../schema/problem.ts'
import type { Wire } from '../store/store.ts'

/** A session, as servers tell each other. */
export interface Told {
  id: string
  user: string
  computer: string
  since: string
  exclusive: boolean
}

export interface Elsewhere {
  /** What runs with the others. */
  sessions(): Told[]
  /** Undefined where nobody takes it; a ProblemError where whoever took it refuses. */
  ask(name: string, what: unknown, patienceMs: number): Promise<unknown>
  /** That something is so; nobody answers. */
  tell(name: string, what: unknown): void
  began(session: Told): void
  gone(id: string): void
  close(): void
}

export interface Here {
  /** What runs with this one. */
  sessions(): Told[]
  /** Undefined where it is not for this one to answer. */
  asked(name: string, what: unknown): Promise<unknown> | undefined
  told(name: string, what: unknown): void
}

type Message = { from: string } & (
  | { hello: true }
  | { has: Told[]; first: boolean }
  | { began: Told }
  | { gone: string }
  | { alive: true }
  | { bye: true }
  | { ask: string; name: string; what: unknown }
  | { tell: string; what: unknown }
  | { to: string; answer: string; took?: true; gives?: unknown; problems?: readonly Problem[] }
)

const [ALIVE_MS, SILENCE_MS, TAKING_MS, AGAIN_MS] = [20_000, 60_000, 3000, 1000]
/** So many sessions are told at once. */
const PAGE = 150

export function elsewhere(wire: Wire, team: string, here: Here): Elsewhere {
  const self = randomUUID()
  const others = new Map<string, { heard: number; sessions: Map<string, Told> }>()
  const waiting = new Map<string, (message: { took?: true; gives?: unknown; problems?: readonly Problem[] }) => void>()
  let again: NodeJS.Timeout | undefined
  // That the database is away, others tell. What could not be said of what runs here is said as a whole as soon as it is back.
  const say = (message: Omit<Message, 'from'> & object): void =>
    void wire.say(team, JSON.stringify({ from: self, ...message })).catch(() => {
      clearTimeout(again)
      if (!over) again = setTimeout(has, AGAIN_MS).unref()
    })
  let over = false
  // Since when it hears the others; who has just begun to has not heard of those that are there.
  let listening = Number.POSITIVE_INFINITY
  const up = Promise.withResolvers<void>()

  function has(): void {
    const all = here.sessions()
    for (let at = 0; at === 0 || at < all.length; at += PAGE) say({ has: all.slice(at, at + PAGE), first: at === 0 })
  }

  const end = wire.hear(
    team,
    (text) => {
      const message = read(text)
      if (!message || message.from === self) return
      const other = others.get(message.from) ?? { heard: 0, sessions: new Map<string, Told>() }
      other.heard = Date.now()
      others.set(message.from, other)
      if ('hello' in message) has()
      else if ('has' in message) {
        if (message.first) other.sessions.clear()
        for (const one of message.has) other.sessions.set(one.id, one)
      } else if ('began' in message) other.sessions.set(message.began.id, message.began)
      else if ('gone' in message) other.sessions.delete(message.gone)
      else if ('bye' in message) others.delete(message.from)
      else if ('ask' in message) answer(message)
      else if ('tell' in message) here.told(message.tell, message.what)
      else if ('answer' in message && message.to === self) waiting.get(message.answer)?.(message)
    },
    () => {
      listening = performance.now()
      up.resolve()
      say({ hello: true })
      has()
    },
  )
  const living = setInterval(() => {
    say({ alive: true })
    for (const [id, { heard }] of others) if (Date.now() - heard > SILENCE_MS) others.delete(id)
  }, ALIVE_MS).unref()

  function answer({ from: to, ask, name, what }: Extract<Message, { ask: string }>): void {
    const taken = here.asked(name, what)
    if (!taken) return
    say({ to, answer: ask, took: true })
    taken.then(
      (gives) => say({ to, answer: ask, gives }),
      (error: unknown) => say({ to, answer: ask, problems: asProblems(error) }),
    )
  }

  return {
    sessions: () => [...others.values()].flatMap(({ heard, sessions }) => (Date.now() - heard > SILENCE_MS ? [] : [...sessions.values()])),
    async ask(name, what, patienceMs) {
      if (others.size === 0 && performance.now() - listening > TAKING_MS) return undefined
      const id = randomUUID()
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      let late = setTimeout(() => resolve(undefined), TAKING_MS)
      waiting.set(id, ({ took, gives, problems }) => {
        if (took) {
          clearTimeout(late)
          late = setTimeout(() => resolve(undefined), patienceMs)
        } else if (problems) reject(new ProblemError(problems))
        else resolve(gives)
      })
      void up.promise.then(() => say({ ask: id, name, what }))
      try {
        return await promise
      } finally {
        clearTimeout(late)
        waiting.delete(id)
      }
    },
    tell: (name, what) => say({ tell: name, what }),
    began: (session) => say({ began: session }),
    gone: (id) => say({ gone: id }),
    close() {
      over = true
      clearInterval(living)
      clearTimeout(again)
      end()
      say({ bye: true })
    },
  }
}

function read(text: string): Message | undefined {
  try {
    return JSON.parse(text) as Message
  } catch {
    return undefined // whoever may speak to the database may say anything
  }
}
