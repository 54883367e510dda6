/**
 * Computers that are given out by the hour (guide S7). When every one of its group administrators is gone or demoted, the control plane
 * suspends it, and an apply doesn't wake it: somebody has to answer for it again.
 */
import { administratorsMay, called, groupsHold, uniqueDisplayName } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { type Problem, problem } from '../problem.ts'
import { mayAdminister } from '../ranks.ts'
import { flag, object, ref, setOf } from '../shape.ts'
import { description, displayName } from '../vocabulary.ts'

export const ScheduledResource: Kind<'ScheduledResource'> = {
  name: 'ScheduledResource',
  plural: 'scheduledresources',
  short: ['resource', 'sr'],
  guide: ['S7'],
  summary: 'Computers that schedules give access to, with who looks after them.',
  displayName: 'unique',
  example: `
apiVersion: splashtop.io/v1
kind: ScheduledResource
metadata: {name: render-farm}
spec:
  displayName: Render farm
  groups: [render-nodes]
  admins: [grace]
  connectionPool: {supported: true, default: true}
`,
  spec: object('A resource of scheduled access. Deleting it deletes its schedules.', {
    displayName: displayName('scheduled resources'),
    description: description('the resource'),
    computers: setOf('Computers, by name.', ref('Computer', 'remove', 'A computer.')),
    groups: setOf('Groups of type computers or mixed, by name.', ref('Group', 'restrict', 'A group.')),
    admins: setOf('Group administrators who look after its schedules. [S7]', ref('User', 'remove', 'A user.')),
    enabled: flag('Whether its schedules give access at all.', { default: true }),
    connectionPool: object('Any free computer of the resource will do. [S7]', {
      supported: flag('Schedules may use the pool.', { default: false }),
      default: flag('Schedules that say nothing use it.', { default: false, 'x-when': 'supported is true' }),
    }),
    exclusiveAccess: object('Nobody connects while someone is logged in at the computer. [S7]', {
      supported: flag('Schedules may be exclusive.', { default: false }),
      default: flag('Schedules that say nothing are.', { default: false, 'x-when': 'supported is true' }),
      blankScreen: flag('Keep the local screen black meanwhile.', { default: false }),
      lockInput: flag('Ignore the local keyboard and mouse meanwhile.', { default: false }),
      logoffAfterDisconnect: flag('Log the user of the operating system off afterwards.', { default: false }),
    }),
  }),
  invariants: [
    administratorsMay('ScheduledResource'),
    uniqueDisplayName('ScheduledResource', 'scheduled resources'),
    groupsHold('ScheduledResource', 'spec.groups', 'computers'),
    {
      id: 'resource-default-supported',
      says: 'What schedules get by default, the resource supports.',
      check: (_, { touched }) =>
        touched('ScheduledResource').flatMap((resource) =>
          (['connectionPool', 'exclusiveAccess'] as const).flatMap((name): Problem[] => {
            const mode = resource.spec[name]
            if (!mode.default || mode.supported) return []
            return [
              problem(
                'mode-unsupported',
                `${called(resource)} makes \`${name}\` the default of its schedules without supporting it.`,
                `Set \`spec.${name}.supported: true\`, or remove the default.`,
                resource.at(`spec.${name}.default`),
              ),
            ]
          }),
        ),
    },
  ],
  columns: [
    { title: 'COMPUTERS', path: 'spec.computers' },
    { title: 'GROUPS', path: 'spec.groups' },
    { title: 'ENABLED', path: 'spec.enabled' },
    { title: 'SUSPENDED', path: 'status.suspended.since' },
  ],
  actions: { create: 'schedules.create', delete: 'schedules.edit', update: 'schedules.edit' },
  settle({ resource, previous, world, now }) {
    if (resource.status.suspended !== undefined) return resource.status
    // The list may have been emptied by the very deletion that this is about: then those count whom it held before.
    const admins = resource.spec.admins.length > 0 ? resource.spec.admins : (previous?.spec.admins ?? [])
    const left = admins.some((name) => {
      const user = world.find('User', name)
      return user !== undefined && mayAdminister(world, user)
    })
    if (admins.length === 0 || left) return resource.status
    return { ...resource.status, suspended: { since: now, reason: `gone or no longer administrators: ${admins.join(', ')}` } }
  },
}
