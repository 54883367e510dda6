/** The end of a server, and the end of its store: what is under way is finished, and nobody is left without an answer. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Cluster, startCluster } from '../store/postgres/cluster.ts'
import { openPostgres } from '../store/postgres/store.ts'
import { openSqlite } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { type Answered, begun, TEAM, type TestServer, testServer } from './testing.ts'
import { resource } from './testing-team.ts'

const codes = ({ body }: Answered): string[] => body.problems.map((found: { code: string }) => found.code)
const said = (answer: Answered): string => (answer.status < 400 ? String(answer.status) : `${answer.status} ${codes(answer).join(' ')}`)
const userNamed = (name: string) => resource(`User ${name} {email: ${name}@acme.example}`)
const put = (server: TestServer, name: string) => server.call('PUT', `/resources/users/${name}`, { body: userNamed(name) })

/** A store whose commits wait at a gate, once it is shut. */
interface Gate {
  open(): void
  /** Settles when a commit has come to the gate. */
  reached: Promise<void>
}
function gated(store: Store): { store: Store; shut(): Gate } {
  let waiting: { reach(): void; opened: Promise<void> } | undefined
  return {
    store: {
      ...store,
      databaseId: store.databaseId,
      async commit(next) {
        waiting?.reach()
        await waiting?.opened
        return store.commit(next)
      },
    },
    shut() {
      const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      waiting = { reach: reached.resolve, opened: opened.promise }
      return { open: opened.resolve, reached: reached.promise }
    },
  }
}

describe('a server that is told to stop', () => {
  let server: TestServer
  let shut: () => Gate
  const begin = async () => {
    server = await testServer({
      async open(root) {
        const gate = gated(await openSqlite(`${root}/control-plane.db`, 'write'))
        shut = gate.shut
        return gate.store
      },
    })
  }
  afterEach(() => server.end())

  test('finishes what is under way and acknowledges it; meanwhile it is not ready, takes no more writes, and says so', async () => {
    await begin()
    const gate = shut()
    const underWay = put(server, 'alice')
    await gate.reached
    const came = await begun(server, { method: 'PUT', path: '/resources/users/bob', token: server.owner, body: userNamed('bob') })
    const stopped = server.stop()
    expect([said(await server.call('GET', '//readyz')), said(await server.call('GET', '//healthz'))]).toEqual([
      '503 server-stopping',
      '200',
    ])
    for (const late of [
      await put(server, 'carol'),
      await server.call('POST', ':apply', { body: { manager: 'x', resources: [] } }),
      await server.call('POST', '/tokens', { body: {} }),
      await server.call('DELETE', '/resources/users/olga'),
    ])
      expect([said(late), Number(late.headers.get('retry-after'))]).toEqual(['503 server-stopping', expect.toSatisfy((wait) => wait >= 1)])
    expect((await server.call('GET', '/snapshot')).body.revision).toBe(2) // who only reads is served
    gate.open()
    // What had come before is done, too, though its body comes only now.
    expect([said(await underWay), (await came.end()).status]).toEqual(['200', 200])
    await stopped
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('lets a request finish whose head had come, and stops once however often it is told', async () => {
    await begin()
    const sending = await begun(server, { method: 'PUT', path: '/resources/users/alice', token: server.owner, body: userNamed('alice') })
    const all = [server.stop(), server.stop()]
    expect(all[0]).toBe(all[1])
    expect((await sending.end()).body).toMatchObject({ results: [{ op: 'create', result: 'done' }] })
    const answered = performance.now()
    await Promise.all(all)
    expect(performance.now() - answered).toBeLessThan(3000) // it does not wait for a connection that is kept for later
  })
})

describe('a store that goes away', () => {
  let cluster: Cluster
  let server: TestServer
  beforeAll(async () => {
    cluster = await startCluster()
    const url = await cluster.database()
    server = await testServer({ open: () => openPostgres(url, { connections: 3 }) })
  })
  afterAll(async () => {
    await server.end()
    await cluster.stop()
  })
  const ready = async () => said(await server.call('GET', '//readyz'))

  test('makes it unready, and it recovers by itself; who watches has missed nothing', async () => {
    expect([await ready(), said(await put(server, 'alice'))]).toEqual(['200', '200'])
    const watched = await fetch(`${server.url}/v1/teams/${TEAM}/watch`, { headers: { authorization: `Bearer ${server.owner}` } })
    const events = (watched.body as ReadableStream<Uint8Array>)[Symbol.asyncIterator]()
    await events.next()
    await cluster.down()
    expect([await ready(), said(await server.call('GET', '//healthz'))]).toEqual(['503 database-unreachable', '200'])
    expect(said(await server.call('GET', '/revisions'))).toBe('503 database-unreachable')
    const lost = put(server, 'bob')
    expect(said(await lost)).toBe('503 database-unreachable')
    await cluster.up()
    await vi.waitFor(async () => expect(await ready()).toBe('200'), { timeout: 20_000, interval: 50 })
    expect(said(await put(server, 'carol'))).toBe('200')
    let seen = ''
    while (!seen.includes('"User/acme/carol"')) seen += Buffer.from((await events.next()).value ?? []).toString()
    expect(seen.match(/^id: \d+/gm)).toEqual(['id: 4'])
    await events.return?.()
    const unforeseen = server.logged.filter((line) => line.includes('unforeseen'))
    expect(unforeseen).toEqual([])
    expect(server.logged.join('')).not.toContain(cluster.password)
  })
})
