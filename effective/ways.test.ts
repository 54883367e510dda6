/** The ways of a class, whole: their order, and what each rests on. What they come to for a pair is tried in access.test.ts. */
import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { Resource } from '../schema/resource.ts'
import { accessOf } from './access.ts'
import { effective } from './effective.ts'
import type { UserClass, Way } from './types.ts'
import { permanentWays } from './ways.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
function ways(...lines: string[]): readonly Way[] {
  const e = effective(worldOf([team, ...lines].join('\n')))
  return e.ways(e.userClass('ann') as UserClass)
}
const always = { schedule: undefined }
const crew = 'Group crew {type: mixed}'
const permission = (subjects: string, computers: string) => `AccessPermission p {subjects: ${subjects}, computers: ${computers}}`

test('a permission gives the groups that it lists, one by one, and the computers that it names, together', () => {
  const basis = { by: 'permission', permission: 'p', of: 'user' }
  const given = ways('User ann {}', permission('{users: [ann]}', '{mode: only, computers: [pc, mac], groups: [lab, crew]}'))
  expect(given).toStrictEqual([
    { basis, target: { group: 'crew' }, ...always },
    { basis, target: { group: 'lab' }, ...always },
    { basis, target: { named: 'AccessPermission/acme/p' }, ...always },
  ])
  expect(ways('User ann {}', permission('{users: [ann]}', '{mode: only, groups: [lab]}'))).toStrictEqual([
    { basis, target: { group: 'lab' }, ...always },
  ])
})

test('a permission of the group is told from one of the user, and from one that is followed', () => {
  const rest = ['User ann {group: crew}', crew]
  const given = [permission('{groups: [crew]}', '{mode: all}')]
  const target = { all: true }
  expect(ways(...rest, ...given)).toStrictEqual([{ basis: { by: 'permission', permission: 'p', of: 'group' }, target, ...always }])
  const follow = 'AccessPermission f {subjects: {users: [ann]}, computers: {mode: followGroup}}'
  expect(ways(...rest, follow, ...given)).toStrictEqual([
    { basis: { by: 'permission', permission: 'p', of: 'group', through: 'f' }, target, ...always },
  ])
  expect(ways(...rest, follow)).toStrictEqual([{ basis: { by: 'group', through: 'f' }, target: { group: 'crew' }, ...always }])
  expect(ways(...rest)).toStrictEqual([{ basis: { by: 'group' }, target: { group: 'crew' }, ...always }])
})

test('a group administrator has the groups that it administers by name, then what its own group has', () => {
  const rest = ['Group lab {type: computers, admins: [ann]}', 'Group desk {type: computers, admins: [ann]}']
  expect(ways('User ann {role: group-admin, group: crew}', crew, ...rest)).toStrictEqual([
    { basis: { by: 'administers' }, target: { group: 'desk' }, ...always },
    { basis: { by: 'administers' }, target: { group: 'lab' }, ...always },
    { basis: { by: 'group' }, target: { group: 'crew' }, ...always },
  ])
})

test('schedules come last, by name, each once; the user counts before its group', () => {
  const schedule = (name: string, subjects: string) => `Schedule ${name} {resource: farm, subjects: ${subjects}}`
  const lines = [
    'User ann {role: admin, group: crew}',
    crew,
    'ScheduledResource farm {computers: [pc]}',
    schedule('night', '{users: [ann]}'),
    schedule('day', '{groups: [crew]}'),
    schedule('evening', '{users: [ann], groups: [crew]}'),
  ]
  const target = { named: 'ScheduledResource/acme/farm' }
  expect(ways(...lines)).toStrictEqual([
    { basis: { by: 'role' }, target: { all: true }, ...always },
    { basis: { by: 'schedule', schedule: 'day', of: 'group' }, target, schedule: 'day' },
    { basis: { by: 'schedule', schedule: 'evening', of: 'user' }, target, schedule: 'evening' },
    { basis: { by: 'schedule', schedule: 'night', of: 'user' }, target, schedule: 'night' },
  ])
  expect(ways('User ann {}', ...lines.slice(1), 'Group other {type: users}')).toHaveLength(2)
})

test('whoever or whatever is not of the world has no access, and gives none', () => {
  const world = worldOf([team, 'User ann {role: admin}', 'Computer pc {}'].join('\n'))
  const e = effective(world)
  const [ann, pc] = [world.find('User', 'ann') as Resource<'User'>, world.find('Computer', 'pc') as Resource<'Computer'>]
  const stranger = new Resource<'User'>({ kind: 'User', namespace: 'acme', name: 'zoe', declared: {} })
  const elsewhere = new Resource<'Computer'>({ kind: 'Computer', namespace: 'acme', name: 'far', declared: {} })
  expect(accessOf(e, ann, pc, 0).allowed).toBe(true)
  for (const [user, computer] of [
    [stranger, pc],
    [ann, elsewhere],
  ] as const)
    expect(accessOf(e, user, computer, 0)).toMatchObject({ allowed: false, reasons: [], until: undefined })
})

test('a group follows nothing, and what refers to nothing gives nothing', () => {
  expect(ways('User ann {group: crew}', crew, permission('{groups: [crew]}', '{mode: followGroup}'))).toEqual([])
  expect(ways('User ann {}', permission('{users: [ann]}', '{mode: followGroup}'))).toEqual([])
  expect(ways('User ann {}', crew, permission('{users: [ann]}', '{mode: ownGroup}'))).toEqual([])
  expect(ways('User ann {group: gone}', permission('{users: [ann]}', '{mode: ownGroup}'))).toEqual([])
  expect(ways('User ann {}', permission('{users: [ann]}', '{mode: only}'))).toEqual([])
  expect(
    ways('User ann {}', 'Schedule day {subjects: {users: [ann]}}', 'Schedule night {resource: gone, subjects: {users: [ann]}}'),
  ).toEqual([])
})

test('who is disabled reaches nothing at any hour, and would by what is declared', () => {
  const world = worldOf([team, 'User ann {role: admin, disabled: true}'].join('\n'))
  const ann = effective(world).userClass('ann') as UserClass
  expect(permanentWays(world, ann)).toEqual([])
  expect(permanentWays(world, { ...ann, disabled: false })).toEqual([{ basis: { by: 'role' }, target: { all: true }, ...always }])
})
