import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective } from '../../../../effective/effective.ts'
import { nextOccurrence } from '../../../../effective/occurrences.ts'
import { World } from '../../../../schema/world.ts'
import { organisation, TEAM } from '../../../plan/worlds.ts'
import type { AccessChange, Impact } from '../../../types.ts'
import { directoryOf, fitted } from './directory.ts'
import { matrixOf } from './matrix.ts'
import type { Directory } from './types.ts'

const AT = '2026-03-02T09:00:00Z'
const worlds = organisation().map((resources) => effective(new World(TEAM, resources)))

/** Every pair of a user and a computer, one by one: `alice pc-1` → always or in hours. */
function pairs(e: ReturnType<typeof effective>): Map<string, boolean> {
  const found = new Map<string, boolean>()
  for (const one of e.users.values())
    for (const { target, schedule } of e.ways(one)) {
      const named = schedule === undefined ? undefined : e.world.find('Schedule', schedule)
      if (named && !nextOccurrence(named, e.zone, Date.parse(AT))) continue
      for (const { computers } of e.classesIn(target))
        for (const user of one.users)
          for (const computer of computers) {
            const id = `${user.name} ${computer.name}`
            found.set(id, found.get(id) === true || schedule === undefined)
          }
    }
  return found
}

/** The same, read from a directory as the page reads it. */
function pairsIn({ users, computers, targets }: Directory): Set<string> {
  const found = new Set<string>()
  for (const { names, ways } of users)
    for (const [target] of ways)
      for (const at of targets[target] ?? computers.keys())
        for (const user of names) for (const computer of computers[at]?.names ?? []) found.add(`${user} ${computer}`)
  return found
}

describe('the matrix', () => {
  it('counts each pair once, as always where anything gives it always', () => {
    fc.assert(
      fc.property(worlds, (e) => {
        const { matrix, edges } = matrixOf(null, e, null, AT)
        const known = [...pairs(e).values()]
        expect(edges).toEqual({ always: known.filter(Boolean).length, timed: known.filter((always) => !always).length })
        const cells = matrix.cells.flat().filter((cell) => cell !== null)
        expect(cells.reduce((sum, { always, timed }) => sum + always + timed, 0)).toBe(known.length)
        for (const [row, cellsOf] of matrix.cells.entries())
          for (const [column, cell] of cellsOf.entries())
            expect((cell?.always ?? 0) + (cell?.timed ?? 0)).toBeLessThanOrEqual(
              (matrix.rows[row]?.size ?? 0) * (matrix.columns[column]?.size ?? 0),
            )
      }),
      { numRuns: 60 },
    )
  })

  it('holds every user and computer in its rows and columns', () => {
    fc.assert(
      fc.property(worlds, (e) => {
        const { matrix } = matrixOf(null, e, null, AT)
        const sum = (list: readonly { size: number; disabled: number }[]) => list.reduce((n, { size, disabled }) => n + size + disabled, 0)
        expect(sum(matrix.rows)).toBe(e.world.of('User').length)
        expect(sum(matrix.columns)).toBe(e.world.of('Computer').length)
      }),
      { numRuns: 30 },
    )
  })

  it('puts what a plan moves where it will be, and what is lost where it was', () => {
    const e = effective(new World(TEAM, []))
    const change = (userGroup: string | null, computerGroup: string | null): AccessChange => ({
      users: ['anna', 'ben'],
      computers: ['pc-1', 'pc-2', 'pc-3'],
      userGroup,
      computerGroup,
      before: null,
      after: null,
      since: null,
      features: {},
      because: [],
    })
    const impact = { gained: [change('a', 'x')], lost: [change('b', 'x')], changed: [change('a', null)] } as Partial<Impact> as Impact
    const { matrix } = matrixOf(e, e, impact, AT)
    const cell = (row: string | null, column: string | null) =>
      matrix.cells[matrix.rows.findIndex(({ group }) => group === row)]?.[matrix.columns.findIndex(({ group }) => group === column)]
    expect(cell('a', 'x')).toMatchObject({ gained: 6, lost: 0, changed: 0 })
    expect(cell('b', 'x')).toMatchObject({ gained: 0, lost: 6, changed: 0 })
    expect(cell('a', null)).toMatchObject({ gained: 0, lost: 0, changed: 6 })
    expect(cell('b', null)).toBeNull()
  })
})

describe('the directory', () => {
  it('leads from each user to each computer that it reaches, and to no other', () => {
    fc.assert(
      fc.property(worlds, (e) => {
        expect([...pairsIn(directoryOf(e, AT))].sort()).toEqual([...pairs(e).keys()].sort())
      }),
      { numRuns: 60 },
    )
  })

  it('leaves names out where there is no room, counts them, and keeps the places of those that stay', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 4000 }), (e, room) => {
        const whole = directoryOf(e, AT)
        const part = fitted(whole, room)
        const left = (list: readonly { names: readonly string[] }[]) => list.reduce((sum, { names }) => sum + names.length, 0)
        expect(left(part.users) + part.folded.users).toBe(e.world.of('User').length)
        expect(left(part.computers) + part.folded.computers).toBe(e.world.of('Computer').length)
        const [all, some] = [pairsIn(whole), pairsIn(part)]
        expect([...some].filter((pair) => !all.has(pair))).toEqual([])
        expect([part.users.length, part.computers.length]).toEqual([whole.users.length, whole.computers.length])
      }),
      { numRuns: 60 },
    )
  })

  it('is whole where there is room', () => {
    fc.assert(
      fc.property(worlds, (e) => {
        expect(fitted(directoryOf(e, AT), 1e6)).toEqual(directoryOf(e, AT))
      }),
      { numRuns: 20 },
    )
  })
})
