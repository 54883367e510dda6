/** Two clocks and a server's word: how old something is, and what time it may be. */
import { expect, test } from 'vitest'
import { type Anchor, ageOf, type Moment, machineClock, proven, serverNow, told } from './clock.ts'

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const [MINUTE, HOUR, WEEK] = [60_000, 3_600_000, 7 * 86_400_000]
const at = (wall: number, boot: number, bootId = 'a'): Moment => ({ wall: NOW + wall, boot, bootId })
const anchor: Anchor = { serverTime: NOW, ...at(0, 10 * MINUTE) }

test.each<[what: string, now: Moment, age: number]>([
  ['a minute that both clocks have seen', at(MINUTE, 11 * MINUTE), MINUTE],
  ['a sleep: the boot clock counts it', at(8 * HOUR, 10 * MINUTE + 8 * HOUR), 8 * HOUR],
  ['a date that was set back a week: the boot clock goes on', at(-WEEK, 15 * MINUTE), 5 * MINUTE],
  ['a date that was set forward a week: the larger counts', at(WEEK, 15 * MINUTE), WEEK],
  ['a new start: the date alone', at(HOUR, MINUTE, 'b'), HOUR],
  ['a new start with an earlier date: nothing is known to have passed', at(-HOUR, MINUTE, 'b'), 0],
])('the age is that of %s', (_, now, age) => {
  expect(ageOf(anchor, now)).toBe(age)
})

test('the server’s time is the machine’s with what it lacks, and never before what was proven', () => {
  expect(serverNow({ anchor: undefined, offset: WEEK }, at(-WEEK, 0))).toBe(NOW)
  expect(serverNow({ anchor, offset: 0 }, at(-WEEK, 15 * MINUTE))).toBe(NOW + 5 * MINUTE)
  expect(serverNow({ anchor, offset: 0 }, at(-WEEK, 0, 'b'))).toBe(NOW)
})

test('what a refusal tells moves the offset, and proves nothing', () => {
  expect(told({ anchor, offset: 0 }, NOW, at(-WEEK, 15 * MINUTE))).toEqual({ anchor, offset: WEEK })
})

test('a timestamp proves the time, and teaches the offset', () => {
  const now = at(-WEEK, 15 * MINUTE)
  expect(proven({ anchor, offset: 0 }, NOW + 5 * MINUTE, now)).toEqual({
    anchor: { serverTime: NOW + 5 * MINUTE, ...now },
    offset: WEEK + 5 * MINUTE,
  })
})

test('a timestamp that was held back is as old as it is, and teaches nothing', () => {
  const now = at(3 * HOUR, 10 * MINUTE + 3 * HOUR)
  const { anchor: held, offset } = proven({ anchor, offset: 7 }, NOW + HOUR, now)
  expect(ageOf(held as Anchor, now)).toBe(2 * HOUR)
  expect(offset).toBe(7)
})

test('a timestamp that was seen before renews nothing', () => {
  const now = at(3 * HOUR, 10 * MINUTE + 3 * HOUR)
  expect(proven({ anchor, offset: 7 }, NOW, now)).toEqual({ anchor, offset: 7 })
})

test('two servers whose clocks differ by a little don’t make a policy younger or older', () => {
  const now = at(30_000, 10 * MINUTE + 30_000)
  expect(proven({ anchor, offset: 0 }, NOW - 5000, now).anchor).toEqual({ serverTime: NOW + 30_000, ...now })
})

test('one that is played again and again, each time within that little, makes a policy young once, and no more; nor after a new start', () => {
  let reckoning = { anchor: anchor as Anchor | undefined, offset: 0 }
  for (let passed = 59_000; passed <= HOUR; passed += 59_000) reckoning = proven(reckoning, NOW, at(passed, 10 * MINUTE + passed))
  const now = at(HOUR, 10 * MINUTE + HOUR)
  expect(ageOf(reckoning.anchor as Anchor, now)).toBe(HOUR - 59_000)
  expect(serverNow(reckoning, now)).toBe(NOW + HOUR)
  const restarted = at(2 * HOUR, MINUTE, 'b')
  expect(ageOf(proven({ anchor, offset: 0 }, NOW, restarted).anchor as Anchor, restarted)).toBe(2 * HOUR)
})

test('this machine has clocks that go on', () => {
  const clock = machineClock()
  const [one, two] = [clock(), clock()]
  expect(one.bootId).toBe(two.bootId)
  expect(one.bootId).not.toBe('')
  expect(two.boot).toBeGreaterThanOrEqual(one.boot)
  expect(Math.abs(one.wall - Date.now())).toBeLessThan(5000)
})
