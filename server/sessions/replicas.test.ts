/** Sessions on several servers of one PostgreSQL: asked of one for a computer of another, known to all, and nothing is left of a server that dies. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { SessionToAgent } from '../../protocol/session.ts'
import { ProblemError } from '../../schema/problem.ts'
import { beginTeam } from '../begin.ts'
import { controlPlane, type Serving } from '../control-plane.ts'
import { whoseCode } from '../devices/codes.ts'
import { makeDeviceKeys } from '../devices/keys.ts'
import type { Agent } from '../devices/roster.ts'
import { install } from '../devices/testing.ts'
import { type Cluster, startCluster } from '../store/postgres/cluster.ts'
import { openPostgres } from '../store/postgres/store.ts'
import type { Store } from '../store/store.ts'
import { applyTo, declaration, declare, TEAM } from '../testing.ts'

const print = (digit: string) => Array(32).fill(`${digit}${digit}`).join(':')
const sdp = (digit: string, more = '') => `v=0\r\na=fingerprint:sha-256 ${print(digit)}\r\n${more}`
const ADDRESS = '192.0.2.7'

interface Replica {
  plane: Serving
  store: Store
  /** Leaves as a process does that is killed: the others hear nothing of it. */
  die(): Promise<void>
  stop(): Promise<void>
}
let cluster: Cluster
let root: string
let url: string
let replicas: Replica[]
let desk: Agent
let said: SessionToAgent[]
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())

async function replica(): Promise<Replica> {
  const store = await openPostgres(url, { connections: 3 })
  let dead = false
  const muted: Store = {
    ...store,
    databaseId: store.databaseId,
    wire: { ...(store.wire as NonNullable<Store['wire']>), say: async (...said) => (dead ? undefined : store.wire?.say(...said)) },
  }
  const plane = controlPlane(muted, TEAM, join(root, 'keys'))
  const over = new AbortController()
  const following = plane.follow(over.signal)
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    over.abort()
    await following
    await plane.close()
  }
  return {
    ...{ plane, store, stop },
    die() {
      dead = true
      return stop()
    },
  }
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-replicas-'))
  url = await cluster.database()
  const store = await openPostgres(url, { connections: 3 })
  const keys = join(root, 'keys')
  await beginTeam(store, keys, { team: TEAM, owner: { name: 'olga', email: 'olga@acme.example' } }, { name: 'os:tester' })
  makeDeviceKeys(keys, store.databaseId, Date.now())
  const operator = controlPlane(store, TEAM, keys)
  await applyTo(
    operator,
    declaration(
      declare('Team', TEAM, { owner: 'olga', features: { concurrentSessions: false } }),
      declare('User', 'olga', { email: 'olga@acme.example' }),
      declare('Group', 'desks', { type: 'mixed' }),
      ...['mia', 'ben'].map((name) => declare('User', name, { email: `${name}@acme.example`, group: 'desks' })),
      declare('DeploymentPackage', 'desks', { displayName: 'Desks', group: 'desks' }),
    ),
  )
  const { code } = await operator.packageCode('desks', { name: 'os:tester' })
  const found = await whoseCode(store, keys, code)
  if (!found) throw new Error('there is no package')
  const came = await operator.devices.enrolments.enrol(install('desk-1', code).request, found, ADDRESS)
  if (!('agent' in came)) throw new Error('desk-1 has to wait')
  desk = came.agent
  await operator.close()
  replicas = await Promise.all([replica(), replica(), replica()])
  said = []
  // They have heard of each other as soon as one answers the other.
  while (!(await known())) expect(replicas).toHaveLength(3)
  said = []
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const each of replicas) await each.stop()
  rmSync(root, { recursive: true })
})

const [one, two, three] = [0, 1, 2].map((i) => () => (replicas[i] as Replica).plane.sessions) as [
  () => Serving['sessions'],
  () => Serving['sessions'],
  () => Serving['sessions'],
]
/** A session that is told to each shows that each hears the others. */
async function known(): Promise<boolean> {
  const detach = attach(two())
  const running = { sessionId: 'probe', user: 'mia', since: new Date().toISOString() }
  two().heard(desk, { running })
  await after(100)
  const all = [one(), three()].every((sessions) => sessions.running().some(({ id }) => id === 'probe'))
  two().heard(desk, { ended: { sessionId: 'probe', reason: 'viewer-left' } })
  detach()
  return all
}
/** A computer that answers at once. */
const attach = (sessions: Serving['sessions'], answer = sdp('A')) =>
  sessions.attach(desk, (message) => {
    said.push(message)
    if ('prepare' in message) sessions.heard(desk, { prepared: { sessionId: message.prepare.sessionId, answer } })
  })
