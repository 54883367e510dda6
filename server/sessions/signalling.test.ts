/** The ways of a viewer to a computer: the servers that the team declares with credentials of theirs, and candidates as they are found. */
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Tree } from '../../schema/fields.ts'
import { keyOf } from '../../schema/resource.ts'
import { SecretValue } from '../../schema/secrets.ts'
import { applyTo, declaration, declare, TEAM } from '../testing.ts'
import { BASE, refusal, type Scene, scene, sdp } from './testing.ts'

let at: Scene
let [team, desk] = [{} as Scene['team'], {} as Scene['desk']]
const ADDRESS = '192.0.2.7'
beforeEach(async () => {
  at = await scene()
  ;({ team, desk } = at)
})
afterEach(async () => {
  vi.useRealTimers()
  await team.end()
})
const candidate = (n: number) => ({ candidate: `candidate:${n} 1 UDP 1 192.0.2.${n} 9 typ host`, mid: '0' })
const ticketOf = async (user = 'mia') => (await team.plane.sessions.ticket({ user, computer: 'desk-1', address: ADDRESS })).ticket

async function withRelay(): Promise<void> {
  const relay = {
    ...{ stun: ['stun:stun.acme.example:3478'], turn: ['turn:turn.acme.example:3478', 'turn:turn.acme.example:443?transport=tcp'] },
    ...{ secret: { valueFrom: { env: 'TURN_SECRET' } }, credentialMinutes: 30 },
  }
  const key = keyOf('Team', TEAM, TEAM)
  const declared = declaration(declare('Team', TEAM, { ...(BASE['Team acme'] as object), relay }))
  await applyTo(
    team.plane,
    { ...declared, scope: new Set([key]) },
    { secrets: [{ key, path: 'spec.relay.secret', value: new SecretValue('s3cret-of-the-relay') }] },
  )
}

test('the viewer and the computer get credentials of their own that hold for a while, and the secret goes nowhere', async () => {
  await withRelay()
  const ticket = await ticketOf()
  const before = Math.floor(Date.now() / 1000)
  const ways = await team.plane.sessions.ways(ticket, ADDRESS)
  expect(ways).toMatchObject([
    { urls: ['stun:stun.acme.example:3478'] },
    { urls: [expect.stringContaining('turn:'), expect.stringContaining('tcp')] },
  ])
  const { username = '', credential } = ways[1] ?? {}
  const [until, user] = username.split(':')
  expect(user).toBe('mia')
  expect(Number(until) - before).toBeGreaterThanOrEqual(30 * 60)
  expect(Number(until) - before).toBeLessThan(30 * 60 + 60)
  expect(credential).toBe(createHmac('sha1', 's3cret-of-the-relay').update(username).digest('base64'))
  // It stays good for the session itself.
  await team.plane.sessions.redeem(ticket, { offer: sdp('B'), address: ADDRESS })
  expect(at.said[0]).toMatchObject({ prepare: { ice: ways.map(({ urls }) => ({ urls })) } })
  const said = JSON.stringify([at.said, ways, await team.store.snapshot(TEAM), await team.store.audit(TEAM, 0, 100)])
  expect(said).not.toContain('s3cret-of-the-relay')
  expect(await refusal(team.plane.sessions.ways(ticket, ADDRESS))).toContain('session-ticket')
})

test('TURN servers need a secret, and URLs are of one of four schemes', async () => {
  const relay = (more: Tree) => refusal(team.declare({ 'Team acme': { ...BASE['Team acme'], relay: more } }))
  expect(await relay({ turn: ['turn:turn.acme.example'] })).toContain('relay-secret')
  expect(await relay({ stun: ['stun:stun.acme.example'] })).toBeUndefined()
  expect(await team.plane.sessions.ways(await ticketOf(), ADDRESS)).toEqual([{ urls: ['stun:stun.acme.example'] }])
})

test('candidates go both ways as they are found, by what the viewer was given, and for nobody else', async () => {
  const begun = await team.plane.sessions.begin({ user: 'mia', computer: 'desk-1', address: ADDRESS, offer: sdp('B'), trickle: true })
  expect(at.said[0]).toMatchObject({ prepare: { trickle: true } })
  const { id, signal } = begun as { id: string; signal: string }
  const exchange = (more: object = {}) => team.plane.sessions.exchange({ id, signal, candidates: [], after: 0, ...more })
  const waiting = exchange({ candidates: [candidate(1), { candidate: 'x'.repeat(600), mid: '0' }] })
  expect(at.said.at(-1)).toEqual({ candidates: { sessionId: id, candidates: [candidate(1)] } })
  team.plane.sessions.heard(desk, { candidates: { sessionId: id, candidates: [candidate(2), { candidate: '', mid: '0' }], done: false } })
  expect(await waiting).toEqual({ candidates: [candidate(2)], next: 1, done: false })
  team.plane.sessions.heard(desk, { candidates: { sessionId: id, candidates: [candidate(3)], done: true } })
  expect(await exchange({ after: 1 })).toEqual({ candidates: [candidate(3)], next: 2, done: true })
  expect(await exchange({ after: 2 })).toEqual({ candidates: [], next: 2, done: true })
  expect(await refusal(exchange({ signal: 'guessed' }))).toContain('unknown-session')
  expect(await refusal(exchange({ id: 'other' }))).toContain('unknown-session')
  // Another computer says nothing of it.
  const other = await team.enrolled('desk-2', await team.code('desks'))
  team.plane.sessions.heard(other, { candidates: { sessionId: id, candidates: [candidate(4)], done: true } })
  expect((await exchange()).candidates).toEqual([candidate(2), candidate(3)])
  // However many are sent, so many go on.
  for (let i = 0; i < 10; i++) await exchange({ candidates: Array.from({ length: 20 }, (_, n) => candidate(n)) })
  const sent = at.said.flatMap((message) => ('candidates' in message ? message.candidates.candidates : []))
  expect(sent).toHaveLength(64)
})

test('a question is answered when its time is over, or its session', async () => {
  const { id, signal } = await team.plane.sessions.begin({
    user: 'mia',
    computer: 'desk-1',
    address: ADDRESS,
    offer: sdp('B'),
    trickle: true,
  })
  const exchange = () => team.plane.sessions.exchange({ id, signal: signal ?? '', candidates: [], after: 0 })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const late = exchange()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await late).toEqual({ candidates: [], next: 0, done: false })
  const over = exchange()
  team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'viewer-left' } })
  expect(await over).toMatchObject({ done: true })
  expect(await refusal(exchange())).toContain('unknown-session')
})

test('who asks for no candidates gets nothing to ask with', async () => {
  const { id, signal } = await at.begin('mia')
  expect(signal).toBeNull()
  expect(await refusal(team.plane.sessions.exchange({ id, signal: '', candidates: [], after: 0 }))).toContain('unknown-session')
})
