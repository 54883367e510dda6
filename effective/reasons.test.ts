/** The chains of declarations, as people read them: every way that there is, from the user to the computer. */
import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { waysTo } from './access.ts'
import { effective } from './effective.ts'
import { reasonOf } from './reasons.ts'
import type { ComputerClass, UserClass, Way } from './types.ts'

/** Each way from ann to pc: a line a link, `Kind/name path entry: what it says`. */
function chains(...lines: string[]): string[][] {
  const world = worldOf(['Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}', ...lines].join('\n'))
  const e = effective(world)
  const [user, computer] = [world.find('User', 'ann') as Resource<'User'>, world.find('Computer', 'pc') as Resource<'Computer'>]
  return waysTo(e, e.userClass('ann') as UserClass, e.computerClass('pc') as ComputerClass).map((way) => {
    const reason = reasonOf(e, user, computer, way)
    expect(reason.way).toBe(way)
    return reason.chain.map(({ key, path, entry, says }) => {
      const place = [key.replace('/acme/', '/'), path, entry].filter((part) => part !== undefined && part !== '')
      return `${place.join(' ')}: ${says}`
    })
  })
}

const crew = 'Group crew {type: mixed}'
const lab = 'Group lab {type: computers}'

test('the owner reaches every computer', () => {
  const lines = ['Team acme {owner: ann}', 'User ann {}', 'Computer pc {}']
  expect(chains(...lines)).toEqual([
    [
      'User/ann: user ann',
      'Team/acme spec.owner: ann is the owner, who reaches every computer',
      'Computer/pc: which reaches every computer, pc too',
    ],
  ])
})

test('an administrator does by a role, through the roles that it extends', () => {
  expect(chains('User ann {role: senior}', 'Role senior {extends: junior}', 'Role junior {extends: admin}', 'Computer pc {}')).toEqual([
    [
      'User/ann spec.role: ann has role senior',
      'Role/senior spec.extends: role senior counts as junior',
      'Role/junior spec.extends: role junior counts as admin',
      'Computer/pc: which reaches every computer, pc too',
    ],
  ])
})

test('a group administrator does by the groups that it administers', () => {
  expect(chains('User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}', 'Computer pc {group: lab}')).toEqual([
    [
      'User/ann spec.role: ann has role group-admin',
      'Group/lab spec.admins ann: ann administers group lab',
      'Computer/pc spec.group: pc is in group lab',
    ],
  ])
})

test('a member does by its mixed group', () => {
  expect(chains('User ann {group: crew}', crew, 'Computer pc {group: crew}')).toEqual([
    [
      'User/ann spec.group: ann is in group crew',
      'Group/crew spec.type: a mixed group gives its members its own computers',
      'Computer/pc spec.group: pc is in group crew',
    ],
  ])
})

test('a permission of its own names computers, and groups of them', () => {
  const permission = 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: only, computers: [pc], groups: [lab]}}'
  expect(chains('User ann {}', lab, permission, 'Computer pc {group: lab}')).toEqual([
    [
      'User/ann: user ann',
      'AccessPermission/p spec.subjects.users ann: permission p names ann',
      'AccessPermission/p spec.computers.groups lab: it gives the computers of group lab',
      'Computer/pc spec.group: pc is in group lab',
    ],
    [
      'User/ann: user ann',
      'AccessPermission/p spec.subjects.users ann: permission p names ann',
      'AccessPermission/p spec.computers.computers pc: which names pc',
      'Computer/pc: computer pc',
    ],
  ])
})

test('a permission gives every computer, to a group', () => {
  const permission = 'AccessPermission p {subjects: {groups: [crew]}, computers: {mode: all}}'
  expect(chains('User ann {group: crew}', crew, permission, 'Computer pc {}')).toEqual([
    [
      'User/ann spec.group: ann is in group crew',
      'AccessPermission/p spec.subjects.groups crew: permission p names group crew',
      'AccessPermission/p spec.computers.mode: it gives every computer',
      'Computer/pc: computer pc',
    ],
  ])
})

test("a permission gives the computers of the subject's own group, to the user or to the group", () => {
  const given = (subjects: string) => `AccessPermission p {subjects: ${subjects}, computers: {mode: ownGroup}}`
  const tail = [
    'AccessPermission/p spec.computers.mode: it gives the computers of its own group',
    'Group/crew spec.type: group crew holds users and computers',
    'Computer/pc spec.group: pc is in group crew',
  ]
  const rest = ['User ann {group: crew}', crew, 'Computer pc {group: crew}']
  expect(chains(...rest, given('{users: [ann]}'))).toEqual([
    [
      'User/ann: user ann',
      'AccessPermission/p spec.subjects.users ann: permission p names ann',
      tail[0],
      'User/ann spec.group: ann is in group crew',
      ...tail.slice(1),
    ],
  ])
  expect(chains(...rest, given('{groups: [crew]}'))).toEqual([
    ['User/ann spec.group: ann is in group crew', 'AccessPermission/p spec.subjects.groups crew: permission p names group crew', ...tail],
  ])
})

