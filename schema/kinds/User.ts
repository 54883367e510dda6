/** A person of the team (guide S4). A user is in at most one group (S5): a single reference makes more impossible. */
import { groupsHold, noTwo, written } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { problem } from '../problem.ts'
import { flag, object, oneOf, ref, text } from '../shape.ts'
import { builtinRoles, displayName } from '../vocabulary.ts'

export const User: Kind<'User'> = {
  name: 'User',
  plural: 'users',
  short: ['user'],
  guide: ['S4', 'S5'],
  summary: 'A person who signs in, with a role, at most one group, and a way to prove who they are.',
  displayName: 'free',
  example: `
apiVersion: splashtop.io/v1
kind: User
metadata: {name: grace}
spec:
  displayName: Grace Hopper
  email: grace@acme.example
  role: group-admin
  group: engineering
  authentication: entra
`,
  spec: object('A person of the team.', {
    displayName: displayName(undefined),
    email: text('The address that signs in and gets the invitation. Unique in the team, compared without case. [S4]', {
      format: 'email',
      maxLength: 254,
      'x-equal': 'lowercase',
      'x-required': true,
    }),
    role: ref(
      'Role',
      'restrict',
      'What the person may administer: a built-in role or a custom one. The owner is named in Team alone. [S4]',
      {
        default: 'member',
        builtin: builtinRoles,
      },
    ),
    group: ref('Group', 'unset', 'The one group that the person is in; of type users or mixed. [S5]', { nullable: true }),
    authentication: ref('SsoMethod', 'restrict', 'How the person signs in: `password`, or the name of an SsoMethod. [S3]', {
      default: 'password',
      builtin: ['password'],
    }),
    licence: oneOf(['access', 'technician'], 'The seat that the person takes. Attended access and one-to-many need `technician`. [S10]', {
      default: 'access',
    }),
    disabled: flag('A disabled user keeps everything but may do nothing.', { default: false }),
  }),
  invariants: [
    noTwo('User', {
      id: 'user-email-unique',
      says: 'No two users have the same e-mail address, whatever its case.',
      code: 'duplicate-email',
      path: 'spec.email',
      keys(user) {
        const email = written(user, 'email')
        return email === undefined ? [] : [email.toLowerCase()]
      },
      fold: (text) => text.toLowerCase(),
      message: (one, other) => `Users \`${one.name}\` and \`${other.name}\` have the same e-mail address ${written(one, 'email')}.`,
      fix: 'An address belongs to one user: remove one of the two, or mend its address.',
    }),
    {
      id: 'user-role-owner',
      says: 'The owner is named in Team; no user has the role `owner`.',
      check: (_, { touched }) =>
        touched('User').flatMap((user) =>
          written(user, 'role') === 'owner'
            ? problem(
                'owner-role',
                `User \`${user.name}\` has the role \`owner\`, which nobody is given.`,
                'Name the owner in `spec.owner` of the Team, and remove `role` here (or give one that holds beside it).',
                user.at('spec.role'),
              )
            : [],
        ),
    },
    groupsHold('User', 'spec.group', 'users'),
  ],
  columns: [
    { title: 'EMAIL', path: 'spec.email' },
    { title: 'ROLE', path: 'spec.role' },
    { title: 'GROUP', path: 'spec.group' },
    { title: 'LICENCE', path: 'spec.licence' },
    { title: 'INVITATION', path: 'status.invitation' },
  ],
  actions: {
    create: 'users.invite',
    delete: 'users.remove',
    update: 'users.edit',
    fields: { 'spec.role': 'users.role', 'spec.group': 'users.group' },
  },
  settle({ resource, world }) {
    // Who signs in through an identity provider needs no invitation [S3]; nor does the owner, who was there before the team.
    const known = resource.spec.authentication !== 'password' || world.find('Team', world.team)?.spec.owner === resource.name
    const former = resource.status.invitation as string | undefined
    return { ...resource.status, invitation: known ? 'accepted' : (former ?? 'pending') }
  },
}
