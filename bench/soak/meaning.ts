/**
 * The product's meaning against that of a judge that was written apart from it (test/reference): over random worlds, every user, computer,
 * feature and setting of each, at times where two readings of the same words would part.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { accessOf, boundOf, waysTo } from '../../effective/access.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import { featureNames, featureOf, inSession } from '../../effective/features.ts'
import { hoursOf } from '../../effective/hours.ts'
import { nextOccurrence, occurrences } from '../../effective/occurrences.ts'
import { boundSettings, settingsOf } from '../../effective/settings.ts'
import type { ComputerClass, UserClass } from '../../effective/types.ts'
import { canonical } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import * as controls from '../../test/reference/controls.ts'
import { occurrencesBetween } from '../../test/reference/hours.ts'
import * as naive from '../../test/reference/naive.ts'
import { type Draw, draws, shown } from '../../test/reference/worlds.ts'

const DAY = 86_400_000

/** What the two say differently, a line each: the question, the product's answer, the judge's. */
export function differences(draw: Draw): string[] {
  const { world, zone, times } = draw
  const found: string[] = []
  const same = (question: string, product: unknown, judge: unknown) => {
    if (isDeepStrictEqual(product, judge)) return
    const [one, other] = [text(product), text(judge)]
    if (one !== other) found.push(`${question}: the product says ${one}, the judge ${other}`)
  }
  const e = effective(world)
  for (const schedule of world.of('Schedule')) ofSchedule(schedule, draw, same)
  const judged = new Map(world.of('Computer').map((computer) => [computer.name, controls.settings(world, computer)]))
  for (const computer of world.of('Computer')) {
    const product = settingsOf(e, e.computerClass(computer.name) as ComputerClass)
    const judge = judged.get(computer.name) as JudgedSettings
    for (const name of new Set([...product.keys(), ...judge.keys()])) {
      const { value, origin, locked } = product.get(name) ?? {}
      if ((value !== undefined && value !== null) || judge.has(name))
        same(`${name} of ${computer.name}`, { value, origin, locked }, judge.get(name))
    }
  }
  for (const user of world.of('User')) {
    const who = e.userClass(user.name) as UserClass
    for (const feature of featureNames) {
      const value = controls.feature(world, user, feature)
      same(`${feature} of ${user.name}`, featureOf(e, who, feature).value, value)
      for (const computer of world.of('Computer')) {
        const settings = settingsOf(e, e.computerClass(computer.name) as ComputerClass)
        same(
          `${feature} of ${user.name} on ${computer.name}`,
          inSession(feature, value, settings),
          controls.inSession(feature, value, judged.get(computer.name) as JudgedSettings),
        )
      }
    }
    for (const computer of world.of('Computer')) ofPair(e, user, computer, draw, judged.get(computer.name) as JudgedSettings, same)
  }
  if (zone !== e.zone) found.push(`the product's zone is ${e.zone}`)
  return times.length === 0 ? [] : found
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : canonical(JSON.parse(JSON.stringify(value))))

type JudgedSettings = ReturnType<typeof controls.settings>
type Same = (question: string, product: unknown, judge: unknown) => void

function ofSchedule(schedule: Resource<'Schedule'>, { zone, times }: Draw, same: Same): void {
  for (const time of times) {
    const [from, to] = [time - DAY, time + 5 * DAY]
    const judge = occurrencesBetween(schedule, zone, from, to)
    same(`occurrences of ${schedule.name} from ${from} to ${to}`, occurrences(schedule, zone, from, to), judge)
    const ahead = occurrencesBetween(schedule, zone, time, time + 10 * DAY)[0]
    const next = nextOccurrence(schedule, zone, time)
    if (ahead) same(`next occurrence of ${schedule.name} after ${time}`, next, ahead)
    else if (next)
      same(`next occurrence of ${schedule.name} after ${time}`, next, occurrencesBetween(schedule, zone, next.from, next.to)[0])
    same(`length of the next occurrence of ${schedule.name}`, next === undefined || (next.to > time && next.to > next.from), true)
  }
}

