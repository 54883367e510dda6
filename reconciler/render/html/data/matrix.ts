/**
 * Groups of users against groups of computers: how many pairs of a user and a computer have access, always or in hours, and what a plan
 * moves. Counted by classes; users of equal ways are counted once. A large organisation has more groups than a page has room for: those
 * that a plan moves come first, then the largest, and the rest is counted.
 */
import type { Effective } from '../../../../effective/effective.ts'
import { nextOccurrence } from '../../../../effective/occurrences.ts'
import type { ComputerClass, Way } from '../../../../effective/types.ts'
import { compare } from '../../../../schema/problem.ts'
import type { AccessChange, Impact } from '../../../types.ts'
import type { Cell, Matrix, Side } from './types.ts'

const ROWS = 60
const COLUMNS = 40

/** In no group. */
const NOWHERE = ''

interface Counts {
  always: number
  timed: number
}
type Row = Map<string, Counts>
interface Moved {
  gained: number
  lost: number
  changed: number
}

export interface Reached {
  matrix: Matrix
  /** Pairs in all. */
  edges: { always: number; timed: number }
}

export function matrixOf(before: Effective | null, after: Effective, impact: Impact | null, evaluatedAt: string): Reached {
  const table = reach(after, Temporal.Instant.from(evaluatedAt).epochMilliseconds)
  const moved = impact === null ? new Map<string, Map<string, Moved>>() : movedIn(before ?? after, after, impact)
  const rows = sides(after, moved.keys(), usersIn(after), (group) => weigh(moved.get(group)?.values()))
  const columnMoves = new Map<string, number>()
  for (const row of moved.values()) for (const [group, move] of row) columnMoves.set(group, (columnMoves.get(group) ?? 0) + weigh([move]))
  const columns = sides(after, columnMoves.keys(), computersIn(after), (group) => columnMoves.get(group) ?? 0)
  const [shownRows, restRows] = cut(rows, ROWS)
  const [shownColumns, restColumns] = cut(columns, COLUMNS)
  const size = (list: readonly Side[]) => list.reduce((sum, side) => sum + side.size, 0)
  return {
    matrix: {
      rows: shownRows,
      columns: shownColumns,
      cells: shownRows.map((row) =>
        shownColumns.map((column) =>
          cellOf(
            table.get(row.group ?? NOWHERE)?.get(column.group ?? NOWHERE),
            moved.get(row.group ?? NOWHERE)?.get(column.group ?? NOWHERE),
          ),
        ),
      ),
      folded: { rows: restRows.length, users: size(restRows), columns: restColumns.length, computers: size(restColumns) },
    },
    edges: total(table),
  }
}

function cellOf(counts: Counts | undefined, moved: Moved | undefined): Cell | null {
  if (!counts && !moved) return null
  return {
    always: counts?.always ?? 0,
    timed: counts?.timed ?? 0,
    gained: moved?.gained ?? 0,
    lost: moved?.lost ?? 0,
    changed: moved?.changed ?? 0,
  }
}

function total(table: ReadonlyMap<string, Row>): { always: number; timed: number } {
  const sum = { always: 0, timed: 0 }
  for (const row of table.values())
    for (const { always, timed } of row.values()) {
      sum.always += always
      sum.timed += timed
    }
  return sum
}

const weigh = (moves: Iterable<Moved> | undefined): number => {
  let sum = 0
  for (const { gained, lost, changed } of moves ?? []) sum += gained + lost + changed
  return sum
}

/** Those of a group are few classes; the classes of equal ways reach the same. */
function reach(e: Effective, now: number): Map<string, Row> {
  const table = new Map<string, Row>()
  const known = new Map<string, Row>()
  const ends = scheduleEnds(e, now)
  for (const one of e.users.values()) {
    const ways = e.ways(one).filter(({ schedule }) => schedule === undefined || !ends(schedule))
    if (ways.length === 0) continue
    const id = ways
      .map(
        ({ target, schedule }) =>
          `${'all' in target ? '*' : 'group' in target ? `g${target.group}` : `n${target.named}`}${schedule === undefined ? '' : '~'}`,
      )
      .join('|')
    let single = known.get(id)
    if (!single) known.set(id, (single = rowOf(e, ways)))
    const name = one.group ?? NOWHERE
    let row = table.get(name)
    if (!row) table.set(name, (row = new Map()))
    for (const [group, counts] of single) add(row, group, counts, one.users.length)
  }
  return table
}

function countsIn(row: Row, group: string): Counts {
  let counts = row.get(group)
  if (!counts) row.set(group, (counts = { always: 0, timed: 0 }))
  return counts
}

