/**
 * The hours of all schedules over the four weeks that an impact compares. What is drawn is where the hands of the clock in the team's
 * zone stand: an occurrence stands at nine in the weeks before and after the clocks change, although it moves by an hour in the world. The
 * days on which they change say so, and which minutes are skipped or pass twice.
 *
 * Days are drawn whole, the first and the last one too: an occurrence that is under way is told from its beginning, and what of it is over
 * is marked. What is over is drawn as it was before the plan, which can't change it.
 */
import type { Effective } from '../../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../../effective/hours.ts'
import { nextOccurrence } from '../../../../effective/occurrences.ts'
import type { Span, Target } from '../../../../effective/types.ts'
import { compare } from '../../../../schema/problem.ts'
import type { Resource } from '../../../../schema/resource.ts'
import { grouped } from '../../grouped.ts'
import type { Block, Calendar, CalendarRow, Day, State, Week } from './types.ts'

export const WINDOW_DAYS = 28
/** More rows than this nobody compares by eye. Those that the plan changes come first. */
const ROWS = 40
const DAY = 1440
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = 'January February March April May June July August September October November December'.split(' ')

export function calendarOf(before: Effective | null, after: Effective, evaluatedAt: string): Calendar {
  const { zone } = after
  const now = Temporal.Instant.from(evaluatedAt).toZonedDateTimeISO(zone)
  const from = now.epochMilliseconds
  const until = from + WINDOW_DAYS * 86_400_000
  const last = Temporal.Instant.fromEpochMilliseconds(until - 1)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const weeks = weeksOf(now, last)
  const drawn = { from: startOf(now.toPlainDate(), zone), now: from, to: startOf(last.add({ days: 1 }), zone) }
  const ranked = ranking(before, after, now.toPlainDate().toString())
  const bounds = weeks.map((week) => week.days.map(({ date }) => dayBounds(date, zone)))
  const rows = ranked.slice(0, ROWS).map((name): CalendarRow => {
    const spans = spansOf(before, after, name, drawn)
    const side = after.world.find('Schedule', name) ? after : (before ?? after)
    const schedule = side.world.find('Schedule', name) as Resource<'Schedule'>
    const said = describe(side, schedule, from)
    return {
      ...said,
      state: before === null ? 'kept' : side !== after ? 'removed' : before.world.find('Schedule', name) ? 'kept' : 'added',
      hours: said.silent === null ? textOf(side, name, from, until) : null,
      was:
        side === after && before?.world.find('Schedule', name) && spans.some(({ state }) => state !== 'kept')
          ? wasText(before, name, from, until)
          : null,
      blocks: bounds.map((days) => days.map((bound) => blocksIn(spans, bound, from, zone))),
    }
  })
  rows.sort((a, b) => compare(a.resource, b.resource) || compare(a.schedule, b.schedule))
  return { zone, weeks, rows, folded: ranked.length - rows.length }
}

/** The schedules of both worlds: first those that the plan touches, then those that have hours to come. None is expanded for it. */
function ranking(before: Effective | null, after: Effective, today: string): string[] {
  const names = new Set([before ?? after, after].flatMap(({ world }) => world.of('Schedule').map(({ name }) => name)))
  const rank = (name: string): number => {
    const schedule = after.world.find('Schedule', name)
    if (before !== null && (schedule !== before.world.find('Schedule', name) || resourceOf(after, name) !== resourceOf(before, name)))
      return 0
    if (!schedule || silence(after, schedule) !== null) return 2
    const { endDate, startDate, recurrence } = schedule.spec
    const last = recurrence.rule === undefined && recurrence.frequency === 'once' ? startDate : endDate
    return last !== undefined && last < today ? 2 : 1
  }
  const ranks = new Map([...names].map((name) => [name, rank(name)]))
  return [...names].sort((a, b) => (ranks.get(a) as number) - (ranks.get(b) as number) || compare(a, b))
}

function resourceOf({ world }: Effective, schedule: string): Resource<'ScheduledResource'> | undefined {
  const name = world.find('Schedule', schedule)?.spec.resource
  return name === undefined ? undefined : world.find('ScheduledResource', name)
}

interface Marked extends Span {
  state: State
}

