/**
 * E(user, feature): which features a user has (guide S9), and with V of a computer, what a session between the two has.
 *
 *   the user's own value ?? its group's ?? the team's default for the role; nothing that the licence or the team's switch excludes
 */
import { type Key, keyOf } from '../schema/resource.ts'
import { type Feature, features } from '../schema/vocabulary.ts'
import type { World } from '../schema/world.ts'
import { naming } from './naming.ts'
import type { EffectiveFeature, EffectiveSetting, FeatureValue, UserClass } from './types.ts'

export const featureNames = Object.keys(features) as Feature[]

type Who = Pick<UserClass, 'role' | 'group' | 'licence' | 'control'>
type Origin = EffectiveFeature['origin']

export function featureOf({ world }: { world: World }, user: Who, feature: Feature): EffectiveFeature {
  const excluded = exclusion(world, user, feature)
  if (excluded) return { value: 'disabled', origin: excluded }
  const found = controlled(world, user, feature) ?? byDefault(world, user, feature)
  return feature === 'twoStepVerification' && found.value !== 'enabled' ? (required(world, user) ?? found) : found
}

const teamKey = (world: World): Key => keyOf('Team', world.team, world.team)
const origin = (kind: Origin['kind'], key: Key | undefined, path: string, says: string): Origin => ({ kind, key, path, says })

const technicians: ReadonlySet<string> = new Set<Feature>(['attendedAccess', 'oneToMany'])

/** What excludes a feature, whatever anyone controls. Two-step verification is a requirement: no licence and no switch speaks of it. */
function exclusion(world: World, { role, licence }: Who, feature: Feature): Origin | undefined {
  const team = world.find('Team', world.team)
  if (technicians.has(feature)) {
    const bought = team?.status.licence as { technician?: boolean } | undefined
    if (bought?.technician === false)
      return origin('licence', teamKey(world), 'status.licence.technician', 'the team has no technician licence')
    if (licence !== 'technician') return origin('licence', undefined, 'spec.licence', 'the user has no technician licence')
  }
  const switches = team?.spec.features as Record<string, boolean | string> | undefined
  if (feature === 'oneToMany') {
    if (role === 'member') return origin('role', undefined, 'spec.role', 'members never have it')
    const allowed = switches?.oneToMany === 'ownerAndAdmins' || role === 'owner'
    return allowed ? undefined : origin('team', teamKey(world), 'spec.features.oneToMany', 'the team leaves it to the owner')
  }
  return switches?.[feature] === false
    ? origin('team', teamKey(world), `spec.features.${feature}`, 'the team has switched it off')
    : undefined
}

/** What a control of the user, or of its group, says; undefined where the team's default holds. */
function controlled(world: World, { control, group }: Who, feature: Feature): EffectiveFeature | undefined {
  const own = valueIn(world, control, feature)
  if (own !== undefined && own !== 'followGroup')
    return own === 'default' ? undefined : decided(world, control as string, feature, own, 'the user')
  if (group === undefined) return undefined
  const groups = naming(world).controlOfGroup.get(group)
  const value = valueIn(world, groups, feature)
  if (value === undefined || value === 'default' || value === 'followGroup') return undefined
  return decided(world, groups as string, feature, value, `group ${group}`)
}

function decided(world: World, control: string, feature: Feature, value: string, whose: string): EffectiveFeature {
  const key = keyOf('GranularControl', world.team, control)
  return {
    value: value as FeatureValue,
    origin: origin('control', key, `spec.controls.${feature}`, `control ${control} says so for ${whose}`),
  }
}

function valueIn(world: World, control: string | undefined, feature: Feature): string | undefined {
  const found = control === undefined ? undefined : world.find('GranularControl', control)
  return (found?.spec.controls as Record<string, string | undefined> | undefined)?.[feature]
}

const roleFields = { owner: 'owner', 'super-admin': 'superAdmin', admin: 'admin', 'group-admin': 'groupAdmin', member: 'member' } as const
const withoutTeam: ReadonlySet<string> = new Set<Feature>(['oneToMany', 'remoteCommand', 'attendedAccess'])

function byDefault(world: World, { role }: Who, feature: Feature): EffectiveFeature {
  const team = world.find('Team', world.team)
  const field = roleFields[role]
  const defaults = team?.spec.granularDefaults as Record<string, Record<string, string>> | undefined
  const value = defaults?.[feature]?.[field] ?? builtin(role, feature)
  const path = `spec.granularDefaults.${feature}.${field}`
  const says = `the default of ${role === 'member' ? 'members' : `role ${role}`}`
  const declared = team?.declared.spec?.granularDefaults as Record<string, Record<string, string>> | undefined
  return declared?.[feature]?.[field] === undefined
    ? { value: value as FeatureValue, origin: origin('builtin', undefined, path, says) }
    : { value: value as FeatureValue, origin: origin('team', teamKey(world), path, says) }
}

function builtin(role: UserClass['role'], feature: Feature): FeatureValue {
  if (feature === 'twoStepVerification') return 'disabled'
  return role === 'member' && withoutTeam.has(feature) ? 'disabled' : 'enabled'
}

/** The team's own requirement of two-step verification stands beside the controls. */
function required(world: World, { role }: Who): EffectiveFeature | undefined {
  const team = world.find('Team', world.team)
  const whom = role === 'member' ? 'members' : 'admins'
  if (!team?.spec.authentication.twoStepVerification[whom]) return undefined
  const path = `spec.authentication.twoStepVerification.${whom}`
  return { value: 'enabled', origin: origin('team', team.key, path, `the team requires it of ${whom}`) }
}

type Settings = ReadonlyMap<string, Pick<EffectiveSetting, 'value'>>

/** The setting of a computer that a feature needs, and what of it. */
const settingOf: Partial<Record<Feature, (settings: Settings) => unknown>> = {
  fileTransfer: (settings) => settings.get('security.fileTransfer')?.value,
  copyPaste: (settings) => settings.get('security.copyPaste')?.value,
  remotePrint: (settings) => settings.get('security.remotePrint')?.value,
  remoteControl: (settings) => settings.get('security.remoteControl')?.value,
  sessionRecording: (settings) => (settings.get('security.sessionRecording')?.value as { enabled?: boolean } | undefined)?.enabled,
}

/** Of the others a session has what the user has. */
export const isSetByComputers = (feature: Feature): boolean => Object.hasOwn(settingOf, feature)

/** E and V together; the most restrictive wins. */
export function inSession(feature: Feature, value: FeatureValue, settings: Settings): FeatureValue {
  const given = settingOf[feature]?.(settings)
  if (given === undefined || given === true || given === 'enabled' || given === value) return value
  return value === 'enabled' && given !== false ? (given as FeatureValue) : 'disabled'
}
