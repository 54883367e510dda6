/**
 * What is large is carried out in a thread of its own, and nobody can tell but by not having to wait: the same declaration is sent as it is and, blown
 * up by blanks, by way of the planner.
 */
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { packRules } from '../../../cli/pack-rules.ts'
import { plannerOf } from '../../../cli/planning.ts'
import { type Cluster, startCluster } from '../../store/postgres/cluster.ts'
import { openPostgres } from '../../store/postgres/store.ts'
import { type Answered, begun, TEAM, type TestServer, testServer } from '../testing.ts'
import { resource, type TestTeam, testTeam } from '../testing-team.ts'
import { LARGE, planner } from './planner.ts'
import { DEADLY, gatedPlanner, OPEN, REACHED, SHUT } from './testing-thread.ts'

const blown = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body)) + ' '.repeat(LARGE)
const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => resource(`User u${from + i} {email: u${from + i}@acme.example}`))
const declared = (from: number, to: number) => ({ manager: 'api', scope: [], resources: users(from, to) })
const began = (server: TestServer): number => server.logged.filter((line) => line.includes('"the planner begins"')).length
const planning = (over: { database: string; keyFolder: string }) => plannerOf({ ...over, packs: ['strict'] })
/** All that a client is told, but for the id of its request, and whether the connection goes on. */
const told = ({ status, headers, body }: Answered) => {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'content-length', 'connection', 'keep-alive'].includes(name))
  return { status, headers: kept, body: { ...body, instance: undefined } }
}

describe('by way of the planner', () => {
  let server: TestTeam
  beforeAll(async () => {
    server = await testTeam({ planning, rules: packRules(['strict']) })
  })
  afterAll(() => server.end())
  const evaluatedAt = '2026-03-02T09:00:00Z'
  const both = async (path: string, body: unknown, token?: string): Promise<[Answered, Answered]> => {
    const ask = (sent: string) => server.call('POST', path, { body: sent, ...(token !== undefined && { token }) })
    return [await ask(typeof body === 'string' ? body : JSON.stringify(body)), await ask(blown(body))]
  }

  test('a plan is the same, to the letter', async () => {
    for (const resources of [users(0, 2), [resource('User mia {email: mia@acme.example, role: admin}'), ...users(0, 40)]]) {
      const [here, there] = await both(':plan', { manager: 'api', scope: ['User/gus'], resources, evaluatedAt })
      expect(here.status).toBe(200)
      expect(there.text).toBe(here.text)
      expect(told(there)).toEqual(told(here))
    }
    expect(began(server)).toBe(1)
  })

  const wrong = resource('User wrong {email: nobody, role: king}')
  test.each<[string, string, unknown, number]>([
    ['what is no JSON', ':plan', '{"manager": ', 400],
    ['what goes too deep', ':apply', '['.repeat(200), 400],
    ['a field twice', ':apply', '{"manager":"a","manager":"b","resources":[]}', 400],
    ['a field that there is not', ':apply', { manager: 'api', resources: [], more: 1 }, 400],
    ['a resource that is wrong', ':apply', { manager: 'api', resources: [wrong] }, 422],
    ['a time that there is not', ':plan', { manager: 'api', resources: [], evaluatedAt: '2026-02-31T00:00:00Z' }, 400],
    [
      'a plan with the digest of another one',
      ':apply',
      { ...declared(0, 1), plan: { base: 1, evaluatedAt, changes: [], digest: '24b1be6a7bc9ac2e9a2dc5ba2ba6a3ee' } },
      400,
    ],
  ])('%s is refused with the same Problems', async (_, path, body, status) => {
    const [here, there] = await both(path, body)
    expect(here.status).toBe(status)
    expect(told(there)).toEqual(told(here))
  })

  test('a plan that would be another one by now is refused as stale', async () => {
    const { body: plan } = await server.call('POST', ':plan', { body: { ...declared(500, 501), evaluatedAt } })
    const agreed = { base: plan.base, evaluatedAt, changes: plan.changes, digest: plan.digest }
    const [here, there] = await both(':apply', { ...declared(501, 502), plan: agreed })
    expect(here.status).toBe(409)
    expect(told(there)).toEqual(told(here))
  })

  test('who may not is refused as everywhere, before the body is read and after', async () => {
    for (const [who, path, status] of [
      ['mia', ':plan', 403],
      ['mia', ':apply', 403],
      ['gina', ':apply', 403],
    ] as const) {
      const [here, there] = await both(path, declared(0, 2), await server.token(who))
      expect([who, here.status]).toEqual([who, status])
      expect(told(there)).toEqual(told(here))
    }
    const [here, there] = await both(':apply', declared(0, 2), 'sp_none')
    expect([here.status, told(there)]).toEqual([401, told(here)])
  })

  test('who is cut off while its body comes is refused, though the planner has known its token', async () => {
    const token = await server.tokenOf('adam')
    const body = declared(2000, 6000)
    expect((await server.call('POST', ':plan', { token, body: blown(declared(0, 1)) })).status).toBe(200)
    const sending = await begun(server, { method: 'POST', path: ':apply', token, body })
    const { body: who } = await server.call('GET', '/whoami', { token })
    expect((await server.call('DELETE', `/tokens/${who.token.id}`)).status).toBe(200)
    const { status, body: refusal } = await sending.end()
    expect([status, refusal.problems[0].code]).toEqual([401, 'token-refused'])
  })

  test('an apply is done once, whichever way it comes again, and whoever reads then reads it', async () => {
    const body = declared(100, 130)
    const headers = { 'idempotency-key': 'once' }
    const first = await server.call('POST', ':apply', { body: blown(body), headers })
    expect((await server.call('GET', '/resources/users/u129')).status).toBe(200)
    expect((await server.call('GET', '/snapshot')).body.revision).toBe(first.body.revision)
    const again = await server.call('POST', ':apply', { body: blown(body), headers })
    const here = await server.call('POST', ':apply', { body: JSON.stringify(body), headers })
    expect([first.status, first.body.results.length]).toEqual([200, 30])
    for (const { body: receipt } of [again, here])
      expect([receipt.revision, receipt.results]).toEqual([first.body.revision, first.body.results])
    const removed = await server.call('DELETE', '/resources/users/u129')
    expect(removed.body.revision).toBe(first.body.revision + 1)
    const [, plan] = await both(':plan', { manager: 'api', resources: [], scope: ['User/u129'] })
    expect([plan.body.base, plan.body.changes]).toEqual([removed.body.revision, []]) // it knows of what was committed here, too
  })

  test('a call is logged once and counted once, under its own id', async () => {
    const counted = async () => {
      const { text } = await server.call('GET', '//metrics')
      return Number(/requests_total\{route="plan",method="POST",status="200"\} (\d+)/.exec(text)?.[1] ?? 0)
    }
    const before = await counted()
    await server.call('POST', ':plan', { body: blown(declared(0, 2)), headers: { 'x-request-id': 'large-1' } })
    expect(await counted()).toBe(before + 1)
    const lines = server.logged.filter((line) => line.includes('"large-1"')).map((line) => JSON.parse(line))
    expect(lines).toEqual([
      expect.objectContaining({ route: 'plan', status: 200, team: TEAM, actor: 'os:tester', token: expect.any(String) }),
    ])
  })
})

