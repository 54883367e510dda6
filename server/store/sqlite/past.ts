/**
 * The rows of a team as they were at a past revision. Nothing is replayed: for each key the log's last word up to then is looked up, in one
 * query, so that a revision of years ago costs what yesterday's does. A key's last word may be that it was left by a rename; where another
 * resource took the name in that same revision, the one that came counts.
 *
 * What the query reads of the log is the keys; what a resource was is read of those alone that were there.
 */
import { type Key, keyOf, type ManagerName, splitKey } from '../../../schema/resource.ts'
import type { OwnershipRow, Row } from '../store.ts'
import type { Interned } from './interned.ts'
import { type LiveCells, liveFrom } from './rows.ts'
import type { Statements } from './statements.ts'

/** In the order of keys. */
export function readPast(statements: Statements, interned: Interned, team: string, revision: number): Row[] {
  const rows: Row[] = []
  let [kind, prefix] = ['', '\0']
  for (const cells of statements.each('rowsAt', team, revision) as Iterable<Cells>) {
    const [key] = cells
    if (!key.startsWith(prefix)) {
      kind = splitKey(key).kind // they come kind by kind, and share its text
      prefix = keyOf(kind, team, '')
    }
    rows.push(new PastRow(cells, kind, key.slice(prefix.length), revision, interned))
  }
  return rows
}

type Cells = [key: Key, digest: string, status: string, live: string, declared: string]

/** There may be a hundred thousand, of which a question is about a few: identity and owners are read when somebody asks. */
class PastRow implements Row {
  readonly key: Key
  readonly kind: string
  readonly name: string
  readonly digest: string
  readonly status: string
  readonly declared: string
  readonly #text: string
  readonly #revision: number
  readonly #interned: Interned
  #cells: LiveCells | undefined

  constructor([key, digest, status, live, declared]: Cells, kind: string, name: string, revision: number, interned: Interned) {
    this.key = key
    this.kind = kind
    this.name = name
    this.digest = digest
    this.status = status
    this.declared = declared
    this.#text = live
    this.#revision = revision
    this.#interned = interned
  }

  get #live(): LiveCells {
    return (this.#cells ??= liveFrom(this.#text, this, `\`${this.key}\` at revision ${this.#revision}`, this.#interned))
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
