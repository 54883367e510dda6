/**
 * Users who have other features than before. Of features that a computer's settings may restrict, what a user is given says little: sessions
 * may have had none of it before, and have none of it now. So those are told by what sessions have, between the users and the computers that
 * they reach before and after; whatever the settings, since those are told by themselves.
 *
 * Users who reach the same targets and whose values go the same way are looked at together, and computers by their settings.
 */
import { holds } from '../../../effective/effective.ts'
import { featureNames, inSession, isSetByComputers } from '../../../effective/features.ts'
import { settingsOf } from '../../../effective/settings.ts'
import type { ComputerClass, EffectiveFeature, Feature, FeatureValue, Target, UserClass } from '../../../effective/types.ts'
import { canonical } from '../../../schema/canonical.ts'
import { compare } from '../../../schema/problem.ts'
import { type Key, keyOf } from '../../../schema/resource.ts'
import type { FeatureChange } from '../../types.ts'
import { type Causes, USER } from './because.ts'
import { type Computers, targetId, type Users } from './edges.ts'
import type { Joints } from './joints.ts'
import { namesOf, rectangles } from './rectangles.ts'
import type { Clock } from './times.ts'
import { causesNamed, joined, oneGroup } from './told.ts'
import { featuresOf, type Settings } from './traits.ts'

interface Sides {
  before: Clock
  after: Clock
  users: Joints<UserClass>
  computers: Joints<ComputerClass>
  changed: ReadonlySet<Key>
  causes: Causes
}
type Said = FeatureChange['features']

/** What a user has outside of any session, or has to do before one. */
const alone: ReadonlySet<Feature> = new Set(['twoStepVerification', 'oneToMany', 'attendedAccess'])

/** A user's own values, where they differ; by the place of the feature in `featureNames`. */
interface Moved {
  users: Users
  old: readonly EffectiveFeature[] | undefined
  now: readonly EffectiveFeature[] | undefined
  differing: readonly number[]
}

export function featureChanges(sides: Sides): FeatureChange[] {
  const { after, causes } = sides
  const { team } = after.effective.world
  const moved = movedUsers(sides)
  const [old, now] = [reachOf(sides.before), reachOf(sides.after)]
  const because = ({ users, old: was, now: is }: Moved, features: readonly number[]): readonly string[] =>
    causes.of(
      USER,
      users,
      features.flatMap((i) => [was?.[i]?.origin.key, is?.[i]?.origin.key]),
    )

  const own: { part: Users; said: { features: Said }; because: readonly string[] }[] = []
  const together = new Map<string, { first: Moved; reached: [Reach, Reach]; all: Moved[] }>()
  for (const one of moved) {
    const { before: was, after: is } = one.users
    if (!was || !is) {
      own.push({ part: one.users, said: { features: saidOf(one, one.differing) }, because: because(one, one.differing) })
      continue
    }
    const reached: [Reach, Reach] = [old(was), now(is)]
    const reaches = reached.every(({ targets }) => targets.length > 0)
    const features = one.differing.filter((i) => alone.has(nameAt(i)) || (reaches && !isSetByComputers(nameAt(i))))
    if (features.length > 0) own.push({ part: one.users, said: { features: saidOf(one, features) }, because: because(one, features) })
    const inSessions = one.differing.filter((i) => isSetByComputers(nameAt(i)))
    if (!reaches || inSessions.length === 0) continue
    const id = `${reached[0].id}\n\n${reached[1].id}\n\n${canonical(saidOf(one, inSessions))}`
    const found = together.get(id)
    if (found) found.all.push(one)
    else together.set(id, { first: one, reached, all: [one] })
  }

  const stays = edgesThatStay(sides)
  const cells = new Map<string, { said: Said; because: readonly string[]; rows: Map<Row, readonly Computers[]> }>()
  for (const { first, reached, all } of together.values())
    for (const { said, features, computers } of inSessionsOf(first, stays(...reached))) {
      const alike = Map.groupBy(all, (one) => because(one, features).join())
      for (const [causesText, some] of alike) {
        const id = `${canonical(said)}\n${causesText}`
        let cell = cells.get(id)
        if (!cell) cells.set(id, (cell = { said, because: because(some[0] as Moved, features), rows: new Map() }))
        cell.rows.set(rowOf(some, cell.rows.size), computers)
      }
    }

  const withComputers = [...cells.values()].flatMap(({ said, because: keys, rows }) =>
    rectangles(rows).map(({ users, computers }): FeatureChange => {
      const [userNames, computerNames] = [namesOf(users), namesOf(computers)]
      return {
        users: userNames,
        userGroup: oneGroup(
          users.flatMap(({ parts }) => parts),
          'after',
        ),
        computers: computerNames,
        computerGroup: oneGroup(computers, 'after'),
        features: said,
        because: causesNamed(keys, team, userNames, []),
      }
    }),
  )
  const withoutComputers = joined(own, team, USER).map(
    ({ parts, names, said, because: keys }): FeatureChange => ({
      users: names,
      userGroup: oneGroup(parts, 'after') ?? oneGroup(parts, 'before'),
      computers: null,
      computerGroup: null,
      features: said.features as Said,
      because: keys,
    }),
  )
  return [...withoutComputers, ...sorted(withComputers)]
}

