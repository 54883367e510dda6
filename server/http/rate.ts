/**
 * How often an address may ask: a bucket of tokens for each, filled at a steady rate. It is for the one client that has gone wild, so the numbers
 * are large; whoever guesses tokens pays more for each try. Kept in memory, for the addresses that asked last.
 */
import type { FastifyReply } from 'fastify'
import { ProblemError, problem } from '../../schema/problem.ts'

export interface RateOptions {
  /** So many requests a second, on average. */
  perSecond: number
  /** So many at once. */
  burst: number
}

export interface Limiter {
  /** Takes from the bucket of an address. Gives 0, or in how many seconds there is enough again. */
  take(address: string, cost?: number): number
}

/** A request that is refused for its token costs as much as so many others. */
export const GUESS = 50
/** So many addresses are remembered. */
const MOST = 10_000
/** Who asked last stands last in the order in which they are forgotten, give or take so many milliseconds. */
const STALE_MS = 1000

export function limiter({ perSecond, burst }: RateOptions, now: () => number = () => performance.now()): Limiter {
  const buckets = new Map<string, { level: number; at: number; moved: number }>()
  return {
    take(address, cost = 1) {
      const at = now()
      let bucket = buckets.get(address)
      if (!bucket || at - bucket.moved > STALE_MS) {
        buckets.delete(address)
        buckets.set(address, (bucket = { level: bucket?.level ?? burst, at: bucket?.at ?? at, moved: at }))
        if (buckets.size > MOST) for (const [oldest] of buckets) if (buckets.delete(oldest)) break
      }
      bucket.level = Math.min(burst, bucket.level + ((at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      if (bucket.level >= 1) {
        bucket.level -= cost
        return 0
      }
      return Math.ceil((1 - bucket.level) / perSecond)
    },
  }
}

export function limited(rate: Limiter, address: string, reply: FastifyReply, cost = 1): void {
  const wait = rate.take(address, cost)
  if (wait === 0) return
  reply.header('retry-after', String(wait))
  throw new ProblemError(
    problem('rate-limited', 'There were too many requests from this address.', `Wait ${wait} s, then go on more slowly.`),
  )
}
