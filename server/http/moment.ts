/** Times of a query: RFC 3339, with `Z` or an offset, within the years that declarations can speak of. */
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Schema } from './endpoint.ts'

export const timeSchema: Schema = { type: 'string', maxLength: 40 }
const [FIRST, LAST] = [Date.UTC(1970, 0, 1), Date.UTC(9999, 11, 31)]

/** Milliseconds since 1970; now, to the second, where nothing is said. */
export function instantOf(text: string | undefined): number {
  if (text === undefined) return Math.floor(Date.now() / 1000) * 1000
  let time = Number.NaN
  try {
    time = Temporal.Instant.from(text).epochMilliseconds
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  if (time >= FIRST && time <= LAST) return time
  throw new ProblemError(
    problem(
      'invalid-request',
      'A time of the query is none, or none that schedules can speak of.',
      'Write it as `2026-03-02T09:00:00Z`; a `+` in a URL is `%2B`.',
    ),
  )
}
