import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { effective } from './effective.ts'
import { endOf, hoursOf, hoursText, join } from './hours.ts'
import { timeOf } from './time.ts'

const ZONE = 'Europe/Paris'
const at = (text: string) => timeOf(text, ZONE)
const team = 'Team acme {owner: ada, scheduledAccess: {timeZone: Europe/Paris}}'
const window = { from: at('2026-03-04T12:00'), to: at('2026-04-01T12:00') }

const meaning = (...schedules: string[]) =>
  effective(worldOf([team, ...schedules.map((spec, i) => `Schedule s${i} {resource: farm, subjects: {users: [ann]}, ${spec}}`)].join('\n')))
function words(...schedules: string[]): string {
  const e = meaning(...schedules)
  return hoursText(
    hoursOf(
      e,
      schedules.map((_, i) => `s${i}`),
      window.from,
      window.to,
    ),
    ZONE,
    window,
  )
}

test('what overlaps or adjoins becomes one, what does not stays apart', () => {
  expect(
    join([
      { from: 5, to: 7 },
      { from: 1, to: 3 },
      { from: 3, to: 4 },
      { from: 6, to: 6.5 },
      { from: 8, to: 9 },
    ]),
  ).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 7 },
    { from: 8, to: 9 },
  ])
  expect(join([])).toEqual([])
})

test('hours of several schedules are cut to what is asked', () => {
  const e = meaning(
    'startDate: 2026-03-09, timeSlot: {start: "08:00", end: "12:00"}',
    'startDate: 2026-03-09, timeSlot: {start: "11:00", end: "14:00"}',
  )
  expect(hoursOf(e, ['s0', 's1', 'nobody'], at('2026-03-09T09:00'), at('2026-03-09T13:00'))).toEqual([
    { from: at('2026-03-09T09:00'), to: at('2026-03-09T13:00') },
  ])
})

test.each([
  [
    'Mon–Fri 09:00–17:00',
    'startDate: 2026-01-05, recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR]}, timeSlot: {start: "09:00", end: "17:00"}',
  ],
  [
    'daily 20:00–06:00',
    'startDate: 2026-01-05, recurrence: {frequency: daily}, timeSlot: {start: "20:00", end: "06:00", crossesMidnight: true}',
  ],
  [
    'Mon, Wed–Fri, Sun 18:00–24:00',
    'startDate: 2026-01-05, recurrence: {frequency: weekly, days: [MO, WE, TH, FR, SU]}, timeSlot: {start: "18:00", end: "24:00"}',
  ],
  [
    'Tue, Wed 09:00–10:00',
    'startDate: 2026-01-05, recurrence: {frequency: weekly, days: [TU, WE]}, timeSlot: {start: "09:00", end: "10:00"}',
  ],
  ['2026-03-20 18:00–23:30', 'startDate: 2026-03-20, timeSlot: {start: "18:00", end: "23:30"}'],
  ['daily 09:00–10:00 from 2026-03-20', 'startDate: 2026-03-20, recurrence: {frequency: daily}, timeSlot: {start: "09:00", end: "10:00"}'],
  [
    'daily 09:00–10:00 until 2026-03-20',
    'startDate: 2026-01-20, endDate: 2026-03-20, recurrence: {frequency: daily}, timeSlot: {start: "09:00", end: "10:00"}',
  ],
  [
    '2026-03-06, 2026-03-13, 2026-03-16 and 2 more days 09:00–10:00',
    'startDate: 2026-03-06, recurrence: {rule: "FREQ=DAILY;BYMONTHDAY=6,13,16,17,31"}, timeSlot: {start: "09:00", end: "10:00"}',
  ],
  ['never', 'startDate: 2027-03-06, timeSlot: {start: "09:00", end: "10:00"}'],
] as const)('in words: %s', (expected, schedule) => {
  expect(words(schedule)).toBe(expected)
})

test('hours of more than a night say how long they run', () => {
  const spans = [0, 7, 14].map((days) => ({ from: at('2026-03-05T20:00') + days * 864e5, to: at('2026-03-07T20:00') + days * 864e5 }))
  expect(hoursText(spans, ZONE, window)).toBe('Thu 20:00–20:00 (2 days later) until 2026-03-19')
})

test('the whole window is always, and two kinds of hours are told one after the other', () => {
  expect(hoursText([window], ZONE, window)).toBe('always')
  expect(
    words(
      'startDate: 2026-01-05, recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR]}, timeSlot: {start: "09:00", end: "17:00"}',
      'startDate: 2026-03-21, timeSlot: {start: "10:00", end: "12:00"}',
    ),
  ).toBe('Mon–Fri 09:00–17:00; 2026-03-21 10:00–12:00')
})

