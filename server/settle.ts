/**
 * Settles `status`: for each resource that a commit touches, and for those which refer to such a one, the kind says what the next status
 * is. What must be drawn by lot is drawn here, sealed, and only the time of issue stays to be seen.
 */
import { referencesOf, refSlots, type Tree } from '../schema/fields.ts'
import type { KindName } from '../schema/generated/types.ts'
import { kindNamed, kinds } from '../schema/kinds/index.ts'
import { type Key, keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export interface Touched {
  resource: Resource
  previous: Resource | undefined
}

export interface Settled {
  /** The next status of each touched resource, and of each referrer whose status changes. */
  statuses: Map<Key, Tree>
  /** Referrers that nothing else in the commit writes. */
  referrers: Resource[]
  /** Whose code is to be drawn and sealed. */
  codes: Key[]
}

/** @param touched what the commit writes and how it was before; @param moved their keys, former keys, and those of what was deleted */
export function settle(final: World, touched: ReadonlyMap<Key, Touched>, moved: ReadonlySet<Key>, now: string): Settled {
  const statuses = new Map<Key, Tree>()
  const codes: Key[] = []
  const next = (resource: Resource, previous: Resource | undefined): Tree => {
    let issued = false
    const issueCode = () => {
      issued = true
    }
    const { settle: settleKind } = kindNamed(resource.kind)
    const status = settleKind ? settleKind({ resource, previous, world: final, now, issueCode }) : resource.status
    if (!issued) return status
    codes.push(resource.key)
    return { ...status, codeIssuedAt: now }
  }
  for (const [key, { resource, previous }] of touched) statuses.set(key, next(resource, previous))

  const referrers: Resource[] = []
  for (const resource of candidates(final, moved)) {
    if (touched.has(resource.key)) continue
    const refers = referencesOf(kindNamed(resource.kind), resource.declared).some(({ kind, name }) =>
      moved.has(keyOf(kind, final.team, name)),
    )
    if (!refers) continue
    const status = next(resource, resource)
    if (JSON.stringify(status) === JSON.stringify(resource.status)) continue
    statuses.set(resource.key, status)
    referrers.push(resource)
  }
  return { statuses, referrers, codes }
}

/** The resources of those kinds that have a status to settle and may refer to what moved. */
function* candidates(final: World, moved: ReadonlySet<Key>): Generator<Resource> {
  const movedKinds = new Set([...moved].map((key) => key.slice(0, key.indexOf('/'))))
  for (const kind of kinds)
    if (kind.settle && refSlots(kind).some((slot) => movedKinds.has(slot.kind)))
      yield* final.of(kind.name as KindName) as Iterable<Resource>
}
