import { expect, test, vi } from 'vitest'
import { silence } from './silence.ts'

test('is told once nothing came for three seconds, and that it is over; not of one who never said anything', () => {
  vi.useFakeTimers()
  const told: boolean[] = []
  const watching = silence((silent) => told.push(silent))
  vi.advanceTimersByTime(20_000)
  expect(told).toEqual([])
  for (let i = 0; i < 10; i++) {
    watching.heard()
    vi.advanceTimersByTime(2500)
  }
  expect(told).toEqual([])
  vi.advanceTimersByTime(2000)
  expect(told).toEqual([true])
  watching.heard()
  vi.advanceTimersByTime(500)
  expect(told).toEqual([true, false])
  watching.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
