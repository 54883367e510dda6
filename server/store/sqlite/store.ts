/**
 * The store on one SQLite file (`node:sqlite`: nothing to compile, nothing to download). Its calls are synchronous underneath, so a
 * transaction never has another of this process in its middle; other processes are kept out by `begin immediate`.
 */

import { once, setMaxListeners } from 'node:events'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { backup, type DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { busy, explained, fault, isBusy } from '../../faults.ts'
import { turns } from '../../turns.ts'
import { type Commit, countsText, type LogEntry, type Sealed, type Store, type TokenRow, type Touch } from '../store.ts'
import { contents, fill } from './contents.ts'
import { deviceStore } from './devices.ts'
import { auditLink, auditRow, putAudit, putRevision, revisionRow } from './history.ts'
import { interned } from './interned.ts'
import { createPrivately } from './make.ts'
import { BUSY_MS, databaseIdOf, type Mode, openDatabase } from './open.ts'
import { readRows } from './pages.ts'
import { readPast } from './past.ts'
import { readStep, revisionsIn, writeEntries } from './rows.ts'
import { sealedAfter } from './sealed.ts'
import { statements } from './statements.ts'

/** How long an idempotency key is kept. */
const IDEMPOTENCY_DAYS = 30
/** How often a follower looks for commits of other processes; those of its own process wake it. */
const FOLLOW_MS = 500
/** A backup is one step, so that no commit can come between and make it begin again. */
const ALL_PAGES = 0x7fffffff
/** After so long a transaction that found another one in its way comes again. */
const AGAIN_MS = [1, 2, 5, 10, 15, 20, 25] as const

export async function openSqlite(path: string, mode: Mode): Promise<Store> {
  const db = await openDatabase(path, mode)
  try {
    return storeOf(db, path)
  } catch (error) {
    db.close()
    throw fault(error, path)
  }
}

function storeOf(db: DatabaseSync, path: string): Store {
  const run = statements(db)
  const texts = interned(run)
  const landed = new EventTarget()
  const closing = new AbortController()
  setMaxListeners(0, landed) // as many as there are followers
  const headOf = (team: string): number => Number(run.one('head', team)?.[0] ?? 0)
  const heads = new Map<string, number>()
  /** What another connection committed wakes who follows as soon as anybody here sees it. */
  function noticed(team: string): number {
    const head = headOf(team)
    if (heads.get(team) !== head) landed.dispatchEvent(new Event('commit'))
    heads.set(team, head)
    return head
  }

  /** Asked without patience: while SQLite waits for another connection, the whole process would. False: that one writes. */
  function begun(): boolean {
    db.exec('pragma busy_timeout = 0')
    try {
      db.exec('begin immediate')
      return true
    } catch (error) {
      if (isBusy(error)) return false
      throw error
    } finally {
      db.exec(`pragma busy_timeout = ${BUSY_MS}`)
    }
  }

  /** One transaction; a failure undoes all of it. Where another connection writes it comes again, as long as a statement would wait. */
  async function transaction<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + BUSY_MS
    for (let tried = 0; !explained(path, begun); tried++) {
      if (performance.now() > deadline) throw busy(path)
      await after(AGAIN_MS[tried] ?? AGAIN_MS.at(-1))
    }
    return explained(path, () => {
      try {
        const result = work()
        db.exec('commit')
        return result
      } catch (error) {
        texts.forget()
        if (db.isTransaction) db.exec('rollback') // a full disk has rolled back by itself
        throw error
      }
    })
  }
  const read = async <T>(work: () => T): Promise<T> => explained(path, work)
  const rethrown = (error: unknown): never => {
    throw fault(error, path)
  }

  function commit(next: Commit): { revision: number; repeated: boolean } {
    const { team, time } = next
    const before = run.one('seen', team, next.idempotencyKey)
    if (before) return { revision: Number(before[0]), repeated: true }
    const head = headOf(team)
    if (head !== next.expectedRevision)
      throw new ProblemError(
        problem('stale-plan', `The commit was made for revision ${next.expectedRevision}; the store is at ${head}.`, 'Plan again.'),
      )
    const revision = head + 1
    const { actor, manager, commit: source, planDigest, configDigest } = next
    putRevision(run, team, { revision, time, actor, manager, commit: source, planDigest, configDigest, counts: countsText(next.entries) })
    const sealed = sealedAfter(run, team, next.entries, next.sealed ?? [])
    writeEntries(run, texts, team, revision, next.entries)
    sealed()
    for (const { id, digest, record } of next.tokens ?? []) run.run('putToken', team, id, digest, record)
    putAudit(run, team, next.audit(revision, run.all('auditHead', team).map(auditLink)[0]))
    run.run('setHead', team, revision)
    if (configDigest === null) run.run('dropApplied', team, manager)
    else run.run('putApplied', team, manager, configDigest, revision)
    run.run('see', team, next.idempotencyKey, revision, time)
    run.run('forget', team, new Date(Date.parse(time) - IDEMPOTENCY_DAYS * 86_400_000).toISOString())
    return { revision, repeated: false }
  }

  /** Whoever follows and whoever asks want a new revision at the same time: it is read once for all of them. */
  const reading = new Map<string, Promise<LogEntry[]>>()
  function entriesOf(team: string, revision: number, turn: () => Promise<void>): Promise<LogEntry[]> {
    const id = `${revision} ${team}`
    let entries = reading.get(id)
    if (!entries) {
      reading.set(id, (entries = readStep(run, texts, team, revision, turn)))
      const read = () => reading.delete(id)
      entries.then(read, read)
    }
    return entries
  }
  async function* stepsOf(team: string, since: number, until = Number.MAX_SAFE_INTEGER): AsyncGenerator<Step> {
    const turn = turns()
    try {
      for (const revision of revisionsIn(run, team, since, until)) {
        yield { revision, entries: await entriesOf(team, revision, turn) }
        await turn()
      }
    } catch (error) {
      throw fault(error, path)
    }
  }

  async function* follow(team: string, since: number, signal: AbortSignal): AsyncGenerator<Step> {
    let at = since
    while (!signal.aborted && !closing.signal.aborted) {
      for await (const step of stepsOf(team, at)) {
        yield step
        at = step.revision
      }
      const wake = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(FOLLOW_MS)])
      if (explained(path, () => headOf(team)) <= at) await once(landed, 'commit', { signal: wake }).catch(ignoreAbort)
    }
  }

  let databaseId = databaseIdOf(db, path)
  return {
    ...deviceStore({ run, read, transaction }),
    get databaseId() {
      return databaseId
    },
    head: (team) => read(() => noticed(team)),
    snapshot: (team) =>
      read(() => {
        db.exec('begin') // all reads see one state
        try {
          return { revision: headOf(team), rows: readRows(run, texts, team) }
        } finally {
          db.exec('commit')
        }
      }),
    snapshotAt: (team, revision) => read(() => ({ revision, rows: readPast(run, texts, team, revision) })),
    revisionAt: (team, time) => read(() => Number(run.one('revisionAt', team, time)?.[0] ?? 0)),
    touched: (team, since, until) =>
      read(() =>
        run.all('touched', team, since, until).map(([revision, op, key, from]) => {
          return { revision, op, key, ...(from !== null && { from }) } as Touch
        }),
      ),
    async commit(next) {
      const done = await transaction(() => commit(next))
      if (!done.repeated) landed.dispatchEvent(new Event('commit'))
      return done
    },
    follow,
    log: (team, since, until) => Array.fromAsync(stepsOf(team, since, until)),
    revisions: (team, limit) => read(() => run.all('revisions', team, limit).map(revisionRow)),
    revision: (team, revision) => read(() => run.all('revision', team, revision).map(revisionRow)[0]),
    seen: (team, key) => read(() => run.one('seen', team, key)?.[0] as number | undefined),
    audit: (team, after, limit) => read(() => run.all('audit', team, after, limit).map(auditRow)),
    auditHead: (team) => read(() => run.all('auditHead', team).map(auditLink)[0]),
    auditLink: (team, sequence) => read(() => run.all('auditLink', team, sequence).map(auditLink)[0]),
    past: (team, key, limit) =>
      read(() =>
        run
          .all('past', team, key, limit)
          .map(([revision, declared]) => ({ revision: Number(revision), declared: declared as string | null })),
      ),
    sealed: (team, key, name) => read(() => run.one('sealed', team, key, name)?.[0] as Uint8Array | undefined),
    sealedBy: (name, lookup) =>
      read(() => run.all('sealedBy', name, lookup).map(([team, key]) => ({ team, key }) as { team: string; key: string })),
    allSealed: (team) =>
      read(() =>
        run.all('allSealed', team).map(([key, name, value, lookup]) => {
          return { key, name, value, lookup } as Sealed
        }),
      ),
    tokens: (team) => read(() => run.all('tokens', team).map(([id, digest, record]) => ({ id, digest, record }) as TokenRow)),
    unchanged: (team, manager, configDigest) => read(() => run.one('applied', team, manager, configDigest)?.[0] as number | undefined),
    async remember(team, manager, configDigest, revision) {
      if (run.one('applied', team, manager, configDigest)?.[0] === revision) return
      await transaction(() => headOf(team) === revision && run.run('putApplied', team, manager, configDigest, revision))
    },
    async lease(team, name, holder, seconds) {
      return transaction(() => {
        const [held, token = 0, expires = 0] = (run.one('lease', team, name) ?? []) as [string?, number?, number?]
        const now = Date.now()
        if (held && held !== holder && expires > now) return { holder: held, expires: new Date(expires).toISOString() }
        run.run('putLease', team, name, holder, token + 1, now + seconds * 1000)
        return { token: token + 1 }
      })
    },
    async release(team, name, token) {
      await transaction(() => run.run('dropLease', team, name, token))
    },
    integrity: () =>
      read(() =>
        (db.prepare('pragma integrity_check(20)').all() as { integrity_check: string }[])
          .map((row) => row.integrity_check)
          .filter((text) => text !== 'ok'),
      ),
    backup: (target) => copyTo(db, target),
    contents: (take) => contents(path, take).catch(rethrown),
    async fill(give) {
      await fill(path, give).catch(rethrown)
      databaseId = databaseIdOf(db, path)
    },
    async close() {
      closing.abort()
      if (db.isOpen) db.close()
    },
  }
}

type Step = { revision: number; entries: LogEntry[] }

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error
}

/** Written beside the target under another name first: a backup that was interrupted must not look like one. */
async function copyTo(db: DatabaseSync, target: string): Promise<void> {
  const taken = () =>
    new ProblemError(
      problem('backup-exists', `\`${target}\` exists already.`, 'A backup overwrites nothing: name a file that does not exist.'),
    )
  if (existsSync(target)) throw taken()
  const partial = `${target}.${process.pid}.partial`
  try {
    createPrivately(partial)
    await backup(db, partial, { rate: ALL_PAGES })
    if (existsSync(target)) throw taken()
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    throw fault(error, target)
  }
}
