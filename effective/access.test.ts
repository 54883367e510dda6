import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { accessOf } from './access.ts'
import { effective } from './effective.ts'
import { timeOf } from './time.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
const lab = 'Group lab {type: computers}'
const crew = 'Group crew {type: mixed}'
const staff = 'Group staff {type: users}'
const pc = 'Computer pc {group: lab}'
const own = 'Computer own {group: crew}'

/** What `who` reaches at a time, on the computers of the world: `pc` for always, `pc@17:00` until then. */
function reach(who: string, lines: readonly string[], at = '2026-03-10T12:00'): string[] {
  const world = worldOf([team, ...lines].join('\n'))
  const e = effective(world)
  const user = world.find('User', who) as Resource<'User'>
  return world
    .of('Computer')
    .flatMap((computer) => {
      const { allowed, until } = accessOf(e, user, computer, timeOf(at, e.zone))
      const clock = (time: number) =>
        Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(e.zone).toPlainTime().toString({ smallestUnit: 'minute' })
      return allowed ? [until === undefined ? computer.name : `${computer.name}@${clock(until)}`] : []
    })
    .sort()
}

const only = (subjects: string, computers: string) => `AccessPermission only {subjects: ${subjects}, computers: {mode: only, ${computers}}}`
const mode = (subjects: string, value: string) => `AccessPermission p {subjects: ${subjects}, computers: {mode: ${value}}}`

describe('permanent access', () => {
  test.each<[string, string[], string[]]>([
    ['a member without a group or a permission has none', ['User ann {}', lab, pc], []],
    ['a member follows its mixed group', ['User ann {group: crew}', crew, lab, pc, own], ['own']],
    ['a group of users alone gives nothing', ['User ann {group: staff}', staff, lab, pc], []],
    ['a group that is not there gives nothing', ['User ann {group: crew}', lab, pc, own], []],
    [
      "a group's permission replaces its own computers",
      ['User ann {group: crew}', crew, lab, pc, own, only('{groups: [crew]}', 'groups: [lab]')],
      ['pc'],
    ],
    ['all is all', ['User ann {group: staff}', staff, crew, lab, pc, own, mode('{groups: [staff]}', 'all')], ['own', 'pc']],
    ['none is none, for an administrator too', ['User ann {role: admin}', lab, pc, mode('{users: [ann]}', 'none')], []],
    ["none of the group's is none", ['User ann {group: crew}', crew, own, mode('{groups: [crew]}', 'none')], []],
    [
      "a user's own permission replaces the group's",
      ['User ann {group: crew}', crew, lab, pc, own, only('{users: [ann]}', 'computers: [pc]'), mode('{groups: [crew]}', 'all')],
      ['pc'],
    ],
    ['ownGroup of a mixed group', ['User ann {group: crew}', crew, own, mode('{users: [ann]}', 'ownGroup')], ['own']],
    ['ownGroup of a group of users is nothing', ['User ann {group: staff}', staff, pc, lab, mode('{users: [ann]}', 'ownGroup')], []],
    ['ownGroup without a group is nothing', ['User ann {}', crew, own, mode('{users: [ann]}', 'ownGroup')], []],
    ["a group's ownGroup", ['User ann {group: crew}', crew, own, lab, pc, mode('{groups: [crew]}', 'ownGroup')], ['own']],
    [
      "followGroup takes the group's permission",
      [
        'User ann {group: crew, role: admin}',
        crew,
        lab,
        pc,
        own,
        mode('{users: [ann]}', 'followGroup'),
        only('{groups: [crew]}', 'groups: [lab]'),
      ],
      ['pc'],
    ],
    [
      "followGroup without one is the group's own",
      ['User ann {group: crew, role: admin}', crew, lab, pc, own, mode('{users: [ann]}', 'followGroup')],
      ['own'],
    ],
    [
      'followGroup without a group is nothing, whatever the role',
      ['User ann {role: admin}', lab, pc, mode('{users: [ann]}', 'followGroup')],
      [],
    ],
    [
      'only names computers and groups',
      ['User ann {}', crew, lab, 'Computer lone {}', pc, own, only('{users: [ann]}', 'computers: [lone], groups: [crew]')],
      ['lone', 'own'],
    ],
    [
      'what is named and is not there is nothing',
      ['User ann {}', lab, pc, only('{users: [ann]}', 'computers: [gone], groups: [missing]')],
      [],
    ],
    ['an administrator reaches everything', ['User ann {role: admin}', crew, lab, pc, own], ['own', 'pc']],
    ['so does a super administrator', ['User ann {role: super-admin}', lab, pc], ['pc']],
    [
      'so does who has a role that extends one',
      ['User ann {role: desk}', 'Role desk {extends: lead}', 'Role lead {extends: admin}', lab, pc],
      ['pc'],
    ],
    ['a role that extends member does not', ['User ann {role: desk}', 'Role desk {extends: member}', lab, pc], []],
    ['a role that nobody knows counts as member', ['User ann {role: ghost, group: crew}', crew, own, lab, pc], ['own']],
    [
      'a group administrator reaches what it administers, and its own group',
      ['User ann {role: group-admin, group: crew}', crew, 'Group lab {type: computers, admins: [ann]}', pc, own, 'Computer other {}'],
      ['own', 'pc'],
    ],
    [
      'a group administrator without a group',
      ['User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}', pc, own],
      ['pc'],
    ],
    ['administering gives a member nothing', ['User ann {}', 'Group lab {type: computers, admins: [ann]}', pc], []],
    [
      "a group administrator's own permission replaces that",
      ['User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}', pc, own, only('{users: [ann]}', 'computers: [own]')],
      ['own'],
    ],
    ['who is disabled has nothing', ['User ann {role: admin, disabled: true}', lab, pc], []],
  ])('%s', (_, lines, expected) => {
    expect(reach('ann', lines)).toEqual(expected)
  })

  test('the owner is whom the team names, whatever the role', () => {
    expect(reach('olga', ['User olga {}', lab, pc])).toEqual(['pc'])
  })

  test('computers are in the group that they say, came into, or match', () => {
    const lines = [
      'User ann {}',
      lab,
      'Group win {type: computers, match: {os: [windows], hostname: "ws-*"}}',
      'Computer said {group: lab} status {enrolment: {group: win}}',
      'Computer came {} status {enrolment: {group: lab}}',
      'Computer fits {} status {enrolment: {facts: {hostname: ws-1, os: windows}}}',
      'Computer lost {} status {enrolment: {group: gone}}',
    ]
    expect(reach('ann', [...lines, only('{users: [ann]}', 'groups: [lab]')])).toEqual(['came', 'said'])
    expect(reach('ann', [...lines, only('{users: [ann]}', 'groups: [win]')])).toEqual(['fits'])
  })
})

