/** To which class a user or a computer belongs: what the declarations can tell of it, as a text. Equal texts, equal answers. */
import { canonical } from '../schema/canonical.ts'
import { type Tree, valueAt } from '../schema/fields.ts'
import type { BuiltinRole } from '../schema/formats.ts'
import { groupOf } from '../schema/membership.ts'
import { baseRole } from '../schema/ranks.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { type Naming, naming } from './naming.ts'
import type { ComputerClass, UserClass } from './types.ts'

const none: readonly never[] = []
const nothing: Tree = {}

/** The class of one user, to be joined by others. */
export type UserTraits = Omit<UserClass, 'users'>
export type ComputerTraits = Omit<ComputerClass, 'computers'>

/** Reads users of a world one after the other; what they share is looked up once. */
export function userReader(world: World): (user: Resource<'User'>) => UserTraits {
  const names = naming(world)
  const owner = world.find('Team', world.team)?.spec.owner
  const roles = new Map<string, BuiltinRole>()
  const known = new Map<string, UserTraits>()
  const baseOf = (name: string): BuiltinRole => {
    let base = roles.get(name)
    if (base === undefined) roles.set(name, (base = baseRole(world, name) ?? 'member'))
    return base
  }
  return (user) => {
    const spec = user.glance(({ declared }) => declared.spec) ?? nothing
    const disabled = spec.disabled === true
    const role = user.name === owner ? 'owner' : baseOf(typeof spec.role === 'string' ? spec.role : 'member')
    const group = typeof spec.group === 'string' ? spec.group : undefined
    const licence = spec.licence === 'technician' ? 'technician' : 'access'
    const permission = names.permissionOfUser.get(user.name)
    const control = names.controlOfUser.get(user.name)
    const schedules = names.schedulesOfUser.get(user.name) ?? none
    const administers = (role === 'group-admin' && permission === undefined && names.administers.get(user.name)) || none
    const key = `${disabled ? '-' : '+'}${role} ${licence} ${group ?? ''} ${permission ?? ''} ${control ?? ''} ${schedules.join()} ${administers.join()}`
    let traits = known.get(key)
    if (!traits) known.set(key, (traits = { key, disabled, role, group, licence, permission, control, schedules, administers }))
    return traits
  }
}

/** Reads computers, as `userReader` does users. */
export function computerReader(world: World): (computer: Resource<'Computer'>) => ComputerTraits {
  const names = naming(world)
  const known = new Map<string, ComputerTraits>()
  return (computer) => {
    const [group, isSaid] = computer.glance((one) => [groupOf(world, one), typeof one.declared.spec?.group === 'string'])
    const namedIn = names.computers.get(computer.name) ?? none
    const enrolment = computer.status.enrolment as { group?: string; package?: string; settings?: Tree } | undefined
    const awaits = !isSaid && enrolment?.group !== undefined && !world.find('Group', enrolment.group) ? enrolment.group : undefined
    const captured = enrolment?.settings ?? nothing
    const policy = policyOf(world, names, { name: computer.name, group, package: enrolment?.package })
    const key = `${group ?? ''} ${awaits ?? ''} ${namedIn.join()} ${policy ? `${policy.through}:${policy.name}` : ''} ${enrolment?.package ?? ''} ${captured === nothing ? '' : canonical(captured)}`
    let traits = known.get(key)
    if (!traits) known.set(key, (traits = { key, group, awaits, namedIn, policy, package: enrolment?.package, captured }))
    return traits
  }
}

/** At most one policy for a computer: one that names it, else its group's, else that of the package it was enrolled by. */
function policyOf(
  world: World,
  names: Naming,
  computer: { name: string; group: string | undefined; package: string | undefined },
): ComputerTraits['policy'] {
  const own = names.policyOfComputer.get(computer.name)
  if (own !== undefined) return { name: own, through: 'computer' }
  const groups = computer.group === undefined ? undefined : names.policyOfGroup.get(computer.group)
  if (groups !== undefined) return { name: groups, through: 'group' }
  const by = computer.package === undefined ? undefined : world.find('DeploymentPackage', computer.package)
  const named = by && valueAt(by.declared, 'spec.preferencePolicy')
  return typeof named === 'string' && world.find('PreferencePolicy', named) ? { name: named, through: 'package' } : undefined
}
