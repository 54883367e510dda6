/** A group of users, of computers, or of both (guide S5). Group administrators are declared here and nowhere else. */
import { called, uniqueDisplayName } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { hasMatch, matchers, matchesOf, placedIn } from '../membership.ts'
import { problem } from '../problem.ts'
import { baseRole, mayAdminister } from '../ranks.ts'
import type { Resource } from '../resource.ts'
import { integer, mapOf, object, oneOf, ref, setOf, text } from '../shape.ts'
import { description, displayName, platforms } from '../vocabulary.ts'

export const Group: Kind<'Group'> = {
  name: 'Group',
  plural: 'groups',
  short: ['group'],
  guide: ['S5', 'S4'],
  summary: 'Users, computers, or both, that are administered and given access together.',
  displayName: 'unique',
  example: `
apiVersion: splashtop.io/v1
kind: Group
metadata: {name: render-nodes}
spec:
  displayName: Render nodes
  type: computers
  admins: [grace]
  match: {hostname: "render-*", os: [linux], priority: 10}
`,
  spec: object('A group.', {
    displayName: displayName('groups'),
    description: description('the group'),
    type: oneOf(
      ['users', 'computers', 'mixed'],
      'What it may hold. In a mixed group every user has access to every computer of it, unless a permission says otherwise. [S5]',
      { 'x-required': true, 'x-immutable': 'replace' },
    ),
    admins: setOf('Group administrators: users with the role group-admin or above. [S4]', ref('User', 'remove', 'A user.')),
    match: object(
      'Computers that fall into the group by themselves, unless something else put them elsewhere. All that is given must hold.',
      {
        hostname: text('The name of the computer; `*` stands for any characters, `?` for one; case does not count.', {
          minLength: 1,
          maxLength: 253,
        }),
        os: setOf('Operating systems.', oneOf(platforms, 'An operating system.')),
        labels: mapOf('Labels that the computer bears in `metadata.labels`.', text('The value.', { maxLength: 1024 }), {
          maxProperties: 64,
        }),
        priority: integer('When several groups match, the highest wins.', -1000, 1000, { default: 0 }),
      },
    ),
  }),
  invariants: [
    uniqueDisplayName('Group', 'groups'),
    {
      id: 'group-admins-may-administer',
      says: 'A group administrator has the role group-admin or above. [S4]',
      check(world, { touched }) {
        const groups = new Set(touched('Group'))
        // A role reaches a group through users who bear it, two references away: the groups of those are looked at too.
        const roles = new Set(touched('Role').map((role) => role.name))
        if (roles.size > 0 || touched('Team').length > 0) {
          const byAdmin = world.index('Group', 'admins', (group) => group.spec.admins)
          for (const name of byAdmin.keys()) {
            const user = world.find('User', name)
            if (user && baseRole(world, user.spec.role) !== user.spec.role) for (const group of byAdmin.get(name) ?? []) groups.add(group)
          }
        }
        return [...groups].flatMap((group) =>
          group.spec.admins.flatMap((name) => {
            const user = world.find('User', name)
            if (!user || mayAdminister(world, user)) return []
            return problem(
              'admin-without-role',
              `Group \`${group.name}\` names \`${name}\` as its administrator, whose role is \`${user.spec.role}\`.`,
              `Give \`${name}\` the role \`group-admin\` or above, or remove it from \`spec.admins\`.`,
              [...group.at('spec.admins', name), ...user.at('spec.role')],
            )
          }),
        )
      },
    },
    {
      id: 'group-match-holds-computers',
      says: 'Only a group that may hold computers has a `match`.',
      check: (_, { touched }) =>
        touched('Group').flatMap((group) =>
          group.spec.type === 'users' && hasMatch(group)
            ? problem(
                'match-without-computers',
                `Group \`${group.name}\` holds users only, but matches computers.`,
                'Remove `spec.match`, or make the group `computers` or `mixed`.',
                [...group.at('spec.match'), ...group.at('spec.type')],
              )
            : [],
        ),
    },
    {
      id: 'group-match-without-tie',
      says: 'No computer is matched by two groups at the same, highest priority.',
      check(world, { touched, before }) {
        // A group that goes, or steps back, can lay a tie bare which it decided before: then every computer is looked at.
        if (matchers(world).length < 2) return []
        const former = before ? matchers(before).map(({ group }) => group.key) : []
        const moved = new Set(touched('Group').map((group) => group.key))
        const all = matchers(world).some(({ group }) => moved.has(group.key)) || former.some((key) => moved.has(key) || !world.has(key))
        // One computer shows a pair: the first by name, whatever the order in which they come.
        const ties = new Map<string, [Resource<'Group'>, Resource<'Group'>, Resource<'Computer'>]>()
        for (const computer of all ? world.of('Computer') : touched('Computer')) {
          if (placedIn(world, computer) !== undefined) continue
          const [one, other] = matchesOf(world, computer)
          if (!one || !other) continue
          const pair = `${one.name} ${other.name}`
          const shown = ties.get(pair)
          if (!shown || computer.name < shown[2].name) ties.set(pair, [one, other, computer])
        }
        return [...ties.values()].map(([one, other, computer]) =>
          problem(
            'match-tie',
            `${called(computer)} is matched by two groups at priority ${one.spec.match.priority}: \`${one.name}\` and \`${other.name}\`.`,
            "Give one of them a higher `priority`, narrow its `match`, or name the computer's group.",
            [...one.at('spec.match'), ...other.at('spec.match'), ...computer.at()],
          ),
        )
      },
    },
  ],
  columns: [
    { title: 'TYPE', path: 'spec.type' },
    { title: 'ADMINS', path: 'spec.admins' },
    { title: 'MATCH', path: 'spec.match.hostname' },
  ],
  actions: { create: 'groups.create', delete: 'groups.delete', update: 'groups.edit', fields: { 'spec.admins': 'groups.admins' } },
}