describe('scheduled access', () => {
  const farm = 'ScheduledResource farm {displayName: Farm, groups: [lab]}'
  const shift = (rest = '', subjects = '{users: [ann]}', resource = 'farm') =>
    `Schedule shift {resource: ${resource}, subjects: ${subjects}, startDate: 2026-03-10, timeSlot: {start: "09:00", end: "17:00"}${rest}}`
  const ann = ['User ann {group: staff}', staff, lab, pc]

  test.each<[string, string[], string, string[]]>([
    ['holds within its hours', [...ann, farm, shift()], '2026-03-10T09:00', ['pc@17:00']],
    ['holds until they end', [...ann, farm, shift()], '2026-03-10T16:59:59', ['pc@17:00']],
    ['is over when they end', [...ann, farm, shift()], '2026-03-10T17:00', []],
    ['has not begun before them', [...ann, farm, shift()], '2026-03-10T08:59:59', []],
    ['is in the zone of the team', [...ann, farm, shift()], '2026-03-10T08:00Z', ['pc@17:00']],
    ['names groups of users', [...ann, farm, shift('', '{groups: [staff]}')], '2026-03-10T12:00', ['pc@17:00']],
    ['names nobody else', [...ann, farm, shift('', '{users: [bob], groups: [crew]}')], '2026-03-10T12:00', []],
    ['names computers', [...ann, 'ScheduledResource farm {computers: [pc]}', shift()], '2026-03-10T12:00', ['pc@17:00']],
    ['is nothing while paused', [...ann, farm, shift(', paused: true')], '2026-03-10T12:00', []],
    [
      'is nothing while its resource is off',
      [...ann, 'ScheduledResource farm {groups: [lab], enabled: false}', shift()],
      '2026-03-10T12:00',
      [],
    ],
    [
      'is nothing while its resource is suspended',
      [...ann, 'ScheduledResource farm {groups: [lab]} status {suspended: {since: "2026-01-01T00:00:00Z", reason: gone}}', shift()],
      '2026-03-10T12:00',
      [],
    ],
    ['is nothing without its resource', [...ann, shift()], '2026-03-10T12:00', []],
    ['adds to a permission of none', [...ann, farm, shift(), mode('{users: [ann]}', 'none')], '2026-03-10T12:00', ['pc@17:00']],
    ['does not end what is permanent', [...ann, farm, shift(), mode('{users: [ann]}', 'all')], '2026-03-10T12:00', ['pc']],
    ['does nothing for who is disabled', ['User ann {disabled: true}', lab, pc, farm, shift()], '2026-03-10T12:00', []],
  ])('%s', (_, lines, at, expected) => {
    expect(reach('ann', lines, at)).toEqual(expected)
  })

  test('ends with the last of the schedules that adjoin', () => {
    const second =
      'Schedule late {resource: farm, subjects: {groups: [staff]}, startDate: 2026-03-10, timeSlot: {start: "17:00", end: "20:00"}}'
    expect(reach('ann', [...ann, farm, shift(), second])).toEqual(['pc@20:00'])
  })
})

