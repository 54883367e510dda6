/**
 * Which edges differ between two worlds, found from what moved. An edge between a user and a computer can only differ when
 *
 *   - the user's ways differ (it moved to another class, its class has other ways, or a schedule of theirs has other hours): then only
 *     computers of those ways are looked at, and computers that moved;
 *   - or the computer moved, from some targets to others: then only users with ways to those targets are looked at.
 *
 * So the cost follows the change. Nothing here is a pair of a user and a computer: both sides are classes, before and after.
 */
import { type Effective, holds } from '../../../effective/effective.ts'
import type { ComputerClass, Target, UserClass, Way } from '../../../effective/types.ts'
import { rebinds } from './binding.ts'
import { clustersOf } from './blocks.ts'
import type { Joint, Joints } from './joints.ts'
import type { Compare } from './sameness.ts'
import type { Clock, Times } from './times.ts'

export type Users = Joint<UserClass>
export type Computers = Joint<ComputerClass>

/** What became of every edge between users and computers that are alike. Undefined: no edge. */
export interface Difference {
  readonly users: Users
  readonly computers: Computers
  readonly before: Times | undefined
  readonly after: Times | undefined
}

export interface Comparison {
  readonly before: Clock
  readonly after: Clock
  readonly users: Joints<UserClass>
  readonly computers: Joints<ComputerClass>
  /** May a class that is there before and after have other ways, or the same at other hours? (spoken.ts) */
  readonly isSpokenOf: (user: UserClass) => boolean
  /** Do two times mean the same? (sameness.ts) */
  readonly compare: Compare
  /** Equal for computers that a session has the same on, whoever's it is; before and after. */
  readonly signature: (computers: Computers) => string
}

const none: readonly never[] = []

const ALL = '*'
export const targetId = (target: Target): string => ('all' in target ? ALL : 'group' in target ? `g ${target.group}` : `n ${target.named}`)
const wayId = ({ target, schedule }: Way): string => `${targetId(target)} ${schedule ?? ''}`

export function* differences(comparison: Comparison): Generator<Difference> {
  const { before, after, users, computers, compare } = comparison
  const pair = function* (user: Users, computer: Computers): Generator<Difference> {
    const was = between(before, user.before, computer.before)
    const is = between(after, user.after, computer.after)
    if (was === undefined && is === undefined) return
    if (was && is && !compare(was, is)) return
    yield { users: user, computers: computer, before: was, after: is }
  }

  const { affected, unaffected } = affectedUsers(comparison)
  const reach = reachOf(comparison)
  for (const user of affected) for (const computer of reach(user)) yield* pair(user, computer)
  if (computers.moved.length === 0) return
  const byTarget = usersByTarget(before.effective, unaffected)
  for (const computer of computers.moved) {
    const [was, is] = [targetsOf(computer.before), targetsOf(computer.after)]
    const keys = new Set<string>()
    for (const id of was.symmetricDifference(is)) for (const key of byTarget.get(id) ?? none) keys.add(key)
    for (const key of keys) {
      const user = users.stayed(key)
      if (user) yield* pair(user, computer)
    }
  }
}

function between(clock: Clock, user: UserClass | undefined, computer: ComputerClass | undefined): Times | undefined {
  if (!user || !computer) return undefined
  return clock.timesOf(clock.effective.ways(user).filter(({ target }) => holds(target, computer)))
}

/** Users who moved, and those who stayed in a class that has other ways than before. */
function affectedUsers({ before, after, users, isSpokenOf }: Comparison): { affected: Users[]; unaffected: UserClass[] } {
  const affected = [...users.moved]
  const unaffected: UserClass[] = []
  const moved = changedSchedules(before.effective, after.effective)
  for (const [key, is] of after.effective.users) {
    const was = before.effective.users.get(key)
    if (!was) continue
    if (!isSpokenOf(is)) {
      unaffected.push(was)
      continue
    }
    const [old, now] = [before.effective.ways(was), after.effective.ways(is)]
    const alike = old.length === now.length && old.every((way, i) => sameWay(way, now[i] as Way))
    if (alike && !now.some(({ schedule }) => schedule !== undefined && moved(schedule))) unaffected.push(was)
    else {
      const joint = users.stayed(key)
      if (joint) affected.push(joint)
    }
  }
  return { affected, unaffected }
}

const sameWay = (a: Way, b: Way): boolean =>
  a.schedule === b.schedule && (a.target === b.target || targetId(a.target) === targetId(b.target))

/** Schedules that may run at other hours, or bind otherwise: those which are not the same object, and all of them in another time zone. */
function changedSchedules(before: Effective, after: Effective): (name: string) => boolean {
  if (before.zone !== after.zone) return () => true
  return (name) => before.world.find('Schedule', name) !== after.world.find('Schedule', name) || rebinds(before, after, name)
}

