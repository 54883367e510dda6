/**
 * Recurrence in a Schedule: which rules we take (RFC 5545, dates only), and the first date on which one falls. A schedule that never
 * happens is a mistake that nobody notices until a contractor stands before a closed door, so it is an error; what happens on each date
 * is meaning, and stands in effective/.
 *
 * A rule speaks of dates: `startDate` only bounds it. So nothing below a day, weeks begin on Monday, and every search is bounded.
 */
import { RRuleTemporal } from 'rrule-temporal'

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

const NUMBERS = (from: number, to: number) => (value: string) => {
  const n = Number(value)
  return /^[+-]?\d{1,3}$/.test(value) && Math.abs(n) >= from && Math.abs(n) <= to
}
const day = (value: string) => /^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/.test(value)
const positive = (value: string) => /^[1-9]\d{0,3}$/.test(value)

/** The parts of a rule that we take, and what a value of each looks like. */
const parts: Record<string, { list: boolean; test(value: string): boolean }> = {
  FREQ: { list: false, test: (value) => ['DAILY', 'WEEKLY', 'MONTHLY'].includes(value) },
  INTERVAL: { list: false, test: positive },
  COUNT: { list: false, test: positive },
  UNTIL: { list: false, test: (value) => /^\d{8}(?:T\d{6}Z?)?$/.test(value) },
  WKST: { list: false, test: (value) => value === 'MO' },
  BYDAY: { list: true, test: day },
  BYMONTHDAY: { list: true, test: NUMBERS(1, 31) },
  BYMONTH: { list: true, test: (value) => /^(?:0?[1-9]|1[0-2])$/.test(value) },
  BYSETPOS: { list: true, test: NUMBERS(1, 366) },
}

/** What is wrong with a rule, in words that end a sentence; undefined when nothing is. */
export function ruleFault(rule: string): string | undefined {
  if (rule.length > 512) return 'it is longer than 512 characters'
  const seen = new Map<string, string>()
  for (const part of rule.toUpperCase().split(';')) {
    const at = part.indexOf('=')
    const [name, value] = [part.slice(0, at), part.slice(at + 1)]
    if (at < 0) return `\`${part}\` is not a part of the form NAME=VALUE`
    const known = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (!known)
      return /^RRULE:|^DTSTART/.test(part)
        ? 'write the value alone, without `RRULE:` or `DTSTART`'
        : `\`${name}\` is not a part that we take`
    if (seen.has(name)) return `\`${name}\` stands in it twice`
    seen.set(name, value)
    for (const one of known.list ? value.split(',') : [value]) if (!known.test(one)) return `\`${part}\` is not a value of ${name}`
  }
  const frequency = seen.get('FREQ')
  if (!frequency) return '`FREQ` is missing'
  if (seen.has('COUNT') && seen.has('UNTIL')) return '`COUNT` and `UNTIL` exclude each other'
  if (frequency === 'WEEKLY' && seen.has('BYMONTHDAY')) return '`BYMONTHDAY` has no meaning in a weekly rule'
  if (frequency !== 'MONTHLY' && /\d/.test(seen.get('BYDAY') ?? '')) return 'a numbered weekday needs `FREQ=MONTHLY`'
  if (seen.has('BYSETPOS') && !seen.has('BYDAY') && !seen.has('BYMONTHDAY')) return '`BYSETPOS` needs `BYDAY` or `BYMONTHDAY`'
  return undefined
}

/** True when the rule says itself when it ends. */
export const ruleEnds = (rule: string): boolean => /(?:^|;)(?:COUNT|UNTIL)=/i.test(rule)

/** An UNTIL that says a time: an instant when it ends in `Z`, else wall time. */
export const UNTIL_TIME = /(?<=^|;)UNTIL=(?<date>\d{8})T(?<time>\d{6})(?<utc>Z?)(?=;|$)/

/**
 * A rule in dates alone, with an UNTIL that certainly lets every date in: the date of an instant is another one in other zones, by one day at
 * most. Whoever knows zone and hours leaves out what would begin too late (effective/occurrences.ts).
 */
