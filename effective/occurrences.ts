/**
 * When a schedule really runs (guide S7). An occurrence belongs to a date of the team's time zone and runs `[start, end)`: to the same date's
 * `end`, or to that of the next date when it crosses midnight. Both ends are wall times, resolved one by one (time.ts); what would then
 * end no later than it begins does not happen on that date.
 */
import type { Resource } from '../schema/resource.ts'
import { type Dates, dateOf, dayOf, daysIn, untilOf } from './days.ts'
import { instantOf } from './time.ts'
import type { Occurrence } from './types.ts'

const DAY = 86_400_000

interface Slot {
  dates: Dates
  /** Minutes since midnight of the date, and of the date or the one after. */
  start: number
  end: number
}

const slots = new WeakMap<Resource, Slot | null>()

/** Null for a schedule that says no date or no hours: each is reported where it is written. */
function slotOf(schedule: Resource<'Schedule'>): Slot | null {
  let slot = slots.get(schedule)
  if (slot === undefined) {
    const { startDate, endDate, recurrence, timeSlot } = schedule.spec
    const [start, end] = [minutesOf(timeSlot.start), minutesOf(timeSlot.end)]
    slot =
      startDate === undefined || start === undefined || end === undefined
        ? null
        : { dates: { ...recurrence, startDate, endDate }, start, end: end + (timeSlot.crossesMidnight ? 1440 : 0) }
    slots.set(schedule, slot)
  }
  return slot
}

function minutesOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}

/** Those that overlap `[from, to)`, in order. */
export function occurrences(schedule: Resource<'Schedule'>, zone: string, from: number, to: number): Occurrence[] {
  const slot = slotOf(schedule)
  if (!slot || from >= to) return []
  // No zone is further than a day from UTC, and no occurrence ends later than on the second midnight after its date.
  const days = daysIn(slot.dates, Math.floor(from / DAY) - 3, Math.floor(to / DAY) + 1)
  const until = slot.dates.rule === undefined ? undefined : untilOf(slot.dates.rule, zone)
  const found: Occurrence[] = []
  for (const day of days) {
    const span = { from: instantOf(zone, day, slot.start), to: instantOf(zone, day, slot.end) }
    if (until !== undefined && span.from > until) break
    if (span.from < span.to && span.from < to && span.to > from) found.push({ date: dateOf(day), ...span })
  }
  return found
}

/** What comes first is as a rule near; what is far is looked for in longer and longer stretches, for a century. */
const NEAR = 40 * DAY
const FAR = 36_525 * DAY

/** The first that ends after `after`, be it running or to come. */
export function nextOccurrence(schedule: Resource<'Schedule'>, zone: string, after: number): Occurrence | undefined {
  const slot = slotOf(schedule)
  if (!slot) return undefined
  const { startDate, endDate, frequency, rule } = slot.dates
  const last = frequency === 'once' && rule === undefined ? startDate : endDate
  const begin = Math.max(after, (dayOf(startDate) - 2) * DAY)
  const end = Math.min(begin + FAR, last === undefined ? Infinity : (dayOf(last) + 3) * DAY)
  for (let from = begin, length = NEAR; from < end; from += length, length *= 4) {
    const [first] = occurrences(schedule, zone, from, from + length)
    if (first) return first
  }
  return undefined
}
