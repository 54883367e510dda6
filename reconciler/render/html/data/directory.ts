/**
 * Who reaches what, name by name, as the page searches it: classes with their names, and the ways between classes. The names of a hundred
 * thousand users and as many computers are two or three megabytes, and what people call them is as much again; what a page has no room
 * for is left out, and counted: first display names, then names.
 */
import type { Effective } from '../../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../../effective/hours.ts'
import type { Basis, ComputerClass, Target, UserClass, Way } from '../../../../effective/types.ts'
import { compare } from '../../../../schema/problem.ts'
import type { Resource } from '../../../../schema/resource.ts'
import { silence, WINDOW_DAYS } from './calendar.ts'
import { scheduleEnds } from './matrix.ts'
import { called, displayName, listed, packed, type Title, together, weightOf } from './titles.ts'
import type { Directory, DirectoryComputers, DirectorySchedule, DirectoryUsers } from './types.ts'

export function directoryOf(e: Effective, evaluatedAt: string): Directory {
  const now = Temporal.Instant.from(evaluatedAt).epochMilliseconds
  const over = scheduleEnds(e, now)
  const until = now + WINDOW_DAYS * 86_400_000
  const texts = new Map<string, string>()
  const hoursFor = (schedule: string): string => {
    const spans = hoursOf(e, [schedule], now, until)
    if (spans.length === 0) return 'later than in these four weeks'
    // Shifts are alike: of a thousand schedules a few dozen texts remain.
    const id = spans.map(({ from, to }) => `${from}–${to}`).join()
    let text = texts.get(id)
    if (text === undefined) texts.set(id, (text = hoursText(spans, e.zone, { from: now, to: until })))
    return text
  }

  const index = new Map<ComputerClass, number>()
  const machines = sortedBy([...e.computers.values()], ({ computers }) => computers)
  for (const [at, { one }] of machines.entries()) index.set(one, at)
  const targets = interned<Target, number[] | null>(
    (target) => ('all' in target ? '*' : 'group' in target ? `g${target.group}` : `n${target.named}`),
    (target) =>
      'all' in target
        ? null
        : e
            .classesIn(target)
            .map((one) => index.get(one) as number)
            .sort((a, b) => a - b),
  )
  const through = interned<Way, string>(
    ({ basis, schedule }) => `${JSON.stringify(basis)} ${schedule ?? ''}`,
    ({ basis, schedule }) =>
      schedule === undefined ? basisText(basis) : `schedule ${called(e.world.find('Schedule', schedule), schedule)}: ${hoursFor(schedule)}`,
  )
  const people = sortedBy([...e.users.values()], ({ users }) => users)
  const groups = e.world.of('Group').map((group) => [group.name, packed(group.name, displayName(group))] as const)
  const titles = listed([...people, ...machines].map((each) => each.titles))
  const throughSchedule = new Map<string, number>()
  const wayOf = (way: Way): number => {
    const at = through.indexOf(way)
    if (way.schedule !== undefined) throughSchedule.set(way.schedule, at)
    return at
  }
  const users = people.map(({ one, members, names, titles }): DirectoryUsers => {
    const ways = e.ways(one).filter(({ schedule }) => schedule === undefined || !over(schedule))
    return {
      names,
      titles: together(titles),
      group: one.group ?? null,
      ...standing(one, members),
      ways: ways.map((way) => [targets.indexOf(way.target), wayOf(way), way.schedule === undefined ? 0 : 1] as const),
    }
  })
  const computers = machines.map(
    ({ one, names, titles }): DirectoryComputers => ({ names, titles: together(titles), group: one.group ?? null }),
  )
  const schedules = e.world.of('Schedule').map((schedule): DirectorySchedule => {
    const { name } = schedule
    const { resource } = schedule.spec
    const way = throughSchedule.get(name) ?? silence(e, schedule) ?? (over(name) ? 'over' : 'for nobody, or for no computer')
    const opens = resource === undefined ? '' : called(e.world.find('ScheduledResource', resource), resource)
    return { name, title: packed(name, displayName(schedule)), resource: opens, through: way }
  })
  return {
    users,
    computers,
    targets: targets.list,
    through: through.list,
    groups: groups.toSorted(([a], [b]) => compare(a, b)),
    schedules: schedules.toSorted((a, b) => compare(a.name, b.name)),
    titles,
    folded: { users: 0, computers: 0, titles: 0 },
  }
}