test('a permission lets the user follow its group, to what that has or to the computers in it', () => {
  const follow = 'AccessPermission f {subjects: {users: [ann]}, computers: {mode: followGroup}}'
  const rest = ['User ann {group: crew}', crew, 'Computer pc {group: crew}', follow]
  expect(chains(...rest)).toEqual([
    [
      'AccessPermission/f spec.subjects.users ann: permission f lets ann follow its group',
      'User/ann spec.group: ann is in group crew',
      'Group/crew spec.type: a mixed group gives its members its own computers',
      'Computer/pc spec.group: pc is in group crew',
    ],
  ])
  expect(chains(...rest, 'AccessPermission g {subjects: {groups: [crew]}, computers: {mode: all}}')).toEqual([
    [
      'AccessPermission/f spec.subjects.users ann: permission f lets ann follow its group',
      'User/ann spec.group: ann is in group crew',
      'AccessPermission/g spec.subjects.groups crew: permission g names group crew',
      'AccessPermission/g spec.computers.mode: it gives every computer',
      'Computer/pc: computer pc',
    ],
  ])
})

test('a schedule names the user or its group, and opens a resource that holds the computer or its group', () => {
  const hours = 'startDate: 2026-03-02, timeSlot: {start: "08:00", end: "12:00"}, recurrence: {frequency: daily}'
  const rest = ['User ann {group: crew}', crew, lab, 'Computer pc {group: lab}']
  const farm = (holds: string) => `ScheduledResource farm {displayName: Farm, ${holds}}`
  expect(chains(...rest, farm('computers: [pc]'), `Schedule day {resource: farm, subjects: {users: [ann]}, ${hours}}`)).toEqual([
    [
      'User/ann: user ann',
      'Schedule/day spec.subjects.users ann: schedule day names ann',
      'Schedule/day spec.resource: it opens resource farm',
      'ScheduledResource/farm spec.computers pc: which names pc',
      'Computer/pc: computer pc',
    ],
  ])
  expect(chains(...rest, farm('groups: [lab]'), `Schedule day {resource: farm, subjects: {groups: [crew]}, ${hours}}`)).toEqual([
    [
      'User/ann spec.group: ann is in group crew',
      'Schedule/day spec.subjects.groups crew: schedule day names group crew',
      'Schedule/day spec.resource: it opens resource farm',
      'ScheduledResource/farm spec.groups lab: resource farm holds group lab',
      'Computer/pc spec.group: pc is in group lab',
    ],
  ])
})

test('a computer is in a group by its enrolment, or by the match of the group', () => {
  const admin = 'User ann {role: group-admin}'
  const match = 'Group lab {type: computers, admins: [ann], match: {hostname: "p*"}}'
  expect(chains(admin, match, 'Computer pc {} status {enrolment: {group: lab}}')[0]?.slice(2)).toEqual([
    'Group/lab: group lab',
    'Computer/pc status.enrolment.group: pc was put in group lab when it was enrolled',
  ])
  expect(chains(admin, match, 'Computer pc {}')[0]?.slice(2)).toEqual([
    'Group/lab spec.match: group lab takes in pc by its match',
    'Computer/pc: computer pc',
  ])
})

test('roles that extend each other in a circle end the chain, and count as none', () => {
  expect(chains('User ann {role: one}', 'Role one {extends: two}', 'Role two {extends: one}', 'Computer pc {}')).toEqual([])
})

test('a declared role that bears the name of a built-in one, and extends itself, is told once', () => {
  const lines = ['Team acme {owner: olga}', 'User ann {role: admin}', 'Computer pc {}']
  const spec = { extends: 'admin' }
  const world = new World('acme', [
    ...worldOf(lines.join('\n')).all(),
    new Resource({ kind: 'Role', namespace: 'acme', name: 'admin', declared: { spec } }),
  ])
  const e = effective(world)
  const [way] = waysTo(e, e.userClass('ann') as UserClass, e.computerClass('pc') as ComputerClass)
  const reason = reasonOf(
    e,
    world.find('User', 'ann') as Resource<'User'>,
    world.find('Computer', 'pc') as Resource<'Computer'>,
    way as Way,
  )
  expect(reason.chain.map(({ says }) => says)).toEqual([
    'ann has role admin',
    'role admin counts as admin',
    'which reaches every computer, pc too',
  ])
})

test('a link says which entry of a list it is about, and nothing of entries where it is about none', () => {
  const world = worldOf(
    'Team acme {owner: olga}\nUser ann {}\nComputer pc {}\nAccessPermission p {subjects: {users: [ann]}, computers: {mode: all}}',
  )
  const e = effective(world)
  const [way] = waysTo(e, e.userClass('ann') as UserClass, e.computerClass('pc') as ComputerClass)
  const { chain } = reasonOf(
    e,
    world.find('User', 'ann') as Resource<'User'>,
    world.find('Computer', 'pc') as Resource<'Computer'>,
    way as Way,
  )
  expect(chain.map((link) => Object.keys(link).includes('entry'))).toEqual([false, true, false, false])
})
