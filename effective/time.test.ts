import { describe, expect, test } from 'vitest'
import { dayOf } from './days.ts'
import { instantOf, timeOf } from './time.ts'
import { clock, wall } from './wall.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('a minute of a day', () => {
  test.each<[string, string, string, number, string]>([
    ['is the wall time of the zone', 'Europe/Paris', '2026-03-10', 9 * 60, '2026-03-10T08:00Z'],
    ['may be the next midnight', 'Europe/Paris', '2026-03-10', 1440, '2026-03-10T23:00Z'],
    ['may be of the next day', 'Europe/Paris', '2026-03-10', 1440 + 30, '2026-03-10T23:30Z'],
    ['that the clocks skip moves forward', 'Europe/Paris', '2026-03-29', 150, '2026-03-29T01:30Z'],
    ['that they show twice is the earlier', 'Europe/Paris', '2026-10-25', 150, '2026-10-25T00:30Z'],
    ['of a midnight that they skip moves forward', 'America/Santiago', '2026-09-06', 0, '2026-09-06T04:00Z'],
    ['of half an hour that they skip moves forward', 'Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:45Z'],
  ])('%s', (_, zone, date, minute, instant) => {
    expect(instantOf(zone, dayOf(date), minute)).toBe(at(instant))
    expect(instantOf(zone, dayOf(date), minute)).toBe(at(instant)) // as it was kept
  })
})

describe('a time as people write it', () => {
  test.each<[string, string]>([
    ['2026-03-10', '2026-03-09T23:00Z'],
    ['2026-03-10T09:00', '2026-03-10T08:00Z'],
    ['2026-03-10 09:00', '2026-03-10T08:00Z'],
    ['2026-03-10T09:00:30', '2026-03-10T08:00:30Z'],
    ['2026-03-10T09:00:30.25', '2026-03-10T08:00:30.250Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30Z'],
    ['2026-10-25T02:30+01:00', '2026-10-25T01:30Z'],
    ['2026-03-10T09:00Z', '2026-03-10T09:00Z'],
  ])('%s is that of the team, or of its offset', (text, instant) => {
    expect(timeOf(text, 'Europe/Paris')).toBe(at(instant))
  })
  test.each([
    '',
    'noon',
    '2026-02-30',
    '2026-03-10T25:00',
    'x2026-03-10',
    '2026-03-10x',
    '2026-03-10T09:00+25:00',
    '26-03-10',
    '2026-03-10T9:00',
  ])('%j is none', (text) => {
    expect(() => timeOf(text, 'Europe/Paris')).toThrow(RangeError)
  })
})

describe('a time as people say it', () => {
  test('is the weekday, the date and the minute in the zone of the team', () => {
    expect(wall(at('2026-03-03T08:00:59Z'), 'Europe/Paris')).toBe('Tue 2026-03-03 09:00')
    expect(wall(at('2026-03-01T23:30Z'), 'Europe/Paris')).toBe('Mon 2026-03-02 00:30')
    expect(['02', '03', '04', '05', '06', '07', '08'].map((day) => wall(at(`2026-03-${day}T12:00Z`), 'UTC').slice(0, 3))).toEqual([
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
      'Sun',
    ])
  })
  test('has its offset where the clocks show it twice, and only there', () => {
    expect(wall(at('2026-10-25T00:30Z'), 'Europe/Paris')).toBe('Sun 2026-10-25 02:30 (+02:00)')
    expect(wall(at('2026-10-25T01:30Z'), 'Europe/Paris')).toBe('Sun 2026-10-25 02:30 (+01:00)')
    expect(wall(at('2026-10-25T02:30Z'), 'Europe/Paris')).toBe('Sun 2026-10-25 03:30')
    expect(wall(at('2026-03-29T01:30Z'), 'Europe/Paris')).toBe('Sun 2026-03-29 03:30')
  })
  test('is shorter beside one of the same day', () => {
    const noon = at('2026-03-03T11:00Z')
    expect(clock(at('2026-03-03T22:59Z'), noon, 'Europe/Paris')).toBe('23:59')
    expect(clock(at('2026-03-03T23:00Z'), noon, 'Europe/Paris')).toBe('24:00')
    expect(clock(at('2026-03-03T23:01Z'), noon, 'Europe/Paris')).toBe('Wed 2026-03-04 00:01')
  })
})
