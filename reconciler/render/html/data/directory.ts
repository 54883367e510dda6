/**
 * Who reaches what, name by name, as the page searches it: classes with their names, and the ways between classes. The names of a hundred
 * thousand users and as many computers are two or three megabytes; what a page has no room for is left out, and counted.
 */
import type { Effective } from '../../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../../effective/hours.ts'
import type { Basis, ComputerClass, Target, UserClass, Way } from '../../../../effective/types.ts'
import { compare } from '../../../../schema/problem.ts'
import { WINDOW_DAYS } from './calendar.ts'
import { scheduleEnds } from './matrix.ts'
import type { Directory, DirectoryUsers } from './types.ts'

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
  const computers = sortedBy([...e.computers.values()], ({ computers }) => computers).map(({ one, names }, at) => {
    index.set(one, at)
    return { names, group: one.group ?? null }
  })
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
    ({ basis, schedule }) => (schedule === undefined ? basisText(basis) : `${basisText(basis)}: ${hoursFor(schedule)}`),
  )
  const users = sortedBy([...e.users.values()], ({ users }) => users).map(({ one, names }): DirectoryUsers => {
    const ways = e.ways(one).filter(({ schedule }) => schedule === undefined || !over(schedule))
    return {
      names,
      group: one.group ?? null,
      is: standing(one),
      ways: ways.map((way) => [targets.indexOf(way.target), through.indexOf(way), way.schedule === undefined ? 0 : 1] as const),
    }
  })
  return { users, computers, targets: targets.list, through: through.list, folded: { users: 0, computers: 0 } }
}

const standing = ({ role, disabled, licence }: UserClass): string =>
  [role, ...(licence === 'technician' ? ['technician'] : []), ...(disabled ? ['disabled'] : [])].join(', ')

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
function sortedBy<T>(classes: readonly T[], members: (one: T) => readonly { name: string }[]): { one: T; names: string[] }[] {
  return classes
    .map((one) => ({
      one,
      names: members(one)
        .map(({ name }) => name)
        .sort(compare),
    }))
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
const CLASS = 60
const WAY = 12

/** The directory within so many characters: the names of whole classes are left out, users and computers alike. */
export function fitted(directory: Directory, room: number): Directory {
  const fixed = JSON.stringify([directory.targets, directory.through]).length
  const half = Math.max(0, room - fixed) / 2
  const [computers, lostComputers] = bounded(directory.computers, half, (one) => ({ ...one, names: [] }))
  const [users, lostUsers] = bounded(directory.users, half, (one) => ({ ...one, names: [], ways: [] }))
  return { ...directory, users, computers, folded: { users: lostUsers, computers: lostComputers } }
}

/** A class keeps its place without its names, since others point to it. */
function bounded<T extends { names: readonly string[]; ways?: readonly unknown[] }>(
  classes: readonly T[],
  room: number,
  emptied: (one: T) => T,
): [T[], number] {
  let left = room - classes.length * CLASS
  let lost = 0
  const kept = classes.map((one) => {
    left -= (one.ways?.length ?? 0) * WAY
    for (const name of one.names) left -= name.length + 3
    if (left >= 0) return one
    lost += one.names.length
    return emptied(one)
  })
  return [kept, lost]
}
