/** Sessions on the control plane: who is admitted and with which words who isn't, what is signed, and what a commit takes back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { onlineKeyAt } from '../../protocol/keys.ts'
import { openGrant, type SessionToAgent } from '../../protocol/session.ts'
import type { Tree } from '../../schema/fields.ts'
import { ProblemError } from '../../schema/problem.ts'
import type { Agent } from '../devices/roster.ts'
import { type DeviceTeam, deviceTeam } from '../devices/testing.ts'
import { readToken } from '../tokens.ts'
import { codeOf, fromBase32, stepAt } from '../two-step/totp.ts'
import { tickets } from './tickets.ts'

const print = (digit: string) => Array(32).fill(`${digit}${digit}`).join(':')
const sdp = (digit: string) => `v=0\r\na=fingerprint:sha-256 ${print(digit)}\r\n`

let team: DeviceTeam
let desk: Agent
let said: SessionToAgent[]
const BASE: { [named: string]: Tree } = {
  'Team acme': { owner: 'olga', scheduledAccess: { timeZone: 'Europe/Paris' } },
  'User olga': { email: 'olga@acme.example' },
  'User mia': { email: 'mia@acme.example', displayName: 'Mia Ruiz', group: 'desks' },
  'User ben': { email: 'ben@acme.example', group: 'desks' },
  'User zoe': { email: 'zoe@acme.example' },
  'Group desks': { type: 'mixed' },
  'DeploymentPackage desks': { displayName: 'Desks', group: 'desks' },
}
beforeEach(async () => {
  team = await deviceTeam()
  await team.declare(BASE)
  desk = await team.enrolled('desk-1', await team.code('desks'))
  said = []
  attach(desk)
})
afterEach(() => team.end())

/** A computer that answers at once. */
const attach = (agent: Agent, answer = sdp('A')) =>
  team.plane.sessions.attach(agent, (message) => {
    said.push(message)
    if ('prepare' in message) team.plane.sessions.heard(agent, { prepared: { sessionId: message.prepare.sessionId, answer } })
  })
const begin = (
  user: string,
  more: { computer?: string; address?: string; offer?: string; token?: string | undefined; secondStep?: string | undefined } = {},
) => team.plane.sessions.begin({ user, computer: 'desk-1', address: '192.0.2.7', offer: sdp('B'), ...more })
const refusal = async (asked: Promise<unknown>) => {
  try {
    await asked
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, message, fix }) => `${code}: ${message} ${fix}`).join('\n')
    throw error
  }
  return undefined
}
const granted = () => {
  const text = said.flatMap((one) => ('grant' in one ? [one.grant] : [])).at(-1) ?? ''
  return openGrant(text, onlineKeyAt(team.plane.devices.keys().online, Date.now()))
}

test('a grant names the agent, the person, both ends, and what they may do', async () => {
  const { id, answer, notAfter } = await begin('mia')
  expect([answer, notAfter]).toEqual([sdp('A'), null])
  expect(granted()).toMatchObject({
    ...{ sessionId: id, agentId: desk.id, team: 'acme', user: 'mia', displayName: 'Mia Ruiz', notAfter: null },
    ...{ fingerprints: { viewer: print('B'), agent: print('A') }, features: { remoteControl: 'enabled', copyPaste: 'enabled' } },
  })
  expect(team.plane.sessions.running()).toMatchObject([{ id, user: 'mia', computer: 'desk-1' }])
})

test('what a commit of hundreds of people takes away is gone at once, for who comes and for who is there', async () => {
  const { id } = await begin('mia')
  const others = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`User extra-${i}`, { email: `extra-${i}@acme.example` }]))
  await team.declare({ ...others, 'User mia': { ...BASE['User mia'], disabled: true } })
  expect(said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
  team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'access-removed' } })
  expect(await refusal(begin('mia'))).toContain('`mia` is disabled')
  // Nor is it forgotten where nobody was there when it was committed.
  const more = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`User more-${i}`, { email: `more-${i}@acme.example` }]))
  await team.declare({ ...more, 'User ben': { ...BASE['User ben'], disabled: true } })
  expect(await refusal(begin('ben'))).toContain('`ben` is disabled')
})

