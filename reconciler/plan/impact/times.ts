/**
 * When several ways together hold, in one world: always, or in the hours of schedules. Equal sets of schedules are one object, whose hours
 * and words are only made when somebody asks: a first plan has thousands of them, and shows twenty.
 */
import type { Effective } from '../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../effective/hours.ts'
import { nextOccurrence, occurrences } from '../../../effective/occurrences.ts'
import type { Span, Way } from '../../../effective/types.ts'
import { compare } from '../../../schema/problem.ts'
import type { Resource } from '../../../schema/resource.ts'
import type { Binding, When } from '../../types.ts'
import { bindingsOf } from './binding.ts'
import { lastEndOf } from './ends.ts'

const DAY = 86_400_000

export interface Times {
  /** Equal in one world: equal times. */
  readonly id: string
  readonly permanent: boolean
  /** Names, sorted; none where it is permanent. */
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
        if (schedule === undefined) {
          permanent = true
          break
        } else if (schedule !== only && isLive(schedule)) {
          if (only === undefined) only = schedule
          else (several ??= new Set([only])).add(schedule)
        }
      if (!permanent && only === undefined) return undefined
      const schedules = permanent || only === undefined ? [] : several ? [...several].sort(compare) : [only]
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
  let bound: Binding[] | undefined
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
    get until() {
      return permanent ? null : lastEndOf(effective, schedules)
    },
    get bound() {
      return (bound ??= permanent ? [] : bindingsOf(effective, schedules))
    },
    get text() {
      return (text ??= permanent ? 'always' : textOf(effective, window, times, next()))
    },
  }
}

/** When the first of their occurrences that end after a time begins. */
export function firstOf({ world, zone }: Effective, schedules: readonly string[], after: number): number | undefined {
  const begins = schedules.flatMap((name) => {
    const schedule = world.find('Schedule', name)
    return (schedule && nextOccurrence(schedule, zone, after)?.from) ?? []
  })
  return begins.length === 0 ? undefined : Math.min(...begins)
}

/** Hours end in sight where a week or more of the window is without: then the words say until when themselves. */
const IN_SIGHT = 7

/** "Mon–Fri 09:00–17:00 until 2026-06-26"; what lies beyond the window is told by the four weeks from its first hours on. */
function textOf(effective: Effective, window: Span, { schedules, spans }: Times, next: number | undefined): string {
  const { zone } = effective
  const end = lastEndOf(effective, schedules)
  const until = (words: string, { to }: Span): string => {
    const isSaid = end === null || words.includes(end) || (end < dateAt(to - IN_SIGHT * DAY, zone) && words.includes(' until '))
    return isSaid ? words : `${words} until ${end}`
  }
  if (next === undefined) return until(hoursText(spans, zone, window), window)
  const later = { from: next - DAY, to: next + window.to - window.from }
  const date = dateAt(next, zone)
  const words = hoursText(hoursOf(effective, schedules, later.from, later.to), zone, later)
  return until(words.includes(date) ? words : `from ${date} ${words}`, later)
}

const dateAt = (time: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The occurrences of one schedule that run at a time. */
export const runsAt = ({ effective: { world, zone } }: Clock, name: string, time: number): boolean => {
  const schedule = world.find('Schedule', name)
  return schedule !== undefined && occurrences(schedule, zone, time, time + 1).length > 0
}
