/**
 * Verifying the audit log (audit.ts says how it is made): walks all of it, a page at a time, and holds everything that the store keeps
 * beside it against what the entries say: history, the log of revisions, the current rows with their status and owners, sealed values. Whatever
 * somebody changed in the database is found, and named as closely as it can be.
 */
import { verify as verifySignature } from 'node:crypto'
import { digest } from '../schema/canonical.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { type AuditBody, bodyOf, GENESIS, hashOf, type Span, signedBytes } from './audit.ts'
import { type Keys, keysMissing, type Mark, readMark } from './keys.ts'
import { rowDigest } from './rows.ts'
import { differentlySealed, followSealed, type SealedLeft } from './sealed.ts'
import { type AuditRow, countsText, type LogEntry, type Row, type Store, soleOf } from './store/store.ts'
import { tokenDigest } from './tokens.ts'
import { runsOf, tellUnsigned, type Unsigned, unsignedOf } from './unsigned.ts'

/** Entries read at once; one may hold ten thousand changes. */
const PAGE = 20

export interface AuditReport {
  entries: number
  /** How many entries bear a signature that holds. */
  signed: number
  problems: Problem[]
}

const COMPARE = 'Compare the database with a backup from before; whoever could write its file could do this.'

const RECORDS = 'the next apply with the audit key puts what is at the end of the log on record.'
export const WHO_WROTE_IT =
  'If you applied without the keys then, all is well; else find out who wrote it: whoever could write the database’s file could do this.'

/**
 * The chain, the signatures and the mark; for each entry the store's own record of its revision; at last the current rows.
 * Without keys the signatures and the mark can't be checked, which is a warning.
 */