describe('there is no session', () => {
  const declared = (changed: typeof BASE) => team.declare(changed).then(() => begin('mia'))
  const cases: [string, () => Promise<unknown>, string][] = [
    ['for who has no access', () => begin('zoe'), 'session-no-access: `zoe` may not reach `desk-1`.'],
    ['on a computer that there is not, told like the rest', () => begin('zoe', { computer: 'nix' }), '`zoe` may not reach `nix`.'],
    ['for who is disabled', () => declared({ 'User mia': { ...BASE['User mia'], disabled: true } }), '`mia` is disabled'],
    [
      'from an address that the team bars',
      () => declared({ 'Team acme': { ...BASE['Team acme'], ipRestriction: { application: true, allow: ['10.0.0.0/8'] } } }),
      'address-barred: The team lets nobody work from 192.0.2.7.',
    ],
    [
      'where two-step verification is required',
      () => declared({ 'Team acme': { ...BASE['Team acme'], authentication: { twoStepVerification: { members: true } } } }),
      'two-step-needed: Two-step verification is required of `mia`, who has not set it up. Set it up: `splashctl two-step enrol`.',
    ],
    ['without a fingerprint', () => begin('mia', { offer: 'v=0' }), 'invalid-request'],
    [
      'for an administrator who has not set up two-step verification, which is required of them unless the team says otherwise',
      () => begin('olga'),
      'two-step-needed: Two-step verification is required of `olga`',
    ],
    ['beside somebody else', () => begin('ben').then(() => begin('mia')), 'session-busy: Somebody else works on `desk-1`.'],
  ]
  test.each(cases)('%s', async (_, asked, words) => {
    expect(await refusal(asked())).toContain(words)
    expect(said.filter((one) => 'grant' in one).length).toBeLessThan(2)
  })

  test('with a computer that is not in touch, or answers what is none', async () => {
    attach(desk, 'v=0')
    expect(await refusal(begin('mia'))).toContain('session-offline')
    attach(desk)()
    expect(await refusal(begin('mia'))).toContain('session-offline: `desk-1` is not in touch')
    expect(team.plane.sessions.running()).toEqual([])
  })

  test('before the hours begin, and it is said when they do', async () => {
    const nobody = { subjects: { users: ['zoe'] }, computers: { mode: 'none' } }
    const hours = { resource: 'desks', subjects: { users: ['zoe'] }, startDate: '2099-01-05', timeSlot: { start: '09:00', end: '17:00' } }
    await team.declare({
      'AccessPermission zoe': nobody,
      'ScheduledResource desks': { displayName: 'Desks', groups: ['desks'] },
      'Schedule later': { displayName: 'Later', ...hours },
    })
    expect(await refusal(begin('zoe'))).toContain('`zoe` may not reach `desk-1` now. Come again at Mon 2099-01-05 09:00 (Europe/Paris)')
  })

  test('where the computer refuses, in its words', async () => {
    team.plane.sessions.attach(desk, (message) => {
      if ('prepare' in message)
        team.plane.sessions.heard(desk, { refused: { sessionId: message.prepare.sessionId, reason: 'A watermark\u202e is to be there.' } })
    })
    const words = await refusal(begin('mia'))
    expect(words).toContain('session-refused: `desk-1` refuses the session: A watermark')
    expect(words).not.toContain('\u202e')
  })
})

