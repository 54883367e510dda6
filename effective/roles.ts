/**
 * Which role may do what (administrator guide S4–S15): the table, and what it gives to a person, a pipeline or the operator.
 *
 * A cell says under which conditions an action is held. Fewer conditions are more rights, so rights can be compared and cut down: nobody
 * gives away more than it has, and a pipeline has what its role and its issuer have in common. What the conditions ask is in permission.ts.
 */
import { type ActionId, actions } from '../schema/actions.ts'
import { type BuiltinRole, builtinRoles } from '../schema/formats.ts'
import type { Identity } from '../schema/kind.ts'
import { worldKinds } from '../schema/kinds/index.ts'
import { baseRole, roleOf } from '../schema/ranks.ts'
import type { World } from '../schema/world.ts'
import { naming } from './naming.ts'

/**
 * `groups`: every subject and computer that it touches lies in groups that the actor administers. `assigned`: the declaration names the actor
 * as its administrator. `team`: only as the team's switches, and its defaults of features, let the role. `own`: of oneself alone.
 */
export type Condition = 'groups' | 'assigned' | 'team' | 'own'

const letters = {
  Y: [],
  N: undefined,
  C: ['team'],
  G: ['groups'],
  GA: ['groups', 'assigned'],
  GC: ['groups', 'team'],
  own: ['own'],
} as const satisfies Record<string, readonly Condition[] | undefined>
type Cell = keyof typeof letters

/**
 * Y yes, N no, C when the team says so, G within its groups, GA there and where it is assigned, own: of oneself. The guide gives the team's
 * settings to super administrators in one section (S4) and to the owner alone in others (S7, S8): S4 holds, but for the team's name.
 */
const page = `
  owner | super-admin | admin | group-admin | member
  Y     | N | N | N   | N   | billing, licence                                                  | team.billing
  N     | N | N | N   | N   | transfer ownership                                                | team.transfer
  Y     | Y | N | N   | N   | team settings, SSO, time zone, IP restriction, granular defaults  | team.settings sso.manage
  Y     | N | N | N   | N   | rename the team                                                   | team.rename
  Y     | Y | N | N   | N   | change roles, appoint group admins                                | users.role roles.manage groups.admins
  Y     | Y | Y | G   | N   | invite, disable, remove users, put in groups                      | users.invite users.edit users.remove users.group
  Y     | Y | Y | N   | N   | create, change, delete groups                                     | groups.create groups.edit groups.delete
  Y     | Y | Y | G   | N   | computers: rename, group, remove                                  | computers.edit computers.group computers.remove
  Y     | Y | Y | GA  | N   | deployment packages, preference policies                          | packages.manage policies.manage
  Y     | Y | Y | N   | N   | access permissions                                                | permissions.manage
  Y     | Y | Y | G   | N   | scheduled access                                                  | schedules.create schedules.edit
  Y     | Y | C | GC  | N   | granular controls per user or group                               | granular.manage
  Y     | Y | Y | G   | N   | event logs, inventory, updates, alerts, endpoint security         | remote.manage
  Y     | C | C | GC  | N   | one-to-many                                                       | remote.actions
  Y     | Y | Y | Y   | C   | remote command                                                    | remote.command
  C     | C | C | C   | C   | attended access, service desk sessions                            | support.attend
  Y     | Y | Y | N   | N   | channels, SOS apps                                                | support.manage
  Y     | Y | Y | G   | own | logs                                                              | logs.read
  Y     | Y | N | N   | N   | API tokens of pipelines, SIEM, ITSM                               | tokens.manage integrations.manage
  Y     | Y | Y | G   | C   | disconnect others, reboot, management pages                       | sessions.manage
  N     | Y | Y | Y   | Y   | leave the team                                                    | team.leave
`

export interface Row {
  says: string
  ids: readonly ActionId[]
  cells: Readonly<Record<BuiltinRole, Cell>>
}
const [columns = [], ...lines] = page
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
export const table: readonly Row[] = lines.map((line) => ({
  says: line[columns.length] as string,
  ids: (line[columns.length + 1] as string).split(' ') as ActionId[],
  cells: Object.fromEntries(columns.map((role, column) => [role, line[column]])) as Row['cells'],
}))

/** By action, the conditions under which it is held. What is not in it is not held. */
export type Rights = ReadonlyMap<ActionId, ReadonlySet<Condition>>

const builtin = new Map<BuiltinRole, Rights>(
  builtinRoles.map((role) => [
    role,
    new Map(
      table.flatMap(({ ids, cells }) => {
        const conditions = letters[cells[role]]
        return conditions ? ids.map((id): [ActionId, ReadonlySet<Condition>] => [id, new Set(conditions)]) : []
      }),
    ),
  ]),
)

/** The built-in roles that hold an action, under whatever conditions. */
export const holdersOf = (action: ActionId): BuiltinRole[] => builtinRoles.filter((role) => builtin.get(role)?.has(action))

