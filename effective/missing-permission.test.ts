import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { missingOf } from './missing.ts'
import { timeOf } from './time.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'

/** What is said, of which field, the fix, how many edits, and from when on. */
type Told = [says: string, where: string, fix: string, edits: number, from: string | undefined]

test.each<[string, string[], string, Told[]]>([
  [
    'own only, many others',
    [
      'User ann {}',
      'User bob {}',
      'Group g {type: users}',
      'Group h {type: computers}',
      'AccessPermission p {subjects: {users: [ann, bob], groups: [g]}, computers: {mode: only, computers: [a, b, c], groups: [h, i]}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p decides for ann and lists only group h, group i, a and 2 more',
        'AccessPermission/acme/p spec.computers.computers',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, and declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [h, i], computers: [a, b, c, pc]}`; it alone decides then, and ann no longer follows AccessPermission/p.',
        2,
        undefined,
      ],
      [
        'AccessPermission p decides for ann and lists only group h, group i, a and 2 more',
        'AccessPermission/acme/p spec.computers.computers',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p; everyone in group g, bob would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own only, empty',
    ['User ann {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p decides for ann and lists nothing',
        'AccessPermission/acme/p spec.computers',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own only, five others',
    ['User ann {}', 'AccessPermission p {subjects: {users: [ann, b, c, d, e]}, computers: {mode: only, computers: [x]}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p decides for ann and lists only x',
        'AccessPermission/acme/p spec.computers.computers',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, and declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [x, pc]}`; it alone decides then, and ann no longer follows AccessPermission/p.',
        2,
        undefined,
      ],
      [
        'AccessPermission p decides for ann and lists only x',
        'AccessPermission/acme/p spec.computers.computers',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p; b, c and 2 more would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own none + group gives + admin',
    [
      'User ann {role: group-admin}',
      'Group lab {type: computers, admins: [ann], match: {hostname: pc}}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: none}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p names ann itself and gives nothing (mode none), which overrides what administering group lab gives',
        'AccessPermission/acme/p spec.subjects.users ann',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what administering group lab gives.',
        1,
        undefined,
      ],
      [
        'AccessPermission p decides for ann and gives nothing (mode none)',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own without mode',
    ['User ann {}', 'AccessPermission p {subjects: {users: [ann]}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p decides for ann and says nothing of computers',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own followGroup, no group',
    ['User ann {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: followGroup}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p gives ann what its group has, and ann is in no group',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own ownGroup, no group, a mixed group has it',
    [
      'User ann {}',
      'Group crew {type: mixed, match: {hostname: pc}}',
      'Group crew2 {type: mixed}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: ownGroup}}',
      'AccessPermission q {subjects: {groups: [crew2]}, computers: {mode: all}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p gives ann the computers of its own group, and ann is in no group',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        1,
        undefined,
      ],
      [
        'AccessPermission p gives ann the computers of its own group, and ann is in no group',
        'User/acme/ann spec.group',
        'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: crew` in User/ann.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'own ownGroup in mixed',
    ['User ann {group: crew}', 'Group crew {type: mixed}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: ownGroup}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p gives ann the computers of its own group, and pc is in no group',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, groups: [crew], computers: [pc]}` in AccessPermission/p.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group ownGroup in mixed',
    [
      'User ann {group: crew}',
      'Group crew {type: mixed}',
      'Group lab {type: computers, match: {hostname: pc}}',
      'AccessPermission p {subjects: {groups: [crew]}, computers: {mode: ownGroup}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p gives group crew the computers of its own group, and pc is in group lab',
        'AccessPermission/acme/p spec.computers.mode',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        1,
        undefined,
      ],
      [
        'AccessPermission p gives group crew the computers of its own group, and pc is in group lab',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, groups: [crew], computers: [pc]}` in AccessPermission/p; everyone in group crew would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group none',
    ['User ann {group: crew}', 'Group crew {type: users}', 'AccessPermission p {subjects: {groups: [crew]}, computers: {mode: none}}'],
    '2026-03-03T18:00',
    [
      [
        'AccessPermission p decides for group crew and gives nothing (mode none)',
        'AccessPermission/acme/p spec.computers.mode',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        1,
        undefined,
      ],
      [
        'AccessPermission p decides for group crew and gives nothing (mode none)',
        'AccessPermission/acme/p spec.computers.mode',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p; everyone in group crew would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group without permission, mixed',
    ['User ann {group: crew}', 'Group crew {type: mixed}'],
    '2026-03-03T18:00',
    [
      [
        'no AccessPermission names ann or its group crew, which therefore has its own computers, and pc is in no group',
        'User/acme/ann spec.group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        1,
        undefined,
      ],
      [
        'no AccessPermission names ann or its group crew, which therefore has its own computers, and pc is in no group',
        'User/acme/ann spec.group',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; everyone in group crew would have it.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group without permission, users, name taken',
    ['User ann {group: crew}', 'Group crew {type: users}', 'AccessPermission crew {subjects: {}, computers: {mode: none}}'],
    '2026-03-03T18:00',
    [
      [
        'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own',
        'User/acme/ann spec.group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        1,
        undefined,
      ],
      [
        'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own',
        'User/acme/ann spec.group',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, computers: [pc]}`; everyone in group crew would have it.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'groupless, several groups',
    [
      'User ann {}',
      'Group a {type: users}',
      'AccessPermission a {subjects: {groups: [a]}, computers: {mode: all}}',
      'Group b {type: users}',
      'AccessPermission b {subjects: {groups: [b]}, computers: {mode: all}}',
      'Group c {type: users}',
      'AccessPermission c {subjects: {groups: [c]}, computers: {mode: all}}',
      'Group d {type: users}',
      'AccessPermission d {subjects: {groups: [d]}, computers: {mode: all}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann ',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        1,
        undefined,
      ],
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann spec.group',
        'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: a` in User/ann (or b, c, …).',
        1,
        undefined,
      ],
    ],
  ],
  [
    'groupless, two groups',
    [
      'User ann {}',
      'Group a {type: users}',
      'AccessPermission a {subjects: {groups: [a]}, computers: {mode: all}}',
      'Group b {type: users}',
      'AccessPermission b {subjects: {groups: [b]}, computers: {mode: all}}',
    ],
    '2026-03-03T18:00',
    [
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann ',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        1,
        undefined,
      ],
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann spec.group',
        'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: a` in User/ann (or b).',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group admin of two, no place',
    ['User ann {role: group-admin}', 'Group x {type: computers, admins: [ann]}', 'Group y {type: computers, admins: [ann]}'],
    '2026-03-03T18:00',
    [
      [
        'ann administers groups x, y only, and pc is in no group',
        'Computer/acme/pc spec.group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [x, y], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers.',
        1,
        undefined,
      ],
      [
        'ann administers groups x, y only, and pc is in no group',
        'Computer/acme/pc spec.group',
        'Put `pc` in a group that ann administers: `spec.group: x` in Computer/pc (or y); whoever reaches that group would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group admin of none, in a group',
    ['User ann {role: group-admin, group: crew}', 'Group crew {type: users}', 'Group lab {type: computers, match: {hostname: pc}}'],
    '2026-03-03T18:00',
    [
      [
        'ann administers no group, and pc is in group lab',
        'Group/acme/lab spec.admins',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        1,
        undefined,
      ],
      [
        'ann administers no group, and pc is in group lab',
        'Group/acme/lab spec.admins',
        'Add `ann` to `spec.admins` of Group/lab, if ann is to administer it.',
        1,
        undefined,
      ],
      [
        'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own',
        'User/acme/ann spec.group',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, computers: [pc]}`; everyone in group crew would have it.',
        1,
        undefined,
      ],
    ],
  ],
])('what a user always reaches: %s', (_, lines, at, told) => {
  const world = worldOf([team, 'Computer pc {}', ...lines].join('\n'))
  const e = effective(world)
  const [ann, pc] = [world.find('User', 'ann') as Resource<'User'>, world.find('Computer', 'pc') as Resource<'Computer'>]
  const found = missingOf(e, ann, pc, timeOf(at, e.zone)).map(
    ({ says, key, path, entry, fix, edits, from }): Told => [
      says,
      `${key} ${path}${entry === undefined ? '' : ` ${entry}`}`,
      fix,
      edits.length,
      from === undefined ? undefined : new Date(from).toISOString(),
    ],
  )
  expect(found).toEqual(told)
})
