/**
 * A question to the declarations, with the answer that somebody relies on: may these people reach these computers at these times, with
 * which features, under which settings? It is asked at each plan, and a wrong answer stops it. Written once, it guards against every
 * later change of permissions, groups and schedules by whoever doesn't know what hangs on them.
 *
 * It says something about what is declared and is no part of it, so it is local: no World holds it, and no backend ever sees it.
 */
import { groupsHold } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { isObjectNode, type Node, object, oneOf, setOf, text } from '../shape.ts'
import { description, features, featureValues, settings, subjects, targets } from '../vocabulary.ts'

/** What stands empty expects nothing, and is a mistake. */
const notEmpty = { minProperties: 1 } as const

/**
 * Settings as they are found, not as they are set: a secret has no value to compare, a setting that isn't named isn't at its default but
 * not asked about, and none applies sooner or later.
 */
function found(node: Node): Node {
  const { 'x-applies': _, ...rest } = node
  if (!isObjectNode(rest)) return rest
  const properties = Object.entries(rest.properties).flatMap(([key, inner]): [string, Node][] => {
    if (inner['x-secret']) return []
    const one = found(inner)
    if (rest['x-sparse'] && !isObjectNode(one)) delete one.default
    return [[key, one]]
  })
  return { ...rest, properties: Object.fromEntries(properties), ...(rest['x-sparse'] && notEmpty) }
}

export const AccessTest: Kind<'AccessTest'> = {
  name: 'AccessTest',
  plural: 'accesstests',
  guide: ['S1', 'S6', 'S7', 'S9'],
  summary: 'What must be true of access, features and settings, whatever else changes; asked at each plan.',
  displayName: 'none',
  local: true,
  example: `
apiVersion: splashtop.io/v1
kind: AccessTest
metadata: {name: contractors-never-see-the-books}
spec:
  description: Promised to the auditors.
  subjects: {groups: [contractors]}
  targets: {groups: [finance]}
  # 02:30 on the Sunday when it doesn't exist.
  times: ['2026-03-02T10:00', '2026-03-29T02:30']
  expect: {access: deny}
`,
  spec: object('A test of access.', {
    description: description('the test'),
    subjects: {
      ...subjects(),
      description: 'Who is asked about: users, and everyone who is in the groups now.',
    },
    targets: {
      ...targets,
      description: 'Which computers, by name and as members of groups.',
      'x-required': true,
    },
    times: setOf(
      "When: on the team's clocks, or with an offset. A time that the clocks skip is taken as later, one that they show twice as the first. Without any: when the plan is evaluated.",
      text('A time.', { format: 'moment', maxLength: 32 }),
      { maxItems: 1000 },
    ),
    expect: object(
      'What must hold of each of these people, with each of these computers, at each of these times.',
      {
        access: oneOf(['allow', 'deny'], 'Whether the one can reach the other.'),
        features: object(
          "What a session between the two has: the user's features and the computer's settings together, the stricter of the two. [S9]",
          Object.fromEntries(Object.entries(features).map(([feature, says]) => [feature, oneOf(featureValues(feature), says)])),
          { 'x-sparse': true, ...notEmpty },
        ),
        settings: found(
          settings(
            'Settings that each computer has at such a time, with what exclusive access adds to a session of such a user, by section. One of several parts is compared whole. [S1]',
          ),
        ),
      },
      { 'x-required': true, 'x-sparse': true, ...notEmpty },
    ),
  }),
  invariants: [groupsHold('AccessTest', 'spec.subjects.groups', 'users'), groupsHold('AccessTest', 'spec.targets.groups', 'computers')],
  columns: [],
}
