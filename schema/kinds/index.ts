/** The kinds, in the order in which a reader meets them. A new kind is one file here and one line below. */
import type { KindName } from '../generated/types.ts'
import type { Kind } from '../kind.ts'
import { isObjectNode, type ObjectNode } from '../shape.ts'
import { AccessPermission } from './AccessPermission.ts'
import { AccessTest } from './AccessTest.ts'
import { Computer } from './Computer.ts'
import { DeploymentPackage } from './DeploymentPackage.ts'
import { GranularControl } from './GranularControl.ts'
import { Group } from './Group.ts'
import { PreferencePolicy } from './PreferencePolicy.ts'
import { Role } from './Role.ts'
import { Schedule } from './Schedule.ts'
import { ScheduledResource } from './ScheduledResource.ts'
import { SsoMethod } from './SsoMethod.ts'
import { Team } from './Team.ts'
import { User } from './User.ts'

export const kinds: readonly Kind[] = [
  Team,
  SsoMethod,
  Role,
  User,
  Group,
  Computer,
  AccessPermission,
  ScheduledResource,
  Schedule,
  GranularControl,
  PreferencePolicy,
  DeploymentPackage,
  AccessTest,
]

/** Those that a World holds, a plan changes and a backend keeps: all but the local ones. */
export const worldKinds: readonly Kind[] = kinds.filter(({ local }) => !local)

/** What isn't required may be declared as unset, by `null`: every optional scalar and reference; not what a list or a whole object holds. */
function unsettable(node: ObjectNode): void {
  if (node['x-secret'] || node['x-atomic']) return
  for (const inner of Object.values(node.properties)) {
    if (isObjectNode(inner)) unsettable(inner)
    else if (inner.type !== 'array' && inner.type !== 'object' && !inner['x-required']) inner.nullable = true
  }
}
// Nothing of a local kind is managed, so there is nothing to unset.
for (const kind of worldKinds) unsettable(kind.spec)

const byName = new Map<string, Kind>(kinds.map((kind) => [kind.name, kind]))

export const isLocal = (name: string): boolean => byName.get(name)?.local === true
export const isKind = (name: string): name is KindName => byName.has(name)
/** The definition of a kind that is known to exist; files name theirs through `isKind` first. */
export function kindNamed(name: string): Kind {
  const kind = byName.get(name)
  if (!kind) throw new TypeError(`there is no kind ${name}`)
  return kind
}
