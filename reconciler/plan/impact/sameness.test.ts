import { describe, expect, test } from 'vitest'
import { worldOf } from '../../../schema/kinds/cases.ts'
import type { World } from '../../../schema/world.ts'
import { sentencesOf } from '../../render/sentences.ts'
import type { Impact } from '../../types.ts'
import { impactOf } from '../impact.ts'

const NOW = '2026-03-02T09:00:00Z'

/** One user and one computer, and what a schedule of a farm says between them. */
const farm = (recurrence: string, more = '', resource = ''): World =>
  worldOf(`
    Team acme {owner: boss, scheduledAccess: {timeZone: Europe/Paris}}
    User boss {email: boss@acme.example}
    User ann {email: ann@acme.example}
    Computer pc-1 {}
    AccessPermission of-boss {subjects: {users: [boss]}, computers: {mode: none}}
    ScheduledResource farm {computers: [pc-1], admins: [boss]${resource}}
    Schedule s {resource: farm, subjects: {users: [ann]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: ${recurrence}${more}}`)
const rule = (text: string): string => `{rule: '${text}'}`
const between = (before: World, after: World): Impact => {
  const keys = [...after.all()].map(({ key }) => key)
  return impactOf(before, after, keys, NOW)
}
const told = (before: World, after: World): string[] => sentencesOf(between(before, after)).map(({ text }) => text)

describe('an end that moves', () => {
  test.each([
    [
      'FREQ=DAILY;UNTIL=20320101',
      'FREQ=DAILY;UNTIL=20350101',
      'is extended to daily 09:00–17:00 until 2035-01-01 (was daily 09:00–17:00 until 2032-01-01)',
    ],
    ['FREQ=DAILY;UNTIL=20320101', 'FREQ=DAILY', 'is extended to daily 09:00–17:00 (was daily 09:00–17:00 until 2032-01-01)'],
    [
      'FREQ=DAILY;UNTIL=20320101',
      'FREQ=DAILY;COUNT=3000',
      'is extended to daily 09:00–17:00 until 2034-03-23 (was daily 09:00–17:00 until 2032-01-01)',
    ],
    ['FREQ=DAILY', 'FREQ=DAILY;COUNT=3000', 'is cut to daily 09:00–17:00 until 2034-03-23 (was daily 09:00–17:00)'],
    [
      'FREQ=DAILY;UNTIL=20270101',
      'FREQ=DAILY;UNTIL=20280101',
      'is extended to daily 09:00–17:00 until 2028-01-01 (was daily 09:00–17:00 until 2027-01-01)',
    ],
    [
      'FREQ=DAILY;UNTIL=20280101T120000Z',
      'FREQ=DAILY;UNTIL=20270101T120000Z',
      'is cut to daily 09:00–17:00 until 2027-01-01 (was daily 09:00–17:00 until 2028-01-01)',
    ],
  ])('of a rule is told, however far it is: %s to %s', (before, after, text) => {
    expect(told(farm(rule(before)), farm(rule(after)))).toEqual([`ann: access to pc-1 ${text}`])
  })

  test('stands in what a program reads: the date, and since when it is otherwise', () => {
    const impact = between(farm(rule('FREQ=DAILY;UNTIL=20270101')), farm(rule('FREQ=DAILY;UNTIL=20280101')))
    expect(impact.edges.changed).toBe(1)
    expect(impact.changed[0]).toMatchObject({
      before: { until: '2027-01-01' },
      after: { until: '2028-01-01' },
      since: '2027-01-02T08:00:00Z',
      because: ['Schedule/acme/s'],
    })
    const far = between(farm(rule('FREQ=DAILY;UNTIL=20320101')), farm(rule('FREQ=DAILY')))
    expect(far.changed[0]).toMatchObject({ before: { until: '2032-01-01' }, after: { until: null }, since: '2032-01-01T23:00:00Z' })
  })

  test('is no change where no hour differs, whoever says it', () => {
    const daily = '{frequency: daily}'
    expect(told(farm(daily, ', endDate: 2032-01-01'), farm(rule('FREQ=DAILY;UNTIL=20320101')))).toEqual([])
    expect(told(farm(rule('FREQ=DAILY;UNTIL=20320101'), ', endDate: 2040-01-01'), farm(rule('FREQ=DAILY;UNTIL=20320101')))).toEqual([])
    expect(told(farm(rule('FREQ=DAILY;COUNT=60')), farm(rule('FREQ=DAILY;UNTIL=20260305')))).toEqual([])
    // A Friday, and the Sunday after it: nothing falls between them.
    const week = 'FREQ=WEEKLY;BYDAY=MO,FR'
    expect(told(farm(rule(`${week};UNTIL=20270903`)), farm(rule(`${week};UNTIL=20270905`)))).toEqual([])
  })

  test('of one schedule is told, where another goes on', () => {
    const both = (until: string) =>
      worldOf(`
        User ann {email: ann@acme.example}
        Computer pc-1 {}
        ScheduledResource farm {computers: [pc-1]}
        Schedule a {resource: farm, subjects: {users: [ann]}, startDate: 2026-01-05, endDate: ${until}, timeSlot: {start: '09:00', end: '10:00'}, recurrence: {frequency: daily}}
        Schedule b {resource: farm, subjects: {users: [ann]}, startDate: 2026-01-05, timeSlot: {start: '11:00', end: '12:00'}, recurrence: {frequency: daily}}`)
    expect(told(both('2034-06-30'), both('2036-06-30'))).toEqual([
      'ann: access to pc-1 (daily 11:00–12:00; daily 09:00–10:00) changes from 2034-07-01 on',
    ])
  })
})

