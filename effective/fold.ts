/**
 * Who reaches what, folded: one row for the users of a group, the computers of a group, and what leads from the ones to the others. Found
 * by classes, so that a row of a million edges costs what one of ten does.
 */
import type { Resource } from '../schema/resource.ts'
import { type Asked, type Chosen, type Grant, granter } from './edges.ts'
import type { Effective } from './effective.ts'
import type { ComputerClass } from './types.ts'

export interface Row {
  readonly userGroup: string | undefined
  readonly computerGroup: string | undefined
  readonly grant: Grant
  /** Every user of the row reaches some computer of it, and every computer is reached; all reach all where `edges` says so. */
  readonly users: readonly Resource<'User'>[]
  readonly computers: readonly Resource<'Computer'>[]
  readonly edges: number
}

interface Growing {
  userGroup: string | undefined
  computerGroup: string | undefined
  grant: Grant
  users: (readonly Resource<'User'>[])[]
  computers: Map<ComputerClass, readonly Resource<'Computer'>[]>
  edges: number
}

/** In no particular order. */
export function fold(e: Effective, asked: Asked, chosen: Chosen = {}): Row[] {
  const grants = granter(e, asked)
  const causes = new Map<Grant, string>()
  const rows = new Map<string, Growing>()
  const { users: some, computers: few, either } = chosen
  const computersIn = (of: ComputerClass, only: ReadonlySet<string> | undefined) => within(within(of.computers, few), only)
  const whole = new Map<ComputerClass, readonly Resource<'Computer'>[]>()
  const partly = new Map<ComputerClass, readonly Resource<'Computer'>[]>()
  for (const of of e.users.values()) {
    const users = within(of.users, some)
    // Of a group that holds both, its users count with all computers, other users with its computers.
    const inside = either ? within(users, either.users) : users
    const outside = either ? users.filter((user) => !either.users.has(user.name)) : []
    for (const [part, only, known] of [
      [inside, undefined, whole],
      [outside, either?.computers, partly],
    ] as const) {
      if (part.length === 0) continue
      for (const [computer, grant] of grants(of)) {
        let reached = known.get(computer)
        if (!reached) known.set(computer, (reached = computersIn(computer, only)))
        if (reached.length === 0) continue
        let cause = causes.get(grant)
        if (cause === undefined) causes.set(grant, (cause = causeOf(grant)))
        // What a role gives is told with the role.
        const role = grant.ways.some(({ basis }) => basis.by === 'role') ? of.role : ''
        const id = `${cause} ${role} ${only ? 'part' : ''} ${of.group ?? ''}/${computer.group ?? ''}`
        let row = rows.get(id)
        if (!row)
          rows.set(id, (row = { userGroup: of.group, computerGroup: computer.group, grant, users: [], computers: new Map(), edges: 0 }))
        if (row.users.at(-1) !== part) row.users.push(part)
        row.computers.set(computer, reached)
        row.edges += part.length * reached.length
      }
    }
  }
  return [...rows.values()].map((row) => ({ ...row, users: row.users.flat(), computers: [...row.computers.values()].flat() }))
}

/** Grants that are told with the same words: whether a permission is the user's own or its group's, and to which computers, is told elsewhere. */
function causeOf({ ways, until, next }: Grant): string {
  const named = ways.map(({ basis, target }) => {
    if (basis.by === 'permission') return `permission ${basis.permission}`
    if (basis.by === 'schedule') return `schedule ${basis.schedule}`
    return basis.by === 'administers' && 'group' in target ? `administers ${target.group}` : basis.by
  })
  return `${[...new Set(named)].join()} ${until ?? ''} ${next ?? ''}`
}

const within = <T extends { name: string }>(list: readonly T[], names: ReadonlySet<string> | undefined): readonly T[] =>
  names ? list.filter(({ name }) => names.has(name)) : list
