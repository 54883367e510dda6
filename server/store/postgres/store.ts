/**
 * The store on PostgreSQL, for several replicas of the control plane on one database. What is true of a team stands there and nowhere else: a
 * replica that is killed leaves nothing to clean up but a transaction that the server undoes.
 *
 * A commit whose connection is lost on the way may have been kept or not. It is asked again, on a new connection: the same idempotency key
 * waits for a transaction that is still under way, finds what was kept, or commits now what was not.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { fault } from '../../faults.ts'
import { openSqlite } from '../sqlite/store.ts'
import type { Commit, Store, Touch } from '../store.ts'
import { addressOf } from './address.ts'
import { auditLink, auditRow, commitWithin } from './commit.ts'
import { connect, type Database, type PoolOptions } from './connect.ts'
import { contents, fill } from './contents.ts'
import { deviceStore } from './devices.ts'
import { isLost } from './faults.ts'
import { follower } from './follow.ts'
import { prepareDatabase } from './open.ts'
import { integrityOf, pastRows, revisionRow, rowsOf, sealedRow, tokenRow } from './read.ts'
import { logFrom } from './rows.ts'
import { sql } from './statements.ts'
import { wire } from './wire.ts'

/** A database that restarts, or whose standby takes over, is asked again this much later. */
const AGAIN_MS = [0, 50, 250, 1000, 2500] as const

/** @param url `postgres://user:password@host:port/name`; its password is in no message */
export async function openPostgres(url: string, options: PoolOptions = {}): Promise<Store> {
  const database = connect(addressOf(url), options)
  try {
    return storeOf(database, await prepareDatabase(database))
  } catch (error) {
    await database.close()
    throw error
  }
}

function storeOf(database: Database, id: string): Store {
  const { run } = database
  const following = follower(database)
  let databaseId = id
  let closed: Promise<void> | undefined
  const number = async (text: string, values: unknown[]): Promise<number | undefined> =>
    (await run(text, values))[0]?.[0] as number | undefined

  async function commit(next: Commit): Promise<{ revision: number; repeated: boolean }> {
    let lost: unknown
    for (const [tried, pause] of AGAIN_MS.entries())
      try {
        if (pause > 0) await after(pause)
        const done = await database.transaction((within) => commitWithin(within, next))
        // Found on asking again, it was ours: nobody else's could stand at that revision under this key.
        return { revision: done.revision, repeated: done.repeated && !(tried > 0 && done.revision === next.expectedRevision + 1) }
      } catch (error) {
        if (!(error instanceof ProblemError) || !isLost(error.cause)) throw error
        lost = error
      }
    throw lost
  }

  return {
    ...deviceStore(database),
    wire: wire(database, following),
    get databaseId() {
      return databaseId
    },
    head: async (team) => (await number(sql.head, [team])) ?? 0,
    snapshot: (team) =>
      database.reading(async (within) => {
        const revision = Number((await within(sql.head, [team]))[0]?.[0] ?? 0)
        const pages = await Array.fromAsync(rowsOf(within, team))
        return { revision, rows: pages.flat() }
      }),
    snapshotAt: async (team, revision) => ({ revision, rows: await pastRows(run, team, revision) }),
    revisionAt: async (team, time) => (await number(sql.revisionAt, [team, time])) ?? 0,
    touched: async (team, since, until) =>
      (await run(sql.touched, [team, since, until])).map(([revision, op, key, from]) => {
        return { revision, op, key, ...(from !== null && { from }) } as Touch
      }),
    async commit(next) {
      const done = await commit(next)
      if (!done.repeated) following.landed(next.team)
      return done
    },
    follow: (team, since, signal) => following.follow(team, since, signal),
    log: async (team, since, until = Number.MAX_SAFE_INTEGER) => logFrom(await run(sql.log, [team, since, until])),
    revisions: async (team, limit) => (await run(sql.revisions, [team, limit])).map(revisionRow),
    revision: async (team, revision) => (await run(sql.revision, [team, revision])).map(revisionRow)[0],
    seen: (team, key) => number(sql.seen, [team, key]),
    audit: async (team, after, limit) => (await run(sql.audit, [team, after, limit])).map(auditRow),
    auditHead: async (team) => (await run(sql.auditHead, [team])).map(auditLink)[0],
    auditLink: async (team, sequence) => (await run(sql.auditLink, [team, sequence])).map(auditLink)[0],
    past: async (team, key, limit) =>
      (await run(sql.past, [team, key, limit])).map((cells) => {
        const [revision, declared] = cells as [number, string | null]
        return { revision, declared }
      }),
    sealed: async (team, key, name) => (await run(sql.sealed, [team, key, name]))[0]?.[0] as Uint8Array | undefined,
    sealedBy: async (name, lookup) =>
      (await run(sql.sealedBy, [name, lookup])).map(([team, key]) => ({ team, key }) as { team: string; key: string }),
    allSealed: async (team) => (await run(sql.allSealed, [team])).map(sealedRow),
    tokens: async (team) => (await run(sql.tokens, [team])).map(tokenRow),
    unchanged: (team, manager, configDigest) => number(sql.applied, [team, manager, configDigest]),
    async remember(team, manager, configDigest, revision) {
      if ((await number(sql.applied, [team, manager, configDigest])) === revision) return
      await run(sql.remember, [team, manager, configDigest, revision])
    },
    async lease(team, name, holder, seconds) {
      for (;;) {
        const token = await number(sql.lease, [team, name, holder, seconds])
        if (token !== undefined) return { token }
        const [by, expires] = ((await run(sql.holder, [team, name]))[0] ?? []) as [string?, string?]
        if (by !== undefined && expires !== undefined) return { holder: by, expires } // else it ended between the two looks
      }
    },
    async release(team, name, token) {
      await run(sql.release, [team, name, token])
    },
    integrity: () => integrityOf(database),
    backup: (path) => backUp(database, path),
    contents: (take) => contents(database, take),
    async fill(give) {
      await fill(database, give)
      databaseId = await prepareDatabase(database)
    },
    close: () => (closed ??= following.close().then(() => database.close())),
  }
}

/** One file that can be opened and read by itself; under another name until it is whole, as one that was interrupted must not look like it. */
async function backUp(database: Database, target: string): Promise<void> {
  const taken = () =>
    new ProblemError(
      problem('backup-exists', `\`${target}\` exists already.`, 'A backup overwrites nothing: name a file that does not exist.'),
    )
  if (existsSync(target)) throw taken()
  const partial = `${target}.${process.pid}.partial`
  try {
    const copy = await openSqlite(partial, 'write')
    try {
      await copy.fill((take) => contents(database, take))
    } finally {
      await copy.close()
    }
    if (existsSync(target)) throw taken()
    renameSync(partial, target)
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
    throw fault(error, target)
  }
}
