/** Reads that are more than one statement, and rows of tables as the contract has them. */
import { ProblemError } from '../../../schema/problem.ts'
import type { RevisionRow, Row, Sealed, TokenRow } from '../store.ts'
import type { Database, Run } from './connect.ts'
import { type Content, StoredRow } from './rows.ts'
import { sql } from './statements.ts'

/** So many rows cross the wire at once: the driver holds a page twice, as bytes and as texts. */
const PAGE = 10_000

/** The rows of a team, in the order of keys, by the page. The caller sees to it that all pages are of one state. */
export async function* rowsOf(run: Run, team: string, page = PAGE): AsyncGenerator<Row[]> {
  for (let after = ''; ; ) {
    const cells = await run(sql.rows, [team, after, page])
    if (cells.length === 0) return
    yield cells.map((each) => {
      const [key, digest, sole, status, live, declared] = each as [string, string, string | null, string, string, string]
      after = key
      return new StoredRow({ key, digest, status, live, declared }, sole)
    })
    if (cells.length < page) return
  }
}

/** The rows as they were at a revision. The log of a past revision stays as it is, so that its pages are of one state by themselves. */
export async function pastRows(run: Run, team: string, revision: number): Promise<Row[]> {
  const rows: Row[] = []
  for (let after = ''; ; ) {
    const cells = await run(sql.rowsAt, [team, revision, after, 10 * PAGE])
    for (const each of cells) {
      const [key, digest, status, live, declared] = each as [string, string, string, string, string]
      after = key
      rows.push(new StoredRow({ key, digest, status, live, declared } satisfies Content))
    }
    if (cells.length < 10 * PAGE) return rows
  }
}

export function revisionRow(cells: unknown[]): RevisionRow {
  const [, revision, time, actor, manager, commit, planDigest, configDigest, counts] = cells as [string, number, ...string[]]
  return { revision, time, actor, manager, commit, planDigest, configDigest, counts } as RevisionRow
}

export const sealedRow = ([key, name, value, lookup]: unknown[]): Sealed => ({ key, name, value, lookup }) as Sealed

export const tokenRow = ([id, digest, record]: unknown[]): TokenRow => ({ id, digest, record }) as TokenRow

/**
 * What is wrong with the storage itself: checksums of pages that did not hold, revisions and entries that are missing. Every row is read
 * whole, so that a page that can't be read any more is found.
 */
export async function integrityOf({ run }: Database): Promise<string[]> {
  const found: string[] = []
  const torn = (await run('select coalesce(checksum_failures, 0) from pg_stat_database where datname = current_database()'))[0]?.[0]
  if (Number(torn) > 0) found.push(`${torn} pages did not match their checksums`)
  for (const table of [
    'resources',
    'revisions',
    'log',
    'audit',
    'sealed',
    'tokens',
    'reports',
    'device_log',
    'leases',
    'idempotency',
    'applied',
    'heads',
  ])
    try {
      await run(`select sum(length(each::text)) from splashtop.${table} each`)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'database-corrupt') throw error
      found.push(`\`${table}\` can’t be read whole`)
    }
  for (const [table, number] of [
    ['revisions', 'revision'],
    ['audit', 'sequence'],
  ])
    for (const [team, count, last] of await run(
      `select team, count(*), max(${number}) from splashtop.${table} group by team having count(*) <> max(${number}) order by team`,
    ))
      found.push(`team \`${team}\` has ${count} rows in \`${table}\`, whose last is ${last}`)
  return found
}
