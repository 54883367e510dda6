/**
 * Connections to the database: a bounded pool, and what runs on it. Whatever fails comes out as a Problem that names the database without
 * its password. A connection in an unknown state never returns to the pool.
 */
import pg, { type ClientConfig, type Pool, type PoolClient } from 'pg'
import type { Address } from './address.ts'
import { isLost, pgFault } from './faults.ts'
import { sql } from './statements.ts'

export interface PoolOptions {
  /** At most so many connections; 10 when nothing is said. One more listens, where somebody follows. */
  connections?: number
  /** No statement runs longer; 60 when nothing is said. Large reads and writes are many statements. */
  statementSeconds?: number
  /** A transaction whose process falls silent is undone after so long, 20 when nothing is said: less than others wait for it. */
  silentSeconds?: number
  /** How long a commit waits for another one of its team; 30 when nothing is said. */
  lockSeconds?: number
  connectSeconds?: number
}

/** One statement; rows come as arrays. */
export type Run = (text: string, values?: unknown[]) => Promise<unknown[][]>

export interface Database {
  readonly name: string
  run: Run
  /** All or nothing. */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** All reads see one state. */
  reading<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** What a connection of its own is made with. */
  readonly connection: ClientConfig
  close(): Promise<void>
}

const INT8 = 20
/** Revisions and tokens are numbers here; the driver would hand them over as texts. */
const types: NonNullable<ClientConfig['types']> = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
}

/** The statements of every commit are parsed and planned once for each connection, which saves up to half of its time. */
const prepared = new Map(
  (['head', 'lock', 'seen', 'anySealed', 'dropResources', 'putEntries', 'auditHead', 'finish'] as const).map((name) => [
    sql[name] as string,
    name,
  ]),
)

export function connect(address: Address, options: PoolOptions = {}): Database {
  const { connections = 10, statementSeconds = 60, silentSeconds = 20, lockSeconds = 30, connectSeconds = 10 } = options
  const { name } = address
  const connection: ClientConfig = {
    ...address.connection,
    types,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connectSeconds * 1000,
    statement_timeout: statementSeconds * 1000,
    lock_timeout: lockSeconds * 1000,
    query_timeout: (statementSeconds + 15) * 1000, // the server ends a statement; this is for a server that is not heard any more
    idle_in_transaction_session_timeout: silentSeconds * 1000,
  }
  const pool: Pool = new pg.Pool({ ...connection, max: connections, idleTimeoutMillis: 30_000 })
  pool.on('error', () => {}) // one that lay idle was lost: the pool has dropped it, and the next query gets another
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw pgFault(error, name)
    }
  }
  const runOn =
    (client: Pool | PoolClient): Run =>
    async (text, values) =>
      (
        await client.query<unknown[]>({
          text,
          ...(values && { values }),
          ...(prepared.has(text) && { name: prepared.get(text) }),
          rowMode: 'array',
        })
      ).rows

  async function within<T>(begin: string, work: (run: Run) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const lost = () => {} // the query under way fails with it; unheard, it would end the process
    client.on('error', lost)
    let broken = false
    try {
      await client.query(begin)
      const result = await work(runOn(client))
      await client.query('commit')
      return result
    } catch (error) {
      broken = isLost(error) || !(await rolledBack(client))
      throw error
    } finally {
      client.off('error', lost)
      client.release(broken)
    }
  }
  return {
    name,
    connection,
    run: (text, values) => explained(() => runOn(pool)(text, values)),
    transaction: (work) => explained(() => within('begin', work)),
    reading: (work) => explained(() => within('begin isolation level repeatable read read only', work)),
    close: () => pool.end(),
  }
}

/** False where the connection is of no more use: the server undoes what it began on it. */
async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}
