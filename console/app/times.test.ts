/** Times as the pages tell them. */
import { expect, test } from 'vitest'
import { agoText, slotsOf, weekdayOf, whenText } from './times.ts'

const ZONE = 'Europe/Paris'
const NOW = Date.parse('2026-03-27T11:00:00Z') // a Friday, noon in Paris

test.each([
  ['2026-03-27T17:00:00Z', 'today 18:00'],
  ['2026-03-27T23:30:00Z', 'tomorrow 00:30'],
  ['2026-03-26T08:00:00Z', 'yesterday 09:00'],
  ['2026-03-30T07:00:00Z', 'Monday 09:00'],
  ['2026-04-12T07:00:00Z', '12 Apr 2026, 09:00'],
  ['2025-12-31T23:00:00Z', '1 Jan 2026, 00:00'],
])('%s is %s, by the clock of the team', (time, text) => {
  expect(whenText(time, ZONE, NOW)).toBe(text)
})

test.each([
  [-30, '30 seconds ago'],
  [-120, '2 minutes ago'],
  [-7200, '2 hours ago'],
  [-86_400 * 3, '3 days ago'],
])('%s seconds are %s', (seconds, text) => {
  expect(agoText(new Date(NOW + seconds * 1000).toISOString(), NOW)).toBe(text)
})

test('hours are cut at midnight, by the clock of the team', () => {
  const slots = slotsOf({ from: '2026-03-27T21:00:00Z', to: '2026-03-28T01:00:00Z' }, ZONE)
  expect(slots.map(({ from, to }) => [from, to])).toEqual([
    [1320, 1440],
    [0, 120],
  ])
  expect((slots[1]?.day ?? 0) - (slots[0]?.day ?? 0)).toBe(1)
  expect(slots.map(({ day }) => weekdayOf(day))).toEqual([5, 6])
})

test('what ends at midnight has no part of the next day', () => {
  expect(slotsOf({ from: '2026-03-27T21:00:00Z', to: '2026-03-27T23:00:00Z' }, ZONE)).toHaveLength(1)
})

test('hours over the change of the clocks keep their wall times', () => {
  const slots = slotsOf({ from: '2026-03-29T00:30:00Z', to: '2026-03-29T02:00:00Z' }, ZONE)
  expect(slots).toMatchObject([{ from: 90, to: 240 }])
})
