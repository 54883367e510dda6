/**
 * Who reaches what, folded as people ask: the users of a group, the computers of a group, and when. Computer groups that the same users
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
  /** Each of them reaches some computer of each side. */
  readonly users: readonly Resource<'User'>[]
  /** Several only where each user reaches every computer of all of them. */
  readonly sides: readonly Side[]
  /** One of those that the row has; they hold at the same times. */
  readonly grant: Grant
  /** What gives it, in a word or two each: not every user need have all. */
  readonly through: readonly string[]
  readonly edges: number
}

/** The users of a group and the computers of another, at the same times. */
interface Cell {
  userGroup: string | undefined
  computerGroup: string | undefined
  grant: Grant
  when: string
  /** By number, which tells one part of the users from another. */
  users: Map<number, readonly Resource<'User'>[]>
  computers: Map<ComputerClass, readonly Resource<'Computer'>[]>
  through: Set<string>
  edges: number
}

/** By the names of user groups, then of computer groups; what is in no group comes first. */
export function fold(e: Effective, asked: Asked, chosen: Chosen = {}): Row[] {
  const rows = new Map<string, Row & { sides: Side[]; edges: number }>()
  const cells = cellsOf(e, asked, chosen)
  cells.sort((a, b) => order(a.userGroup, b.userGroup) || order(a.computerGroup, b.computerGroup) || order(a.when, b.when))
  for (const { userGroup, computerGroup, grant, when, users, computers, through, edges } of cells) {
    const side = { group: computerGroup, computers: [...computers.values()].flat() }
    const people = [...users.values()].flat()
    const whole = edges === people.length * side.computers.length
    const id = whole ? [userGroup ?? '', when, ...through, ...users.keys()].join('\n') : `${rows.size} alone`
    const row = rows.get(id)
    if (row) {
      row.sides.push(side)
      row.edges += edges
    } else rows.set(id, { userGroup, users: people, sides: [side], grant, through: [...through], edges })
  }
  return [...rows.values()]
}

const order = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

function cellsOf(e: Effective, asked: Asked, { users: some, computers: few, either }: Chosen): Cell[] {
  const grants = granter(e, asked)
  const times = new Map<Grant, string>()
  const cells = new Map<string, Cell>()
  const whole = new Map<ComputerClass, readonly Resource<'Computer'>[]>()
  const partly = new Map<ComputerClass, readonly Resource<'Computer'>[]>()
  let number = 0
  for (const of of e.users.values()) {
    const users = within(of.users, some)
    // Of a group that holds both, its users count with all computers, other users with its computers.
    const inside = either ? within(users, either.users) : users
    const outside = either ? users.filter((user) => !either.users.has(user.name)) : []
    for (const [part, only, known] of [
      [inside, undefined, whole],
      [outside, either?.computers, partly],
    ] as const) {
      number++
      if (part.length === 0) continue
      for (const [computer, grant] of grants(of)) {
        let reached = known.get(computer)
        if (!reached) known.set(computer, (reached = within(within(computer.computers, few), only)))
        if (reached.length === 0) continue
        let when = times.get(grant)
        if (when === undefined) times.set(grant, (when = timesOf(grant)))
        const id = `${of.group ?? ''}\n${computer.group ?? ''}\n${when}`
        let cell = cells.get(id)
        if (!cell) {
          const { group: userGroup } = of
          cell = {
            userGroup,
            computerGroup: computer.group,
            grant,
            when,
            users: new Map(),
            computers: new Map(),
            through: new Set(),
            edges: 0,
          }
          cells.set(id, cell)
        }
        cell.users.set(number, part)
        // Some of the users may reach less of a class than others; the row has what any of them does.
        if (reached.length > (cell.computers.get(computer)?.length ?? 0)) cell.computers.set(computer, reached)
        for (const way of grant.ways) cell.through.add(throughText(way, of))
        cell.edges += part.length * reached.length
      }
    }
  }
  return [...cells.values()]
}

/** Equal for grants that hold at the same times, as far as was asked. */
const timesOf = ({ permanent, schedules, until, next }: Grant): string =>
  permanent ? '' : `${[...schedules].sort().join()} ${until ?? ''} ${next ?? ''}`

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
