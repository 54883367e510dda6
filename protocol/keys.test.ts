/** From a fingerprint to the key that signs today: what leads there, and what does not. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  fingerprint,
  isFingerprint,
  type OnlineKey,
  onlineKeyAt,
  openFirstRoot,
  openNextRoot,
  openOnlineKey,
  openPinnedRoot,
  publicKeyOf,
  publicText,
  type Root,
  signOnlineKey,
  signRoot,
} from './keys.ts'

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const DAY = 86_400_000
const at = (ms: number): string => new Date(ms).toISOString()
const pair = (): { private: KeyObject; text: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { private: privateKey, text: publicText(publicKey) }
}
const [first, second, online, stranger] = [pair(), pair(), pair(), pair()]
const root = (number: number, publicKey: string, database = 'db-1'): Root => ({ root: number, database, publicKey, issuedAt: at(NOW) })
const [one, two] = [root(1, first.text), root(2, second.text)]
const onlineKey = (more: Partial<OnlineKey> = {}): OnlineKey => ({
  ...{ database: 'db-1', kid: 'online-7', publicKey: online.text, epoch: 0, serial: 7, notBefore: at(NOW), notAfter: at(NOW + 90 * DAY) },
  ...more,
})

test('a chain leads from the fingerprint to the online key', () => {
  const texts = [signRoot(one, first.private), signRoot(two, first.private)]
  const trusted = openNextRoot(texts[1] as string, openFirstRoot(texts[0] as string, fingerprint(first.text)))
  expect(trusted).toEqual(two)
  const taken = openOnlineKey(signOnlineKey(onlineKey(), two, second.private), trusted, { serial: 7 })
  expect(taken).toEqual(onlineKey())
  expect(onlineKeyAt(taken, NOW)('online-7')?.equals(publicKeyOf(online.text) as KeyObject)).toBe(true)
  expect(openPinnedRoot(texts, fingerprint(second.text))).toEqual(two)
})

test('a fingerprint is one of a key, and is told by its form', () => {
  expect(isFingerprint(fingerprint(first.text))).toBe(true)
  expect(isFingerprint('SHA256:abc')).toBe(false)
  expect(publicKeyOf('A'.repeat(42))).toBeUndefined()
  expect(publicKeyOf(undefined)).toBeUndefined()
})

describe('is refused', () => {
  const refused = (work: () => unknown): string => {
    try {
      work()
      return 'it was taken'
    } catch (error) {
      return (error as Error).message
    }
  }
  test.each<[what: string, work: () => unknown, says: string]>([
    [
      'a first root of another fingerprint',
      () => openFirstRoot(signRoot(one, first.private), fingerprint(second.text)),
      'not the one of the fingerprint',
    ],
    ['a first root that another key signed', () => openFirstRoot(signRoot(one, stranger.private), fingerprint(first.text)), 'not true'],
    ['no root', () => openFirstRoot('x', fingerprint(first.text)), 'not the one'],
    ['a next root that itself signed', () => openNextRoot(signRoot(two, second.private), one), 'not true'],
    ['a root that leaves one out', () => openNextRoot(signRoot(root(3, second.text), first.private), one), 'not trusted'],
    ['the same root again', () => openNextRoot(signRoot(one, first.private), one), 'number 2'],
    [
      'a root of another control plane',
      () => openNextRoot(signRoot(root(2, second.text, 'db-2'), first.private), one),
      'another control plane',
    ],
    [
      'an online key that an older root signed',
      () => openOnlineKey(signOnlineKey(onlineKey(), one, first.private), two, { serial: 0 }),
      'not trusted',
    ],
    [
      'an online key that nobody signed',
      () => openOnlineKey(signOnlineKey(onlineKey(), two, stranger.private), two, { serial: 0 }),
      'not true',
    ],
    [
      'an online key before the one that was seen',
      () => openOnlineKey(signOnlineKey(onlineKey(), two, second.private), two, { serial: 8 }),
      'newer one',
    ],
    [
      'an online key for ever',
      () => openOnlineKey(signOnlineKey(onlineKey({ notAfter: at(NOW + 900 * DAY) }), two, second.private), two, { serial: 0 }),
      '90 days',
    ],
    [
      'an online key of another control plane',
      () => openOnlineKey(signOnlineKey(onlineKey({ database: 'db-2' }), two, second.private), two, { serial: 0 }),
      'another control plane',
    ],
    [
      'an online key with a time that is none',
      () => openOnlineKey(signOnlineKey(onlineKey({ notAfter: 'soon' }), two, second.private), two, { serial: 0 }),
      'lacks',
    ],
  ])('%s', (_, work, says) => {
    expect(refused(work)).toContain(says)
  })

  test.each([
    ['before its time', NOW - 1],
    ['after its time', NOW + 90 * DAY],
  ])('a key that signs %s', (_, now) => {
    expect(onlineKeyAt(onlineKey(), now)('online-7')).toBeUndefined()
  })

  test('another name of the key', () => {
    expect(onlineKeyAt(onlineKey(), NOW)('online-8')).toBeUndefined()
  })
})
