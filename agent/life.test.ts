/**
 * An agent in this process, against a control plane that does as it is told: what it takes, what it refuses, and what it says of it. It is long because
 * every case needs the same two, and is a few lines.
 */

import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Setting } from '../protocol/policy.ts'
import type { Report } from '../protocol/report.ts'
import { REVOCATION_HEADER } from '../protocol/revocation.ts'
import { REPLACED } from '../protocol/stream.ts'
import { ProblemError } from '../schema/problem.ts'
import { type Moment, machineClock } from './clock.ts'
import { enrol } from './enrolling.ts'
import { Life } from './life.ts'
import type { Pace } from './pace.ts'
import { none } from './platform/none.ts'
import { openState, type State } from './state.ts'
import { CODE, type TestPlane, testPlane } from './testing.ts'

const pace: Pace = {
  ...{ first: () => 0, backoff: () => 5, safety: () => 3_600_000, report: () => 3_600_000, settled: 0, answer: 5000, watch: 20 },
  inventory: { first: 3_600_000, again: 3_600_000 },
}
const sound = (value: string): Record<string, Setting> => ({ 'session.sound': { value, origin: 'policy kiosks', locked: true } })

let [root, plane, state] = ['', {} as TestPlane, {} as State]
let lives: { stop(): Promise<unknown> }[] = []
const skew = { ms: 0 }
const machine = machineClock()
const clock = (): Moment => ({ ...machine(), wall: Date.now() + skew.ms })

beforeEach(async () => {
  skew.ms = 0
  lives = []
  root = mkdtempSync(join(tmpdir(), 'life-'))
  plane = await testPlane(sound('off'))
  state = openState(join(root, 'agent'), { make: true })
})
afterEach(async () => {
  for (const life of lives) await life.stop()
  await plane.close()
  rmSync(root, { recursive: true })
})

const enrolled = (more: Partial<Parameters<typeof enrol>[0]> = {}) =>
  enrol({
    ...{ state, clock, platform: none, env: {}, code: CODE, server: plane.url, fingerprint: plane.signers.fingerprint },
    ...{ again: false, signal: new AbortController().signal, waiting() {}, ...more },
  })

function begin(more: { pace?: Partial<Pace>; env?: NodeJS.ProcessEnv } = {}) {
  const life = new Life({ state, clock, platform: none, env: more.env ?? {}, pace: { ...pace, ...more.pace } })
  const stop = new AbortController()
  const ended = life.run(stop.signal)
  ended.catch(() => {}) // whoever stops it hears of it
  lives.push({
    stop() {
      stop.abort()
      return ended
    },
  })
  return { life, ended }
}
const last = (): Report | undefined => plane.reports.at(-1)
const runs = (value: string) => () => last()?.policy?.digest === plane.digest && plane.reports.length > 0 && soundIs(value)
const soundIs = (value: string): boolean => plane.signers.document(1, sound(value)).document.digest === plane.digest
const holds = (code: string) => () => last()?.conditions.some((one) => one.code === code) === true
const events = (): string[] => plane.batches.flatMap((batch) => batch.events.map(({ event }) => event))
const forbidden = () => ({
  status: 403,
  text: '{"problems":[{"code":"agent-revoked","level":"error","message":"The agent is not enrolled here.","fix":"","at":[]}]}',
})
const problemOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error) => (error instanceof ProblemError ? (error.problems[0]?.code ?? '') : String(error)),
  )

