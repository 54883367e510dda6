/**
 * The store: a log of revisions, and beside it the current rows, per team. Asynchronous throughout, so that SQLite in one process and
 * PostgreSQL under many replicas are one contract (conformance.ts). It keeps and orders; it knows no kind and judges nothing.
 */
import type { Key, ManagerName, Source } from '../../schema/resource.ts'
import type { DeviceStore, LogBatch, ReportRow } from './devices.ts'

/** A resource as stored; JSON is kept as text, for whoever reads a hundred thousand of them and looks at three. */
export interface Row {
  key: Key
  kind: string
  name: string
  uid: string
  existence: ManagerName | null
  /** JSON of Declared. */
  declared: string
  /** Digest of declared. */
  digest: string
  /** JSON. */
  status: string
  created: number
  changed: number
  ownership: OwnershipRow[]
  /** `soleOf` the row, where a store that reads rows knows it without reading the others. */
  readonly sole?: ManagerName | null
  /** False where `declared`, folded, certainly holds no such text; where a store that reads rows can tell that at less than its reading. */
  mentions?(text: string, fold?: Fold): boolean
}
export type Fold = (text: string) => string
export interface OwnershipRow {
  manager: ManagerName
  /** JSON of the paths it owns. */
  fields: string
  /** JSON of Declared: what it applied last. */
  lastApplied: string
  /** Digest of lastApplied. */
  digest: string
  source: Source
}

/** The manager who owns the existence and is the only one who applied anything, exactly what is live; null: there is no such one. */
export function soleOf({ existence, digest, ownership }: Row): ManagerName | null {
  const [owner] = ownership
  return ownership.length === 1 && owner?.manager === existence && owner.digest === digest ? existence : null
}

export interface Snapshot {
  revision: number
  rows: Row[]
}

/** The next state of one resource: `row` null deletes. A rename deletes `from` in the same commit. */
export interface LogEntry {
  op: string
  key: Key
  from?: Key
  row: Row | null
}

/** One entry of the log, without its row. */
export interface Touch {
  revision: number
  op: string
  key: Key
  from?: Key
}

export interface Commit {
  team: string
  /** The revision that the commit was computed at; another one at the head refuses it (`stale-plan`). */
  expectedRevision: number
  entries: LogEntry[]
  idempotencyKey: string
  time: string
  actor: string
  manager: ManagerName
  commit: string | null
  planDigest: string | null
  /** Remembered for `unchanged`. */
  configDigest: string | null
  /** Returns the audit entry for the revision that the store assigned, given the last one. Called inside the transaction. */
  audit(revision: number, last: AuditLink | undefined): AuditRow
  /** Sealed values by handle, e.g. a package's code; stored beside the rows, never in them. `null` removes. */
  sealed?: { key: Key; name: string; value: Uint8Array | null; lookup: string | null }[]
  /** API tokens that are issued or change with it, whole. */
  tokens?: readonly TokenRow[]
}

/** An API token as it lies in the store. */
export interface TokenRow {
  id: string
  /** By which it is found; no two are alike, whatever their team. */
  digest: string
  /** JSON. */
  record: string
}

/** How many entries of each operation, in the order in which they first come: what a revision keeps as its counts. */
export function countsText(entries: readonly { op: string }[]): string {
  const counts: Record<string, number> = {}
  for (const { op } of entries) counts[op] = (counts[op] ?? 0) + 1
  return JSON.stringify(counts)
}

/** What chains an entry of the audit log to the others: all of it but what it tells, which may be of a hundred thousand changes. */
export interface AuditLink {
  sequence: number
  revision: number
  time: string
  previousHash: string
  hash: string
  /** A signature over the hash by the audit key; null where the key is out of reach. */
  signature: string | null
}
export interface AuditRow extends AuditLink {
  /** Canonical JSON of what happened. */
  body: string
}

export interface RevisionRow {
  revision: number
  time: string
  actor: string
  manager: ManagerName
  commit: string | null
  planDigest: string | null
  configDigest: string | null
  /** JSON: how many by op. */
  counts: string
}

/** A sealed value as it lies in the store. */
export interface Sealed {
  key: Key
  name: string
  value: Uint8Array
  lookup: string | null
}

/**
 * All that a store holds, in pieces of a bearable size: what a copy is made of, in the same kind of store or in another. Rows, history, log and
 * audit entries come in their order.
 */
