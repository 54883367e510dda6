/**
 * Three servers on one PostgreSQL, of which one after the other is cut off and begun anew while many apply through them: every revision is there
 * once and in order, whoever watches sees them all, and the audit log of all of them holds.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawn } from '../../providers/control-plane/faulty.ts'
import { overHttp, type Remote } from '../../providers/control-plane/over-http.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import { ProblemError } from '../../schema/problem.ts'
import { beginTeam } from '../begin.ts'
import { controlPlane } from '../control-plane.ts'
import { type Cluster, startCluster } from '../store/postgres/cluster.ts'
import { openPostgres } from '../store/postgres/store.ts'
import { declaration, TEAM, user } from '../testing.ts'
import { type Served, serve } from './serve.ts'

/** A way to a replica that stays where it is, whatever becomes of the replica behind it. */
interface Way {
  url: string
  served: Served
  /** As when its process is killed: all connections go at once. Whoever comes then waits for the one that is begun in its place. */
  killed(): Promise<void>
  end(): Promise<void>
}

let cluster: Cluster
let database: string
let root: string
let token: string
const ways: Way[] = []
const opened = () => openPostgres(database, { connections: 4 })
const begin = async () =>
  serve({
    ...{ store: await opened(), keyFolder: join(root, 'keys'), host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) },
    rate: { perSecond: 1e6, burst: 1e6 },
  })

async function way(): Promise<Way> {
  let served = await begin()
  let up: Promise<void> = Promise.resolve()
  const sockets = new Set<Socket>()
  const server = createServer(async (client) => {
    client.on('error', () => {}) // it is cut here
    await up
    const onward = connect(Number(new URL(served.url).port), '127.0.0.1')
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get served() {
      return served
    },
    killed() {
      for (const socket of sockets) socket.destroy()
      const gone = served.stop()
      return (up = gone.then(async () => {
        served = await begin()
      }))
    },
    async end() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
      await served.stop()
    },
  }
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-replicas-'))
  cluster = await startCluster()
  database = await cluster.database()
  const store = await opened()
  const operator = { name: 'os:tester' }
  await beginTeam(store, join(root, 'keys'), { team: TEAM, owner: { name: 'olga', email: 'olga@acme.example' } }, operator)
  const { credentials } = controlPlane(store, TEAM, join(root, 'keys'))
  token = (await credentials.issue(operator, { holder: { user: 'olga' } })).text
  await store.close()
  for (let i = 0; i < 3; i++) ways.push(await way())
})
afterAll(async () => {
  for (const each of ways) await each.end()
  await cluster.stop()
  rmSync(root, { recursive: true })
})
const client = ({ url }: Way): Remote => overHttp({ url, token, team: TEAM })

/** Applies one user under one key, until it is known what became of it. */
async function apply(remote: Remote, by: string, name: string, displayName: string): Promise<number> {
  const idempotencyKey = `${by}-${name}-${displayName}`
  const actor = { name: 'olga' }
  for (;;)
    try {
      const world = await remote.world()
      const wanted = { ...declaration(user(name, { displayName })), manager: `git:acme/${by}` }
      const planned = plan(wanted, world, { evaluatedAt: '2026-01-01T00:00:00Z' })
      return (await remote.apply({ declaration: wanted, planned, actor, idempotencyKey })).revision
    } catch (error) {
      const code = error instanceof ProblemError ? error.problems[0]?.code : undefined
      // A way that is down longer than a client waits; or a first try that was done, after which the plan is another one.
      if (code !== 'server-unreachable' && code !== 'outcome-unknown' && code !== 'stale-plan') throw error
    }
}

