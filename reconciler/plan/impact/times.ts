/**
 * When several ways together hold, in one world: always, or in the hours of schedules. Equal sets of schedules are one object, whose hours
 * and words are only made when somebody asks: a first plan has thousands of them, and shows twenty.
 */
import type { Effective } from '../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../effective/hours.ts'
import { nextOccurrence, occurrences } from '../../../effective/occurrences.ts'
import type { Span, Way } from '../../../effective/types.ts'
import { canonical } from '../../../schema/canonical.ts'
import { compare } from '../../../schema/problem.ts'
import type { Resource } from '../../../schema/resource.ts'
import type { When } from '../../types.ts'

const DAY = 86_400_000

export interface Times {
  /** Equal in one world: equal times. */
  readonly id: string
  readonly permanent: boolean
  /** Names, sorted. */
  readonly schedules: readonly string[]
  /** Of the schedules alone, within the window. */
  readonly spans: readonly Span[]
  readonly when: When
}

export interface Clock {
  readonly effective: Effective
  /** The calendar hours that are compared. */
  readonly window: Span
  /** Has the schedule an occurrence that ends after the window's beginning? */
  isLive(schedule: string): boolean
  /** Undefined where none of the ways holds any more. */
  timesOf(ways: readonly Way[]): Times | undefined
}

export function clockOf(effective: Effective, window: Span): Clock {
  const live = new Map<string, boolean>()
  const known = new Map<string, Times>()
  const isLive = (name: string): boolean => {
    let found = live.get(name)
    if (found === undefined) {
      const schedule = effective.world.find('Schedule', name)
      found = schedule !== undefined && isLiveFrom(schedule, effective.zone, window.from)
      live.set(name, found)
    }
    return found
  }
  return {
    effective,
    window,
    isLive,
    timesOf(ways) {
      let permanent = false
      let only: string | undefined
      let several: Set<string> | undefined
      for (const { schedule } of ways)
        if (schedule === undefined) permanent = true
        else if (schedule !== only && isLive(schedule)) {
          if (only === undefined) only = schedule
          else (several ??= new Set([only])).add(schedule)
        }
      if (!permanent && only === undefined) return undefined
      const schedules = several ? [...several].sort(compare) : only === undefined ? [] : [only]
      const id = `${permanent ? '*' : ''} ${schedules.join(' ')}`
      let found = known.get(id)
      if (!found) known.set(id, (found = timesFrom(effective, window, id, permanent, schedules)))
      return found
    },
  }
}

/** Most run within days, which is found sooner than which occurrence is the first. */
const isLiveFrom = (schedule: Resource<'Schedule'>, zone: string, from: number): boolean =>
  occurrences(schedule, zone, from, from + 4 * DAY).length > 0 || nextOccurrence(schedule, zone, from) !== undefined

function timesFrom(effective: Effective, window: Span, id: string, permanent: boolean, schedules: readonly string[]): Times {
  let spans: readonly Span[] | undefined
  let when: When | undefined
  return {
    id,
    permanent,
    schedules,
    get spans() {
      return (spans ??= hoursOf(effective, schedules, window.from, window.to))
    },
    get when() {
      return (when ??= whenOf(effective, window, this))
    },
  }
}

export const timestamp = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z')

/** Its parts are made when they are read. */
function whenOf(effective: Effective, window: Span, times: Times): When {
  const { permanent, schedules } = times
  let hours: [string, string][] | undefined
  let text: string | undefined
  const next = (): number | undefined => (permanent || times.spans.length > 0 ? undefined : firstOf(effective, schedules, window.from))
  return {
    permanent,
    schedules: [...schedules],
    get hours() {
      return (hours ??= (permanent ? [window] : times.spans).map(({ from, to }) => [timestamp(from), timestamp(to)]))
    },
    get next() {
      const first = next()
      return first === undefined ? null : timestamp(first)
    },
    get text() {
      return (text ??= permanent ? 'always' : textOf(effective, window, times, next()))
    },
  }
}

function firstOf({ world, zone }: Effective, schedules: readonly string[], after: number): number | undefined {
  const begins = schedules.flatMap((name) => {
    const schedule = world.find('Schedule', name)
    return (schedule && nextOccurrence(schedule, zone, after)?.from) ?? []
  })
  return begins.length === 0 ? undefined : Math.min(...begins)
}

/** "Mon–Fri 09:00–17:00 until 2026-06-26"; what lies beyond the window is told by the four weeks from its first hours on. */
function textOf(effective: Effective, window: Span, { schedules, spans }: Times, next: number | undefined): string {
  const end = endDateOf(effective, schedules)
  const until = (words: string): string => (end === undefined || words.includes(end) ? words : `${words} until ${end}`)
  if (next === undefined) return until(hoursText(spans, effective.zone, window))
  const later = { from: next - DAY, to: next + window.to - window.from }
  const date = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(effective.zone).toPlainDate().toString()
  const words = hoursText(hoursOf(effective, schedules, later.from, later.to), effective.zone, later)
  return until(words.includes(date) ? words : `from ${date} ${words}`)
}

/** The date after which nothing more begins, where every schedule says one itself. */
function endDateOf({ world }: Effective, schedules: readonly string[]): string | undefined {
  const ends = schedules.map((name) => {
    const spec = world.find('Schedule', name)?.spec
    const once = spec?.recurrence.rule === undefined && spec?.recurrence.frequency === 'once'
    return once ? spec?.startDate : spec?.endDate
  })
  const known = ends.filter((end) => end !== undefined)
  return known.length < ends.length ? undefined : known.sort(compare).at(-1)
}

/** So far beyond the window hours are compared that are equal within it. */
const BEYOND = 4 * 366 * DAY

/**
 * Do two times mean the same, now and later? Equal declarations do; else the hours of the window are compared, then those of four years,
 * then what comes first after those: enough to tell an end that was put off from a schedule that was only written in another way.
 */
export function sameTimes(before: { clock: Clock; times: Times }, after: { clock: Clock; times: Times }): boolean {
  if (before.times.permanent || after.times.permanent) return before.times.permanent === after.times.permanent
  if (declaredAs(before) === declaredAs(after)) return true
  if (!equalSpans(before.times.spans, after.times.spans)) return false
  const { window } = before.clock
  const horizon = window.to + BEYOND
  const [was, is] = [before, after].map(({ clock, times }) => hoursOf(clock.effective, times.schedules, window.to, horizon))
  if (!equalSpans(was as Span[], is as Span[])) return false
  const [last, now] = [before, after].map(({ clock, times }) => [
    firstOf(clock.effective, times.schedules, horizon),
    endDateOf(clock.effective, times.schedules),
  ])
  return canonical((last ?? []).map((part) => part ?? null)) === canonical((now ?? []).map((part) => part ?? null))
}

/** What the schedules say of their hours, without their names. */
const declaredAs = ({ clock: { effective }, times }: { clock: Clock; times: Times }): string =>
  canonical([
    effective.zone,
    ...times.schedules
      .map((name) => {
        const spec = effective.world.find('Schedule', name)?.spec
        return canonical([spec?.startDate ?? null, spec?.endDate ?? null, JSON.stringify(spec?.timeSlot), JSON.stringify(spec?.recurrence)])
      })
      .sort(compare),
  ])

const equalSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every(({ from, to }, i) => from === b[i]?.from && to === b[i]?.to)

/** The occurrences of one schedule that run at a time. */
export const runsAt = ({ effective: { world, zone } }: Clock, name: string, time: number): boolean => {
  const schedule = world.find('Schedule', name)
  return schedule !== undefined && occurrences(schedule, zone, time, time + 1).length > 0
}