/** When a schedule gives access: the hours that stay, those that come, those that go. */
function spansOf(before: Effective | null, after: Effective, name: string, { from, now, to }: Span & { now: number }): Marked[] {
  const mark = (spans: readonly Span[], state: State): Marked[] => spans.map((span) => ({ ...span, state }))
  const past = mark(hoursIn(before ?? after, name, from, now), 'kept')
  const will = hoursIn(after, name, now, to)
  if (before === null) return whole([...past, ...mark(will, 'kept')])
  const was = hoursIn(before, name, now, to)
  const marked = [...mark(inBoth(was, will), 'kept'), ...mark(without(will, was), 'added'), ...mark(without(was, will), 'removed')]
  return whole([...past, ...marked.sort((a, b) => a.from - b.from)])
}

/** What is under way was divided at the time of evaluation. */
function whole(spans: readonly Marked[]): Marked[] {
  const found: Marked[] = []
  for (const span of spans) {
    const last = found.at(-1)
    if (last && last.to === span.from && last.state === span.state) found[found.length - 1] = { ...last, to: span.to }
    else found.push(span)
  }
  return found
}

function hoursIn(e: Effective, name: string, from: number, until: number): Span[] {
  const schedule = e.world.find('Schedule', name)
  if (!schedule || silence(e, schedule) !== null) return []
  return hoursOf(e, [name], from, until).map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, until) }))
}

/** Both lists are sorted, and none of their spans touch. */
function inBoth(a: readonly Span[], b: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const x of a)
    for (const y of b) {
      const span = { from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) }
      if (span.from < span.to) found.push(span)
    }
  return found
}
function without(a: readonly Span[], b: readonly Span[]): Span[] {
  let left = [...a]
  for (const { from, to } of b)
    left = left.flatMap((span) =>
      [
        { from: span.from, to: Math.min(span.to, from) },
        { from: Math.max(span.from, to), to: span.to },
      ].filter((piece) => piece.from < piece.to),
    )
  return left
}

/** Why a schedule gives nothing, whatever the hour. */
export function silence(e: Effective, schedule: Resource<'Schedule'>): string | null {
  if (schedule.spec.paused) return 'paused'
  const resource = resourceOf(e, schedule.name)
  if (!resource) return 'its resource is missing'
  if (!resource.spec.enabled) return 'its resource is switched off'
  return resource.status.suspended === undefined ? null : 'its resource is suspended'
}

function describe(e: Effective, schedule: Resource<'Schedule'>, from: number): Omit<CalendarRow, 'state' | 'hours' | 'was' | 'blocks'> {
  const { subjects, resource } = schedule.spec
  const silent = silence(e, schedule) ?? (nextOccurrence(schedule, e.zone, from) ? null : 'over')
  const shared = resourceOf(e, schedule.name)
  return {
    schedule: schedule.name,
    title: schedule.spec.displayName ?? schedule.name,
    resource: resource ?? '',
    who: whoText(e, subjects.users, subjects.groups),
    computers: shared === undefined ? 0 : computersOf(e, shared),
    silent,
  }
}

function computersOf(e: Effective, resource: Resource<'ScheduledResource'>): number {
  const targets: Target[] = [...resource.spec.groups.map((group) => ({ group })), { named: resource.key }]
  const classes = new Set(targets.flatMap((target) => e.classesIn(target)))
  return [...classes].reduce((sum, { computers }) => sum + computers.length, 0)
}

function whoText(e: Effective, users: readonly string[], groups: readonly string[]): string {
  const sizes = new Map<string, number>()
  for (const one of e.users.values())
    if (one.group !== undefined && !one.disabled) sizes.set(one.group, (sizes.get(one.group) ?? 0) + one.users.length)
  const parts = groups.map((group) => `${group} (${grouped(sizes.get(group) ?? 0)})`)
  const few = users.slice(0, 3)
  parts.push(...few)
  if (users.length > few.length) parts.push(`${grouped(users.length - few.length)} more users`)
  return parts.length === 0 ? 'nobody' : parts.join(', ')
}

function wasText(before: Effective, name: string, from: number, until: number): string {
  return (
    silence(before, before.world.find('Schedule', name) as Resource<'Schedule'>) ??
    textOf(before, name, from, until) ??
    'none in these weeks'
  )
}

