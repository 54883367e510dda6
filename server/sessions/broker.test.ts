/** Sessions on the control plane: who is admitted and with which words who isn't, what is signed, and what a commit takes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onlineKeyAt } from '../../protocol/keys.ts'
import { openGrant, type SessionToAgent } from '../../protocol/session.ts'
import type { Tree } from '../../schema/fields.ts'
import { ProblemError } from '../../schema/problem.ts'
import type { Agent } from '../devices/roster.ts'
import { type DeviceTeam, deviceTeam } from '../devices/testing.ts'

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
const begin = (user: string, more: { computer?: string; address?: string; offer?: string } = {}) =>
  team.plane.sessions.begin({ user, computer: 'desk-1', address: '192.0.2.7', offer: sdp('B'), ...more })
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
      'session-unsupported: Access to `desk-1` is bound to two-step verification',
    ],
    ['without a fingerprint', () => begin('mia', { offer: 'v=0' }), 'invalid-request'],
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

test('a ticket is good once, and for a minute', () => {
  const { tickets } = team.plane.sessions
  const { ticket } = tickets.issue('mia', 'desk-1', 1000)
  expect(tickets.redeem(ticket, 60_999)).toEqual({ user: 'mia', computer: 'desk-1' })
  expect(() => tickets.redeem(ticket, 60_999)).toThrow('session-ticket')
  const late = tickets.issue('mia', 'desk-1', 1000)
  expect(() => tickets.redeem(late.ticket, 61_000)).toThrow('session-ticket')
  expect(() => tickets.redeem('', 1000)).toThrow('session-ticket')
})
