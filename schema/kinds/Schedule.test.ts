import { expect, test } from 'vitest'
import { firstDate, ruleFault } from '../recurrence.ts'
import { invariantsOf } from './cases.ts'
import { Schedule } from './Schedule.ts'

const slot = (text: string) => `Schedule s {timeSlot: {${text}}}`
const dates = (text: string) => `Schedule s {startDate: 2026-03-02, ${text}}` // a Monday

invariantsOf(Schedule, {
  'Schedule-subjects-groups-hold-users': [
    { world: 'Schedule s {subjects: {groups: [pcs]}}\nGroup pcs {type: computers}', at: [1, 2] },
    { world: 'Schedule s {subjects: {groups: [us]}}\nGroup us {type: users}', at: [] },
  ],
  'schedule-time-slot': [
    { world: slot('start: "17:00", end: "08:00"'), at: [1], says: 'not after its start' },
    { world: slot('start: "08:00", end: "08:00"'), at: [1] },
    { world: slot('start: "08:00", end: "09:00", crossesMidnight: true'), at: [1], says: 'more than a day' },
    { world: slot('start: "20:00", end: "04:00", crossesMidnight: true'), at: [] },
    { world: slot('start: "08:00", end: "08:00", crossesMidnight: true'), at: [] },
    { world: slot('start: "20:00", end: "24:00"'), at: [] },
    { world: slot('start: "20:00"'), at: [] },
  ],
  'schedule-recurrence-parts': [
    { world: dates('recurrence: {days: [MO]}'), at: [1], says: '`once`' },
    { world: dates('recurrence: {frequency: weekly, dayOfMonth: 3}'), at: [1], says: '`dayOfMonth`' },
    { world: dates('endDate: 2026-04-01'), at: [1], says: 'once' },
    { world: dates('recurrence: {rule: FREQ=DAILY, frequency: daily}'), at: [1], says: '`frequency`' },
    { world: dates('endDate: 2026-04-01, recurrence: {rule: FREQ=DAILY;COUNT=3}'), at: [1], says: 'COUNT' },
    { world: dates('endDate: 2026-04-01, recurrence: {frequency: weekly, days: [MO, FR]}'), at: [] },
    { world: dates('recurrence: {frequency: monthly, dayOfMonth: 31, interval: 2}'), at: [] },
    { world: dates('endDate: 2026-04-01, recurrence: {rule: FREQ=DAILY, days: []}'), at: [] },
  ],
  'schedule-occurs': [
    { world: dates('endDate: 2026-03-01, recurrence: {frequency: daily}'), at: [1, 1], says: 'before it starts' },
    { world: dates('endDate: 2026-03-04, recurrence: {frequency: weekly, days: [FR]}'), at: [1], says: 'from 2026-03-02 to 2026-03-04' },
    { world: dates('recurrence: {rule: FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30}'), at: [1], says: 'from 2026-03-02 on' },
    { world: dates('recurrence: {rule: FREQ=DAILY;UNTIL=20260101}'), at: [1] },
    { world: dates('endDate: 2026-03-02, recurrence: {frequency: daily}'), at: [] },
    { world: 'Schedule s {recurrence: {frequency: daily}}', at: [] },
    {
      world:
        'Schedule s {startDate: 2026-03-29, timeSlot: {start: "02:00", end: "03:00"}}\nTeam acme {owner: o, scheduledAccess: {timeZone: Europe/Paris}}',
      at: [1],
      says: 'the clocks of Europe/Paris skip',
    },
    {
      world:
        'Schedule s {startDate: 2026-03-29, timeSlot: {start: "02:00", end: "03:01"}}\nTeam acme {owner: o, scheduledAccess: {timeZone: Europe/Paris}}',
      at: [],
    },
  ],
  'schedule-modes-supported': [
    { world: 'Schedule s {resource: r, connectionPool: true}\nScheduledResource r {}', at: [1, 2] },
    {
      world: 'Schedule s {resource: r, exclusiveAccess: true}\nScheduledResource r {connectionPool: {supported: true}}',
      at: [1, 2],
      says: '`exclusiveAccess`',
    },
    {
      world:
        'Schedule s {resource: r, connectionPool: true, exclusiveAccess: false}\nScheduledResource r {connectionPool: {supported: true}}',
      at: [],
    },
    { world: 'Schedule s {resource: lost, connectionPool: true}', at: [] },
  ],
})

