import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { draws, shown } from '../test/reference/worlds.ts'
import { edgesOf } from './edges.ts'
import { effective } from './effective.ts'
import { foldThrough, groupsOf, passages, passing, type Slice } from './through.ts'

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

describe('folded through time,', () => {
  const lines = [
    'Team acme {owner: olga}',
    'User zoe {}',
    'User ann {group: crew}',
    'User bob {group: crew}',
    'User cat {group: band}',
    'Group crew {type: users}',
    'Group band {type: users}',
    'Group lab {type: computers}',
    'Group hall {type: computers}',
    'Computer l1 {group: lab}',
    'Computer l2 {group: lab}',
    'Computer h1 {group: hall}',
    'Computer stray {}',
  ]
  const all = 'computers: {mode: only, groups: [hall, lab], computers: [stray]}}'
  const slices = (...more: string[]): Slice[] => [
    { e: effective(worldOf([...lines, ...more].join('\n'))), span: { from: 0, to: 10 }, chosen: {} },
    { e: effective(worldOf(lines.join('\n'))), span: { from: 10, to: 20 }, chosen: {} },
  ]
  const rows = (...more: string[]) =>
    foldThrough(slices(...more)).map(({ userGroup, users, sides, edges }) => {
      const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(' ')
      return `${userGroup ?? '-'}: ${names(users)} → ${sides.map(({ group, computers }) => `${group ?? '-'}: ${names(computers)}`).join('; ')} | ${edges}`
    })

  test('rows are in the order of groups, users before computers, and what is in none comes first', () => {
    expect(rows(`AccessPermission p {subjects: {users: [zoe], groups: [band, crew]}, ${all}`)).toEqual([
      '-: zoe → -: stray; hall: h1; lab: l1 l2 | 4',
      'band: cat → -: stray; hall: h1; lab: l1 l2 | 4',
      'crew: ann bob → -: stray; hall: h1; lab: l1 l2 | 8',
    ])
  })

  test('who reached fewer, or through another, has a row apart', () => {
    const less = 'AccessPermission less {subjects: {users: [bob]}, computers: {mode: only, groups: [lab]}}'
    expect(rows(`AccessPermission p {subjects: {groups: [crew, band]}, ${all}`, less)).toEqual([
      'band: cat → -: stray; hall: h1; lab: l1 l2 | 4',
      'crew: ann → -: stray; hall: h1; lab: l1 l2 | 4',
      'crew: bob → lab: l1 l2 | 2',
    ])
  })

  test('times and causes that are equal are one object, whoever has them; others are another', () => {
    const own = (user: string, name = user) =>
      `AccessPermission ${name} {subjects: {users: [${user}]}, computers: {mode: only, computers: [l1]}}`
    const mixed = [
      'Group mix {type: mixed}',
      'User max {group: mix}',
      'User min {group: mix, role: group-admin}',
      'Computer m1 {group: mix}',
    ]
    const times = passing()
    const told = [...passages(slices(own('ann'), own('bob'), ...mixed))].map((passage) => ({
      pair: passage.parts.map(({ edge }) => `${edge.user.name} ${edge.computer.name}`)[0],
      passing: times(passage),
    }))
    const of = (pair: string) => told.find((one) => one.pair === pair)?.passing
    expect(of('max m1')).toEqual({ hours: [{ from: 0, to: 10 }], slices: [0], through: ['own group'] })
    expect(of('min m1')).toBe(of('max m1'))
    expect([of('ann l1')?.through, of('bob l1')?.through]).toEqual([['permission ann'], ['permission bob']])
  })
})

test('the group of a name is that in the last world which has it; of a name that none has, none', () => {
  const world = (...lines: string[]) => effective(worldOf(['Team acme {owner: olga}', ...lines].join('\n')))
  const groups = groupsOf([
    world('User ann {group: old}', 'Computer pc {group: old}', 'User gone {group: old}'),
    world('User ann {group: new}', 'Computer pc {group: new}'),
    world(),
  ])
  expect(['ann', 'ann', 'gone', 'nobody'].map(groups.user)).toEqual(['new', 'new', 'old', undefined])
  expect(['pc', 'pc', 'nowhere'].map(groups.computer)).toEqual(['new', 'new', undefined])
})
