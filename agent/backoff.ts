/**
 * How long to wait before asking again: by lot, so that ten thousand agents that lost their server at the same moment don't come back at the
 * same moment. All in milliseconds; `chance` is from 0 up to, not including, 1.
 */

const MINUTE = 60_000
const [FIRST_MS, LONGEST_MS] = [1000, MINUTE]
/** No server may ask to be left alone for longer. */
const MOST_MS = 15 * MINUTE

/** After so many failures, the first being 0. A server that says how long to stay away is heard, and not met at the same moment by everybody. */
export function backoffMs(failures: number, chance: number, retryAfterMs = 0): number {
  const drawn = chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16))
  return retryAfterMs > 0 ? Math.min(retryAfterMs, MOST_MS) + drawn : drawn
}

/** Machines of one building get their power back together: the first word after a start waits. */
export const AFTER_START_MS = 2 * MINUTE
export const firstWordMs = (sinceStartMs: number, chance: number): number => (sinceStartMs < AFTER_START_MS ? chance * 30_000 : 0)

const around = (mean: number, share: number, chance: number): number => mean * (1 - share + 2 * share * chance)
/** Between polls that only make sure: with the stream up, and without it. */
export const safetyPollMs = (streaming: boolean, chance: number): number =>
  streaming ? around(8 * MINUTE, 0.2, chance) : around(MINUTE, 0.5, chance)
export const reportMs = (chance: number): number => around(5 * MINUTE, 0.2, chance)

/** `Retry-After`: seconds, or a date of HTTP; 0 where it is neither. */
export function retryAfterMs(header: unknown, now: number): number {
  if (typeof header !== 'string') return 0
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
