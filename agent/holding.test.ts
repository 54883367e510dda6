/** What is held: checked, on the disk before it is in force, and never older than what was seen. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import type { Moment } from './clock.ts'
import { notWritten } from './durable.ts'
import { Holding } from './holding.ts'
import { newKey, openState, type State } from './state.ts'
import { AGENT, Signers, TEAM } from './testing.ts'

const HOUR = 3_600_000
let [root, state, signers] = ['', {} as State, {} as Signers]
let moment: Moment
const clock = () => ({ ...moment })
const pass = (ms: number) => {
  moment = { ...moment, wall: moment.wall + ms, boot: moment.boot + ms }
}
beforeEach(() => {
  moment = { wall: Date.parse('2026-03-02T09:00:00.000Z'), boot: HOUR, bootId: 'a' }
  root = mkdtempSync(join(tmpdir(), 'holding-'))
  state = openState(join(root, 'agent'), { make: true })
  signers = new Signers(() => moment.wall)
  state.writeKey(newKey())
  state.write('seen', { database: 'db-1', epoch: 0, rev: 0, serial: 1 })
  state.write('trust', { root: signers.root, online: signers.online, former: [] })
  state.write('identity', {
    ...{ agentId: AGENT, team: TEAM, computer: 'bench-1', displayName: 'Bench 1', server: 'http://127.0.0.1:1' },
    ...{ fingerprint: signers.fingerprint, database: 'db-1', enrolledAt: '2026-03-02T09:00:00.000Z' },
  })
})
afterEach(() => rmSync(root, { recursive: true }))

const settings = (value: string) => ({ 'session.sound': { value, origin: 'policy kiosks', locked: true } })
const soundOf = ({ current }: Holding) => current?.document.settings['session.sound']?.value
function give(holding: Holding, rev: number, value: string) {
  const { document, text } = signers.document(rev, settings(value))
  return holding.take({ document: text, timestamp: signers.timestamp(rev, document) })
}
const codeOf = (work: () => unknown): string => {
  try {
    return String(work())
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems[0]?.code ?? ''
  }
}

test('nobody is admitted before there is a policy; one that was taken is there after a start', () => {
  const holding = new Holding(state, clock)
  expect(holding.worth()).toMatchObject({ standing: 'never', admits: false })
  expect(give(holding, 3, 'off')).toBe('applied')
  expect(holding.worth()).toMatchObject({ standing: 'fresh', admits: true })
  const again = new Holding(state, clock)
  expect([soundOf(again), again.worth().standing, again.highest.rev]).toEqual(['off', 'fresh', 3])
})

test('the same document with a newer timestamp renews only', () => {
  const holding = new Holding(state, clock)
  give(holding, 3, 'off')
  const document = holding.current?.document as NonNullable<Holding['current']>['document']
  pass(HOUR)
  expect(holding.worth().standing).toBe('stale')
  expect(holding.take({ timestamp: signers.timestamp(4, document) })).toBe('renewed')
  expect([holding.worth().standing, holding.highest.rev]).toEqual(['fresh', 4])
  expect(codeOf(() => holding.take({ timestamp: signers.timestamp(3, document) }))).toBe('policy-rolled-back')
})

test('what was seen while the disk is full is remembered: nothing older is taken once there is room', () => {
  const full = { isFull: false }
  const write: State['write'] = (...words) => {
    if (full.isFull) throw notWritten(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }), 'seen.json')
    return state.write(...words)
  }
  const holding = new Holding({ ...state, write }, clock)
  give(holding, 10, 'off')
  const document = holding.current?.document as NonNullable<Holding['current']>['document']
  full.isFull = true
  expect(holding.take({ timestamp: signers.timestamp(20, document) })).toBe('renewed')
  full.isFull = false
  const former = signers.document(15, settings('remote'))
  expect(codeOf(() => holding.take({ document: former.text, timestamp: signers.timestamp(15, former.document) }))).toBe(
    'policy-rolled-back',
  )
  expect([soundOf(holding), holding.highest.rev]).toEqual(['off', 20])
})

test('what was refused changes nothing', () => {
  const holding = new Holding(state, clock)
  give(holding, 5, 'off')
  const former = signers.document(4, settings('remote'))
  expect(codeOf(() => holding.take({ document: former.text, timestamp: signers.timestamp(4, former.document) }))).toBe('policy-rolled-back')
  expect([soundOf(holding), soundOf(new Holding(state, clock))]).toEqual(['off', 'off'])
})

test('deleting what is a cache resets nothing', () => {
  give(new Holding(state, clock), 5, 'off')
  for (const name of readdirSync(join(state.folder, 'policies'))) state.remove(join('policies', name))
  state.remove('policy.timestamp')
  state.remove('clock.json')
  const holding = new Holding(state, clock)
  expect(holding.worth().standing).toBe('never')
  expect(codeOf(() => give(holding, 4, 'remote'))).toBe('policy-rolled-back')
  expect(give(holding, 5, 'off')).toBe('applied')
})

test.each([
  [
    'the document is cut off',
    () => writeFileSync(join(state.folder, 'policies', readdirSync(join(state.folder, 'policies'))[0] as string), 'x'),
  ],
  ['the document is gone', () => state.remove(join('policies', readdirSync(join(state.folder, 'policies'))[0] as string))],
  ['the timestamp is no timestamp', () => writeFileSync(join(state.folder, 'policy.timestamp'), 'x')],
])('where %s there is no policy, and the next one is taken', (_, spoil) => {
  give(new Holding(state, clock), 5, 'off')
  spoil()
  const holding = new Holding(state, clock)
  expect([holding.worth().standing, holding.spoilt?.problems[0]?.code]).toEqual(['never', 'untrusted-document'])
  expect(give(holding, 5, 'off')).toBe('applied')
})

/** Every write of `take` may be the last one. */
test('whatever write is the last, there is the old policy or the new one', () => {
  const found = new Set<unknown>()
  for (let most = 0; most < 6; most++) {
    const folder = join(root, `crash-${most}`)
    const copy = openState(folder, { make: true })
    copy.write('seen', { database: 'db-1', epoch: 0, rev: 0, serial: 1 })
    copy.write('trust', { root: signers.root, online: signers.online, former: [] })
    copy.write('identity', state.identity() as NonNullable<ReturnType<State['identity']>>)
    give(new Holding(copy, clock), 1, 'off')
    let writes = 0
    const dying: State = {
      ...copy,
      write(name, value) {
        if (writes++ >= most) throw new Error('killed')
        copy.write(name, value)
      },
    }
    const holding = new Holding(dying, clock)
    try {
      give(holding, 2, 'remote')
    } catch (error) {
      expect(String(error)).toContain('killed')
    }
    const after = new Holding(copy, clock)
    found.add(soundOf(after))
    expect(after.spoilt).toBeUndefined()
    expect(after.highest.rev).toBeGreaterThanOrEqual(after.current?.timestamp.rev ?? 0)
    expect(give(after, 2, 'remote')).toMatch(/applied|renewed/)
  }
  expect(found).toEqual(new Set(['off', 'remote']))
})

