/** What only several replicas on one database can go wrong in, and a way to the database that fails in the midst of things. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../testing.ts'
import { commitOf, put, storedRow } from '../conformance.ts'
import type { Store } from '../store.ts'
import { addressOf } from './address.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { connect as openDatabase } from './connect.ts'
import { sql } from './statements.ts'
import { openPostgres } from './store.ts'

const TEAM = 'acme'
let cluster: Cluster
let url: string
const open = new Set<Store>()
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())
beforeEach(async () => {
  url = await cluster.database()
})
afterEach(async () => {
  for (const store of open) await store.close()
  open.clear()
})

async function replica(at = url): Promise<Store> {
  const store = await openPostgres(at, { connections: 3 })
  open.add(store)
  return store
}
const replicas = (count: number) => Promise.all(Array.from({ length: count }, () => replica()))

test('twenty replicas open an empty database at once, and all see the same one', async () => {
  const ids = (await replicas(20)).map((store) => store.databaseId)
  expect(new Set(ids).size).toBe(1)
  expect(await cluster.sql('select count(*) from splashtop.database', url)).toEqual([['1']])
})

test('concurrent commits get one revision each, in a row, and the audit chain of all of them holds', async () => {
  const stores = await replicas(4)
  const mine = async (store: Store, name: string) => {
    for (let done = 0; done < 10; ) {
      const next = commitOf(await store.head(TEAM), [put('update', storedRow(name, 1, `{"n":${done}}`))])
      const at = await store.commit(next).catch((error: Error) => refusal(Promise.reject(error)))
      if ('revision' in at) done++
      else expect(at).toEqual(['stale-plan'])
    }
  }
  await Promise.all(stores.map((store, i) => mine(store, `r${i}`)))
  const [store] = stores as [Store]
  const steps = await store.log(TEAM, 0)
  expect(steps.map((step) => step.revision)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  const audit = await store.audit(TEAM, 0, 100)
  expect(audit.map((row) => row.previousHash)).toEqual(['', ...audit.slice(0, -1).map((row) => row.hash)])
  for (const [i] of stores.entries())
    expect(steps.flatMap(({ entries }) => entries).flatMap(({ row }) => (row?.name === `r${i}` ? [row.declared] : []))).toEqual(
      Array.from({ length: 10 }, (_, n) => `{"n":${n}}`),
    )
})

test('the same request that reaches all replicas at once is done once', async () => {
  const stores = await replicas(6)
  const request = commitOf(0, [put('create', storedRow('a', 1))], { idempotencyKey: 'once' })
  const done = await Promise.all(stores.map((store) => store.commit(request)))
  expect(done.map((each) => each.revision)).toEqual([1, 1, 1, 1, 1, 1])
  expect(done.filter((each) => !each.repeated)).toHaveLength(1)
})

test('of many who want a lease at once one gets it, by the clock of the database', async () => {
  const stores = await replicas(6)
  const answers = await Promise.all(stores.map((store, i) => store.lease(TEAM, 'apply', `replica ${i}`, 60)))
  const held = answers.flatMap((answer) => ('token' in answer ? [answer.token] : []))
  const told = new Set(answers.flatMap((answer) => ('holder' in answer ? [answer.holder] : [])))
  expect([held, told.size]).toEqual([[1], 1])
  await cluster.sql(`update splashtop.leases set expires = clock_timestamp() - interval '1 second'`, url)
  expect(await stores[0]?.lease(TEAM, 'apply', 'late', 60)).toEqual({ token: 2 })
})

describe('a follower', () => {
  /** The revisions that it sees, up to `last`. */
  async function followed(store: Store, last: number, seen: number[] = []): Promise<number[]> {
    const stop = new AbortController()
    for await (const { revision } of store.follow(TEAM, 0, stop.signal)) {
      seen.push(revision)
      if (revision === last) stop.abort()
    }
    return seen
  }
  const inOrder = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

  test('of each replica sees what another one commits, at once and in order', async () => {
    const [writer, ...readers] = (await replicas(3)) as [Store, ...Store[]]
    const begun = Date.now()
    const all = Promise.all(readers.map((reader) => followed(reader, 30)))
    for (let revision = 0; revision < 30; revision++) await writer.commit(commitOf(revision, []))
    expect(await all).toEqual([inOrder(30), inOrder(30)])
    expect(Date.now() - begun).toBeLessThan(4000) // it was told, and did not look by chance
  })

  test('whose connections are cut again and again loses, doubles and reorders nothing', async () => {
    const [writer, reader] = (await replicas(2)) as [Store, Store]
    const seen = followed(reader, 40)
    for (let revision = 0; revision < 40; revision++) {
      await writer.commit(commitOf(revision, []))
      if (revision % 8 === 3) await cluster.sql(CUT_ALL, url)
    }
    expect(await seen).toEqual(inOrder(40))
  })

  test('that is told of a hole in the log does not go on over it', async () => {
    const store = await replica()
    for (const revision of [0, 1, 2]) await store.commit(commitOf(revision, []))
    await cluster.sql('delete from splashtop.revisions where revision = 2', url)
    expect(await refusal(followed(store, 3))).toEqual(['database-corrupt'])
  })

  test('ends when its store is closed', async () => {
    const store = await replica()
    const steps = store.follow(TEAM, 0, new AbortController().signal)[Symbol.asyncIterator]()
    const next = steps.next()
    await store.head(TEAM)
    await store.close()
    open.delete(store)
    expect((await next).done).toBe(true)
  })
})

