/**
 * Who reaches what, as a list: users and computers by name, and between them what gives it. There may be ten million of them, so nothing
 * here keeps them. What a pair of classes has is found once; a class of users keeps the numbers of the computers that it reaches, sorted,
 * for as long as there is room; and an edge exists only while somebody looks at it.
 */
import { compare } from '../schema/problem.ts'
import { type Key, keyOf, type Resource } from '../schema/resource.ts'
import type { Effective } from './effective.ts'
import { endOf, hoursOf } from './hours.ts'
import { nextOccurrence, occurrences } from './occurrences.ts'
import type { ComputerClass, Span, UserClass, Way } from './types.ts'

/** At a time; at any time of a span; or at any time from one on. */
export type Asked = { readonly at: number } | { readonly between: Span } | { readonly since: number }

/** What leads from one class to another, of the ways that were asked for. Equal ways, the same object. */
export interface Grant {
  readonly ways: readonly Way[]
  readonly permanent: boolean
  /** The schedules, each once. */
  readonly schedules: readonly string[]
  /** Asked at a time: when it ends. */
  readonly until: number | undefined
  /** Asked since a time: when it begins, if it does not hold then. */
  readonly next: number | undefined
  /** Asked between times: the hours in it. */
  readonly hours: readonly Span[] | undefined
}

export interface Edge {
  readonly user: Resource<'User'>
  readonly of: UserClass
  readonly computer: Resource<'Computer'>
  readonly grant: Grant
}

/** Which edges: where a set is absent, all. `either`: with one of its users or one of its computers. */
export interface Chosen {
  readonly users?: ReadonlySet<string>
  readonly computers?: ReadonlySet<string>
  readonly either?: { readonly users: ReadonlySet<string>; readonly computers: ReadonlySet<string> }
}

/** Finds what a class of users has to each class of computers; schedules are asked once each. */
export function granter(e: Effective, asked: Asked): (user: UserClass) => ReadonlyMap<ComputerClass, Grant> {
  const known = new Map<string, Grant | undefined>()
  const running = new Map<string, boolean>()
  const runs = (name: string): boolean => {
    let found = running.get(name)
    if (found === undefined) running.set(name, (found = runsIn(e, name, asked)))
    return found
  }
  // Of ways that don't hold when they are asked about, one may yet go on where another ends.
  const grantOf = (ways: readonly Way[]): Grant | undefined => {
    const id = ways.map((way) => wayId(way)).join('\n')
    if (!known.has(id)) {
      const holding = ways.filter(({ schedule }) => schedule === undefined || runs(schedule))
      known.set(id, holding.length === 0 ? undefined : made(e, holding, ways, asked))
    }
    return known.get(id)
  }
  return (user) => {
    const found = new Map<ComputerClass, Way[]>()
    for (const way of e.ways(user)) {
      for (const computer of e.classesIn(way.target)) {
        const list = found.get(computer)
        if (list) list.push(way)
        else found.set(computer, [way])
      }
    }
    const grants = new Map<ComputerClass, Grant>()
    // Most classes of computers share their ways with others: those are looked up by what they are, and not spelt out each time.
    let last: { ways: readonly Way[]; grant: Grant | undefined } | undefined
    for (const [computer, ways] of found) {
      if (!last || !alike(last.ways, ways)) last = { ways, grant: grantOf(ways) }
      if (last.grant) grants.set(computer, last.grant)
    }
    return grants
  }
}

const alike = (a: readonly Way[], b: readonly Way[]): boolean => a.length === b.length && a.every((way, i) => way === b[i])
const wayId = ({ basis, target }: Way): string => `${JSON.stringify(basis)} ${JSON.stringify(target)}`

function runsIn({ world, zone }: Effective, name: string, asked: Asked): boolean {
  const schedule = world.find('Schedule', name)
  if (!schedule) return false
  if ('since' in asked) return nextOccurrence(schedule, zone, asked.since) !== undefined
  const { from, to } = 'at' in asked ? { from: asked.at, to: asked.at + 1 } : asked.between
  return occurrences(schedule, zone, from, to).length > 0
}

const schedulesIn = (ways: readonly Way[]): string[] => [...new Set(ways.flatMap(({ schedule }) => schedule ?? []))]

