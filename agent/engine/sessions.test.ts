/**
 * The agent's own judgement of sessions: which grants it takes, and what ends them, with the server as it likes. The process of a session is one that says what the
 * real one would, and writes down what it is told; the real one is tried in test/sessions.test.ts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instant } from '../../protocol/instants.ts'
import { type SessionFromAgent, type SessionGrant, signGrant } from '../../protocol/session.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Settings } from '../effective.ts'
import { Signers } from '../testing.ts'
import { Sessions } from './sessions.ts'

const print = (digit: string) => Array(32).fill(`${digit}${digit}`).join(':')
const sdp = (digit: string) => `v=0\r\na=fingerprint:sha-256 ${print(digit)}\r\n`
const ENGINE = `
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
const [, , told] = process.argv
process.on('message', (message) => {
  appendFileSync(told, JSON.stringify(message) + '\\n')
  if (message.begin && existsSync(told + '-files')) for (const moved of JSON.parse(readFileSync(told + '-files', 'utf8'))) process.send({ moved })
  if (message.begin && existsSync(told + '-says') && !existsSync(told + '-said')) {
    writeFileSync(told + '-said', '')
    for (const one of JSON.parse(readFileSync(told + '-says', 'utf8'))) process.send(one, () => one.ended && process.disconnect())
    process.send({ happened: { event: 'said', details: {} } })
  }
  if (message.prepare) process.send({ prepared: ${JSON.stringify(sdp('A'))} })
  if (message.end && message.end !== 'viewer-left') { process.send({ ended: { reason: message.end, used: [] } }); process.disconnect() }
})
process.once('disconnect', () => process.exit())
`
const setting = (value: Json) => ({ value, origin: 'builtin', locked: false })
const SETTINGS: Settings = { 'security.copyPaste': setting('enabled'), 'security.remoteControl': setting(true) }

let folder: string
let now: number
let admits: boolean
let seated: string[]
let signers: Signers
let said: SessionFromAgent[]
let events: { event: string; details: { [key: string]: Json } }[]
let sessions: Sessions
const told = () =>
  readFileSync(join(folder, 'told'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sessions-'))
  for (const [name, text] of [
    ['engine.mjs', ENGINE],
    ['told', ''],
  ] as const)
    writeFileSync(join(folder, name), text)
  ;[now, admits, said, events, seated] = [Date.now(), true, [], [], []]
  signers = new Signers(() => now)
  const identity = { agentId: 'agent-1', team: 'acme', displayName: 'Bench 1' }
  sessions = new Sessions({
    holding: {
      identity,
      get trust() {
        return { online: signers.online }
      },
      now: () => now,
      worth: () => ({ standing: 'fresh', age: 0, admits, running: 'go on', changesIn: undefined }),
    },
    ...{ program: [process.execPath, join(folder, 'engine.mjs'), join(folder, 'told')], env: process.env, missing: undefined },
    able: {
      locker: { missing: 'None.' },
      logOff: { missing: 'None.' },
      letters: { missing: 'None.' },
      printing: { missing: 'No CUPS.' },
      recordings: undefined,
    },
    tell: (event, details) => void events.push({ event, details }),
    changed: () => undefined,
    loggedOn: async () => seated,
  })
  sessions.hold(SETTINGS)
  sessions.line((message) => void said.push(message))
})
afterEach(async () => {
  await sessions.close('agent-stopped')
  rmSync(folder, { recursive: true })
})

const grant = (more: Partial<SessionGrant> = {}): SessionGrant => ({
  ...{
    sessionId: 's1',
    agentId: 'agent-1',
    team: 'acme',
    user: 'jo',
    displayName: 'Jo',
    features: { remoteControl: 'enabled', copyPaste: 'enabled' },
  },
  ...{ fingerprints: { viewer: print('B'), agent: print('A') }, issuedAt: instant(now), notAfter: null, ...more },
})
const signed = (more: Partial<SessionGrant> = {}, by = signers) => signGrant(grant(more), by.key)
async function prepared(): Promise<void> {
  sessions.heard({ prepare: { sessionId: 's1', offer: sdp('B') } })
  await expect.poll(() => said).toEqual([{ prepared: { sessionId: 's1', answer: sdp('A') } }])
}
async function begun(more: Partial<SessionGrant> = {}): Promise<void> {
  await prepared()
  sessions.heard({ grant: signed(more) })
  await expect.poll(() => told().length).toBe(2)
}
const ended = () => expect.poll(() => events.find(({ event }) => event === 'session-ended')?.details.reason)

test('begins by a grant of now, for this agent and this connection, and once', async () => {
  await begun()
  expect(told()[1]).toMatchObject({
    begin: { terms: { control: true }, about: { computer: 'Bench 1', user: 'Jo', features: { copyPaste: 'enabled' } } },
  })
  expect(sessions.list()).toMatchObject([{ id: 's1', user: 'jo' }])
  sessions.heard({ grant: signed() })
  sessions.heard({ grant: signed({ features: {} }) })
  expect(events.map(({ event }) => event)).toEqual(['session-started'])
})

describe('does not begin by a grant', () => {
  const wrong: [string, () => string][] = [
    ['for another agent', () => signed({ agentId: 'agent-2' })],
    ['of another team', () => signed({ team: 'other' })],
    ['for another viewer', () => signed({ fingerprints: { viewer: print('C'), agent: print('A') } })],
    ['for another computer’s end', () => signed({ fingerprints: { viewer: print('B'), agent: print('C') } })],
    ['that is more than a minute old', () => signed({ issuedAt: instant(now - 60_001) })],
    ['of a time to come', () => signed({ issuedAt: instant(now + 60_001) })],
    ['whose time is over', () => signed({ notAfter: instant(now) })],
    ['that another key signed', () => signed({}, new Signers(() => now))],
    ['that is none', () => 'x.y.z'],
  ]
  test.each(wrong)('%s', async (_, text) => {
    await prepared()
    sessions.heard({ grant: text() })
    expect(events).toMatchObject([{ event: 'session-grant-refused' }])
    expect(sessions.list()).toEqual([])
    expect(told().filter((message) => 'begin' in message)).toEqual([])
  })

  test('that holds, where the policy admits nobody any more', async () => {
    await prepared()
    admits = false
    sessions.heard({ grant: signed() })
    expect(events).toMatchObject([{ event: 'session-grant-refused' }])
  })
})

test('ends by its own clock when its time is over, with the server gone', async () => {
  await begun({ notAfter: instant(now + 60_000) })
  sessions.line(undefined)
  now += 59_999
  expect(sessions.list()).toHaveLength(1)
  now += 1
  await ended().toBe('schedule-ended')
  expect(told().at(-1)).toEqual({ end: 'schedule-ended' })
})

test('a time that comes nearer holds, and one that goes away does not', async () => {
  await begun({ notAfter: instant(now + 60_000) })
  const narrow = (seconds: number) => ({ narrow: { sessionId: 's1', features: grant().features, notAfter: instant(now + seconds * 1000) } })
  sessions.heard(narrow(3600))
  sessions.heard(narrow(30))
  now += 30_000
  await ended().toBe('schedule-ended')
})

test('what is taken away within a session does not come back in it', async () => {
  await begun()
  const features = (copyPaste: 'enabled' | 'toComputerOnly' | 'fromComputerOnly') => ({ remoteControl: 'enabled', copyPaste }) as const
  const terms = async (count: number) => {
    await expect.poll(() => told().length).toBe(count)
    return told().at(-1).narrow.terms.clipboard
  }
  sessions.heard({ narrow: { sessionId: 's1', features: features('toComputerOnly'), notAfter: null } })
  expect(await terms(3)).toEqual({ toComputer: true, fromComputer: false })
  sessions.heard({ narrow: { sessionId: 's1', features: features('enabled'), notAfter: null } })
  expect(await terms(4)).toEqual({ toComputer: true, fromComputer: false })
  sessions.heard({ narrow: { sessionId: 's1', features: features('fromComputerOnly'), notAfter: null } })
  expect(await terms(5)).toEqual({ toComputer: false, fromComputer: false })
})

test('a policy that forbids something narrows, and one that asks for what can not be held ends', async () => {
  await begun()
  sessions.hold({ ...SETTINGS, 'security.remoteControl': setting(false) })
  await expect.poll(() => told().at(-1)).toMatchObject({ narrow: { terms: { control: false } } })
  sessions.hold({ ...SETTINGS, 'security.blankScreen': setting(true) })
  await ended().toBe('policy-changed')
})

test('a process that does not end when it is told to is killed', async () => {
  await begun()
  sessions.heard({ end: { sessionId: 's1', reason: 'viewer-left' } })
  await ended().toBe('viewer-left')
  expect(said.at(-1)).toEqual({ ended: { sessionId: 's1', reason: 'viewer-left' } })
})

test('says which sessions run when a stream opens, and that one which is asked after is none', async () => {
  await begun()
  const later: SessionFromAgent[] = []
  sessions.line((message) => void later.push(message))
  sessions.heard({ end: { sessionId: 'gone', reason: 'access-removed' } })
  expect(later).toMatchObject([{ running: { sessionId: 's1', user: 'jo' } }, { ended: { sessionId: 'gone' } }])
})

test.each<[string, () => void, string]>([
  ['where the policy is not confirmed', () => (admits = false), 'not confirmed'],
  ['under a setting that it can not hold', () => sessions.hold({ ...SETTINGS, 'security.blankScreen': setting(true) }), 'black'],
])('is refused %s, before anything is started', async (_, change, why) => {
  change()
  sessions.heard({ prepare: { sessionId: 's1', offer: sdp('B') } })
  expect(said).toEqual([{ refused: { sessionId: 's1', reason: expect.stringContaining(why) } }])
  expect(told()).toEqual([])
})

describe('exclusive access', () => {
  const ALONE = { blankScreen: false, lockInput: false, logoffAfterDisconnect: false }
  const asked = (exclusive: object) =>
    sessions.heard({ prepare: { sessionId: 's1', offer: sdp('B'), exclusive: exclusive as typeof ALONE } })

  test('begins where nobody is logged on at the machine', async () => {
    asked(ALONE)
    await expect.poll(() => said).toEqual([{ prepared: { sessionId: 's1', answer: sdp('A') } }])
    sessions.heard({ grant: signed({ exclusive: ALONE }) })
    await expect.poll(() => events.map(({ event }) => event)).toEqual(['session-started'])
    const later: SessionFromAgent[] = []
    sessions.line((message) => void later.push(message))
    expect(later).toMatchObject([{ running: { sessionId: 's1', exclusive: true } }])
  })

  test('is refused where somebody is, and where what it asks for can not be held', async () => {
    seated = ['mia']
    asked(ALONE)
    await expect
      .poll(() => said.at(-1))
      .toMatchObject({ refused: { reason: '`mia` is logged on there, and your access is an exclusive one.' } })
    seated = []
    asked({ ...ALONE, blankScreen: true })
    await expect.poll(() => said.length).toBe(2)
    expect(said.at(-1)).toMatchObject({ refused: { reason: expect.stringContaining('black') } })
    asked({ blankScreen: 'yes' })
    expect(said).toHaveLength(3)
  })

  test('does not begin by a grant that says otherwise than was looked at', async () => {
    await prepared()
    sessions.heard({ grant: signed({ exclusive: ALONE }) })
    await expect.poll(() => events).toMatchObject([{ event: 'session-grant-refused' }])
  })
})

describe('ways to the viewer', () => {
  const TURN = { urls: ['turn:turn.example.com:3478'], username: '1:jo', credential: 'sealed' }
  const prepare = (more: object = {}) => sessions.heard({ prepare: { sessionId: 's1', offer: sdp('B'), ...more } })

  test('go to the process that carries the session, and candidates both ways', async () => {
    prepare({ ice: [TURN], trickle: true })
    await expect.poll(() => told()).toMatchObject([{ prepare: { offer: sdp('B'), ice: [TURN], trickle: true } }])
    const candidate = { candidate: 'candidate:1 1 UDP 1 192.0.2.7 1 typ host', mid: '0' }
    sessions.heard({ candidates: { sessionId: 's1', candidates: [candidate, { candidate: 'x'.repeat(600), mid: '0' }] } })
    await expect.poll(() => told().at(-1)).toEqual({ candidates: [candidate] })
    expect(JSON.stringify(events)).not.toContain('sealed')
  })

  test('that are none are left out', async () => {
    prepare({ ice: [{ urls: ['http://example.com'] }] })
    await expect.poll(() => told()).toEqual([{ prepare: { offer: sdp('B'), codec: 'h264', sound: false } }])
  })

  test('lead over a relay where the policy asks for one, or nowhere', async () => {
    sessions.hold({ ...SETTINGS, 'general.directConnection': setting(false) })
    for (const urls of [['stun:stun.example.com'], ['turn:turn.example.com?transport=tcp', 'turns:turn.example.com']]) {
      said.length = 0
      prepare({ ice: [{ urls, username: 'u', credential: 'c' }] })
      const reason = 'Its sessions are to go by a relay, and the team has none that is spoken to by UDP.'
      expect(said).toEqual([{ refused: { sessionId: 's1', reason } }])
    }
    prepare({ ice: [TURN] })
    await expect.poll(() => told()).toMatchObject([{ prepare: { offer: sdp('B'), ice: [TURN], relayOnly: true } }])
  })
})

test('which files were moved is in the log, one by one and in all; what is none is not', async () => {
  const files = [
    { direction: 'toComputer', path: 'plan.pdf', bytes: 1000, digest: 'a1' },
    { direction: 'toComputer', path: 'evil\u202efdp.exe', bytes: 5, digest: 'a2' },
    { direction: 'fromComputer', path: 'x'.repeat(5000), bytes: 70, digest: 'a3' },
    { direction: 'sideways', path: 'none', bytes: 1, digest: 'a4' },
  ]
  writeFileSync(join(folder, 'told-files'), JSON.stringify(files))
  await begun()
  await expect.poll(() => events.filter(({ event }) => event === 'session-file').length, { timeout: 40_000 }).toBe(3)
  const logged = events.flatMap(({ event, details }) => (event === 'session-file' ? [details] : []))
  expect(logged[0]).toEqual({ session: 's1', user: 'jo', ...files[0] })
  expect(String(logged[1]?.path)).not.toContain('\u202e')
  expect(String(logged[2]?.path).length).toBeLessThan(1100)
  sessions.heard({ end: { sessionId: 's1', reason: 'ended-by-somebody' } })
  await ended().toBe('ended-by-somebody')
  expect(events.find(({ event }) => event === 'session-ended')?.details.files).toEqual({ toComputer: 2, fromComputer: 1, bytes: 1075 })
})

describe('whoever comes back after the line was cut', () => {
  const jo = { token: 't1' }
  const again = async (more: Partial<SessionGrant> = {}) => {
    sessions.heard({ prepare: { sessionId: 's2', offer: sdp('B') } })
    await expect.poll(() => said.some((one) => 'prepared' in one && one.prepared.sessionId === 's2')).toBe(true)
    sessions.heard({ grant: signed({ ...jo, sessionId: 's2', ...more }) })
    await expect.poll(() => events.filter(({ event }) => event === 'session-started').length).toBe(2)
  }
  /** Whether the person there is asked for the second one. */
  const isAsked = async () => {
    const second = () => told().filter((one) => one.begin)[1]
    await expect.poll(second).toBeDefined()
    return second().begin.allowed !== true
  }
  /** Says what the process of a session would, once it begins. */
  const says = (...all: object[]) => writeFileSync(join(folder, 'told-says'), JSON.stringify(all))
  const lost = async () => {
    says({ allowed: true }, { ended: { reason: 'connection-lost', used: [] } })
    await begun(jo)
    await ended().toBe('connection-lost')
  }

  test('is not asked for again, within a minute and once', async () => {
    await lost()
    now += 59_000
    await again()
    expect(await isAsked()).toBe(false)
  })

  test.each<[string, () => void, Partial<SessionGrant>]>([
    ['after a minute', () => (now += 60_001), {}],
    ['by another sign-in', () => undefined, { token: 't2' }],
    ['as somebody else', () => undefined, { user: 'tess' }],
  ])('is asked for again %s', async (_, passes, more) => {
    await lost()
    passes()
    await again(more)
    expect(await isAsked()).toBe(true)
  })

  test.each<[string, object[]]>([
    ['who left', [{ allowed: true }, { ended: { reason: 'viewer-left', used: [] } }]],
    ['whom nobody had allowed', [{ ended: { reason: 'connection-lost', used: [] } }]],
  ])('is asked for again %s', async (_, all) => {
    says(...all)
    await begun(jo)
    await ended().toBeDefined()
    await again()
    expect(await isAsked()).toBe(true)
  })

  test('takes the place of the one that has fallen silent, which then allows nobody else', async () => {
    says({ allowed: true }, { silent: true })
    await begun(jo)
    await expect.poll(() => events.some(({ event }) => event === 'said')).toBe(true)
    await again()
    expect(await isAsked()).toBe(false)
    await ended().toBe('connection-lost')
    expect(sessions.list()).toMatchObject([{ id: 's2' }])
  })

  test('and beside one that says something there are two, of which the second is asked for', async () => {
    says({ allowed: true }, { silent: true }, { silent: false })
    await begun(jo)
    await expect.poll(() => events.some(({ event }) => event === 'said')).toBe(true)
    await again()
    expect(await isAsked()).toBe(true)
    expect(sessions.list()).toHaveLength(2)
  })
})