test('a disk that takes nothing costs new documents, and not the freshness of the one at hand', () => {
  const full: State = {
    ...state,
    write(name, value) {
      if (name === 'seen' || name === 'clock')
        throw new ProblemError({ code: 'state-not-written', level: 'error', message: '', fix: '', at: [] })
      state.write(name, value)
    },
  }
  give(new Holding(state, clock), 3, 'off')
  const holding = new Holding(full, clock)
  pass(HOUR)
  const { document } = holding.current as NonNullable<Holding['current']>
  expect(codeOf(() => give(holding, 4, 'remote'))).toBe('state-not-written')
  expect(soundOf(holding)).toBe('off')
  expect(holding.take({ timestamp: signers.timestamp(4, document) })).toBe('renewed')
  expect(holding.worth().standing).toBe('fresh')
  expect(holding.unwritten).toBeInstanceOf(ProblemError)
})

test('keys that were followed are trusted, those before are not, and what is at hand is still read', () => {
  const holding = new Holding(state, clock)
  give(holding, 3, 'off')
  const { document } = holding.current as NonNullable<Holding['current']>
  const late = signers.timestamp(9, document)
  for (let i = 0; i < 3; i++) {
    i === 1 ? signers.rotateRoot() : signers.rotateOnline()
    expect(codeOf(() => holding.take({ timestamp: signers.timestamp(4 + i, document) }))).toBe('unknown-online-key')
    expect(holding.follow({ root: signers.root, online: signers.onlineText })).toBe(true)
    expect(holding.take({ timestamp: signers.timestamp(4 + i, document) })).toBe('renewed')
    expect(codeOf(() => holding.take({ timestamp: late }))).toBe('unknown-online-key')
    expect(soundOf(new Holding(state, clock))).toBe('off')
    pass(HOUR)
  }
  expect(holding.follow({ root: signers.root, online: signers.onlineText })).toBe(false)
  give(holding, 9, 'remote')
  expect(soundOf(new Holding(state, clock))).toBe('remote')
})

test('after a restore of the database the epoch is higher, and revisions begin anew', () => {
  const holding = new Holding(state, clock)
  give(holding, 90, 'off')
  signers.rotateOnline({ epoch: 1 })
  holding.follow({ root: signers.root, online: signers.onlineText })
  expect(give(holding, 12, 'remote')).toBe('applied')
  expect(holding.highest).toMatchObject({ epoch: 1, rev: 12 })
})

test.each([
  ['behind', -7],
  ['ahead', 7],
])('a clock that is a week %s is corrected by what the server told', (_, days) => {
  const holding = new Holding(state, clock)
  const server = moment.wall
  pass(days * 24 * HOUR)
  moment = { ...moment, boot: HOUR }
  holding.learnTime(server)
  const { document, text } = signers.document(3, settings('off'))
  const at = { serverTime: new Date(server).toISOString(), expires: new Date(server + 72 * HOUR).toISOString() }
  expect(holding.take({ document: text, timestamp: signers.timestamp(3, document, at) })).toBe('applied')
  expect([holding.worth().standing, Math.round(holding.offset / HOUR)]).toEqual(['fresh', -days * 24])
})

test('a server that tells an earlier time than it proved is asked by that, and makes nothing younger', () => {
  const holding = new Holding(state, clock)
  give(holding, 3, 'off')
  const proven = holding.now()
  holding.learnTime(moment.wall - HOUR)
  expect([holding.now(), holding.toldNow()]).toEqual([proven, moment.wall - HOUR])
  pass(HOUR)
  expect(holding.worth()).toMatchObject({ standing: 'stale', age: HOUR })
})

test('who was let go holds nothing', () => {
  const holding = new Holding(state, clock)
  give(holding, 3, 'off')
  holding.revoke('2026-03-02T10:00:00.000Z')
  expect(holding.worth()).toMatchObject({ standing: 'never', admits: false, running: 'end' })
  expect(new Holding(state, clock).worth().admits).toBe(false)
})