test('only hours that fill the window from its beginning to its end are always', () => {
  const hour = 36e5
  expect(hoursText([{ from: window.from, to: window.to - hour }], ZONE, window)).not.toBe('always')
  expect(hoursText([{ from: window.from + hour, to: window.to }], ZONE, window)).not.toBe('always')
  const parts = [
    { from: window.from, to: window.from + hour },
    { from: window.to - hour, to: window.to },
  ]
  expect(hoursText(parts, ZONE, window)).toBe('2026-03-04 12:00–13:00; 2026-04-01 11:00–12:00')
})

describe('some days are told', () => {
  const spans = (days: readonly string[], hours: [from: string, to: string] = ['09:00', '10:00']) =>
    days.map((day) => ({ from: at(`2026-03-${day}T${hours[0]}`), to: at(`2026-03-${day}T${hours[1]}`) }))
  const until = (...days: string[]) => `${days.map((day) => `2026-03-${day}`).join(', ')}`
  test.each<[string, string[], string]>([
    ['by their names within a week', ['09', '10', '11', '12', '13'], 'Mon–Fri 09:00–10:00 until 2026-03-13'],
    ['by their names at the weekend', ['07', '08', '14', '15', '21', '22', '28', '29'], 'Sat, Sun 09:00–10:00'],
    ['four of a week by their names', ['09', '10', '12', '14'], 'Mon, Tue, Thu, Sat 09:00–10:00 until 2026-03-14'],
    ['three of them one by one', ['09', '10', '12'], `${until('09', '10', '12')} 09:00–10:00`],
    ['four that follow no week by the first three', ['09', '12', '18', '27'], `${until('09', '12', '18')} and 1 more day 09:00–10:00`],
    ['five likewise, and the others are counted', ['09', '12', '18', '27', '29'], `${until('09', '12', '18')} and 2 more days 09:00–10:00`],
    [
      'until the last of them, where more than a week of the window is without',
      ['11', '12', '13', '14', '18', '19', '20', '21'],
      'Wed–Sat 09:00–10:00 until 2026-03-21',
    ],
    ['without bounds, where no more than a week at either end is without', ['11', '18', '25'], 'Wed 09:00–10:00'],
  ])('%s', (_, days, expected) => {
    expect(hoursText(spans(days), ZONE, window)).toBe(expected)
  })

  test('and midnight is 24:00, but half past is not', () => {
    const night = (day: string, end: string) => ({ from: at(`2026-03-${day}T22:00`), to: at(end) })
    expect(hoursText([night('09', '2026-03-10T00:00')], ZONE, window)).toBe('2026-03-09 22:00–24:00')
    expect(hoursText([night('09', '2026-03-10T00:30')], ZONE, window)).toBe('2026-03-09 22:00–00:30')
  })
})

test('hours that were running at the edge of the window are told when nothing else is', () => {
  expect(hoursText([{ from: window.from, to: window.from + 36e5 }], ZONE, window)).toBe('2026-03-04 12:00–13:00')
})

test('adjoining hours end where the last of them ends, and endless ones never', () => {
  const e = meaning(
    'startDate: 2026-03-09, timeSlot: {start: "08:00", end: "12:00"}',
    'startDate: 2026-03-09, timeSlot: {start: "12:00", end: "14:00"}',
    'startDate: 2026-03-09, timeSlot: {start: "15:00", end: "16:00"}',
    'startDate: 2026-01-01, recurrence: {frequency: daily}, timeSlot: {start: "00:00", end: "24:00"}',
  )
  expect(endOf(e, ['s0', 's1', 's2'], at('2026-03-09T09:00'))).toBe(at('2026-03-09T14:00'))
  expect(endOf(e, ['s0'], at('2026-03-09T09:00'))).toBe(at('2026-03-09T12:00'))
  expect(endOf(e, ['s2'], at('2026-03-09T09:00'))).toBe(at('2026-03-09T09:00'))
  expect(endOf(e, ['s3'], at('2026-03-09T09:00'))).toBeUndefined()
  const years = meaning(
    'startDate: 2026-01-01, endDate: 2032-12-31, recurrence: {frequency: daily}, timeSlot: {start: "00:00", end: "24:00"}',
  )
  expect(endOf(years, ['s0'], at('2026-03-09T09:00'))).toBe(at('2033-01-01T00:00'))
})
