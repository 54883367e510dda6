/** When a session ends by itself, on a clock that is moved by hand: the test's own minutes, whatever the time of day says. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bounds } from './bounds.ts'

let said: string[]
const terms = { idleMinutes: 0, longestMinutes: 0 }
const begun = () =>
  bounds({
    terms: () => terms,
    warn: (reason, seconds) => void said.push(`${reason} in ${seconds}`),
    end: (reason) => void said.push(reason),
  })
const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  said = []
  Object.assign(terms, { idleMinutes: 0, longestMinutes: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('without bounds nothing ends it', () => {
  const one = begun()
  vi.advanceTimersByTime(10_000 * MINUTE)
  expect(said).toEqual([])
  one.close()
})

test('it ends when nothing was typed for so long, a minute after it was said; whoever types has the whole time again', () => {
  terms.idleMinutes = 10
  const one = begun()
  vi.advanceTimersByTime(9 * MINUTE)
  expect(said).toEqual(['idle in 60'])
  one.active()
  vi.advanceTimersByTime(9 * MINUTE - 1000)
  expect(said).toEqual(['idle in 60'])
  vi.advanceTimersByTime(1000)
  expect(said).toEqual(['idle in 60', 'idle in 60'])
  vi.advanceTimersByTime(MINUTE)
  expect(said.at(-1)).toBe('idle')
  one.close()
})

test('it ends when it was long enough, however busy it was', () => {
  Object.assign(terms, { idleMinutes: 10, longestMinutes: 30 })
  const one = begun()
  for (let minute = 0; minute < 30; minute++) {
    vi.advanceTimersByTime(MINUTE)
    if (minute < 29) expect(said).not.toContain('longest-time')
    one.active()
  }
  expect(said).toEqual(['longest-time in 60', 'longest-time'])
  one.close()
})

test('a policy that comes meanwhile bounds what runs, and the time of day has no say', () => {
  const one = begun()
  vi.advanceTimersByTime(20 * MINUTE)
  terms.longestMinutes = 15
  vi.setSystemTime(0)
  vi.advanceTimersByTime(500)
  expect(said[0]).toBe('longest-time')
  one.close()
})
