/** Features switched for users and groups, one by one (guide S9). A subject is in at most one, as with permissions. */
import { called, groupsHold, oneEach } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { type Problem, problem } from '../problem.ts'
import { object, oneOf } from '../shape.ts'
import { features, featureValues, subjects } from '../vocabulary.ts'

export const GranularControl: Kind<'GranularControl'> = {
  name: 'GranularControl',
  plural: 'granularcontrols',
  short: ['granular', 'gc'],
  guide: ['S9'],
  summary: 'Which features users and groups have, where that differs from the defaults of the team.',
  displayName: 'none',
  example: `
apiVersion: splashtop.io/v1
kind: GranularControl
metadata: {name: contractors}
spec:
  subjects: {groups: [contractors]}
  controls: {fileTransfer: toComputerOnly, remotePrint: disabled}
`,
  spec: object('Controls for some users and groups.', {
    subjects: subjects(),
    controls: object(
      "A value for each feature that is controlled: a user's wins over its group's, a group's over the team's default by role. [S9]",
      Object.fromEntries(
        Object.entries(features).map(([feature, says]) => [
          feature,
          oneOf(
            [...featureValues(feature), 'followGroup', 'default'],
            `${says} \`followGroup\`: as the user's group; \`default\`: as the team has it for the role.`,
          ),
        ]),
      ),
      { 'x-required': true },
    ),
  }),
  invariants: [
    oneEach('GranularControl', {
      id: 'granular-one-per-subject',
      code: 'two-granular-controls',
      noun: 'GranularControl',
      lists: [
        { path: 'spec.subjects.users', noun: 'User' },
        { path: 'spec.subjects.groups', noun: 'Group' },
      ],
      fix: 'Leave the subject in one of them, and put all of its controls there.',
    }),
    groupsHold('GranularControl', 'spec.subjects.groups', 'users'),
    {
      id: 'granular-follow-group-for-users',
      says: '`followGroup` is for users; a group follows nothing.',
      check: (_, { touched }) =>
        touched('GranularControl').flatMap((control): Problem[] => {
          const [group] = control.spec.subjects.groups
          const feature = following(control.spec.controls)
          if (group === undefined || feature === undefined) return []
          return [
            problem(
              'group-follows-group',
              `${called(control)} lets the group \`${group}\` follow its group in \`${feature}\`, which only a user has.`,
              'Write another value, or keep groups and users in controls of their own.',
              [...control.at(`spec.controls.${feature}`), ...control.at('spec.subjects.groups', group)],
            ),
          ]
        }),
    },
    {
      id: 'granular-group-of-the-user',
      says: 'A user who follows its group has one; without, the default of the team holds.',
      check: (world, { touched }) =>
        touched('GranularControl').flatMap((control) => {
          const feature = following(control.spec.controls)
          if (feature === undefined) return []
          return control.spec.subjects.users.flatMap((name) => {
            const user = world.find('User', name)
            if (!user || user.spec.group !== undefined) return []
            return problem(
              'no-group-to-follow',
              `${called(control)} lets \`${name}\` follow its group in \`${feature}\`, but \`${name}\` is in no group: the team's default holds.`,
              `Put \`${name}\` in a group, or write the value that you mean.`,
              [...control.at(`spec.controls.${feature}`), ...user.at()],
            )
          })
        }),
    },
  ],
  columns: [
    { title: 'USERS', path: 'spec.subjects.users' },
    { title: 'GROUPS', path: 'spec.subjects.groups' },
    { title: 'CONTROLS', path: 'spec.controls' },
  ],
  actions: { create: 'granular.manage', delete: 'granular.manage', update: 'granular.manage', upon: 'spec.subjects.users' },
}

const following = (controls: object): string | undefined => Object.entries(controls).find(([, value]) => value === 'followGroup')?.[0]