describe('enrolment', () => {
  test('gives a computer its identity, its keys and its first policy', async () => {
    expect(await enrolled({ name: 'Bench' })).toMatchObject({ agentId: 'agent-1', team: 'acme', computer: 'bench-1' })
    expect(plane.enrolments).toMatchObject([{ code: CODE, customName: 'Bench', facts: { os: { name: 'linux' } } }])
    const { life } = begin()
    expect(life.holding.current?.document.settings).toEqual(sound('off'))
    await plane.until('the log', () => events().includes('started'))
    expect(events()).toEqual(['enrolled', 'started'])
  })

  test.each<[what: string, more: Partial<Parameters<typeof enrol>[0]>, code: string]>([
    ['by another fingerprint', { fingerprint: `SHA256:${'A'.repeat(43)}` }, 'untrusted-document'],
    ['by another code', { code: 'WRONGCODE123' }, 'bad-code'],
    ['without TLS over a network', { server: 'http://192.0.2.1' }, 'server-url'],
    ['where nothing listens', { server: 'http://127.0.0.1:1' }, 'server-unreachable'],
  ])('is refused %s, and leaves nothing behind', async (_, more, code) => {
    expect(await problemOf(enrolled(more))).toBe(code)
    expect([state.identity(), state.key(), state.trust()]).toEqual([undefined, undefined, undefined])
  })

  test.each([
    ['a week behind', -7],
    ['a week ahead', 7],
  ])('works on a computer whose clock is %s', async (_, days) => {
    skew.ms = days * 86_400_000
    await enrolled()
    const { life } = begin()
    await plane.until('the condition', holds('clock-wrong'))
    expect(life.holding.worth().standing).toBe('fresh')
    plane.publish(sound('remote'))
    await plane.until('the next policy', runs('remote'))
  })

  test('once is enough; again is by a new key that the old one speaks for', async () => {
    await enrolled()
    expect(await problemOf(enrolled())).toBe('already-enrolled')
    const former = plane.enrolments[0]?.publicKey
    await enrolled({ again: true })
    expect(plane.enrolments[1]).toMatchObject({ takeover: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
    expect(plane.enrolments[1]?.publicKey).not.toBe(former)
  })

  test('is asked for by the same key until somebody approves', async () => {
    let asked = 0
    plane.misbehave.answer = (path) =>
      path === '/enrol' && asked++ === 0
        ? { status: 200, text: '{"state":"waiting","computer":"bench-1","fingerprint":"SHA256:x","retrySeconds":0}' }
        : undefined
    const waited: string[] = []
    await enrolled({ waiting: ({ computer }) => waited.push(computer) })
    expect([waited, asked]).toEqual([['bench-1'], 2])
  })
})

describe('a new policy', () => {
  test.each(['policy', 'nudge'] as const)('comes by the stream as a %s, is applied and reported', async (tell) => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(sound('remote'), { tell })
    await plane.until('the report', runs('remote'))
    expect(last()?.settings).toEqual({ 'session.sound': 'unsupported' })
    await plane.until('the log', () => events().includes('policy-applied'))
  })

  test('comes by a long poll where there is no stream', async () => {
    plane.misbehave.withoutStream = true
    await enrolled()
    begin()
    await plane.until('the first report', () => plane.reports.length > 0)
    plane.publish(sound('remote'))
    await plane.until('the report', runs('remote'))
  })

  test('is asked for again after a stream that broke off', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    for (const stream of plane.streams) stream.terminate()
    plane.publish(sound('remote'), { tell: 'nothing' })
    await plane.until('the report', runs('remote'))
  })

  test('by keys that were rotated in between is taken after they were followed', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.signers.rotateRoot()
    plane.signers.rotateOnline()
    plane.publish(sound('remote'))
    await plane.until('the report', runs('remote'))
    expect(state.trust()).toMatchObject({ root: { root: 2 }, online: { serial: 3 } })
  })

  test('comes through a control plane that is gone for a while', async () => {
    await enrolled()
    plane.misbehave.answer = () => ({ status: 503, headers: { 'retry-after': '0' } })
    begin()
    await plane.until('some tries', () => plane.requests.filter(({ status }) => status === 503).length > 5)
    plane.misbehave = {}
    plane.publish(sound('remote'))
    await plane.until('the report', () => runs('remote')() && last()?.conditions.length === 0)
  })
})

