/**
 * Of whom the changed declarations speak, before or after: only the ways of those classes can be others, and most changes speak of few. To
 * make the ways of everyone, twice, would cost more than all the rest.
 */
import type { Effective } from '../../../effective/effective.ts'
import { listed } from '../../../effective/naming.ts'
import type { UserClass } from '../../../effective/types.ts'
import { type Key, type Resource, splitKey } from '../../../schema/resource.ts'

interface Spoken {
  groups: Set<string>
  permissions: Set<string>
  schedules: Set<string>
}

/** What a changed resource of each kind that grants, or bounds what is granted, speaks of. */
const speaking: Partial<Record<string, (spoken: Spoken, resource: Resource, side: Effective) => void>> = {
  Group: ({ groups }, { name }) => groups.add(name),
  AccessPermission({ groups, permissions }, permission) {
    permissions.add(permission.name)
    for (const group of listed(permission, 'spec.subjects.groups')) groups.add(group)
  },
  Schedule: scheduled,
  ScheduledResource(spoken, { name }, { world }) {
    for (const schedule of world.index('Schedule', 'resource', resourceOf).get(name) ?? []) scheduled(spoken, schedule)
  },
}

function scheduled({ groups, schedules }: Spoken, schedule: Resource): void {
  schedules.add(schedule.name)
  for (const group of listed(schedule, 'spec.subjects.groups')) groups.add(group)
}

const resourceOf = ({ declared }: Resource): string[] => (typeof declared.spec?.resource === 'string' ? [declared.spec.resource] : [])

/** May a class that is there before and after have other ways, or the same at other hours? False is certain. */
export function spokenOf(before: Effective, after: Effective, changed: Iterable<Key>): (user: UserClass) => boolean {
  if (before.zone !== after.zone) return () => true
  const spoken: Spoken = { groups: new Set(), permissions: new Set(), schedules: new Set() }
  for (const key of changed)
    for (const side of [before, after]) {
      const resource = side.world.get(key)
      if (resource) speaking[splitKey(key).kind]?.(spoken, resource, side)
    }
  const { groups, permissions, schedules } = spoken
  return (user) =>
    (user.group !== undefined && groups.has(user.group)) ||
    (user.permission !== undefined && permissions.has(user.permission)) ||
    user.schedules.some((schedule) => schedules.has(schedule))
}
