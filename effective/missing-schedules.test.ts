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
    'paused and off',
    [
      'User ann {}',
      'Schedule s {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {users: [ann]}, paused: true}',
      'ScheduledResource r {computers: [pc], enabled: false}',
    ],
    '2026-03-03T10:00',
    [
      [
        'schedule s gives ann the computers of r, among them pc, but its resource r is not enabled, and it is paused',
        'ScheduledResource/acme/r spec.enabled',
        'Set `spec.enabled: true` in ScheduledResource/r; set `spec.paused: false` in Schedule/s.',
        2,
        undefined,
      ],
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann ',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'group schedule later today, over another',
    [
      'User ann {group: crew}',
      'Group crew {type: users}',
      'Schedule s {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {groups: [crew]}}',
      'Schedule o {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, endDate: 2026-03-02, resource: r, subjects: {groups: [crew]}}',
      'Schedule once {startDate: 2026-03-01, timeSlot: {start: "09:00", end: "17:00"}, resource: r, subjects: {groups: [crew]}}',
      'ScheduledResource r {computers: [pc]}',
    ],
    '2026-03-03T08:00',
    [
      [
        'schedule s gives group crew the computers of r, among them pc, but Tue 2026-03-03 08:00 is outside its hours; the next are Tue 2026-03-03 09:00 to 17:00',
        'Schedule/acme/s spec.timeSlot',
        'Wait until Tue 2026-03-03 09:00, or widen `spec.timeSlot` or `spec.recurrence` of Schedule/s.',
        0,
        '2026-03-03T08:00:00.000Z',
      ],
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
      [
        'schedule o gives group crew the computers of r, among them pc, but it has no occurrence after Tue 2026-03-03 08:00',
        'Schedule/acme/o spec.endDate',
        'Move `spec.endDate` of Schedule/o, now 2026-03-02.',
        0,
        undefined,
      ],
      [
        'schedule once gives group crew the computers of r, among them pc, but it has no occurrence after Tue 2026-03-03 08:00',
        'Schedule/acme/once spec.recurrence',
        'Extend `spec.recurrence` of Schedule/once.',
        0,
        undefined,
      ],
    ],
  ],
  [
    'widened by computer',
    [
      'User ann {group: crew}',
      'Group crew {type: users}',
      'Schedule s {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {groups: [crew]}}',
      'Schedule t {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {users: [ann]}}',
      'ScheduledResource r {computers: []}',
    ],
    '2026-03-03T10:00',
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
      [
        'schedule s names group crew, but its resource r does not have pc',
        'ScheduledResource/acme/r spec.computers',
        'Add `pc` to `spec.computers` of ScheduledResource/r for access in its hours, which run then; everyone in group crew would have it too.',
        1,
        undefined,
      ],
      [
        'schedule t names ann, but its resource r does not have pc',
        'ScheduledResource/acme/r spec.computers',
        'Add `pc` to `spec.computers` of ScheduledResource/r for access in its hours, which run then; everyone in group crew would have it too.',
        1,
        undefined,
      ],
    ],
  ],
  [
    'disabled with schedule',
    [
      'User ann {disabled: true}',
      'Schedule s {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {users: [ann]}}',
      'ScheduledResource r {computers: [pc]}',
    ],
    '2026-03-03T18:00',
    [
      [
        'ann is disabled, and a disabled user reaches nothing',
        'User/acme/ann spec.disabled',
        'Set `spec.disabled: false` in User/ann.',
        1,
        undefined,
      ],
      [
        'schedule s gives ann the computers of r, among them pc, but Tue 2026-03-03 18:00 is outside its hours; the next are Mon 2026-03-09 09:00 to 17:00',
        'Schedule/acme/s spec.timeSlot',
        'Wait until Mon 2026-03-09 09:00, or widen `spec.timeSlot` or `spec.recurrence` of Schedule/s.',
        1,
        '2026-03-09T08:00:00.000Z',
      ],
      [
        'no AccessPermission names ann, and ann is in no group',
        'User/acme/ann ',
        'Declare an AccessPermission with `subjects: {users: [ann]}` and `computers: {mode: only, computers: [pc]}`.',
        2,
        undefined,
      ],
    ],
  ],
  [
    'disabled, running schedule',
    [
      'User ann {disabled: true}',
      'Schedule s {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, subjects: {users: [ann]}}',
      'ScheduledResource r {computers: [pc]}',
    ],
    '2026-03-03T10:00',
    [
      [
        'ann is disabled, and a disabled user reaches nothing',
        'User/acme/ann spec.disabled',
        'Set `spec.disabled: false` in User/ann.',
        1,
        undefined,
      ],
    ],
  ],
])('hours: %s', (_, lines, at, told) => {
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
