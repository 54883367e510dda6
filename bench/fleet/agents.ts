/** Starts a process of simulated agents (agents-child.ts), and tells it what to do. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

export interface AgentsStart {
  /** A file with a Known. */
  known: string
  /** The authority of the server's certificate, in PEM. */
  ca: string
  urls: readonly string[]
  seed: number
}

/** What is waited for: a document was applied; that was reported; the server is back and confirmed what the agent has. */
export type Moment = 'applied' | 'reported' | 'back'

/** Since the last mark. */
export interface Counts {
  opened: number
  closed: number
  /** Of the stream, by kind. */
  messages: Record<string, number>
  /** By status. */
  answers: Record<string, number>
  unanswered: number
  /** Why something that came was not taken; the first few. */
  refused: string[]
}
export interface AgentsUsage {
  /** Milliseconds of processors since it began. */
  cpu: number
  /** Megabytes. */
  resident: number
  counts: Counts
}
export interface Requests {
  requests: number
  perSecond: number
  /** Milliseconds, from the moment at which a request was due. */
  p50: number
  p99: number
  /** Of that, how late the load itself was at sending, p99: it, and the machine that all share, are behind. */
  late: number
  /** Of the last answer. */
  bytes: number
}
/** What is asked for, by agents in turn. */
export interface Asking {
  url: string
  milliseconds: number
  /** With the digest that the agent has: 304. */
  conditional: boolean
  /** Every answer must have it: a figure of refusals is none. */
  status: number
  /** So many agents take turns. */
  agents: number
  /** What the other end is: of a bare server no timestamp is verified. */
  bare?: true
}

export type Order =
  /** So many at once, each until it is open and confirmed, or was refused. */
  | { open: { from: number; to: number; atOnce: number } }
  /** Forgets what was counted and timed. */
  | { mark: true }
  | { urls: readonly string[] }
  /** When it came about, each time, since the last mark. */
  | { until: Moment; count: number; withinMs: number }
  | { enrol: { code: string; first: number; count: number; atOnce: number } }
  /** So many get the policy of the moment, where no stream brings it. */
  | { catchUp: number }
  | { paced: Asking & { perSecond: number } }
  | { unpaced: Asking & { atOnce: number } }
  | { usage: true }
export type Answer = { usage: AgentsUsage } | { times: number[] } | { requests: Requests }

export interface AgentsProcess {
  usage(): Promise<AgentsUsage>
  open(from: number, to: number): Promise<void>
  mark(): Promise<void>
  visit(urls: readonly string[]): Promise<void>
  until(moment: Moment, count: number, withinMs: number): Promise<number[]>
  catchUp(agents: number): Promise<void>
  requests(order: Extract<Order, { enrol: unknown } | { paced: unknown } | { unpaced: unknown }>): Promise<Requests>
  stop(): Promise<void>
}

export interface Said {
  number: number
  answer?: Answer
  failed?: string
}

/** So many streams are opened at once where nothing is said of it. */
const AT_ONCE = 64

export async function startAgents(start: AgentsStart): Promise<AgentsProcess> {
  const program = path.join(import.meta.dirname, 'agents-child.ts')
  const child = spawn(process.execPath, ['--max-semi-space-size=64', program, JSON.stringify(start)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let orders = 0
  const answered = (): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    waiting.set(orders++, { resolve, reject })
    return promise
  }
  child.on('message', ({ number, answer, failed }: Said) => {
    const one = waiting.get(number)
    waiting.delete(number)
    if (answer) one?.resolve(answer)
    else one?.reject(new Error(failed))
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the agents ended by themselves (${signal ?? code})`))
  })
  await answered()
  const tell = async (order: Order): Promise<Answer> => {
    const number = orders
    const answer = answered()
    child.send({ number, order })
    return answer
  }
  return {
    usage: async () => ((await tell({ usage: true })) as { usage: AgentsUsage }).usage,
    open: async (from, to) => void (await tell({ open: { from, to, atOnce: AT_ONCE } })),
    mark: async () => void (await tell({ mark: true })),
    visit: async (urls) => void (await tell({ urls })),
    until: async (moment, count, withinMs) => ((await tell({ until: moment, count, withinMs })) as { times: number[] }).times,
    catchUp: async (agents) => void (await tell({ catchUp: agents })),
    requests: async (order) => ((await tell(order)) as { requests: Requests }).requests,
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
