/** A person of the team (guide S4). A user is in at most one group (S5): a single reference makes more impossible. */
import type { Kind } from '../kind.ts'
import { problem } from '../problem.ts'
import { flag, object, oneOf, ref, text } from '../shape.ts'

export const builtinRoles = ['owner', 'super-admin', 'admin', 'group-admin', 'member'] as const

export const User: Kind<'User'> = {
  name: 'User',
  plural: 'users',
  short: ['user'],
  guide: ['S4', 'S5'],
  summary: 'A person who signs in, with a role, at most one group, and a way to prove who they are.',
  displayName: 'free',
  spec: object('A person of the team.', {
    displayName: text('The name that people read; 1 to 128 characters.', { minLength: 1, maxLength: 128 }),
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
    {
      id: 'user-email-unique',
      says: 'No two users have the same e-mail address, whatever its case.',
      check(world, { touched }) {
        const byEmail = world.index('User', 'email', (user) => (user.spec.email ? [user.spec.email.toLowerCase()] : []))
        return touched('User').flatMap((user) => {
          const twins = (user.spec.email && byEmail.get(user.spec.email.toLowerCase())) || []
          const other = twins.find((twin) => twin.key !== user.key)
          if (!other) return []
          return problem(
            'duplicate-email',
            `Users \`${user.name}\` and \`${other.name}\` have the same e-mail address ${user.spec.email}.`,
            'An address belongs to one user: remove one of the two, or mend its address.',
            [...user.at('spec.email'), ...other.at('spec.email')],
          )
        })
      },
    },
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
  settle({ resource }) {
    return { ...resource.status, invitation: (resource.status.invitation as string | undefined) ?? 'pending' }
  },
}