interface Seen {
  revision: number
  changes: { key: string; resource: { spec: { displayName?: string } } | null }[]
}
/** What somebody sees who watches, and connects again wherever it was cut off, up to a revision. */
async function watched(by: Way, reached: Promise<number>): Promise<Seen[]> {
  const seen: Seen[] = []
  let last = Number.POSITIVE_INFINITY
  const done = () => (seen.at(-1)?.revision ?? 0) >= last
  let cut = () => {}
  void reached.then((revision) => {
    last = revision
    cut() // it may have seen that one, and wait for the next
  })
  while (!done()) {
    const asking = request(`${by.url}/v1/teams/${TEAM}/watch?since=${seen.at(-1)?.revision ?? 0}`, {
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    })
    asking.end()
    cut = () => asking.destroy()
    try {
      const [response] = (await once(asking, 'response')) as [IncomingMessage]
      let text = ''
      for await (const piece of response) {
        const events = (text += String(piece)).split('\n\n')
        text = events.pop() as string
        for (const data of events.flatMap((event) => /^event: revision\ndata: (.*)$/m.exec(event)?.[1] ?? [])) seen.push(JSON.parse(data))
        if (done()) break
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
    }
    asking.destroy()
  }
  return seen
}

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const [APPLIERS, KILLS] = [4, 7]
test(`nothing is lost, doubled or reordered while replicas are killed (SEED=${seed})`, async () => {
  const draw = drawn(seed)
  const { promise, resolve } = Promise.withResolvers<number>()
  const watchers = ways.map((each) => watched(each, promise))
  let killing = true
  const kills = async () => {
    for (let [kill, head] = [0, 0]; kill < KILLS; kill++) {
      const victim = ways[Math.floor(draw() * ways.length)] as Way
      await victim.killed()
      // The next one goes when somebody got on, or nothing would be under way.
      const remote = client(victim)
      for (const before = head; killing && head < before + APPLIERS; ) head = (await remote.world()).revision
      await remote.close()
    }
  }
  const appliers = Array.from({ length: APPLIERS }, async (_, i) => {
    const remote = client(ways[i % ways.length] as Way)
    const reached: number[] = []
    for (let n = 1; killing; n++) reached.push(await apply(remote, `app${i}`, `user${i}`, `N${n}`))
    await remote.close()
    return reached
  })
  const ended = kills().finally(() => {
    killing = false
  })
  const [reached] = await Promise.all([Promise.all(appliers), ended])
  const last = Math.max(...reached.flat())
  resolve(last)
  for (const seen of await Promise.all(watchers)) {
    expect(seen.map(({ revision }) => revision)).toEqual(Array.from({ length: last }, (_, i) => i + 1))
    for (let i = 0; i < APPLIERS; i++)
      expect(
        seen.flatMap(({ changes }) =>
          changes.flatMap(({ key, resource }) => (key.endsWith(`/user${i}`) ? [resource?.spec.displayName] : [])),
        ),
      ).toEqual(reached[i]?.map((_, n) => `N${n + 1}`))
  }
  // Two for the beginning and its token, and one for each apply.
  expect(last).toBe(2 + reached.flat().length)
  for (const each of ways) {
    const remote = client(each)
    expect(await remote.verifyAudit()).toEqual({ entries: last, signed: last, problems: [] })
    await remote.close()
  }
})

test('who has written reads what was written, through whichever replica', async () => {
  const [writer, ...readers] = ways.map(client) as [Remote, ...Remote[]]
  for (let n = 0; n < 10; n++) {
    const revision = await apply(writer, 'reads', 'mia', `M${n}`)
    for (const each of ways.slice(1)) {
      const answer = await fetch(`${each.url}/v1/teams/${TEAM}/snapshot?atLeast=${revision}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const { revision: at, resources } = (await answer.json()) as {
        revision: number
        resources: { metadata: { name: string }; spec: object }[]
      }
      expect(at).toBeGreaterThanOrEqual(revision)
      expect(resources.find(({ metadata }) => metadata.name === 'mia')?.spec).toMatchObject({ displayName: `M${n}` })
    }
    expect((await writer.world()).revision).toBeGreaterThanOrEqual(revision)
  }
  for (const each of [writer, ...readers]) await each.close()
})

test('a token that one replica has revoked the others refuse as soon as they have heard of it', async () => {
  const remotes = ways.map(client) as [Remote, Remote, Remote]
  const issued = await remotes[0].issue({ description: 'to be revoked' })
  const asked = async (each: Way) =>
    (await fetch(`${each.url}/v1/teams/${TEAM}/whoami`, { headers: { authorization: `Bearer ${issued.text}` } })).status
  await expect.poll(() => Promise.all(ways.map(asked))).toEqual([200, 200, 200])
  await remotes[1].revoke(issued.token.id)
  expect(await asked(ways[1] as Way)).toBe(401)
  await expect.poll(() => Promise.all(ways.map(asked))).toEqual([401, 401, 401])
  for (const each of remotes) await each.close()
})
