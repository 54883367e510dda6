/** What agents report, and what people see of it: the fleet, and how far a revision has come. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onlineKeyAt } from '../../../protocol/keys.ts'
import { openPolicy, openTimestamp } from '../../../protocol/policy.ts'
import type { Report } from '../../../protocol/report.ts'
import { neededDeviceKeys } from '../../devices/keys.ts'
import { type Served, serve } from '../serve.ts'
import { TEAM } from '../testing.ts'
import { type AgentServer, agentServer, type TestAgent } from './testing.ts'

let server: AgentServer
let [desk, crew]: TestAgent[] = []
let other: Served | undefined
beforeAll(async () => {
  server = await agentServer()
  desk = await server.agent('desk-1', 'desk')
  crew = await server.agent('crew-1')
})
afterAll(async () => {
  await other?.stop()
  await server.end()
})

const keyOf = () => onlineKeyAt(neededDeviceKeys(server.keyFolder).online, Date.now())
/** What an agent says that has taken its policy over. */
async function report(agent: TestAgent, more: Partial<Report> = {}): Promise<Report> {
  const { text, headers } = await agent.call('GET', '/policy')
  const { epoch, digest } = openPolicy(text, keyOf())
  const { rev } = openTimestamp(headers.get('policy-timestamp') ?? '', keyOf())
  const policy = { epoch, rev, digest, appliedAt: new Date().toISOString() }
  return { agentVersion: '0.1.0', policy, settings: { 'session.sound': 'enforced' }, conditions: [], sessions: [], ...more }
}
const says = async (agent: TestAgent, more?: Partial<Report>) => agent.call('POST', '/status', { body: await report(agent, more) })
const fleet = async (query = '') => (await server.call('GET', `/fleet${query}`)).body.computers as Record<string, unknown>[]
const names = async (query: string) => (await fleet(query)).map(({ computer }) => computer)
const sound = (value: string) =>
  server.write('olga', `PreferencePolicy theirs {targets: {groups: [desk]}, settings: {session: {sound: ${value}}}, admins: [gina]}`)

test('who enrolled and has said nothing is in the fleet, and not current', async () => {
  expect(await fleet('?computer=desk-1')).toMatchObject([
    {
      computer: 'desk-1',
      group: 'desk',
      package: 'desk',
      os: 'linux Debian 13',
      version: '0.1.0',
      policy: null,
      current: false,
      lag: null,
      revoked: false,
    },
  ])
  expect(await names('?group=crew')).toEqual(['crew-1'])
})

test('a report says what runs, is answered with the proof of the policy, and is seen with what stands against it', async () => {
  const answered = await says(desk as TestAgent, {
    settings: { 'session.sound': 'enforced', 'security.blankScreen': 'unsupported', 'general.proxy': 'failed' },
    reasons: { 'general.proxy': 'no such host' },
    conditions: [{ code: 'disk-full', level: 'error', title: 'The disk is full', text: 'Make room.', since: '2026-01-01T00:00:00.000Z' }],
    inventory: { cpu: 'some' },
  })
  expect(answered.status).toBe(200)
  expect(openTimestamp(answered.body.timestamp, keyOf()).agentId).toBe(desk?.keyid.split('/')[1])
  expect(await fleet('?computer=desk-1')).toMatchObject([
    {
      ...{ current: true, lag: 0, online: true, unsupported: ['security.blankScreen'], sessions: 0, rejected: null },
      failed: [{ setting: 'general.proxy', reason: 'no such host' }],
      conditions: [{ code: 'disk-full', level: 'error' }],
    },
  ])
  await says(crew as TestAgent)
  expect(await names('?troubled=true')).toEqual(['desk-1'])
  expect(await names('?condition=disk-full')).toEqual(['desk-1'])
  expect(await names('?current=true')).toEqual(['crew-1', 'desk-1'])
  await says(desk as TestAgent)
  expect((await server.call('GET', '/fleet/desk-1/inventory')).body.inventory).toEqual({ cpu: 'some' })
  expect((await server.call('GET', '/fleet/crew-1/inventory')).body.inventory).toBeNull()
})

