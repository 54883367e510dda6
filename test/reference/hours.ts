/**
 * The judge of hours: on which dates a schedule falls, and when it really runs. Written from the description of the domain and from RFC 5545,
 * without a look at the product or its library: it walks day by day, and asks of each day what the words ask.
 */
import type { Resource } from '../../schema/resource.ts'

type Schedule = Resource<'Schedule'>
type Day = Temporal.PlainDate

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const weekday = (day: Day): string => WEEK[day.dayOfWeek - 1] as string
const monday = (day: Day): Day => day.subtract({ days: day.dayOfWeek - 1 })
const daysFrom = (from: Day, to: Day): number => from.until(to, { largestUnit: 'days' }).days
const weeksFrom = (from: Day, to: Day): number => daysFrom(monday(from), monday(to)) / 7
const monthsFrom = (from: Day, to: Day): number => 12 * (to.year - from.year) + to.month - from.month

/** Does an occurrence of the schedule belong to this date? */
export function falls(schedule: Schedule, day: Day): boolean {
  const { startDate, endDate, recurrence } = schedule.spec
  if (startDate === undefined) return false
  const start = Temporal.PlainDate.from(startDate)
  const date = day.toString()
  if (date < startDate || (endDate !== undefined && date > endDate)) return false
  if (recurrence.rule !== undefined) return fallsByRule(recurrence.rule, start, day)
  const { frequency, interval } = recurrence
  if (frequency === 'once') return date === startDate
  if (frequency === 'daily') return daysFrom(start, day) % interval === 0
  if (frequency === 'weekly') {
    const days: readonly string[] = recurrence.days.length > 0 ? recurrence.days : [weekday(start)]
    return weeksFrom(start, day) % interval === 0 && days.includes(weekday(day))
  }
  return monthsFrom(start, day) % interval === 0 && day.day === (recurrence.dayOfMonth ?? start.day)
}

type Rule = Map<string, string>
const parse = (rule: string): Rule =>
  new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  )

function fallsByRule(text: string, start: Day, day: Day): boolean {
  const rule = parse(text)
  if (!names(rule, start, day)) return false
  const until = rule.get('UNTIL')
  if (until !== undefined && !until.includes('T') && day.toString().replaceAll('-', '') > until) return false
  const count = rule.get('COUNT')
  if (count === undefined) return true
  let found = 0
  for (let each = start; Temporal.PlainDate.compare(each, day) <= 0; each = each.add({ days: 1 })) if (names(rule, start, each)) found++
  return found <= Number(count)
}

/** Does the rule name the day, whatever its COUNT and UNTIL? */
function names(rule: Rule, start: Day, day: Day): boolean {
  const frequency = rule.get('FREQ')
  const interval = Number(rule.get('INTERVAL') ?? 1)
  const [first, length, passed] =
    frequency === 'DAILY'
      ? [day, 1, daysFrom(start, day)]
      : frequency === 'WEEKLY'
        ? [monday(day), 7, weeksFrom(start, day)]
        : [day.with({ day: 1 }), day.daysInMonth, monthsFrom(start, day)]
  if (passed % interval !== 0) return false
  const positions = rule.get('BYSETPOS')?.split(',').map(Number)
  if (!positions) return fits(rule, start, day)
  const set: string[] = []
  for (let i = 0; i < length; i++) {
    const each = first.add({ days: i })
    if (fits(rule, start, each)) set.push(each.toString())
  }
  return positions.some((position) => set[position > 0 ? position - 1 : set.length + position] === day.toString())
}

