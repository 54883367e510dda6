/**
 * Reading every row of a team. Each text that comes out of SQLite by itself costs more than what is read of it, so rows come by the page:
 * one text that holds what a plan compares of some hundred rows, and one run of bytes with all the rest, which stays bytes until a row is asked.
 *
 *   heads    key, digest, "bytes sole"      one a line: how many bytes the row has in the bodies, the manager where there is one
 *   bodies   status, live, declared         one a line; no text that is written here holds a line break
 *
 * Heads that are not of that form (somebody wrote to the database himself), and rows too large for one page, are read row by row.
 */

import { type Key, keyOf, type ManagerName, splitKey } from '../../../schema/resource.ts'
import { resultCode } from '../../faults.ts'
import type { Fold, OwnershipRow, Row } from '../store.ts'
import type { Interned } from './interned.ts'
import { type LiveCells, liveFrom, managerOf, rowFrom } from './rows.ts'
import type { Statements } from './statements.ts'

/** About so many bytes make a page: enough to be worth a read of its own, few enough to be made beside the others. */
const PAGE = 1 << 18
const MOST = 1024
const none = Buffer.alloc(0)
/** SQLite's code for it. */
const TOO_BIG = 18

/** Every row of a team, in the order of keys. It takes several reads, so the caller holds a transaction around it. */
export function readRows(statements: Statements, interned: Interned, team: string): Row[] {
  const rows: Row[] = []
  let [after, limit] = ['', 64]
  for (;;) {
    const before = rows.length
    const { heads, bodies, count } = pageAfter(statements, team, after, limit)
    if (!cut(heads, new Page(bodies, interned), team, rows) || rows.length - before !== count) {
      rows.length = before
      oneByOne(statements, interned, team, after, limit, rows)
    }
    const read = rows.length - before
    if (read < limit) return rows
    after = rows[rows.length - 1]?.key as Key
    limit = Math.max(1, Math.min(MOST, Math.floor((PAGE * read) / (bodies.length || PAGE))))
  }
}

/** A page, and how many rows are in it: -1 where they would make one larger than can be. */
function pageAfter(statements: Statements, team: string, after: Key, limit: number): { heads: string; bodies: Buffer; count: number } {
  try {
    const [heads, bodies, count] = statements.one('page', team, after, limit) as [string | null, Uint8Array | null, number]
    return { heads: heads ?? '', bodies: bodies ? Buffer.from(bodies.buffer, bodies.byteOffset, bodies.length) : none, count }
  } catch (error) {
    if (resultCode(error) === TOO_BIG || (error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG')
      return { heads: '', bodies: none, count: -1 }
    throw error
  }
}

/** Appends the rows of a page; false when it turns out not to be of its form. */
function cut(heads: string, page: Page, team: string, rows: Row[]): boolean {
  const { interned } = page
  let [kind, prefix, manager, sole] = ['', '\0', '', null as ManagerName | null]
  let body = 0
  for (let at = 0; at < heads.length; ) {
    const digestAt = heads.indexOf('\n', at) + 1
    const bytesAt = heads.indexOf('\n', digestAt) + 1
    if (digestAt === 0 || bytesAt === 0) return false
    const next = heads.indexOf('\n', bytesAt)
    const end = next === -1 ? heads.length : next
    const space = heads.indexOf(' ', bytesAt)
    const soleAt = space === -1 || space > end ? end : space
    const key = heads.slice(at, digestAt - 1)
    if (!key.startsWith(prefix)) {
      kind = splitKey(key).kind
      prefix = keyOf(kind, team, '')
    }
    const bytes = Number(heads.slice(bytesAt, soleAt))
    const id = heads.slice(soleAt + 1, end)
    if (!Number.isInteger(bytes)) return false
    if (id !== manager) {
      if (!/^\d*$/.test(id)) return false
      manager = id
      sole = managerOf(id === '' ? null : Number(id), interned)
    }
    // Rows come kind by kind, so they share its text.
    rows.push(new PagedRow(page, body, bytes, key, kind, key.slice(prefix.length), heads.slice(digestAt, bytesAt - 1), sole))
    body += bytes + 1
    at = end + 1
  }
  return body === 0 || body === page.bodies.length + 1
}

function oneByOne(statements: Statements, interned: Interned, team: string, after: Key, limit: number, rows: Row[]): void {
  for (const cells of statements.each('rows', team, after, limit)) {
    const [key, digest, sole, status, live, declared] = cells as [string, string, number | null, string, string, string]
    const row = rowFrom({ key, declared, digest }, status, live, `\`${key}\``, interned)
    rows.push({ ...row, sole: managerOf(sole, interned) })
  }
}

/** Its rows are asked one after the other for the same text, so the answer for all of them is kept. */
class Page {
  readonly bodies: Buffer
  readonly interned: Interned
  #sought = ''
  #fold: Fold | undefined
  #found = true
  constructor(bodies: Buffer, interned: Interned) {
    this.bodies = bodies
    this.interned = interned
  }
  mentions(sought: string, fold: Fold | undefined): boolean {
    if (this.#sought !== sought || this.#fold !== fold) {
      this.#found = fold ? fold(this.bodies.toString()).includes(sought) : this.bodies.includes(sought)
      this.#sought = sought
      this.#fold = fold
    }
    return this.#found
  }
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
  readonly #bytes: number
  #cells: LiveCells | undefined

  constructor(page: Page, at: number, bytes: number, key: Key, kind: string, name: string, digest: string, sole: ManagerName | null) {
    this.key = key
    this.kind = kind
    this.name = name
    this.digest = digest
    this.sole = sole
    this.#page = page
    this.#at = at
    this.#bytes = bytes
  }

  /** A line of the body; the last one is all that remains. */
  #line(index: 0 | 1 | 2): string {
    const { bodies } = this.#page
    let start = this.#at
    for (let i = 0; i < index; i++) start = bodies.indexOf(10, start) + 1
    return bodies.toString('utf8', start, index === 2 ? this.#at + this.#bytes : bodies.indexOf(10, start))
  }
  get #live(): LiveCells {
    return (this.#cells ??= liveFrom(this.#line(1), this, `\`${this.key}\``, this.#page.interned))
  }

  mentions(text: string, fold?: Fold): boolean {
    return this.#page.mentions(text, fold)
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
