/**
 * Settles `status`: for each resource that a commit touches, and for those which refer to such a one, the kind says what the next status
 * is. What must be drawn by lot is drawn here, sealed, and only the time of issue stays to be seen.
 */
import type { Tree } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import type { Key, Resource } from '../schema/resource.ts'
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
  for (const resource of referrersOf(final, touched, moved)) {
    const status = next(resource, resource)
    if (JSON.stringify(status) === JSON.stringify(resource.status)) continue
    statuses.set(resource.key, status)
    referrers.push(resource)
  }
  return { statuses, referrers, codes }
}

/** So far a status may look: a role that another extends, which a user has, who administers a scheduled resource. */
const REACH = 3

/** Who refers to what moved, or to such a one, of the kinds that have a status to settle, and is not written anyway. */
function referrersOf(final: World, touched: ReadonlyMap<Key, Touched>, moved: ReadonlySet<Key>): Iterable<Resource> {
  const found = new Map<Key, Resource>()
  if (touched.size === final.size) return []
  const seen = new Set(moved)
  let edge: ReadonlySet<Key> = moved
  for (let step = 0; step < REACH; step++) {
    const next = new Set<Key>()
    for (const key of edge)
      for (const { resource } of final.referrers(key, edge.size)) {
        if (seen.has(resource.key)) continue
        seen.add(resource.key)
        next.add(resource.key)
        if (kindNamed(resource.kind).settle && !touched.has(resource.key)) found.set(resource.key, resource)
      }
    edge = next
  }
  return found.values()
}