const wish = (user: string) => ({ user, computer: 'desk-1', address: ADDRESS, offer: sdp('B') })
const refusal = async (asked: Promise<unknown>) => {
  try {
    await asked
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problems[0]?.code}: ${error.problems[0]?.message}`
    throw error
  }
  return undefined
}
const ids = (sessions: Serving['sessions']) => sessions.running().map(({ id }) => id)

test('a session begins where the computer hangs, whichever server is asked, with descriptions as long as they may be', async () => {
  const long = sdp('A', `a=candidate:${'x'.repeat(20_000)}\r\n`)
  attach(two(), long)
  const begun = await one().begin({ ...wish('mia'), offer: sdp('B', `a=candidate:${'y'.repeat(20_000)}\r\n`) })
  expect(begun).toMatchObject({ answer: long, computer: 'desk-1' })
  expect(said.map((message) => Object.keys(message)[0])).toEqual(['prepare', 'grant'])
  for (const sessions of [one(), two(), three()]) await expect.poll(() => ids(sessions)).toEqual([begun.id])
  // What the computer or the control plane says against it comes back in its words.
  expect(await refusal(three().begin(wish('ben')))).toBe('session-busy: Somebody else works on `desk-1`.')
  // It is ended from anywhere, and gone everywhere.
  expect(three().end(begun.id, 'ended-by-somebody')).toBe(true)
  await expect.poll(() => said.at(-1)).toEqual({ end: { sessionId: begun.id, reason: 'ended-by-somebody' } })
  two().heard(desk, { ended: { sessionId: begun.id, reason: 'ended-by-somebody' } })
  for (const sessions of [one(), two(), three()]) await expect.poll(() => ids(sessions)).toEqual([])
  expect(one().end(begun.id, 'ended-by-somebody')).toBe(false)
})

test('a link opens its session at another server than made it, and once', async () => {
  attach(three())
  const { ticket } = await one().ticket({ user: 'mia', computer: 'desk-1', address: ADDRESS })
  expect(await two().redeem(ticket, { offer: sdp('B'), address: ADDRESS })).toMatchObject({ user: 'mia', computer: 'desk-1' })
  expect(await refusal(two().redeem(ticket, { offer: sdp('B'), address: ADDRESS }))).toContain('session-ticket')
  expect(await refusal(one().redeem(ticket, { offer: sdp('B'), address: ADDRESS }))).toContain('session-ticket')
})

test('candidates find their way through whichever server the viewer speaks to', async () => {
  attach(three())
  const { id, signal } = (await one().begin({ ...wish('mia'), trickle: true })) as { id: string; signal: string }
  const candidate = { candidate: 'candidate:1 1 UDP 1 192.0.2.1 9 typ host', mid: '0' }
  const asked = two().exchange({ id, signal, candidates: [candidate], after: 0 })
  await expect.poll(() => said.at(-1)).toEqual({ candidates: { sessionId: id, candidates: [candidate] } })
  three().heard(desk, { candidates: { sessionId: id, candidates: [candidate], done: true } })
  expect(await asked).toEqual({ candidates: [candidate], next: 1, done: true })
  expect(await refusal(two().exchange({ id, signal: 'guessed', candidates: [], after: 0 }))).toContain('unknown-session')
})

test('a computer that hangs nowhere is away, and one that moved is where it came to', async () => {
  expect(await refusal(one().begin(wish('mia')))).toBe('session-offline: `desk-1` is not in touch with this control plane.')
  attach(two())
  const begun = await one().begin(wish('mia'))
  // Its stream to the second has not been noticed as dead when it comes to the third, and tells what runs.
  attach(three())
  three().heard(desk, { running: { sessionId: begun.id, user: 'mia', since: new Date().toISOString() } })
  for (const sessions of [one(), two(), three()]) await expect.poll(() => ids(sessions)).toEqual([begun.id])
  // The second may not have heard of it yet, and says that the computer has just left it.
  await expect.poll(() => refusal(one().begin(wish('ben')))).toContain('session-busy')
  said = []
  three().heard(desk, { ended: { sessionId: begun.id, reason: 'viewer-left' } })
  await expect.poll(() => ids(one())).toEqual([])
  await one().begin(wish('ben'))
  // What it may do is told it as well, once.
  expect(said.map((message) => Object.keys(message)[0]).filter((name) => name !== 'narrow')).toEqual(['prepare', 'grant'])
})

test('a server that dies leaves nothing locked: its sessions are forgotten, or told anew by their computer at another one', async () => {
  attach(two())
  const begun = await one().begin(wish('mia'))
  for (const sessions of [one(), three()]) await expect.poll(() => ids(sessions)).toEqual([begun.id])
  await (replicas[1] as Replica).die()
  expect(ids(one())).toEqual([begun.id])
  const now = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => now + 61_000)
  expect(ids(one())).toEqual([])
  vi.restoreAllMocks()
  attach(three())
  three().heard(desk, { running: { sessionId: begun.id, user: 'mia', since: new Date().toISOString() } })
  await expect.poll(() => ids(one()).filter((id) => id === begun.id)).toContain(begun.id)
  await expect.poll(() => refusal(one().begin(wish('ben')))).toContain('session-busy')
  // A server that comes anew is told.
  replicas[1] = await replica()
  await expect.poll(() => ids(two()), { timeout: 20_000 }).toEqual([begun.id])
})

test('what is committed at one server ends the session that another brought about', async () => {
  attach(three())
  const begun = await two().begin(wish('mia'))
  const { plane } = replicas[0] as Replica
  await applyTo(plane, {
    ...declaration(declare('User', 'mia', { email: 'mia@acme.example', group: 'desks', disabled: true })),
    scope: new Set([`User/${TEAM}/mia`]),
  })
  await expect.poll(() => said.at(-1)).toEqual({ end: { sessionId: begun.id, reason: 'access-removed' } })
})
