/** All that the database holds, handed out from one state of it; and taken over from another store, in one transaction. */

import { ProblemError, problem } from '../../../schema/problem.ts'
import type { Key } from '../../../schema/resource.ts'
import type { LogBatch, ReportRow } from '../devices.ts'
import { type Piece, type Row, soleOf, type Take } from '../store.ts'
import { auditRow } from './commit.ts'
import type { Database, Run } from './connect.ts'
import { batchRow, reportRow } from './devices.ts'
import { revisionRow, rowsOf, sealedRow, tokenRow } from './read.ts'
import { liveText, logFrom } from './rows.ts'
import { sql } from './statements.ts'

/** So many of a kind make a piece. */
const PAGE = 1000
/** A revision may hold ten thousand entries. */
const REVISIONS = 20

export async function contents(database: Database, take: Take): Promise<void> {
  await database.reading(async (run) => {
    await run(sql.patience)
    for (const [id, made] of (await run('select id, made from splashtop.database')) as [string, string][])
      await take({ of: 'database', id, made })
    for (const [team, revision] of (await run('select team, revision from splashtop.heads order by team')) as [string, number][]) {
      await take({ of: 'head', team, revision })
      for await (const rows of rowsOf(run, team, PAGE)) await take({ of: 'rows', team, rows })
      for (let at = 0; at < revision; at += REVISIONS) {
        const between = [team, at, Math.min(revision, at + REVISIONS)]
        const revisions = await run(
          'select * from splashtop.revisions where team = $1 and revision > $2 and revision <= $3 order by revision',
          between,
        )
        await take({ of: 'revisions', team, revisions: revisions.map(revisionRow) })
        await take({ of: 'log', team, steps: await logFrom(await run(sql.log, between)) })
      }
      for (let after = -1; ; ) {
        const entries = (await run(sql.audit, [team, after, REVISIONS])).map(auditRow)
        const last = entries.at(-1)
        if (!last) break
        await take({ of: 'audit', team, entries })
        after = last.sequence
      }
      const sealed = (await run(sql.allSealed, [team])).map(sealedRow)
      if (sealed.length > 0) await take({ of: 'sealed', team, sealed })
      const tokens = (await run(sql.tokens, [team])).map(tokenRow)
      if (tokens.length > 0) await take({ of: 'tokens', team, tokens })
      for (let after = ''; ; ) {
        const reports = (await run(sql.wholeReports, [team, after, REVISIONS])).map(reportRow)
        if (reports.length > 0) await take({ of: 'reports', team, reports })
        if (reports.length < REVISIONS) break
        after = (reports.at(-1) as ReportRow).agent
      }
      for (let [agent, first] = ['', 0]; ; ) {
        const batches = (await run(sql.batches, [team, agent, first, REVISIONS])).map(batchRow)
        if (batches.length > 0) await take({ of: 'device log', team, batches })
        if (batches.length < REVISIONS) break
        ;({ agent, first } = batches.at(-1) as LogBatch)
      }
      const applied = await run('select manager, config_digest, revision from splashtop.applied where team = $1 order by manager', [team])
      for (const [manager, configDigest, at] of applied as [string, string, number][])
        await take({ of: 'applied', team, manager, configDigest, revision: at })
      const keys = await run('select key, revision, time from splashtop.idempotency where team = $1 order by key', [team])
      await take({
        of: 'idempotency',
        team,
        keys: (keys as [string, number, string][]).map(([key, at, time]) => ({ key, revision: at, time })),
      })
    }
    const leases = await run(
      `select team, name, holder, token, greatest(0, extract(epoch from expires) * 1000)::bigint from splashtop.leases order by team, name`,
    )
    for (const [team, name, holder, token, expires] of leases as [string, string, string, number, number][])
      await take({ of: 'lease', team, name, holder, token, expires })
  })
}

export async function fill(database: Database, give: (take: Take) => Promise<void>): Promise<void> {
  await database.transaction(async (run) => {
    await run(sql.patience)
    await run('lock table splashtop.database, splashtop.heads in access exclusive mode') // whoever commits meanwhile waits, and then is refused
    const held = await run('select 1 from splashtop.heads union all select 1 from splashtop.leases limit 1')
    if (held.length > 0)
      throw new ProblemError(
        problem(
          'store-not-empty',
          `The database \`${database.name}\` holds a control plane already.`,
          'Name an empty database: nothing is overwritten.',
        ),
      )
    await give((piece) => put(run, piece))
  })
}