describe('how a session is bound', () => {
  const base = ['User ann {}', lab, pc]
  const resource = (rest: string) => `ScheduledResource farm {groups: [lab], ${rest}}`
  const schedule = (name: string, rest = '', of = 'farm') =>
    `Schedule ${name} {resource: ${of}, subjects: {users: [ann]}, startDate: 2026-03-10, timeSlot: {start: "09:00", end: "17:00"}${rest}}`
  function bound(...lines: string[]) {
    const world = worldOf([team, ...base, ...lines].join('\n'))
    const e = effective(world)
    const access = accessOf(
      e,
      world.find('User', 'ann') as Resource<'User'>,
      world.find('Computer', 'pc') as Resource<'Computer'>,
      timeOf('2026-03-10T12:00', e.zone),
    )
    expect(access.allowed).toBe(true)
    return { pool: access.bound.pool, exclusive: access.bound.exclusive?.schedule, extras: access.bound.exclusive }
  }
  const free = { pool: undefined, exclusive: undefined, extras: undefined }

  test.each<[string, string[], object]>([
    ['not, when the resource supports neither', [resource(''), schedule('s', ', connectionPool: true, exclusiveAccess: true')], free],
    [
      'not, when it supports both and makes none the default',
      [resource('connectionPool: {supported: true}, exclusiveAccess: {supported: true}'), schedule('s')],
      free,
    ],
    ['by the pool, as the resource says', [resource('connectionPool: {supported: true, default: true}'), schedule('s')], { pool: 'farm' }],
    [
      'not by the pool, as the schedule says',
      [resource('connectionPool: {supported: true, default: true}'), schedule('s', ', connectionPool: false')],
      free,
    ],
    [
      'by the pool, as the schedule says',
      [resource('connectionPool: {supported: true}'), schedule('s', ', connectionPool: true')],
      { pool: 'farm' },
    ],
    [
      'exclusively, with its extras',
      [resource('exclusiveAccess: {supported: true, default: true, lockInput: true}'), schedule('s')],
      { exclusive: 's', extras: { schedule: 's', blankScreen: false, lockInput: true, logoffAfterDisconnect: false } },
    ],
    [
      'not, when another schedule admits without',
      [
        resource('connectionPool: {supported: true, default: true}, exclusiveAccess: {supported: true, default: true}'),
        schedule('s'),
        'ScheduledResource open {computers: [pc]}',
        schedule('t', '', 'open'),
      ],
      free,
    ],
    [
      'not, when a permission admits too',
      [resource('connectionPool: {supported: true, default: true}'), schedule('s'), mode('{users: [ann]}', 'all')],
      free,
    ],
  ])('%s', (_, lines, expected) => {
    expect(bound(...lines)).toMatchObject(expected)
  })
})

