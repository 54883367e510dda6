/**
 * Do two times mean the same, now and later, and is a session bound in the same way? Equal declarations do; else the hours of the window
 * are compared, then those of four years, then what comes first after those, and when it all ends: what cannot be shown to be equal is
 * told.
 */
import { hoursOf } from '../../../effective/hours.ts'
import type { Span } from '../../../effective/types.ts'
import { canonical } from '../../../schema/canonical.ts'
import { compare } from '../../../schema/problem.ts'
import { layersOf } from './binding.ts'
import { endsOf } from './ends.ts'
import { type Clock, firstOf, type Times } from './times.ts'

const DAY = 86_400_000

export interface Shift {
  /** The first moment at which they differ, where that lies beyond the window. */
  readonly since: number | undefined
}

/** Undefined: they mean the same. Each pair is compared once. */
export type Compare = (was: Times, is: Times) => Shift | undefined

export function comparing(before: Clock, after: Clock): Compare {
  const known = new Map<Times, Map<Times, Shift | undefined>>()
  return (was, is) => {
    let row = known.get(was)
    if (!row) known.set(was, (row = new Map()))
    if (!row.has(is)) row.set(is, changeOf(before, after, was, is))
    return row.get(is)
  }
}

const now: Shift = { since: undefined }

function changeOf(before: Clock, after: Clock, was: Times, is: Times): Shift | undefined {
  if (was.permanent || is.permanent) return was.permanent === is.permanent ? undefined : now
  const all = hoursDiffer(before, after, was.schedules, is.schedules)
  if (all && all.since === undefined) return all
  const found: Shift[] = all ? [all] : []
  const [old, next] = [layersOf(before.effective, was.schedules), layersOf(after.effective, is.schedules)]
  for (const layer of new Set([...old.names, ...next.names])) {
    const [some, others] = [old.of(layer), next.of(layer)]
    if (some.length === was.schedules.length && others.length === is.schedules.length) continue
    const shift = hoursDiffer(before, after, some, others)
    if (shift) found.push(shift)
  }
  return found.sort((a, b) => (a.since ?? 0) - (b.since ?? 0))[0]
}

/** So far beyond the window hours are compared that are equal within it. */
const BEYOND = 4 * 366 * DAY

function hoursDiffer(before: Clock, after: Clock, was: readonly string[], is: readonly string[]): Shift | undefined {
  if (declaredAs(before, was) === declaredAs(after, is)) return undefined
  const { from, to } = before.window
  const horizon = to + BEYOND
  const sides = [
    { effective: before.effective, schedules: was },
    { effective: after.effective, schedules: is },
  ]
  const within = (start: number, end: number): number | undefined => {
    const [old, next] = sides.map(({ effective, schedules }) => hoursOf(effective, schedules, start, end))
    return firstDifference(old as Span[], next as Span[])
  }
  if (within(from, to) !== undefined) return now
  const later = within(to, horizon)
  if (later !== undefined) return { since: later }
  const firsts = sides.map(({ effective, schedules }) => firstOf(effective, schedules, horizon))
  if (firsts[0] !== firsts[1]) return { since: Math.min(...firsts.filter((time) => time !== undefined)) }
  // Ends that lie before the horizon were seen in the hours.
  const date = Temporal.Instant.fromEpochMilliseconds(horizon).toZonedDateTimeISO(after.effective.zone).toPlainDate().toString()
  const [ends, others] = sides.map(
    ({ effective, schedules }) => new Set(endsOf(effective, schedules).filter((end) => end === null || end >= date)),
  ) as [Set<string | null>, Set<string | null>]
  const [first] = [...ends.symmetricDifference(others)].filter((end) => end !== null).sort(compare)
  if (first !== undefined)
    return { since: Temporal.PlainDate.from(first).add({ days: 1 }).toZonedDateTime(after.effective.zone).epochMilliseconds }
  return undefined
}

/** What the schedules say of their hours, without their names. */
const declaredAs = ({ effective }: Clock, schedules: readonly string[]): string =>
  canonical([
    effective.zone,
    ...schedules
      .map((name) => {
        const spec = effective.world.find('Schedule', name)?.spec
        return canonical([spec?.startDate ?? null, spec?.endDate ?? null, JSON.stringify(spec?.timeSlot), JSON.stringify(spec?.recurrence)])
      })
      .sort(compare),
  ])

/** The first moment at which one list has hours and the other doesn't; both sorted and joined. */
function firstDifference(a: readonly Span[], b: readonly Span[]): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]]
    if (!x || !y) return (x ?? y)?.from
    if (x.from !== y.from) return Math.min(x.from, y.from)
    if (x.to !== y.to) return Math.min(x.to, y.to)
  }
  return undefined
}
