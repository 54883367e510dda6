/**
 * Rows as SQLite keeps them, and back. What the log keeps of a resource beside its content is one text, and the row holds the same one:
 * identity, revisions, owners. The ownership of a resource that one manager wrote whole (nearly all of them) is in it two small
 * integers and a line number; what the store's contract calls `lastApplied` is then the resource's own text, shared and not copied.
 */

import { type ManagerName, splitKey } from '../../../schema/resource.ts'
import { damaged, storedJson } from '../../faults.ts'
import { type LogEntry, type OwnershipRow, type Row, soleOf } from '../store.ts'
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
type StoredLive = [uid: string, existence: number | null, created: number, changed: number, owners: StoredOwner[]]

/** What the stored text says of a row, beside its content. */
export type LiveCells = Pick<Row, 'uid' | 'existence' | 'created' | 'changed' | 'ownership'>
type Content = Pick<Row, 'key' | 'declared' | 'digest'>

export function liveFrom(text: string, content: Content, what: string, interned: Interned): LiveCells {
  const cells = storedJson(what, text) as StoredLive
  if (!Array.isArray(cells) || !Array.isArray(cells[4])) throw damaged(what)
  const [uid, existence, created, changed, owners] = cells
  return {
    uid,
    existence: managerOf(existence, interned),
    created,
    changed,
    ownership: owners.map(
      ([manager, shape, lastApplied, digest, place, line]): OwnershipRow => ({
        manager: interned.managers.text(manager),
        fields: interned.shapes.text(shape),
        lastApplied: lastApplied ?? content.declared,
        digest: digest ?? content.digest,
        source: interned.source(place, line),
      }),
    ),
  }
}

export const managerOf = (id: number | null, interned: Interned): ManagerName | null => (id === null ? null : interned.managers.text(id))
const managerId = (name: ManagerName | null, interned: Interned): number | null => (name === null ? null : interned.managers.id(name))

function liveText(row: Row, interned: Interned): string {
  const owners = row.ownership.map(
    (owner): StoredOwner => [
      interned.managers.id(owner.manager),
      interned.shapes.id(owner.fields),
      owner.lastApplied === row.declared ? null : owner.lastApplied,
      owner.digest === row.digest ? null : owner.digest,
      interned.placeId(owner.source),
      owner.source.line ?? null,
    ],
  )
  return JSON.stringify([row.uid, managerId(row.existence, interned), row.created, row.changed, owners] satisfies StoredLive)
}

/** A row of which everything is read at once: one of the log. */
export function rowFrom(content: Content, status: string, live: string, what: string, interned: Interned): Row {
  const { key, declared, digest } = content
  const { kind, name } = splitKey(key)
  const { uid, existence, created, changed, ownership } = liveFrom(live, content, what, interned)
  return { key, kind, name, uid, existence, declared, digest, status, created, changed, ownership }
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
  for (const { op, key, from } of entries) {
    if (from !== undefined) drop.run(team, from)
    if (op !== 'create') drop.run(team, key) // a key that is created is free, or the commit fails
  }
  writeLog(statements, interned, team, revision, entries, (row, live) => writeRow(statements, interned, team, row, live))
}

export function writeRow(statements: Statements, interned: Interned, team: string, row: Row, live = liveText(row, interned)): void {
  const sole = managerId(soleOf(row), interned)
  statements.prepared('putResource').run(team, row.key, row.digest, sole, row.status, live, row.declared)
}

/** @param also what else is done with each row, and its text of what is beside its content */
export function writeLog(
  statements: Statements,
  interned: Interned,
  team: string,
  revision: number,
  entries: readonly LogEntry[],
  also?: (row: Row, live: string) => void,
): void {
  const log = statements.prepared('putLog')
  entries.forEach(({ op, key, from, row }, ordinal) => {
    if (!row) {
      log.run(team, revision, ordinal, op, key, from ?? null, null, null, null, null)
      return
    }
    const live = liveText(row, interned)
    also?.(row, live)
    log.run(team, revision, ordinal, op, key, from ?? null, row.declared, row.digest, row.status, live)
  })
}

/** So many entries are read in one go. */
const PAGE = 128

/** The revisions in (since, until], each of which wrote something or nothing. */
export const revisionsIn = (statements: Statements, team: string, since: number, until: number): number[] =>
  statements.all('revisionsIn', team, since, until).map(([revision]) => Number(revision))

/** What a revision wrote. What is in the log stays as it is, so it is read by the page, and others of the process have their turn between. */
export async function readStep(
  statements: Statements,
  interned: Interned,
  team: string,
  revision: number,
  turn: () => Promise<void>,
): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let after = -1; ; ) {
    const page = statements.all('log', team, revision, after, PAGE) as LogCells[]
    for (const cells of page) entries.push(entryFrom(cells, revision, interned))
    if (page.length < PAGE) return entries
    after = (page.at(-1) as LogCells)[0]
    await turn()
  }
}

type LogCells = [ordinal: number, op: string, key: string, from: string | null, ...(string | null)[]]

function entryFrom([, op, key, from, declared, digest, status, live]: LogCells, revision: number, interned: Interned): LogEntry {
  const content = { key, declared: declared as string, digest: digest as string }
  const row = typeof live === 'string' ? rowFrom(content, status as string, live, `\`${key}\` at revision ${revision}`, interned) : null
  return { op, key, ...(from !== null && { from }), row }
}
