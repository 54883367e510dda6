/**
 * What subjects may always reach, whatever the hour (guide S6). A subject is in at most one, so that "why can she?" has one answer; a
 * deleted permission returns its subjects to what their role and group give.
 */
import { called, groupsHold, oneEach } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { type Problem, problem } from '../problem.ts'
import { object, oneOf, ref, setOf } from '../shape.ts'
import { subjects } from '../vocabulary.ts'

export const AccessPermission: Kind<'AccessPermission'> = {
  name: 'AccessPermission',
  plural: 'accesspermissions',
  short: ['permission', 'ap'],
  guide: ['S6'],
  summary: 'Which computers users and groups may reach at any time.',
  displayName: 'none',
  example: `
apiVersion: splashtop.io/v1
kind: AccessPermission
metadata: {name: engineering}
spec:
  subjects: {groups: [engineering]}
  computers: {mode: only, groups: [workstations], computers: [build-1]}
`,
  spec: object('A permission.', {
    subjects: subjects(),
    computers: object('What they may reach.', {
      mode: oneOf(
        ['all', 'none', 'ownGroup', 'followGroup', 'only'],
        "Every computer; none; those of the subject's own mixed group; what the user's group has (users only); or those listed. [S6]",
        { 'x-required': true },
      ),
      computers: setOf('Computers, with mode `only`.', ref('Computer', 'remove', 'A computer.'), { 'x-when': 'mode is only' }),
      groups: setOf('Groups of type computers or mixed, with mode `only`.', ref('Group', 'restrict', 'A group.'), {
        'x-when': 'mode is only',
      }),
    }),
  }),
  invariants: [
    oneEach('AccessPermission', {
      id: 'permission-one-per-subject',
      code: 'two-permissions',
      noun: 'AccessPermission',
      lists: [
        { path: 'spec.subjects.users', noun: 'User' },
        { path: 'spec.subjects.groups', noun: 'Group' },
      ],
      fix: 'Leave the subject in one of them: a permission replaces what its role and group would give, it does not add to another.',
    }),
    groupsHold('AccessPermission', 'spec.subjects.groups', 'users'),
    groupsHold('AccessPermission', 'spec.computers.groups', 'computers'),
    {
      id: 'permission-follow-group-for-users',
      says: '`followGroup` is for users; a group follows nothing.',
      check: (_, { touched }) =>
        touched('AccessPermission').flatMap((permission) => {
          const { subjects, computers } = permission.spec
          if (computers.mode !== 'followGroup' || subjects.groups.length === 0) return []
          return problem(
            'group-follows-group',
            `${called(permission)} lets the group \`${subjects.groups[0]}\` follow its group, which only a user has.`,
            'Remove the groups from `spec.subjects`, or choose another mode.',
            [...permission.at('spec.computers.mode'), ...permission.at('spec.subjects.groups', subjects.groups[0])],
          )
        }),
    },
    {
      id: 'permission-lists-with-only',
      says: '`only` comes with a list, and nothing else does.',
      check: (_, { touched }) =>
        touched('AccessPermission').flatMap((permission): Problem[] => {
          const { mode, computers, groups } = permission.spec.computers
          const listed = computers.length + groups.length
          // A list that a deletion has emptied stays empty and reaches nothing; only where a file writes it so is it a mistake.
          if (mode === 'only' && listed === 0 && permission.origin)
            return [
              problem(
                'only-without-list',
                `${called(permission)} allows only what it lists, and lists nothing.`,
                'List computers or groups, or write mode `none`.',
                permission.at('spec.computers.mode'),
              ),
            ]
          if (mode !== undefined && mode !== 'only' && listed > 0)
            return [
              problem(
                'list-without-only',
                `${called(permission)} lists computers or groups, which mode \`${mode}\` does not look at.`,
                'Remove the lists, or write mode `only`.',
                [
                  ...permission.at(computers.length > 0 ? 'spec.computers.computers' : 'spec.computers.groups'),
                  ...permission.at('spec.computers.mode'),
                ],
              ),
            ]
          return []
        }),
    },
    {
      id: 'permission-group-of-the-user',
      says: 'A user whose permission speaks of its group has one; without, it reaches nothing.',
      check: (world, { touched }) =>
        touched('AccessPermission').flatMap((permission) => {
          const { subjects, computers } = permission.spec
          if (computers.mode !== 'followGroup' && computers.mode !== 'ownGroup') return []
          return subjects.users.flatMap((name) => {
            const user = world.find('User', name)
            if (!user || user.spec.group !== undefined) return []
            return problem(
              'no-group-to-follow',
              `${called(permission)} gives \`${name}\` what its group has, but \`${name}\` is in no group and reaches nothing.`,
              `Put \`${name}\` in a group, or choose another mode.`,
              [...permission.at('spec.subjects.users', name), ...user.at()],
            )
          })
        }),
    },
  ],
  columns: [
    { title: 'USERS', path: 'spec.subjects.users' },
    { title: 'GROUPS', path: 'spec.subjects.groups' },
    { title: 'MODE', path: 'spec.computers.mode' },
  ],
  actions: { create: 'permissions.manage', delete: 'permissions.manage', update: 'permissions.manage', upon: 'spec.subjects.users' },
}