describe('a planner at work', () => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  let server: TestServer
  const begin = async ({ idleMs = 60_000, megabytes }: { idleMs?: number; megabytes?: number } = {}) => {
    Atomics.store(gate, 0, OPEN)
    server = await testServer({ planning: (over) => ({ ...gatedPlanner({ ...over, gate }, megabytes), idleMs }) })
  }
  const open = () => {
    Atomics.store(gate, 0, OPEN)
    Atomics.notify(gate, 0)
  }
  const applied = (from: number, to: number) => server.call('POST', ':apply', { body: blown(declared(from, to)) })
  const reached = () => vi.waitFor(() => expect(Atomics.load(gate, 0)).toBe(REACHED), { timeout: 20_000, interval: 5 })

  describe('of one server', () => {
    beforeAll(() => begin())
    afterEach(open)
    afterAll(() => server.end())

    test('keeps nobody waiting: who comes after is answered before, reader and writer alike', async () => {
      Atomics.store(gate, 0, SHUT)
      let answered = false
      const large = applied(0, 20).finally(() => (answered = true))
      await reached()
      expect((await server.call('GET', '/whoami')).status).toBe(200)
      const put = await server.call('PUT', '/resources/users/alice', { body: resource('User alice {email: alice@acme.example}') })
      expect([put.status, answered]).toEqual([200, false])
      open()
      // It was planned before alice came, and is planned again over her.
      expect(await large).toMatchObject({ status: 200, body: { revision: put.body.revision + 1 } })
    })

    test('that was overtaken once has the right of way: whoever writes then comes after it', async () => {
      Atomics.store(gate, 0, SHUT)
      const large = applied(20, 40)
      await reached()
      const carol = await server.call('PUT', '/resources/users/carol', { body: resource('User carol {email: carol@acme.example}') })
      Atomics.store(gate, 0, SHUT)
      Atomics.notify(gate, 0)
      await reached() // once more, since it was planned anew over carol
      let answered = false
      const body = resource('User bob {email: bob@acme.example}')
      const bob = server.call('PUT', '/resources/users/bob', { body }).finally(() => (answered = true))
      await server.call('GET', '/whoami')
      expect([carol.status, answered]).toEqual([200, false])
      open()
      const [first, second] = await Promise.all([large, bob])
      expect([first.status, second.status]).toEqual([200, 200])
      expect([first.body.revision, second.body.revision]).toEqual([carol.body.revision + 1, carol.body.revision + 2])
    })

    test('commits nothing for a token that was revoked before it had', async () => {
      const { text, token } = (await server.call('POST', '/tokens', { body: {} })).body
      Atomics.store(gate, 0, SHUT)
      const large = server.call('POST', ':apply', { token: text, body: blown(declared(70, 80)) })
      await reached()
      const revoked = await server.call('DELETE', `/tokens/${token.id}`)
      expect(revoked.status).toBe(200)
      const { revision } = (await server.call('GET', '/snapshot')).body
      open()
      expect((await large).status).toBe(401)
      expect((await server.call('GET', '/snapshot')).body.revision).toBe(revision)
      expect((await server.call('GET', '/resources/users/u70')).status).toBe(404)
    })

    test('finishes what it has begun when the server stops, and the answer arrives', async () => {
      const { body: before } = await server.call('GET', '/snapshot')
      Atomics.store(gate, 0, SHUT)
      const large = applied(40, 60)
      await reached()
      const stopped = server.stop()
      expect((await applied(60, 70)).body.problems[0].code).toBe('server-stopping')
      open()
      expect(await large).toMatchObject({ status: 200, body: { revision: before.revision + 1 } })
      await stopped
      expect(server.logged.at(-1)).toContain('stopped')
    })
  })

  describe('of a server of its own', () => {
    afterEach(async () => {
      open()
      await server.end()
    })

    test('that dies takes nobody along: the call is a failure of the server, and the next one begins another planner', async () => {
      await begin({ megabytes: 48 }) // the less it may use, the sooner it is used up
      Atomics.store(gate, 0, DEADLY)
      const lost = await applied(0, 20)
      expect([lost.status, lost.body.problems[0].code]).toEqual([500, 'internal'])
      expect(server.logged.filter((line) => line.includes('"the planner has died"'))).toHaveLength(1)
      expect((await server.call('GET', '/resources/users/u1')).status).toBe(404)
      open()
      expect((await applied(0, 20)).status).toBe(200)
      expect(began(server)).toBe(2)
    })

    test('carries out what is short, too, where silence may be about a large team', async () => {
      await begin()
      const { scope, ...all } = declared(0, 5100)
      expect((await server.call('POST', ':apply', { body: all })).status).toBe(200)
      Atomics.store(gate, 0, SHUT)
      const none = { manager: 'api', resources: [] }
      expect((await server.call('POST', ':apply', { body: { ...none, ...declared(6000, 6001) } })).status).toBe(200) // speaks of one, and is done here
      const emptied = server.call('POST', ':apply', { body: none })
      await reached()
      expect((await server.call('GET', '/resources/users/u5099')).status).toBe(200)
      open()
      expect(await emptied).toMatchObject({ status: 200, body: { results: expect.toSatisfy((results) => results.length === 5101) } })
      expect((await server.call('GET', '/resources/users/u5099')).status).toBe(404)
    })

    test('ends when it has had nothing to do for long, and begins again', async () => {
      await begin({ idleMs: 30 })
      expect((await applied(0, 20)).status).toBe(200)
      await vi.waitFor(() => expect(server.logged.join('')).toContain('"the planner has ended"'), { timeout: 20_000, interval: 10 })
      expect((await applied(20, 40)).status).toBe(200)
      expect(began(server)).toBe(2)
    })
  })
})

