/** How long an agent waits for what: by lot where ten thousand would else come at once (backoff.ts). */
import { backoffMs, firstWordMs, reportMs, safetyPollMs } from './backoff.ts'

/** In milliseconds; tests wait for less. */
export interface Pace {
  first(sinceStart: number): number
  backoff(failures: number, retryAfter?: number): number
  safety(streaming: boolean): number
  report(): number
  /** A stream that ended sooner is as none. */
  settled: number
  /** How long the server may think about what it is asked by the stream. */
  answer: number
  watch: number
  inventory: { first: number; again: number }
}
export const usualPace: Pace = {
  first: (sinceStart) => firstWordMs(sinceStart, Math.random()),
  backoff: (failures, retryAfter) => backoffMs(failures, Math.random(), retryAfter),
  safety: (streaming) => safetyPollMs(streaming, Math.random()),
  report: () => reportMs(Math.random()),
  settled: 60_000,
  answer: 10_000,
  watch: 15_000,
  inventory: { first: 60_000, again: 24 * 3_600_000 },
}
