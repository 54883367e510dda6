/** The dates of a schedule in a window, and nothing outside of it: whoever asks for a week must not be given a year. */
import { describe, expect, test } from 'vitest'
import { type Dates, dateOf, dayOf, daysIn, weekdayOf } from './days.ts'

const dates = (startDate: string, more: Partial<Dates> = {}): Dates => ({ frequency: 'once', days: [], interval: 1, startDate, ...more })
const within = (of: Dates, from: string, to: string): string[] => daysIn(of, dayOf(from), dayOf(to)).map(dateOf)

test('days are counted from 1970, and Monday is 1', () => {
  expect([dayOf('1970-01-01'), dayOf('1969-12-31'), dayOf('2026-03-29')]).toEqual([0, -1, 20_541])
  expect([dateOf(0), dateOf(-1), dateOf(20_541)]).toEqual(['1970-01-01', '1969-12-31', '2026-03-29'])
  expect(['1969-12-28', '1969-12-29', '1970-01-01', '2026-03-29', '2026-03-30'].map((date) => weekdayOf(dayOf(date)))).toEqual([
    7, 1, 4, 7, 1,
  ])
})

describe('in a window stand', () => {
  test.each<[string, Dates, string, string, string[]]>([
    ['the one date', dates('2026-03-10'), '2026-03-01', '2026-03-31', ['2026-03-10']],
    ['the one date on the first day', dates('2026-03-10'), '2026-03-10', '2026-03-31', ['2026-03-10']],
    ['the one date on the last day', dates('2026-03-10'), '2026-03-01', '2026-03-10', ['2026-03-10']],
    ['nothing before the one date', dates('2026-03-10'), '2026-03-01', '2026-03-09', []],
    ['nothing after the one date', dates('2026-03-10'), '2026-03-11', '2026-03-31', []],
    ['nothing when it ends before it begins', dates('2026-03-10', { frequency: 'daily' }), '2026-03-31', '2026-03-01', []],
    ['nothing where the date is none', dates('soon', { frequency: 'daily' }), '2026-03-01', '2026-03-31', []],
    [
      'nothing after the last date',
      dates('2026-03-10', { frequency: 'daily', endDate: '2026-03-11' }),
      '2026-03-11',
      '2026-04-01',
      ['2026-03-11'],
    ],
    [
      'every third day, long after the first',
      dates('2025-01-01', { frequency: 'daily', interval: 3 }),
      '2026-03-01',
      '2026-03-07',
      ['2026-03-03', '2026-03-06'],
    ],
    [
      'the weekdays of every second week',
      dates('2026-03-04', { frequency: 'weekly', interval: 2, days: ['MO', 'WE'] }),
      '2026-03-01',
      '2026-04-01',
      ['2026-03-04', '2026-03-16', '2026-03-18', '2026-03-30', '2026-04-01'],
    ],
    [
      'the weekday of the first date',
      dates('2026-03-04', { frequency: 'weekly' }),
      '2026-03-10',
      '2026-03-20',
      ['2026-03-11', '2026-03-18'],
    ],
    [
      'the day of every fifth month, over the years',
      dates('2024-09-15', { frequency: 'monthly', interval: 5 }),
      '2026-03-16',
      '2027-08-01',
      ['2026-05-15', '2026-10-15', '2027-03-15'],
    ],
    [
      'the months that have the day',
      dates('2026-01-05', { frequency: 'monthly', dayOfMonth: 31 }),
      '2026-01-31',
      '2026-06-30',
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    [
      'no day of the month before the first date or the window',
      dates('2026-01-20', { frequency: 'monthly', dayOfMonth: 15 }),
      '2026-01-01',
      '2026-03-15',
      ['2026-02-15', '2026-03-15'],
    ],
    ['nothing before the window begins within a month', dates('2026-01-15', { frequency: 'monthly' }), '2026-02-16', '2026-03-14', []],
    [
      'the dates of a rule in small letters',
      dates('2026-03-01', { rule: 'freq=weekly;byday=fr' }),
      '2026-03-01',
      '2026-03-14',
      ['2026-03-06', '2026-03-13'],
    ],
    [
      'a rule to its last date',
      dates('2026-03-01', { rule: 'FREQ=DAILY', endDate: '2026-03-02' }),
      '2026-02-01',
      '2026-04-01',
      ['2026-03-01', '2026-03-02'],
    ],
  ])('%s', (_, of, from, to, expected) => {
    expect(within(of, from, to)).toEqual(expected)
  })
})

describe('a rule that is asked again', () => {
  const rule = dates('2026-01-01', { rule: 'FREQ=MONTHLY;BYMONTHDAY=1' })
  const months = (from: string, to: string) => within(rule, from, to).map((date) => date.slice(0, 7))

  test('knows its dates before, after and around what it was asked', () => {
    expect(months('2027-02-01', '2027-03-01')).toEqual(['2027-02', '2027-03'])
    expect(months('2027-03-01', '2027-03-01')).toEqual(['2027-03'])
    expect(months('2026-01-01', '2026-02-28')).toEqual(['2026-01', '2026-02'])
    expect(months('2029-11-02', '2030-02-01')).toEqual(['2029-12', '2030-01', '2030-02'])
    expect(months('2026-12-15', '2027-02-15')).toEqual(['2027-01', '2027-02'])
    expect(months('2026-01-01', '2030-03-01')).toHaveLength(51)
  })

  test('to the very last day of a window that is longer than what it looks ahead', () => {
    const daily = dates('2026-01-01', { rule: 'FREQ=DAILY;INTERVAL=2' })
    expect(within(daily, '2026-01-01', '2028-01-01').at(-1)).toBe('2028-01-01')
    expect(within(daily, '2026-01-01', '2028-01-01')).toHaveLength(366)
  })

  test('never falls where it names no date, and that is found out', () => {
    expect(within(dates('2026-01-01', { rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' }), '2026-01-01', '2027-01-01')).toEqual([])
  })
})
