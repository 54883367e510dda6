/**
 * What holds on this computer: the settings of the policy, and over those that it doesn't lock, what was set on the computer itself. Each value
 * keeps its origin. What was set here and is locked there has no effect, and is told, as is what is no value of its setting.
 */

import type { Setting } from '../protocol/policy.ts'
import { type Json, same } from '../schema/canonical.ts'
import { explain } from '../schema/explain.ts'
import { isObjectNode, type ObjectNode } from '../schema/shape.ts'
import { settingNodes } from '../schema/vocabulary.ts'

export type Settings = Readonly<Record<string, Setting>>
export type LocalSettings = Readonly<Record<string, Json>>

export interface Laid {
  settings: Settings
  /** Names of what was set here in vain, and why. */
  refused: { name: string; why: 'locked' | 'unknown' | 'invalid' }[]
}

/** A setting of the computer's own that is what the policy says anyway is no attempt at anything. */
export function lay(policy: Settings, local: LocalSettings): Laid {
  const settings: Record<string, Setting> = { ...policy }
  const refused: Laid['refused'] = []
  for (const [name, value] of Object.entries(local).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const held = Object.hasOwn(policy, name) ? policy[name] : undefined
    if (!settingNodes.has(name)) refused.push({ name, why: 'unknown' })
    else if (faultOf(name, value) !== undefined) refused.push({ name, why: 'invalid' })
    else if (!held?.locked) settings[name] = { value, origin: 'local', locked: false }
    else if (!same(held.value, value)) refused.push({ name, why: 'locked' })
  }
  return { settings, refused }
}

/** Why a value is none of its setting; undefined where it is one, or where the setting is of a newer version. Null is what has no value. */
export function faultOf(name: string, value: Json): string | undefined {
  const node = settingNodes.get(name)
  if (node === undefined || value === null) return undefined
  const [known, said] = isObjectNode(node) ? withoutSecrets(node, value) : [node, value]
  return explain(known, said, `\`${name}\``, 1)[0]?.message
}

/** What travels of a secret is no handle but what it is compared with: that is for whoever compares to judge. */
function withoutSecrets(node: ObjectNode, value: Json): [ObjectNode, Json] {
  const open = Object.entries(node.properties).filter(([, inner]) => !inner['x-secret'])
  const said =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([key]) => node.properties[key]?.['x-secret'] === undefined))
      : value
  return [{ ...node, properties: Object.fromEntries(open) }, said]
}
