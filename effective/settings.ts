/**
 * V(computer, setting): what the control plane compiles for a computer (guide S1).
 *
 *   built-in default → what its package set at enrolment → its preference policy, which also locks it
 *
 * A local change on the device lies between the last two; only the device knows it. Each setting is managed whole.
 */
import { canonical, type Json } from '../schema/canonical.ts'
import { fill, type Tree, valueAt } from '../schema/fields.ts'
import { keyOf } from '../schema/resource.ts'
import { heldSince } from '../schema/secrets.ts'
import { isObjectNode, type Node } from '../schema/shape.ts'
import { settingNodes } from '../schema/vocabulary.ts'
import type { Effective } from './effective.ts'
import type { Bound, ComputerClass, EffectiveSetting } from './types.ts'

const isTree = (value: Json | undefined): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

const builtins: ReadonlyMap<string, Json> = new Map([...settingNodes].map(([name, node]) => [name, whole(node, undefined)]))

/** A value with its defaults; a secret as no more than that there is one. */
function whole(node: Node, value: Json | undefined): Json {
  if (!isObjectNode(node)) return value ?? (node.default as Json | undefined) ?? null
  if (node['x-secret']) return value === undefined ? null : { secret: 'set' }
  const filled = fill(node, isTree(value) ? value : undefined)
  for (const [name, inner] of Object.entries(node.properties))
    if (inner['x-secret'] && filled[name] !== undefined) filled[name] = whole(inner, filled[name])
  return filled
}

/** Where the secrets of a setting come from, and since when; nobody is ever told. */
const handles = new WeakMap<EffectiveSetting, string>()
export const isSameSecret = (one: EffectiveSetting, other: EffectiveSetting): boolean => handles.get(one) === handles.get(other)

const isSecretive = (node: Node): boolean =>
  node['x-secret'] !== undefined || (isObjectNode(node) && Object.values(node.properties).some(isSecretive))
const secretive: ReadonlySet<string> = new Set([...settingNodes].flatMap(([name, node]) => (isSecretive(node) ? [name] : [])))

function handlesIn(node: Node, value: Json): Json {
  if (node['x-secret']) return value
  if (!isObjectNode(node) || !isTree(value)) return null
  return Object.entries(node.properties).map(([name, inner]) => handlesIn(inner, value[name] ?? null))
}

const known = new WeakMap<Effective, Map<string, ReadonlyMap<string, EffectiveSetting>>>()

/** Every setting of a class of computers, by `section.name`. Classes with the same package, capture and policy share one map. */
export function settingsOf(
  effective: Effective,
  computer: Pick<ComputerClass, 'policy' | 'package' | 'captured'>,
): ReadonlyMap<string, EffectiveSetting> {
  const id = `${computer.policy?.name ?? ''} ${computer.package ?? ''} ${JSON.stringify(computer.captured)}`
  let maps = known.get(effective)
  if (!maps) known.set(effective, (maps = new Map()))
  let found = maps.get(id)
  if (!found) maps.set(id, (found = compile(effective, computer)))
  return found
}

function compile(
  { world }: Effective,
  { policy, package: by, captured }: Pick<ComputerClass, 'policy' | 'package' | 'captured'>,
): Map<string, EffectiveSetting> {
  const policyKey = policy && keyOf('PreferencePolicy', world.team, policy.name)
  const resource = policyKey === undefined ? undefined : world.get(policyKey)
  const held = resource?.declared.spec?.settings as Tree | undefined
  const made = new Map<string, EffectiveSetting>()
  for (const [name, node] of settingNodes) {
    const [locked, installed] = [valueAt(held, name), valueAt(captured, name)]
    if (locked !== undefined && locked !== null)
      made.set(name, { value: whole(node, locked), origin: `policy ${policy?.name}`, key: policyKey, locked: true })
    else if (installed !== undefined && installed !== null) {
      const key = by === undefined ? undefined : keyOf('DeploymentPackage', world.team, by)
      made.set(name, { value: whole(node, installed), origin: by === undefined ? 'package' : `package ${by}`, key, locked: false })
    } else made.set(name, { value: builtins.get(name) as Json, origin: 'builtin', key: undefined, locked: false })
    if (!secretive.has(name)) continue
    // Behind the same handle there is another value once it is held anew. What was installed stays what it was then.
    const since = resource && made.get(name)?.locked ? heldSince(resource) : {}
    handles.set(made.get(name) as EffectiveSetting, canonical([handlesIn(node, locked ?? installed ?? null), since]))
  }
  return made
}

/** The settings of a session that exclusive access binds: its extras are added. */
export function boundSettings(
  { world }: Effective,
  settings: ReadonlyMap<string, EffectiveSetting>,
  { exclusive }: Bound,
): ReadonlyMap<string, EffectiveSetting> {
  if (!exclusive) return settings
  const { schedule } = exclusive
  const add = { origin: `schedule ${schedule}`, key: keyOf('Schedule', world.team, schedule), locked: true }
  const made = new Map(settings)
  if (exclusive.blankScreen) made.set('security.blankScreen', { value: true, ...add })
  if (exclusive.lockInput) made.set('security.lockInput', { value: true, ...add })
  const logoff = settings.get('security.logoffOnDisconnect')?.value as { enabled: boolean; afterSeconds: number } | undefined
  if (exclusive.logoffAfterDisconnect && logoff && !logoff.enabled)
    made.set('security.logoffOnDisconnect', { value: { ...logoff, enabled: true }, ...add })
  return made
}
