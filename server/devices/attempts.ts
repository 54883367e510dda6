/**
 * How often wrong codes are listened to: by address, and over all. Only those that failed count, since a roll-out sends a thousand right ones from
 * behind one address; and where strangers use up what is granted over all, an address from which somebody came in is heard all the same.
 */
import { ProblemError, problem } from '../../schema/problem.ts'

export interface Attempts {
  /** Throws (`rate-limited`) where nothing more is listened to. */
  heed(address: string): void
  failed(address: string): void
  succeeded(address: string): void
}

/** So many wrong codes at once, and a second, from one address and over all. */
const EACH = { burst: 10, perSecond: 1 / 6 }
const ALL = { burst: 300, perSecond: 5 }
/** So many addresses are remembered. */
const MOST = 10_000

interface Bucket {
  level: number
  at: number
}

export function attempts(now: () => number = () => performance.now()): Attempts {
  const each = new Map<string, Bucket>()
  const trusted = new Set<string>()
  const all: Bucket = { level: ALL.burst, at: now() }
  const fill = (bucket: Bucket, { burst, perSecond }: typeof EACH): Bucket => {
    const at = now()
    bucket.level = Math.min(burst, bucket.level + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    return bucket
  }
  const of = (address: string): Bucket => {
    const bucket = each.get(address) ?? { level: EACH.burst, at: now() }
    each.delete(address)
    each.set(address, bucket) // the last to have failed stands last
    if (each.size > MOST) for (const [oldest] of each) if (each.delete(oldest)) break
    return fill(bucket, EACH)
  }
  return {
    heed(address) {
      const known = each.get(address)
      const own = known ? fill(known, EACH).level : EACH.burst
      if (own < 1) throw tooMany((1 - own) / EACH.perSecond)
      const { level } = fill(all, ALL)
      if (level < 1 && !trusted.has(address)) throw tooMany((1 - level) / ALL.perSecond)
    },
    failed(address) {
      of(address).level -= 1
      fill(all, ALL).level = Math.max(0, all.level - 1)
    },
    succeeded(address) {
      trusted.delete(address)
      trusted.add(address)
      if (trusted.size > MOST) for (const oldest of trusted) if (trusted.delete(oldest)) break
    },
  }
}

const tooMany = (seconds: number): ProblemError =>
  new ProblemError(problem('rate-limited', 'There were too many wrong codes.', `Wait ${Math.ceil(seconds)} s, then try the right one.`))
