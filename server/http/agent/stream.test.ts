/** The stream to agents, over real sockets: who may open one, what is told and when, and how it ends. */
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { onlineKeyAt } from '../../../protocol/keys.ts'
import { openPolicy, openTimestamp } from '../../../protocol/policy.ts'
import { CHAIN_START, chained } from '../../../protocol/report.ts'
import { openRevocation } from '../../../protocol/revocation.ts'
import { signRequest } from '../../../protocol/signed-request.ts'
import type { Answer, Ask, FromServer } from '../../../protocol/stream.ts'
import { neededDeviceKeys } from '../../devices/keys.ts'
import { type AgentServer, agentServer, type TestAgent } from './testing.ts'

let server: AgentServer
beforeAll(async () => {
  server = await agentServer()
})
afterAll(() => server.end())

interface Listening {
  socket: WebSocket
  heard: FromServer[]
  /** The next message that was not asked for yet. */
  next(): Promise<FromServer>
  ended: Promise<number>
}

/** A stream that is open; one that is refused throws with the status. */
async function listening(
  agent: TestAgent,
  hello: object | string | undefined,
  { path = '/agent/v1/stream', ahead = 0 } = {},
): Promise<Listening> {
  const headers = { ...signRequest({ method: 'GET', target: path }, agent.keyid, agent.key, Date.now() + ahead) }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers })
  const heard: FromServer[] = []
  let read = 0
  const came = new EventTarget()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as FromServer)
    came.dispatchEvent(new Event('message'))
  })
  const ended = once(socket, 'close').then(([code]) => code as number)
  ended.catch(() => {})
  await new Promise<void>((open, refused) => {
    socket.once('open', open)
    socket.once('unexpected-response', (_, { statusCode }) => refused(new Error(String(statusCode))))
    socket.once('error', refused)
  })
  if (hello !== undefined) socket.send(typeof hello === 'string' ? hello : JSON.stringify({ hello }))
  return {
    ...{ socket, heard, ended },
    async next() {
      while (heard.length <= read) await once(came, 'message', { signal: AbortSignal.timeout(5000) })
      return heard[read++] as FromServer
    },
  }
}
const digestOf = async (agent: TestAgent) => ((await agent.call('GET', '/policy')).headers.get('etag') ?? '').slice(1, -1)
const keyOf = () => onlineKeyAt(neededDeviceKeys(server.keyFolder).online, Date.now())
const sound = (value: string) =>
  server.write('olga', `PreferencePolicy theirs {targets: {groups: [desk]}, settings: {session: {sound: ${value}}}, admins: [gina]}`)

