/**
 * Rows as SQLite keeps them, and back. The ownership of a resource that one manager wrote whole (nearly all of them) is two small
 * integers and a line number; what the store's contract calls `lastApplied` is then the resource's own text, shared and not copied.
 */
import { splitKey } from '../../../schema/resource.ts'
import type { LogEntry, OwnershipRow, Row } from '../store.ts'
import type { Interned } from './interned.ts'
import type { Statements } from './statements.ts'

type StoredOwner = [
  manager: string,
  shape: number,
  lastApplied: string | null,
  digest: string | null,
  place: number | null,
  line: number | null,
]

function ownerOf([manager, shape, lastApplied, digest, place, line]: StoredOwner, row: Row, interned: Interned): OwnershipRow {
  return {
    manager,
    fields: interned.shape(shape),
    lastApplied: lastApplied ?? row.declared,
    digest: digest ?? row.digest,
    source: interned.source(place, line),
  }
}

const storedOwner = (owner: OwnershipRow, row: Row, interned: Interned): StoredOwner => [
  owner.manager,
  interned.shapeId(owner.fields),
  owner.lastApplied === row.declared ? null : owner.lastApplied,
  owner.digest === row.digest ? null : owner.digest,
  interned.placeId(owner.source),
  owner.source.line ?? null,
]

/** Every row of a team, in the order of keys: one read, in which a row that has several owners comes several times. */
export function readRows(statements: Statements, interned: Interned, team: string): Row[] {
  const rows: Row[] = []
  let row: Row | undefined
  for (const cells of statements.all('rows', team)) {
    const key = cells[0] as string
    if (row?.key !== key) {
      const kindEnd = key.indexOf('/')
      row = {
        key,
        kind: key.slice(0, kindEnd),
        name: key.slice(key.indexOf('/', kindEnd + 1) + 1),
        uid: cells[1] as string,
        existence: cells[2] as string | null,
        declared: cells[3] as string,
        digest: cells[4] as string,
        status: cells[5] as string,
        created: cells[6] as number,
        changed: cells[7] as number,
        ownership: [],
      }
      rows.push(row)
    }
    if (cells[8] !== null) row.ownership.push(ownerOf(cells.slice(8) as StoredOwner, row, interned))
  }
  return rows
}

/** Writes the rows of a commit and its log. What leaves a key goes first, so that two resources may exchange their names. */
export function writeEntries(
  statements: Statements,
  interned: Interned,
  team: string,
  revision: number,
  entries: readonly LogEntry[],
): void {
  const [drop, put, own, log] = (['dropResource', 'putResource', 'putOwnership', 'putLog'] as const).map((name) =>
    statements.prepared(name),
  )
  for (const { key, from } of entries) {
    if (from !== undefined) drop?.run(team, from)
    drop?.run(team, key)
  }
  entries.forEach(({ op, key, from, row }, ordinal) => {
    if (!row) {
      log?.run(team, revision, ordinal, op, key, from ?? null, null, null, null, null)
      return
    }
    const owners = row.ownership.map((owner) => storedOwner(owner, row, interned))
    put?.run(team, key, row.uid, row.existence, row.declared, row.digest, row.status, row.created, row.changed)
    for (const owner of owners) own?.run(team, key, ...owner)
    const live = JSON.stringify([row.uid, row.existence, row.created, row.changed, owners])
    log?.run(team, revision, ordinal, op, key, from ?? null, row.declared, row.digest, row.status, live)
  })
}

export function readLog(
  statements: Statements,
  interned: Interned,
  team: string,
  since: number,
  until: number,
): { revision: number; entries: LogEntry[] }[] {
  const out: { revision: number; entries: LogEntry[] }[] = []
  for (const [revision, op, key, from, declared, digest, status, live] of statements.all('log', team, since, until) as [
    number,
    ...(string | null)[],
  ][]) {
    if (out.at(-1)?.revision !== revision) out.push({ revision, entries: [] })
    const entry: LogEntry = { op: op as string, key: key as string, ...(from !== null && { from: from as string }), row: null }
    if (live !== null) {
      const [uid, existence, created, changed, owners] = JSON.parse(live as string) as [
        string,
        string | null,
        number,
        number,
        StoredOwner[],
      ]
      const { kind, name } = splitKey(entry.key)
      const row: Row = {
        key: entry.key,
        kind,
        name,
        uid,
        existence,
        declared: declared as string,
        digest: digest as string,
        status: status as string,
        created,
        changed,
        ownership: [],
      }
      row.ownership = owners.map((owner) => ownerOf(owner, row, interned))
      entry.row = row
    }
    out.at(-1)?.entries.push(entry)
  }
  return out
}
