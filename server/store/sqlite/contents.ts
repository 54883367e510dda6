/**
 * All that a file holds, handed out from one state of it; and taken over from another store, in one transaction. Each on a connection of its
 * own: handing out waits for whoever takes, and nothing else of this process may come into the middle of that.
 */

import { ProblemError, problem } from '../../../schema/problem.ts'
import { turns } from '../../turns.ts'
import type { LogBatch, ReportRow } from '../devices.ts'
import type { LogEntry, Piece, Sealed, Take, TokenRow } from '../store.ts'
import { batchRow, putBatch, putReport, reportRow } from './devices.ts'
import { auditRow, putAudit, putRevision, revisionRow } from './history.ts'
import { type Interned, interned } from './interned.ts'
import { openDatabase } from './open.ts'
import { readRows } from './pages.ts'
import { readStep, revisionsIn, writeLog, writeRow } from './rows.ts'
import { type Statements, statements } from './statements.ts'

/** So many of a kind make a piece. */
const PAGE = 1000
/** A revision may hold ten thousand entries. */
const REVISIONS = 20

export async function contents(path: string, take: Take): Promise<void> {
  const db = await openDatabase(path, 'read')
  try {
    db.exec('begin')
    const run = statements(db)
    const texts = interned(run)
    const turn = turns()
    for (const [id, made] of run.all('database') as [string, string][]) await take({ of: 'database', id, made })
    for (const [team, revision] of run.all('heads') as [string, number][]) {
      await take({ of: 'head', team, revision })
      const rows = readRows(run, texts, team)
      for (let at = 0; at < rows.length; at += PAGE) await take({ of: 'rows', team, rows: rows.slice(at, at + PAGE) })
      for (let at = 0; at < revision; at += REVISIONS) {
        const until = Math.min(revision, at + REVISIONS)
        await take({ of: 'revisions', team, revisions: run.all('revisionsBetween', team, at, until).map(revisionRow) })
        const steps: { revision: number; entries: LogEntry[] }[] = []
        for (const revision of revisionsIn(run, team, at, until))
          steps.push({ revision, entries: await readStep(run, texts, team, revision, turn) })
        await take({ of: 'log', team, steps })
      }
      for (let after = -1; ; ) {
        const entries = run.all('audit', team, after, REVISIONS).map(auditRow)
        const last = entries.at(-1)
        if (!last) break
        await take({ of: 'audit', team, entries })
        after = last.sequence
      }
      const sealed = run.all('allSealed', team).map(([key, name, value, lookup]) => ({ key, name, value, lookup }) as Sealed)
      if (sealed.length > 0) await take({ of: 'sealed', team, sealed })
      const tokens = run.all('tokens', team).map(([id, digest, record]) => ({ id, digest, record }) as TokenRow)
      if (tokens.length > 0) await take({ of: 'tokens', team, tokens })
      for (let after = ''; ; ) {
        const reports = run.all('wholeReports', team, after, REVISIONS).map(reportRow)
        if (reports.length > 0) await take({ of: 'reports', team, reports })
        if (reports.length < REVISIONS) break
        after = (reports.at(-1) as ReportRow).agent
      }
      for (let [agent, first] = ['', 0]; ; ) {
        const batches = run.all('batches', team, agent, first, REVISIONS).map(batchRow)
        if (batches.length > 0) await take({ of: 'device log', team, batches })
        if (batches.length < REVISIONS) break
        ;({ agent, first } = batches.at(-1) as LogBatch)
      }
      for (const [manager, configDigest, at] of run.all('allApplied', team) as [string, string, number][])
        await take({ of: 'applied', team, manager, configDigest, revision: at })
      const keys = run.all('allSeen', team) as [string, number, string][]
      await take({ of: 'idempotency', team, keys: keys.map(([key, at, time]) => ({ key, revision: at, time })) })
    }
    for (const [team, name, holder, token, expires] of run.all('leases') as [string, string, string, number, number][])
      await take({ of: 'lease', team, name, holder, token, expires })
  } finally {
    db.close()
  }
}

export async function fill(path: string, give: (take: Take) => Promise<void>): Promise<void> {
  const db = await openDatabase(path, 'write')
  try {
    db.exec('begin immediate')
    const run = statements(db)
    if (run.all('heads').length + run.all('leases').length > 0)
      throw new ProblemError(
        problem(
          'store-not-empty',
          `\`${path}\` holds a control plane already.`,
          'Name a file that does not exist: nothing is overwritten.',
        ),
      )
    const texts = interned(run)
    await give(async (piece) => put(run, texts, piece))
    db.exec('commit')
  } finally {
    db.close() // what was not committed is undone with it
  }
}

function put(run: Statements, texts: Interned, piece: Piece): void {
  switch (piece.of) {
    case 'database':
      run.run('setDatabase', piece.id, piece.made)
      return
    case 'head':
      run.run('setHead', piece.team, piece.revision)
      return
    case 'rows':
      for (const row of piece.rows) writeRow(run, texts, piece.team, row)
      return
    case 'revisions':
      for (const each of piece.revisions) putRevision(run, piece.team, each)
      return
    case 'log':
      for (const { revision, entries } of piece.steps) writeLog(run, texts, piece.team, revision, entries)
      return
    case 'audit':
      for (const entry of piece.entries) putAudit(run, piece.team, entry)
      return
    case 'sealed':
      for (const { key, name, value, lookup } of piece.sealed) run.run('putSealed', piece.team, key, name, value, lookup)
      return
    case 'tokens':
      for (const { id, digest, record } of piece.tokens) run.run('putToken', piece.team, id, digest, record)
      return
    case 'reports':
      for (const row of piece.reports) putReport(run, piece.team, row)
      return
    case 'device log':
      for (const batch of piece.batches) putBatch(run, piece.team, batch)
      return
    case 'applied':
      run.run('putApplied', piece.team, piece.manager, piece.configDigest, piece.revision)
      return
    case 'idempotency':
      for (const { key, revision, time } of piece.keys) run.run('see', piece.team, key, revision, time)
      return
    case 'lease':
      run.run('putLease', piece.team, piece.name, piece.holder, piece.token, piece.expires)
  }
}
