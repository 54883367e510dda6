/** Signatures by Node's own OpenSSL and by libsodium: the same, and refused alike. */
import { generateKeyPairSync, sign as signHere, verify as verifyHere } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { quicken, sign, verify } from './ed25519.ts'

beforeAll(async () => {
  // It is among what development needs, so that this is tried everywhere.
  expect(await quicken()).toBe('libsodium')
})

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519').publicKey

test('a message has the same signature by both, and each takes that of the other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (message) => {
      const signature = sign(message, privateKey)
      expect(signature).toEqual(signHere(null, message, privateKey))
      expect([verify(message, publicKey, signature), verifyHere(null, message, publicKey, signature)]).toEqual([true, true])
      expect(verify(message, other, signature)).toBe(false)
    }),
  )
})

test('one that was changed anywhere, is of another length, or of another message is refused by both', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(63), fc.integer({ min: 1, max: 255 }), (message, at, by) => {
      const signature = signHere(null, message, privateKey)
      const changed = Buffer.from(signature)
      changed[at] = (changed[at] as number) ^ by
      const longer = Buffer.concat([signature, Buffer.from([0])])
      const another = Uint8Array.from(message, (byte) => byte ^ 1)
      for (const [text, signed] of [
        [message, changed],
        [message, signature.subarray(0, at)],
        [message, longer],
        [another, signature],
      ] as const)
        expect([verify(text, publicKey, signed), verifyHere(null, text, publicKey, signed)]).toEqual([false, false])
    }),
  )
})

test.each([
  ['no bytes but zeros', Buffer.alloc(64)],
  ['a scalar that is not the smallest', Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32, 255)])],
  ['the neutral point', Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])],
])('%s is no signature', (_, signature) => {
  expect([verify(Buffer.from('a'), publicKey, signature), verifyHere(null, Buffer.from('a'), publicKey, signature)]).toEqual([false, false])
})
