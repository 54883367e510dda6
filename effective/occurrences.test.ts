import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { nextOccurrence, occurrences } from './occurrences.ts'
import { timeOf } from './time.ts'

const schedule = (spec: string): Resource<'Schedule'> =>
  worldOf(`Schedule s {resource: farm, subjects: {users: [ann]}, ${spec}}`).find('Schedule', 's') as Resource<'Schedule'>

/** An instant as a wall clock in the zone shows it, with its offset. */
const shown = (zone: string) => (time: number) =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' })

function told(spec: string, from: string, to: string, zone = 'Europe/Paris'): string[] {
  const clock = shown(zone)
  return occurrences(schedule(spec), zone, timeOf(from, zone), timeOf(to, zone)).map(
    (one) => `${one.date}: ${clock(one.from)} ${clock(one.to)}`,
  )
}
const dates = (spec: string, from: string, to: string) => told(spec, from, to).map((line) => line.slice(0, 10))

const day = 'timeSlot: {start: "09:00", end: "17:00"}'

describe('dates', () => {
  test.each([
    ['once is the start date alone', 'startDate: 2026-03-10', ['2026-03-10']],
    ['daily begins on the start date', 'startDate: 2026-03-29, recurrence: {frequency: daily}', ['2026-03-29', '2026-03-30', '2026-03-31']],
    [
      'every third day is counted from the start date',
      'startDate: 2026-02-27, recurrence: {frequency: daily, interval: 3}',
      [
        '2026-03-02',
        '2026-03-05',
        '2026-03-08',
        '2026-03-11',
        '2026-03-14',
        '2026-03-17',
        '2026-03-20',
        '2026-03-23',
        '2026-03-26',
        '2026-03-29',
      ],
    ],
    [
      'weekly without days is the weekday of the start date',
      'startDate: 2026-03-03, recurrence: {frequency: weekly}',
      ['2026-03-03', '2026-03-10', '2026-03-17', '2026-03-24', '2026-03-31'],
    ],
    [
      'weekly with days has those days only',
      'startDate: 2026-03-16, recurrence: {frequency: weekly, days: [MO, SU]}',
      ['2026-03-16', '2026-03-22', '2026-03-23', '2026-03-29', '2026-03-30'],
    ],
    [
      'every second week counts weeks from Monday on',
      'startDate: 2026-03-05, recurrence: {frequency: weekly, days: [MO, FR], interval: 2}',
      ['2026-03-06', '2026-03-16', '2026-03-20', '2026-03-30'],
    ],
    ['monthly without a day is the day of the start date', 'startDate: 2026-01-15, recurrence: {frequency: monthly}', ['2026-03-15']],
    ['months that lack the day are skipped', 'startDate: 2026-01-01, recurrence: {frequency: monthly, dayOfMonth: 31}', ['2026-03-31']],
    ['every second month is counted from the start date', 'startDate: 2026-02-10, recurrence: {frequency: monthly, interval: 2}', []],
    ['and comes round', 'startDate: 2026-01-10, recurrence: {frequency: monthly, interval: 2}', ['2026-03-10']],
    [
      'the end date is the last on which one may begin',
      'startDate: 2026-03-01, endDate: 2026-03-02, recurrence: {frequency: daily}',
      ['2026-03-01', '2026-03-02'],
    ],
    ['a rule names its dates', 'startDate: 2026-01-01, recurrence: {rule: "FREQ=MONTHLY;BYDAY=1MO,-1FR"}', ['2026-03-02', '2026-03-27']],
    [
      'a start date that the rule does not name is none',
      'startDate: 2026-03-03, recurrence: {rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=2"}',
      ['2026-03-09', '2026-03-16'],
    ],
    [
      'UNTIL is inclusive',
      'startDate: 2026-03-01, recurrence: {rule: "FREQ=DAILY;UNTIL=20260303"}',
      ['2026-03-01', '2026-03-02', '2026-03-03'],
    ],
    [
      'a rule and an end date',
      'startDate: 2026-03-01, endDate: 2026-03-02, recurrence: {rule: "FREQ=DAILY"}',
      ['2026-03-01', '2026-03-02'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(dates(`${spec}, ${day}`, '2026-03-01', '2026-04-01')).toEqual(expected)
  })

  test('the 29th of February comes every fourth year', () => {
    const leap = `startDate: 2024-02-29, recurrence: {frequency: monthly, interval: 12}, ${day}`
    expect(dates(leap, '2024-01-01', '2033-01-01')).toEqual(['2024-02-29', '2028-02-29', '2032-02-29'])
  })

  test.each([
    ['more candidates than are looked at', 'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2'],
    ['none before time itself ends', 'FREQ=MONTHLY;INTERVAL=9999;BYMONTHDAY=31;BYMONTH=2'],
  ])('a rule with %s never falls', (_, rule) => {
    expect(dates(`startDate: 2026-01-01, recurrence: {rule: "${rule}"}, ${day}`, '2026-01-01', '2028-01-01')).toEqual([])
  })

  test('no time before the start date is looked at, and none is made up', () => {
    expect(dates(`startDate: 2026-03-10, recurrence: {frequency: daily}, ${day}`, '2020-01-01', '2026-03-11')).toEqual(['2026-03-10'])
    expect(told(`startDate: 2026-03-10, ${day}`, '2026-03-10T17:00', '2026-03-10T17:00')).toEqual([])
  })
})

describe('hours', () => {
  const daily = 'startDate: 2026-01-01, recurrence: {frequency: daily}'
  test.each([
    ['end at the given time', '"09:00", end: "17:00"', '2026-03-10T12:00', ['2026-03-10: 2026-03-10T09:00+01:00 2026-03-10T17:00+01:00']],
    [
      'run to the end of the day',
      '"18:00", end: "24:00"',
      '2026-03-10T23:59',
      ['2026-03-10: 2026-03-10T18:00+01:00 2026-03-11T00:00+01:00'],
    ],
    [
      'cross midnight',
      '"20:00", end: "04:00", crossesMidnight: true',
      '2026-03-11T02:00',
      ['2026-03-10: 2026-03-10T20:00+01:00 2026-03-11T04:00+01:00'],
    ],
    [
      'last a day when they end as they begin',
      '"20:00", end: "20:00", crossesMidnight: true',
      '2026-03-11T12:00',
      ['2026-03-10: 2026-03-10T20:00+01:00 2026-03-11T20:00+01:00'],
    ],
    [
      'move forward out of a gap',
      '"02:30", end: "04:00"',
      '2026-03-29T03:45',
      ['2026-03-29: 2026-03-29T03:30+02:00 2026-03-29T04:00+02:00'],
    ],
    [
      'end later where the end is in a gap',
      '"01:00", end: "02:30"',
      '2026-03-29T01:30',
      ['2026-03-29: 2026-03-29T01:00+01:00 2026-03-29T03:30+02:00'],
    ],
    ['do not happen where the gap swallows them', '"02:00", end: "03:00"', '2026-03-29T03:30', []],
    [
      'begin and end at the earlier of two equal times',
      '"02:30", end: "03:30"',
      '2026-10-25T01:00Z',
      ['2026-10-25: 2026-10-25T02:30+02:00 2026-10-25T03:30+01:00'],
    ],
    [
      'that end within the doubled hour end in its first pass',
      '"01:00", end: "02:30"',
      '2026-10-25T00:10Z',
      ['2026-10-25: 2026-10-25T01:00+02:00 2026-10-25T02:30+02:00'],
    ],
    ['are over in the second pass', '"01:00", end: "02:30"', '2026-10-25T01:10Z', []],
  ])('%s', (_, slot, at, expected) => {
    const later = `${at.slice(0, 14)}${String(Number(at.slice(14, 16)) + 1).padStart(2, '0')}${at.slice(16)}`
    expect(told(`${daily}, timeSlot: {start: ${slot}}`, at, later === '2026-03-10T23:60' ? '2026-03-11T00:00' : later)).toEqual(expected)
  })

  test('a zone whose clocks move by half an hour, and one whose midnight is skipped', () => {
    const slot = 'timeSlot: {start: "00:00", end: "02:15"}'
    const [howe, santiago] = ['Australia/Lord_Howe', 'America/Santiago']
    expect(told(`startDate: 2026-10-04, ${slot}`, '2026-10-04', '2026-10-05', howe)).toEqual([
      '2026-10-04: 2026-10-04T00:00+10:30 2026-10-04T02:45+11:00',
    ])
    expect(told(`startDate: 2026-09-06, ${slot}`, '2026-09-05', '2026-09-08', santiago)).toEqual([
      '2026-09-06: 2026-09-06T01:00-03:00 2026-09-06T02:15-03:00',
    ])
  })

  test('the end is not in it, the start is', () => {
    const spec = `${daily}, ${day}`
    expect(told(spec, '2026-03-10T17:00', '2026-03-10T18:00')).toEqual([])
    expect(told(spec, '2026-03-10T08:00', '2026-03-10T09:00')).toEqual([])
    expect(told(spec, '2026-03-10T09:00', '2026-03-10T09:01')).toHaveLength(1)
    expect(told(spec, '2026-03-10T16:59', '2026-03-10T18:00')).toHaveLength(1)
  })

  test('a schedule without hours or a date has no occurrence', () => {
    expect(told('startDate: 2026-03-10', '2026-01-01', '2027-01-01')).toEqual([])
    expect(told(day, '2026-01-01', '2027-01-01')).toEqual([])
  })
})

describe('an UNTIL with a time is the last moment at which one may begin', () => {
  const last = (until: string, zone: string, slot: string) =>
    told(`startDate: 2026-03-27, recurrence: {rule: "FREQ=DAILY;UNTIL=${until}"}, timeSlot: {${slot}}`, '2026-03-27', '2026-04-05', zone)
      .at(-1)
      ?.slice(0, 10)
  const [evening, dawn, noon] = ['start: "22:00", end: "23:00"', 'start: "05:00", end: "06:00"', 'start: "12:00", end: "13:00"']
  test.each([
    ['west of UTC the date of the instant is the day before', '20260401T015959Z', 'America/New_York', evening, '2026-03-30'],
    ['as calendars write the end of a day in New York', '20260401T035959Z', 'America/New_York', noon, '2026-03-31'],
    ['east of UTC it may be the day after', '20260331T210000Z', 'Asia/Tokyo', dawn, '2026-04-01'],
    ['the very moment still counts', '20260401T160000Z', 'America/New_York', noon, '2026-04-01'],
    ['a second earlier does not', '20260401T155959Z', 'America/New_York', noon, '2026-03-31'],
    ['without Z it is wall time', '20260401T120000', 'America/New_York', noon, '2026-04-01'],
    ['and a date is a date', '20260401', 'America/New_York', evening, '2026-04-01'],
  ])('%s', (_, until, zone, slot, expected) => {
    expect(last(until, zone, slot)).toBe(expected)
  })
})

describe('the next one', () => {
  const next = (spec: string, after: string) => nextOccurrence(schedule(spec), 'Europe/Paris', timeOf(after, 'Europe/Paris'))?.date
  test.each([
    ['is the running one', `startDate: 2026-03-02, recurrence: {frequency: daily}, ${day}`, '2026-03-10T12:00', '2026-03-10'],
    ['is not one that has just ended', `startDate: 2026-03-02, recurrence: {frequency: daily}, ${day}`, '2026-03-10T17:00', '2026-03-11'],
    ['may be years away', `startDate: 2031-05-06, ${day}`, '2026-03-10', '2031-05-06'],
    ['may be decades away', `startDate: 2026-01-31, recurrence: {frequency: monthly, interval: 600}, ${day}`, '2026-03-10', '2076-01-31'],
    ['is none after once', `startDate: 2026-03-02, ${day}`, '2026-03-10', undefined],
    [
      'is none after the end date',
      `startDate: 2026-03-02, endDate: 2026-03-09, recurrence: {frequency: daily}, ${day}`,
      '2026-03-10',
      undefined,
    ],
    ['is none where a rule has ended', `startDate: 2026-03-02, recurrence: {rule: "FREQ=DAILY;COUNT=3"}, ${day}`, '2026-03-10', undefined],
    [
      'passes over a date that the clocks swallow',
      'startDate: 2026-03-29, recurrence: {frequency: daily}, timeSlot: {start: "02:00", end: "03:00"}',
      '2026-03-28',
      '2026-03-30',
    ],
    ['is none without hours', 'startDate: 2026-03-29', '2026-03-28', undefined],
    ['is none without a date', day, '2026-03-28', undefined],
    ['is none without an end', 'startDate: 2026-03-29, timeSlot: {start: "09:00"}', '2026-03-28', undefined],
    [
      'may be months away by a rule',
      `startDate: 2026-01-02, recurrence: {rule: "FREQ=MONTHLY;BYMONTH=12"}, ${day}`,
      '2026-03-10',
      '2026-12-02',
    ],
    [
      'may be months away, and long before the end date',
      `startDate: 2026-01-02, endDate: 2027-12-31, recurrence: {rule: "FREQ=MONTHLY;BYMONTH=12"}, ${day}`,
      '2026-03-10',
      '2026-12-02',
    ],
    [
      'may be on the end date itself, months away',
      `startDate: 2026-01-10, endDate: 2026-08-10, recurrence: {frequency: monthly, interval: 7}, ${day}`,
      '2026-03-10',
      '2026-08-10',
    ],
    [
      'may begin in the first minute of the start date, which is a day before in UTC',
      'startDate: 2031-05-06, timeSlot: {start: "00:00", end: "00:30"}',
      '2026-03-10',
      '2031-05-06',
    ],
  ])('%s', (_, spec, after, expected) => {
    expect(next(spec, after)).toBe(expected)
  })
})

test('a stretch without length overlaps nothing, and what says no date or no hours never happens', () => {
  const noon = timeOf('2026-03-10T12:00', 'UTC')
  const whole = schedule(`startDate: 2026-03-10, ${day}`)
  expect(occurrences(whole, 'UTC', noon, noon)).toEqual([])
  expect(occurrences(whole, 'UTC', noon, noon - 1)).toEqual([])
  expect(occurrences(whole, 'UTC', noon, noon + 1)).toHaveLength(1)
  for (const spec of [
    day,
    'startDate: 2026-03-10',
    'startDate: 2026-03-10, timeSlot: {start: "09:00"}',
    'startDate: 2026-03-10, timeSlot: {end: "09:00"}',
  ])
    expect(occurrences(schedule(spec), 'UTC', noon - 86_400_000, noon + 86_400_000)).toEqual([])
})
