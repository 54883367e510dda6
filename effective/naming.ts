/**
 * Who is named where: users and groups by permissions, controls and schedules; users as administrators of groups; computers by permissions,
 * resources and policies. There are fewer declarations than people and computers, so they are read, once, and never the other way round.
 *
 * A subject stands in at most one permission, control or policy; an invariant refuses a second. Where a world breaks it all the same
 * (meaning is total), the first name in code-unit order counts.
 */
import type { Json } from '../schema/canonical.ts'
import { valueAt } from '../schema/fields.ts'
import type { KindName } from '../schema/generated/types.ts'
import { compare } from '../schema/problem.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export interface Naming {
  permissionOfUser: ReadonlyMap<string, string>
  permissionOfGroup: ReadonlyMap<string, string>
  controlOfUser: ReadonlyMap<string, string>
  controlOfGroup: ReadonlyMap<string, string>
  /** Sorted. */
  schedulesOfUser: ReadonlyMap<string, readonly string[]>
  schedulesOfGroup: ReadonlyMap<string, readonly string[]>
  /** The groups that a user administers, sorted. */
  administers: ReadonlyMap<string, readonly string[]>
  /** The permissions and resources that name a computer, sorted. */
  computers: ReadonlyMap<string, readonly Key[]>
  policyOfComputer: ReadonlyMap<string, string>
  policyOfGroup: ReadonlyMap<string, string>
}

const strings = (value: Json | undefined): string[] => (Array.isArray(value) ? (value as string[]) : [])
/** The entries of a list, as written: a list has no default but the empty one. */
export const listed = (resource: Resource, path: string): string[] => strings(valueAt(resource.declared, path))

export const naming = (world: World): Naming => world.remember(read)

function read(world: World): Naming {
  return {
    permissionOfUser: firstOf(world, 'AccessPermission', 'spec.subjects.users'),
    permissionOfGroup: firstOf(world, 'AccessPermission', 'spec.subjects.groups'),
    controlOfUser: firstOf(world, 'GranularControl', 'spec.subjects.users'),
    controlOfGroup: firstOf(world, 'GranularControl', 'spec.subjects.groups'),
    schedulesOfUser: allOf(world, 'Schedule', 'spec.subjects.users'),
    schedulesOfGroup: allOf(world, 'Schedule', 'spec.subjects.groups'),
    administers: allOf(world, 'Group', 'spec.admins'),
    computers: namedComputers(world),
    policyOfComputer: firstOf(world, 'PreferencePolicy', 'spec.targets.computers'),
    policyOfGroup: firstOf(world, 'PreferencePolicy', 'spec.targets.groups'),
  }
}

function firstOf(world: World, kind: KindName, path: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const resource of world.of(kind))
    for (const name of resource.glance((one) => listed(one, path))) {
      const other = found.get(name)
      if (other === undefined || compare(resource.name, other) < 0) found.set(name, resource.name)
    }
  return found
}

function allOf(world: World, kind: KindName, path: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const resource of world.of(kind))
    for (const name of resource.glance((one) => listed(one, path))) {
      const list = found.get(name)
      if (list) list.push(resource.name)
      else found.set(name, [resource.name])
    }
  for (const list of found.values()) if (list.length > 1) list.sort(compare)
  return found
}

function namedComputers(world: World): Map<string, Key[]> {
  const found = new Map<string, Key[]>()
  const take = (resource: Resource, names: readonly string[]): void => {
    for (const name of names) {
      const list = found.get(name)
      if (list) list.push(resource.key)
      else found.set(name, [resource.key])
    }
  }
  for (const permission of world.of('AccessPermission')) take(permission, permission.glance(namedByPermission))
  for (const resource of world.of('ScheduledResource'))
    take(
      resource,
      resource.glance((one) => listed(one, 'spec.computers')),
    )
  for (const list of found.values()) if (list.length > 1) list.sort(compare)
  return found
}

/** A list beside another mode than `only` is refused where it is written, and means nothing. */
export const namedByPermission = (permission: Resource): string[] =>
  valueAt(permission.declared, 'spec.computers.mode') === 'only' ? listed(permission, 'spec.computers.computers') : []
