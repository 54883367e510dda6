/**
 * Dates as whole numbers, days since 1970-01-01: the dates on which a schedule's occurrences begin. A year of four thousand schedules is
 * a million dates, so they are counted, not constructed.
 */
import { RRuleTemporal } from 'rrule-temporal'
import { inDates, type Recurrence, UNTIL_TIME, weekdays } from '../schema/recurrence.ts'

const DAY = 86_400_000

/** `2026-03-29` → days since 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
/** Days since 1970-01-01 → `2026-03-29`. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
/** Monday is 1, as in ISO 8601. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export interface Dates extends Recurrence {
  startDate: string
  /** The last date on which an occurrence may begin. */
  endDate?: string | undefined
}

/** The dates in [from, to], in order; of a rule whose UNTIL says a time, perhaps one more than that lets begin. */
export function daysIn(dates: Dates, from: number, to: number): number[] {
  const start = dayOf(dates.startDate)
  const first = Math.max(from, start)
  const last = dates.endDate === undefined ? to : Math.min(to, dayOf(dates.endDate))
  if (!(first <= last)) return [] // also where a date is none
  if (dates.rule !== undefined) return ofRule(dates.rule, dates.startDate, first, last)
  switch (dates.frequency) {
    case 'once':
      return first === start ? [start] : []
    case 'daily':
      return daily(start, dates.interval, first, last)
    case 'weekly':
      return weekly(start, dates, first, last)
    case 'monthly':
      return monthly(start, dates, first, last)
  }
}

function daily(start: number, interval: number, first: number, last: number): number[] {
  const days: number[] = []
  for (let day = start + Math.ceil((first - start) / interval) * interval; day <= last; day += interval) days.push(day)
  return days
}

/** Every how many weeks, counted from that of `start`; weeks begin on Monday. */
function weekly(start: number, { days, interval }: Dates, first: number, last: number): number[] {
  const wanted = new Set(
    days.length === 0 ? [weekdayOf(start)] : days.map((name) => weekdays.indexOf(name as (typeof weekdays)[number]) + 1),
  )
  const monday = start - weekdayOf(start) + 1
  const found: number[] = []
  for (let day = first; day <= last; day++)
    if (wanted.has(weekdayOf(day)) && Math.floor((day - monday) / 7) % interval === 0) found.push(day)
  return found
}

/** Months that lack the day are skipped. */
function monthly(start: number, { dayOfMonth, interval }: Dates, first: number, last: number): number[] {
  const begun = new Date(start * DAY)
  const wanted = dayOfMonth ?? begun.getUTCDate()
  const origin = begun.getUTCFullYear() * 12 + begun.getUTCMonth()
  const from = new Date(first * DAY)
  const passed = from.getUTCFullYear() * 12 + from.getUTCMonth() - origin
  const found: number[] = []
  for (let month = origin + Math.ceil(passed / interval) * interval; ; month += interval) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, wanted) / DAY
    const exists = new Date(day * DAY).getUTCDate() === wanted
    if (day > last || !Number.isFinite(day)) return found
    if (exists && day >= first) found.push(day)
  }
}

/** A rule is expanded a stretch at a time, and its dates are kept: many ask for the same weeks. */
interface Stretch {
  from: number
  to: number
  days: number[]
}
const stretches = new Map<string, Stretch>()
const AHEAD = 90
/** So many candidates are looked at before a rule counts as one that never falls (again). */
const BOUND = 40_000

function ofRule(rule: string, startDate: string, first: number, last: number): number[] {
  const id = `${startDate} ${rule}`
  let known = stretches.get(id)
  if (!known || first < known.from || last > known.to) {
    if (stretches.size > 5000) stretches.clear()
    const [from, to] = [known ? Math.min(first, known.from) : first, Math.max(last, first + AHEAD)]
    stretches.set(id, (known = { from, to, days: expand(rule, startDate, from, to) }))
  }
  return known.days.filter((day) => day >= first && day <= last)
}

/**
 * The last moment at which an occurrence may begin, where a rule's UNTIL says a time: an instant when it ends in `Z`, else wall time of the
 * zone. Milliseconds since 1970; undefined for a rule that says a date, or nothing. (RFC 5545 §3.3.10)
 */
export function untilOf(rule: string, zone: string): number | undefined {
  const { date, time, utc } = UNTIL_TIME.exec(rule.toUpperCase())?.groups ?? {}
  if (date === undefined) return undefined
  const wall = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time}`
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(utc === 'Z' ? 'UTC' : zone).epochMilliseconds
}

/** RFC 5545, in dates: a date that the rule doesn't name is none, and COUNT counts from the first that it names. */
function expand(rule: string, startDate: string, from: number, to: number): number[] {
  const days: number[] = []
  const dtstart = Temporal.PlainDate.from(startDate).toZonedDateTime('UTC')
  const occurrences = new RRuleTemporal({ rruleString: inDates(rule.toUpperCase()), dtstart, maxIterations: BOUND, strict: false })
  try {
    occurrences.all((date) => {
      const day = Math.floor(date.epochMilliseconds / DAY)
      if (day > to) return false
      if (day >= from) days.push(day)
      return true
    })
  } catch (error) {
    // More candidates than the bound, or none before time itself ends: what was found until then is what there is.
    if (!(error instanceof RangeError) && !(error as Error).message.startsWith('Maximum ')) throw error
  }
  return days
}
