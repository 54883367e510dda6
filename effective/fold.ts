/**
 * Who reaches what, folded as people ask: the users of a group, the computers of a group, and when. Each user of a row reaches each of its
 * computers: who reaches fewer has a row apart, so that nobody need guess which pair is missing. Computer groups that the same users
 * reach at the same times, through the same, then share a row. Found by classes, so that a row of a million edges costs what one of ten does.
 */
import type { Resource } from '../schema/resource.ts'
import { type Asked, type Chosen, type Grant, granter } from './edges.ts'
import type { Effective } from './effective.ts'
import type { ComputerClass, UserClass, Way } from './types.ts'

export interface Side {
  readonly group: string | undefined
  readonly computers: readonly Resource<'Computer'>[]
}

export interface Row {
  readonly userGroup: string | undefined
  /** Each of them reaches every computer of every side. */
  readonly users: readonly Resource<'User'>[]
  readonly sides: readonly Side[]
  /** One of those that the row has; they hold at the same times. */
  readonly grant: Grant
  /** What gives it, in a word or two each: not every user need have all. */
  readonly through: readonly string[]
  readonly edges: number
}

/** Users of a group that reach the same computers of another, at the same times. */
interface Cell {
  userGroup: string | undefined
  computerGroup: string | undefined
  grant: Grant
  when: string
  /** By number, which tells one part of the users from another. */
  users: Map<number, readonly Resource<'User'>[]>
  computers: readonly Resource<'Computer'>[]
  through: Set<string>
}

/** By the names of user groups, then of computer groups; what is in no group comes first. */
export function fold(e: Effective, asked: Asked, chosen: Chosen = {}): Row[] {
  const rows = new Map<string, Row & { sides: Side[]; edges: number }>()
  const cells = cellsOf(e, asked, chosen)
  cells.sort((a, b) => order(a.userGroup, b.userGroup) || order(a.computerGroup, b.computerGroup) || order(a.when, b.when))
  for (const { userGroup, computerGroup, grant, when, users, computers, through } of cells) {
    const people = [...users.values()].flat()
    const id = [when, ...[...through].sort(), ...users.keys()].join('\n')
    let row = rows.get(id)
    if (!row) rows.set(id, (row = { userGroup, users: people, sides: [], grant, through: [...through], edges: 0 }))
    row.sides.push({ group: computerGroup, computers })
    row.edges += people.length * computers.length
  }
  return [...rows.values()]
}

const order = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

function cellsOf(e: Effective, asked: Asked, { users: some, computers: few, either }: Chosen): Cell[] {
  const grants = granter(e, asked)
  const times = new Map<Grant, string>()
  const cells = new Map<string, Cell>()
  const whole = new Map<ComputerClass, Listed>()
  const partly = new Map<ComputerClass, Listed>()
  let number = 0
  for (const of of e.users.values()) {
    const users = within(of.users, some)
    // Of a group that holds both, its users count with all computers, other users with its computers.
    const inside = either ? within(users, either.users) : users
    const outside = either ? users.filter((user) => !either.users.has(user.name)) : []
    for (const part of [inside, outside]) {
      number++
      if (part.length === 0) continue
      const reached = new Map<string, Reached>()
      for (const [computer, grant] of grants(of)) {
        let all = whole.get(computer)
        if (!all) whole.set(computer, (all = { number: whole.size, computers: within(computer.computers, few) }))
        let found = all
        if (part === outside && either) {
          found = partly.get(computer) ?? listedIn(all, either.computers, e.computers.size + partly.size)
          partly.set(computer, found)
        }
        if (found.computers.length === 0) continue
        let when = times.get(grant)
        if (when === undefined) times.set(grant, (when = timesOf(grant)))
        const id = `${computer.group ?? ''}\n${when}`
        let one = reached.get(id)
        if (!one) reached.set(id, (one = { group: computer.group, when, grant, lists: [], through: new Set() }))
        one.lists.push(found)
        for (const way of grant.ways) one.through.add(throughText(way, of))
      }
      for (const [place, { group, when, grant, lists, through }] of reached) {
        const numbers = lists.map((list) => list.number).sort((a, b) => a - b)
        const id = `${of.group ?? ''}\n${place}\n${numbers.join()}`
        const cell = cells.get(id)
        if (cell) {
          cell.users.set(number, part)
          for (const text of through) cell.through.add(text)
          continue
        }
        const computers = lists.flatMap((list) => list.computers)
        cells.set(id, { userGroup: of.group, computerGroup: group, grant, when, users: new Map([[number, part]]), computers, through })
      }
    }
  }
  return [...cells.values()]
}

/** Computers of a class that were asked about; equal numbers, equal lists. */
interface Listed {
  number: number
  computers: readonly Resource<'Computer'>[]
}

function listedIn(all: Listed, names: ReadonlySet<string>, number: number): Listed {
  const computers = within(all.computers, names)
  return computers.length === all.computers.length ? all : { number, computers }
}

/** What some users reach of a group, at the same times. */
interface Reached {
  group: string | undefined
  when: string
  grant: Grant
  lists: Listed[]
  through: Set<string>
}

/** Equal for grants that hold at the same times, as far as was asked: when schedules run next is theirs alone, until when is others' too. */
const timesOf = ({ permanent, schedules, until }: Grant): string => (permanent ? '' : `${schedules.join()} ${until}`)

const within = <T extends { name: string }>(list: readonly T[], names: ReadonlySet<string> | undefined): readonly T[] =>
  names ? list.filter(({ name }) => names.has(name)) : list

/** What a way rests on: "permission lab", "schedule nights", "role admin". */
export function throughText({ basis, target }: Way, { role }: Pick<UserClass, 'role'>): string {
  switch (basis.by) {
    case 'permission':
      return `permission ${basis.permission}`
    case 'schedule':
      return `schedule ${basis.schedule}`
    case 'administers':
      return 'group' in target ? `administers ${target.group}` : 'administers its group'
    case 'group':
      return 'own group'
    case 'role':
      return `role ${role}`
  }
}