function made(e: Effective, ways: readonly Way[], all: readonly Way[], asked: Asked): Grant {
  const permanent = ways.some(({ schedule }) => schedule === undefined)
  const schedules = schedulesIn(ways)
  const grant = { ways, permanent, schedules, until: undefined, next: undefined, hours: undefined }
  if ('between' in asked) {
    const { from, to } = asked.between
    return { ...grant, hours: permanent ? [{ from, to }] : hoursOf(e, schedules, from, to) }
  }
  if (permanent) return grant
  if ('at' in asked) return { ...grant, until: endOf(e, schedulesIn(all), asked.at) }
  const starts = schedules.flatMap((name) => {
    const schedule = e.world.find('Schedule', name)
    return (schedule && nextOccurrence(schedule, e.zone, asked.since)?.from) ?? []
  })
  const next = Math.min(...starts)
  return { ...grant, next: next > asked.since ? next : undefined }
}

/** The declaration that gives a way to one user: what an auditor looks up. */
export function viaOf(e: Effective, { basis, target }: Way, { user, of }: Pick<Edge, 'user' | 'of'>): Key {
  const key = (kind: string, name: string): Key => keyOf(kind, e.world.team, name)
  switch (basis.by) {
    case 'permission':
      return key('AccessPermission', basis.permission)
    case 'schedule':
      return key('Schedule', basis.schedule)
    case 'administers':
      return 'group' in target ? key('Group', target.group) : user.key
    case 'group':
      return key('Group', of.group as string)
    case 'role':
      return of.role === 'owner' ? key('Team', e.world.team) : user.key
  }
}

/** So many numbers of computers are kept. */
const KEPT = 8_000_000

/** Sorted by the names of users, then of computers. */
export function* edgesOf(e: Effective, asked: Asked, chosen: Chosen = {}): Generator<Edge> {
  const { computers, ranks } = ranked(e, chosen)
  const grants = granter(e, asked)
  let kept = 0
  const reached = new Map<string, Reached>()
  const users = e.world.of('User').filter(({ name }) => !chosen.users || chosen.users.has(name))
  users.sort((a, b) => compare(a.name, b.name))
  for (const user of users) {
    const of = e.userClass(user.name)
    if (!of) continue
    const part = chosen.either && !chosen.either.users.has(user.name) ? chosen.either.computers : undefined
    const id = `${part ? 'part ' : ''}${of.key}`
    let list = reached.get(id)
    if (!list) {
      list = numbers(grants(of), ranks, part && ((rank) => part.has((computers[rank] as Resource).name)))
      if (kept + list.ranks.length > KEPT) {
        reached.clear()
        kept = 0
      }
      reached.set(id, list)
      kept += list.ranks.length
    }
    for (let i = 0; i < list.ranks.length; i++)
      yield {
        user,
        of,
        computer: computers[list.ranks[i] as number] as Resource<'Computer'>,
        grant: list.grants[list.which[i] as number] as Grant,
      }
  }
}

/** Computers by their place in the order of names. */
function ranked(e: Effective, chosen: Chosen): { computers: Resource<'Computer'>[]; ranks: Map<ComputerClass, number[]> } {
  const computers = e.world.of('Computer').filter(({ name }) => !chosen.computers || chosen.computers.has(name))
  computers.sort((a, b) => compare(a.name, b.name))
  const ranks = new Map<ComputerClass, number[]>()
  for (const [rank, { name }] of computers.entries()) {
    const of = e.computerClass(name)
    if (!of) continue
    const list = ranks.get(of)
    if (list) list.push(rank)
    else ranks.set(of, [rank])
  }
  return { computers, ranks }
}

interface Reached {
  ranks: Uint32Array
  which: Uint32Array
  grants: Grant[]
}

function numbers(
  grants: ReadonlyMap<ComputerClass, Grant>,
  ranks: ReadonlyMap<ComputerClass, number[]>,
  wanted: ((rank: number) => boolean) | undefined,
): Reached {
  const numbersOf = new Map<Grant, number>()
  // One number for both, so that a sort of plain numbers does: neither is near 2^26.
  const packed: number[] = []
  for (const [computer, grant] of grants) {
    const list = ranks.get(computer)
    if (!list) continue
    let number = numbersOf.get(grant)
    if (number === undefined) numbersOf.set(grant, (number = numbersOf.size))
    for (const rank of list) if (!wanted || wanted(rank)) packed.push(rank * 2 ** 26 + number)
  }
  const sorted = Float64Array.from(packed).sort()
  const found: Reached = { ranks: new Uint32Array(sorted.length), which: new Uint32Array(sorted.length), grants: [...numbersOf.keys()] }
  for (const [i, value] of sorted.entries()) {
    found.ranks[i] = Math.floor(value / 2 ** 26)
    found.which[i] = value % 2 ** 26
  }
  return found
}
