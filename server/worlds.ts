/** Worlds out of what the store gives: of all its rows, and what a step of the log makes of one. */
import type { Key, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { resourceOf } from './rows.ts'
import type { LogEntry, Snapshot } from './store/store.ts'
import { turns } from './turns.ts'

export function worldOf(team: string, { revision, rows }: Snapshot): World {
  const resources = new Map<Key, Resource>()
  for (const row of rows) resources.set(row.key, resourceOf(team, row))
  return new World(team, resources, revision)
}

/** What a step makes of each resource: first all that goes, since names may be exchanged. A large step is read in turns with the rest of the process. */
export async function changesOf(team: string, { entries }: { entries: readonly LogEntry[] }): Promise<[Key, Resource | null][]> {
  const turn = turns()
  const changes: [Key, Resource | null][] = []
  for (const { key, from, row } of entries) {
    if (from !== undefined) changes.push([from, null])
    if (!row) changes.push([key, null])
  }
  for (const [i, { key, row }] of entries.entries()) {
    if (row) changes.push([key, resourceOf(team, row)])
    if (i % MANY === MANY - 1) await turn()
  }
  return changes
}

/** Of so many it is worth asking whether it is somebody else's turn. */
const MANY = 200