describe('how a session is bound', () => {
  const daily = '{frequency: daily}'
  const exclusive = (part: string) => `, exclusiveAccess: {supported: true, ${part}}`
  test.each([
    [
      'exclusive access of the resource',
      farm(daily, '', exclusive('default: false, blankScreen: true, lockInput: false, logoffAfterDisconnect: false')),
      farm(daily, '', exclusive('default: true, blankScreen: true, lockInput: false, logoffAfterDisconnect: false')),
      'is now exclusive (screen blanked)',
      'ScheduledResource/acme/farm',
    ],
    [
      'a pool',
      farm(daily, '', ', connectionPool: {supported: true, default: false}'),
      farm(daily, '', ', connectionPool: {supported: true, default: true}'),
      'is now pooled (any free computer of farm)',
      'ScheduledResource/acme/farm',
    ],
    ['a forced end', farm(daily), farm(daily, ', forceDisconnectAtEnd: true'), 'is now cut off at the end', 'Schedule/acme/s'],
    ['no forced end', farm(daily, ', forceDisconnectAtEnd: true'), farm(daily), 'is no longer cut off at the end', 'Schedule/acme/s'],
  ])('is told when it changes, by what changed it: %s', (_, before, after, text, cause) => {
    const impact = impactOf(before, after, [cause], NOW)
    expect(sentencesOf(impact).map((one) => one.text)).toEqual([`ann: access to pc-1 (daily 09:00–17:00) ${text}`])
    expect([impact.edges.changed, impact.changed[0]?.because]).toEqual([1, [cause]])
  })

  test('stands in what a program reads', () => {
    const on = exclusive('default: true, blankScreen: true, lockInput: true, logoffAfterDisconnect: false')
    const [change] = between(farm(daily), farm(daily, ', forceDisconnectAtEnd: true', on)).changed
    expect(change?.before?.bound).toEqual([{ schedules: ['s'], pool: null, exclusive: null, forceDisconnect: false }])
    expect(change?.after?.bound).toEqual([
      {
        schedules: ['s'],
        pool: null,
        exclusive: { blankScreen: true, lockInput: true, logoffAfterDisconnect: false },
        forceDisconnect: true,
      },
    ])
  })

  test('is nothing to whom a permanent grant admits too', () => {
    const grant = 'AccessPermission always {subjects: {users: [ann]}, computers: {mode: all}}'
    const open = farm(daily).with([...worldOf(grant).all()].map((one) => [one.key, one]))
    const bound = open.with([...farm(daily, ', forceDisconnectAtEnd: true').all()].map((one) => [one.key, one]))
    const impact = between(open, bound)
    expect(impact.edges.changed).toBe(0)
    expect(between(worldOf(''), open).gained[0]?.after).toMatchObject({ permanent: true, bound: [], until: null })
  })
})
