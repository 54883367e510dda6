/** Load: the same request (or a row of them) over kept connections, so many at once, for so long; and how long each answer took. */
import { performance } from 'node:perf_hooks'
import { Agent, type Dispatcher } from 'undici'

export interface Asked {
  method?: Dispatcher.HttpMethod
  path: string
  headers?: Record<string, string>
  body?: string
}
export interface Loaded {
  requests: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Of the last answer. */
  bytes: number
}

/**
 * @param ask the nth request
 * @param status that every answer must have: a figure of refusals is none
 */
export async function load(
  url: string,
  ask: (n: number) => Asked,
  {
    atOnce,
    milliseconds,
    most = Number.POSITIVE_INFINITY,
    status,
  }: { atOnce: number; milliseconds: number; most?: number; status: number },
): Promise<Loaded> {
  const agent = new Agent({ connections: atOnce, pipelining: 1, keepAliveTimeout: 60_000, headersTimeout: 120_000, bodyTimeout: 120_000 })
  const took: number[] = []
  let [begun, bytes] = [0, 0]
  const began = performance.now()
  const one = async (): Promise<void> => {
    while (begun < most && (begun === 0 || performance.now() - began < milliseconds)) {
      const { method = 'GET', ...asked } = ask(begun++)
      const since = performance.now()
      const answer = await agent.request({ origin: url, method, ...asked })
      let size = 0
      for await (const part of answer.body) size += (part as Buffer).length
      took.push(performance.now() - since)
      if (answer.statusCode !== status) throw new Error(`${method} ${asked.path} was answered ${answer.statusCode}, not ${status}`)
      bytes = size
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, one))
  } finally {
    await agent.destroy()
  }
  const spent = performance.now() - began
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number
  return { requests: took.length, perSecond: (took.length * 1000) / spent, p50: at(0.5), p99: at(0.99), bytes }
}
