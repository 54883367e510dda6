/** The last administrator of a scheduled resource goes, and the resource with it (guide S7). */
import { names } from '../schema/invariants.ts'
import { mayAdminister } from '../schema/ranks.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, Policy } from './policy.ts'
import { some } from './words.ts'

export const lastResourceAdmin: Policy = {
  id: 'last-resource-admin',
  level: 'warning',
  title: 'The last administrator of a scheduled resource leaves',
  about: {
    why: 'Once every administrator of a resource is gone or demoted, the resource is suspended: its schedules let nobody in, and an apply does not wake it. That shows the next morning, when a shift can not begin.',
    guide: ['S7'],
  },
  fix: 'Name another group administrator in `spec.admins` in the same change.',
  example: `
kind: ScheduledResource
metadata: {name: render-farm}
spec: {admins: [anna], groups: [render-nodes]}   # and anna is deleted, or becomes a member
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  strict: 'error',
  passing: true,
  *find({ plan, before, after }): Iterable<Finding> {
    if (plan.changes.length === 0) return
    const moved = new Set(plan.changes.flatMap(({ key, from }) => (from === undefined ? [key] : [key, from])))
    // A role reaches a resource through users: then all of them are looked at.
    const all = plan.changes.some(({ key }) => key.startsWith('Role/') || key.startsWith('Team/'))
    for (const resource of after.of('ScheduledResource')) {
      const former = before.find('ScheduledResource', resource.name)
      if (!former || resource.status.suspended !== undefined) continue
      const concerned = all || moved.has(resource.key) || adminsOf(former).some((name) => moved.has(keyOf('User', after.team, name)))
      const had = concerned ? able(before, former) : []
      if (had.length === 0 || able(after, resource).length > 0) continue
      yield {
        resource: resource.key,
        message: `ScheduledResource \`${resource.name}\` loses its last administrator, ${some(had)}, and will be suspended: its schedules let nobody in.`,
        at: resource.at('spec.admins'),
      }
    }
  },
}

const adminsOf = (resource: Resource): string[] => names(resource.value('spec.admins'))
const able = (world: World, resource: Resource<'ScheduledResource'>): string[] =>
  adminsOf(resource).filter((name) => {
    const user = world.find('User', name)
    return user !== undefined && mayAdminister(world, user)
  })
