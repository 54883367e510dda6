/** Grants and what stands around them: whole and true, or not taken. */
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { lesser } from './granted.ts'
import { signJws } from './jws.ts'
import { fingerprintIn, openGrant, type SessionGrant, signGrant } from './session.ts'
import { readClipboard, readNumbered } from './viewer.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = { kid: 'k', private: privateKey }
const keyOf = (kid: string) => (kid === 'k' ? publicKey : undefined)
const grant: SessionGrant = {
  ...{ sessionId: 's', agentId: 'a', team: 'acme', user: 'jo', displayName: 'Jo', features: { copyPaste: 'toComputerOnly' } },
  ...{ fingerprints: { viewer: 'AA', agent: 'BB' }, issuedAt: '2026-03-02T09:00:00.000Z', notAfter: null },
}

test('a grant is read as it was written', () => {
  expect(openGrant(signGrant(grant, key), keyOf)).toEqual(grant)
  const until = { ...grant, notAfter: '2026-03-02T10:00:00.000Z' }
  expect(openGrant(signGrant(until, key), keyOf)).toEqual(until)
})

test.each<[string, object]>([
  ['no person', { user: undefined }],
  ['one fingerprint', { fingerprints: { viewer: 'AA' } }],
  ['no fingerprints', { fingerprints: null }],
  ['a feature that there is not', { features: { telepathy: 'enabled' } }],
  ['a value that a feature has not', { features: { remoteControl: 'toComputerOnly' } }],
  ['no features', { features: null }],
  ['no time', { issuedAt: 'now' }],
  ['an end that is no time', { notAfter: 'later' }],
  ['no end at all', { notAfter: undefined }],
])('a grant with %s is not taken, though it is signed', (_, change) => {
  expect(() => openGrant(signJws('session-grant', JSON.stringify({ ...grant, ...change }), key), keyOf)).toThrow('untrusted-document')
})

test('what passes for a grant is one', () => {
  expect(() => openGrant(signJws('policy-timestamp', JSON.stringify(grant), key), keyOf)).toThrow('another sort')
})

test('a description has one fingerprint, by SHA-256, or none that counts', () => {
  const print = (digit: string) => Array(32).fill(`${digit}${digit}`).join(':')
  const line = (digit: string, hash = 'sha-256') => `a=fingerprint:${hash} ${print(digit)}\r\n`
  expect(fingerprintIn(`v=0\r\n${line('a')}m=video 9\r\n${line('A')}`)).toBe(print('A'))
  for (const none of ['', line('a') + line('b'), line('a', 'sha-1'), line('a') + line('a', 'sha-512'), 'a=fingerprint:sha-256 AA:BB\r\n'])
    expect(fingerprintIn(none), none).toBeUndefined()
})

test('of two values holds what both allow', () => {
  expect(lesser('enabled', 'toComputerOnly')).toBe('toComputerOnly')
  expect(lesser('fromComputerOnly', 'toComputerOnly')).toBe('disabled')
  expect(lesser('enabled', undefined)).toBe('disabled')
  expect(lesser('disabled', 'enabled')).toBe('disabled')
})

test.each([
  '',
  'null',
  '[]',
  '{"move":[1]}',
  '{"move":[1,-1]}',
  '{"move":[1,1.5]}',
  '{"move":["1",2]}',
  '{"button":[0,true]}',
  '{"button":[1,1]}',
  '{"key":[0,true]}',
  '{"key":[99999999999,true]}',
  `{"move":[1,1],"x":"${'x'.repeat(200)}"}`,
])('%s is no input', (text) => {
  expect(readNumbered(text)).toBeUndefined()
})

test('input and texts are read as they are meant, within bounds', () => {
  expect(readNumbered('{"move":[1,2]}')?.message).toEqual({ move: [1, 2] })
  expect(readNumbered('{"key":[65,true]}')?.message).toEqual({ key: [65, true] })
  expect(readClipboard('{"text":"a"}')).toEqual({ text: 'a' })
  expect(readClipboard(JSON.stringify({ text: 'a'.repeat(65_537) }))).toBeUndefined()
  expect(readClipboard(new ArrayBuffer(4))).toBeUndefined()
})
