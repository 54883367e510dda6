/** What is said of schedules: what is in the way of those that lead to a computer, and whom it lets in to widen one. */
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { missingOf } from './missing.ts'
import { timeOf } from './time.ts'

/** On Mondays and Tuesdays, nine to five, in Paris. */
const weekly = (name: string, rest: string) =>
  `Schedule ${name} {startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}, resource: r, ${rest}}`
const ann = 'User ann {}'
const crew = ['User ann {group: crew}', 'Group crew {type: users}']
const has = 'ScheduledResource r {computers: [pc]}'

/** What ann is told of schedules at a time, who doesn't reach pc. */
function told(at: string, ...lines: string[]) {
  const e = effective(
    worldOf(['Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}', 'Computer pc {}', ...lines].join('\n')),
  )
  const [user, computer] = [e.world.find('User', 'ann'), e.world.find('Computer', 'pc')]
  return missingOf(e, user as Resource<'User'>, computer as Resource<'Computer'>, timeOf(at, e.zone)).filter(({ key }) =>
    key?.startsWith('Schedule'),
  )
}
const [running, starting, before, after] = ['2026-03-03T10:00', '2026-03-03T09:00', '2026-03-03T08:00', '2026-03-03T18:00']

describe('a schedule that leads to the computer', () => {
  const says = 'schedule s gives ann the computers of r, among them pc, but '
  const cases: [
    what: string,
    at: string,
    lines: string[],
    says: string,
    where: string,
    fix: string,
    edits: number,
    from: string | undefined,
  ][] = [
    [
      'is woken where it is paused',
      running,
      [ann, weekly('s', 'subjects: {users: [ann]}, paused: true'), has],
      'it is paused',
      'Schedule/acme/s spec.paused',
      'Set `spec.paused: false` in Schedule/s.',
      1,
      undefined,
    ],
    [
      'is woken where it begins just then',
      starting,
      [ann, weekly('s', 'subjects: {users: [ann]}, paused: true'), has],
      'it is paused',
      'Schedule/acme/s spec.paused',
      'Set `spec.paused: false` in Schedule/s.',
      1,
      undefined,
    ],
    [
      'is woken, and waited for',
      before,
      [ann, weekly('s', 'subjects: {users: [ann]}, paused: true'), has],
      'it is paused, and Tue 2026-03-03 08:00 is outside its hours; the next are Tue 2026-03-03 09:00 to 17:00',
      'Schedule/acme/s spec.paused',
      'Set `spec.paused: false` in Schedule/s; it then runs from Tue 2026-03-03 09:00 on.',
      1,
      '2026-03-03T08:00',
    ],
    [
      'is waited for',
      after,
      [ann, weekly('s', 'subjects: {users: [ann]}'), has],
      'Tue 2026-03-03 18:00 is outside its hours; the next are Mon 2026-03-09 09:00 to 17:00',
      'Schedule/acme/s spec.timeSlot',
      'Wait until Mon 2026-03-09 09:00, or widen `spec.timeSlot` or `spec.recurrence` of Schedule/s.',
      0,
      '2026-03-09T08:00',
    ],
    [
      'waits for administrators, whom no edit brings',
      before,
      [ann, weekly('s', 'subjects: {users: [ann]}'), `${has} status {suspended: {since: x}}`],
      'its resource r is suspended, because all of its administrators are gone or demoted, and Tue 2026-03-03 08:00 is outside its hours; the next are Tue 2026-03-03 09:00 to 17:00',
      'ScheduledResource/acme/r spec.admins',
      'Name a user with the role `group-admin` or above in `spec.admins` of ScheduledResource/r, and have it resumed in the control plane; it then runs from Tue 2026-03-03 09:00 on.',
      0,
      undefined,
    ],
    [
      'is not mended by half, where it has no more hours',
      running,
      [ann, weekly('s', 'subjects: {users: [ann]}, paused: true, endDate: 2026-03-02'), has],
      'it is paused, and it has no occurrence after Tue 2026-03-03 10:00',
      'Schedule/acme/s spec.paused',
      'Set `spec.paused: false` in Schedule/s; move `spec.endDate` of Schedule/s, now 2026-03-02.',
      0,
      undefined,
    ],
  ]
  test.each(cases)('%s', (_what, at, lines, but, where, fix, edits, from) => {
    const [first] = told(at, ...lines)
    expect([first?.says, `${first?.key} ${first?.path}`, first?.fix, first?.edits.length, first?.from]).toEqual([
      `${says}${but}`,
      where,
      fix,
      edits,
      from === undefined ? undefined : Date.parse(`${from}Z`),
    ])
  })

  test('is not spoken of while it runs', () => {
    expect(told(running, ann, weekly('s', 'subjects: {users: [ann]}'), has)).toEqual([])
    expect(told(starting, ann, weekly('s', 'subjects: {users: [ann]}'), has)).toEqual([])
  })

  test('comes before those that run later, and one that waits before one to be mended', () => {
    const later = (name: string, start: string, rest = '') => weekly(name, `subjects: {users: [ann]}${rest}`).replace('09:00', start)
    const lines = [
      later('a', '16:00'),
      later('b', '12:00'),
      later('c', '11:00', ', paused: true'),
      later('d', '10:00', ', endDate: 2026-03-02'),
    ]
    expect(told(before, ann, ...lines, has).map(({ says: one }) => one.split(' ')[1])).toEqual(['b', 'a', 'c', 'd'])
  })

  test('lets in, once it is woken, whom it names; and once its resource is, whom all of its schedules name, in order', () => {
    const lines = [
      ann,
      weekly('s', 'subjects: {users: [ann, zoe], groups: [late]}, paused: true'),
      weekly('t', 'subjects: {users: [bob, zoe], groups: [early, late]}'),
      weekly('u', 'subjects: {users: [carl]}').replace('resource: r', 'resource: other'),
      'ScheduledResource other {computers: []}',
    ]
    const besides = (resource: string) =>
      told(running, ...lines, resource).map(({ says: one, others }) => [one.split(' ')[1], others?.join(', ')])
    expect(besides(has)).toContainEqual(['s', 'everyone in group late, zoe'])
    expect(besides('ScheduledResource r {computers: [pc], enabled: false}')).toEqual([
      ['s', 'everyone in group early, everyone in group late, bob, zoe'],
    ])
    expect(told(running, ...lines, 'ScheduledResource r {computers: [pc], enabled: false}')[0]?.fix).toBe(
      'Set `spec.enabled: true` in ScheduledResource/r; set `spec.paused: false` in Schedule/s; everyone in group early, everyone in group late and 2 more would have it too.',
    )
  })
})

