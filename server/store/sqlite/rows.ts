/**
 * Rows as SQLite keeps them, and back. The ownership of a resource that one manager wrote whole (nearly all of them) is two small
 * integers and a line number; what the store's contract calls `lastApplied` is then the resource's own text, shared and not copied.
 */

import { keyOf, splitKey } from '../../../schema/resource.ts'
import { storedJson } from '../../faults.ts'
import type { LogEntry, OwnershipRow, Row } from '../store.ts'
import type { Interned } from './interned.ts'
import type { Statements } from './statements.ts'

type StoredOwner = [
  manager: number,
  shape: number,
  lastApplied: string | null,
  digest: string | null,
  place: number | null,
  line: number | null,
]

/** The columns of the log that hold the rest of a row: [uid, existence, created, changed, owners]. */
type StoredLive = [string, number | null, number, number, StoredOwner[]]

/** A row of the join; the owner's columns are null where a resource has none. */
type JoinedCells = [
  key: string,
  uid: string,
  existence: number | null,
  declared: string,
  digest: string,
  status: string,
  created: number,
  changed: number,
  manager: number | null,
  ...shapeToLine: [number, string | null, string | null, number | null, number | null],
]

function ownerOf(
  row: Row,
  interned: Interned,
  manager: number,
  shape: number,
  lastApplied: string | null,
  digest: string | null,
  place: number | null,
  line: number | null,
): OwnershipRow {
  return {
    manager: interned.managers.text(manager),
    fields: interned.shapes.text(shape),
    lastApplied: lastApplied ?? row.declared,
    digest: digest ?? row.digest,
    source: interned.source(place, line),
  }
}

const storedOwner = (owner: OwnershipRow, row: Row, interned: Interned): StoredOwner => [
  interned.managers.id(owner.manager),
  interned.shapes.id(owner.fields),
  owner.lastApplied === row.declared ? null : owner.lastApplied,
  owner.digest === row.digest ? null : owner.digest,
  interned.placeId(owner.source),
  owner.source.line ?? null,
]

const existenceId = ({ existence }: Row, interned: Interned): number | null => (existence === null ? null : interned.managers.id(existence))
const existenceOf = (id: number | null, interned: Interned): string | null => (id === null ? null : interned.managers.text(id))

/**
 * Every row of a team, in the order of keys: one read, in which a row that has several owners comes several times. Iterated, not
 * collected: a hundred thousand short-lived arrays cost a third less than one array of them.
 */
export function readRows(statements: Statements, interned: Interned, team: string): Row[] {
  const rows: Row[] = []
  let row: Row | undefined
  let [kind, prefix] = ['', '\0']
  for (const cells of statements.each('rows', team) as Iterable<JoinedCells>) {
    const [key, uid, existence, declared, digest, status, created, changed, manager, shape, lastApplied, owned, place, line] = cells
    if (row?.key !== key) {
      if (!key.startsWith(prefix)) {
        kind = splitKey(key).kind
        prefix = keyOf(kind, team, '')
      }
      const name = key.slice(prefix.length) // rows come kind by kind, so they share its text
      row = { key, kind, name, uid, existence: existenceOf(existence, interned), declared, digest, status, created, changed, ownership: [] }
      rows.push(row)
    }
    if (manager !== null) row.ownership.push(ownerOf(row, interned, manager, shape, lastApplied, owned, place, line))
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
  const drop = statements.prepared('dropResource')
  const put = statements.prepared('putResource')
  const own = statements.prepared('putOwnership')
  const log = statements.prepared('putLog')
  for (const { op, key, from } of entries) {
    if (from !== undefined) drop.run(team, from)
    if (op !== 'create') drop.run(team, key) // a key that is created is free, or the commit fails
  }
  entries.forEach(({ op, key, from, row }, ordinal) => {
    if (!row) {
      log.run(team, revision, ordinal, op, key, from ?? null, null, null, null, null)
      return
    }
    const owners = row.ownership.map((owner) => storedOwner(owner, row, interned))
    const existence = existenceId(row, interned)
    put.run(team, key, row.uid, existence, row.declared, row.digest, row.status, row.created, row.changed)
    for (const owner of owners) own.run(team, key, ...owner)
    const live = JSON.stringify([row.uid, existence, row.created, row.changed, owners] satisfies StoredLive)
    log.run(team, revision, ordinal, op, key, from ?? null, row.declared, row.digest, row.status, live)
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
      const [uid, existence, created, changed, owners] = storedJson(
        `\`${entry.key}\` at revision ${revision}`,
        live as string,
      ) as StoredLive
      const { kind, name } = splitKey(entry.key)
      const row: Row = {
        key: entry.key,
        kind,
        name,
        uid,
        existence: existenceOf(existence, interned),
        declared: declared as string,
        digest: digest as string,
        status: status as string,
        created,
        changed,
        ownership: [],
      }
      row.ownership = owners.map((owner) => ownerOf(row, interned, ...owner))
      entry.row = row
    }
    out.at(-1)?.entries.push(entry)
  }
  return out
}
