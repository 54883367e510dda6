/**
 * A commit, in one transaction that holds the row of its team in `heads`: it waits for the one before, and sees all that it wrote. Many
 * entries cross the wire as arrays, so that ten thousand are a few statements and not twenty thousand.
 *
 * Every number is taken under the lock, and the lock goes when the commit is there to see: no reader finds a revision whose
 * predecessor he can't see as well.
 */
import { ProblemError, problem } from '../../../schema/problem.ts'
import { type AuditLink, type AuditRow, type Commit, countsText, type LogEntry, soleOf } from '../store.ts'
import type { Run } from './connect.ts'
import { liveText } from './rows.ts'
import { sql } from './statements.ts'

/** How long an idempotency key is kept. */
const IDEMPOTENCY_DAYS = 30
/** So many entries cross at once. */
const AT_ONCE = 2000

export async function commitWithin(run: Run, next: Commit): Promise<{ revision: number; repeated: boolean }> {
  const { team, time, entries } = next
  const head = await locked(run, team)
  const seen = (await run(sql.seen, [team, next.idempotencyKey]))[0]
  if (seen) return { revision: Number(seen[0]), repeated: true }
  if (head !== next.expectedRevision)
    throw new ProblemError(
      problem('stale-plan', `The commit was made for revision ${next.expectedRevision}; the store is at ${head}.`, 'Plan again.'),
    )
  const revision = head + 1
  const putDown = await liftSealed(run, next)
  const left = entries.flatMap(({ op, key, from }) => [...(from === undefined ? [] : [from]), ...(op === 'create' ? [] : [key])])
  if (left.length > 0) await run(sql.dropResources, [team, left]) // a key that is created is free, or the commit fails
  for (let at = 0; at < entries.length; at += AT_ONCE) await run(sql.putEntries, [team, revision, ...columns(entries, at)])
  await putDown()
  for (const { id, digest, record } of next.tokens ?? []) await run(sql.putToken, [team, id, digest, record])
  const last = (await run(sql.auditHead, [team])).map(auditLink)[0]
  const entry = next.audit(revision, last)
  const { actor, manager, commit, planDigest, configDigest, idempotencyKey } = next
  const oldest = new Date(Date.parse(time) - IDEMPOTENCY_DAYS * 86_400_000).toISOString()
  await run(sql.finish, [
    ...[team, revision, time, actor, manager, commit, planDigest, configDigest, countsText(entries)],
    ...[entry.sequence, entry.revision, entry.time, entry.body, entry.previousHash, entry.hash, entry.signature],
    ...[idempotencyKey, oldest],
  ])
  return { revision, repeated: false }
}

/** The head of a team, which is ours alone until the transaction ends. */
async function locked(run: Run, team: string): Promise<number> {
  const found = await run(sql.lock, [team])
  if (found[0]) return Number(found[0][0])
  await run(sql.begin, [team]) // of two at once the second waits here for the first
  return Number((await run(sql.lock, [team]))[0]?.[0])
}

function columns(entries: readonly LogEntry[], from: number): unknown[][] {
  const all: unknown[][] = Array.from({ length: 9 }, () => [])
  entries.slice(from, from + AT_ONCE).forEach(({ op, key, from: left, row }, index) => {
    const cells = row ? [row.declared, row.digest, row.status, liveText(row), soleOf(row)] : [null, null, null, null, null]
    for (const [column, cell] of [from + index, op, key, left ?? null, ...cells].entries()) all[column]?.push(cell)
  })
  return all
}

/** Sealed values follow their resource: what the entries move is lifted before the rows change, and put down at the new keys. */
async function liftSealed(run: Run, { team, entries, sealed = [] }: Commit): Promise<() => Promise<void>> {
  const moved: unknown[][] = []
  const to = new Map<string, string>()
  const leaving = entries.flatMap(({ key, from, row }) => {
    if (row && from !== undefined) to.set(from, key)
    return row && from === undefined ? [] : [from ?? key]
  })
  if (leaving.length > 0 && (await run(sql.anySealed, [team]))[0]?.[0] === true)
    for (const [key, ...cells] of await run(sql.liftSealed, [team, leaving])) {
      const next = to.get(key as string)
      if (next !== undefined) moved.push([next, ...cells])
    }
  return async () => {
    for (const cells of moved) await run(sql.putSealed, [team, ...cells])
    for (const { key, name, value, lookup } of sealed)
      if (value) await run(sql.putSealed, [team, key, name, Buffer.from(value), lookup])
      else await run(sql.dropSealed, [team, key, name])
  }
}

export function auditRow([, sequence, revision, time, body, previousHash, hash, signature]: unknown[]): AuditRow {
  return { sequence, revision, time, body, previousHash, hash, signature } as AuditRow
}

export function auditLink([sequence, revision, time, previousHash, hash, signature]: unknown[]): AuditLink {
  return { sequence, revision, time, previousHash, hash, signature } as AuditLink
}
