/** A change for a group that some of its users will not feel, since they have something of their own (guide S6, S9). */

import type { UserClass } from '../effective/types.ts'
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
  passing: true,
  *find(context): Iterable<Finding> {
    const groups = excepted(context)
    if (groups.size === 0) return
    for (const change of context.plan.changes) {
      if (change.op === 'delete' || change.op === 'release') continue
      const { kind, name } = splitKey(change.key)
      if (kind === 'AccessPermission') {
        const permission = context.after.find(kind, name)
        if (permission) yield* told(permission, 'its permission', hidden(change, permission, groups, ownPermission))
      } else if (kind === 'GranularControl') {
        const control = context.after.find(kind, name)
        if (!control) continue
        for (const feature of changedFeatures(change, control))
          yield* told(control, `\`${feature}\``, hidden(change, control, groups, ownControl(feature)))
      }
    }
  },
}

interface Exception {
  user: UserClass
  permission: Resource<'AccessPermission'> | undefined
  control: Resource<'GranularControl'> | undefined
}

/** By group: who has something of their own since before, and keeps it. What is declared anew or changed, too, is what somebody means now. */
function excepted({ plan, before, after, effective }: PolicyContext): Map<string, Exception[]> {
  const found = new Map<string, Exception[]>()
  const theirs = plan.changes.some(({ key }) => key.startsWith('AccessPermission/') || key.startsWith('GranularControl/'))
  if (!theirs || before.of('AccessPermission').length + before.of('GranularControl').length === 0) return found
  const moved = new Set(plan.changes.map(({ key }) => key))
  const kept = <K extends 'AccessPermission' | 'GranularControl'>(kind: K, name: string | undefined): Resource<K> | undefined => {
    const own = name === undefined ? undefined : after.find(kind, name)
    return own && !moved.has(own.key) && before.has(own.key) ? own : undefined
  }
  for (const user of effective().users.values()) {
    if (user.disabled || user.group === undefined || (user.permission === undefined && user.control === undefined)) continue
    const exception = { user, permission: kept('AccessPermission', user.permission), control: kept('GranularControl', user.control) }
    const list = found.get(user.group)
    if (list) list.push(exception)
    else found.set(user.group, [exception])
  }
  return found
}

type Own = (exception: Exception) => Resource | undefined

const ownPermission: Own = ({ permission }) => (permission?.value('spec.computers.mode') === 'followGroup' ? undefined : permission)
const ownControl =
  (feature: string): Own =>
  ({ control }) => {
    const value = control?.value(`spec.controls.${feature}`)
    return value === undefined || value === null || value === 'followGroup' ? undefined : control
  }

function changedFeatures(change: Change, control: Resource<'GranularControl'>): string[] {
  const features = change.fields.flatMap(({ path }) => /^spec\.controls\.(\w+)/.exec(path)?.[1] ?? [])
  const all = change.op === 'create' || change.fields.some(({ path }) => path.startsWith('spec.subjects') || path === 'spec.controls')
  return all ? Object.keys((control.value('spec.controls') as object | undefined) ?? {}) : [...new Set(features)]
}

/** Users of the groups that the change is for, by what they have of their own. */
function hidden(change: Change, resource: Resource, groups: Map<string, Exception[]>, own: Own): Map<Resource, string[]> {
  const found = new Map<Resource, string[]>()
  if (change.op !== 'create' && change.fields.every(({ path }) => !path.startsWith('spec.'))) return found
  for (const name of new Set(names(resource.value('spec.subjects.groups'))))
    for (const exception of groups.get(name) ?? []) {
      const kept = own(exception)
      if (kept && kept !== resource) found.set(kept, [...(found.get(kept) ?? []), ...exception.user.users.map((user) => user.name)])
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
