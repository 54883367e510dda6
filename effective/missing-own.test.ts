/** What an advice keeps, what it costs, and whom it lets in besides: that nobody loses by it what the words don't tell. */
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { missingOf } from './missing.ts'

/** What ann is told who doesn't reach pc; a line about the team or about pc stands in place of the usual one. */
function missing(...lines: string[]) {
  const usual = ['Team acme {owner: olga}', 'Computer pc {}'].filter(
    (line) => !lines.some((one) => one.startsWith(line.slice(0, line.indexOf('{')))),
  )
  const e = effective(worldOf([...usual, ...lines].join('\n')))
  const [user, computer] = [e.world.find('User', 'ann'), e.world.find('Computer', 'pc')]
  return missingOf(e, user as Resource<'User'>, computer as Resource<'Computer'>, 0)
}
const fixes = (...lines: string[]) => missing(...lines).map(({ fix }) => fix)

describe('that a user leaves its own permission is advised', () => {
  const crew = ['User ann {group: crew}', 'Group crew {type: users}', 'Group lab {type: computers}', 'Group hall {type: computers}']
  const own = (lists: string) => `AccessPermission own {subjects: {users: [ann]}, computers: {mode: only, ${lists}}}`
  const group = (lists: string) => `AccessPermission g {subjects: {groups: [crew]}, computers: {mode: only, ${lists}}}`
  const admin = [
    'User ann {role: group-admin, group: crew}',
    'Group crew {type: users}',
    'Group lab {type: computers, admins: [ann]}',
    'Group hall {type: computers, admins: [ann]}',
  ]
  const [inLab, inHall] = ['Computer pc {group: lab}', 'Computer pc {group: hall}']
  const cases: [what: string, lines: string[], leaves: string | undefined][] = [
    [
      'where the group lists the computer and all that it has',
      [...crew, own('computers: [mac]'), group('computers: [mac, pc]'), 'Computer mac {}'],
      'what group crew gives',
    ],
    [
      'where the group lists the group of the computer',
      [...crew, inLab, own('groups: [hall]'), group('groups: [hall, lab]')],
      'what group crew gives',
    ],
    [
      'where the group lists a group with computers, and that of the computer',
      [...crew, inLab, 'Computer mac {group: hall}', own('groups: [hall]'), group('groups: [hall, lab]')],
      'what group crew gives',
    ],
    [
      'where the group has everything',
      [...crew, own('groups: [hall]'), 'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: all}}'],
      'what group crew gives',
    ],
    [
      'where the group has what is its own',
      ['User ann {group: crew}', 'Group crew {type: mixed}', 'Computer pc {group: crew}', own('computers: [pd]')],
      'what group crew gives',
    ],
    [
      'where the group has, by a permission, what is its own',
      [
        'User ann {group: crew}',
        'Group crew {type: mixed}',
        'Computer pc {group: crew}',
        'AccessPermission own {subjects: {users: [ann]}, computers: {mode: none}}',
        'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: ownGroup}}',
      ],
      'what group crew gives',
    ],
    [
      'where it administers all that it has, and the group of the computer',
      [...admin, inHall, 'Computer mac {group: lab}', own('groups: [lab]')],
      'what administering group hall gives',
    ],
    [
      'where its group has everything beside what it administers',
      [
        ...admin,
        inHall,
        own('groups: [attic]'),
        'Group attic {type: computers}',
        'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: all}}',
      ],
      'what administering group hall gives',
    ],
    [
      'not where one of two computers would be gone',
      [...crew, own('computers: [mac, tin]'), group('computers: [mac, pc]'), 'Computer mac {}', 'Computer tin {}'],
      undefined,
    ],
    [
      'not where a group would be gone, though it is empty today',
      [...crew, inLab, own('groups: [hall]'), group('groups: [lab]')],
      undefined,
    ],
    [
      'not where its group follows nothing',
      [
        ...crew,
        own('computers: [mac]'),
        'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: followGroup}}',
        'Computer mac {}',
      ],
      undefined,
    ],
    [
      'not where its group is of users, whatever was put there',
      ['User ann {group: crew}', 'Group crew {type: users}', 'Computer pc {group: crew}', own('computers: []')],
      undefined,
    ],
    ['not where its group is nowhere', ['User ann {group: ghost}', 'Computer pc {group: ghost}', own('computers: []')], undefined],
    [
      'not where a member is called administrator of what it would lose',
      [
        'User ann {group: crew}',
        'Group crew {type: users}',
        'Group lab {type: computers, admins: [ann]}',
        'Computer mac {group: lab}',
        own('groups: [lab]'),
        group('computers: [pc]'),
      ],
      undefined,
    ],
    [
      'not where it administers nothing, and its group has another computer',
      [...crew.slice(1), 'User ann {role: group-admin, group: crew}', own('computers: [mac]'), group('computers: [pc]'), 'Computer mac {}'],
      undefined,
    ],
  ]
  test.each(cases)('%s', (_what, lines, leaves) => {
    const advice = fixes(...lines).filter((fix) =>
      fix.startsWith('Remove `ann` from `spec.subjects.users` of AccessPermission/own, so that'),
    )
    expect(advice.map((fix) => /so that ann has (.*?)(?: in its place)?\.$/.exec(fix)?.[1])).toEqual(leaves === undefined ? [] : [leaves])
  })

  test('first where the permission gives nothing, and after the other where leaving it costs something', () => {
    const first = (...lines: string[]) =>
      fixes(...crew, group('computers: [mac, pc]'), 'Computer mac {}', ...lines).map((fix) => fix.split(' ')[0])
    const leaving = 'Remove `ann` from `spec.subjects.users` of AccessPermission/own, so that ann has what group crew gives'
    expect(first('AccessPermission own {subjects: {users: [ann]}, computers: {mode: only}}')).toEqual(['Remove', 'Add'])
    expect(first('AccessPermission own {subjects: {users: [ann]}, computers: {mode: none, computers: [mac]}}')).toEqual(['Remove', 'Write'])
    expect(first(own('computers: [mac]'))).toEqual(['Add', 'Remove'])
    const all = (lists: string) => fixes(...crew, group('computers: [mac, pc]'), 'Computer mac {}', own(lists))
    expect(all('')).toContain(`${leaving}.`)
    expect(all('computers: [mac]')).toContain(`${leaving} in its place.`)
  })
})