function standing(one: UserClass, members: readonly Resource<'User'>[]): Pick<DirectoryUsers, 'role' | 'roles' | 'more'> {
  const { role, disabled, licence } = one
  const more = [...(licence === 'technician' ? ['technician'] : []), ...(disabled ? ['disabled'] : [])].join(', ')
  const roles: Record<number, string> = {}
  // Whoever owns the team is its owner, whatever the role.
  if (role !== 'owner')
    for (const [at, user] of members.entries()) {
      const own = user.glance(({ declared }) => declared.spec?.role)
      if (typeof own === 'string' && own !== role) roles[at] = own
    }
  return { role, ...(Object.keys(roles).length > 0 && { roles }), ...(more !== '' && { more }) }
}

function basisText(basis: Basis): string {
  switch (basis.by) {
    case 'permission':
      return basis.of === 'user' ? `own permission ${basis.permission}` : `the group’s permission ${basis.permission}`
    case 'role':
      return 'role'
    case 'administers':
      return 'administers the group'
    case 'group':
      return 'the group’s own computers'
    case 'schedule':
      return `schedule ${basis.schedule}`
  }
}

/** Classes in the order of their first names, so that the same organisation gives the same bytes. */
function sortedBy<K extends 'User' | 'Computer', T>(
  classes: readonly T[],
  membersOf: (one: T) => readonly Resource<K>[],
): { one: T; members: Resource<K>[]; names: string[]; titles: Title[] }[] {
  return classes
    .map((one) => {
      const members = membersOf(one).toSorted((a, b) => compare(a.name, b.name))
      return { one, members, names: members.map(({ name }) => name), titles: members.map((each) => packed(each.name, displayName(each))) }
    })
    .sort((a, b) => compare(a.names[0] ?? '', b.names[0] ?? ''))
}

function interned<From, To>(idOf: (from: From) => string, make: (from: From) => To): { list: To[]; indexOf(from: From): number } {
  const list: To[] = []
  const known = new Map<string, number>()
  return {
    list,
    indexOf(from) {
      const id = idOf(from)
      let at = known.get(id)
      if (at === undefined) {
        known.set(id, (at = list.length))
        list.push(make(from))
      }
      return at
    },
  }
}

/** What a class takes beside its names and ways, and what one way takes; characters of JSON. */
const CLASS = 80
const WAY = 12

/** The directory within so many characters: the names of whole classes are left out, users and computers alike, after display names. */
export function fitted(directory: Directory, room: number): Directory {
  const { targets, through, groups, schedules } = directory
  const free = Math.max(0, room - JSON.stringify([targets, through, groups, schedules]).length)
  // Half for each, and what the one doesn't take for the other.
  const machines = (space: number) => bounded(directory.computers, space, (one) => ({ ...one, names: [], titles: 0 as const }))
  const people = (space: number) => bounded(directory.users, space, (one) => ({ ...one, names: [], titles: 0 as const, ways: [] }))
  const spared = machines(free / 2)[2]
  const [users, lostUsers, freeUsers] = people(free / 2 + spared)
  const [computers, lostComputers, freeComputers] = machines(free / 2 - spared + freeUsers)
  const listSize = JSON.stringify(directory.titles).length
  const left = entitled([...users, ...computers], freeComputers - listSize)
  return {
    ...directory,
    users: left.classes.slice(0, users.length) as DirectoryUsers[],
    computers: left.classes.slice(users.length) as DirectoryComputers[],
    // None of those that come again is needed where there is no room for any.
    titles: left.some ? directory.titles : [],
    folded: { users: lostUsers, computers: lostComputers, titles: left.lost },
  }
}

/** The display names of as many classes as there is room for. */
function entitled(
  classes: readonly (DirectoryUsers | DirectoryComputers)[],
  room: number,
): { classes: (DirectoryUsers | DirectoryComputers)[]; lost: number; some: boolean } {
  let [left, lost, some] = [room, 0, false]
  const kept = classes.map((one) => {
    const { known, size } = weightOf(one.titles)
    if (size === 0) return one
    left -= size
    if (left < 0) lost += known
    else some = true
    return left < 0 ? { ...one, titles: 0 as const } : one
  })
  return { classes: kept, lost, some }
}

/** A class keeps its place without its names, since others point to it. */
function bounded<T extends { names: readonly string[]; ways?: readonly unknown[] }>(
  classes: readonly T[],
  room: number,
  emptied: (one: T) => T,
): [T[], number, number] {
  let left = room - classes.length * CLASS
  let lost = 0
  const kept = classes.map((one) => {
    left -= (one.ways?.length ?? 0) * WAY
    for (const name of one.names) left -= name.length + 3
    if (left >= 0) return one
    lost += one.names.length
    return emptied(one)
  })
  return [kept, lost, Math.max(0, left)]
}