describe('a stream', () => {
  test('is for agents, on its path, at a time that is now', async () => {
    const agent = await server.agent('one', 'desk')
    const refused = (options: Parameters<typeof listening>[2], who = agent) =>
      listening(who, undefined, options).then(
        () => 'opened',
        (error: Error) => error.message,
      )
    expect(await refused({ path: '/agent/v1/other' })).toBe('404')
    expect(await refused({ ahead: 120_000 })).toBe('401')
    expect(await refused({}, { ...agent, keyid: (await server.agent('two', 'desk')).keyid })).toBe('401')
    expect(await refused({}, { ...agent, keyid: 'acme/nobody' })).toBe('403')
    await server.write('olga', 'Computer one {enrolment: revoked}')
    expect(await refused({})).toBe('403')
  })

  test('brings the document at once to who has another one, and to who has it the proof of that', async () => {
    const agent = await server.agent('three', 'desk')
    const stale = await listening(agent, { rev: 0, digest: 'sha256:none' })
    const message = await stale.next()
    if (!('policy' in message)) throw new Error('it brought something else')
    const { digest } = openPolicy(message.policy.document, keyOf())
    expect(openTimestamp(message.policy.timestamp, keyOf())).toMatchObject({ agentId: agent.keyid.split('/')[1], digest })
    const current = await listening(agent, { rev: 1, digest })
    expect(await stale.ended).toBe(4409) // an agent has one stream
    const proof = await current.next()
    expect('current' in proof && openTimestamp(proof.current.timestamp, keyOf())).toMatchObject({
      agentId: agent.keyid.split('/')[1],
      digest,
    })
    await sound('off')
    const changed = await current.next()
    expect('policy' in changed && openPolicy(changed.policy.document, keyOf()).settings['session.sound']?.value).toBe('off')
    await server.write('olga', 'User wim {email: wim@acme.example}')
    await sound('remote')
    await current.next()
    expect(current.heard).toHaveLength(3)
    current.socket.terminate()
  })

  test('brings it to many as well, who report within a while that grows with their number', async () => {
    const agents = await Promise.all(Array.from({ length: 20 }, (_, i) => server.agent(`many-${i}`, 'desk')))
    const all = await Promise.all(agents.map((agent) => listening(agent, { rev: 0, digest: 'none' })))
    for (const one of all) await one.next() // who got its document is told of the next one
    await sound('thisComputer')
    for (const [i, one] of all.entries()) {
      const message = await one.next()
      if (!('policy' in message)) throw new Error('it brought something else')
      expect(message.policy.spreadMs).toBe(20)
      expect(openPolicy(message.policy.document, keyOf()).settings['session.sound']?.value).toBe('thisComputer')
      expect(`acme/${openTimestamp(message.policy.timestamp, keyOf()).agentId}`).toBe(agents[i]?.keyid)
    }
    expect((await server.call('GET', '/fleet?online=true')).body.computers.length).toBeGreaterThanOrEqual(20)
    for (const { socket } of all) socket.terminate()
  })

  test('ends with the proof of it for who is cut off, whatever its computer is called by then', async () => {
    const agent = await server.agent('cut', 'desk')
    const stream = await listening(agent, { rev: 1, digest: await digestOf(agent) })
    expect(await stream.next()).toHaveProperty('current')
    await server.call('POST', '/computers/cut:unenrol')
    expect(await stream.next()).toEqual({ revoked: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
    expect(await stream.ended).toBe(4403)
  })

  test('tells who was cut off between the upgrade and its hello, and nothing else', async () => {
    const agent = await server.agent('between', 'desk')
    const stream = await listening(agent, undefined)
    await server.call('POST', '/computers/between:unenrol')
    stream.socket.send(JSON.stringify({ hello: { rev: 0, digest: 'none' } }))
    const message = await stream.next()
    const { agentId, team } = openRevocation('revoked' in message ? message.revoked : '', keyOf())
    expect(`${team}/${agentId}`).toBe(agent.keyid)
    expect([await stream.ended, stream.heard.length]).toEqual([4403, 1])
  })

  test('is one that is kept: who opens too many is refused the rest', async () => {
    const agent = await server.agent('restless', 'desk')
    const opened = async () =>
      listening(agent, undefined).then(
        () => 'opened',
        (error: Error) => error.message,
      )
    // One more is let in every two seconds that they take.
    const all = await Promise.all(Array.from({ length: 90 }, opened))
    const came = all.filter((one) => one === 'opened').length
    expect(new Set(all)).toEqual(new Set(['opened', '429']))
    expect(came).toBeGreaterThanOrEqual(30)
  })

  test('is no place for anything else', async () => {
    const agent = await server.agent('odd', 'desk')
    for (const said of ['{"hello": {"rev": "x", "digest": 1}}', '{"hello": 5}', '{"ask": {}}', '{"ask": {"id": 1, "method": "PUT"}}'])
      expect(await (await listening(agent, said)).ended).toBe(1008)
    expect(await (await listening(agent, JSON.stringify({ hello: { rev: 1, digest: 'x'.repeat(70_000) } }))).ended).toBe(1009)
    const chatty = await listening(agent, { rev: 1, digest: await digestOf(agent) })
    for (let i = 0; i < 1250; i++) chatty.socket.send('{"new": 1}')
    expect(await chatty.ended).toBe(1008)
    // Of the agent, not of the stream.
    expect(await (await listening(agent, { rev: 1, digest: 'none' })).ended).toBe(1008)
    const newer = await listening(await server.agent('new', 'desk'), '{"of": "a newer version"}')
    newer.socket.send(JSON.stringify({ hello: { rev: 0, digest: 'none' } }))
    expect(await newer.next()).toHaveProperty('policy')
    newer.socket.terminate()
  })
})

describe('a request by the stream', () => {
  const report = JSON.stringify({ agentVersion: '0.1.0', policy: null, settings: {}, conditions: [], sessions: [] })
  async function asked(
    stream: Listening,
    method: Ask['method'],
    path: string,
    body: string | undefined,
    signer: TestAgent,
  ): Promise<Answer> {
    const target = `/agent/v1${path}`
    const headers = signRequest({ method, target, body }, signer.keyid, signer.key, Date.now())
    stream.socket.send(JSON.stringify({ ask: { id: 7, method, target, headers, ...(body !== undefined && { body }) } }))
    const message = await stream.next()
    if (!('answer' in message)) throw new Error('it brought something else')
    return message.answer
  }

  test('is answered as over a connection: reports, and the log', async () => {
    const agent = await server.agent('asks', 'desk')
    const stream = await listening(agent, { rev: 1, digest: await digestOf(agent) })
    await stream.next()
    const { status, id, text, time } = await asked(stream, 'POST', '/status', report, agent)
    expect([status, id]).toEqual([200, 7])
    expect(Math.abs(time - Date.now())).toBeLessThan(5000)
    expect(openTimestamp(JSON.parse(text).timestamp, keyOf()).agentId).toBe(agent.keyid.split('/')[1])
    const [entry] = (await server.call('GET', '/fleet')).body.computers.filter(({ computer }: { computer: string }) => computer === 'asks')
    expect(entry).toMatchObject({ version: '0.1.0', online: true })
    const event = { time: new Date().toISOString(), event: 'started' }
    const batch = JSON.stringify({ first: 1, previous: CHAIN_START, events: [event] })
    const end = { next: 2, hash: chained(CHAIN_START, 1, event) }
    expect(JSON.parse((await asked(stream, 'POST', '/audit', batch, agent)).text)).toEqual(end)
    expect(JSON.parse((await asked(stream, 'GET', '/audit', undefined, agent)).text)).toEqual(end)
    stream.socket.terminate()
  })

  test('is refused as over a connection: by its signature, its body, its path and its form', async () => {
    const [agent, other] = [await server.agent('asks-too', 'desk'), await server.agent('stranger', 'desk')]
    const stream = await listening(agent, { rev: 1, digest: await digestOf(agent) })
    await stream.next()
    const codes = ({ status, text }: Answer) => [status, JSON.parse(text).problems[0].code]
    expect(codes(await asked(stream, 'POST', '/status', report, other))).toEqual([401, 'agent-unauthenticated'])
    expect(codes(await asked(stream, 'POST', '/status', report, { ...agent, key: other.key }))).toEqual([401, 'agent-unauthenticated'])
    expect(codes(await asked(stream, 'GET', '/policy', undefined, agent))).toEqual([404, 'unknown-endpoint'])
    expect(codes(await asked(stream, 'POST', '/status', '{"agentVersion": 5}', agent))).toEqual([400, 'invalid-request'])
    const target = '/agent/v1/status'
    const headers = signRequest({ method: 'POST', target, body: report }, agent.keyid, agent.key, Date.now())
    stream.socket.send(JSON.stringify({ ask: { id: 8, method: 'POST', target, headers, body: report.replace('0.1.0', '0.2.0') } }))
    const message = await stream.next()
    expect('answer' in message && codes(message.answer)).toEqual([401, 'agent-unauthenticated'])
    stream.socket.terminate()
  })
})

test('where too much is under way, agents are told to come for it', async () => {
  const own = await agentServer({ mostUnderWay: 0 })
  const kept = server
  server = own
  const agents = await Promise.all(Array.from({ length: 20 }, (_, i) => own.agent(`late-${i}`, 'desk')))
  const all = await Promise.all(agents.map(async (agent) => listening(agent, { rev: 1, digest: await digestOf(agent) })))
  for (const one of all) expect(await one.next()).toHaveProperty('current') // who was told that is told of the next one
  await sound('off')
  const { revision } = (await own.call('GET', '/fleet')).body
  for (const one of all) expect(await one.next()).toEqual({ nudge: { rev: revision, spreadMs: 50 } })
  for (const { socket } of all) socket.terminate()
  await own.end()
  server = kept
})

test('a server that stops says goodbye, and waits for nobody', async () => {
  const own = await agentServer()
  const kept = server
  server = own
  const agent = await own.agent('last', 'desk')
  const stream = await listening(agent, { rev: 0, digest: 'none' })
  await stream.next()
  const begun = Date.now()
  await own.end()
  expect(Date.now() - begun).toBeLessThan(5000)
  expect(await stream.next()).toEqual({ goodbye: { spreadMs: 1003 } })
  expect(await stream.ended).toBe(1001)
  server = kept
})
