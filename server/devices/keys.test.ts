import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { onlineKeyAt, openNextRoot, openOnlineKey, openPinnedRoot } from '../../protocol/keys.ts'
import { openTimestamp, signTimestamp } from '../../protocol/policy.ts'
import { ProblemError } from '../../schema/problem.ts'
import { makeKeys } from '../keys.ts'
import {
  alone,
  type DeviceKeys,
  deviceFolder,
  heldKeys,
  keyProblems,
  makeDeviceKeys,
  raiseEpoch,
  readDeviceKeys,
  rotateOnline,
  rotateRoot,
} from './keys.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-03-02T09:00:00.000Z')
let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-device-keys-'))
  folder = join(root, 'id')
  makeKeys(folder)
})
afterEach(() => rmSync(root, { recursive: true }))

const make = (): DeviceKeys => makeDeviceKeys(folder, 'id', NOW)
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.code
    throw error
  }
}

/** What an agent does that was given a fingerprint: it follows the chain and believes what its online key signed. */
function believes(pinned: string, { roots, onlineText, signing }: DeviceKeys, now: number): boolean {
  let trusted = openPinnedRoot(roots, pinned)
  for (const next of roots.slice(trusted.root)) trusted = openNextRoot(next, trusted)
  const online = openOnlineKey(onlineText, trusted, { serial: 0 })
  const timestamp = { agentId: 'a', team: 't', epoch: 1, rev: 1, digest: 'd', serverTime: iso(now), expires: iso(now) }
  return openTimestamp(signTimestamp(timestamp, signing), onlineKeyAt(online, now)).agentId === 'a'
}
const iso = (ms: number): string => new Date(ms).toISOString()

test('keys are made once, for their user alone, and agents with the fingerprint believe them', () => {
  expect(readDeviceKeys(folder)).toBeUndefined()
  const keys = make()
  expect(make().fingerprint).toBe(keys.fingerprint)
  expect(keys.online).toMatchObject({ epoch: 1, serial: 1, database: 'id', notAfter: iso(NOW + 90 * DAY_MS) })
  expect(readdirSync(deviceFolder(folder)).sort()).toEqual(['chain.json', 'online-1.key', 'root-1.key'])
  for (const name of readdirSync(deviceFolder(folder))) expect(statSync(join(deviceFolder(folder), name)).mode & 0o777).toBe(0o600)
  expect(believes(keys.fingerprint, keys, NOW)).toBe(true)
})

test('an online key is followed by the next one, which needs the root, wherever its key was moved', () => {
  const { fingerprint } = make()
  const away = join(root, 'vault.key')
  renameSync(join(deviceFolder(folder), 'root-1.key'), away)
  expect(codeOf(() => rotateOnline(folder, { now: NOW }))).toBe('root-key')
  writeFileSync(join(root, 'other.key'), readFileSync(join(deviceFolder(folder), 'online-1.key')))
  expect(codeOf(() => rotateOnline(folder, { now: NOW, rootKey: join(root, 'other.key') }))).toBe('root-key')
  const keys = rotateOnline(folder, { now: NOW + DAY_MS, rootKey: away })
  expect(keys.online).toMatchObject({ serial: 2, epoch: 1 })
  expect(readdirSync(deviceFolder(folder)).sort()).toEqual(['chain.json', 'online-2.key'])
  expect(believes(fingerprint, keys, NOW + DAY_MS)).toBe(true)
})

test('a new root is followed by agents that were given any before it', () => {
  const first = make().fingerprint
  const second = rotateRoot(folder, { now: NOW })
  const third = rotateRoot(folder, { now: NOW })
  expect(third.online).toMatchObject({ serial: 3 })
  for (const pinned of [first, second.fingerprint, third.fingerprint]) expect(believes(pinned, third, NOW)).toBe(true)
  expect(() => believes(third.fingerprint, second, NOW)).toThrow('is not the one of the fingerprint')
  expect(codeOf(() => rotateOnline(folder, { now: NOW, rootKey: join(deviceFolder(folder), 'root-1.key') }))).toBe('root-key')
})

test('a restored database goes on in the next epoch', () => {
  make()
  expect(raiseEpoch(folder, { now: NOW }).online).toMatchObject({ epoch: 2, serial: 2 })
})

test('what is there and does not fit together is told, and never replaced', () => {
  const keys = make()
  const file = join(keys.folder, 'online-1.key')
  const text = readFileSync(file, 'utf8')
  for (const spoilt of ['', 'no key at all', readFileSync(join(keys.folder, 'root-1.key'), 'utf8')]) {
    writeFileSync(file, spoilt)
    expect(codeOf(make)).toBe('device-keys')
  }
  writeFileSync(file, text)
  expect(make().fingerprint).toBe(keys.fingerprint)
  for (const chain of ['{', '{}', JSON.stringify({ version: 1, first: keys.fingerprint, roots: ['a.b.c'], online: keys.onlineText })]) {
    writeFileSync(join(keys.folder, 'chain.json'), chain)
    expect(codeOf(make)).toBe('device-keys')
  }
})

test('whoever died between writing a key and the chain left the old ones, which serve', () => {
  const keys = make()
  copyFileSync(join(keys.folder, 'online-1.key'), join(keys.folder, 'online-2.key'))
  expect(readDeviceKeys(folder)?.online.serial).toBe(1)
  expect(rotateOnline(folder, { now: NOW }).online.serial).toBe(2)
})

test('a server takes rotated keys by itself, and serves no agent by a key that ended', () => {
  let now = NOW
  const held = heldKeys(folder, () => now)
  expect(codeOf(held)).toBe('device-keys-missing')
  make()
  now += 5000
  expect(held().online.serial).toBe(1)
  rotateOnline(folder, { now })
  now += 5000
  expect(held().online.serial).toBe(2)
  now += 91 * DAY_MS
  expect(codeOf(held)).toBe('device-keys-missing')
})

test('a person is told when the online key ends, and where the root lies', () => {
  const keys = make()
  expect(keyProblems(keys, NOW).map(({ code }) => code)).toEqual(['root-key-online'])
  renameSync(join(keys.folder, 'root-1.key'), join(root, 'vault.key'))
  expect(keyProblems(keys, NOW + 70 * DAY_MS)).toEqual([])
  expect(keyProblems(keys, NOW + 77 * DAY_MS)).toMatchObject([{ code: 'device-keys-ending', level: 'warning' }])
  expect(keyProblems(keys, NOW + 100 * DAY_MS)[0]?.message).toContain('ended at')
})

test('keys for agents come after those of the database, and are changed by one at a time', async () => {
  await expect(alone(join(root, 'none'), () => 1)).rejects.toThrow('device-keys')
  expect(await alone(folder, make)).toMatchObject({ folder: deviceFolder(folder) })
})
