/** How often an agent speaks, whatever it is told. */
import { expect, test } from 'vitest'
import { Allowance } from './allowance.ts'

test('so many at once, then one each while, and all of them again after a rest', () => {
  let now = 1000
  const allowance = new Allowance(3, 100, () => now)
  expect([1, 2, 3, 4, 5].map(() => allowance.take())).toEqual([0, 0, 0, 100, 200])
  now += 200
  expect(allowance.take()).toBe(100)
  now += 10_000
  expect([1, 2, 3, 4].map(() => allowance.take())).toEqual([0, 0, 0, 100])
})
