/**
 * What lies between two revisions: who committed what, each change from the one world to the other, and what it means for access. A function of the log
 * alone: asked again in a year it is the same, byte for byte.
 */
import { type Between, between, revisionsOf } from '../reconciler/plan/between.ts'
import { impactOf } from '../reconciler/plan/impact.ts'
import type { Impact, RevisionEntry } from '../reconciler/types.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { ControlPlane } from './control-plane.ts'
import type { Touch } from './store/store.ts'

export interface Difference {
  before: World
  after: World
  from: Side
  to: Side
  /** Those in between, the newest first: the later side's own is among them, the earlier side's is not. */
  revisions: RevisionEntry[]
  evaluatedAt: string
  changes: Between['changes']
  /** Computed when it is first asked for. */
  readonly impact: Impact
}
export interface Side {
  revision: number
  /** Null before the first revision. */
  entry: RevisionEntry | null
}

/** @param at from when on access is looked at; when the later one was made, where nothing is said */
export async function differenceOf(
  plane: Pick<ControlPlane, 'worldAt' | 'touched' | 'history' | 'revisionEntry'>,
  { before, after }: { before: number; after: number },
  at?: number,
): Promise<Difference> {
  const [early, late] = [Math.min(before, after), Math.max(before, after)]
  const side = async (revision: number): Promise<Side> => ({ revision, entry: (await plane.revisionEntry(revision)) ?? null })
  const worlds = { before: await plane.worldAt(before), after: await plane.worldAt(after) }
  const touches = await plane.touched(early, late)
  const [newest] = await plane.history(1)
  const revisions = (await plane.history((newest?.revision ?? 0) - early)).filter(({ revision }) => revision <= late)
  const sides = { from: await side(before), to: await side(after) }
  const made = (before > after ? sides.from : sides.to).entry?.time
  const instant =
    at === undefined
      ? made === undefined
        ? Temporal.Now.instant()
        : Temporal.Instant.from(made)
      : Temporal.Instant.fromEpochMilliseconds(at)
  const evaluatedAt = instant.toString({ smallestUnit: 'second' })
  const { changes, differing } = between(worlds.before, worlds.after, keysOf(touches), reasons(touches, before > after))
  let impact: Impact | undefined
  return {
    ...worlds,
    ...sides,
    ...{ revisions, evaluatedAt, changes },
    get impact() {
      return (impact ??= impactOf(worlds.before, worlds.after, differing, evaluatedAt))
    },
  }
}

function* keysOf(touches: readonly Touch[]): Iterable<Key> {
  for (const { key, from } of touches) {
    yield key
    if (from !== undefined) yield from
  }
}

/** Why a resource is not as it was: asked by the name that it has on the later side. */
function reasons(touches: readonly Touch[], back: boolean): (what: { key: Key; from?: Key }) => string {
  const revisions = revisionsOf(touches)
  return ({ key, from }) => {
    const found = [...(revisions.get(back ? (from ?? key) : key) ?? [])]
    const text = found.length > 4 ? `${found.slice(0, 3).join(', ')} … ${found.at(-1)}` : found.join(', ')
    return `${back ? 'undoes' : 'by'} revision${found.length === 1 ? '' : 's'} ${text}`
  }
}
