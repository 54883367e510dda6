/**
 * Who reached what through a time in which the world changed: several worlds one after another, each for its own stretch. Where edges of
 * one user and one computer stand in several of them they are told together, each with its own hours.
 */
import { compare } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { type Chosen, type Edge, edgesOf } from './edges.ts'
import type { Effective } from './effective.ts'
import { type Side, throughText } from './fold.ts'
import { join } from './hours.ts'
import type { Span } from './types.ts'

/** A world, and the stretch in which it held. */
export interface Slice {
  readonly e: Effective
  readonly span: Span
  readonly chosen: Chosen
}

/** One user and one computer, with what each slice gives, in order; `slice` is the place in the list of slices. */
export interface Passage {
  readonly parts: readonly { readonly slice: number; readonly edge: Edge }[]
}

/** Sorted by the names of users, then of computers. */
export function* passages(slices: readonly Slice[]): Generator<Passage> {
  const lists = slices.map(({ e, span, chosen }) => edgesOf(e, { between: span }, chosen))
  const heads = lists.map((list) => list.next())
  for (;;) {
    let first: Edge | undefined
    for (const { value } of heads) if (value && (!first || order(value, first) < 0)) first = value
    if (!first) return
    const parts: { slice: number; edge: Edge }[] = []
    for (const [slice, { value: edge }] of heads.entries()) {
      if (!edge || order(edge, first) !== 0) continue
      parts.push({ slice, edge })
      heads[slice] = (lists[slice] as Generator<Edge>).next()
    }
    yield { parts }
  }
}

const order = (a: Edge, b: Edge): number => compare(a.user.name, b.user.name) || compare(a.computer.name, b.computer.name)

/** When and through what a passage holds; equal for many. */
export interface Passing {
  readonly hours: readonly Span[]
  /** Which slices. */
  readonly slices: readonly number[]
  readonly through: readonly string[]
}

/** Finds it; equal ones are one object, made once for equal grants. */
export function passing(): (passage: Passage) => Passing {
  const numbers = new Map<Edge['grant'], number>()
  const known = new Map<string, Passing>()
  const equal = new Map<string, Passing>()
  const made = (parts: Passage['parts']): Passing => {
    const one: Passing = {
      hours: join(parts.flatMap(({ edge }) => edge.grant.hours ?? [])),
      slices: parts.map(({ slice }) => slice),
      through: [...new Set(parts.flatMap(({ edge }) => edge.grant.ways.map((way) => throughText(way, edge.of))))],
    }
    const text = JSON.stringify(one)
    const same = equal.get(text)
    if (!same) equal.set(text, one)
    return same ?? one
  }
  return ({ parts }) => {
    let id = ''
    for (const { slice, edge } of parts) {
      let number = numbers.get(edge.grant)
      if (number === undefined) numbers.set(edge.grant, (number = numbers.size))
      id += `${slice} ${number} ${edge.of.role}\n`
    }
    let found = known.get(id)
    if (!found) known.set(id, (found = made(parts)))
    return found
  }
}

export interface PassingRow {
  readonly userGroup: string | undefined
  /** Each of them reached every computer of every side. */
  readonly users: readonly Resource<'User'>[]
  readonly sides: readonly Side[]
  readonly passing: Passing
  readonly edges: number
}

interface Cell {
  userGroup: string | undefined
  users: Resource<'User'>[]
  side: Side
  passing: Passing
}

/** Folded as `fold` does, by the groups that users and computers were last in. */
export function foldThrough(slices: readonly Slice[]): PassingRow[] {
  const passingOf = passing()
  const groups = groupsOf(slices.map(({ e }) => e))
  const numbers = new Map<Passing, number>()
  const cells = new Map<string, Cell>()
  let user: Resource<'User'> | undefined
  let reached = new Map<string, { group: string | undefined; computers: Resource<'Computer'>[]; passing: Passing }>()
  const flush = () => {
    if (!user) return
    const userGroup = groups.user(user.name)
    for (const [place, { group, computers, passing: times }] of reached) {
      const id = `${userGroup ?? ''}\n${place}\n${computers.map(({ name }) => name).join()}`
      const cell = cells.get(id)
      if (cell) cell.users.push(user)
      else cells.set(id, { userGroup, users: [user], side: { group, computers }, passing: times })
    }
    reached = new Map()
  }
  for (const passage of passages(slices)) {
    const { edge } = passage.parts.at(-1) as Passage['parts'][number]
    if (user?.name !== edge.user.name) flush()
    user = edge.user
    const times = passingOf(passage)
    let number = numbers.get(times)
    if (number === undefined) numbers.set(times, (number = numbers.size))
    const group = groups.computer(edge.computer.name)
    const place = `${group ?? ''}\n${number}`
    const one = reached.get(place)
    if (one) one.computers.push(edge.computer)
    else reached.set(place, { group, computers: [edge.computer], passing: times })
  }
  flush()
  return joined([...cells.values()])
}

/** The group of a name in the last world that has it. */
export function groupsOf(worlds: readonly Effective[]): Record<'user' | 'computer', (name: string) => string | undefined> {
  const lookup = (group: (e: Effective, name: string) => { group: string | undefined } | undefined) => {
    const known = new Map<string, string | undefined>()
    return (name: string): string | undefined => {
      if (!known.has(name)) known.set(name, group(worlds.findLast((e) => group(e, name)) as Effective, name)?.group)
      return known.get(name)
    }
  }
  return { user: lookup((e, name) => e?.userClass(name)), computer: lookup((e, name) => e?.computerClass(name)) }
}

/** Groups of computers that the same users reached at the same times share a row. */
function joined(cells: readonly Cell[]): PassingRow[] {
  const sorted = [...cells].sort((a, b) => compare(a.userGroup ?? '', b.userGroup ?? '') || compare(a.side.group ?? '', b.side.group ?? ''))
  const rows = new Map<string, PassingRow & { sides: Side[]; edges: number }>()
  const numbers = new Map<Passing, number>()
  for (const { userGroup, users, side, passing: times } of sorted) {
    let number = numbers.get(times)
    if (number === undefined) numbers.set(times, (number = numbers.size))
    const id = `${number}\n${users.map(({ name }) => name).join()}`
    let row = rows.get(id)
    if (!row) rows.set(id, (row = { userGroup, users, sides: [], passing: times, edges: 0 }))
    row.sides.push(side)
    row.edges += users.length * side.computers.length
  }
  return [...rows.values()]
}
