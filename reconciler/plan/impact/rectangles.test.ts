import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namesOf, rectangles, sizeOf } from './rectangles.ts'

const part = (id: number, size = 1) => ({ id, names: Array.from({ length: size }, (_, i) => `n-${id}-${i}`) })
const [a, b, c] = [part(0), part(1), part(2)]
const [x, y, z] = [part(0), part(1), part(2)]
type Part = typeof a
const ids = (found: { users: readonly Part[]; computers: readonly Part[] }[]) =>
  found.map(({ users, computers }) => [users.map(({ id }) => id), computers.map(({ id }) => id)])

test('rows with the same computers are one', () => {
  expect(
    ids(
      rectangles(
        new Map([
          [a, [x, y]],
          [b, [z]],
          [c, [y, x]],
        ]),
      ),
    ),
  ).toEqual([
    [
      [0, 2],
      [0, 1],
    ],
    [[1], [2]],
  ])
})

test('where columns are fewer than rows, they are told', () => {
  const rows = new Map([
    [a, [x]],
    [b, [x, y]],
    [c, [y]],
  ])
  expect(ids(rectangles(rows))).toEqual([
    [[0, 1], [0]],
    [[1, 2], [1]],
  ])
})

test('every edge is in one rectangle, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(6)), { maxLength: 7 }), (lists) => {
      const computers = Array.from({ length: 7 }, (_, i) => part(i))
      const rows = new Map(lists.filter((list) => list.length > 0).map((list, i) => [part(i), list.map((j) => computers[j] as Part)]))
      const wanted = [...rows].flatMap(([user, row]) => row.map((computer) => `${user.id} ${computer.id}`))
      const found = rectangles(rows)
      const told = found.flatMap((one) => one.users.flatMap((user) => one.computers.map((computer) => `${user.id} ${computer.id}`)))
      expect(told.sort()).toEqual(wanted.sort())
      expect(found.length).toBeLessThanOrEqual(Math.min(rows.size, 7))
    }),
  )
})

test('names are sorted across parts, and counted', () => {
  expect(namesOf([part(2, 2), part(1)])).toEqual(['n-1-0', 'n-2-0', 'n-2-1'])
  expect(sizeOf([part(2, 2), part(1)])).toBe(3)
})