function add(row: Row, group: string, { always, timed }: Counts, times: number): void {
  const counts = countsIn(row, group)
  counts.always += always * times
  counts.timed += timed * times
}

/** What one user of these ways reaches. A computer that is always reached is not counted again for its hours. */
function rowOf(e: Effective, ways: readonly Way[]): Row {
  const row: Row = new Map()
  const seen = new Set<ComputerClass>()
  // Permanent ways come first.
  for (const { target, schedule } of ways)
    for (const one of e.classesIn(target)) {
      if (seen.has(one)) continue
      seen.add(one)
      countsIn(row, one.group ?? NOWHERE)[schedule === undefined ? 'always' : 'timed'] += one.computers.length
    }
  return row
}

/** Has a schedule no hours left? */
export function scheduleEnds(e: Effective, now: number): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    let over = known.get(name)
    if (over === undefined) {
      const schedule = e.world.find('Schedule', name)
      known.set(name, (over = !schedule || nextOccurrence(schedule, e.zone, now) === undefined))
    }
    return over
  }
}

/** What a plan moves, by group of users and group of computers: where they will be; of what is lost, where they were. */
function movedIn(before: Effective, after: Effective, impact: Impact): Map<string, Map<string, Moved>> {
  const moved = new Map<string, Map<string, Moved>>()
  const count = (changes: readonly AccessChange[], side: Effective, other: Effective, what: keyof Moved): void => {
    for (const { users, computers, userGroup, computerGroup } of changes) {
      const rows = tally(users, userGroup, (name) => (side.userClass(name) ?? other.userClass(name))?.group)
      const columns = tally(computers, computerGroup, (name) => (side.computerClass(name) ?? other.computerClass(name))?.group)
      for (const [row, many] of rows) {
        let line = moved.get(row)
        if (!line) moved.set(row, (line = new Map()))
        for (const [column, more] of columns) {
          let cell = line.get(column)
          if (!cell) line.set(column, (cell = { gained: 0, lost: 0, changed: 0 }))
          cell[what] += many * more
        }
      }
    }
  }
  count(impact.gained, after, before, 'gained')
  count(impact.changed, after, before, 'changed')
  count(impact.lost, before, after, 'lost')
  return moved
}

function tally(names: readonly string[], group: string | null, groupOf: (name: string) => string | undefined): Map<string, number> {
  if (group !== null) return new Map([[group, names.length]])
  const counts = new Map<string, number>()
  for (const name of names) {
    const found = groupOf(name) ?? NOWHERE
    counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  return counts
}

interface Size {
  size: number
  disabled: number
}

function usersIn(e: Effective): Map<string, Size> {
  const sizes = new Map<string, Size>()
  for (const { group, users, disabled } of e.users.values()) {
    const one = sizeIn(sizes, group)
    one[disabled ? 'disabled' : 'size'] += users.length
  }
  return sizes
}
function computersIn(e: Effective): Map<string, Size> {
  const sizes = new Map<string, Size>()
  for (const { group, computers } of e.computers.values()) sizeIn(sizes, group).size += computers.length
  return sizes
}
function sizeIn(sizes: Map<string, Size>, group: string | undefined): Size {
  const name = group ?? NOWHERE
  const found = sizes.get(name) ?? { size: 0, disabled: 0 }
  sizes.set(name, found)
  return found
}

/** Groups in the order in which they are worth a row: moved most, then largest. */
function sides(e: Effective, moved: Iterable<string>, sizes: ReadonlyMap<string, Size>, weight: (group: string) => number): Side[] {
  const names = new Set([...sizes.keys(), ...moved])
  return [...names]
    .map((name) => ({
      side: {
        group: name === NOWHERE ? null : name,
        title: name === NOWHERE ? 'in no group' : (e.world.find('Group', name)?.spec.displayName ?? name),
        ...(sizes.get(name) ?? { size: 0, disabled: 0 }),
      },
      weight: weight(name),
    }))
    .sort((a, b) => b.weight - a.weight || b.side.size - a.side.size || compare(a.side.group ?? '', b.side.group ?? ''))
    .map(({ side }) => side)
}

/** The first so many, by name as people look for them; and the rest. */
function cut(list: readonly Side[], size: number): [Side[], Side[]] {
  const shown = list
    .slice(0, size)
    .sort((a, b) => Number(a.group === null) - Number(b.group === null) || compare(a.group ?? '', b.group ?? ''))
  return [shown, list.slice(size)]
}