describe('what is not to be believed', () => {
  test.each<[what: string, bend: (of: TestPlane) => NonNullable<TestPlane['misbehave']['policy']>, code: string, condition: string]>([
    [
      'a document that was changed',
      () =>
        ({ document, timestamp }) => ({ document: document.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')), timestamp }),
      'untrusted-document',
      'policy-refused',
    ],
    [
      'a timestamp of another agent',
      (of) =>
        ({ document }) => ({ document, timestamp: of.signers.timestamp(of.rev, { digest: of.digest }, { agentId: 'agent-2' }) }),
      'policy-of-other-agent',
      'policy-refused',
    ],
    [
      'an older revision',
      (of) =>
        ({ document }) => ({ document, timestamp: of.signers.timestamp(0, { digest: of.digest }) }),
      'policy-rolled-back',
      'rollback-refused',
    ],
  ])('%s is refused, reported, and the policy before goes on', async (_, bend, code, condition) => {
    await enrolled()
    const { life } = begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    const former = plane.digest
    plane.misbehave.policy = bend(plane)
    plane.publish(sound('remote'))
    await plane.until('the condition', holds(condition))
    expect(last()).toMatchObject({ policy: { digest: former }, rejected: { code } })
    expect(life.holding.current?.document.settings).toEqual(sound('off'))
    await plane.until('the log', () => events().includes('policy-refused'))
    plane.misbehave = {}
    plane.publish(sound('both'))
    await plane.until('a good one', runs('both'))
    expect(last()?.rejected).toBeUndefined()
  })

  test('an answer without a confirmation proves nothing', async () => {
    await enrolled()
    plane.misbehave.withoutStream = true
    plane.misbehave.answer = (path) => (path === '/policy' ? { status: 304 } : undefined)
    begin()
    await plane.until('the condition', holds('server-unreachable'))
  })

  test('a database that was restored from yesterday’s backup is refused until its epoch is raised', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    const before = plane.rev
    plane.publish(sound('remote'))
    await plane.until('the report', runs('remote'))
    plane.rollBack(before)
    plane.send({ nudge: { rev: before, spreadMs: 0 } })
    await plane.until('the condition', holds('rollback-refused'))
    plane.signers.rotateOnline({ epoch: 1 })
    plane.publish(sound('both'))
    await plane.until('the report', runs('both'))
    expect(last()?.policy?.epoch).toBe(1)
  })

  test('what is no message ends the stream, and nothing else', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    for (const stream of plane.streams) stream.send('hello')
    await plane.until('the next', () => plane.opened === 2)
  })

  test('a message that is larger than one may be is not read', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    for (const stream of plane.streams) stream.send('x'.repeat(400_000))
    await plane.until('the next', () => plane.opened === 2)
  })
})

describe('a stream that is none', () => {
  test('one whose hello is not answered is given up, and polls bring the policy', async () => {
    await enrolled()
    plane.misbehave.mute = true
    begin({ pace: { answer: 20 } })
    await plane.until('the first report', () => plane.reports.length > 0)
    plane.publish(sound('remote'), { tell: 'polls' })
    await plane.until('the report', runs('remote'))
  })

  test.each([
    ['closed at once as a fault of the server', 1011],
    ['closed at once as no stream of ours', 1008],
  ])('one that is %s is come back to ever later, and polls bring the policy', async (_, code) => {
    await enrolled()
    plane.misbehave.closing = code
    const waits: number[] = []
    begin({ pace: { settled: 60_000, backoff: (failures) => waits.push(failures) && 5 } })
    await plane.until('some tries', () => plane.opened > 4)
    plane.publish(sound('remote'), { tell: 'polls' })
    await plane.until('the report', runs('remote'))
    expect(waits.slice(0, 4)).toEqual([0, 1, 2, 3])
  })

  test('two installations with one identity are told of each other, and come back ever later', async () => {
    await enrolled()
    const waits: number[] = []
    begin({ pace: { settled: 60_000, backoff: (failures) => waits.push(failures) && 5 } })
    for (let opened = 1; opened <= 3; opened++) {
      await plane.until('the stream', () => plane.opened >= opened && plane.streams.size === 1)
      await plane.until('a report by it', () => plane.reports.length > 0)
      for (const stream of plane.streams) stream.close(REPLACED)
    }
    await plane.until('the condition', holds('identity-shared'))
    expect(waits.slice(0, 3)).toEqual([0, 1, 2])
  })

  test.each<[what: string, asks: NonNullable<TestPlane['misbehave']['asks']>]>([
    ['never comes', () => []],
    ['is that of another', (answer) => [{ ...answer, id: answer.id + 1000 }]],
    ['has no status', ({ id, time, text }) => [{ id, time, text }]],
    ['has no text', ({ id, status, time }) => [{ id, status, time }]],
    ['is none', () => [null, 5, 'x', []]],
  ])('an answer that %s is done without: reports go by connections', async (_, asks) => {
    await enrolled()
    plane.misbehave.asks = asks
    const { life } = begin({ pace: { answer: 20 } })
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(sound('remote'))
    await plane.until(
      'the report',
      () => runs('remote')() && plane.requests.some(({ path, by }) => path === '/status' && by === 'connection'),
    )
    expect(life.applying.conditions.map(({ code }) => code)).not.toContain('server-unreachable')
  })

  test('an answer that comes twice is taken once', async () => {
    await enrolled()
    plane.misbehave.asks = (answer) => [answer, answer]
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(sound('remote'))
    await plane.until('the report', runs('remote'))
    await plane.until('the log', () => events().includes('policy-applied'))
    expect(plane.opened).toBe(1)
  })
})

