/**
 * The audit log: one entry per commit, each holding the hash of the one before. Whoever can write the database can rewrite a bare chain from
 * any point, so each hash is also signed by the audit key, and the key folder remembers the last entry (keys.ts): between them
 * a change, a removal, another order, a cut-off end and a chain written anew are all found, and named.
 *
 *   hash      = SHA-256 of the canonical {body, databaseId, previousHash, revision, sequence, team, time}
 *   signature = Ed25519 over the hash; through the chain it says that the entries up to this one stood so when it was made
 *   body      = canonical {actor, address?, changes: [{op, key, from?, fields?, digest?, sealed?}], commit, configDigest, gap?, manager, planDigest,
 *               reads?, tokens?, unsigned?}
 *
 * A change tells the paths that moved and the digest of the row that it left (content, status, owners); never a value. `gap` is written when the log goes
 * on from a state older than the mark, as after restoring a backup: the break stays on record. So do the entries before it that nobody signed (`unsigned`, unsigned.ts).
 */
import { sign } from 'node:crypto'
import { digest } from '../schema/canonical.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { type Keys, type Mark, readMark } from './keys.ts'
import type { SealedDigests } from './sealed.ts'
import type { AuditLink, AuditRow, Store } from './store/store.ts'

export const GENESIS = '0'.repeat(64)

export interface AuditChange {
  op: string
  key: string
  from?: string
  fields?: string[]
  /** Of the row after the change (rows.ts); absent when the resource is gone. */
  digest?: string
  /** What was sealed anew (sealed.ts). */
  sealed?: SealedDigests
}

export interface AuditBody {
  actor: string
  address?: string
  manager: string
  commit: string | null
  planDigest: string | null
  configDigest: string | null
  changes: AuditChange[]
  /** API tokens that were issued, used up, revoked, or with which a second step was tried: the digest of the record that is left, so that none can be slipped in. */
  tokens?: AuditToken[]
  /** Sealed values that somebody was told. */
  reads?: AuditRead[]
  gap?: Mark
  /** The entries just before this one that bear no signature. */
  unsigned?: Span
}

export interface AuditToken {
  /** `verify` and `fail`: a second step was passed with it, or tried in vain. */
  op: 'issue' | 'use' | 'revoke' | 'verify' | 'fail'
  id: string
  /** As whom it acts, in words. */
  holder: string
  digest: string
}

/** A sealed value by its handle; what it is stands nowhere in the log. */
export interface AuditRead {
  key: string
  name: string
}

/** Entries by their sequence, both ends included. */
export interface Span {
  from: number
  to: number
}

/** An entry as people read it: what happened, without the chain that proves it. */
export interface AuditEntry extends AuditBody {
  sequence: number
  revision: number
  time: string
}
/** The body of an entry, or undefined where it can't be read any more. */
export function bodyOf(row: AuditRow): AuditBody | undefined {
  try {
    const body = JSON.parse(row.body) as AuditBody
    return Array.isArray(body.changes) ? body : undefined
  } catch {
    return undefined // it was written as JSON, so somebody changed it: whoever asks says so
  }
}

export function readEntry(row: AuditRow): AuditEntry {
  const { sequence, revision, time } = row
  const body = bodyOf(row)
  if (!body)
    throw new ProblemError(
      problem(
        'audit-chain',
        `Entry ${sequence} of the audit log can't be read.`,
        'Run `splashctl audit verify`, which names what else was changed.',
      ),
    )
  return { sequence, revision, time, ...body }
}

export interface Chained {
  databaseId: string
  team: string
  row: Omit<AuditRow, 'hash' | 'signature'>
}

export const hashOf = ({ databaseId, team, row }: Chained): string =>
  digest({
    body: row.body,
    databaseId,
    previousHash: row.previousHash,
    revision: row.revision,
    sequence: row.sequence,
    team,
    time: row.time,
  })

export const signedBytes = (hash: string): Buffer => Buffer.from(`splashtop-iac audit v1\n${hash}`)

/**
 * The canonical form of a body. It holds texts and whole numbers only, so JSON.stringify writes what RFC 8785 asks for once the properties
 * stand in order; the general way takes four times as long for ten thousand changes.
 */
export function bodyText({
  actor,
  address,
  changes,
  commit,
  configDigest,
  gap,
  manager,
  planDigest,
  reads,
  tokens,
  unsigned,
}: AuditBody): string {
  const inOrder = changes.map(({ digest: left, fields, from, key, op, sealed }) => ({ digest: left, fields, from, key, op, sealed }))
  const mark = gap && { hash: gap.hash, sequence: gap.sequence }
  const told = reads?.map(({ key, name }) => ({ key, name }))
  const issued = tokens?.map(({ digest: left, holder, id, op }) => ({ digest: left, holder, id, op }))
  const span = unsigned && { from: unsigned.from, to: unsigned.to }
  return JSON.stringify({
    ...{ actor, address, changes: inOrder, commit, configDigest, gap: mark, manager, planDigest },
    ...{ reads: told, tokens: issued, unsigned: span },
  })
}

/** The entry that follows `last`. */
export function auditEntry(
  where: { databaseId: string; team: string },
  last: AuditLink | undefined,
  entry: { revision: number; time: string; body: AuditBody },
  keys: Keys | undefined,
): AuditRow {
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    revision: entry.revision,
    time: entry.time,
    body: bodyText(entry.body),
    previousHash: last?.hash ?? GENESIS,
  }
  const hash = hashOf({ ...where, row })
  return { ...row, hash, signature: keys ? sign(null, signedBytes(hash), keys.audit.private).toString('base64') : null }
}

/** The mark, when the log in the store does not hold it: its end was cut off, or an older state was put back. */
export async function gapOf(store: Store, team: string, keys: Keys | undefined): Promise<Mark | undefined> {
  const mark = keys && readMark(keys.folder, team)
  if (!mark) return undefined
  const entry = await store.auditLink(team, mark.sequence)
  return entry?.hash === mark.hash ? undefined : mark
}