export type Piece =
  | { of: 'database'; id: string; made: string }
  | { of: 'head'; team: string; revision: number }
  | { of: 'rows'; team: string; rows: Row[] }
  | { of: 'revisions'; team: string; revisions: RevisionRow[] }
  | { of: 'log'; team: string; steps: { revision: number; entries: LogEntry[] }[] }
  | { of: 'audit'; team: string; entries: AuditRow[] }
  | { of: 'sealed'; team: string; sealed: Sealed[] }
  | { of: 'tokens'; team: string; tokens: TokenRow[] }
  | { of: 'reports'; team: string; reports: ReportRow[] }
  | { of: 'device log'; team: string; batches: LogBatch[] }
  | { of: 'applied'; team: string; manager: ManagerName; configDigest: string; revision: number }
  | { of: 'idempotency'; team: string; keys: { key: string; revision: number; time: string }[] }
  /** `expires` in milliseconds since 1970. Tokens go on counting, or a holder from before would not be fenced off. */
  | { of: 'lease'; team: string; name: string; holder: string; token: number; expires: number }
export type Take = (piece: Piece) => Promise<void>

/** What the servers of one store say to each other by it, and nothing keeps: whoever does not listen at the time does not hear it. */
export interface Wire {
  /** To all of them, this one too; up to 64 KB. */
  say(team: string, text: string): Promise<void>
  /** @param missed is told whenever something may have gone by unheard. Gives back what ends it. */
  hear(team: string, heard: (text: string) => void, missed: () => void): () => void
}

export interface Store extends DeviceStore {
  /** Where several servers may share it. */
  readonly wire?: Wire
  /** Of the database itself, drawn when it was made, or taken over with all that it was filled with. Keys outside it are found by this. */
  readonly databaseId: string
  snapshot(team: string): Promise<Snapshot>
  /** The rows as they were at a revision that there was, status and owners too, at a cost that does not grow with what came after. */
  snapshotAt(team: string, revision: number): Promise<Snapshot>
  /** The revision in force at a time, given as commits bear theirs (`2026-01-02T03:04:05.000Z`): the last one up to then, 0 before the first. */
  revisionAt(team: string, time: string): Promise<number>
  head(team: string): Promise<number>
  /** All or nothing, under one lock per team. The same idempotency key again gives the first revision and `repeated: true`. */
  commit(commit: Commit): Promise<{ revision: number; repeated: boolean }>
  /** The commits after `since`, then each new one as it lands, until the signal aborts. */
  follow(team: string, since: number, signal: AbortSignal): AsyncIterable<{ revision: number; entries: LogEntry[] }>
  /** Entries of the revisions in (since, until]. */
  log(team: string, since: number, until?: number): Promise<{ revision: number; entries: LogEntry[] }[]>
  /** What those revisions touched, in order, without what they made of it. */
  touched(team: string, since: number, until: number): Promise<Touch[]>
  revisions(team: string, limit: number): Promise<RevisionRow[]>
  revision(team: string, revision: number): Promise<RevisionRow | undefined>
  audit(team: string, after: number, limit: number): Promise<AuditRow[]>
  /** The revision that an idempotency key reached, as long as the key is kept (30 days). */
  seen(team: string, idempotencyKey: string): Promise<number | undefined>
  /** The last entry of the audit log. */
  auditHead(team: string): Promise<AuditLink | undefined>
  /** One entry of the audit log. */
  auditLink(team: string, sequence: number): Promise<AuditLink | undefined>
  /** A sealed value by its handle. */
  sealed(team: string, key: Key, name: string): Promise<Uint8Array | undefined>
  /** Whose sealed value of this name is found by a lookup, in whatever team. */
  sealedBy(name: string, lookup: string): Promise<{ team: string; key: Key }[]>
  /** Every sealed value, by key and name. */
  allSealed(team: string): Promise<Sealed[]>
  /** Every API token of a team, those that hold no longer too, by id. */
  tokens(team: string): Promise<TokenRow[]>
  /** What a key held, newest first: the JSON of Declared, null where it was deleted. */
  past(team: string, key: Key, limit: number): Promise<{ revision: number; declared: string | null }[]>
  /** Notes that a configuration says nothing new at the head, which must be `revision` still; otherwise nothing is noted. */
  remember(team: string, manager: ManagerName, configDigest: string, revision: number): Promise<void>
  /** The revision at which a configuration was applied, or found to say nothing new, if no commit of anyone came after it. */
  unchanged(team: string, manager: ManagerName, configDigest: string): Promise<number | undefined>
  lease(team: string, name: string, holder: string, seconds: number): Promise<{ token: number } | { holder: string; expires: string }>
  release(team: string, name: string, token: number): Promise<void>
  /** What is wrong with the storage itself: torn pages, missing rows. Reads all of it. */
  integrity(): Promise<string[]>
  /** A consistent copy of the whole store at `path`, which must not exist: a file that `openSqlite` opens, whatever store it is of. */
  backup(path: string): Promise<void>
  /** Hands out all that it holds, as of one moment, one piece after the other. */
  contents(take: Take): Promise<void>
  /** Takes over what `give` hands out, all or nothing. A store that holds anything refuses (`store-not-empty`). */
  fill(give: (take: Take) => Promise<void>): Promise<void>
  /** Once is enough; a second time does nothing. */
  close(): Promise<void>
}