describe('a commit', () => {
  test('that takes the access away ends the session', async () => {
    const { id } = await begin('mia')
    await team.declare({ 'User mia': { ...BASE['User mia'], group: null } })
    expect(said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
    team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'access-removed' } })
    expect(team.plane.sessions.running()).toEqual([])
  })

  test('that takes a feature away narrows it, and one about others says nothing', async () => {
    const { id } = await begin('mia')
    said = []
    await team.declare({ 'User ben': { ...BASE['User ben'], displayName: 'Ben' } })
    expect(said).toEqual([])
    await team.declare({ 'GranularControl mia': { subjects: { users: ['mia'] }, controls: { copyPaste: 'disabled' } } })
    expect(said).toMatchObject([
      { narrow: { sessionId: id, features: { copyPaste: 'disabled', remoteControl: 'enabled' }, notAfter: null } },
    ])
  })

  test('ends what an agent tells of that runs, after a server was started again', async () => {
    team.plane.sessions.heard(desk, { running: { sessionId: 'old', user: 'zoe', since: new Date().toISOString() } })
    await expect.poll(() => said.at(-1)).toEqual({ end: { sessionId: 'old', reason: 'access-removed' } })
  })
})

test('one agent says nothing of another’s session', async () => {
  const { id } = await begin('mia')
  const other = await team.enrolled('desk-2', await team.code('desks'))
  team.plane.sessions.heard(other, { ended: { sessionId: id, reason: 'viewer-left' } })
  expect(team.plane.sessions.running()).toHaveLength(1)
})

test('a ticket is good once, and for a minute; who tries wrong ones is listened to ever less', async () => {
  const held = tickets()
  const of = { user: 'mia', computer: 'desk-1' }
  const { ticket } = held.issue(of, 1000)
  expect(held.redeem(ticket, 60_999)).toEqual(of)
  expect(held.redeem(ticket, 60_999)).toBeUndefined()
  expect(held.redeem(held.issue(of, 1000).ticket, 61_000)).toBeUndefined()
  const redeem = (text: string, address = '192.0.2.7') => refusal(team.plane.sessions.redeem(text, { offer: sdp('B'), address }))
  for (let i = 0; i < 10; i++) expect(await redeem('wrong')).toContain('session-ticket')
  expect(await redeem('wrong')).toContain('rate-limited')
  expect(await redeem('wrong', '192.0.2.8')).toContain('session-ticket')
})

test('nobody asks for sessions without end', async () => {
  const ask = () => refusal(team.plane.sessions.ticket({ user: 'mia', computer: 'desk-1', address: undefined }))
  const refused: unknown[] = []
  for (let i = 0; i < 31; i++) refused.push(await ask())
  expect(refused.slice(0, 30)).toEqual(Array(30).fill(undefined))
  expect(refused[30]).toContain('rate-limited: You asked for too many sessions.')
})

