/**
 * Which built-in role someone's role counts as. A custom role counts as the one that it extends, through however many; the owner is named
 * in Team and nowhere else (guide S4).
 */
import { type BuiltinRole, builtinRoles } from './formats.ts'
import type { Resource } from './resource.ts'
import type { World } from './world.ts'

const isBuiltin = (name: string): name is BuiltinRole => (builtinRoles as readonly string[]).includes(name)

/** Undefined for a role that doesn't exist, extends nothing yet, or extends itself: each is reported where it is written. */
export function baseRole(world: World, name: string): BuiltinRole | undefined {
  const seen = new Set<string>()
  let at: string | undefined = name
  while (at !== undefined && !isBuiltin(at)) {
    if (seen.has(at)) return undefined
    seen.add(at)
    at = world.find('Role', at)?.spec.extends
  }
  return at
}

/** The built-in role that a user counts as. */
export const roleOf = (world: World, user: Resource<'User'>): BuiltinRole | undefined =>
  world.find('Team', world.team)?.spec.owner === user.name ? 'owner' : baseRole(world, user.spec.role)

/** May the user administer groups: group-admin or above? True where the role can't be told, since that is reported by itself. */
export function mayAdminister(world: World, user: Resource<'User'>): boolean {
  const role = roleOf(world, user)
  return role === undefined || role !== 'member'
}
