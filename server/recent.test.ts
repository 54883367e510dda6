import { expect, test } from 'vitest'
import { keyOf } from '../schema/resource.ts'
import { recently, type Step } from './recent.ts'

const step = (revision: number, entries = 1): Step => ({
  revision,
  entries: Array.from({ length: entries }, () => ({ op: 'delete', key: keyOf('Group', 'acme', 'a'), row: null })),
})
const told = (steps: readonly Step[] | undefined) => steps?.map(({ revision }) => revision)

test('what was told last is there, as long as all of it is', () => {
  const recent = recently(10)
  expect(recent.between(0, 1)).toBeUndefined()
  for (const revision of [5, 6, 7]) recent.add(step(revision))
  expect(told(recent.between(4, 7))).toEqual([5, 6, 7])
  expect(told(recent.between(5, 6))).toEqual([6])
  expect(recent.between(3, 7)).toBeUndefined()
  expect(recent.between(6, 8)).toBeUndefined()
  expect(recent.between(7, 7)).toBeUndefined()
})

test('the oldest make room, a step without entries too; one that is larger than all the room is not kept', () => {
  const recent = recently(10)
  for (const revision of [1, 2, 3]) recent.add(step(revision, 3))
  expect(recent.between(0, 3)).toBeUndefined()
  expect(told(recent.between(1, 3))).toEqual([2, 3])
  for (let revision = 4; revision < 20; revision++) recent.add(step(revision, 0))
  expect(told(recent.between(9, 19))).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  expect(recent.between(8, 19)).toBeUndefined()
  recent.add(step(20, 100))
  expect(recent.between(19, 20)).toBeUndefined()
})

test('a step that does not follow begins anew', () => {
  const recent = recently(10)
  recent.add(step(1))
  recent.add(step(3))
  expect(recent.between(0, 1)).toBeUndefined()
  expect(told(recent.between(2, 3))).toEqual([3])
})