const BACKENDS = `select pid from pg_stat_activity where application_name = 'splashtop' and datname = current_database()`
const CUT_ALL = `select pg_terminate_backend(pid) from (${BACKENDS}) as each`

describe('a connection that is lost', () => {
  /** A way to the database that can be cut when a certain word passes: before it has passed, or after. */
  async function way(): Promise<{ url: string; cut(word: string, when: 'before' | 'after'): void; close(): Promise<void> }> {
    let armed: { word: string; when: 'before' | 'after' } | undefined
    const sockets = new Set<Socket>()
    const server = createServer((client) => {
      const database = connect(cluster.port, '127.0.0.1')
      for (const socket of [client, database]) {
        sockets.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => {
          client.destroy()
          database.destroy()
        })
      }
      let deaf = false
      client.on('data', (bytes) => {
        if (!armed || !bytes.includes(armed.word)) return void database.write(bytes)
        const { when } = armed
        armed = undefined
        if (when === 'before') return void client.destroy()
        deaf = true // what the database answers to it is lost with the connection
        database.write(bytes)
      })
      database.on('data', (bytes) => {
        if (deaf) client.destroy()
        else client.write(bytes)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = new URL(url)
    address.port = String((server.address() as AddressInfo).port)
    return {
      url: address.href,
      cut: (word, when) => {
        armed = { word, when }
      },
      async close() {
        for (const socket of sockets) socket.destroy()
        server.close()
        await once(server, 'close')
      },
    }
  }

  test.each([
    ['commit', 'after', 'kept, although nobody was told'],
    ['commit', 'before', 'not kept'],
    ['pg_notify', 'after', 'not kept'],
    ['begin', 'before', 'not begun'],
  ] as const)('at `%s`, %s: the commit that was %s is there once', async (word, when, _was) => {
    const through = await way()
    const store = await replica(through.url)
    through.cut(word, when)
    expect(await store.commit(commitOf(0, [put('create', storedRow('a', 1))]))).toEqual({ revision: 1, repeated: false })
    expect([await store.head(TEAM), (await store.audit(TEAM, 0, 9)).length, (await store.snapshot(TEAM)).rows.length]).toEqual([1, 1, 1])
    expect(await store.commit(commitOf(1, []))).toEqual({ revision: 2, repeated: false })
    await store.close()
    open.delete(store)
    await through.close()
  })

  test('by a process that falls silent in the midst of a commit holds up the others for a while, not for ever', async () => {
    const store = await replica()
    await store.commit(commitOf(0, []))
    const silent = openDatabase(addressOf(url), { silentSeconds: 0.3 })
    const entered = Promise.withResolvers<void>()
    const silence = Promise.withResolvers<void>()
    const undone = silent.transaction(async (run) => {
      await run(sql.lock, [TEAM])
      await run(`update splashtop.heads set revision = 7`)
      entered.resolve()
      await silence.promise
      await run(sql.head, [TEAM])
    })
    await entered.promise
    expect(await store.commit(commitOf(1, []))).toEqual({ revision: 2, repeated: false })
    silence.resolve()
    expect(await refusal(undone)).toEqual(['database-unreachable'])
    await silent.close()
  })

  test('because the server crashed: commits and followers go on when it has recovered', async () => {
    const [writer, reader] = (await replicas(2)) as [Store, Store]
    const seen = reader.follow(TEAM, 0, new AbortController().signal)[Symbol.asyncIterator]()
    for (let revision = 0; revision < 12; revision++) {
      const victim = revision % 5 === 2 ? await cluster.sql(`${BACKENDS} limit 1`, url) : []
      for (const [pid] of victim) process.kill(Number(pid), 'SIGKILL') // PostgreSQL then ends all others, and recovers from its journal
      expect(await writer.commit(commitOf(revision, []))).toEqual({ revision: revision + 1, repeated: false })
      expect((await seen.next()).value).toEqual({ revision: revision + 1, entries: [] })
    }
    await seen.return?.(undefined)
  })

  test('for good is told by the name of the database, and whatever was begun is undone', async () => {
    const through = await way()
    const store = await replica(through.url)
    await through.close()
    expect(await refusal(store.head(TEAM))).toEqual(['database-unreachable'])
    expect(await refusal(store.commit(commitOf(0, [])))).toEqual(['database-unreachable'])
    expect(await (await replica()).head(TEAM)).toBe(0)
  })
})