function textOf(e: Effective, name: string, from: number, until: number): string | null {
  const spans = hoursOf(e, [name], from, until)
  return spans.length === 0 ? null : hoursText(spans, e.zone, { from, to: until })
}

/** The parts of the spans that are on one day, as the clocks of that day show them. */
function blocksIn(spans: readonly Marked[], bound: Span, now: number, zone: string): Block[] {
  const blocks: Block[] = []
  for (const { from, to, state } of spans) {
    if (to <= bound.from || from >= bound.to) continue
    const begins = from <= bound.from ? 0 : minuteOf(from, zone)
    const ends = to >= bound.to ? DAY : minuteOf(to, zone)
    // In the hour that passes twice a span may end at an earlier reading than it began at: then the later reading is what the wall says.
    const [start, end] = [Math.min(begins, ends), Math.max(begins, ends)]
    const over =
      Math.max(from, bound.from) >= now
        ? null
        : to <= now
          ? end
          : Math.min(end, Math.max(start, now >= bound.to ? DAY : minuteOf(now, zone)))
    blocks.push({ from: start, to: end, state, ...(over !== null && { over }) })
  }
  return blocks
}

function minuteOf(time: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone)
  return at.hour * 60 + at.minute
}

function dayBounds(date: string, zone: string): Span {
  const day = Temporal.PlainDate.from(date)
  return { from: startOf(day, zone), to: startOf(day.add({ days: 1 }), zone) }
}
const startOf = (day: Temporal.PlainDate, zone: string): number => day.toZonedDateTime({ timeZone: zone }).epochMilliseconds

function weeksOf(now: Temporal.ZonedDateTime, last: Temporal.PlainDate): Week[] {
  const zone = now.timeZoneId
  const today = now.toPlainDate()
  const weeks: Week[] = []
  for (
    let monday = today.subtract({ days: today.dayOfWeek - 1 });
    Temporal.PlainDate.compare(monday, last) <= 0;
    monday = monday.add({ days: 7 })
  ) {
    const days = [...weekdays.keys()].map((index): Day => {
      const date = monday.add({ days: index })
      const isToday = date.equals(today)
      return {
        date: date.toString(),
        title: `${weekdays[index]} ${date.day}`,
        change: changeOn(date, zone),
        outside: Temporal.PlainDate.compare(date, today) < 0 ? 'past' : Temporal.PlainDate.compare(date, last) > 0 ? 'later' : null,
        now: isToday ? now.hour * 60 + now.minute : null,
      }
    })
    weeks.push({ monday: monday.toString(), title: weekTitle(monday), days })
  }
  return weeks
}

function weekTitle(monday: Temporal.PlainDate): string {
  const sunday = monday.add({ days: 6 })
  const month = (date: Temporal.PlainDate) => months[date.month - 1] as string
  if (monday.month === sunday.month) return `${monday.day}–${sunday.day} ${month(sunday)} ${sunday.year}`
  const year = monday.year === sunday.year ? '' : ` ${monday.year}`
  return `${monday.day} ${month(monday)}${year} – ${sunday.day} ${month(sunday)} ${sunday.year}`
}

/** Where the clocks change on a day. */
function changeOn(date: Temporal.PlainDate, zone: string): Day['change'] {
  const start = date.toZonedDateTime({ timeZone: zone })
  const before = start.subtract({ nanoseconds: 1 })
  const next = before.getTimeZoneTransition('next')
  if (!next || Temporal.ZonedDateTime.compare(next, date.add({ days: 1 }).toZonedDateTime({ timeZone: zone })) >= 0) return null
  const shift = (next.offsetNanoseconds - next.subtract({ nanoseconds: 1 }).offsetNanoseconds) / 60e9
  const reading = next.hour * 60 + next.minute
  if (shift === 0) return null
  // Forward at midnight: what is skipped began on this very day, at 00:00.
  const [from, to] = shift > 0 ? [Math.max(0, reading - shift), reading] : [reading, Math.min(DAY, reading - shift)]
  const says =
    shift > 0
      ? `The clocks go forward: ${clock(from)}–${clock(to)} does not exist.`
      : `The clocks go back: ${clock(from)}–${clock(to)} passes twice.`
  return { from, to, says }
}

/** 540 is `09:00`. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.round(minute) % 60).padStart(2, '0')}`