async function put(run: Run, piece: Piece): Promise<void> {
  switch (piece.of) {
    case 'database':
      await run('update splashtop.database set id = $1, made = $2', [piece.id, piece.made])
      return
    case 'head':
      await run('insert into splashtop.heads (team, revision) values ($1, $2)', [piece.team, piece.revision])
      return
    case 'rows':
      await many(run, 'resources', ['key', 'digest', 'sole', 'status', 'live', 'declared'], piece.team, piece.rows.map(rowCells))
      return
    case 'revisions':
      await many(
        run,
        'revisions',
        ['revision', 'time', 'actor', 'manager', 'commit_id', 'plan_digest', 'config_digest', 'counts'],
        piece.team,
        piece.revisions.map((each) => [
          ...[each.revision, each.time, each.actor, each.manager],
          ...[each.commit, each.planDigest, each.configDigest, each.counts],
        ]),
      )
      return
    case 'log':
      await many(
        run,
        'log',
        ['revision', 'ordinal', 'op', 'key', 'from_key', 'declared', 'digest', 'status', 'live'],
        piece.team,
        piece.steps.flatMap(({ revision, entries }) =>
          entries.map(({ op, key, from, row }, ordinal) => [
            ...[revision, ordinal, op, key, from ?? null],
            ...(row ? [row.declared, row.digest, row.status, liveText(row)] : [null, null, null, null]),
          ]),
        ),
      )
      return
    case 'audit':
      await many(
        run,
        'audit',
        ['sequence', 'revision', 'time', 'body', 'previous_hash', 'hash', 'signature'],
        piece.team,
        piece.entries.map((each) => [each.sequence, each.revision, each.time, each.body, each.previousHash, each.hash, each.signature]),
      )
      return
    case 'sealed':
      for (const { key, name, value, lookup } of piece.sealed) await run(sql.putSealed, [piece.team, key, name, Buffer.from(value), lookup])
      return
    case 'tokens':
      for (const { id, digest, record } of piece.tokens) await run(sql.putToken, [piece.team, id, digest, record])
      return
    case 'reports':
      await run(sql.putReports, [
        piece.team,
        ...(['agent', 'seen', 'report', 'inventory'] as const).map((name) => piece.reports.map((row) => row[name])),
      ])
      return
    case 'device log':
      for (const { agent, first, next, hash, computer, received, events } of piece.batches)
        await run(sql.putBatch, [piece.team, agent, first, next, hash, computer, received, events])
      return
    case 'applied':
      await run('insert into splashtop.applied (team, manager, config_digest, revision) values ($1, $2, $3, $4)', [
        ...[piece.team, piece.manager, piece.configDigest, piece.revision],
      ])
      return
    case 'idempotency':
      await many(
        run,
        'idempotency',
        ['key', 'revision', 'time'],
        piece.team,
        piece.keys.map(({ key, revision, time }) => [key, revision, time]),
      )
      return
    case 'lease':
      await run(
        'insert into splashtop.leases (team, name, holder, token, expires) values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0))',
        [...[piece.team, piece.name, piece.holder, piece.token, piece.expires]],
      )
  }
}

function rowCells(row: Row): [Key, ...(string | null)[]] {
  return [row.key, row.digest, soleOf(row), row.status, liveText(row), row.declared]
}

/** Columns that hold numbers; the others hold texts. */
const NUMBERS = new Set(['revision', 'ordinal', 'sequence'])

async function many(run: Run, table: string, names: readonly string[], team: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return
  const arrays = names.map((name, i) => `$${i + 2}::${NUMBERS.has(name) ? 'bigint' : 'text'}[]`)
  await run(`insert into splashtop.${table} (team, ${names.join(', ')}) select $1, * from unnest(${arrays.join(', ')})`, [
    team,
    ...names.map((_, i) => rows.map((cells) => cells[i])),
  ])
}
