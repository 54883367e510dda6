/**
 * Settings that are held on to on the devices they are given to (guide S1): locked there, and unlocked when the policy goes. Only what is
 * listed is managed. A computer has at most one: one that names it, else its group's, else its package's.
 */
import { administratorsMay, codesWithMode, groupsHold, oneEach, uniqueDisplayName } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { object, ref, setOf } from '../shape.ts'
import { description, displayName, settings, targets } from '../vocabulary.ts'

export const PreferencePolicy: Kind<'PreferencePolicy'> = {
  name: 'PreferencePolicy',
  plural: 'preferencepolicies',
  short: ['policy', 'pp'],
  guide: ['S1'],
  summary: 'Settings of streamers and sessions, locked on the computers that it is for.',
  displayName: 'unique',
  example: `
apiVersion: splashtop.io/v1
kind: PreferencePolicy
metadata: {name: workstations}
spec:
  displayName: Workstations
  settings:
    security:
      lockScreenOnDisconnect: true
      requestPermission: {mode: rejectOnTimeout, timeoutSeconds: 20}
    session: {idleTimeoutMinutes: 30}
  targets: {groups: [workstations]}
`,
  spec: object('A preference policy.', {
    displayName: displayName('preference policies'),
    description: description('the policy'),
    settings: settings('What is managed; a setting that is not listed is left alone. [S1]', { 'x-required': true }),
    targets,
    admins: setOf('Group administrators who may edit it.', ref('User', 'remove', 'A user.')),
  }),
  invariants: [
    administratorsMay('PreferencePolicy'),
    uniqueDisplayName('PreferencePolicy', 'preference policies'),
    groupsHold('PreferencePolicy', 'spec.targets.groups', 'computers'),
    oneEach('PreferencePolicy', {
      id: 'policy-one-per-target',
      code: 'two-policies',
      noun: 'PreferencePolicy',
      lists: [
        { path: 'spec.targets.computers', noun: 'Computer' },
        { path: 'spec.targets.groups', noun: 'Group' },
      ],
      fix: 'A computer has one policy: leave the target in one of them. To set one computer apart, name it in a policy; that wins over its group.',
    }),
    codesWithMode('PreferencePolicy'),
  ],
  columns: [
    { title: 'COMPUTERS', path: 'spec.targets.computers' },
    { title: 'GROUPS', path: 'spec.targets.groups' },
  ],
  actions: { create: 'policies.manage', delete: 'policies.manage', update: 'policies.manage' },
}
