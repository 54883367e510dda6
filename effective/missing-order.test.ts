/** Of what is missing, that comes first which is least dangerous, and of equals what comes soonest. */
import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { missingOf } from './missing.ts'
import { timeOf } from './time.ts'

function told(at: string, ...lines: string[]): string[] {
  const e = effective(
    worldOf(['Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}', 'Computer pc {}', ...lines].join('\n')),
  )
  const [user, computer] = [e.world.find('User', 'ann') as Resource<'User'>, e.world.find('Computer', 'pc') as Resource<'Computer'>]
  return missingOf(e, user, computer, timeOf(at, e.zone)).map(({ says }) => /schedule (\S+)/.exec(says)?.[1] ?? '-')
}
const hours = (name: string, start: string, end: string, more = '', resource = 'farm') =>
  `Schedule ${name} {resource: ${resource}, subjects: {users: [ann]}, startDate: 2026-03-02, timeSlot: {start: "${start}", end: "${end}"}, recurrence: {frequency: daily}${more}}`

test('hours to come, the soonest first; then what is paused; then a permission; then what is over', () => {
  const lines = [
    'User ann {}',
    'ScheduledResource farm {computers: [pc]}',
    hours('a-over', '09:00', '17:00', ', endDate: 2026-03-05'),
    hours('b-paused-late', '22:00', '23:00', ', paused: true'),
    hours('c-late', '20:00', '21:00'),
    hours('d-paused-now', '09:00', '17:00', ', paused: true'),
    hours('e-soon', '18:00', '19:00'),
  ]
  expect(told('2026-03-10T12:00', ...lines)).toEqual(['e-soon', 'c-late', 'd-paused-now', 'b-paused-late', '-', 'a-over'])
  expect(told('2026-03-10T12:00', ...lines.toReversed())).toEqual(['e-soon', 'c-late', 'd-paused-now', 'b-paused-late', '-', 'a-over'])
})

test('a schedule or a resource that is not whole is passed over', () => {
  const broken = ['Schedule lost {resource: gone, subjects: {users: [ann]}}', 'Schedule bare {subjects: {users: [ann]}}']
  expect(told('2026-03-10T12:00', 'User ann {}', ...broken)).toEqual(['-'])
})

test('schedules that would do if they named the user come last, by name, two at most', () => {
  const lines = ['User ann {}', 'User bob {}', 'ScheduledResource farm {computers: [pc]}']
  const others = ['c', 'a', 'b'].map((name) => hours(name, '09:00', '17:00').replace('[ann]', '[bob]'))
  expect(told('2026-03-10T12:00', ...lines, ...others)).toEqual(['-', 'a', 'b'])
})

test('of schedules that would do if they named the user, those that run at the time come before the next to run, whatever their names', () => {
  const lines = ['User ann {}', 'User bob {}', 'ScheduledResource farm {computers: [pc]}']
  const others = [hours('a', '20:00', '21:00'), hours('b', '18:00', '19:00'), hours('x', '09:00', '17:00')].map((line) =>
    line.replace('[ann]', '[bob]'),
  )
  expect(told('2026-03-10T12:00', ...lines, ...others)).toEqual(['-', 'x', 'b'])
})

test('what lets in others too comes after what lets in the user alone', () => {
  const shared = hours('shared', '09:00', '17:00', ', paused: true').replace('users: [ann]', 'users: [ann, bob], groups: [crew]')
  const lines = ['User ann {}', 'User bob {}', 'Group crew {type: users}', 'ScheduledResource farm {computers: [pc]}', shared]
  expect(told('2026-03-10T12:00', ...lines)).toEqual(['-', 'shared'])
  expect(told('2026-03-10T12:00', ...lines, hours('own', '09:00', '17:00', ', paused: true'))).toEqual(['own', '-', 'shared'])
  const e = effective(
    worldOf(['Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}', 'Computer pc {}', ...lines].join('\n')),
  )
  const [user, computer] = [e.world.find('User', 'ann') as Resource<'User'>, e.world.find('Computer', 'pc') as Resource<'Computer'>]
  const [, one] = missingOf(e, user, computer, timeOf('2026-03-10T12:00', e.zone))
  expect(one?.others).toEqual(['everyone in group crew', 'bob'])
  expect(one?.fix).toBe('Set `spec.paused: false` in Schedule/shared; everyone in group crew, bob would have it too.')
})