export const inDates = (rule: string): string =>
  rule.replace(UNTIL_TIME, (_, date: string) => {
    const day = Temporal.PlainDate.from(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`)
    return `UNTIL=${day.add({ days: 1 }).toString().replaceAll('-', '')}`
  })

export interface Recurrence {
  frequency: 'once' | 'daily' | 'weekly' | 'monthly'
  days: readonly string[]
  dayOfMonth?: number
  interval: number
  rule?: string
}

const known = new Map<string, string | undefined>()

/** The first date of a recurrence in [startDate, endDate], as `2026-03-29`; undefined when there is none (in a century, for a rule). */
export function firstDate(recurrence: Recurrence, startDate: string, endDate?: string): string | undefined {
  const first = recurrence.rule === undefined ? firstOfParts(recurrence, startDate) : firstOfRule(recurrence.rule, startDate)
  return first !== undefined && (endDate === undefined || first <= endDate) ? first : undefined
}

function firstOfParts({ frequency, days, dayOfMonth, interval }: Recurrence, startDate: string): string | undefined {
  const start = Temporal.PlainDate.from(startDate)
  if (frequency === 'weekly' && days.length > 0) {
    const numbers = days.map((name) => weekdays.indexOf(name as (typeof weekdays)[number]) + 1).sort((a, b) => a - b)
    const thisWeek = numbers.find((n) => n >= start.dayOfWeek)
    const monday = start.subtract({ days: start.dayOfWeek - 1 })
    if (thisWeek !== undefined) return monday.add({ days: thisWeek - 1 }).toString()
    return monday.add({ days: 7 * interval + (numbers[0] as number) - 1 }).toString()
  }
  if (frequency === 'monthly' && dayOfMonth !== undefined) {
    // Every combination of interval and leap year comes round within 28 years of months.
    for (let step = 0; step < 336; step++) {
      const month = start.with({ day: 1 }).add({ months: step * interval })
      if (dayOfMonth > month.daysInMonth) continue
      const date = month.with({ day: dayOfMonth })
      if (Temporal.PlainDate.compare(date, start) >= 0) return date.toString()
    }
    return undefined
  }
  return startDate
}

function firstOfRule(rule: string, startDate: string): string | undefined {
  const id = `${startDate} ${rule}`
  if (!known.has(id)) {
    if (known.size > 5000) known.clear()
    known.set(id, search(rule, startDate))
  }
  return known.get(id)
}

function search(rule: string, startDate: string): string | undefined {
  try {
    const dtstart = Temporal.PlainDate.from(startDate).toZonedDateTime('UTC')
    const occurrences = new RRuleTemporal({ rruleString: inDates(rule.toUpperCase()), dtstart, maxIterations: 40_000, strict: false })
    let first: string | undefined
    occurrences.all((date) => {
      first = date.toString().slice(0, 10)
      return false
    })
    return first
  } catch {
    return undefined // more candidates than the bound: for whoever waits for it, it never happens
  }
}

export interface TimeSlot {
  start?: string
  end?: string
  crossesMidnight: boolean
}

/**
 * True when a slot has no length on a date, since the clocks of the zone skip it: both ends are wall times, resolved as Temporal's
 * `compatible` does, and what would end no later than it begins does not happen.
 */
export function swallowed(date: string, { start, end, crossesMidnight }: TimeSlot, zone: string): boolean {
  if (start === undefined || end === undefined) return false
  try {
    const on = Temporal.PlainDate.from(date)
    const at = (time: string, days: number) =>
      time === '24:00'
        ? on.add({ days: days + 1 }).toZonedDateTime({ timeZone: zone })
        : on.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time })
    const [from, to] = [at(start, 0), at(end, crossesMidnight ? 1 : 0)]
    const written = crossesMidnight || end > start
    return written && Temporal.ZonedDateTime.compare(to, from) <= 0
  } catch {
    return false // a date, a time or a zone that doesn't exist: each is told where it is written
  }
}