describe('a session ends', () => {
  test('when the token by which it was asked is revoked, and not when another is; also after the server was started again', async () => {
    const { credentials } = team.plane
    const operator = { name: 'os:tester' }
    const issue = async () => (await credentials.issue(operator, { holder: { user: 'mia' } })).token.id
    const [token, other] = [await issue(), await issue()]
    const { id } = await begin('mia', { token })
    await credentials.revoke(operator, other)
    await team.declare({ 'User zoe': { ...BASE['User zoe'], displayName: 'Zoe' } })
    expect(said.at(-1)).toHaveProperty('grant')
    await credentials.revoke(operator, token)
    await expect.poll(() => said.at(-1)).toEqual({ end: { sessionId: id, reason: 'token-revoked' } })
    said = []
    team.plane.sessions.heard(desk, { running: { sessionId: 'old', user: 'mia', since: new Date().toISOString(), token } })
    await expect.poll(() => said.at(-1)).toEqual({ end: { sessionId: 'old', reason: 'token-revoked' } })
  })

  test('by a schedule that goes, and not by one that is paused: that lets nobody else in', async () => {
    const hours = {
      ...{ displayName: 'Desks', resource: 'desks', subjects: { users: ['zoe'] }, startDate: '2020-01-06' },
      ...{ recurrence: { frequency: 'daily' }, timeSlot: { start: '00:00', end: '24:00' } },
    }
    await team.declare({
      'AccessPermission zoe': { subjects: { users: ['zoe'] }, computers: { mode: 'none' } },
      'ScheduledResource desks': { displayName: 'Desks', groups: ['desks'] },
      'Schedule desks': hours,
    })
    const { id } = await begin('zoe')
    await team.declare({ 'Schedule desks': { ...hours, paused: true } })
    expect(said.at(-1)).toHaveProperty('grant')
    expect(await refusal(begin('zoe'))).toContain('session-no-access')
    // What else is taken away meanwhile is.
    await team.declare({ 'GranularControl zoe': { subjects: { users: ['zoe'] }, controls: { copyPaste: 'disabled' } } })
    expect(said.at(-1)).toMatchObject({ narrow: { sessionId: id, features: { copyPaste: 'disabled', remoteControl: 'enabled' } } })
    await team.declare({ 'Schedule desks': { ...hours, paused: true, subjects: { users: ['ben'] } } })
    expect(said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
  })
})

describe('what an agent says of sessions', () => {
  afterEach(() => void vi.useRealTimers())

  test('counts for its own alone', async () => {
    const { id } = await begin('mia')
    const other = await team.enrolled('desk-2', await team.code('desks'))
    team.plane.sessions.heard(other, { running: { sessionId: id, user: 'ben', since: new Date().toISOString() } })
    expect(team.plane.sessions.running()).toMatchObject([{ id, user: 'mia', computer: 'desk-1' }])
  })

  test('is believed as long as it is there: one that stays away holds nobody, one that comes back tells what runs', async () => {
    const { id } = await begin('mia')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const detach = attach(desk)
    detach()
    vi.advanceTimersByTime(59_999)
    expect(team.plane.sessions.running()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(team.plane.sessions.running()).toEqual([])
    const running = (sessionId: string) =>
      team.plane.sessions.heard(desk, { running: { sessionId, user: 'mia', since: new Date().toISOString() } })
    attach(desk)
    running(id)
    running('other')
    attach(desk)
    running('other')
    vi.advanceTimersByTime(5000)
    expect(team.plane.sessions.running().map((one) => one.id)).toEqual(['other'])
  })
})

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
    expect(granted()).toMatchObject({ user: 'olga', token: by.token })
    // A commit about others leaves it.
    await team.declare({ 'User zoe': { ...BASE['User zoe'], displayName: 'Zoe' } })
    expect(said.at(-1)).toHaveProperty('grant')
  })

  test('that is required since ends the session of who never passed it', async () => {
    const { id } = await begin('mia')
    await team.declare({ 'GranularControl mia': { subjects: { users: ['mia'] }, controls: { twoStepVerification: 'enabled' } } })
    expect(said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
  })
})

describe('who else is there', () => {
  const TEAM = BASE['Team acme'] as { [name: string]: Tree }
  const withTeam = (features: Tree, members: Tree = {}) => team.declare({ 'Team acme': { ...TEAM, features, members } })
  let second: Agent
  beforeEach(async () => {
    second = await team.enrolled('desk-2', await team.code('desks'))
    attach(second, sdp('C'))
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

  /** At every hour, and bound as it is said. */
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
    attach(desk)()
    expect(await begin('zoe')).toMatchObject({ computer: 'desk-2' })
  })

  test('exclusive access is told to the computer, signed, and lets nobody else in', async () => {
    await withTeam({ concurrentSessions: true }, { connectToActiveSession: true })
    await always({ exclusiveAccess: { supported: true, default: true, lockInput: true } })
    await begin('mia')
    expect(await refusal(begin('zoe'))).toContain('session-busy: Somebody works on `desk-1`, and your access to it is an exclusive one')
    said = []
    await begin('zoe', { computer: 'desk-2' })
    const exclusive = { blankScreen: false, lockInput: true, logoffAfterDisconnect: false }
    expect(said[0]).toMatchObject({ prepare: { exclusive } })
    expect(granted()).toMatchObject({ user: 'zoe', exclusive })
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