describe('un-enrolment', () => {
  test('without a proof, or by an older one, is not believed: the policy goes on, and it is told', async () => {
    await enrolled()
    const { life } = begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.misbehave.answer = (path) => (path === '/policy' ? forbidden() : undefined)
    plane.send({ nudge: { rev: plane.rev, spreadMs: 0 } })
    await plane.until('the condition', () => last()?.conditions.some(({ text }) => text.includes('does not prove it')) === true)
    const proof = { [REVOCATION_HEADER]: plane.signers.revocation(0) }
    plane.misbehave.answer = (path) => (path === '/policy' ? { ...forbidden(), headers: proof } : undefined)
    plane.send({ nudge: { rev: plane.rev, spreadMs: 0 } })
    await plane.until('the other condition', holds('rollback-refused'))
    expect(life.holding.worth().admits).toBe(true)
    plane.misbehave = {}
    plane.publish(sound('remote'))
    await plane.until('the next policy', runs('remote'))
  })

  test('by the answer to a poll ends the agent for good', async () => {
    await enrolled()
    const { life, ended } = begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.revoke()
    plane.send({ nudge: { rev: plane.rev, spreadMs: 0 } })
    expect(await ended).toBe('revoked')
    expect(life.holding.worth().admits).toBe(false)
    expect(() => new Life({ state, clock, platform: none, env: {} })).toThrow('not-enrolled')
  })

  test('by a signed message does, by one that is not signed is asked about', async () => {
    await enrolled()
    const { ended } = begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    const polls = () => plane.requests.filter(({ path }) => path === '/policy').length
    const before = polls()
    plane.send({ revoked: 'you' })
    await plane.until('a poll', () => polls() > before)
    plane.send({ revoked: plane.signers.revocation() })
    expect(await ended).toBe('revoked')
  })
})

describe('what is set on the computer', () => {
  test('holds where the policy leaves it, and is refused and told where it is locked', async () => {
    await enrolled()
    begin()
    await plane.until('the first report', () => plane.reports.length > 0)
    writeFileSync(join(state.folder, 'local.json'), '{"session.sound": "remote", "bandwidth.maxFrameRate": 30}', { mode: 0o600 })
    await plane.until('the condition', holds('local-edit-refused'))
    expect(last()?.settings).toEqual({ 'session.sound': 'unsupported', 'bandwidth.maxFrameRate': 'unsupported' })
    await plane.until('the log', () => events().includes('local-edit-refused'))
    writeFileSync(join(state.folder, 'local.json'), 'nonsense', { mode: 0o600 })
    await plane.until('the other condition', holds('local-settings-unreadable'))
  })
})

describe('a proxy', () => {
  let proxy: Server
  let tunnels: string[]
  const sockets = new Set<Socket>()
  beforeEach(async () => {
    tunnels = []
    proxy = createServer((_, response) => response.writeHead(405).end())
    proxy.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    })
    proxy.on('connect', ({ url = '' }, socket: Socket) => {
      tunnels.push(url)
      const { hostname, port } = new URL(`http://${url}`)
      const beyond = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      sockets.add(beyond)
      beyond.pipe(socket).pipe(beyond)
      beyond.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.on('error', () => beyond.destroy()).on('close', () => beyond.destroy())
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    proxy.close()
  })
  const through = (url: string): Record<string, Setting> => ({
    'general.proxy': { value: { mode: 'manual', url }, origin: 'policy branch', locked: true },
  })
  const own = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`

  test('of the policy carries calls and the stream, and then it is enforced', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(through(own()))
    await plane.until('enforcement', () => last()?.settings['general.proxy'] === 'enforced' && last()?.policy?.digest === plane.digest)
    expect(tunnels.length).toBeGreaterThan(0)
    await plane.until('the stream through it', () => plane.streams.size === 1)
  })

  test('that does not work is gone around, so that the policy that mends it comes through', async () => {
    await enrolled()
    begin()
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(through('http://127.0.0.1:1'))
    await plane.until('the condition', holds('proxy-failed'))
    expect(last()?.settings['general.proxy']).toBe('failed')
    plane.publish(through(own()))
    await plane.until('enforcement', () => last()?.settings['general.proxy'] === 'enforced' && last()?.policy?.digest === plane.digest)
  })

  test('of the environment is taken where the policy says nothing', async () => {
    await enrolled({ env: { http_proxy: own() } })
    expect(tunnels).toEqual([plane.url.replace('http://', '')])
    await enrolled({ env: { http_proxy: own(), no_proxy: 'example.com, 127.0.0.1' }, again: true })
    expect(tunnels).toHaveLength(1)
  })
})