/** Is the day one of those that the BY… parts speak of, or, without any, the one that `startDate` gives? */
function fits(rule: Rule, start: Day, day: Day): boolean {
  const list = (part: string) => rule.get(part)?.split(',')
  const months = list('BYMONTH')
  if (months && !months.some((month) => Number(month) === day.month)) return false
  const monthDays = list('BYMONTHDAY')
  if (monthDays && !monthDays.some((n) => day.day === (Number(n) > 0 ? Number(n) : day.daysInMonth + 1 + Number(n)))) return false
  const weekDays = list('BYDAY')
  if (weekDays && !weekDays.some((each) => isNumbered(each, day))) return false
  if (monthDays || weekDays || rule.get('FREQ') === 'DAILY') return true
  return rule.get('FREQ') === 'WEEKLY' ? day.dayOfWeek === start.dayOfWeek : day.day === start.day
}

/** `MO`: any Monday. `2MO`: the second of its month; `-1MO`: the last. */
function isNumbered(text: string, day: Day): boolean {
  if (text.slice(-2) !== weekday(day)) return false
  const number = Number(text.slice(0, -2) || 0)
  const fromStart = Math.ceil(day.day / 7)
  const fromEnd = -Math.ceil((day.daysInMonth + 1 - day.day) / 7)
  return number === 0 || number === fromStart || number === fromEnd
}

export interface Hours {
  date: string
  from: number
  to: number
}

const DAY = 86_400_000
const EPOCH = Temporal.PlainDate.from('1970-01-01')
/** The one thing that the judge keeps: every user and computer asks for the same days. By time zone, and by the days since 1970. */
const kept = new WeakMap<Schedule, Map<string, Map<number, Hours | undefined>>>()

/** The days of a schedule that are known already. */
function known(schedule: Schedule, zone: string): Map<number, Hours | undefined> {
  const zones = kept.get(schedule) ?? new Map<string, Map<number, Hours | undefined>>()
  kept.set(schedule, zones)
  const days = zones.get(zone) ?? new Map<number, Hours | undefined>()
  zones.set(zone, days)
  return days
}

/** When the occurrence of a date really runs: `[from, to)` in milliseconds; undefined where there is none. */
function hoursFor(schedule: Schedule, zone: string, day: Day): Hours | undefined {
  const { start, end, crossesMidnight } = schedule.spec.timeSlot
  if (start === undefined || end === undefined || !falls(schedule, day)) return undefined
  const instant = (on: Day, time: string) =>
    on.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
  const from = instant(day, start)
  const last = crossesMidnight ? day.add({ days: 1 }) : day
  const to = end === '24:00' ? instant(last.add({ days: 1 }), '00:00') : instant(last, end)
  if (to <= from || from > lastBegin(schedule.spec.recurrence.rule, zone)) return undefined
  return { date: day.toString(), from, to }
}

/** RFC 5545 §3.3.10: an UNTIL with a time is the last moment at which one may begin; in UTC when it ends in `Z`, else in local time. */
function lastBegin(rule: string | undefined, zone: string): number {
  const until = rule === undefined ? undefined : parse(rule).get('UNTIL')
  if (!until?.includes('T')) return Number.POSITIVE_INFINITY
  const [year, month, day, hour, minute, second] = [until.slice(0, 4), ...(until.slice(4).match(/\d{2}/g) ?? [])].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const local = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second })
  return local.toZonedDateTime(until.endsWith('Z') ? 'UTC' : zone).epochMilliseconds
}

/**
 * Every occurrence that overlaps `[from, to)`, in order. No occurrence is longer than a day; the clocks may add to that, and no zone is more than a
 * day from UTC, in whose days is counted.
 */
export function occurrencesBetween(schedule: Schedule, zone: string, from: number, to: number): Hours[] {
  const found: Hours[] = []
  const days = known(schedule, zone)
  const last = Math.floor(to / DAY) + 4
  for (let day = Math.floor(from / DAY) - 4; day <= last; day++) {
    if (!days.has(day)) days.set(day, hoursFor(schedule, zone, EPOCH.add({ days: day })))
    const hours = days.get(day)
    if (hours && hours.from < to && hours.to > from) found.push(hours)
  }
  return found
}

/** Is it within an occurrence? */
export const contains = (schedule: Schedule, zone: string, time: number): boolean =>
  occurrencesBetween(schedule, zone, time, time + 1).length > 0
