/** A change for a group that some of its users will not feel, since they have something of their own (guide S6, S9). */

import type { Change } from '../reconciler/types.ts'
import { names } from '../schema/invariants.ts'
import { type Resource, splitKey } from '../schema/resource.ts'
import type { Finding, Policy, PolicyContext } from './policy.ts'
import { some } from './words.ts'

export const overrideHidesGroup: Policy = {
  id: 'override-hides-group',
  level: 'warning',
  title: "A user's own declaration hides a change of the group",
  about: {
    why: "A user's own permission or control wins over the group's. A change for the group looks as if it held for everybody in it, and passes by exactly those about whom somebody once made an exception.",
    guide: ['S6', 'S9'],
  },
  fix: 'Make the same change for these users, or remove what they have of their own; waive it where the exception is still meant.',
  example: `
kind: AccessPermission
metadata: {name: crew}
spec: {subjects: {groups: [crew]}, computers: {mode: none}}   # was ownGroup; and ann, of crew, has a permission of her own
`,
  packs: ['recommended', 'strict'],
  *find(context): Iterable<Finding> {
    for (const change of context.plan.changes) {
      if (change.op === 'delete' || change.op === 'release') continue
      const { kind, name } = splitKey(change.key)
      if (kind === 'AccessPermission') {
        const permission = context.after.find(kind, name)
        if (permission) yield* told(permission, 'its permission', hidden(change, permission, context, ownPermission))
      } else if (kind === 'GranularControl') {
        const control = context.after.find(kind, name)
        if (!control) continue
        for (const feature of changedFeatures(change, control))
          yield* told(control, `\`${feature}\``, hidden(change, control, context, ownControl(feature)))
      }
    }
  },
}

type Own = (user: { permission: string | undefined; control: string | undefined }, context: PolicyContext) => Resource | undefined

const ownPermission: Own = ({ permission }, { after }) => {
  const own = permission === undefined ? undefined : after.find('AccessPermission', permission)
  return own?.value('spec.computers.mode') === 'followGroup' ? undefined : own
}
const ownControl =
  (feature: string): Own =>
  ({ control }, { after }) => {
    const own = control === undefined ? undefined : after.find('GranularControl', control)
    const value = own?.value(`spec.controls.${feature}`)
    return value === undefined || value === null || value === 'followGroup' ? undefined : own
  }

function changedFeatures(change: Change, control: Resource<'GranularControl'>): string[] {
  const features = change.fields.flatMap(({ path }) => /^spec\.controls\.(\w+)/.exec(path)?.[1] ?? [])
  const all = change.op === 'create' || change.fields.some(({ path }) => path.startsWith('spec.subjects') || path === 'spec.controls')
  return all ? Object.keys((control.value('spec.controls') as object | undefined) ?? {}) : [...new Set(features)]
}

/** Users of the groups that the change is for, by what they had of their own before it and keep. */
function hidden(change: Change, resource: Resource, context: PolicyContext, own: Own): Map<Resource, string[]> {
  const found = new Map<Resource, string[]>()
  if (change.op !== 'create' && change.fields.every(({ path }) => !path.startsWith('spec.'))) return found
  const groups = new Set(names(resource.value('spec.subjects.groups')))
  if (groups.size === 0) return found
  const moved = new Set(context.plan.changes.map(({ key }) => key))
  for (const one of context.effective().users.values()) {
    if (one.disabled || one.group === undefined || !groups.has(one.group)) continue
    const kept = own(one, context)
    // What is declared anew, or together with the change, is part of what somebody means now.
    if (!kept || kept === resource || moved.has(kept.key) || !context.before.has(kept.key)) continue
    found.set(kept, [...(found.get(kept) ?? []), ...one.users.map((user) => user.name)])
  }
  return found
}

function* told(resource: Resource, what: string, by: Map<Resource, string[]>): Iterable<Finding> {
  if (by.size === 0) return
  const [users, own] = [[...by.values()].flat(), [...by.keys()]]
  yield {
    resource: resource.key,
    message: `The change of ${what} in ${resource.kind} \`${resource.name}\` doesn't reach ${some(users)}: a user's own ${resource.kind} wins, ${some(own.map(({ name }) => name))}.`,
    at: [...resource.at(), ...own.flatMap((one) => one.at())],
  }
}
