/**
 * Opening a database file: is it ours, is it not newer than we are, is it at the latest version. Twenty processes may do this at once to
 * a file that does not exist yet (make.ts), or to an old one: the migrations run in one transaction that looks at the version again once it
 * has the lock.
 *
 * A reader opens for writing too, and forbids itself to (`query_only`): SQLite then removes its shared-memory files on close, which
 * a connection opened read-only leaves behind. Where the folder can't be written, and no writer left a journal, the file can't change
 * under us and is read as immutable.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { explained, fault, isBusy, isUnopenable } from '../../faults.ts'
import { migrations } from '../migrations/index.ts'
import { makeDatabase } from './make.ts'

/** `SPLC` in ASCII: what `file` and SQLite's own tools show as the owner of the format. */
const APPLICATION_ID = 0x53504c43
/** How long one statement waits for another process's transaction. */
export const BUSY_MS = 5000
/** How long opening goes on trying where SQLite gives up at once (the change to WAL, recovery after a crash). */
const OPEN_MS = 20_000

/** So many pages may be in the journal before a commit has to put them back. Commits of a thread are large, and keep nobody waiting: they leave it short. */
const JOURNAL_PAGES = isMainThread ? 4000 : 250

/** `copy`: read, also where an older splashctl wrote it, since a copy is to be had before it is upgraded. */
export type Mode = 'read' | 'write' | 'copy'

export async function openDatabase(path: string, mode: Mode): Promise<DatabaseSync> {
  const deadline = Date.now() + OPEN_MS
  for (;;) {
    try {
      return mode === 'write' ? openForWriting(path) : openForReading(path, mode)
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw fault(error, path)
      await after(5 + Math.random() * 20)
    }
  }
}

function openForWriting(path: string): DatabaseSync {
  if (!existsSync(path)) makeDatabase(path, (db) => fill(db, path))
  const db = new DatabaseSync(path, { timeout: BUSY_MS })
  return closedOnFailure(db, () => {
    const found = version(db, path)
    if (found === 0) throw unmade(path)
    if (found < migrations.length) migrate(db, path)
    if (db.prepare('pragma journal_mode').get()?.journal_mode !== 'wal') db.exec('pragma journal_mode = wal')
    db.exec(
      `pragma synchronous = full; pragma wal_autocheckpoint = ${JOURNAL_PAGES}; pragma cache_size = -65536; pragma temp_store = memory`,
    )
    return db
  })
}

function fill(db: DatabaseSync, path: string): void {
  db.exec('pragma page_size = 8192') // rows are a few hundred bytes, and commits write whole pages
  migrate(db, path)
  db.exec('pragma journal_mode = wal')
}

function openForReading(path: string, mode: Mode): DatabaseSync {
  try {
    return checked(new DatabaseSync(path, { timeout: BUSY_MS }), path, mode)
  } catch (error) {
    if (!isUnopenable(error)) throw error
    if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
      throw new ProblemError(
        problem(
          'read-only',
          `\`${path}\` has commits in its journal that can't be read in a read-only folder.`,
          'Make the folder writable, or copy the folder elsewhere and read it there.',
        ),
        { cause: error },
      )
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    return checked(new DatabaseSync(url, { readOnly: true }), path, mode)
  }
}

function checked(db: DatabaseSync, path: string, mode: Mode): DatabaseSync {
  return closedOnFailure(db, () => {
    db.exec('pragma query_only = 1; pragma cache_size = -4096') // what is read once in a row is kept by the system
    const found = version(db, path)
    if (found === 0) throw unmade(path)
    if (found < migrations.length && mode !== 'copy')
      throw new ProblemError(
        problem(
          'database-outdated',
          `\`${path}\` has version ${found}; this splashctl reads version ${migrations.length}.`,
          'Make a backup (`splashctl backup FILE`), then run `splashctl apply`, which upgrades it; or read it with the splashctl that wrote it.',
        ),
      )
    return db
  })
}

function closedOnFailure(db: DatabaseSync, work: () => DatabaseSync): DatabaseSync {
  try {
    return work()
  } catch (error) {
    db.close()
    throw error
  }
}

/** A database appears whole (make.ts), so this one held something once. */
const unmade = (path: string): ProblemError =>
  new ProblemError(
    problem(
      'database-unmade',
      `\`${path}\` is empty: what it held is gone.`,
      'Move it away and copy the latest backup to the same name. Without a backup the next apply begins anew.',
    ),
  )

const integer = (db: DatabaseSync, pragma: string): number => Number(Object.values(db.prepare(`pragma ${pragma}`).get() ?? {})[0] ?? 0)

/** The version of the database, 0 for an empty file; a ProblemError when it is newer than we are or not ours. */
function version(db: DatabaseSync, path: string): number {
  const found = integer(db, 'user_version')
  const owner = integer(db, 'application_id')
  const empty = owner === 0 && found === 0 && db.prepare('select 1 from sqlite_schema limit 1').get() === undefined
  if (empty) return 0
  if (owner !== APPLICATION_ID)
    throw new ProblemError(
      problem(
        'database-foreign',
        `\`${path}\` is a database of another program.`,
        'Move it away, or name another folder for the control plane.',
      ),
    )
  if (found > migrations.length)
    throw new ProblemError(
      problem(
        'database-too-new',
        `\`${path}\` has version ${found}; this splashctl knows versions up to ${migrations.length}.`,
        'Use the splashctl that wrote it, or a newer one.',
      ),
    )
  return found
}

function migrate(db: DatabaseSync, path: string): void {
  db.exec('begin immediate')
  try {
    const from = version(db, path)
    for (const sql of migrations.slice(from)) db.exec(sql)
    if (from === 0) db.prepare('insert into database (id, made) values (?, ?)').run(randomUUID(), new Date().toISOString())
    db.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${migrations.length}`)
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** The database's own id, drawn when it was made. */
export const databaseIdOf = (db: DatabaseSync, path: string): string =>
  explained(path, () => String(db.prepare('select id from database').get()?.id ?? ''))
