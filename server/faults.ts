/**
 * What SQLite and the file system can run into, as Problems that a person can act on. By code, never by message: codes are SQLite's
 * contract (https://sqlite.org/rescode.html) and the system's, messages are not.
 */
import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'

const [ERROR, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, AUTH, NOTADB] = [1, 5, 6, 8, 10, 11, 13, 14, 23, 26] as const

/** The primary result code of an error that SQLite raised, or undefined. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') return undefined
  const { errcode } = error as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

export const isBusy = (error: unknown): boolean => {
  const code = resultCode(error)
  return code === BUSY || code === LOCKED
}
export const isUnopenable = (error: unknown): boolean => {
  const code = resultCode(error)
  return code === CANTOPEN || code === READONLY
}

function explain(code: number, path: string, text: string): Problem | undefined {
  switch (code) {
    case BUSY:
    case LOCKED:
      return keptBusy(path)
    case READONLY:
    case AUTH:
      return readOnly(path)
    case FULL:
      return full(path)
    case NOTADB:
      return problem('database-corrupt', `\`${path}\` is not a SQLite database, or its first page is damaged.`, restore(path))
    case CORRUPT:
    case ERROR: // our statements are right, so the tables are not what we made
      return problem('database-corrupt', `\`${path}\` is damaged: ${text}.`, restore(path))
    case IOERR:
      return problem(
        'database-unreadable',
        `The system failed to read or write \`${path}\`: ${text}.`,
        'Check the disk and the free space, then run again.',
      )
    case CANTOPEN:
      return problem(
        'database-unreadable',
        `\`${path}\` can't be opened.`,
        'Check that the folder exists and that you may read and write it.',
      )
    default:
      return undefined
  }
}

const keptBusy = (path: string): Problem =>
  problem('locked', `Another process keeps \`${path}\` busy.`, 'Wait until it is done, then run again.')
export const busy = (path: string): ProblemError => new ProblemError(keptBusy(path))
const restore = (path: string): string => `Move it and \`${path}-wal\` away, if there is one, and copy the latest backup to the same name.`
const readOnly = (path: string): Problem =>
  problem(
    'read-only',
    `\`${path}\` can't be written: its file or folder is read-only.`,
    'Make the folder writable for your user and run again.',
  )
const full = (path: string): Problem =>
  problem('disk-full', `The disk that holds \`${path}\` is full; nothing was kept of the commit.`, 'Free some space and run again.')

/** The user may not do it, which says nothing of what is there. Named is the closest thing that can be looked at. */
function denied(path: string): Problem {
  let seen: Stats | undefined
  let at = path
  for (;;) {
    try {
      seen = statSync(at)
      break
    } catch {
      if (dirname(at) === at) break
      at = dirname(at) // what lies behind the very permission that is missing
    }
  }
  const whose = seen ? `: \`${at}\` belongs to user ${seen.uid} with mode ${(seen.mode & 0o777).toString(8)}` : ''
  return problem(
    'permission-denied',
    `User ${process.getuid?.() ?? 'unknown'} lacks the permission for \`${path}\`${whose}.`,
    'Run it as the user whom the folder belongs to, or have that user give the folder to you.',
  )
}

function explainFile(code: string | undefined, path: string): Problem | undefined {
  if (code === 'ERR_OUT_OF_RANGE') return explain(CORRUPT, path, 'a number in it is out of range') // how node:sqlite refuses to round
  if (code === 'EROFS') return readOnly(path)
  if (code === 'EACCES' || code === 'EPERM') return denied(path)
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(path)
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EIO' || code === 'EISDIR')
    return problem(
      'database-unreadable',
      `\`${path}\` can't be opened (${code}).`,
      'Check that the folder exists and that you may read and write it.',
    )
  return undefined
}

/** The error as a ProblemError where its code tells what happened; anything else is passed through as it is. */
export function fault(error: unknown, path: string): unknown {
  const code = resultCode(error)
  const found =
    code === undefined
      ? explainFile((error as NodeJS.ErrnoException | undefined)?.code, path)
      : explain(code, path, (error as Error).message)
  return found ? new ProblemError(found, { cause: error }) : error
}

/** Runs `work`; what SQLite or the file system throws comes out as a ProblemError. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw fault(error, path)
  }
}

/** JSON that the store kept. It was JSON when it was stored; if it isn't any more, somebody or something changed it. */
export function storedJson(what: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw damaged(what, error)
  }
}

export const damaged = (what: string, cause?: unknown): ProblemError =>
  new ProblemError(
    problem(
      'database-corrupt',
      `The stored text of ${what} can't be read.`,
      'Run `splashctl audit verify`, and put the latest backup back.',
    ),
    { cause },
  )
