/**
 * Who reaches what, name by name, as the page searches it: classes with their names, and the ways between classes. The names of a hundred
 * thousand users and as many computers are two or three megabytes; what is more than the budget is left out, and counted.
 */
import type { Effective } from '../../../../effective/effective.ts'
import { hoursOf, hoursText } from '../../../../effective/hours.ts'
import type { Basis, ComputerClass, Target, UserClass, Way } from '../../../../effective/types.ts'
import { compare } from '../../../../schema/problem.ts'
import { WINDOW_DAYS } from './calendar.ts'
import { scheduleEnds } from './matrix.ts'
import type { Directory, DirectoryUsers } from './types.ts'

/** Characters of names and of ways, for users and for computers. */
const BUDGET = 1_600_000

export function directoryOf(e: Effective, evaluatedAt: string): Directory {
  const now = Temporal.Instant.from(evaluatedAt).epochMilliseconds
  const over = scheduleEnds(e, now)
  const until = now + WINDOW_DAYS * 86_400_000
  const hours = new Map<string, string>()
  const hoursFor = (schedule: string): string => {
    let text = hours.get(schedule)
    if (text === undefined) {
      const spans = hoursOf(e, [schedule], now, until)
      hours.set(schedule, (text = spans.length === 0 ? 'later than these four weeks' : hoursText(spans, e.zone, { from: now, to: until })))
    }
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
  const [keptUsers, lostUsers] = bounded(users)
  const [keptComputers, lostComputers] = bounded(computers)
  return {
    users: keptUsers,
    computers: keptComputers,
    targets: targets.list,
    through: through.list,
    folded: { users: lostUsers, computers: lostComputers },
  }
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

/** As many names as the budget holds. A class keeps its place without them, since others point to it; how many they are stays known. */
function bounded<T extends { names: readonly string[] }>(classes: readonly T[]): [T[], number] {
  let spent = 0
  let lost = 0
  const kept = classes.map((one) => {
    let size = 0
    for (const name of one.names) size += name.length + 3
    spent += size + 60
    if (spent <= BUDGET) return one
    lost += one.names.length
    return { ...one, names: [] }
  })
  return [kept, lost]
}
