/**
 * Differences as an Impact tells them: those which differ in nothing together, users and computers by their names, larger parts first, the
 * same whatever the order in which they were found.
 */
import type { ComputerClass, UserClass } from '../../../effective/types.ts'
import { canonical } from '../../../schema/canonical.ts'
import { compare } from '../../../schema/problem.ts'
import { type Key, keyOf } from '../../../schema/resource.ts'
import type { AccessChange } from '../../types.ts'
import { type Causes, COMPUTER, USER } from './because.ts'
import { completed } from './blocks.ts'
import type { Computers, Difference, Users } from './edges.ts'
import { namesOf, rectangles, sizeOf } from './rectangles.ts'
import type { Compare } from './sameness.ts'
import { type Clock, timestamp } from './times.ts'
import { sessionsOf } from './traits.ts'

type Fate = 'gained' | 'lost' | 'changed'
interface Cells {
  first: Difference
  features: Record<string, string>
  because: readonly string[]
  rows: Map<Users, Computers[]>
}

export function accessChanges(
  { before, after, causes, compare: compared }: { before: Clock; after: Clock; causes: Causes; compare: Compare },
  found: Iterable<Difference>,
): { lists: Record<Fate, AccessChange[]>; counts: Record<Fate, number> } {
  const [old, now] = [sessionsOf(before.effective), sessionsOf(after.effective)]
  const alike: Record<Fate, Map<string, Cells>> = { gained: new Map(), lost: new Map(), changed: new Map() }
  for (const difference of found) {
    const { users, computers, before: was, after: is } = difference
    const session =
      is !== undefined
        ? now(users.after as UserClass, computers.after as ComputerClass)
        : old(users.before as UserClass, computers.before as ComputerClass)
    const because = causes.ofAccess(difference)
    const cells = alike[was === undefined ? 'gained' : is === undefined ? 'lost' : 'changed']
    const id = `${was?.id ?? ''}\n${is?.id ?? ''}\n${session.id}\n${because.join()}`
    let cell = cells.get(id)
    if (!cell) cells.set(id, (cell = { first: difference, features: session.features, because, rows: new Map() }))
    const row = cell.rows.get(users)
    if (row) row.push(computers)
    else cell.rows.set(users, [computers])
  }
  const counts: Record<Fate, number> = { gained: 0, lost: 0, changed: 0 }
  const list = (fate: Fate): AccessChange[] =>
    sorted(
      [...alike[fate].values()].flatMap(({ first, features, because, rows }) =>
        rectangles(new Map([...rows].map(([users, row]) => [users, completed(row)]))).map(({ users, computers }) => {
          counts[fate] += sizeOf(users) * sizeOf(computers)
          const [userNames, computerNames] = [namesOf(users), namesOf(computers)]
          const { before: was, after: is } = first
          const since = was && is && compared(was, is)?.since
          const side = fate === 'lost' ? 'before' : 'after'
          return {
            users: userNames,
            computers: computerNames,
            userGroup: oneGroup(users, side),
            computerGroup: oneGroup(computers, side),
            before: was?.when ?? null,
            after: is?.when ?? null,
            since: since === undefined ? null : timestamp(since),
            features: { ...features },
            because: causesNamed(because, after.effective.world.team, userNames, computerNames),
          }
        }),
      ),
    )
  const lists = { gained: list('gained'), lost: list('lost'), changed: list('changed') }
  return { lists, counts }
}

/** Larger ones first, then by names. */
function sorted(changes: AccessChange[]): AccessChange[] {
  const size = ({ users, computers }: AccessChange): number => users.length * computers.length
  const words = ({ users, computers, before, after }: AccessChange): string =>
    [users[0], computers[0], before?.schedules.join(), after?.schedules.join(), before?.permanent].join(' ')
  return changes
    .map((change) => ({ change, size: size(change), words: words(change) }))
    .sort((a, b) => b.size - a.size || compare(a.words, b.words) || compare(canonical(a.change.because), canonical(b.change.because)))
    .map(({ change }) => change)
}

/** The group of all of them, where it is one and the same. */
export function oneGroup(parts: readonly (Users | Computers)[], side: 'before' | 'after'): string | null {
  const group = parts[0]?.[side]?.group
  return group !== undefined && parts.every((part) => part[side]?.group === group) ? group : null
}

/** The users' and computers' own changes by their keys. */
export function causesNamed(because: readonly string[], team: string, users: readonly string[], computers: readonly string[]): Key[] {
  return because
    .flatMap((key) =>
      key === USER
        ? users.map((name) => keyOf('User', team, name))
        : key === COMPUTER
          ? computers.map((name) => keyOf('Computer', team, name))
          : key,
    )
    .sort(compare)
}

interface Said<P> {
  part: P
  said: object
  because: readonly string[]
}

/** What is said of several for the same reason is said once. */
export function joined<P extends Users | Computers>(
  all: readonly Said<P>[],
  team: string,
  own: typeof USER | typeof COMPUTER,
): { parts: P[]; names: string[]; said: Record<string, unknown>; because: Key[] }[] {
  const groups = Map.groupBy(all, ({ said, because }) => `${JSON.stringify(said)}\n${because.join()}`)
  return [...groups.values()]
    .map((alike) => {
      const parts = alike.map(({ part }) => part)
      const names = namesOf(parts)
      const { said, because } = alike[0] as Said<P>
      const named = own === USER ? causesNamed(because, team, names, []) : causesNamed(because, team, [], names)
      return { parts, names, said: said as Record<string, unknown>, because: named }
    })
    .sort(
      (a, b) =>
        b.names.length - a.names.length ||
        compare(a.names[0] as string, b.names[0] as string) ||
        compare(canonical(a.because), canonical(b.because)),
    )
}
