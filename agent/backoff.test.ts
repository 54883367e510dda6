/** How long to wait: within bounds, whatever chance and servers say. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, firstWordMs, reportMs, retryAfterMs, safetyPollMs } from './backoff.ts'

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('a failure is waited for up to a minute, longer each time', () => {
  expect([0, 1, 2, 5, 6, 7, 1000].map((failures) => backoffMs(failures, 0.999999))).toEqual(
    [1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000].map((ms) => expect.closeTo(ms, -1)),
  )
  expect(backoffMs(5, 0)).toBe(0)
})

test('a server that asks to be left alone is left alone, but not for ever', () => {
  expect(backoffMs(0, 0, 7000)).toBe(7000)
  expect(backoffMs(0, 0.5, 7000)).toBe(7500)
  expect(backoffMs(0, 0, 365 * 86_400_000)).toBe(15 * 60_000)
})

test('polls and reports keep to their means', () => {
  fc.assert(
    fc.property(chance, (drawn) => {
      expect(safetyPollMs(true, drawn) / 60_000).toSatisfy((minutes: number) => minutes >= 6.4 && minutes <= 9.6)
      expect(safetyPollMs(false, drawn) / 1000).toSatisfy((seconds: number) => seconds >= 30 && seconds <= 90)
      expect(reportMs(drawn) / 60_000).toSatisfy((minutes: number) => minutes >= 4 && minutes <= 6)
    }),
  )
})

test('after a start of the machine the first word waits, later it does not', () => {
  expect(firstWordMs(20_000, 0.5)).toBe(15_000)
  expect(firstWordMs(3_600_000, 0.5)).toBe(0)
})

test.each([
  ['12', 12_000],
  ['Mon, 02 Mar 2026 09:00:30 GMT', 30_000],
  ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
  ['soon', 0],
  [undefined, 0],
])('Retry-After: %s', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-03-02T09:00:00Z'))).toBe(ms)
})
