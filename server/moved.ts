/**
 * Who moved a field that drifted: the log is read backwards until the revision in which the field took the value that it has. Drift is rare,
 * so this is looked up when there is some, and nothing is kept for it.
 */
import type { Drift } from '../reconciler/types.ts'
import { same } from '../schema/canonical.ts'
import { type Declared, valueAt } from '../schema/fields.ts'
import { storedJson } from './faults.ts'
import type { Store } from './store/store.ts'

/** So many states of a resource are looked through, and so many fields told: what is beyond stays without a name. */
const STATES = 200
const FIELDS = 200

export async function movedBy(store: Store, team: string, drift: readonly Drift[]): Promise<Drift[]> {
  const pasts = new Map<string, { revision: number; declared: Declared }[]>()
  const told: Drift[] = []
  for (const [index, moved] of drift.entries()) {
    if (index >= FIELDS) {
      told.push(moved)
      continue
    }
    let past = pasts.get(moved.key)
    if (!past) {
      const states = await store.past(team, moved.key, STATES)
      past = states.map(({ revision, declared }) => ({
        revision,
        declared: declared === null ? {} : (storedJson(`\`${moved.key}\` at revision ${revision}`, declared) as Declared),
      }))
      pasts.set(moved.key, past)
    }
    const value = (at: number) => valueAt(past[at]?.declared ?? {}, moved.path) ?? null
    const found = past.find((_, at) => !same(value(at), value(at + 1)))
    const entry = found && (await store.revision(team, found.revision))
    told.push(entry ? { ...moved, by: entry.manager, time: entry.time } : moved)
  }
  return told
}