function ofPair(
  e: Effective,
  user: Resource<'User'>,
  computer: Resource<'Computer'>,
  { world, zone, times }: Draw,
  judged: JudgedSettings,
  same: Same,
): void {
  const pair = `${user.name} to ${computer.name}`
  const ways = waysTo(e, e.userClass(user.name) as UserClass, e.computerClass(computer.name) as ComputerClass)
  const schedules = naive.schedulesOf(world, user, computer)
  same(
    `${pair}, always`,
    ways.some(({ schedule }) => schedule === undefined),
    naive.permanent(world, user, computer),
  )
  same(
    `${pair}, by schedules`,
    [...new Set(ways.flatMap(({ schedule }) => schedule ?? []))].sort(),
    schedules.map(({ name }) => name).sort(),
  )
  for (const time of times) {
    const question = `${pair} at ${Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone)}`
    const product = accessOf(e, user, computer, time)
    const judge = naive.access(world, user, computer, time)
    same(question, product.allowed, judge.allowed)
    const through = product.reasons.map(({ way }) => way.schedule)
    same(`${question}, always`, through.includes(undefined), judge.permanent)
    same(
      `${question}, permanent first`,
      through.slice(through.findIndex((way) => way !== undefined)).includes(undefined) && through.some(Boolean),
      false,
    )
    same(`${question}, by schedules`, [...new Set(through.filter((name) => name !== undefined))].sort(), judge.schedules)
    if (judge.until !== undefined) same(`${question}, until`, product.until, judge.until)
    else same(`${question}, until`, product.until === undefined || product.until > time + naive.SIGHT, true)
    const { pool, exclusive } = product.bound
    same(`${question}, pool`, pool === undefined ? judge.pools.length === 0 : judge.pools.includes(pool), true)
    const match = judge.exclusive.find(({ schedule }) => schedule === exclusive?.schedule)
    same(`${question}, exclusive`, exclusive, exclusive === undefined ? judge.exclusive[0] : match)
    const settings = settingsOf(e, e.computerClass(computer.name) as ComputerClass)
    const bound = boundSettings(
      e,
      settings,
      boundOf(
        e,
        product.reasons.map(({ way }) => way),
      ),
    )
    const extras = controls.extras(judged, match)
    for (const name of extras.keys()) {
      const { value, origin } = bound.get(name) ?? {}
      const { value: expected, origin: from } = extras.get(name) ?? {}
      same(`${question}, ${name}`, { value, origin }, { value: expected, origin: from })
    }
    const window = { from: time - DAY, to: time + 3 * DAY }
    same(
      `${question}, hours`,
      hoursOf(
        e,
        schedules.map(({ name }) => name),
        window.from,
        window.to,
      ),
      joined(
        schedules.flatMap((schedule) => occurrencesBetween(schedule, zone, window.from, window.to)),
        window,
      ),
    )
  }
}

/** Minute by minute would be too slow for the last of questions: the spans one by one, each swallowing what it touches. */
function joined(spans: readonly { from: number; to: number }[], window: { from: number; to: number }): { from: number; to: number }[] {
  const rest = spans.map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
  const out: { from: number; to: number }[] = []
  for (let span = rest.pop(); span; span = rest.pop()) {
    const one = span
    const touched = rest.findIndex(({ from, to }) => from <= one.to && to >= one.from)
    if (touched < 0) out.push(one)
    else {
      const [other] = rest.splice(touched, 1) as [typeof one]
      rest.push({ from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) })
    }
  }
  return out.sort((a, b) => a.from - b.from)
}

/** How many worlds and questions were asked. Throws for the first world on which the two differ, made small. */
export function run(times: number, seed: number, progress: (done: number) => void = () => {}): number {
  let done = 0
  let questions = 0
  const result = fc.check(
    fc.property(draws, (draw) => {
      progress(++done)
      const { world, times } = draw
      questions += world.of('User').length * world.of('Computer').length * times.length
      return differences(draw).length === 0
    }),
    { numRuns: times, seed },
  )
  if (!result.failed) return questions
  const [draw] = result.counterexample as [Draw]
  throw new Error(`seed ${seed}, path ${result.counterexamplePath}:\n${differences(draw).slice(0, 5).join('\n')}\n${shown(draw)}`, {
    cause: result.errorInstance,
  })
}
