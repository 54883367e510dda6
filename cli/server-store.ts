/**
 * The database of a control plane that serves others: a folder with a SQLite file, or the URL of a PostgreSQL database. The URL holds a
 * password, so it comes from the environment, never from an argument that others on the machine could read.
 */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { ProblemError, problem } from '../schema/problem.ts'
import { DATABASE } from '../server/embedded.ts'
import { fault } from '../server/faults.ts'
import { keyFolder } from '../server/keys.ts'
import { type Lock, lock } from '../server/lock.ts'
import { openSqlite } from '../server/store/sqlite/store.ts'
import type { Store } from '../server/store/store.ts'
import type { Options, OptionWords } from './command.ts'
import { textOption } from './command.ts'
import type { Context } from './context.ts'

export const databaseOptions: readonly OptionWords[] = [
  {
    flags: '--data DIR',
    says: 'the folder of the database; ~/.local/share/splashtop/server when nothing is said. SPLASHTOP_DATABASE names a PostgreSQL database in its place: postgres://user@host/name, its password there or in PGPASSWORD',
  },
]

export interface OpenStore {
  store: Store
  keyFolder: string
  /** A SQLite file, or the URL of a PostgreSQL database. */
  database: string
  /** For people: where it is, without a password. */
  name: string
  close(): Promise<void>
}

/** @param alone as the one server of a SQLite file: several would each poll for what the others do; PostgreSQL is for several */
export async function openStore(context: Context, options: Options, { alone = false } = {}): Promise<OpenStore> {
  const { env } = context
  const data = textOption(options, 'data')
  const url = env.SPLASHTOP_DATABASE
  if (url && data !== undefined)
    throw new ProblemError(
      problem('usage', 'A database is named twice: by `--data`, and by SPLASHTOP_DATABASE.', 'Leave one of the two out.'),
    )
  if (url) {
    if (!/^postgres(ql)?:/.test(url))
      throw new ProblemError(
        problem(
          'database-url',
          'SPLASHTOP_DATABASE is no URL of PostgreSQL.',
          'Write it as `postgres://user@host/name`; a SQLite file is named by `--data DIR`.',
        ),
      )
    const { addressOf } = await import('../server/store/postgres/address.ts')
    return opened({ store: await openDatabase(url), database: url, name: addressOf(url).name }, env)
  }
  const folder =
    data === undefined
      ? join(env.XDG_DATA_HOME || join(env.HOME || homedir(), '.local', 'share'), 'splashtop', 'server')
      : resolve(context.folder, data)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fault(error, folder)
  }
  const held: Lock | undefined = alone
    ? await lock(folder, {
        waitSeconds: 5,
        waiting: (holder) => context.progress.phase('wait', `for ${holder}, which serves this database`),
      })
    : undefined
  const path = join(folder, DATABASE)
  try {
    return opened({ store: await openDatabase(path), database: path, name: path }, env, held)
  } catch (error) {
    held?.release()
    throw error
  }
}

/** @param database a SQLite file, or the URL of a PostgreSQL database */
export async function openDatabase(database: string): Promise<Store> {
  if (!/^postgres(ql)?:/.test(database)) return openSqlite(database, 'write')
  const { openPostgres } = await import('../server/store/postgres/store.ts')
  return openPostgres(database)
}

function opened(of: Pick<OpenStore, 'store' | 'database' | 'name'>, env: NodeJS.ProcessEnv, held?: Lock): OpenStore {
  const { store } = of
  return { ...of, keyFolder: keyFolder(store.databaseId, env), close: () => store.close().finally(() => held?.release()) }
}
