/**
 * One agent on one state. The lock is the kernel's, on a small SQLite file that is held in an exclusive transaction: it ends with the process,
 * however that ends, so that there is never a stale one to remove by hand.
 */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ProblemError, problem } from '../schema/problem.ts'

const LOCK = 'lock.db'
const [BUSY, READ_ONLY, CANT_OPEN] = [5, 8, 14]

/** Who only looks whether it is held has it for a moment: whoever wants it waits that long, in milliseconds. */
const MOMENT_MS = 1000

/** Undefined where another process has it. On a disk that takes nothing nobody can do any harm, and everybody gets it. */
function tryLock(folder: string, timeout: number): (() => void) | undefined {
  const path = join(folder, LOCK)
  let db: DatabaseSync | undefined
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EROFS' || code === 'ENOSPC') return () => {}
    throw error
  }
  try {
    db = new DatabaseSync(path, { timeout })
    db.exec('pragma journal_mode = memory; begin exclusive')
    const held = db
    return () => held.close()
  } catch (error) {
    db?.close()
    const primary = ((error as { errcode?: number }).errcode ?? 0) & 0xff
    if (primary === BUSY) return undefined
    if (primary === READ_ONLY || primary === CANT_OPEN) return () => {}
    throw error
  }
}

/** @returns what lets it go */
export function lockState(folder: string): () => void {
  const release = tryLock(folder, MOMENT_MS)
  if (release) return release
  throw new ProblemError(
    problem('agent-running', `An agent runs on the state in \`${folder}\`.`, 'Stop it first: `systemctl stop splashtop-agent`.'),
  )
}

export function isRunning(folder: string): boolean {
  const release = tryLock(folder, 0)
  release?.()
  return release === undefined
}