describe('the chain of a reason', () => {
  function chains(lines: readonly string[], at = '2026-03-10T12:00'): string[][] {
    const world = worldOf([team, ...lines].join('\n'))
    const e = effective(world)
    const [user, computer] = [world.of('User')[0] as Resource<'User'>, world.of('Computer')[0] as Resource<'Computer'>]
    return accessOf(e, user, computer, timeOf(at, e.zone)).reasons.map(({ chain }) =>
      chain.map(({ key, path, entry }) => [key.replace('/acme/', '/'), path, entry].filter(Boolean).join(' ')),
    )
  }
  test.each<[string, string[], string[]]>([
    [
      'a role',
      ['User ann {role: desk}', 'Role desk {extends: admin}', 'Computer pc {}'],
      ['User/ann spec.role', 'Role/desk spec.extends', 'Computer/pc'],
    ],
    ['the owner', ['User olga {}', 'Computer pc {}'], ['User/olga', 'Team/acme spec.owner', 'Computer/pc']],
    [
      'administering',
      ['User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}', pc],
      ['User/ann spec.role', 'Group/lab spec.admins ann', 'Computer/pc spec.group'],
    ],
    ['the group itself', ['User ann {group: crew}', crew, own], ['User/ann spec.group', 'Group/crew spec.type', 'Computer/own spec.group']],
    [
      'following the group',
      ['User ann {group: crew}', crew, own, mode('{users: [ann]}', 'followGroup')],
      ['AccessPermission/p spec.subjects.users ann', 'User/ann spec.group', 'Group/crew spec.type', 'Computer/own spec.group'],
    ],
    [
      'an own permission that names it',
      ['User ann {}', 'Computer pc {}', only('{users: [ann]}', 'computers: [pc]')],
      ['User/ann', 'AccessPermission/only spec.subjects.users ann', 'AccessPermission/only spec.computers.computers pc', 'Computer/pc'],
    ],
    [
      'a permission of the group that names a group',
      ['User ann {group: staff}', staff, lab, pc, only('{groups: [staff]}', 'groups: [lab]')],
      [
        'User/ann spec.group',
        'AccessPermission/only spec.subjects.groups staff',
        'AccessPermission/only spec.computers.groups lab',
        'Computer/pc spec.group',
      ],
    ],
    [
      'a permission of all',
      ['User ann {}', 'Computer pc {}', mode('{users: [ann]}', 'all')],
      ['User/ann', 'AccessPermission/p spec.subjects.users ann', 'AccessPermission/p spec.computers.mode', 'Computer/pc'],
    ],
    [
      'ownGroup of the user',
      ['User ann {group: crew}', crew, own, mode('{users: [ann]}', 'ownGroup')],
      [
        'User/ann',
        'AccessPermission/p spec.subjects.users ann',
        'AccessPermission/p spec.computers.mode',
        'User/ann spec.group',
        'Group/crew spec.type',
        'Computer/own spec.group',
      ],
    ],
    [
      'ownGroup of the group',
      ['User ann {group: crew}', crew, own, mode('{groups: [crew]}', 'ownGroup')],
      [
        'User/ann spec.group',
        'AccessPermission/p spec.subjects.groups crew',
        'AccessPermission/p spec.computers.mode',
        'Group/crew spec.type',
        'Computer/own spec.group',
      ],
    ],
    [
      'a schedule of the group',
      [
        'User ann {group: staff}',
        staff,
        lab,
        pc,
        'ScheduledResource farm {groups: [lab]}',
        'Schedule s {resource: farm, subjects: {groups: [staff]}, startDate: 2026-03-10, timeSlot: {start: "09:00", end: "17:00"}}',
      ],
      [
        'User/ann spec.group',
        'Schedule/s spec.subjects.groups staff',
        'Schedule/s spec.resource',
        'ScheduledResource/farm spec.groups lab',
        'Computer/pc spec.group',
      ],
    ],
    [
      'a schedule of the user',
      [
        'User ann {}',
        'Computer pc {}',
        'ScheduledResource farm {computers: [pc]}',
        'Schedule s {resource: farm, subjects: {users: [ann]}, startDate: 2026-03-10, timeSlot: {start: "09:00", end: "17:00"}}',
      ],
      [
        'User/ann',
        'Schedule/s spec.subjects.users ann',
        'Schedule/s spec.resource',
        'ScheduledResource/farm spec.computers pc',
        'Computer/pc',
      ],
    ],
    [
      'a group by enrolment',
      ['User ann {}', 'Computer pc {} status {enrolment: {group: lab}}', lab, only('{users: [ann]}', 'groups: [lab]')],
      [
        'User/ann',
        'AccessPermission/only spec.subjects.users ann',
        'AccessPermission/only spec.computers.groups lab',
        'Group/lab',
        'Computer/pc status.enrolment.group',
      ],
    ],
    [
      'a group by its match',
      ['User ann {}', 'Computer pc {}', 'Group lab {type: computers, match: {hostname: "p*"}}', only('{users: [ann]}', 'groups: [lab]')],
      [
        'User/ann',
        'AccessPermission/only spec.subjects.users ann',
        'AccessPermission/only spec.computers.groups lab',
        'Group/lab spec.match',
        'Computer/pc',
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(chains(lines)).toEqual([expected])
  })
})
