/**
 * Rows as PostgreSQL keeps them, and back. Beside its content a resource is one JSON text, the same in the row and in the log
 * (001-first.postgres.ts says what is in it), which nobody reads of a hundred thousand rows before he asks one of them.
 */
import { type Key, type ManagerName, type Source, splitKey } from '../../../schema/resource.ts'
import { damaged, storedJson } from '../../faults.ts'
import { turns } from '../../turns.ts'
import type { LogEntry, OwnershipRow, Row } from '../store.ts'

type StoredOwner = [
  manager: string,
  fields: string,
  lastApplied: string | null,
  digest: string | null,
  commit: string | null,
  file: string | null,
  line: number | null,
]
type StoredLive = [uid: string, existence: string | null, created: number, changed: number, owners: StoredOwner[]]
type LiveCells = Pick<Row, 'uid' | 'existence' | 'created' | 'changed' | 'ownership'>

export interface Content {
  key: Key
  digest: string
  status: string
  live: string
  declared: string
}

export function liveText(row: Row): string {
  const owners = row.ownership.map(({ manager, fields, lastApplied, digest, source: { commit, file, line } }): StoredOwner => {
    const own: [string | null, string | null] = [lastApplied === row.declared ? null : lastApplied, digest === row.digest ? null : digest]
    return [manager, fields, ...own, commit ?? null, file ?? null, line ?? null]
  })
  return JSON.stringify([row.uid, row.existence, row.created, row.changed, owners] satisfies StoredLive)
}

function liveFrom({ key, live, declared, digest }: Content): LiveCells {
  const what = `\`${key}\``
  const cells = storedJson(what, live) as StoredLive
  if (!Array.isArray(cells) || !Array.isArray(cells[4])) throw damaged(what)
  const [uid, existence, created, changed, owners] = cells
  return {
    ...{ uid, existence, created, changed },
    ownership: owners.map(
      ([manager, fields, applied, appliedDigest, commit, file, line]): OwnershipRow => ({
        ...{ manager, fields, lastApplied: applied ?? declared, digest: appliedDigest ?? digest },
        source: sourceFrom(commit, file, line),
      }),
    ),
  }
}

function sourceFrom(commit: string | null, file: string | null, line: number | null): Source {
  return { ...(commit !== null && { commit }), ...(file !== null && { file }), ...(line !== null && { line }) }
}

/** A row of which everything is read at once: one of the log. */
export function rowFrom(content: Content): Row {
  const { key, declared, digest, status } = content
  const { kind, name } = splitKey(key)
  const { uid, existence, created, changed, ownership } = liveFrom(content)
  return { key, kind, name, uid, existence, declared, digest, status, created, changed, ownership }
}

/** There may be a hundred thousand, of which a question is about a few: identity and owners are read when somebody asks. */
export class StoredRow implements Row {
  readonly key: Key
  readonly kind: string
  readonly name: string
  readonly digest: string
  readonly status: string
  readonly declared: string
  readonly sole?: ManagerName | null
  readonly #live: string
  #cells: LiveCells | undefined

  /** @param sole undefined where it was not read */
  constructor({ key, digest, status, live, declared }: Content, sole?: ManagerName | null) {
    const { kind, name } = splitKey(key)
    this.key = key
    this.kind = kind
    this.name = name
    this.digest = digest
    this.status = status
    this.declared = declared
    if (sole !== undefined) this.sole = sole
    this.#live = live
  }

  get #read(): LiveCells {
    return (this.#cells ??= liveFrom({
      key: this.key,
      digest: this.digest,
      status: this.status,
      live: this.#live,
      declared: this.declared,
    }))
  }
  get uid(): string {
    return this.#read.uid
  }
  get existence(): ManagerName | null {
    return this.#read.existence
  }
  get created(): number {
    return this.#read.created
  }
  get changed(): number {
    return this.#read.changed
  }
  get ownership(): OwnershipRow[] {
    return this.#read.ownership
  }
}

/** Of so many it is worth asking whether it is somebody else's turn. */
const MANY = 200

/** @param cells revision, op, key, from_key, declared, digest, status, live; op null where a revision wrote nothing */
export async function logFrom(rows: unknown[][]): Promise<{ revision: number; entries: LogEntry[] }[]> {
  const turn = turns()
  const out: { revision: number; entries: LogEntry[] }[] = []
  for (const [i, [revision, op, key, from, declared, digest, status, live]] of (rows as [number, ...string[]][]).entries()) {
    if (i % MANY === MANY - 1) await turn()
    let last = out.at(-1)
    if (last?.revision !== revision) out.push((last = { revision, entries: [] }))
    if (op === null || key === undefined) continue
    const gone = live === null || live === undefined
    const row = gone ? null : rowFrom({ key, declared, digest, status, live } as Content)
    last.entries.push({ op: op as string, key, ...(from !== null && { from: from as string }), row })
  }
  return out
}
