/** A custom role (guide S4, "delegation soon"): a built-in one, with some actions more or less. The built-in roles always exist and aren't declared. */
import { actions, adminActions } from '../actions.ts'
import type { Kind } from '../kind.ts'
import { problem } from '../problem.ts'
import type { Resource } from '../resource.ts'
import { object, oneOf, ref, setOf } from '../shape.ts'
import { builtinRoles, description, displayName } from '../vocabulary.ts'

const action = oneOf(Object.keys(actions), 'An action.')

export const Role: Kind<'Role'> = {
  name: 'Role',
  plural: 'roles',
  guide: ['S4'],
  summary: 'A role of your own: a built-in one, with some actions granted or denied.',
  displayName: 'free',
  example: `
apiVersion: splashtop.io/v1
kind: Role
metadata: {name: onboarding}
spec:
  displayName: Onboarding
  extends: member
  grants: [users.invite, users.group]
`,
  spec: object('A custom role.', {
    displayName: displayName(undefined),
    description: description('the role'),
    extends: ref('Role', 'restrict', 'The role that this one begins with, and counts as wherever the guide speaks of roles.', {
      builtin: builtinRoles,
      'x-required': true,
    }),
    grants: setOf(
      'Actions that it may do beside those of the role that it extends, as an administrator may and never more; a role that extends group-admin within its groups alone.',
      action,
    ),
    denies: setOf('Actions that it may not do; a denial wins over every grant.', action),
  }),
  invariants: [
    {
      id: 'role-grants-within-admin',
      says: "A custom role grants nothing that administrators don't have.",
      check: (_, { touched }) =>
        touched('Role').flatMap((role) =>
          role.spec.grants
            .filter((grant) => !(adminActions as readonly string[]).includes(grant))
            .map((grant) =>
              problem(
                'grant-exceeds-admin',
                `Role \`${role.name}\` grants \`${grant}\`, which administrators themselves may not do.`,
                'Remove the grant: what only the owner and super administrators may do is not delegated.',
                role.at('spec.grants', grant),
              ),
            ),
        ),
    },
    {
      id: 'role-never-owner',
      says: 'No role extends `owner`: there is one owner, named in Team.',
      check: (_, { touched }) =>
        touched('Role').flatMap((role) =>
          role.spec.extends === 'owner'
            ? problem(
                'role-extends-owner',
                `Role \`${role.name}\` extends \`owner\`, of whom there is one, named in Team.`,
                'Extend `super-admin` or a lower role.',
                role.at('spec.extends'),
              )
            : [],
        ),
    },
    {
      id: 'role-no-cycle',
      says: 'No role extends itself, through however many others.',
      check(world, { touched }) {
        const told = new Set<string>()
        const next = ({ spec }: Resource<'Role'>) => (spec.extends === undefined ? undefined : world.find('Role', spec.extends))
        return touched('Role').flatMap((role) => {
          const path = [role]
          for (let at = next(role); at !== undefined; at = next(at)) {
            if (at.key === role.key) {
              const least = path.reduce((first, one, i) => (one.name < (path[first] as Resource).name ? i : first), 0)
              const circle = [...path.slice(least), ...path.slice(0, least)]
              const id = circle.map((one) => one.name).join(' ')
              if (told.has(id)) return []
              told.add(id)
              return problem(
                'role-cycle',
                `Roles extend each other in a circle: ${[...circle, circle[0] ?? role].map((one) => `\`${one.name}\``).join(' → ')}.`,
                'Let one of them extend a built-in role.',
                circle.flatMap((one) => one.at('spec.extends')),
              )
            }
            if (path.includes(at)) return [] // a circle further on, which is told by those in it
            path.push(at)
          }
          return []
        })
      },
    },
  ],
  columns: [
    { title: 'EXTENDS', path: 'spec.extends' },
    { title: 'GRANTS', path: 'spec.grants' },
    { title: 'DENIES', path: 'spec.denies' },
  ],
  actions: { create: 'roles.manage', delete: 'roles.manage', update: 'roles.manage' },
}
