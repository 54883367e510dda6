/**
 * The date after which a schedule begins no more: what its declaration says of it. Where a rule says how often, the last of its dates is
 * counted out, once.
 */
import { type Dates, dateOf, dayOf, daysIn, untilOf } from '../../../effective/days.ts'
import type { Effective } from '../../../effective/effective.ts'
import { compare } from '../../../schema/problem.ts'

const UNTIL_DATE = /(?:^|;)UNTIL=(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?=;|$)/
const COUNT = /(?:^|;)COUNT=/
/** A rule whose count isn't used up after so many days has no end that anybody waits for. */
const CENTURY = 36_525

/** `2026-03-29`; undefined: it has no end. */
function endOf({ world, zone }: Effective, name: string): string | undefined {
  const spec = world.find('Schedule', name)?.spec
  if (!spec) return undefined
  const { startDate, endDate, recurrence } = spec
  if (recurrence.rule === undefined) return recurrence.frequency === 'once' ? startDate : endDate
  const last = startDate === undefined ? undefined : endOfRule({ ...recurrence, startDate }, recurrence.rule, zone)
  return last === undefined || (endDate !== undefined && endDate < last) ? endDate : last
}

function endOfRule(dates: Dates, rule: string, zone: string): string | undefined {
  const moment = untilOf(rule, zone)
  if (moment !== undefined) return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString()
  const { year, month, day } = UNTIL_DATE.exec(rule.toUpperCase())?.groups ?? {}
  if (year !== undefined) return `${year}-${month}-${day}`
  return COUNT.test(rule.toUpperCase()) ? lastCounted(dates, rule) : undefined
}

const counted = new Map<string, string | undefined>()
function lastCounted(dates: Dates, rule: string): string | undefined {
  const id = `${dates.startDate} ${rule}`
  if (!counted.has(id)) {
    if (counted.size > 5000) counted.clear()
    const start = dayOf(dates.startDate)
    const last = daysIn(dates, start, start + CENTURY).at(-1)
    counted.set(id, last === undefined || daysIn(dates, last + 1, last + CENTURY).length > 0 ? undefined : dateOf(last))
  }
  return counted.get(id)
}

/** The ends of all of them, each once, sorted; null for those without one. */
export function endsOf(effective: Effective, schedules: readonly string[]): (string | null)[] {
  const ends = new Set(schedules.map((name) => endOf(effective, name) ?? null))
  return [...ends].sort((a, b) => (a === null ? 1 : b === null ? -1 : compare(a, b)))
}

/** The date after which none of them begins any more; null where one has no end. */
export const lastEndOf = (effective: Effective, schedules: readonly string[]): string | null => endsOf(effective, schedules).at(-1) ?? null
