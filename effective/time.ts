/** Wall time of a team as instants, and back. */

/** Instants of wall times, by zone, day and minute: schedules share their hours, and asking the zone anew takes microseconds each. */
const known = new Map<string, number>()
const DAY = 86_400_000

/**
 * When a wall clock in a zone shows a minute of a day, in milliseconds since 1970: resolved as Temporal's `compatible` does. What a change
 * of the clocks skips moves forward by as much as they do; of what they show twice, the earlier counts.
 *
 * @param day days since 1970-01-01; @param minute minutes since midnight, 1440 being the next midnight
 */
export function instantOf(zone: string, day: number, minute: number): number {
  const id = `${zone} ${day} ${minute}`
  let found = known.get(id)
  if (found === undefined) {
    if (known.size > 100_000) known.clear()
    const wall = new Date(day * DAY + minute * 60_000).toISOString().slice(0, 16)
    known.set(id, (found = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds))
  }
  return found
}

const WALL = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/

/**
 * A point in time as people write it: team wall time (`2026-03-29T02:30`, `2026-03-29`), or with an offset or `Z`. Milliseconds since 1970.
 * Throws RangeError for what is no time.
 */
export function timeOf(text: string, zone: string): number {
  if (WALL.test(text))
    return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
  return Temporal.Instant.from(text).epochMilliseconds
}
