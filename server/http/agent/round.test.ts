/** An even pace, by a clock that is turned by hand. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inRound } from './round.ts'

const EVERY_MS = 30_000
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** When each had its turn, and how many at most within a hundredth of a second. */
function watched(members: Set<number>) {
  const times = new Map<number, number[]>()
  const moments = new Map<number, number>()
  const round = inRound(members, EVERY_MS, (one) => {
    const now = performance.now()
    times.set(one, [...(times.get(one) ?? []), now])
    moments.set(now, (moments.get(now) ?? 0) + 1)
  })
  const longest = (one: number): number => {
    const of = times.get(one) ?? []
    return Math.max(...of.slice(1).map((time, i) => time - (of[i] as number)))
  }
  return { times, round, longest, most: () => Math.max(...moments.values()) }
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

test.each([1, 7, 40, 10_000])('each of %i has a turn every half a minute, and none with many others', async (count) => {
  const { times, round, longest, most } = watched(new Set(upTo(count)))
  await vi.advanceTimersByTimeAsync(5 * EVERY_MS)
  round.end()
  for (const one of [0, count - 1]) {
    expect(times.get(one)?.length).toBeGreaterThanOrEqual(4)
    expect(longest(one)).toBeLessThanOrEqual(EVERY_MS + 1100)
  }
  expect(times.size).toBe(count)
  expect(most()).toBeLessThanOrEqual(Math.ceil(count / 3000) + 1)
})

test('who comes has one soon enough, who goes has none any more, and others go on as before', async () => {
  const members = new Set(upTo(1000))
  const { times, round, longest } = watched(members)
  await vi.advanceTimersByTimeAsync(EVERY_MS / 2)
  for (const one of upTo(990)) members.delete(one)
  members.add(5000)
  const had = times.size
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS)
  for (const one of upTo(4000)) members.add(10_000 + one)
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
  round.end()
  expect(had).toBeLessThan(510)
  expect(times.get(0)).toHaveLength(1)
  expect(times.get(700)).toBeUndefined()
  for (const one of [995, 5000]) expect(longest(one)).toBeLessThanOrEqual(2 * EVERY_MS)
  expect(times.get(13_999)?.[0]).toBeLessThanOrEqual(4.6 * EVERY_MS)
})

test('after a long sleep each is due once, and not as often as it was missed', async () => {
  const { times, round } = watched(new Set(upTo(100)))
  await vi.advanceTimersByTimeAsync(EVERY_MS)
  const before = [...times.values()].flat().length
  vi.setSystemTime(0)
  const real = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(real + 100 * EVERY_MS)
  await vi.advanceTimersToNextTimerAsync()
  round.end()
  expect([...times.values()].flat().length - before).toBe(100)
})
