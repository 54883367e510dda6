/**
 * The audit log: one entry per commit, each holding the hash of the one before. Whoever can write the database can rewrite a bare chain from
 * any point, so each hash is also signed by the audit key, and the key folder remembers the last entry (keys.ts): between them
 * a change, a removal, another order, a cut-off end and a chain written anew are all found, and named.
 *
 *   hash      = SHA-256 of the canonical {body, databaseId, previousHash, revision, sequence, team, time}
 *   signature = Ed25519 over the hash; it vouches for every entry up to this one
 *   body      = canonical {actor, address?, changes: [{op, key, from?, fields?, digest?}], commit, gap?, manager, planDigest}
 *
 * A change tells the paths that moved and the digest of the declared content after it; never a value. `gap` is written when the log goes
 * on from a state older than the mark, as after restoring a backup: the break stays on record.
 */
import { sign, verify as verifySignature } from 'node:crypto'
import { digest } from '../schema/canonical.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { type Keys, keysMissing, type Mark, readMark } from './keys.ts'
import type { AuditRow, Store } from './store/store.ts'

export const GENESIS = '0'.repeat(64)
/** Entries read at once; one may hold ten thousand changes. */
const PAGE = 20

export interface AuditChange {
  op: string
  key: string
  from?: string
  fields?: string[]
  /** Of the declared content after the change; absent when the resource is gone. */
  digest?: string
}

export interface AuditBody {
  actor: string
  address?: string
  manager: string
  commit: string | null
  planDigest: string | null
  changes: AuditChange[]
  gap?: Mark
}

interface Chained {
  databaseId: string
  team: string
  row: Omit<AuditRow, 'hash' | 'signature'>
}

const hashOf = ({ databaseId, team, row }: Chained): string =>
  digest({
    body: row.body,
    databaseId,
    previousHash: row.previousHash,
    revision: row.revision,
    sequence: row.sequence,
    team,
    time: row.time,
  })

const signed = (hash: string): Buffer => Buffer.from(`splashtop-iac audit v1\n${hash}`)

/**
 * The canonical form of a body. It holds texts and whole numbers only, so JSON.stringify writes what RFC 8785 asks for once the properties
 * stand in order; the general way takes four times as long for ten thousand changes.
 */
export function bodyText({ actor, address, changes, commit, gap, manager, planDigest }: AuditBody): string {
  const inOrder = changes.map(({ digest: content, fields, from, key, op }) => ({ digest: content, fields, from, key, op }))
  const mark = gap && { hash: gap.hash, sequence: gap.sequence }
  return JSON.stringify({ actor, address, changes: inOrder, commit, gap: mark, manager, planDigest })
}

/** The entry that follows `last`. */
export function auditEntry(
  where: { databaseId: string; team: string },
  last: AuditRow | undefined,
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
  return { ...row, hash, signature: keys ? sign(null, signed(hash), keys.audit.private).toString('base64') : null }
}

/** The mark, when the log in the store does not hold it: its end was cut off, or an older state was put back. */
export async function gapOf(store: Store, team: string, keys: Keys | undefined): Promise<Mark | undefined> {
  const mark = keys && readMark(keys.folder, team)
  if (!mark) return undefined
  const entry = await store.auditEntry(team, mark.sequence)
  return entry?.hash === mark.hash ? undefined : mark
}

export interface AuditReport {
  entries: number
  /** How many entries bear a signature that holds. */
  signed: number
  problems: Problem[]
}

const COMPARE = 'Compare the database with a backup from before; whoever could write its file could do this.'

/**
 * Walks the whole log: the chain, the signatures, the mark, then the log of revisions and the current rows against what the entries say.
 * Without keys the signatures and the mark can't be checked, which is a warning.
 */
