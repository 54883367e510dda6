/**
 * Reading every row of a team. Each text that comes out of SQLite by itself costs more than what is read of it, so rows come by the page,
 * as one text that holds some hundred of them: a row is then the few lines that a plan compares, cut out of it, and where the others begin.
 *
 *   key, digest, sole, status, live, declared   one a line; no text that is written here holds a line break
 *
 * A page that is not of that form (somebody wrote to the database himself, or its rows are too large for one text) is read row by row.
 */

import { type Key, keyOf, type ManagerName, splitKey } from '../../../schema/resource.ts'
import { resultCode } from '../../faults.ts'
import type { OwnershipRow, Row } from '../store.ts'
import type { Interned } from './interned.ts'
import { type LiveCells, liveFrom, managerOf, rowFrom } from './rows.ts'
import type { Statements } from './statements.ts'

/** About so many characters make a page: enough that the engine doesn't move it about, few enough to hold beside the others. */
const PAGE = 1 << 18
const MOST = 1024
/** SQLite's code for it. */
const TOO_BIG = 18

/** Every row of a team, in the order of keys. It takes several reads, so the caller holds a transaction around it. */
export function readRows(statements: Statements, interned: Interned, team: string): Row[] {
  const rows: Row[] = []
  let [after, limit] = ['', 64]
  for (;;) {
    const before = rows.length
    const { text, count } = pageAfter(statements, team, after, limit)
    if (!cut({ text, interned }, team, rows) || rows.length - before !== count) {
      rows.length = before
      oneByOne(statements, interned, team, after, limit, rows)
    }
    const read = rows.length - before
    if (read < limit) return rows
    after = rows[rows.length - 1]?.key as Key
    limit = Math.max(1, Math.min(MOST, Math.floor((PAGE * read) / (text.length || PAGE))))
  }
}

/** A page's text, and how many rows are in it: -1 where they would make a text longer than one can be. */
function pageAfter(statements: Statements, team: string, after: Key, limit: number): { text: string; count: number } {
  try {
    const [text, count] = statements.one('page', team, after, limit) as [string | null, number]
    return { text: text ?? '', count }
  } catch (error) {
    if (resultCode(error) === TOO_BIG || (error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG') return { text: '', count: -1 }
    throw error
  }
}

/** Appends the rows of a page; false when it turns out not to be of its form. */
function cut(page: Page, team: string, rows: Row[]): boolean {
  const { text, interned } = page
  let [kind, prefix, manager, sole] = ['', '\0', '', null as ManagerName | null]
  for (let at = 0; at < text.length; ) {
    const digestAt = text.indexOf('\n', at) + 1
    const key = text.slice(at, digestAt - 1)
    const soleAt = text.indexOf('\n', digestAt) + 1
    const statusAt = text.indexOf('\n', soleAt) + 1
    const liveAt = text.indexOf('\n', statusAt) + 1
    const declaredAt = text.indexOf('\n', liveAt) + 1
    if (digestAt === 0 || soleAt === 0 || statusAt === 0 || liveAt === 0 || declaredAt === 0) return false
    const end = text.indexOf('\n', declaredAt)
    if (!key.startsWith(prefix)) {
      kind = splitKey(key).kind
      prefix = keyOf(kind, team, '')
    }
    const id = text.slice(soleAt, statusAt - 1)
    if (id !== manager) {
      if (!/^\d*$/.test(id)) return false
      manager = id
      sole = managerOf(id === '' ? null : Number(id), interned)
    }
    // Rows come kind by kind, so they share its text.
    rows.push(new PagedRow(page, statusAt, key, kind, key.slice(prefix.length), text.slice(digestAt, soleAt - 1), sole))
    at = end === -1 ? text.length : end + 1
  }
  return true
}

function oneByOne(statements: Statements, interned: Interned, team: string, after: Key, limit: number, rows: Row[]): void {
  for (const cells of statements.each('rows', team, after, limit)) {
    const [key, digest, sole, status, live, declared] = cells as [string, string, number | null, string, string, string]
    const row = rowFrom({ key, declared, digest }, status, live, `\`${key}\``, interned)
    rows.push({ ...row, sole: managerOf(sole, interned) })
  }
}

interface Page {
  text: string
  interned: Interned
}

/** A hundred thousand of them exist at once and few are asked for more than their digest, so the rest stays in the page. */
class PagedRow implements Row {
  readonly key: Key
  readonly kind: string
  readonly name: string
  readonly digest: string
  readonly sole: ManagerName | null
  readonly #page: Page
  readonly #at: number
  #cells: LiveCells | undefined

  constructor(page: Page, at: number, key: Key, kind: string, name: string, digest: string, sole: ManagerName | null) {
    this.key = key
    this.kind = kind
    this.name = name
    this.digest = digest
    this.sole = sole
    this.#page = page
    this.#at = at
  }

  /** A line of the page, counted from the status. */
  #line(index: number): string {
    const { text } = this.#page
    let start = this.#at
    for (let i = 0; i < index; i++) start = text.indexOf('\n', start) + 1
    const end = text.indexOf('\n', start)
    return text.slice(start, end === -1 ? text.length : end)
  }
  get #live(): LiveCells {
    return (this.#cells ??= liveFrom(this.#line(1), this, `\`${this.key}\``, this.#page.interned))
  }

  get status(): string {
    return this.#line(0)
  }
  get declared(): string {
    return this.#line(2)
  }
  get uid(): string {
    return this.#live.uid
  }
  get existence(): ManagerName | null {
    return this.#live.existence
  }
  get created(): number {
    return this.#live.created
  }
  get changed(): number {
    return this.#live.changed
  }
  get ownership(): OwnershipRow[] {
    return this.#live.ownership
  }
}
