/** Policy documents and timestamps: whole and true, or not taken. */
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { signJws } from './jws.ts'
import { digestOf, openPolicy, openTimestamp, type PolicyDocument, type PolicyTimestamp, signPolicy, signTimestamp } from './policy.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = { kid: 'k', private: privateKey }
const keyOf = (kid: string) => (kid === 'k' ? publicKey : undefined)
const content = {
  ...{ team: 'acme', class: 'c1', requires: [], staleness: { mode: 'bestEffort' as const, graceSeconds: 300 } },
  settings: { 'session.sound': { value: 'off', origin: 'policy kiosks', locked: true } },
}
const document: PolicyDocument = {
  ...{ type: 'effective-policy/v1', epoch: 0, rev: 4, sourceCommit: null, issuedAt: '2026-03-02T09:00:00.000Z' },
  ...content,
  digest: digestOf(content),
}
const timestamp: PolicyTimestamp = {
  ...{ agentId: 'a', team: 'acme', epoch: 0, rev: 9, digest: document.digest },
  ...{ serverTime: '2026-03-02T09:00:00.000Z', expires: '2026-03-05T09:00:00.000Z' },
}

test('are read as they were written', () => {
  expect(openPolicy(signPolicy(document, key), keyOf)).toEqual(document)
  expect(openTimestamp(signTimestamp(timestamp, key), keyOf)).toEqual(timestamp)
})

test('the digest is of the content alone: the revision may be another, an origin not', () => {
  const later = { ...document, rev: 9 }
  expect(digestOf(later)).toBe(document.digest)
  expect(digestOf({ ...content, settings: { 'session.sound': { value: 'off', origin: 'builtin', locked: true } } })).not.toBe(
    document.digest,
  )
})

test.each<[string, object]>([
  ['another type', { type: 'effective-policy/v2' }],
  ['no team', { team: null }],
  ['a revision below nothing', { rev: -1 }],
  ['a revision that is a text', { rev: '4' }],
  ['no epoch', { epoch: undefined }],
  ['a time that is none', { issuedAt: '2026-02-30T09:00:00.000Z' }],
  ['requirements that are none', { requires: [1] }],
  ['another staleness', { staleness: { mode: 'never', graceSeconds: 1 } }],
  ['settings that are a list', { settings: [] }],
  ['a setting without an origin', { settings: { 'session.sound': { value: 'off', locked: true } } }],
  ['settings that are not those of its digest', { settings: {} }],
  ['a digest that is not that of its settings', { digest: `sha256:${'0'.repeat(64)}` }],
])('a document with %s is not taken, though it is signed', (_, change) => {
  expect(() => openPolicy(signJws('effective-policy', JSON.stringify({ ...document, ...change }), key), keyOf)).toThrow(
    'untrusted-document',
  )
})

test.each<[string, object]>([
  ['no agent', { agentId: 1 }],
  ['no revision', { rev: 1.5 }],
  ['no end', { expires: undefined }],
  ['a time that is none', { serverTime: 'now' }],
])('a timestamp with %s is not taken, though it is signed', (_, change) => {
  expect(() => openTimestamp(signJws('policy-timestamp', JSON.stringify({ ...timestamp, ...change }), key), keyOf)).toThrow(
    'untrusted-document',
  )
})

test('neither passes for the other', () => {
  expect(() => openTimestamp(signPolicy(document, key), keyOf)).toThrow('another sort')
  expect(() => openPolicy(signTimestamp(timestamp, key), keyOf)).toThrow('another sort')
})
