import { expect, test } from 'vitest'
import { invariantsOf, touching, worldOf } from './cases.ts'
import { Group } from './Group.ts'

const tie = 'Group a {type: computers, match: {hostname: "pc-*"}}\nGroup b {type: mixed, match: {hostname: "*-1"}}\nComputer pc-1 {}'

invariantsOf(Group, {
  'Group-display-name-unique': [
    { world: 'Group b {displayName: Café}\nGroup a {displayName: "Cafe\\u0301"}', at: [2, 1], says: 'Group `a` and Group `b`' },
    { world: 'Group a {displayName: One}\nGroup b {displayName: Two}\nGroup c {}\nGroup d {}', at: [] },
  ],
  'group-admins-may-administer': [
    { world: 'Group a {admins: [ann]}\nUser ann {role: member}', at: [1, 2], says: '`member`' },
    { world: 'Group a {admins: [ann]}\nUser ann {role: lead}\nRole lead {extends: member}', at: [1, 2] },
    {
      world:
        'Group a {admins: [ann, bob, nobody]}\nUser ann {role: lead}\nRole lead {extends: group-admin}\nUser bob {}\nTeam acme {owner: bob}',
      at: [],
    },
    { world: 'Group a {admins: [ann]}\nUser ann {role: lost}', at: [] },
  ],
  'group-match-holds-computers': [
    { world: 'Group a {type: users, match: {hostname: "pc-*"}}', at: [1, 1] },
    {
      world: 'Group a {type: users, match: {priority: 3}}\nGroup b {type: computers, match: {os: [linux]}}\nGroup c {match: {os: [linux]}}',
      at: [],
    },
  ],
  'group-match-without-tie': [
    { world: tie, at: [1, 2, 3], says: '`pc-1`' },
    { world: `${tie.replace('"pc-*"', '"pc-*", priority: 1')}`, at: [] },
    { world: tie.replace('Computer pc-1 {}', 'Computer pc-1 {group: a}'), at: [] },
    { world: tie.replace('Computer pc-1 {}', 'Computer pc-1 {} status {enrolment: {group: b}}'), at: [] },
    { world: tie.replace('Computer pc-1 {}', 'Computer pc-2 {}'), at: [] },
  ],
})

test('a tie is found when the group goes that decided it, or steps back', () => {
  const decided = `Group top {type: computers, match: {hostname: "*", priority: 9}}\n${tie}`
  const before = worldOf(decided)
  const tied = Group.invariants.find(({ id }) => id === 'group-match-without-tie') ?? expect.fail()
  expect(tied.check(before, touching([...before.all()]))).toEqual([])
  expect(tied.check(worldOf(tie), touching([], { before }))).toHaveLength(1)
  const back = worldOf(decided.replace(', match: {hostname: "*", priority: 9}', ''))
  expect(tied.check(back, touching([back.find('Group', 'top') ?? expect.fail()], { before }))).toHaveLength(1)
})

test('a role that loses its rank is noticed by the groups that its bearers administer, two references away', () => {
  const world = worldOf('Group a {admins: [ann]}\nUser ann {role: lead}\nRole lead {extends: senior}\nRole senior {extends: member}')
  const check = Group.invariants.find(({ id }) => id === 'group-admins-may-administer')?.check ?? expect.fail()
  expect(check(world, touching([world.find('Role', 'senior') ?? expect.fail()]))).toHaveLength(1)
  expect(check(world, touching([world.find('Role', 'lead') ?? expect.fail()]))).toHaveLength(1)
})
