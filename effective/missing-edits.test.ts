/**
 * The least that would have to change, spelt out: what is missing, what to do, and the edits that do it. Each edit is made by missing.test.ts,
 * too. Long because it is one table.
 */
import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { missingOf } from './missing.ts'

type Told = [says: string, fix: string, edits: string]

test.each<[string, string[], Told[]]>([
  [
    'the owner has a permission of its own that gives nothing',
    ['Team acme {owner: ann}', 'User ann {}', 'Computer pc {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: none}}'],
    [
      [
        'AccessPermission p names ann itself and gives nothing (mode none), which overrides what the role owner gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role owner gives.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
      [
        'AccessPermission p decides for ann and gives nothing (mode none)',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["pc"]}',
      ],
    ],
  ],
  [
    'a super administrator has one that says nothing of computers',
    ['User ann {role: super-admin}', 'Computer pc {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {}}'],
    [
      [
        'AccessPermission p names ann itself and says nothing of computers, which overrides what the role super-admin gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role super-admin gives.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
      [
        'AccessPermission p decides for ann and says nothing of computers',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["pc"]}',
      ],
    ],
  ],
  [
    'an administrator has one that lists a group',
    ['User ann {role: admin}', 'Computer pc {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only, groups: [lab]}}'],
    [
      [
        'AccessPermission p decides for ann and lists only group lab',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p.',
        'AccessPermission/p spec.computers.computers add "pc"',
      ],
      [
        'AccessPermission p names ann itself and lists only group lab, which overrides what the role admin gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role admin gives in its place.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
    ],
  ],
  [
    'four are listed',
    [
      'User ann {role: admin}',
      'Computer pc {}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only, groups: [lab, hall], computers: [a, b]}}',
    ],
    [
      [
        'AccessPermission p decides for ann and lists only group hall, group lab, a, b',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p.',
        'AccessPermission/p spec.computers.computers add "pc"',
      ],
      [
        'AccessPermission p names ann itself and lists only group hall, group lab, a, b, which overrides what the role admin gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role admin gives in its place.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
    ],
  ],
  [
    'five are listed',
    [
      'User ann {role: admin}',
      'Computer pc {}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only, groups: [lab, hall], computers: [a, b, c]}}',
    ],
    [
      [
        'AccessPermission p decides for ann and lists only group hall, group lab, a and 2 more',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p.',
        'AccessPermission/p spec.computers.computers add "pc"',
      ],
      [
        'AccessPermission p names ann itself and lists only group hall, group lab, a and 2 more, which overrides what the role admin gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role admin gives in its place.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
    ],
  ],
  [
    'an administrator without a group has one for its own group',
    ['User ann {role: admin}', 'Computer pc {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: ownGroup}}'],
    [
      [
        'AccessPermission p names ann itself with mode ownGroup, which overrides what the role admin gives',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, so that ann has what the role admin gives.',
        'AccessPermission/p spec.subjects.users remove "ann"',
      ],
      [
        'AccessPermission p gives ann the computers of its own group, and ann is in no group',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["pc"]}',
      ],
    ],
  ],
  [
    'a group administrator, a computer of another group',
    [
      'User ann {role: group-admin}',
      'Computer pc {group: hall}',
      'Group hall {type: computers}',
      'Group lab {type: computers, admins: [ann]}',
    ],
    [
      [
        'ann administers group lab only, and pc is in group hall',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [lab], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["lab"]}}}',
      ],
      [
        'ann administers group lab only, and pc is in group hall',
        'Add `ann` to `spec.admins` of Group/hall, if ann is to administer it.',
        'Group/hall spec.admins add "ann"',
      ],
    ],
  ],
  [
    'a group administrator of users, a computer in no group',
    ['User ann {role: group-admin}', 'Computer pc {}', 'Group lab {type: users, admins: [ann]}'],
    [
      [
        'ann administers group lab only, and pc is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`; it alone decides then, and ann no longer follows what it administers.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"]}}}',
      ],
    ],
  ],
  [
    'a group administrator of three groups, a computer in none',
    [
      'User ann {role: group-admin}',
      'Computer pc {}',
      'Group a {type: computers, admins: [ann]}',
      'Group b {type: computers, admins: [ann]}',
      'Group c {type: computers, admins: [ann]}',
    ],
    [
      [
        'ann administers groups a, b, c only, and pc is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [a, b, c], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["a","b","c"]}}}',
      ],
      [
        'ann administers groups a, b, c only, and pc is in no group',
        'Put `pc` in a group that ann administers: `spec.group: a` in Computer/pc (or b, c); whoever reaches that group would have it too.',
        'Computer/pc spec.group set "a"',
      ],
    ],
  ],
  [
    'a group administrator of five groups, a computer in none',
    [
      'User ann {role: group-admin}',
      'Computer pc {}',
      'Group aa {type: users, admins: [ann]}',
      'Group a {type: computers, admins: [ann]}',
      'Group b {type: computers, admins: [ann]}',
      'Group c {type: computers, admins: [ann]}',
      'Group d {type: computers, admins: [ann]}',
    ],
    [
      [
        'ann administers groups a, aa, b, c, d only, and pc is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [a, b, c, d], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["a","b","c","d"]}}}',
      ],
      [
        'ann administers groups a, aa, b, c, d only, and pc is in no group',
        'Put `pc` in a group that ann administers: `spec.group: a` in Computer/pc (or b, c, …); whoever reaches that group would have it too.',
        'Computer/pc spec.group set "a"',
      ],
    ],
  ],
  [
    'nobody said anything, and groups have the computer',
    [
      'User ann {}',
      'Computer pc {group: b}',
      'Group b {type: mixed}',
      'Group c {type: computers}',
      'Group a {type: users}',
      'AccessPermission g {subjects: {groups: [a, c]}, computers: {mode: all}}',
    ],
    [
      [
        'no AccessPermission names ann, and ann is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"]}}}',
      ],
      [
        'no AccessPermission names ann, and ann is in no group',
        'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: a` in User/ann (or b).',
        'User/ann spec.group set "a"',
      ],
    ],
  ],
  [
    'a permission for its own group, and groups have the computer',
    [
      'User ann {}',
      'Computer pc {group: b}',
      'Group b {type: mixed}',
      'Group a {type: users}',
      'AccessPermission g {subjects: {groups: [a]}, computers: {mode: all}}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: ownGroup}}',
    ],
    [
      [
        'AccessPermission p gives ann the computers of its own group, and ann is in no group',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["pc"]}',
      ],
      [
        'AccessPermission p gives ann the computers of its own group, and ann is in no group',
        'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: b` in User/ann.',
        'User/ann spec.group set "b"',
      ],
    ],
  ],
  [
    'a permission to follow a group that is not there',
    ['User ann {}', 'Computer pc {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: followGroup}}'],
    [
      [
        'AccessPermission p gives ann what its group has, and ann is in no group',
        'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["pc"]}',
      ],
    ],
  ],
  [
    'the name of a new permission is taken, and the next',
    [
      'User ann {}',
      'Computer pc {}',
      'AccessPermission ann {subjects: {users: [bob]}, computers: {mode: all}}',
      'AccessPermission ann-2 {subjects: {users: [cy]}, computers: {mode: all}}',
    ],
    [
      [
        'no AccessPermission names ann, and ann is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        'AccessPermission/ann-3 set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"]}}}',
      ],
    ],
  ],
  [
    'a mixed group without a permission',
    ['User ann {group: crew}', 'Computer pc {group: lab}', 'Group lab {type: computers}', 'Group crew {type: mixed}'],
    [
      [
        'no AccessPermission names ann or its group crew, which therefore has its own computers, and pc is in group lab',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
      [
        'no AccessPermission names ann or its group crew, which therefore has its own computers, and pc is in group lab',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; everyone in group crew would have it.',
        'AccessPermission/crew set {"spec":{"subjects":{"groups":["crew"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
    ],
  ],
  [
    'a group of users without a permission',
    ['User ann {group: crew}', 'Computer pc {}', 'Group crew {type: users}'],
    [
      [
        'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"]}}}',
      ],
      [
        'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, computers: [pc]}`; everyone in group crew would have it.',
        'AccessPermission/crew set {"spec":{"subjects":{"groups":["crew"]},"computers":{"mode":"only","computers":["pc"]}}}',
      ],
    ],
  ],
  [
    'a permission of the group, and of others',
    [
      'User ann {group: crew}',
      'Computer pc {}',
      'Group crew {type: users}',
      'AccessPermission g {subjects: {groups: [crew, x]}, computers: {mode: only, computers: [mac]}}',
    ],
    [
      [
        'AccessPermission g decides for group crew and lists only mac',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [mac, pc]}`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["mac","pc"]}}}',
      ],
      [
        'AccessPermission g decides for group crew and lists only mac',
        'Add `pc` to `spec.computers.computers` of AccessPermission/g; everyone in group crew, everyone in group x would have it too.',
        'AccessPermission/g spec.computers.computers add "pc"',
      ],
    ],
  ],
  [
    'a permission of three others, and of four',
    ['User ann {}', 'Computer pc {}', 'AccessPermission g {subjects: {users: [ann, b, c, d]}, computers: {mode: only, computers: [mac]}}'],
    [
      [
        'AccessPermission g decides for ann and lists only mac',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/g, and declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [mac, pc]}`; it alone decides then, and ann no longer follows AccessPermission/g.',
        'AccessPermission/g spec.subjects.users remove "ann"; AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["mac","pc"]}}}',
      ],
      [
        'AccessPermission g decides for ann and lists only mac',
        'Add `pc` to `spec.computers.computers` of AccessPermission/g; b, c, d would have it too.',
        'AccessPermission/g spec.computers.computers add "pc"',
      ],
    ],
  ],
  [
    'a group administrator in the group that it administers',
    ['User ann {role: group-admin, group: crew}', 'Computer pc {}', 'Group crew {type: mixed, admins: [ann]}'],
    [
      [
        'ann administers group crew only, and pc is in no group',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers and group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
      [
        'ann administers group crew only, and pc is in no group',
        'Put `pc` in a group that ann administers: `spec.group: crew` in Computer/pc; whoever reaches that group would have it too.',
        'Computer/pc spec.group set "crew"',
      ],
      [
        'no AccessPermission names ann or its group crew, which therefore has its own computers, and pc is in no group',
        'Declare an AccessPermission with `subjects: {groups: [crew]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; everyone in group crew would have it.',
        'AccessPermission/crew set {"spec":{"subjects":{"groups":["crew"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
    ],
  ],
  [
    'a mixed group whose permission is its own',
    [
      'User ann {group: crew}',
      'Computer pc {group: lab}',
      'Group lab {type: computers}',
      'Group crew {type: mixed}',
      'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: ownGroup}}',
    ],
    [
      [
        'AccessPermission g gives group crew the computers of its own group, and pc is in group lab',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
      [
        'AccessPermission g gives group crew the computers of its own group, and pc is in group lab',
        'Write `computers: {mode: only, groups: [crew], computers: [pc]}` in AccessPermission/g; everyone in group crew would have it too.',
        'AccessPermission/g spec.computers set {"mode":"only","computers":["pc"],"groups":["crew"]}',
      ],
    ],
  ],
  [
    'a permission by which several groups have their own: it stays as it is',
    [
      'User ann {group: crew}',
      'Computer pc {group: lab}',
      'Group lab {type: computers}',
      'Group crew {type: mixed}',
      'Group band {type: mixed}',
      'AccessPermission g {subjects: {groups: [crew, band]}, computers: {mode: ownGroup}}',
    ],
    [
      [
        'AccessPermission g gives group crew the computers of its own group, and pc is in group lab',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
    ],
  ],
  [
    'a permission by which two users have what is of their groups: it stays as it is for the other',
    [
      'User ann {group: crew}',
      'User bob {group: band}',
      'Computer pc {group: lab}',
      'Group lab {type: computers}',
      'Group crew {type: mixed}',
      'Group band {type: mixed}',
      'AccessPermission p {subjects: {users: [ann, bob]}, computers: {mode: ownGroup}}',
    ],
    [
      [
        'AccessPermission p gives ann the computers of its own group, and pc is in group lab',
        'Remove `ann` from `spec.subjects.users` of AccessPermission/p, and declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [crew], computers: [pc]}`; it alone decides then, and ann no longer follows AccessPermission/p.',
        'AccessPermission/p spec.subjects.users remove "ann"; AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["pc"],"groups":["crew"]}}}',
      ],
    ],
  ],
  [
    'what its group has, by a permission of its own',
    [
      'User ann {group: crew}',
      'Computer pc {group: lab}',
      'Group lab {type: computers}',
      'Group crew {type: users}',
      'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: only, computers: [mac], groups: [hall]}}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: followGroup}}',
    ],
    [
      [
        'AccessPermission p gives ann what group crew has, which leaves out pc',
        'Write `computers: {mode: only, groups: [hall], computers: [mac, pc]}` in AccessPermission/p.',
        'AccessPermission/p spec.computers set {"mode":"only","computers":["mac","pc"],"groups":["hall"]}',
      ],
      [
        'AccessPermission g decides for group crew and lists only group hall, mac',
        'Add `pc` to `spec.computers.computers` of AccessPermission/g; everyone in group crew would have it too.',
        'AccessPermission/g spec.computers.computers add "pc"',
      ],
    ],
  ],
  [
    'more than can be copied',
    [
      'User ann {group: crew}',
      'Computer pc {group: lab}',
      'Group lab {type: computers}',
      'Group crew {type: users}',
      'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: only, computers: [a, b, c, d, e, f, g, h], groups: [hall]}}',
    ],
    [
      [
        'AccessPermission g decides for group crew and lists only group hall, a, b and 6 more',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers` with `mode: only` that lists the 1 group and 8 computers that ann has now, and `pc`; it alone decides then, and ann no longer follows group crew.',
        'AccessPermission/ann set {"spec":{"subjects":{"users":["ann"]},"computers":{"mode":"only","computers":["a","b","c","d","e","f","g","h","pc"],"groups":["hall"]}}}',
      ],
      [
        'AccessPermission g decides for group crew and lists only group hall, a, b and 6 more',
        'Add `pc` to `spec.computers.computers` of AccessPermission/g; everyone in group crew would have it too.',
        'AccessPermission/g spec.computers.computers add "pc"',
      ],
    ],
  ],
  [
    'a permission of its own that gives what the group does not: leaving it would take that away',
    [
      'User ann {group: crew}',
      'Computer pc {}',
      'Computer mac {}',
      'Group crew {type: users}',
      'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: only, computers: [pc]}}',
      'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only, computers: [mac]}}',
    ],
    [
      [
        'AccessPermission p decides for ann and lists only mac',
        'Add `pc` to `spec.computers.computers` of AccessPermission/p.',
        'AccessPermission/p spec.computers.computers add "pc"',
      ],
    ],
  ],
])('%s', (_, lines, expected) => {
  const e = effective(worldOf(lines.join('\n')))
  const [user, computer] = [e.world.find('User', 'ann') as Resource<'User'>, e.world.find('Computer', 'pc') as Resource<'Computer'>]
  const told = missingOf(e, user, computer, 0).map(({ says, fix, edits }): Told => {
    const made = edits.map(({ key, path, op, value }) =>
      [key.replace('/acme/', '/'), path, op, JSON.stringify(value)].filter(Boolean).join(' '),
    )
    return [says, fix, made.join('; ')]
  })
  expect(told).toEqual(expected)
})
