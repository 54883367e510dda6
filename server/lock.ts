/**
 * One writer at a time. The lock is the kernel's, on a small SQLite file of its own that is held in an exclusive transaction: it ends with
 * the process, however that ends, so that there is never a stale one to remove by hand. Beside it stands a note of who holds it; the note may
 * outlive its writer, the lock can't, so the note is only ever shown, not believed.
 *
 * The lock file is never opened by anything but SQLite: closing another descriptor of it in this process would drop the lock (POSIX).
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../schema/problem.ts'
import { fault, isBusy } from './faults.ts'

export interface Holder {
  pid: number
  host: string
  user: string
  command: string
  since: string
}

export interface LockOptions {
  waitSeconds: number
  /** Called when there is someone to wait for, once per holder. */
  waiting?: ((holder: string) => void) | undefined
}

export interface Lock {
  release(): void
}

const LOCK = 'lock.db'
const HOLDER = 'lock.json'
const TRY_EVERY_MS = 50

export async function lock(folder: string, { waitSeconds, waiting }: LockOptions): Promise<Lock> {
  const path = join(folder, LOCK)
  if (!existsSync(path)) createEmpty(path)
  const deadline = Date.now() + waitSeconds * 1000
  let told = ''
  for (;;) {
    const held = tryLock(path)
    if (held) return noted(folder, held)
    const holder = holderOf(folder)
    if (Date.now() >= deadline)
      throw new ProblemError(
        problem('locked', `The control plane in \`${folder}\` is held by ${holder}.`, 'Wait until it has finished, then run again.'),
      )
    if (holder !== told) waiting?.((told = holder))
    await after(Math.min(TRY_EVERY_MS, Math.max(1, deadline - Date.now())))
  }
}

function createEmpty(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fault(error, path)
  }
}

function tryLock(path: string): DatabaseSync | undefined {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: 0 })
    db.exec('pragma journal_mode = memory; begin exclusive')
    return db
  } catch (error) {
    db?.close()
    if (isBusy(error)) return undefined
    throw fault(error, path)
  }
}

function noted(folder: string, held: DatabaseSync): Lock {
  const path = join(folder, HOLDER)
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    user: userName(),
    command: [basename(process.argv[1] ?? 'node'), ...process.argv.slice(2)].join(' ').slice(0, 200),
    since: new Date().toISOString(),
  }
  try {
    writeFileSync(path, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  } catch (error) {
    held.close()
    throw fault(error, path)
  }
  let released = false
  return {
    release() {
      if (released) return
      released = true
      rmSync(path, { force: true })
      held.close()
    },
  }
}

export function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown') // a user id without an entry in the system's list, as in containers
  }
}

/** Who holds the lock, for a person; the note may be missing for a moment, or be that of a process that was killed. */
function holderOf(folder: string): string {
  try {
    const { pid, host, user, command, since } = JSON.parse(readFileSync(join(folder, HOLDER), 'utf8')) as Holder
    return `process ${pid} of ${user} on ${host} (\`${command}\`, since ${since})`
  } catch {
    return 'another process' // it has the lock and has not written its note yet, or removed it just now
  }
}