export async function verifyAudit(store: Store, team: string, keys: Keys | undefined, folder: string): Promise<AuditReport> {
  const problems: Problem[] = []
  const say = (code: Parameters<typeof problem>[0], message: string, fix = COMPARE) => problems.push(problem(code, message, fix))
  for (const text of await store.integrity()) say('database-corrupt', `The database is damaged: ${text}.`)
  const mark = keys && readMark(keys.folder, team)
  let markSeen = mark === undefined
  const gaps: { mark: Mark; sequence: number }[] = []
  const left: Left = { rows: new Map(), sealed: new Map(), tokens: new Map() }
  const unsigned: Unsigned[] = []
  const records: (Span & { by: number })[] = []
  let [entries, signatures] = [0, 0]
  let last: AuditRow | undefined
  for (;;) {
    const after = last?.sequence ?? 0
    const page = await store.audit(team, after, PAGE)
    if (page.length === 0) break
    if (!((page.at(-1)?.sequence ?? 0) > after)) {
      say('database-corrupt', `The audit log does not go on after entry ${after}, although more is stored.`)
      break // a damaged index gives the same page for ever
    }
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
      const body = bodyOf(row)
      if (row.signature === null) unsigned.push(unsignedOf(row, body))
      else if (keys) {
        if (verifySignature(null, signedBytes(row.hash), keys.audit.public, Buffer.from(row.signature, 'base64'))) {
          signatures++
          if (body?.unsigned) records.push({ ...body.unsigned, by: row.sequence })
        } else say('audit-signature', `The signature of entry ${row.sequence} of the audit log does not hold.`)
      }
      if (mark && row.sequence === mark.sequence) markSeen = row.hash === mark.hash
      if (!body) say('audit-chain', `Entry ${row.sequence} of the audit log can't be read.`)
      else {
        if (body.gap) gaps.push({ mark: body.gap, sequence: row.sequence })
        await compareRevision(store, team, row, body, last?.revision ?? 0, left, say)
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
  // Where there never was a key nothing was ever signed, and no key was used: that can't be told from what should be, and is no error.
  const keyed = keys !== undefined && (mark !== undefined || unsigned.length < entries)
  for (const { from, to, by } of records) {
    const recorded = unsigned.filter(({ sequence }) => sequence >= from && sequence <= to)
    if (recorded.length > 0) say('audit-unsigned', `${tellUnsigned(recorded)}, as entry ${by} records.`, WHO_WROTE_IT)
  }
  const unrecorded = unsigned.filter(({ sequence }) => !records.some(({ from, to }) => sequence >= from && sequence <= to))
  for (const run of runsOf(unrecorded))
    if (keyed)
      say(
        'audit-unvouched',
        `${tellUnsigned(run)}, and no signed one records that.`,
        `Find out who wrote it: whoever could write the database’s file could do this. If you applied without the keys: ${RECORDS}`,
      )
    else say('audit-unsigned', `${tellUnsigned(run)}.`, `Put the key folder in place: ${RECORDS}`)
  await compareRows(store, team, last?.revision ?? 0, left, say)
  return { entries, signed: signatures, problems }
}

type Say = (code: 'audit-mismatch', message: string) => void

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** What the entries so far say is there: the digest of the row at each key, of each sealed value and of each token. */
interface Left {
  rows: Map<string, string>
  sealed: SealedLeft
  tokens: Map<string, string>
}

/** Does the store's own record of a revision say what its audit entry says? */
async function compareRevision(
  store: Store,
  team: string,
  row: AuditRow,
  body: AuditBody,
  previous: number,
  left: Left,
  say: Say,
): Promise<void> {
  for (const { key, from } of body.changes) {
    left.rows.delete(key)
    if (from !== undefined) left.rows.delete(from)
  }
  for (const { key, digest: content } of body.changes) if (content !== undefined) left.rows.set(key, content)
  followSealed(left.sealed, body.changes)
  for (const { id, digest: record } of body.tokens ?? []) left.tokens.set(id, record)
  if (row.revision !== previous + 1) say('audit-mismatch', `Revision ${row.revision} follows revision ${previous} in the audit log.`)

  const record = await store.revision(team, row.revision)
  const mine = [row.time, body.actor, body.manager, body.commit, body.planDigest, body.configDigest, countsText(body.changes)]
  const theirs = record && [
    ...[record.time, record.actor, record.manager, record.commit, record.planDigest, record.configDigest],
    record.counts,
  ]
  if (!theirs || mine.some((value, i) => value !== theirs[i]))
    say('audit-mismatch', `The history of revision ${row.revision} is not what entry ${row.sequence} of the audit log says.`)

  const logged = (await store.log(team, row.revision - 1, row.revision))[0]?.entries ?? []
  const agree = ({ op, key, from, row: next }: LogEntry, i: number): boolean => {
    const said = body.changes[i]
    return said?.op === op && said.key === key && said.from === from && (next ? isWhole(next, said.digest) : !said.digest)
  }
  if (logged.length !== body.changes.length || !logged.every(agree))
    say('audit-mismatch', `The log of revision ${row.revision} is not what entry ${row.sequence} of the audit log says.`)
}

/** Is the row the one that was committed, and its content what its digest says? */
function isWhole(row: Row, said: string | undefined): boolean {
  try {
    const whole = rowDigest(row) === said && digest(JSON.parse(row.declared)) === row.digest
    return whole && (row.sole === undefined || row.sole === soleOf(row))
  } catch {
    return false // it can't be read any more, so somebody changed it
  }
}

async function compareRows(store: Store, team: string, revision: number, left: Left, say: Say): Promise<void> {
  const { revision: head, rows } = await store.snapshot(team)
  if (head !== revision) say('audit-mismatch', `The database is at revision ${head}, the audit log at ${revision}.`)
  for (const row of rows) {
    if (!isWhole(row, left.rows.get(row.key))) say('audit-mismatch', `\`${row.key}\` is not what was last committed.`)
    left.rows.delete(row.key)
  }
  for (const key of left.rows.keys()) say('audit-mismatch', `\`${key}\` was committed, and is gone.`)
  for (const { id, digest: text, record } of await store.tokens(team)) {
    if (left.tokens.get(id) !== tokenDigest({ digest: text, record }))
      say('audit-mismatch', `The API token \`${id}\` is not what was issued.`)
    left.tokens.delete(id)
  }
  for (const id of left.tokens.keys()) say('audit-mismatch', `The API token \`${id}\` was issued, and is gone.`)
  for (const told of differentlySealed(left.sealed, await store.allSealed(team))) say('audit-mismatch', told)
}