/** What an identity may do in a world. */
export interface Holder {
  /** `bob`, or `pipeline deploy`. */
  name: string
  /** The name of the role, as it is written. */
  role: string
  /** The built-in role that counts where ranks are compared; undefined for who is nobody here. */
  rank: BuiltinRole | undefined
  rights: Rights
  /** The groups that it administers. */
  groups: ReadonlySet<string>
  /** Why it may do nothing. */
  nobody?: string
}

const nothing: Rights = new Map()

export function holderOf(world: World, identity: Identity): Holder {
  if ('operator' in identity)
    return { name: identity.operator, role: 'operator', rank: 'owner', rights: roleRights(world, 'owner'), groups: new Set() }
  if ('user' in identity) return userHolder(world, identity.user)
  const issuer = userHolder(world, identity.issuer)
  const name = `pipeline ${identity.pipeline}`
  const rank = baseRole(world, identity.role)
  const { role } = identity
  const none = { name, role, rank: undefined, rights: nothing, groups: new Set<string>() }
  if (issuer.rank === undefined) return { ...none, nobody: `its token was issued by \`${identity.issuer}\`, and ${issuer.nobody}` }
  if (rank === undefined) return { ...none, nobody: `there is no role \`${role}\`` }
  const lower = builtinRoles.indexOf(rank) > builtinRoles.indexOf(issuer.rank) ? rank : issuer.rank
  const rights = common(roleRights(world, role), issuer.rights)
  return {
    ...{ name, role, rank: lower, rights },
    get groups() {
      return issuer.groups
    },
  }
}

function userHolder(world: World, name: string): Holder {
  const user = world.find('User', name)
  const none = { name, role: user?.spec.role ?? 'member', rank: undefined, rights: nothing, groups: new Set<string>() }
  if (!user) return { ...none, nobody: `there is no user \`${name}\` in the team` }
  if (user.spec.disabled) return { ...none, nobody: `the user \`${name}\` is disabled` }
  const rank = roleOf(world, user)
  if (rank === undefined) return { ...none, nobody: `there is no role \`${user.spec.role}\`` }
  const role = rank === 'owner' ? 'owner' : user.spec.role
  let groups: ReadonlySet<string> | undefined
  return {
    ...{ name, role, rank, rights: roleRights(world, role) },
    // Of few it decides anything, and it takes a look at every declaration that names somebody.
    get groups() {
      return (groups ??= new Set(naming(world).administers.get(name)))
    },
  }
}

/** What both hold, under the conditions of both. */
const common = (one: Rights, other: Rights): Rights =>
  new Map([...one].flatMap(([id, conditions]) => (other.has(id) ? [[id, conditions.union(other.get(id) as Set<Condition>)]] : [])))

const kept = (): Map<string, Rights> => new Map()

/** The rights of a role by its name: those of the built-in role in which its chain ends, its grants and those before it, less every denial. */
export function roleRights(world: World, name: string): Rights {
  const known = world.remember(kept)
  let found = known.get(name)
  if (!found) known.set(name, (found = made(world, name)))
  return found
}

function made(world: World, name: string): Rights {
  const base = baseRole(world, name)
  if (base === undefined) return nothing
  // A Role that bears the name of a built-in one changes nothing of that.
  if (base === name) return builtin.get(base) as Rights
  const rights = new Map(builtin.get(base))
  const denied = new Set<string>()
  for (let role = world.find('Role', name); role; role = world.find('Role', role.spec.extends ?? '')) {
    for (const id of role.spec.grants) {
      // As administrators hold it. Who administers groups goes on to do so: what it is given beyond its rank stays within them.
      const given = builtin.get('admin')?.get(id as ActionId)
      const bounded = base === 'group-admin' ? given?.union(new Set<Condition>(['groups'])) : given
      const had = rights.get(id as ActionId)
      if (bounded) rights.set(id as ActionId, had ? had.intersection(bounded) : bounded)
    }
    for (const id of role.spec.denies) denied.add(id)
  }
  for (const id of denied) rights.delete(id as ActionId)
  return rights
}

/** The actions that some write needs; the others are asked for where something is done. */
const written: readonly ActionId[] = (Object.keys(actions) as ActionId[]).filter((id) =>
  worldKinds.some(({ actions: of }) => of && [of.create, of.delete, of.update, ...Object.values(of.fields ?? {})].includes(id)),
)

/** An action of a write that `rights` hold, and `than` don't, or not so freely. */
export const exceeding = (rights: Rights, than: Rights): ActionId | undefined =>
  written.find((id) => {
    const [conditions, bound] = [rights.get(id), than.get(id)]
    return conditions !== undefined && !bound?.isSubsetOf(conditions)
  })

/** The lower, the higher: 0 is the owner. */
export const rankNumber = (role: BuiltinRole): number => builtinRoles.indexOf(role)

/** Could it change anything at all? Who may only within groups, and administers none, can't. */
export const mayWrite = (holder: Holder): boolean =>
  written.some((id) => {
    const conditions = holder.rights.get(id)
    return conditions !== undefined && (!conditions.has('groups') || holder.groups.size > 0)
  })
