/** What of time ends a session, by a clock that nobody sets: nothing typed or moved for too long, or simply too long. A minute before it the viewer is warned. */
import type { Ending } from '../../protocol/endings.ts'
import type { Terms } from './terms.ts'

const [MINUTE_MS, WARNING_MS, LOOK_MS] = [60_000, 60_000, 500]

export interface Bounds {
  /** Something was typed or moved. */
  active(): void
  close(): void
}

export interface Bounded {
  terms(): Pick<Terms, 'idleMinutes' | 'longestMinutes'>
  warn(reason: Ending, seconds: number): void
  end(reason: Ending): void
}

export function bounds({ terms, warn, end }: Bounded): Bounds {
  const begun = performance.now()
  let [active, warned] = [begun, undefined as Ending | undefined]
  const looking = setInterval(() => {
    const [{ idleMinutes, longestMinutes }, now] = [terms(), performance.now()]
    const [next] = [
      ...(idleMinutes > 0 ? [{ reason: 'idle' as const, at: active + idleMinutes * MINUTE_MS }] : []),
      ...(longestMinutes > 0 ? [{ reason: 'longest-time' as const, at: begun + longestMinutes * MINUTE_MS }] : []),
    ].sort((a, b) => a.at - b.at)
    if (!next) return
    if (now >= next.at) end(next.reason)
    else if (next.at - now <= WARNING_MS && warned !== next.reason) {
      warned = next.reason
      warn(next.reason, Math.ceil((next.at - now) / 1000))
    }
  }, LOOK_MS)
  return {
    active() {
      active = performance.now()
      if (warned === 'idle') warned = undefined
    },
    close: () => clearInterval(looking),
  }
}
