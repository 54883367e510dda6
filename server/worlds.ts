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

/** The world after a step, and what differs in it: first all that goes, since names may be exchanged. A large step is taken in turns with the rest of the process. */
export async function worldAfter(
  world: World,
  { revision, entries }: { revision: number; entries: readonly LogEntry[] },
): Promise<[World, Key[]]> {
  const changed: Key[] = []
  const changes = new Map<Key, Resource | null>()
  for (const { key, from, row } of entries) {
    changed.push(key)
    if (!row) changes.set(key, null)
    if (from === undefined) continue
    changed.push(from)
    changes.set(from, null)
  }
  const turn = turns()
  for (const [i, { key, row }] of entries.entries()) {
    if (row) changes.set(key, resourceOf(world.team, row))
    if (i % MANY === MANY - 1) await turn()
  }
  if (changes.size < MANY) return [world.with(changes, revision), changed]
  const next = new Map<Key, Resource>()
  const put = async (key: Key, resource: Resource | null, i: number) => {
    if (resource) next.set(key, resource)
    else next.delete(key)
    if (i % MANY === MANY - 1) await turn()
  }
  let i = 0
  for (const resource of world.all()) await put(resource.key, resource, i++)
  for (const [key, resource] of changes) await put(key, resource, i++)
  return [new World(world.team, next, revision), changed]
}

/** Of so many it is worth asking whether it is somebody else's turn. */
const MANY = 200