describe('a permission of one’s own', () => {
  const fresh = (...lines: string[]) =>
    fixes(...lines).filter((fix) => /eclare an AccessPermission with `subjects: {users: \[ann\]}`/.test(fix))
  const list = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`)
  const crew = ['User ann {group: crew}', 'Group crew {type: users}']
  const kept = (lists: string) => fresh(...crew, `AccessPermission g {subjects: {groups: [crew]}, computers: {mode: only, ${lists}}}`)
  const costs = '; it alone decides then, and ann no longer follows group crew.'

  test('lists what fits on a line, and counts what does not', () => {
    const counted = (what: string) => [
      `Declare an AccessPermission with \`subjects: {users: [ann]}\` and \`computers\` with \`mode: only\` that lists the ${what} that ann has now, and \`pc\`${costs}`,
    ]
    expect(kept(`computers: [${list(8)}]`)).toEqual([
      `Declare an AccessPermission with \`subjects: {users: [ann]}\` and \`computers: {mode: only, computers: [${list(8).join(', ')}, pc]}\`${costs}`,
    ])
    expect(kept(`computers: [${list(9)}]`)).toEqual(counted('9 computers'))
    expect(kept(`groups: [${list(9)}]`)).toEqual(counted('9 groups'))
    expect(kept(`groups: [${list(8)}], computers: [mac]`)).toEqual(counted('8 groups and 1 computer'))
  })

  test('keeps groups in the order of their names, wherever they come from', () => {
    const admin = [
      'User ann {role: group-admin, group: bay}',
      'Group bay {type: mixed}',
      'Group yard {type: computers, admins: [ann]}',
      'Group attic {type: computers, admins: [ann]}',
    ]
    expect(fresh(...admin)[0]).toBe(
      'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, groups: [attic, bay, yard], computers: [pc]}`; it alone decides then, and ann no longer follows what it administers and group bay.',
    )
  })

  test('names a computer once that it has already, where somebody asks all the same', () => {
    expect(kept('computers: [mac, pc]')).toEqual([
      `Declare an AccessPermission with \`subjects: {users: [ann]}\` and \`computers: {mode: only, computers: [mac, pc]}\`${costs}`,
    ])
  })

  test('comes in the place of one that two share to follow their group, and says so once', () => {
    const shared = [
      'User ann {group: crew}',
      'User bob {}',
      'Group crew {type: mixed}',
      'Group band {type: mixed}',
      'AccessPermission f {subjects: {users: [ann, bob]}, computers: {mode: followGroup}}',
    ]
    const advice = missing(...shared, 'AccessPermission g {subjects: {groups: [crew, band]}, computers: {mode: ownGroup}}')
    expect(advice.map(({ says, key, path, fix }) => [says, `${key} ${path}`, fix])).toEqual([
      [
        'AccessPermission f gives ann what group crew has, which leaves out pc',
        'AccessPermission/acme/f spec.computers.mode',
        `Remove \`ann\` from \`spec.subjects.users\` of AccessPermission/f, and declare an AccessPermission with \`subjects: {users: [ann]}\` and \`computers: {mode: only, groups: [crew], computers: [pc]}\`${costs}`,
      ],
    ])
  })

  test('is at the mode of a permission by which several groups have their own', () => {
    const [advice] = missing(
      'User ann {group: crew}',
      'Group crew {type: mixed}',
      'AccessPermission g {subjects: {groups: [crew, band]}, computers: {mode: ownGroup}}',
    )
    expect([advice?.key, advice?.path, advice?.says]).toEqual([
      'AccessPermission/acme/g',
      'spec.computers.mode',
      'AccessPermission g gives group crew the computers of its own group, and pc is in no group',
    ])
  })
})

