/** The logs of devices: chained batches that go on where they ended, and who may read them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuditBatch, CHAIN_START, chainedBatch, type DeviceEvent } from '../../../protocol/report.ts'
import { deviceLog } from '../../devices/device-log.ts'
import { type AgentServer, agentServer, type TestAgent } from './testing.ts'

let server: AgentServer
let agent: TestAgent
beforeAll(async () => {
  server = await agentServer()
  agent = await server.agent('logger')
})
afterAll(() => server.end())

const event = (name: string, details?: DeviceEvent['details']): DeviceEvent => ({
  time: new Date().toISOString(),
  event: name,
  ...(details && { details }),
})
const send = async (body: object) => {
  const { status, body: said } = await agent.call('POST', '/audit', { body })
  return status === 200 ? said : [status, said.problems[0].code]
}
const conditions = async () =>
  (await server.call('GET', '/fleet?computer=logger')).body.computers[0].conditions.map(({ code }: { code: string }) => code)

test('a log goes on where it ended; what is sent again is taken once, what is left out or said otherwise is refused and seen', async () => {
  expect((await agent.call('GET', '/audit')).body).toEqual({ next: 1, hash: CHAIN_START })
  const first: AuditBatch = { first: 1, previous: CHAIN_START, events: [event('enrolled'), event('session-started', { user: 'mia' })] }
  const at = { next: 3, hash: chainedBatch(first) }
  expect(await send(first)).toEqual(at)
  expect(await send(first)).toEqual(at)
  const second: AuditBatch = { first: 3, previous: at.hash, events: [event('policy-applied')] }
  expect(await send({ ...second, first: 4 })).toEqual([409, 'device-log-gap'])
  expect(await conditions()).toEqual(['device-log-gap'])
  expect(await send({ ...second, previous: CHAIN_START })).toEqual([409, 'device-log-fork'])
  expect(await send({ ...first, events: [event('enrolled'), event('session-ended')] })).toEqual([409, 'device-log-fork'])
  expect(await conditions()).toEqual(['device-log-fork'])
  expect((await agent.call('GET', '/audit')).body).toEqual(at)
  expect(await send(second)).toEqual({ next: 4, hash: chainedBatch(second) })
  expect(await conditions()).toEqual([])
})

test('what a device has lost is said by it, and on record for good', async () => {
  const { body: at } = await agent.call('GET', '/audit')
  const later: AuditBatch = { first: at.next + 3, previous: 'a'.repeat(64), events: [event('policy-applied')] }
  for (const lost of [undefined, 2, 4]) expect(await send({ ...later, ...(lost && { lost }) })).toEqual([409, 'device-log-gap'])
  const end = { next: at.next + 4, hash: chainedBatch(later) }
  expect(await send({ ...later, lost: 3 })).toEqual(end)
  expect(await send({ ...later, lost: 3 })).toEqual(end)
  expect(await conditions()).toEqual([])
  const { body } = await server.call('GET', '/device-log?computer=logger')
  expect(body.log.slice(0, 2)).toMatchObject([
    { number: at.next + 3, event: 'policy-applied' },
    { number: at.next, event: 'log-lost', details: { from: at.next, to: at.next + 2 } },
  ])
})

test('what is no batch is refused', async () => {
  const { body: at } = await agent.call('GET', '/audit')
  const good = { first: at.next, previous: at.hash, events: [event('policy-applied')] }
  for (const wrong of [
    { ...good, events: [] },
    { ...good, events: Array(501).fill(event('policy-applied')) },
    { ...good, events: [{ event: 'policy-applied' }] },
    { ...good, events: [event('No such name')] },
    { ...good, events: [{ ...event('policy-applied'), number: 5 }] },
    { ...good, events: [event('policy-applied', { text: 'a\u202eb' })] },
    { ...good, first: 0 },
    { ...good, previous: 'x' },
    { ...good, lost: 0 },
    { ...good, lost: good.first },
  ])
    expect(await send(wrong), JSON.stringify(wrong).slice(0, 200)).toEqual([400, 'invalid-request'])
})

test('a log is read by whoever may: all of it, that of one’s groups, or one’s own sessions', async () => {
  const read = async (who: string, query = '') => {
    const { status, body } = await server.call('GET', `/device-log${query}`, { token: await server.token(who) })
    return status === 200 ? body.log.map((one: DeviceEvent) => one.event) : status
  }
  const all = ['policy-applied', 'log-lost', 'policy-applied', 'session-started', 'enrolled']
  expect(await read('adam')).toEqual(all)
  expect(await read('gina')).toEqual(all)
  expect(await read('gus')).toEqual([])
  expect(await read('mia')).toEqual(['session-started'])
  expect(await read('max')).toEqual([])
  expect([await read('adam', '?computer=logger&limit=1'), await read('adam', '?computer=other')]).toEqual([['policy-applied'], []])
  expect(await read('adam', '?days=1000')).toBe(400)
  // What may not be read takes nobody's place.
  expect(await read('mia', '?limit=1')).toEqual(['session-started'])
})

test('a long log is read page by page, each batch once, whatever came in one millisecond', async () => {
  const log = deviceLog(server.store, 'acme')
  const received = (i: number) => new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 700)).toISOString()
  for (let i = 0; i < 2500; i++) {
    const batch = { agent: `agent-${i}`, computer: 'many', first: 1, next: 2, hash: 'h', received: received(i) }
    await server.store.appendLog('acme', { ...batch, events: JSON.stringify([event(i === 3 ? 'session-ended' : 'started')]) }, CHAIN_START)
  }
  const query = { since: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z', computer: 'many' }
  const all = await log.read({ ...query, limit: 10_000 }, () => true)
  expect(new Set(all.map(({ agent: id }) => id)).size).toBe(2500)
  expect(all).toHaveLength(2500)
  expect(await log.read({ ...query, limit: 5 }, (one) => one.event === 'session-ended')).toMatchObject([{ agent: 'agent-3' }])
})
