/**
 * The making of a database: under a name of its own, and put in its place when it is whole. A file in that place is therefore never one that
 * is being made; if it is empty, somebody emptied it, and what it held must not be taken for nothing.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ProblemError, problem } from '../../../schema/problem.ts'

/** Of several processes at once one makes it; the others leave what is there. `fill` gets the empty database. */
export function makeDatabase(path: string, fill: (db: DatabaseSync) => void): void {
  refuseOrphan(path)
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    createPrivately(draft)
    const db = new DatabaseSync(draft)
    try {
      fill(db)
    } finally {
      db.close()
    }
    putInPlace(draft, path)
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(draft + end, { force: true })
  }
}

/** SQLite would take the journal of a database that is gone for that of a new one. */
export function refuseOrphan(path: string): void {
  const journal = `${path}-wal`
  const left = (statSync(journal, { throwIfNoEntry: false })?.size ?? 0) > 0
  // In this order: where another process makes the database right now, its journal comes second.
  if (left && !existsSync(path))
    throw new ProblemError(
      problem(
        'database-corrupt',
        `\`${path}\` is gone, but its journal \`${journal}\` is there.`,
        'Move the journal away, then copy the latest backup to the name of the database. Without a backup the next apply begins anew.',
      ),
    )
}

/** The file must be private from its first moment; SQLite would make it with the process's umask. */
export function createPrivately(path: string): void {
  closeSync(openSync(path, 'wx', 0o600))
}

function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path) // unlike a rename, replaces nothing
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    if (!existsSync(path)) renameSync(draft, path) // a file system without links; the writer's lock keeps others out
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder) // the first commit must not outlive the name of its file in a power cut
  } finally {
    closeSync(folder)
  }
}
