/**
 * What a commit will do beside what is declared: the control plane suspends a scheduled resource whose administrators are all gone (guide
 * S7), and with it everything that its schedules give. A plan that takes the last one away takes that access away too.
 */
import { kindNamed } from '../../../schema/kinds/index.ts'
import { type Key, keyOf, type Resource, splitKey } from '../../../schema/resource.ts'
import type { World } from '../../../schema/world.ts'

/** The world after the commit, and which resources it will have suspended. */
export function withSuspended(
  before: World,
  after: World,
  changed: ReadonlySet<Key>,
  now: string,
): { world: World; suspended: readonly Key[] } {
  const { settle } = kindNamed('ScheduledResource')
  if (!settle) return { world: after, suspended: [] }
  // Whether somebody may administer rests on roles and on the team's owner: then each of them is asked.
  const anybody = [...changed].some((key) => ['Role', 'Team'].includes(splitKey(key).kind))
  const found: [Key, Resource][] = []
  for (const resource of after.of('ScheduledResource')) {
    const previous = before.find('ScheduledResource', resource.name)
    const names = new Set([resource, previous].flatMap((one) => one?.glance(({ spec }) => spec.admins) ?? []))
    const touched = anybody || changed.has(resource.key) || [...names].some((name) => changed.has(keyOf('User', after.team, name)))
    if (!touched || resource.status.suspended !== undefined) continue
    const status = settle({ resource, previous, world: after, now, issueCode: () => undefined })
    if (status.suspended !== undefined) found.push([resource.key, resource.with({ status })])
  }
  if (found.length === 0) return { world: after, suspended: [] }
  return { world: after.with(found), suspended: found.map(([key]) => key) }
}
