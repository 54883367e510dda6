/** Who proves that it is them, and who else is there: two-step verification, how many work where, pools, and exclusive access. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tree } from '../../schema/fields.ts'
import { readToken } from '../tokens.ts'
import { codeOf, fromBase32, stepAt } from '../two-step/totp.ts'
import { BASE, type More, refusal, type Scene, scene, sdp } from './testing.ts'

let at: Scene
let [team, desk] = [{} as Scene['team'], {} as Scene['desk']]
beforeEach(async () => {
  at = await scene()
  ;({ team, desk } = at)
})
afterEach(() => team.end())
const begin = (user: string, more?: More) => at.begin(user, more)

/** What a user has once two-step verification is set up, and a token that has passed it. */
async function passed(user: string): Promise<{ token: string; secondStep: string }> {
  const { credentials, twoStep } = team.plane
  const { text, token } = await credentials.issue({ name: 'os:tester' }, { holder: { user } })
  const actor = { name: user, identity: { user } }
  const { secret } = await twoStep.begin(actor)
  await twoStep.confirm(actor, token.id, codeOf(fromBase32(secret), stepAt(Date.now())))
  const { token: now } = await credentials.authenticate(readToken(text))
  return { token: now.id, secondStep: now.secondStep as string }
}

describe('two-step verification', () => {
  test('that was passed by the token lets in of whom it is required, and by a ticket of it', async () => {
    const by = await passed('olga')
    expect(await refusal(begin('olga'))).toContain('was not passed here')
    expect(await refusal(begin('olga', { ...by, secondStep: new Date(Date.now() - 31 * 86_400_000).toISOString() }))).toContain(
      'or longer than 30 days ago',
    )
    const address = '192.0.2.7'
    const { ticket } = await team.plane.sessions.ticket({ user: 'olga', computer: 'desk-1', address, ...by })
    expect(await team.plane.sessions.redeem(ticket, { offer: sdp('B'), address })).toMatchObject({ user: 'olga', computer: 'desk-1' })
    expect(at.granted()).toMatchObject({ user: 'olga', token: by.token })
    // A commit about others leaves it.
    await team.declare({ 'User zoe': { ...BASE['User zoe'], displayName: 'Zoe' } })
    expect(at.said.at(-1)).toHaveProperty('grant')
  })

  test('that is required since ends the session of who never passed it', async () => {
    const { id } = await begin('mia')
    await team.declare({ 'GranularControl mia': { subjects: { users: ['mia'] }, controls: { twoStepVerification: 'enabled' } } })
    expect(at.said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
  })
})

describe('who else is there', () => {
  const TEAM = BASE['Team acme'] as { [name: string]: Tree }
  const withTeam = (features: Tree, members: Tree = {}) => team.declare({ 'Team acme': { ...TEAM, features, members } })
  let second: Scene['desk']
  beforeEach(async () => {
    second = await team.enrolled('desk-2', await team.code('desks'))
    at.attach(second, sdp('C'))
  })

  test('members come beside somebody only where the team lets two in, and members too', async () => {
    await begin('ben')
    await withTeam({ concurrentSessions: true })
    expect(await refusal(begin('mia'))).toContain('members are not let in beside them')
    await withTeam({ concurrentSessions: true }, { connectToActiveSession: true })
    await begin('mia')
    expect(team.plane.sessions.running()).toHaveLength(2)
  })

  test('two who ask at the same moment: one comes in', async () => {
    const both = await Promise.all([refusal(begin('mia')), refusal(begin('ben'))])
    expect(both.map((one) => one?.split(':')[0] ?? 'in').sort()).toEqual(['in', 'session-busy'])
    expect(team.plane.sessions.running()).toHaveLength(1)
  })

  test('members work on one computer at a time unless the team says otherwise, on that one as often as they like', async () => {
    await begin('mia')
    await begin('mia')
    expect(await refusal(begin('mia', { computer: 'desk-2' }))).toContain('session-busy: `mia` works on `desk-1`, and members work on one')
    await withTeam({}, { multipleSessions: true })
    await begin('mia', { computer: 'desk-2' })
    expect(team.plane.sessions.running()).toHaveLength(3)
  })

  test('and administrators on as many as they reach', async () => {
    const by = await passed('olga')
    await begin('olga', by)
    await begin('olga', { ...by, computer: 'desk-2' })
    expect(team.plane.sessions.running()).toHaveLength(2)
  })

  test('a computer takes so many sessions, and a refused one leaves nothing behind', async () => {
    for (let i = 0; i < 8; i++) await begin('mia')
    expect(await refusal(begin('mia'))).toContain('session-busy: `desk-1` has 8 sessions already')
    for (const { id } of [...team.plane.sessions.running()])
      team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'viewer-left' } })
    await begin('ben')
  })

  /** At every hour, and bound as it is at.said. */
  const always = (bound: Tree) =>
    team.declare({
      'AccessPermission zoe': { subjects: { users: ['zoe', 'ben'] }, computers: { mode: 'none' } },
      'ScheduledResource pool': { displayName: 'Pool', groups: ['desks'], ...bound },
      'Schedule pool': {
        ...{ displayName: 'Pool', resource: 'pool', subjects: { users: ['zoe', 'ben'] }, startDate: '2020-01-06' },
        ...{ recurrence: { frequency: 'daily' }, timeSlot: { start: '00:00', end: '24:00' } },
      },
    })

  test('through a pool the control plane picks a free computer, the one that was asked for if it is', async () => {
    await always({ connectionPool: { supported: true, default: true } })
    expect(await begin('zoe')).toMatchObject({ computer: 'desk-1' })
    expect(await begin('ben')).toMatchObject({ computer: 'desk-2' })
    // Whoever is there on one goes on there.
    expect(await begin('ben')).toMatchObject({ computer: 'desk-2' })
    await team.declare({
      'User kim': { email: 'kim@acme.example' },
      'AccessPermission zoe': { subjects: { users: ['zoe', 'ben', 'kim'] }, computers: { mode: 'none' } },
      'Schedule pool': {
        ...{ displayName: 'Pool', resource: 'pool', subjects: { users: ['zoe', 'ben', 'kim'] }, startDate: '2020-01-06' },
        ...{ recurrence: { frequency: 'daily' }, timeSlot: { start: '00:00', end: '24:00' } },
      },
    })
    expect(await refusal(begin('kim'))).toContain('session-pool-full: No computer of `pool` is free.')
    const [zoes] = team.plane.sessions.running()
    team.plane.sessions.heard(desk, { ended: { sessionId: zoes?.id ?? '', reason: 'viewer-left' } })
    expect(await begin('kim', { computer: 'desk-2' })).toMatchObject({ computer: 'desk-1' })
  })

  test('a computer of the pool that is away is passed over', async () => {
    await always({ connectionPool: { supported: true, default: true } })
    at.attach(desk)()
    expect(await begin('zoe')).toMatchObject({ computer: 'desk-2' })
  })

  test('exclusive access is told to the computer, signed, and lets nobody else in', async () => {
    await withTeam({ concurrentSessions: true }, { connectToActiveSession: true })
    await always({ exclusiveAccess: { supported: true, default: true, lockInput: true } })
    await begin('mia')
    expect(await refusal(begin('zoe'))).toContain('session-busy: Somebody works on `desk-1`, and your access to it is an exclusive one')
    at.said = []
    await begin('zoe', { computer: 'desk-2' })
    const exclusive = { blankScreen: false, lockInput: true, logoffAfterDisconnect: false }
    expect(at.said[0]).toMatchObject({ prepare: { exclusive } })
    expect(at.granted()).toMatchObject({ user: 'zoe', exclusive })
    expect(await refusal(begin('mia', { computer: 'desk-2' }))).toContain('session-busy')
    // A server that was started again knows it from the computer.
    for (const { id } of team.plane.sessions.running()) {
      team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'viewer-left' } })
      team.plane.sessions.heard(second, { ended: { sessionId: id, reason: 'viewer-left' } })
    }
    const running = { sessionId: 'old', user: 'zoe', since: new Date().toISOString(), exclusive: true }
    team.plane.sessions.heard(second, { running })
    expect(await refusal(begin('mia', { computer: 'desk-2' }))).toContain('Somebody works on `desk-2` alone')
  })
})
