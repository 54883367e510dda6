/**
 * What leads from one world to another, told as the Changes of a plan: the two may be any two states of one team, and either may be the
 * older. Who is who is told by identity, so that a renamed resource is one that changed its name, and one that was deleted and made anew
 * is another. What only the control plane wrote (a status) is no change, but for a secret that was rotated; but it may mean something, and is
 * among the keys that differ.
 */

import { kindNamed } from '../../schema/kinds/index.ts'
import { compare } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Change, Op } from '../types.ts'
import { changeOf, differences } from './diff.ts'
import type { Step } from './link.ts'
import { ordered } from './plan.ts'
import { rotatedBetween } from './secrets.ts'
import { writtenAt } from './written.ts'

export interface Between {
  /** In the order of a plan. */
  changes: Change[]
  /** Every key under which something differs, in what is declared or in its status. */
  differing: Key[]
}

/**
 * @param keys where to look; what stands under any other key must be the same in both
 * @param why why a resource is not as it was, for the `reason` of its change
 */
export function between(
  before: World,
  after: World,
  keys: Iterable<Key>,
  why: (what: { op: Step['op']; key: Key; from?: Key }) => string,
): Between {
  const looked = [...new Set(keys)].sort(compare)
  const former = new Map<string, Resource>()
  const later = new Set<string>()
  for (const key of looked) {
    const [old, now] = [before.get(key), after.get(key)]
    if (old) former.set(idOf(old), old)
    if (now) later.add(idOf(now))
  }
  const steps: Step[] = []
  const differing: Key[] = []
  for (const key of looked) {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null]
    if (!differ(old, now)) continue
    differing.push(key)
    // What stood here goes on elsewhere, or ends here; unless something made anew took its name, which is a replacement.
    const ends = old !== null && !later.has(idOf(old))
    const was = now && former.get(idOf(now))
    const put = now && stepOf(key, was ?? (ends ? old : null), now, was !== undefined)
    if (put) steps.push({ ...put, reason: why(put), at: placesOf(now) })
    if (ends && put?.op !== 'replace')
      steps.push({ op: 'delete', key, before: old, after: null, reason: why({ op: 'delete', key }), at: [] })
  }
  const changes = ordered(steps).map((step) => changeOf(step as Step & { op: Op }))
  return { changes, differing }
}

const placesOf = (resource: Resource) => writtenAt(resource).map(({ file, line, column }) => ({ file, line, column }))

/** Resources without a life in a backend are who their key says. */
const idOf = ({ key, live }: Resource): string => live?.uid || key

function differ(old: Resource | null, now: Resource | null): boolean {
  if (!old || !now) return old !== now
  return (
    old.digest !== now.digest ||
    idOf(old) !== idOf(now) ||
    old.live?.existence !== now.live?.existence ||
    JSON.stringify(old.status) !== JSON.stringify(now.status)
  )
}

function stepOf(
  key: Key,
  old: Resource | null,
  now: Resource,
  same: boolean,
): Pick<Step, 'op' | 'key' | 'from' | 'before' | 'after' | 'rotated'> | undefined {
  const rotated = old && same ? rotatedBetween(old, now) : []
  const step = { key, before: old, after: now, ...(rotated.length > 0 && { rotated }) }
  if (!old) return { ...step, op: 'create' }
  if (!same) return { ...step, op: 'replace' }
  if (old.key !== key) return { ...step, op: 'rename', from: old.key }
  const [had, has] = [old.live?.existence ?? null, now.live?.existence ?? null]
  if (had !== has) return { ...step, op: has === null ? 'release' : 'adopt' }
  const moved = rotated.length > 0 || differences(kindNamed(now.kind), old.declared, now.declared).length > 0
  return moved ? { ...step, op: 'update' } : undefined
}

/**
 * By which revisions each resource became what it is, in order: those that touched it, under whichever name it had then. A name that it
 * left is told by them, too. `touches` are in the order of the log.
 */
export function revisionsOf(touches: readonly { revision: number; key: Key; from?: Key }[]): ReadonlyMap<Key, ReadonlySet<number>> {
  const found = new Map<Key, ReadonlySet<number>>()
  const along = (key: Key, revision: number) => new Set(found.get(key)).add(revision)
  for (const step of Map.groupBy(touches, ({ revision }) => revision).values()) {
    // Two may exchange their names in one revision: what came is told by what it was before any of them moved.
    const came = step.map(({ revision, key, from }): [Key, ReadonlySet<number>] => [key, along(from ?? key, revision)])
    for (const { revision, from } of step) if (from !== undefined) found.set(from, along(from, revision))
    for (const [key, revisions] of came) found.set(key, revisions)
  }
  return found
}