export async function verifyAudit(store: Store, team: string, keys: Keys | undefined, folder: string): Promise<AuditReport> {
  const problems: Problem[] = []
  const say = (code: Parameters<typeof problem>[0], message: string, fix = COMPARE) => problems.push(problem(code, message, fix))
  for (const text of await store.integrity()) say('database-corrupt', `The database is damaged: ${text}.`)
  const mark = keys && readMark(keys.folder, team)
  let markSeen = mark === undefined
  const gaps: { mark: Mark; sequence: number }[] = []
  const digests = new Map<string, string>()
  let [entries, vouched, signatures] = [0, 0, 0]
  let last: AuditRow | undefined
  for (;;) {
    const page = await store.audit(team, last?.sequence ?? 0, PAGE)
    if (page.length === 0) break
    for (const row of page) {
      entries++
      const expected = (last?.sequence ?? 0) + 1
      if (row.sequence !== expected)
        say(
          'audit-chain',
          `${plural(row.sequence - expected, 'entry', 'entries')} before entry ${row.sequence} of the audit log ${row.sequence - expected === 1 ? 'is' : 'are'} missing.`,
        )
      else if (row.previousHash !== (last?.hash ?? GENESIS))
        say(
          'audit-chain',
          `Entry ${row.sequence} of the audit log does not follow entry ${row.sequence - 1}: one of the two was changed or replaced.`,
        )
      if (row.hash !== hashOf({ databaseId: store.databaseId, team, row }))
        say(
          'audit-chain',
          `Entry ${row.sequence} of the audit log (revision ${row.revision}, ${row.time}) was changed after it was written.`,
        )
      if (keys && row.signature !== null) {
        if (verifySignature(null, signed(row.hash), keys.audit.public, Buffer.from(row.signature, 'base64'))) {
          signatures++
          vouched = row.sequence
        } else say('audit-signature', `The signature of entry ${row.sequence} of the audit log does not hold.`)
      }
      if (mark && row.sequence === mark.sequence) markSeen = row.hash === mark.hash
      const body = bodyOf(row)
      if (!body) say('audit-chain', `Entry ${row.sequence} of the audit log can't be read.`)
      else {
        if (body.gap) gaps.push({ mark: body.gap, sequence: row.sequence })
        await compareRevision(store, team, row, body, last?.revision ?? 0, digests, say)
      }
      last = row
    }
  }
  if (!keys && entries > 0) problems.push(keysMissing(folder))
  if (!markSeen && mark)
    say(
      'audit-truncated',
      entries < mark.sequence
        ? `The audit log ends at entry ${entries}, but entry ${mark.sequence} was written.`
        : `Entry ${mark.sequence} of the audit log is not the one that was written.`,
      'If you restored a backup, the next apply records the gap; else compare with a backup from before.',
    )
  for (const gap of gaps)
    say(
      'audit-gap',
      `Entry ${gap.sequence} of the audit log goes on from an older state: entry ${gap.mark.sequence} with hash ${gap.mark.hash.slice(0, 12)}… had been written before.`,
      'If a backup was restored then, all is well; else find out who cut the log.',
    )
  if (keys && entries > vouched)
    say(
      'audit-unsigned',
      `${plural(entries - vouched, 'entry', 'entries')} at the end of the audit log ${entries - vouched === 1 ? 'has' : 'have'} no signature that holds.`,
      'The next apply with the audit key vouches for them.',
    )
  await compareRows(store, team, last?.revision ?? 0, digests, say)
  return { entries, signed: signatures, problems }
}

type Say = (code: 'audit-mismatch', message: string) => void

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

function bodyOf(row: AuditRow): AuditBody | undefined {
  try {
    const body = JSON.parse(row.body) as AuditBody
    return Array.isArray(body.changes) ? body : undefined
  } catch {
    return undefined // the caller names the entry; its hash was told to be wrong as well
  }
}

/** Does the store's own record of a revision say what its audit entry says? Follows the digests along for `compareRows`. */
async function compareRevision(
  store: Store,
  team: string,
  row: AuditRow,
  body: AuditBody,
  previous: number,
  digests: Map<string, string>,
  say: Say,
): Promise<void> {
  for (const { key, from } of body.changes) {
    digests.delete(key)
    if (from !== undefined) digests.delete(from)
  }
  for (const { key, digest: content } of body.changes) if (content !== undefined) digests.set(key, content)
  if (row.revision !== previous + 1) say('audit-mismatch', `Revision ${row.revision} follows revision ${previous} in the audit log.`)
  const record = await store.revision(team, row.revision)
  const mine = [row.time, body.actor, body.manager, body.commit, body.planDigest]
  const theirs = record && [record.time, record.actor, record.manager, record.commit, record.planDigest]
  if (!theirs || mine.some((value, i) => value !== theirs[i]))
    say('audit-mismatch', `The history of revision ${row.revision} is not what entry ${row.sequence} of the audit log says.`)
  const logged = (await store.log(team, row.revision - 1, row.revision))[0]?.entries ?? []
  const told = (op: string, key: string, from: string | undefined, content: string | undefined) =>
    `${op} ${key} ${from ?? ''} ${content ?? ''}`
  const written = logged.map(({ op, key, from, row: next }) => told(op, key, from, next ? digest(JSON.parse(next.declared)) : undefined))
  const said = body.changes.map(({ op, key, from, digest: content }) => told(op, key, from, content))
  if (written.length !== said.length || written.some((line, i) => line !== said[i]))
    say('audit-mismatch', `The log of revision ${row.revision} is not what entry ${row.sequence} of the audit log says.`)
}

async function compareRows(store: Store, team: string, revision: number, digests: ReadonlyMap<string, string>, say: Say): Promise<void> {
  const { revision: head, rows } = await store.snapshot(team)
  if (head !== revision) say('audit-mismatch', `The database is at revision ${head}, the audit log at ${revision}.`)
  const live = new Map(rows.map((row) => [row.key, row]))
  for (const row of rows)
    if (digests.get(row.key) !== row.digest || digest(JSON.parse(row.declared)) !== row.digest)
      say('audit-mismatch', `\`${row.key}\` is not what was last committed.`)
  for (const key of digests.keys()) if (!live.has(key)) say('audit-mismatch', `\`${key}\` was committed, and is gone.`)
}