test('a group of users keeps none of its own, since it has none', () => {
  const lines = [
    'User ann {group: crew}',
    'Group crew {type: users}',
    'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: ownGroup}}',
  ]
  expect(fixes(...lines)).toContain(
    'Write `computers: {mode: only, computers: [pc]}` in AccessPermission/g; everyone in group crew would have it too.',
  )
})

test('who administers nothing is told of its group, when the computer is in none; and who has no group, of itself', () => {
  const where = (...lines: string[]) => missing(...lines).map(({ says, key, path }) => `${says}: ${key} ${path}`)
  const grouped = where('User ann {role: group-admin, group: crew}', 'Group crew {type: users}')
  expect(grouped[0]).toBe(
    'no AccessPermission names ann or its group crew, which is of type users and so has no computers of its own: User/acme/ann spec.group',
  )
  expect(where('User ann {role: group-admin}')).toEqual(['ann administers no group, and pc is in no group: User/acme/ann '])
})

test('whoever reaches everything misses nothing', () => {
  const all = 'computers: {mode: all}'
  for (const lines of [
    ['User ann {role: admin}'],
    ['User ann {role: super-admin}'],
    ['User ann {}', 'Team acme {owner: ann}'],
    ['User ann {}', `AccessPermission a {subjects: {users: [ann]}, ${all}}`],
    ['User ann {group: crew}', 'Group crew {type: users}', `AccessPermission a {subjects: {groups: [crew]}, ${all}}`],
  ])
    expect(fixes(...lines), lines.join('; ')).toEqual([])
})

test('an advice says whom it lets in besides, and those that let in nobody come first', () => {
  const others = (...lines: string[]) => missing(...lines).map(({ fix, others: besides }) => `${fix.split(' ')[0]}: ${besides?.join(', ')}`)
  const crew = ['User ann {group: crew}', 'Group crew {type: users}']
  expect(others(...crew)).toEqual(['Declare: ', 'Declare: everyone in group crew'])
  expect(others('User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}')).toEqual([
    'Declare: ',
    'Put: whoever reaches group lab',
  ])
  expect(others('User ann {role: group-admin}', 'Group lab {type: computers}', 'Computer pc {group: lab}')).toEqual(['Declare: ', 'Add: '])
  expect(others('User ann {}', 'Group g {type: users}', 'AccessPermission g {subjects: {groups: [g]}, computers: {mode: all}}')).toEqual([
    'Declare: ',
    'Put: ',
  ])
})

test('with a permission for what is of its own group, only the mixed group that has the computer would do', () => {
  const own = ['User ann {}', 'AccessPermission own {subjects: {users: [ann]}, computers: {mode: ownGroup}}']
  const all = 'AccessPermission all {subjects: {groups: [band, crew]}, computers: {mode: all}}'
  const joins = (...lines: string[]) => fixes(...own, ...lines).filter((fix) => fix.startsWith('Put'))
  expect(joins('Group crew {type: mixed}', 'Group band {type: mixed}', all, 'Computer pc {group: crew}')).toEqual([
    'Put `ann` in a group that has `pc`, and have all that the group has: `spec.group: crew` in User/ann.',
  ])
  expect(joins('Group crew {type: users}', 'Group band {type: mixed}', all, 'Computer pc {group: crew}')).toEqual([])
})

test('of who or what is not of the world nothing is missing', () => {
  const [one, other] = [effective(worldOf('User ann {}\nComputer pc {}')), effective(worldOf('User bob {}\nComputer mac {}'))]
  const [ann, pc] = [one.world.find('User', 'ann') as Resource<'User'>, one.world.find('Computer', 'pc') as Resource<'Computer'>]
  const [bob, mac] = [other.world.find('User', 'bob') as Resource<'User'>, other.world.find('Computer', 'mac') as Resource<'Computer'>]
  expect(missingOf(one, ann, pc, 0)).toHaveLength(1)
  expect([missingOf(one, bob, pc, 0), missingOf(one, ann, mac, 0), missingOf(one, bob, mac, 0)]).toEqual([[], [], []])
})

test('who is disabled is first let in again, which is of nobody else', () => {
  const advice = missing('User ann {disabled: true}')
  expect(advice.map(({ says, others }) => [says.split(',')[0], others])).toEqual([
    ['ann is disabled', []],
    ['no AccessPermission names ann', []],
  ])
})