const nameAt = (i: number): Feature => featureNames[i] as Feature
const saidOf = ({ old, now }: Moved, features: readonly number[]): Said =>
  Object.fromEntries(features.map((i) => [nameAt(i), { before: old?.[i]?.value ?? null, after: now?.[i]?.value ?? null }]))

function movedUsers({ before, after, users, changed }: Sides): Moved[] {
  const [was, is] = [featuresOf(before.effective), featuresOf(after.effective)]
  const { team } = after.effective.world
  const teamKey = keyOf('Team', team, team)
  const controls = [...changed].some((key) => key === teamKey || key.startsWith('GranularControl/'))
  const stayed = controls ? [...after.effective.users.keys()].flatMap((key) => users.stayed(key) ?? []) : []
  return [...users.moved, ...stayed].flatMap((joint): Moved[] => {
    const [old, now] = [joint.before && was(joint.before), joint.after && is(joint.after)]
    if (old === now) return []
    const differing = [...featureNames.keys()].filter((i) => old?.[i]?.value !== now?.[i]?.value)
    return differing.length === 0 ? [] : [{ users: joint, old, now, differing }]
  })
}

interface Reach {
  /** Equal for equal targets. */
  readonly id: string
  readonly targets: readonly Target[]
}

/** The targets that a class of users reaches at any time from now on, less those without computers. */
function reachOf({ effective, isLive }: Clock): (user: UserClass) => Reach {
  const known = new Map<string, Reach>()
  return (user) => {
    let found = known.get(user.key)
    if (!found) {
      const targets = new Map<string, Target>()
      for (const { target, schedule } of effective.ways(user))
        if ((schedule === undefined || isLive(schedule)) && effective.classesIn(target).length > 0) targets.set(targetId(target), target)
      const all = [...targets.values()].find((target) => 'all' in target)
      known.set(
        user.key,
        (found = all
          ? { id: targetId(all), targets: [all] }
          : { id: [...targets.keys()].sort().join('\n'), targets: [...targets.values()] }),
      )
    }
    return found
  }
}

interface Alike {
  was: Settings
  is: Settings
  computers: Computers[]
}

/** The computers that are reached before and after, those with the same settings together. */
function edgesThatStay({ before, after, computers }: Sides): (was: Reach, is: Reach) => readonly Alike[] {
  const known = new Map<string, Alike[]>()
  const isIn = ({ targets }: Reach, one: ComputerClass | undefined): one is ComputerClass =>
    one !== undefined && targets.some((target) => holds(target, one))
  return (was, is) => {
    const id = `${was.id}\n\n${is.id}`
    let found = known.get(id)
    if (found) return found
    const bySettings = new Map<Settings, Map<Settings, Computers[]>>()
    const candidates = new Set(computers.moved)
    for (const target of is.targets)
      for (const { key } of after.effective.classesIn(target)) {
        const joint = computers.stayed(key)
        if (joint) candidates.add(joint)
      }
    for (const joint of candidates) {
      if (!isIn(was, joint.before) || !isIn(is, joint.after)) continue
      const [old, now] = [settingsOf(before.effective, joint.before), settingsOf(after.effective, joint.after)]
      const row = bySettings.get(old) ?? new Map<Settings, Computers[]>()
      bySettings.set(old, row)
      const list = row.get(now)
      if (list) list.push(joint)
      else row.set(now, [joint])
    }
    found = [...bySettings].flatMap(([old, row]) => [...row].map(([now, list]) => ({ was: old, is: now, computers: list })))
    known.set(id, found)
    return found
  }
}

/** What sessions with these computers have otherwise, of the features in which the user differs; equal answers together. */
function inSessionsOf(one: Moved, alike: readonly Alike[]): { said: Said; features: number[]; computers: Computers[] }[] {
  const found = new Map<string, { said: Said; features: number[]; computers: Computers[] }>()
  for (const { was, is, computers } of alike) {
    const said: Said = {}
    const features: number[] = []
    for (const i of one.differing) {
      const name = nameAt(i)
      if (!isSetByComputers(name)) continue
      const [before, after] = [inSession(name, valueAt(one.old, i), was), inSession(name, valueAt(one.now, i), is)]
      if (before === after) continue
      said[name] = { before, after }
      features.push(i)
    }
    if (features.length === 0) continue
    const id = canonical(said)
    const same = found.get(id)
    if (same) same.computers.push(...computers)
    else found.set(id, { said, features, computers: [...computers] })
  }
  return [...found.values()]
}
const valueAt = (values: Moved['old'], i: number): FeatureValue => ((values as readonly EffectiveFeature[])[i] as EffectiveFeature).value

/** Several who are alike, as one line of a table. */
interface Row {
  readonly id: number
  readonly names: readonly string[]
  readonly parts: readonly Users[]
}
function rowOf(some: readonly Moved[], id: number): Row {
  const parts = some.map(({ users }) => users)
  return { id, names: namesOf(parts), parts }
}

/** Larger ones first, then by names. */
function sorted(changes: FeatureChange[]): FeatureChange[] {
  const size = ({ users, computers }: FeatureChange): number => users.length * (computers?.length ?? 1)
  const words = ({ users, computers, features }: FeatureChange): string => canonical([users[0] ?? '', computers?.[0] ?? '', features])
  return changes
    .map((change) => ({ change, size: size(change), words: words(change) }))
    .sort((a, b) => b.size - a.size || compare(a.words, b.words))
    .map(({ change }) => change)
}
