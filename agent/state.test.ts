/** The state: whole whatever happens, and nobody else's. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import { writeWhole } from './durable.ts'
import { isRunning, lockState } from './lock.ts'
import { newKey, openState, stateFolder, systemOf } from './state.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'state-'))
  folder = join(root, 'agent')
})
afterEach(() => rmSync(root, { recursive: true }))

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'nothing'
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems[0]?.code ?? ''
  }
}

test('is made for its owner alone, folders and files', () => {
  const state = openState(folder, { make: true })
  state.writeKey(newKey())
  state.write('seen', { database: 'db', epoch: 0, rev: 1, serial: 1 })
  for (const name of ['', 'policies', 'log']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700)
  for (const name of ['key.pem', 'seen.json']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  expect(openState(folder).seen()).toEqual({ database: 'db', epoch: 0, rev: 1, serial: 1 })
  expect(openState(folder).key()?.asymmetricKeyType).toBe('ed25519')
})

test.each<[what: string, spoil: () => void]>([
  ['a folder that others may list', () => chmodSync(folder, 0o750)],
  ['a file that others may read', () => chmodSync(join(folder, 'key.pem'), 0o640)],
  ['a file that others may write', () => chmodSync(join(folder, 'key.pem'), 0o602)],
  ['a file inside of a folder', () => writeFileSync(join(folder, 'policies', 'x.jws'), '', { mode: 0o644 })],
  ['a link', () => symlinkSync('/etc/passwd', join(folder, 'trust.json'))],
])('%s is refused', (_, spoil) => {
  openState(folder, { make: true }).writeKey(newKey())
  spoil()
  expect(codeOf(() => openState(folder))).toBe('state-open')
})

test('where there is none nobody is enrolled', () => {
  expect(codeOf(() => openState(folder))).toBe('agent-not-enrolled')
})

test.each([
  ['key.pem', 'no key', (state: ReturnType<typeof openState>) => state.key(), 'agent-state'],
  ['seen.json', '{"epoch"', (state: ReturnType<typeof openState>) => state.seen(), 'agent-state'],
  ['local.json', '[1]', (state: ReturnType<typeof openState>) => state.local(), 'local-settings'],
  ['local.json', '{', (state: ReturnType<typeof openState>) => state.local(), 'local-settings'],
])('%s that holds %s is told, and its content is not', (name, text, read, code) => {
  const state = openState(folder, { make: true })
  writeFileSync(join(folder, name), text, { mode: 0o600 })
  expect(codeOf(() => read(state))).toBe(code)
})

test('a file is put in place whole, over what a crash left of another', () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.json.new'), 'half a')
  writeWhole(folder, 'a.json', 'one')
  writeWhole(folder, 'a.json', 'two')
  expect([readdirSync(folder), readFileSync(join(folder, 'a.json'), 'utf8')]).toEqual([['a.json'], 'two'])
  expect(codeOf(() => writeWhole(join(folder, 'none'), 'a.json', ''))).toBe('state-not-written')
})

test('one agent works on one state', () => {
  openState(folder, { make: true })
  const release = lockState(folder)
  expect([isRunning(folder), codeOf(() => lockState(folder))]).toEqual([true, 'agent-running'])
  release()
  expect(isRunning(folder)).toBe(false)
})

test('an agent beside others has a system of its own in its state, which looks like one', () => {
  const state = openState(folder, { make: true })
  expect(systemOf(state)).toBeUndefined()
  const identity = {
    agentId: 'a',
    team: 't',
    computer: 'c',
    displayName: 'C',
    server: 's',
    fingerprint: 'f',
    database: 'd',
    enrolledAt: 'e',
  }
  state.write('identity', { ...identity, apart: true })
  expect(systemOf(state)).toBe(join(folder, 'system'))
  mkdirSync(join(folder, 'system', 'etc'), { mode: 0o755 })
  expect(openState(folder).identity()).toMatchObject({ apart: true })
  chmodSync(join(folder, 'system'), 0o755)
  expect(codeOf(() => openState(folder))).toBe('state-open')
})

test('is where it is said, where systemd says, or where it usually is', () => {
  expect(stateFolder('/a', { STATE_DIRECTORY: '/b' })).toBe('/a')
  expect(stateFolder(undefined, { STATE_DIRECTORY: '/b' })).toBe('/b')
  expect(stateFolder(undefined, {})).toBe('/var/lib/splashtop-agent')
})
