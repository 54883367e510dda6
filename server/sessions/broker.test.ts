/** Sessions on the control plane: who is admitted and with which words who isn't, what is signed, and what a commit takes back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BASE, type More, print, refusal, type Scene, scene, sdp } from './testing.ts'
import { tickets } from './tickets.ts'

let at: Scene
let [team, desk] = [{} as Scene['team'], {} as Scene['desk']]
beforeEach(async () => {
  at = await scene()
  ;({ team, desk } = at)
})
afterEach(() => team.end())
const begin = (user: string, more?: More) => at.begin(user, more)

test('a grant names the agent, the person, both ends, and what they may do', async () => {
  const { id, answer, notAfter } = await begin('mia')
  expect([answer, notAfter]).toEqual([sdp('A'), null])
  expect(at.granted()).toMatchObject({
    ...{ sessionId: id, agentId: desk.id, team: 'acme', user: 'mia', displayName: 'Mia Ruiz', notAfter: null },
    ...{ fingerprints: { viewer: print('B'), agent: print('A') }, features: { remoteControl: 'enabled', copyPaste: 'enabled' } },
  })
  expect(team.plane.sessions.running()).toMatchObject([{ id, user: 'mia', computer: 'desk-1' }])
})

test('what a commit of hundreds of people takes away is gone at once, for who comes and for who is there', async () => {
  const { id } = await begin('mia')
  const others = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`User extra-${i}`, { email: `extra-${i}@acme.example` }]))
  await team.declare({ ...others, 'User mia': { ...BASE['User mia'], disabled: true } })
  expect(at.said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
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
    expect(at.said.filter((one) => 'grant' in one).length).toBeLessThan(2)
  })

  test('with a computer that is not in touch, or answers what is none', async () => {
    at.attach(desk, 'v=0')
    expect(await refusal(begin('mia'))).toContain('session-offline')
    at.attach(desk)()
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
    expect(at.said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
    team.plane.sessions.heard(desk, { ended: { sessionId: id, reason: 'access-removed' } })
    expect(team.plane.sessions.running()).toEqual([])
  })

  test('that takes a feature away narrows it, and one about others says nothing', async () => {
    const { id } = await begin('mia')
    at.said = []
    await team.declare({ 'User ben': { ...BASE['User ben'], displayName: 'Ben' } })
    expect(at.said).toEqual([])
    await team.declare({ 'GranularControl mia': { subjects: { users: ['mia'] }, controls: { copyPaste: 'disabled' } } })
    expect(at.said).toMatchObject([
      { narrow: { sessionId: id, features: { copyPaste: 'disabled', remoteControl: 'enabled' }, notAfter: null } },
    ])
  })

  test('ends what an agent tells of that runs, after a server was started again', async () => {
    team.plane.sessions.heard(desk, { running: { sessionId: 'old', user: 'zoe', since: new Date().toISOString() } })
    await expect.poll(() => at.said.at(-1)).toEqual({ end: { sessionId: 'old', reason: 'access-removed' } })
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
    expect(at.said.at(-1)).toHaveProperty('grant')
    await credentials.revoke(operator, token)
    await expect.poll(() => at.said.at(-1)).toEqual({ end: { sessionId: id, reason: 'token-revoked' } })
    at.said = []
    team.plane.sessions.heard(desk, { running: { sessionId: 'old', user: 'mia', since: new Date().toISOString(), token } })
    await expect.poll(() => at.said.at(-1)).toEqual({ end: { sessionId: 'old', reason: 'token-revoked' } })
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
    expect(at.said.at(-1)).toHaveProperty('grant')
    expect(await refusal(begin('zoe'))).toContain('session-no-access')
    // What else is taken away meanwhile is.
    await team.declare({ 'GranularControl zoe': { subjects: { users: ['zoe'] }, controls: { copyPaste: 'disabled' } } })
    expect(at.said.at(-1)).toMatchObject({ narrow: { sessionId: id, features: { copyPaste: 'disabled', remoteControl: 'enabled' } } })
    await team.declare({ 'Schedule desks': { ...hours, paused: true, subjects: { users: ['ben'] } } })
    expect(at.said.at(-1)).toEqual({ end: { sessionId: id, reason: 'access-removed' } })
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
    const detach = at.attach(desk)
    detach()
    vi.advanceTimersByTime(59_999)
    expect(team.plane.sessions.running()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(team.plane.sessions.running()).toEqual([])
    const running = (sessionId: string) =>
      team.plane.sessions.heard(desk, { running: { sessionId, user: 'mia', since: new Date().toISOString() } })
    at.attach(desk)
    running(id)
    running('other')
    at.attach(desk)
    running('other')
    vi.advanceTimersByTime(5000)
    expect(team.plane.sessions.running().map((one) => one.id)).toEqual(['other'])
  })
})