test('who has gone is told to the planner, and what it did not foresee comes back with its stack', async () => {
  const program = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', (message) => {
      if (message === 'end') parentPort.close()
      else if (message.gone) parentPort.postMessage({ id: message.id, failed: { message: 'stopped', stack: 'stopped at its place' } })
    })`
  const file = new URL(`data:text/javascript,${encodeURIComponent(program)}`)
  const beside = planner({ file, data: {} }, pino({ level: 'silent' }))
  const gone = new AbortController()
  const call = { endpoint: 'plan', params: {}, query: {}, headers: {}, ip: '127.0.0.1', since: 0 }
  const bytes = new Uint8Array(10)
  const asked = [beside.answer(call, bytes, gone.signal), beside.answer(call, new Uint8Array(10), AbortSignal.abort())]
  gone.abort()
  for (const one of await Promise.allSettled(asked))
    expect(one).toMatchObject({ status: 'rejected', reason: { message: 'stopped', stack: 'stopped at its place' } })
  expect(bytes.length).toBe(0) // it was handed over
  await beside.idle()
  await beside.close()
})

describe('over PostgreSQL', () => {
  let cluster: Cluster
  let server: TestServer
  beforeAll(async () => {
    cluster = await startCluster()
    const database = await cluster.database()
    const open = () => openPostgres(database, { connections: 3 })
    server = await testServer({ open, planning: ({ keyFolder }) => planning({ database, keyFolder }) })
  })
  afterAll(async () => {
    await server.end()
    await cluster.stop()
  })

  test('a large apply is committed, and read by whoever asks then', async () => {
    const { status, body } = await server.call('POST', ':apply', { body: blown(declared(0, 300)) })
    expect([status, body.results.length, began(server)]).toEqual([200, 300, 1])
    expect((await server.call('GET', '/resources/users/u299')).status).toBe(200)
    expect((await server.call('GET', '/snapshot')).body.revision).toBe(body.revision)
  })
})
