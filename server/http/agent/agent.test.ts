/** The side of the API that agents speak to, over real sockets: who is heard, what is answered, and when. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onlineKeyAt, openFirstRoot, openOnlineKey } from '../../../protocol/keys.ts'
import { openPolicy, openTimestamp } from '../../../protocol/policy.ts'
import { openRevocation, REVOCATION_HEADER } from '../../../protocol/revocation.ts'
import { signRequest } from '../../../protocol/signed-request.ts'
import { neededDeviceKeys, readDeviceKeys } from '../../devices/keys.ts'
import { TEAM } from '../testing.ts'
import { type AgentServer, agentServer, type TestAgent } from './testing.ts'

let server: AgentServer
beforeAll(async () => {
  server = await agentServer()
})
afterAll(() => server.end())

const codeOf = ({ body }: { body: { problems?: { code: string }[] } }): string | undefined => body?.problems?.[0]?.code
const loud = (sound: string) =>
  `PreferencePolicy theirs {targets: {groups: [desk]}, settings: {session: {sound: ${sound}}}, admins: [gina]}`

describe('enrolment', () => {
  test('tells an agent who it is, whom it may trust, and what to run', async () => {
    const agent = server.install('crew-1', await server.code('crew'))
    const { status, body } = await agent.enrol()
    expect(status).toBe(201)
    const { fingerprint } = readDeviceKeys(server.keyFolder) ?? { fingerprint: '' }
    const root = openFirstRoot(body.roots[0], fingerprint)
    const online = openOnlineKey(body.onlineKey, root, { serial: 0 })
    const keyOf = onlineKeyAt(online, Date.now())
    const document = openPolicy(body.policy.document, keyOf)
    expect(openTimestamp(body.policy.timestamp, keyOf)).toMatchObject({ agentId: body.agentId, team: TEAM, digest: document.digest })
    expect(document.settings['session.sound']).toEqual({ value: 'both', origin: 'policy mine', locked: true })
    expect(body).toMatchObject({ team: TEAM, computer: 'crew-1', displayName: 'crew-1', database: root.database })
    expect((await agent.enrol()).body).toMatchObject({ agentId: body.agentId })
  })

  test('is refused to who does not hold the key that it brings', async () => {
    const [one, other] = [server.install('x', await server.code('crew')), server.install('y', await server.code('crew'))]
    const theirs = { ...one.request, publicKey: other.request.publicKey }
    expect(codeOf(await one.call('POST', '/enrol', { body: theirs }))).toBe('agent-unauthenticated')
    expect(codeOf(await one.call('POST', '/enrol', { body: one.request, keyid: `${TEAM}/x` }))).toBe('agent-unauthenticated')
    expect(codeOf(await one.enrol({ headers: { 'content-digest': 'sha-256=:AAAA:' } }))).toBe('agent-unauthenticated')
  })

  test('is refused to what is no enrolment', async () => {
    const { request, call } = server.install('x', await server.code('crew'))
    const bodies: (object | string)[] = [
      ...['', '{', '[]', '{"code": 1}'],
      { ...request, code: 'short' },
      { ...request, publicKey: 'AAAA' },
      { ...request, facts: null },
      { ...request, facts: { ...request.facts, hostname: 'a\u202eb' } },
      { ...request, facts: { ...request.facts, deviceId: '../../etc' } },
      { ...request, facts: { ...request.facts, os: { name: 'plan9', version: '4', arch: 'x' } } },
      { ...request, customName: 'a\nb' },
    ]
    for (const body of bodies) {
      const answered = await call('POST', '/enrol', { body })
      expect([answered.status, codeOf(answered)], JSON.stringify(body)).toEqual([400, 'invalid-request'])
    }
    expect((await call('POST', '/enrol', { body: { ...request, takeover: 'x'.repeat(20_000) } })).status).toBe(413)
  })

  test('waits where the package says so, and is let in by whoever may', async () => {
    const agent = server.install('till-1', await server.code('asking'))
    expect(await agent.enrol()).toMatchObject({ status: 202, body: { state: 'waiting', computer: 'till-1' } })
    const waiting = await server.call('GET', '/enrolments', { token: await server.token('gina') })
    expect(waiting).toMatchObject({ status: 200, body: { waiting: [{ computer: 'till-1', package: 'asking', replaces: false }] } })
    const decide = (who: string, body: object) =>
      server.token(who).then((token) => server.call('POST', '/computers/till-1:approve', { token, body }))
    expect(await decide('mia', {})).toMatchObject({ status: 403 })
    expect(await decide('gina', {})).toMatchObject({ status: 200, body: { decided: { computer: 'till-1' }, approved: true } })
    expect(await agent.enrol()).toMatchObject({ status: 201, body: { computer: 'till-1' } })
  })

  test('by a one-time code, and un-enrolment, are asked of the API too', async () => {
    const token = await server.token('adam')
    const { status, body } = await server.call('POST', '/computers/pc-none:code', { token })
    expect([status, body.code]).toEqual([201, expect.stringMatching(/^[0-9A-Z]{12}$/)])
    const agent = server.install('whatever', body.code)
    expect(await agent.enrol()).toMatchObject({ status: 201, body: { computer: 'pc-none' } })
    expect((await agent.call('GET', '/policy')).status).toBe(200)
    expect((await server.call('POST', '/computers/pc-none:unenrol', { token })).status).toBe(204)
    expect(codeOf(await agent.call('GET', '/policy'))).toBe('agent-revoked')
    expect(server.logged.join()).not.toContain(body.code)
  })
})

describe('who asks', () => {
  let agent: TestAgent
  beforeAll(async () => {
    agent = await server.agent('asker')
  })

  test('is known by its signature, and told the time when it is not', async () => {
    expect((await agent.call('GET', '/policy')).status).toBe(200)
    const other = await server.agent('other')
    for (const [name, options] of Object.entries({
      'by a clock that is ahead': { ahead: 120_000 },
      'by a clock that is behind': { ahead: -120_000 },
      'as another agent': { keyid: other.keyid },
      'as one of another team': { keyid: `other/${agent.keyid.split('/')[1]}` },
      'without a signature': { headers: { signature: '' } },
      'with a digest of another body': { headers: { 'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:' } },
    })) {
      const answered = await agent.call('GET', '/policy', options)
      expect([answered.status, codeOf(answered)], name).toEqual([401, 'agent-unauthenticated'])
      expect(Math.abs(Number(answered.headers.get('splashtop-time')) - Date.now())).toBeLessThan(5000)
      expect(answered.headers.get('www-authenticate')).toBe('Signature')
    }
  })

  test('asks with what was signed, and nothing else', async () => {
    const signed = signRequest({ method: 'GET', target: '/agent/v1/policy' }, agent.keyid, agent.key, Date.now())
    const asked = (path: string, method = 'GET') => fetch(`${server.url}${path}`, { method, headers: signed })
    expect((await asked('/agent/v1/policy')).status).toBe(200)
    expect((await asked('/agent/v1/policy?team=other')).status).toBe(401)
  })

  test('is refused once its computer is revoked, and heard again when that is taken back', async () => {
    await server.write('olga', 'Computer asker {enrolment: revoked}')
    const refused = await agent.call('GET', '/policy')
    expect(refused).toMatchObject({ status: 403, body: { problems: [{ code: 'agent-revoked' }] } })
    const keyOf = onlineKeyAt(neededDeviceKeys(server.keyFolder).online, Date.now())
    expect(openRevocation(refused.headers.get(REVOCATION_HEADER) ?? '', keyOf).agentId).toBe(agent.keyid.split('/')[1])
    await server.write('olga', 'Computer asker {enrolment: open}')
    expect((await agent.call('GET', '/policy')).status).toBe(200)
  })

  test('is no user of the API, and no user an agent', async () => {
    expect((await agent.call('GET', '/../v1/teams/acme/whoami')).status).not.toBe(200)
    expect((await fetch(`${server.url}/agent/v1/policy`, { headers: { authorization: `Bearer ${server.owner}` } })).status).toBe(401)
  })

  test('finds the keys without being known', async () => {
    const keys = readDeviceKeys(server.keyFolder)
    const text = async (path: string) => (await fetch(`${server.url}/agent/v1${path}`)).text()
    expect([await text('/root/1'), await text('/online-key')]).toEqual([keys?.roots[0], keys?.onlineText])
    for (const path of ['/root/2', '/root/0', '/root/x', '/root/1e1'])
      expect((await fetch(`${server.url}/agent/v1${path}`)).status).toBe(404)
  })
})

describe('a policy', () => {
  test('is sent where it is another one, and proved each time', async () => {
    const agent = await server.agent('reader', 'desk')
    const first = await agent.call('GET', '/policy')
    expect(first.headers.get('content-type')).toBe('application/jose')
    const [etag, keyOf] = [first.headers.get('etag') ?? '', onlineKeyAt(neededDeviceKeys(server.keyFolder).online, Date.now())]
    expect(etag).toBe(`"${openPolicy(first.text, keyOf).digest}"`)
    const again = await agent.call('GET', '/policy', { headers: { 'if-none-match': etag } })
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    const { rev } = openTimestamp(again.headers.get('policy-timestamp') ?? '', keyOf)
    await server.write('olga', 'User zoe {email: zoe@acme.example}')
    const later = await agent.call('GET', '/policy', { headers: { 'if-none-match': etag } })
    expect(later.status).toBe(304)
    expect(openTimestamp(later.headers.get('policy-timestamp') ?? '', keyOf).rev).toBe(rev + 1)
    await server.write('olga', loud('off'))
    expect((await agent.call('GET', '/policy', { headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  test('is waited for, until there is another one, the time is up, or the agent is cut off', async () => {
    const agent = await server.agent('waiter', 'desk')
    const waiting = (seconds: number, etag: string) =>
      agent.call('GET', '/policy', { headers: { 'if-none-match': etag, prefer: `wait=${seconds}` } })
    const etag = (await agent.call('GET', '/policy')).headers.get('etag') ?? ''
    const idle = await waiting(1, etag)
    expect([idle.status, idle.headers.get('preference-applied')]).toEqual([304, 'wait=1'])
    const woken = waiting(50, etag)
    await server.write('olga', 'User yann {email: yann@acme.example}') // wakes nobody
    await server.write('olga', loud('thisComputer'))
    const { status, headers } = await woken
    expect(status).toBe(200)
    const cut = waiting(50, headers.get('etag') ?? '')
    await server.write('olga', 'Computer waiter {enrolment: revoked}')
    expect(codeOf(await cut)).toBe('agent-revoked')
  })
})

test('wrong codes are listened to for a while only, and as many right ones as come', async () => {
  const fresh = await agentServer()
  try {
    const good = await fresh.code('crew')
    const wrong = () => fresh.install('x', 'AAAABBBBCCCC').enrol()
    for (let i = 0; i < 60; i++) expect((await fresh.install(`pc-${i}`, good).enrol()).status).toBe(201)
    const answers = await Promise.all(Array.from({ length: 12 }, wrong))
    expect(answers.map(codeOf).toSorted()).toEqual([...Array(10).fill('enrolment-code'), ...Array(2).fill('rate-limited')])
    expect(codeOf(await fresh.install('late', good).enrol())).toBe('rate-limited')
  } finally {
    await fresh.end()
  }
})

test('without keys people are served, and agents are told so', async () => {
  const bare = await agentServer({ without: 'device keys' })
  try {
    expect((await bare.call('GET', '/whoami')).status).toBe(200)
    const refused = await bare.install('x', await bare.code('crew')).enrol()
    expect([refused.status, codeOf(refused), refused.headers.get('retry-after')]).toEqual([503, 'device-keys-missing', '1'])
    expect((await fetch(`${bare.url}/agent/v1/online-key`)).status).toBe(503)
  } finally {
    await bare.end()
  }
})