const parts = (more: object) => ({ frequency: 'weekly' as const, days: [], interval: 1, ...more })

test.each([
  ['once', parts({ frequency: 'once' }), '2026-03-04'],
  ['weekly on the weekday of the start', parts({}), '2026-03-04'],
  ['a later day of the week', parts({ days: ['MO', 'FR'] }), '2026-03-06'],
  ['an earlier day, a week on', parts({ days: ['MO'] }), '2026-03-09'],
  ['an earlier day, three weeks on', parts({ days: ['TU'], interval: 3 }), '2026-03-24'],
  ['an earlier day of the month', parts({ frequency: 'monthly', dayOfMonth: 3 }), '2026-04-03'],
  ['a day that months lack', parts({ frequency: 'monthly', dayOfMonth: 31, interval: 3 }), '2026-03-31'],
  ['a leap day, years away', parts({ frequency: 'monthly', dayOfMonth: 30, interval: 12 }), '2026-03-30'],
  ['a rule that does not name the start', parts({ rule: 'FREQ=MONTHLY;BYDAY=1MO' }), '2026-04-06'],
  ['a rule that counts from the first date it names', parts({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1' }), '2026-03-10'],
  ['a rule in lower case', parts({ rule: 'freq=daily;interval=2' }), '2026-03-04'],
])('the first date of %s', (_, recurrence, expected) => {
  expect(firstDate(recurrence, '2026-03-04')).toBe(expected) // a Wednesday
})

test('a day of the month that no month of the interval has never comes, and the search ends', () => {
  expect(firstDate(parts({ frequency: 'monthly', dayOfMonth: 30, interval: 12 }), '2026-02-01')).toBeUndefined()
  expect(firstDate(parts({ frequency: 'monthly', dayOfMonth: 29, interval: 12 }), '2026-02-01')).toBe('2028-02-29')
})

test('rules that never happen are given up in bounded time', () => {
  const begun = performance.now()
  for (const rule of [
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4',
    'FREQ=DAILY;INTERVAL=7;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300',
    'FREQ=DAILY;INTERVAL=9999;BYMONTHDAY=31;BYMONTH=2',
  ])
    expect(firstDate(parts({ rule }), '2026-03-04'), rule).toBeUndefined()
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test.each([
  ['FREQ=YEARLY', 'not a value of FREQ'],
  ['RRULE:FREQ=DAILY', 'without `RRULE:`'],
  ['DTSTART=20260101', 'DTSTART'],
  ['FREQ=DAILY;BYHOUR=3', '`BYHOUR`'],
  ['FREQ=DAILY;WKST=SU', 'WKST'],
  ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'exclude each other'],
  ['FREQ=WEEKLY;BYDAY=1MO', 'numbered weekday'],
  ['FREQ=DAILY;FREQ=DAILY', 'twice'],
  ['BYDAY=MO', '`FREQ` is missing'],
  ['FREQ=DAILY;', 'NAME=VALUE'],
  ['FREQ=DAILY;__proto__=1', 'not a part'],
  ['FREQ=MONTHLY;BYSETPOS=1', 'needs'],
  ['FREQ=WEEKLY;BYMONTHDAY=3', 'weekly'],
])('the rule %s is refused', (rule, why) => {
  expect(ruleFault(rule)).toContain(why)
})

test.each([
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'freq=weekly;byday=mo;wkst=mo',
  'FREQ=DAILY;UNTIL=20270101T000000Z',
  'FREQ=MONTHLY;BYMONTHDAY=-1,15;INTERVAL=2',
])('the rule %s is taken', (rule) => {
  expect(ruleFault(rule)).toBeUndefined()
})
