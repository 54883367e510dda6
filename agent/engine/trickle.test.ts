import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Candidate } from '../../protocol/ice.ts'
import { trickling } from './trickle.ts'

const candidate = (n: number): Candidate => ({ candidate: `candidate:${n} 1 UDP 1 192.0.2.${n} 9 typ host`, mid: '0' })
let said: [Candidate[], boolean][]
const made = () => trickling((candidates, done) => void said.push([candidates, done]))
beforeEach(() => {
  said = []
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

test('those of a moment go together, and that there are no more with the last of them', () => {
  const one = made()
  one.begin()
  for (const n of [1, 2, 3]) one.found(candidate(n))
  vi.advanceTimersByTime(100)
  expect(said).toEqual([[[1, 2, 3].map(candidate), false]])
  one.found(candidate(4))
  one.complete()
  vi.advanceTimersByTime(100)
  expect(said.slice(1)).toEqual([[[candidate(4)], true]])
})

test('nothing is told before the answer, which has what was found by then; that it was all is told after it', () => {
  const one = made()
  one.found(candidate(1))
  one.complete()
  vi.advanceTimersByTime(100)
  expect(said).toEqual([])
  one.begin()
  vi.advanceTimersByTime(100)
  expect(said).toEqual([[[], true]])
})

test('nothing is told of a session that is over', () => {
  const one = made()
  one.begin()
  one.found(candidate(1))
  one.close()
  vi.advanceTimersByTime(100)
  expect(said).toEqual([])
})