describe('a schedule that could be widened', () => {
  const fixes = (at: string, ...lines: string[]) =>
    told(at, ...lines).map(({ says, fix, others, from }) => [says, fix, others?.join(), from])
  test('names one user more, who is in no group or in another', () => {
    const says = (rest: string) => `schedule s gives access to pc through r, but names neither ann${rest}`
    const fix = (when: string) => `Add \`ann\` to \`spec.subjects.users\` of Schedule/s for access in its hours, ${when}.`
    const bob = weekly('s', 'subjects: {users: [bob]}')
    expect(fixes(running, ann, bob, has)).toEqual([[says(' nor a group that ann is in'), fix('which run then'), '', undefined]])
    expect(fixes(starting, ...crew, bob, has)).toEqual([[says(' nor group crew'), fix('which run then'), '', undefined]])
    expect(fixes(before, ...crew, bob, has)).toEqual([
      [says(' nor group crew'), fix('from Tue 2026-03-03 09:00 on'), '', Date.parse('2026-03-03T08:00Z')],
    ])
  })

  test('has one computer more, for all whom the schedules of the resource name', () => {
    const lines = [...crew, weekly('s', 'subjects: {users: [zoe, bob], groups: [crew]}'), 'ScheduledResource r {computers: [mac]}']
    expect(fixes(running, ...lines)).toEqual([
      [
        'schedule s names group crew, but its resource r does not have pc',
        'Add `pc` to `spec.computers` of ScheduledResource/r for access in its hours, which run then; everyone in group crew, bob, zoe would have it too.',
        'everyone in group crew,bob,zoe',
        undefined,
      ],
    ])
  })

  test('is neither paused, off nor suspended, nor without hours, nor without a resource', () => {
    const bob = (rest = '') => weekly('s', `subjects: {users: [bob]}${rest}`)
    for (const lines of [
      [bob(', paused: true'), has],
      [bob(', endDate: 2026-03-02'), has],
      [bob(), 'ScheduledResource r {computers: [pc], enabled: false}'],
      [bob(), `${has} status {suspended: {since: x}}`],
      [bob()],
      [bob().replace('resource: r, ', ''), has],
      [bob(), 'ScheduledResource r {computers: [mac]}'],
    ])
      expect(fixes(running, ann, ...lines), lines.join('; ')).toEqual([])
  })
})
