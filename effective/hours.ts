/** Hours of several schedules together, and how people say them. */
import type { Resource } from '../schema/resource.ts'
import type { Effective } from './effective.ts'
import { occurrences } from './occurrences.ts'
import type { Occurrence, Span } from './types.ts'

/** Sorted, with what overlaps or adjoins made one. */
export function join(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** The hours that any of the schedules gives within `[from, to)`. */
export function hoursOf({ world, zone }: Effective, schedules: readonly string[], from: number, to: number): Span[] {
  const spans = occurrencesOf(world, zone, schedules, from, to)
  return join(spans).map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
}

const occurrencesOf = (world: Effective['world'], zone: string, schedules: readonly string[], from: number, to: number): Occurrence[] =>
  schedules.flatMap((name) => {
    const schedule = world.find('Schedule', name)
    return schedule ? occurrences(schedule, zone, from, to) : []
  })

const DAY = 86_400_000
/** An access that goes on for so long is one without an end, to whoever asks now. */
const LONG = 20 * 365.25 * DAY

/**
 * When access that holds at `time` ends, if nothing but these schedules gives it: hours that adjoin or overlap are one. Undefined when it
 * goes on for twenty years.
 */
export function endOf({ world, zone }: Effective, schedules: readonly string[], time: number): number | undefined {
  const run = runOf(world, zone, schedules)
  const onward = (end: number): number => (end >= run.from && end < run.to ? run.to : end)
  let end = onward(time)
  for (let length = DAY; end - time < LONG; length = Math.min(length * 4, 400 * DAY)) {
    const horizon = end + length
    const running = join(occurrencesOf(world, zone, schedules, end, horizon)).find(({ from }) => from <= end)
    if (!running) break
    end = onward(running.to)
    if (end < horizon) break
  }
  Object.assign(run, { from: time <= run.to && end >= run.from ? Math.min(time, run.from) : time, to: end })
  return end - time < LONG ? end : undefined
}

/**
 * The run of hours that was asked about last, as far as it was followed, by schedules and zone: whoever asks about one moment of it asks about more,
 * for other users too, and that of one who may come at any hour has twenty years of days.
 */
type Run = { -readonly [part in keyof Span]: number }
interface Followed {
  runs: Map<string, Run>
  with: WeakMap<Resource, Followed>
}
const followed: Followed = { runs: new Map(), with: new WeakMap() }

function runOf(world: Effective['world'], zone: string, schedules: readonly string[]): Run {
  let at = followed
  for (const name of [...new Set(schedules)].sort()) {
    const schedule = world.find('Schedule', name)
    if (!schedule) continue
    const next = at.with.get(schedule) ?? { runs: new Map<string, Run>(), with: new WeakMap<Resource, Followed>() }
    at.with.set(schedule, next)
    at = next
  }
  const run = at.runs.get(zone) ?? { from: 0, to: 0 }
  at.runs.set(zone, run)
  return run
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Monday to Friday as `Mon–Fri`, others one by one; all seven as `daily`. */
function daysText(days: ReadonlySet<number>): string {
  if (days.size === 7) return 'daily'
  const sorted = [...days].sort((a, b) => a - b)
  const runs: number[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number) => names[day - 1] as string
  return runs.flatMap((run) => (run.length < 3 ? run.map(name) : `${name(run[0] as number)}–${name(run.at(-1) as number)}`)).join(', ')
}

/** The days told one by one, where no week gives them all. */
const SINGLE = 3

/**
 * Hours in words: "Mon–Fri 09:00–17:00", "daily 22:00–06:00", "2026-03-29 01:00–03:30". In the zone's wall time; what begins at the very
 * edge of the window was running before, and is not told as if it began then.
 */
export function hoursText(spans: readonly Span[], zone: string, window: Span): string {
  if (spans.length === 0) return 'never'
  if (spans.length === 1 && spans[0]?.from === window.from && spans[0]?.to === window.to) return 'always'
  const whole = spans.filter(({ from, to }) => from > window.from && to < window.to)
  const slots = new Map<string, Dated[]>()
  for (const { from, to } of whole.length > 0 ? whole : spans) {
    const [start, end] = [from, to].map((time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone)) as [
      Temporal.ZonedDateTime,
      Temporal.ZonedDateTime,
    ]
    const id = `${clock(start)}–${end.hour === 0 && end.minute === 0 ? '24:00' : clock(end)}${longer(start, end)}`
    const day = { day: start.toPlainDate(), weekday: start.dayOfWeek }
    const list = slots.get(id)
    if (list) list.push(day)
    else slots.set(id, [day])
  }
  return [...slots].map(([slot, days]) => dated(slot, days, zone, window)).join('; ')
}

const clock = (time: Temporal.ZonedDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' })

/** Hours that span more than a night say by how much. */
function longer(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): string {
  const days = start.toPlainDate().until(end.subtract({ nanoseconds: 1 }).toPlainDate()).days
  return days < 2 ? '' : ` (${days} days later)`
}

interface Dated {
  day: Temporal.PlainDate
  weekday: number
}

/** A slot by weekdays, where each of those weekdays between the first and the last has it; else date by date, or how many there are. */
function dated(slot: string, days: readonly Dated[], zone: string, window: Span): string {
  const weekdays = new Set(days.map(({ weekday }) => weekday))
  const [first, last] = [days[0]?.day as Temporal.PlainDate, days.at(-1)?.day as Temporal.PlainDate]
  let expected = 0
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) if (weekdays.has(day.dayOfWeek)) expected++
  // Days that are all of their weekdays from the first to the last, each once, lie within a week: the name says which day it is.
  const nameable = days.length > weekdays.size || days.length > SINGLE
  if (nameable && expected === days.length) return `${daysText(weekdays)} ${slot}${boundsText(first, last, zone, window)}`
  const told = days.slice(0, SINGLE).map(({ day }) => day.toString())
  const rest = days.length - SINGLE
  return `${told.join(', ')}${rest > 0 ? ` and ${rest} more ${rest === 1 ? 'day' : 'days'}` : ''} ${slot}`
}

/** " from 2026-03-30" or " until 2026-04-10", where more than a week of the window is without. */
function boundsText(first: Temporal.PlainDate, last: Temporal.PlainDate, zone: string, window: Span): string {
  const [from, to] = [window.from, window.to].map((time) =>
    Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate(),
  ) as [Temporal.PlainDate, Temporal.PlainDate]
  const late = from.until(first).days > 7 ? ` from ${first}` : ''
  const early = last.until(to).days > 7 ? ` until ${last}` : ''
  return `${late}${early}`
}