/**
 * The computers whose edges with some users may differ: of those that stayed, where a way differs; of those that moved, where any way leads.
 * Those to which nothing but a way to all computers leads come in blocks.
 */
function reachOf(comparison: Comparison): (user: Users) => Iterable<Computers> {
  const { before, after, computers } = comparison
  const isMoved = changedSchedules(before.effective, after.effective)
  const moved = new Map<string, Computers[]>()
  for (const computer of computers.moved)
    for (const id of targetsOf(computer.before).union(targetsOf(computer.after))) {
      const list = moved.get(id)
      if (list) list.push(computer)
      else moved.set(id, [computer])
    }
  let id = 0
  const ids = () => --id // never one of a class
  const allMoved = clustersOf(computers.moved, comparison.signature, ids)
  let allStayed: ReturnType<typeof clustersOf> | undefined
  const stayers = () => [...after.effective.computers.keys()].flatMap((key) => computers.stayed(key) ?? [])
  const sides = [before.effective, after.effective] as const

  return (user) => {
    const ways = [user.before, user.after].map((one, i) => (one ? (sides[i] as Effective).ways(one) : none)) as [
      readonly Way[],
      readonly Way[],
    ]
    const found = new Set<Computers>()
    for (const target of new Set(ways.flat().map(({ target }) => targetId(target))))
      if (target !== ALL) for (const computer of moved.get(target) ?? none) found.add(computer)
    const stayed = (side: Effective, some: readonly Way[]): void => {
      for (const { target } of some)
        if (!('all' in target))
          for (const { key } of side.classesIn(target)) {
            const computer = computers.stayed(key)
            if (computer) found.add(computer)
          }
    }
    const [hadAll, hasAll] = ways.map((some) => some.some(({ target }) => 'all' in target))
    if (!hadAll && !hasAll) {
      const differs = (others: readonly Way[]): ((way: Way) => boolean) => {
        const known = new Set(others.map(wayId))
        return (way) => !known.has(wayId(way)) || (way.schedule !== undefined && isMoved(way.schedule))
      }
      stayed(sides[0], ways[0].filter(differs(ways[1])))
      stayed(sides[1], ways[1].filter(differs(ways[0])))
      return found
    }
    const blocks = allMoved(found)
    // Who had all computers and has them still has what it had, on those that stayed, whatever its other ways.
    if (hadAll === hasAll) return [...found, ...blocks]
    for (const [i, some] of ways.entries()) stayed(sides[i] as Effective, some)
    allStayed ??= clustersOf(stayers(), comparison.signature, ids)
    return [...found, ...blocks, ...allStayed(found)]
  }
}

/** Which targets hold a class of computers. */
function targetsOf(computer: ComputerClass | undefined): Set<string> {
  if (!computer) return new Set()
  const { group, namedIn } = computer
  return new Set([ALL, ...(group === undefined ? [] : [targetId({ group })]), ...namedIn.map((named) => targetId({ named }))])
}

/** The classes of users, by the targets that their ways lead to. */
function usersByTarget(effective: Effective, classes: readonly UserClass[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const one of classes)
    for (const { target } of effective.ways(one)) {
      const id = targetId(target)
      const list = found.get(id)
      if (!list) found.set(id, [one.key])
      else if (list.at(-1) !== one.key) list.push(one.key)
    }
  return found
}

const totals = new WeakMap<Effective, { from: number; total: number }>()

/** How many edges there are in all, by arithmetic; kept with the Effective. */
export function totalOf({ effective, window, isLive }: Clock): number {
  const known = totals.get(effective)
  if (known?.from === window.from) return known.total
  const sizes = new Map<string, number>()
  let total = 0
  for (const user of effective.users.values()) {
    const targets = new Map<string, Target>()
    for (const { target, schedule } of effective.ways(user))
      if (schedule === undefined || isLive(schedule)) targets.set(targetId(target), target)
    if (targets.size === 0) continue
    const id = targets.has(ALL) ? ALL : [...targets.keys()].sort().join('\n')
    let size = sizes.get(id)
    if (size === undefined) sizes.set(id, (size = sizeOf(effective, id === ALL ? [{ all: true }] : [...targets.values()])))
    total += size * user.users.length
  }
  totals.set(effective, { from: window.from, total })
  return total
}
/** What a total has become is known from what it was and what came and went. */
export const rememberTotal = ({ effective, window }: Clock, total: number): void => void totals.set(effective, { from: window.from, total })

function sizeOf(effective: Effective, targets: readonly Target[]): number {
  const classes =
    targets.length === 1 ? effective.classesIn(targets[0] as Target) : new Set(targets.flatMap((target) => effective.classesIn(target)))
  let size = 0
  for (const { computers } of classes) size += computers.length
  return size
}