test('what is no report is refused, and changes nothing', async () => {
  const good = await report(desk as TestAgent)
  for (const wrong of [
    { ...good, settings: { 'session.sound': 'maybe' } },
    { ...good, conditions: Array(51).fill({ code: 'x', level: 'info', title: 'x', text: 'x', since: '2026-01-01T00:00:00.000Z' }) },
    { ...good, conditions: [{ code: 'x', level: 'info', title: 'a\u202eb', text: 'x', since: '2026-01-01T00:00:00.000Z' }] },
    { ...good, policy: { epoch: 1 } },
    { ...good, policy: undefined },
    [],
  ]) {
    const answered = await desk?.call('POST', '/status', { body: wrong })
    expect([answered?.status, answered?.body.problems[0].code], JSON.stringify(wrong)).toEqual([400, 'invalid-request'])
  }
  expect(await names('?troubled=true')).toEqual([])
})

test('a revision is followed until those in touch enforce it, and who does not is named', async () => {
  await sound('off')
  const { revision } = (await server.call('GET', '/fleet')).body
  const rollout = async () => (await server.call('GET', `/rollouts/${revision}`)).body
  const before = openTimestamp((await desk?.call('GET', '/policy'))?.headers.get('policy-timestamp') ?? '', keyOf()).rev
  expect(before).toBe(revision)
  expect(await rollout()).toMatchObject({
    affected: 1,
    enforcing: 0,
    offline: 0,
    behind: [{ computer: 'desk-1', why: expect.stringMatching(/^it runs revision \d+$/) }],
  })
  expect(await names('?current=false')).toEqual(['desk-1'])
  await says(desk as TestAgent, { rejected: { code: 'unknown-setting', reason: 'it is too new' } })
  expect(await rollout()).toMatchObject({ enforcing: 1, unsupported: 0, behind: [] })
  await says(desk as TestAgent, { settings: { 'session.sound': 'unsupported' } })
  expect(await rollout()).toMatchObject({ enforcing: 1, unsupported: 1, behind: [] })
  // What the revision does not change stands in nobody's way.
  await says(desk as TestAgent, { settings: { 'session.sound': 'enforced', 'general.proxy': 'failed' } })
  expect(await rollout()).toMatchObject({ enforcing: 1, behind: [] })
  await says(desk as TestAgent, { settings: { 'session.sound': 'failed' }, reasons: { 'session.sound': 'no sink' } })
  expect(await rollout()).toMatchObject({ enforcing: 0, behind: [{ computer: 'desk-1', why: 'session.sound failed: no sink' }] })
  const full = { code: 'disk-full', level: 'error', title: 'The disk is full', text: 'x', since: '2026-01-01T00:00:00.000Z' } as const
  await says(desk as TestAgent, { policy: null, conditions: [full] })
  expect(await rollout()).toMatchObject({ enforcing: 0, behind: [{ computer: 'desk-1', why: 'it runs no policy; The disk is full' }] })
  await says(desk as TestAgent)
  await server.write('olga', 'User xena {email: xena@acme.example}')
  expect((await server.call('GET', `/rollouts/${revision + 1}`)).body).toMatchObject({ affected: 0, behind: [] })
  for (const none of ['0', '99999', 'x']) expect((await server.call('GET', `/rollouts/${none}`)).status).toBe(404)
})

test('is the same through every replica, some moments later', async () => {
  other = await serve({ store: server.store, keyFolder: server.keyFolder, host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) })
  const url = `${other.url}/v1/teams/${TEAM}/fleet`
  /** When somebody was last seen is told every other minute. */
  const without = (computers: Record<string, unknown>[]) => computers.map(({ lastSeen: _, ...one }) => one)
  const there = async () => {
    const answered = await fetch(url, { headers: { authorization: `Bearer ${server.owner}` } })
    return without(((await answered.json()) as { computers: Record<string, unknown>[] }).computers)
  }
  const condition = { code: 'clock-wrong', level: 'warning', title: 'x', text: 'y', since: '2026-01-01T00:00:00.000Z' } as const
  await says(crew as TestAgent, { conditions: [condition] })
  await expect.poll(there, { timeout: 20_000 }).toEqual(without(await fleet()))
})

test('is for who may see the team', async () => {
  for (const path of ['/fleet', '/rollouts/1', '/fleet/desk-1/inventory'])
    expect((await server.call('GET', path, { token: await server.token('mia') })).status).toBe(403)
})
