/** History and audit log as rows of their tables, and back. */
import type { AuditLink, AuditRow, RevisionRow } from '../store.ts'
import type { Statements } from './statements.ts'

export function putRevision(run: Statements, team: string, row: RevisionRow): void {
  const { revision, time, actor, manager, commit, planDigest, configDigest, counts } = row
  run.run('putRevision', team, revision, time, actor, manager, commit, planDigest, configDigest, counts)
}

export function putAudit(run: Statements, team: string, row: AuditRow): void {
  const { sequence, revision, time, body, previousHash, hash, signature } = row
  run.run('putAudit', team, sequence, revision, time, body, previousHash, hash, signature)
}

export function auditRow(cells: unknown[]): AuditRow {
  const [, sequence, revision, time, body, previousHash, hash, signature] = cells as [string, number, number, ...string[]]
  return { sequence, revision, time, body, previousHash, hash, signature } as AuditRow
}

export function auditLink([sequence, revision, time, previousHash, hash, signature]: unknown[]): AuditLink {
  return { sequence, revision, time, previousHash, hash, signature } as AuditLink
}

export function revisionRow(cells: unknown[]): RevisionRow {
  const [, revision, time, actor, manager, commit, planDigest, configDigest, counts] = cells as [string, number, ...string[]]
  return { revision, time, actor, manager, commit, planDigest, configDigest, counts } as RevisionRow
}
