/**
 * The judge of features and settings: E(user, feature) and V(computer, setting), word by word from the description of the domain.
 */
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Resource } from '../../schema/resource.ts'
import { isObjectNode, type Node, type ObjectNode } from '../../schema/shape.ts'
import type { Feature } from '../../schema/vocabulary.ts'
import type { World } from '../../schema/world.ts'
import { enrolmentOf, groupOf, type Role, roleOf, teamOf } from './naive.ts'

export type Value = 'enabled' | 'disabled' | 'toComputerOnly' | 'fromComputerOnly'

const inDefaults: Record<Role, string> = {
  owner: 'owner',
  'super-admin': 'superAdmin',
  admin: 'admin',
  'group-admin': 'groupAdmin',
  member: 'member',
}

/** Do the licence and the team's switches leave the feature to this user? */
function leaves(world: World, user: Resource<'User'>, feature: Feature): boolean {
  const team = teamOf(world)
  const role = roleOf(world, user)
  if (feature === 'attendedAccess' || feature === 'oneToMany') {
    const licence = team?.status.licence as { technician?: boolean } | undefined
    if (licence !== undefined && licence.technician !== true) return false
    if (user.spec.licence !== 'technician') return false
  }
  if (feature === 'oneToMany') {
    if (role === 'member') return false // members never get it
    return team?.spec.features.oneToMany === 'ownerAndAdmins' || role === 'owner'
  }
  const switches = team?.spec.features as Record<string, boolean | string> | undefined
  return switches?.[feature] !== false
}

export function feature(world: World, user: Resource<'User'>, name: Feature): Value {
  if (name !== 'twoStepVerification' && !leaves(world, user, name)) return 'disabled'
  const team = teamOf(world) as Resource<'Team'>
  const role = roleOf(world, user)
  const control = (list: 'users' | 'groups', subject: string) =>
    world.of('GranularControl').find((each) => (each.spec.subjects[list] as readonly string[]).includes(subject))
  const valueIn = (found: Resource<'GranularControl'> | undefined) =>
    (found?.spec.controls as Record<string, Value | 'followGroup' | 'default'> | undefined)?.[name]
  const byDefault = (team.spec.granularDefaults[name] as Record<string, Value | boolean>)[inDefaults[role]] as Value

  const { group } = user.spec
  const own = valueIn(control('users', user.name)) ?? (group === undefined ? 'default' : 'followGroup')
  const ofGroup = own === 'followGroup' && group !== undefined ? valueIn(control('groups', group)) : undefined
  const said = own === 'followGroup' ? (ofGroup ?? 'default') : own
  const value = said === 'default' || said === 'followGroup' ? byDefault : said

  if (name !== 'twoStepVerification') return value
  const { admins, members } = team.spec.authentication.twoStepVerification
  return (role === 'member' ? members : admins) ? 'enabled' : value
}

export interface Setting {
  value: unknown
  origin: string
  locked: boolean
}

/** At most one policy a computer: one that names it, else its group's, else the one that its package names. */
function policyOf(world: World, computer: Resource<'Computer'>): Resource<'PreferencePolicy'> | undefined {
  const group = groupOf(world, computer)
  const { package: name } = enrolmentOf(computer)
  const policies = world.of('PreferencePolicy')
  const named = world.of('DeploymentPackage').find((each) => each.name === name)?.spec.preferencePolicy
  return (
    policies.find((each) => each.spec.targets.computers.includes(computer.name)) ??
    policies.find((each) => group !== undefined && each.spec.targets.groups.includes(group)) ??
    policies.find((each) => each.name === named)
  )
}

/** A setting is managed whole: what it doesn't say has its built-in default. A secret is never told. */
function whole(node: Node, value: unknown): unknown {
  if (!isObjectNode(node)) return value ?? node.default
  if (node['x-secret']) return value === undefined || value === null ? undefined : { secret: 'set' }
  const given = (value ?? {}) as Record<string, unknown>
  const parts = Object.entries(node.properties).map(([key, part]) => [key, whole(part, given[key])] as const)
  return Object.fromEntries(parts.filter(([, each]) => each !== undefined))
}

/** Every setting that has a value, by `section.name`. */
export function settings(world: World, computer: Resource<'Computer'>): Map<string, Setting> {
  const sections = (kindNamed('PreferencePolicy').spec.properties.settings as ObjectNode).properties
  const enrolment = enrolmentOf(computer)
  const policy = policyOf(world, computer)
  const found = new Map<string, Setting>()
  for (const [section, { properties }] of Object.entries(sections as Record<string, ObjectNode>))
    for (const [name, node] of Object.entries(properties)) {
      const captured = enrolment.settings?.[section]?.[name] ?? undefined
      const managed = (policy?.spec.settings as Record<string, Record<string, unknown>> | undefined)?.[section]?.[name] ?? undefined
      const value = whole(node, managed ?? captured)
      if (value === undefined) continue
      found.set(`${section}.${name}`, {
        value,
        origin: managed !== undefined ? `policy ${policy?.name}` : captured !== undefined ? `package ${enrolment.package}` : 'builtin',
        locked: managed !== undefined,
      })
    }
  return found
}

/** A session that is exclusive has the extras of its resource on, whatever the computer's settings say. */
export function extras(
  of: Map<string, Setting>,
  exclusive: { schedule: string; blankScreen: boolean; lockInput: boolean; logoffAfterDisconnect: boolean } | undefined,
): Map<string, Setting> {
  const out = new Map(of)
  if (exclusive === undefined) return out
  const { schedule, blankScreen, lockInput, logoffAfterDisconnect } = exclusive
  const add = (path: string, value: unknown) => out.set(path, { value, origin: `schedule ${schedule}`, locked: true })
  if (blankScreen) add('security.blankScreen', true)
  if (lockInput) add('security.lockInput', true)
  const logoff = of.get('security.logoffOnDisconnect')?.value as object
  if (logoffAfterDisconnect) add('security.logoffOnDisconnect', { ...logoff, enabled: true })
  return out
}

/** What of a feature is left on a computer: the most restrictive wins. */
export function inSession(name: Feature, value: Value, of: Map<string, Setting>): Value {
  const at = (path: string) => of.get(path)?.value
  const flag = (on: boolean): Value => (on ? 'enabled' : 'disabled')
  const allowed: Partial<Record<Feature, () => Value>> = {
    copyPaste: () => at('security.copyPaste') as Value,
    fileTransfer: () => at('security.fileTransfer') as Value,
    remotePrint: () => flag(at('security.remotePrint') as boolean),
    remoteControl: () => flag(at('security.remoteControl') as boolean),
    sessionRecording: () => flag((at('security.sessionRecording') as { enabled: boolean }).enabled),
  }
  const ways = (each: Value) => ({
    to: each === 'enabled' || each === 'toComputerOnly',
    from: each === 'enabled' || each === 'fromComputerOnly',
  })
  const [one, other] = [ways(value), ways(allowed[name]?.() ?? 'enabled')]
  const [to, from] = [one.to && other.to, one.from && other.from]
  return to ? (from ? 'enabled' : 'toComputerOnly') : from ? 'fromComputerOnly' : 'disabled'
}
