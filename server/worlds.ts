/** Worlds out of what the store gives: of all its rows, and what a step of the log makes of one. */
import type { Key, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { resourceOf } from './rows.ts'
import type { LogEntry, Snapshot } from './store/store.ts'

export function worldOf(team: string, { revision, rows }: Snapshot): World {
  const resources = new Map<Key, Resource>()
  for (const row of rows) resources.set(row.key, resourceOf(team, row))
  return new World(team, resources, revision)
}

/** What a step makes of each resource: first all that goes, since names may be exchanged. */
export function changesOf(team: string, { entries }: { entries: readonly LogEntry[] }): [Key, Resource | null][] {
  const changes: [Key, Resource | null][] = []
  for (const { key, from } of entries) changes.push([key, null], ...(from === undefined ? [] : [[from, null] as [Key, null]]))
  for (const { key, row } of entries) if (row) changes.push([key, resourceOf(team, row)])
  return changes
}
