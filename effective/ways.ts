/**
 * The ways of a class of users: what the declarations grant it, one by one (the rules of effective access).
 *
 *   permission = the user's own ?? (owner, super-admin, admin → all ?? group-admin → what it administers, and its group's ?? its group's ?? none)
 *   scheduled  = every active schedule that names the user or its group; it adds, and never takes away (guide S6, S7)
 */
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { UserTraits } from './classes.ts'
import { naming } from './naming.ts'
import type { Target, UserClass, Way } from './types.ts'

/** Permanent ways first, then those of schedules by name. */
export function waysOf(world: World, user: UserClass): Way[] {
  return user.disabled ? [] : [...permanent(world, user), ...scheduled(world, user)]
}

/** What a class reaches at any hour: for whoever asks that of all classes, and nothing of schedules. */
export const permanentWays = (world: World, user: UserTraits): Way[] => (user.disabled ? [] : permanent(world, user))

function permanent(world: World, user: UserTraits): Way[] {
  const { role, group } = user
  if (user.permission !== undefined) return permitted(world, user.permission, 'user', group)
  if (role === 'owner' || role === 'super-admin' || role === 'admin') return [always({ by: 'role' }, { all: true })]
  const administered = user.administers.map((name) => always({ by: 'administers' }, { group: name }))
  return [...administered, ...(group === undefined ? [] : groupWays(world, group))]
}

const always = (basis: Way['basis'], target: Target): Way => ({ basis, target, schedule: undefined })
const isMixed = (world: World, group: string): boolean => world.find('Group', group)?.spec.type === 'mixed'

/** What a group has: its own permission; without one, its own computers, if it has any. */
export function groupWays(world: World, group: string, through?: string): Way[] {
  const permission = naming(world).permissionOfGroup.get(group)
  if (permission !== undefined) return permitted(world, permission, 'group', group, through)
  return isMixed(world, group) ? [always({ by: 'group', ...(through !== undefined && { through }) }, { group })] : []
}

function permitted(world: World, name: string, of: 'user' | 'group', group: string | undefined, through?: string): Way[] {
  const permission = world.find('AccessPermission', name)
  if (!permission) return []
  const basis: Way['basis'] = { by: 'permission', permission: name, of, ...(through !== undefined && { through }) }
  const { mode, groups, computers } = permission.spec.computers
  switch (mode) {
    case 'all':
      return [always(basis, { all: true })]
    case 'only':
      return targets(permission, groups, computers).map((target) => always(basis, target))
    case 'ownGroup':
      return group !== undefined && isMixed(world, group) ? [always(basis, { group })] : []
    case 'followGroup': // a group follows nothing: an invariant refuses it
      return of === 'user' && group !== undefined ? groupWays(world, group, name) : []
    default:
      return []
  }
}

/** The groups that a declaration lists, and the computers that it names. */
const targets = (declaration: Resource, groups: readonly string[], computers: readonly string[]): Target[] => [
  ...groups.map((group) => ({ group })),
  ...(computers.length > 0 ? [{ named: declaration.key }] : []),
]

/** The schedules that give a class anything, by name. */
export function schedulesFor(world: World, user: Pick<UserClass, 'schedules' | 'group'>): { name: string; of: 'user' | 'group' }[] {
  const groups = user.group === undefined ? [] : (naming(world).schedulesOfGroup.get(user.group) ?? [])
  const own = new Set(user.schedules)
  return [...new Set([...own, ...groups])].sort().map((name) => ({ name, of: own.has(name) ? ('user' as const) : ('group' as const) }))
}

function scheduled(world: World, user: UserClass): Way[] {
  return schedulesFor(world, user).flatMap(({ name, of }) => {
    const resource = activeResource(world, name)
    if (!resource) return []
    const { groups, computers } = resource.spec
    return targets(resource, groups, computers).map(
      (target) => ({ basis: { by: 'schedule', schedule: name, of }, target, schedule: name }) as const,
    )
  })
}

/** The resource that a schedule gives access to; undefined where the schedule is paused, or the resource off or suspended. */
export function activeResource(world: World, name: string): Resource<'ScheduledResource'> | undefined {
  const schedule = world.find('Schedule', name)
  if (!schedule || schedule.spec.paused || schedule.spec.resource === undefined) return undefined
  const resource = world.find('ScheduledResource', schedule.spec.resource)
  return resource?.spec.enabled && resource.status.suspended === undefined ? resource : undefined
}
