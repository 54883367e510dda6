import fc from 'fast-check'
import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { draws, shown } from '../test/reference/worlds.ts'
import { edgesOf } from './edges.ts'
import { effective } from './effective.ts'
import { foldThrough, passages, passing, type Slice } from './through.ts'

const DAY = 86_400_000

test('what is told of several worlds is what each has in its stretch; folded, each pair stands in one row', () => {
  fc.assert(
    fc.property(draws, draws, draws, (...drawn) => {
      const start = drawn[0].times[0] as number
      const slices: Slice[] = drawn.map((draw, i) => ({
        e: effective(draw.world),
        span: { from: start + i * DAY, to: start + (i + 1) * DAY },
        chosen: {},
      }))
      const expected = slices.map(({ e, span }) =>
        [...edgesOf(e, { between: span })].map(
          ({ user, computer, grant }) => `${user.name} ${computer.name} ${JSON.stringify(grant.hours)}`,
        ),
      )
      const all = [...passages(slices)]
      const told = slices.map((_, slice) =>
        all.flatMap(({ parts }) =>
          parts
            .filter((part) => part.slice === slice)
            .map(({ edge }) => `${edge.user.name} ${edge.computer.name} ${JSON.stringify(edge.grant.hours)}`),
        ),
      )
      expect(told, drawn.map(shown).join('\n')).toEqual(expected)
      const pairs = all.map(({ parts }) => `${parts[0]?.edge.user.name} ${parts[0]?.edge.computer.name}`)
      expect(new Set(pairs).size).toBe(pairs.length)
      const times = passing()
      const one = all.map((passage, i) => `${pairs[i]} ${JSON.stringify(times(passage))}`)
      const rows = foldThrough(slices).flatMap((row) =>
        row.users.flatMap((user) =>
          row.sides.flatMap(({ computers }) => computers.map((computer) => `${user.name} ${computer.name} ${JSON.stringify(row.passing)}`)),
        ),
      )
      expect(rows.sort()).toEqual(one.sort())
    }),
    { numRuns: 60 },
  )
})

test('a row is of the groups that users and computers were last in, and hours that go on are one', () => {
  const world = (group: string, list: string) =>
    effective(
      worldOf(
        [
          'Team acme {owner: olga}',
          `Group old {type: users}`,
          `Group new {type: users}`,
          `User ann {group: ${group}}`,
          'Computer l1 {}',
          'Computer l2 {}',
          `AccessPermission lab {subjects: {groups: [old, new]}, computers: {mode: only, computers: [${list}]}}`,
        ].join('\n'),
      ),
    )
  const slices: Slice[] = [
    { e: world('old', 'l1, l2'), span: { from: 0, to: 10 }, chosen: {} },
    { e: world('new', 'l1'), span: { from: 10, to: 30 }, chosen: {} },
  ]
  expect(
    foldThrough(slices).map(({ userGroup, users, sides, passing: { hours, slices: held, through }, edges }) => [
      `${userGroup}: ${users.map(({ name }) => name)} → ${sides.flatMap(({ computers }) => computers.map(({ name }) => name))}`,
      ...[hours, held, through, edges],
    ]),
  ).toEqual([
    ['new: ann → l1', [{ from: 0, to: 30 }], [0, 1], ['permission lab'], 1],
    ['new: ann → l2', [{ from: 0, to: 10 }], [0], ['permission lab'], 1],
  ])
})
