/** The narrow profile of JWS: what another library makes and reads of it, and everything else that is refused. */
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { CompactSign, compactVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import { kidOf, openJws, signJws, type Trusting } from './jws.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = { kid: 'online-1', private: privateKey }
const trusting: Trusting = { limit: 10_000, keyOf: (kid) => (kid === 'online-1' ? publicKey : undefined) }
const made = (payload: unknown = { a: 1 }): string => signJws('effective-policy', JSON.stringify(payload), key)
const encoded = (text: string): string => Buffer.from(text).toString('base64url')

function refused(
  text: string,
  { sort = 'effective-policy' as const, ...more }: Partial<Trusting> & { sort?: 'effective-policy' } = {},
): string {
  try {
    openJws(sort, text, { ...trusting, ...more })
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError)
    const [found] = (error as ProblemError).problems
    expect(found?.code).toBe('untrusted-document')
    return found?.message ?? ''
  }
  return 'it was taken'
}

/** Somebody who has the key, and writes what we would not. */
const forged = (head: string, payload: string, by = privateKey): Promise<string> =>
  new CompactSign(Buffer.from(payload)).setProtectedHeader(JSON.parse(head) as { alg: string }).sign(by)

test('what is signed is read by another library, and what that one signs is read here', async () => {
  const { payload, protectedHeader } = await compactVerify(made({ name: 'é' }), publicKey)
  expect([JSON.parse(Buffer.from(payload).toString()), protectedHeader]).toEqual([
    { name: 'é' },
    { alg: 'EdDSA', kid: 'online-1', typ: 'effective-policy' },
  ])
  const theirs = await forged('{"alg":"EdDSA","kid":"online-1","typ":"effective-policy"}', '{"b":2}')
  expect(openJws('effective-policy', theirs, trusting)).toEqual({ payload: { b: 2 }, kid: 'online-1' })
  expect(kidOf('effective-policy', theirs, 1000)).toBe('online-1')
})

describe('is refused', () => {
  test.each<[what: string, text: () => string | Promise<string>, says: string]>([
    ['another sort', () => signJws('session-grant', '{}', key), 'another sort'],
    [
      'another key of the same name',
      () => forged('{"alg":"EdDSA","kid":"online-1","typ":"effective-policy"}', '{}', generateKeyPairSync('ed25519').privateKey),
      'not true',
    ],
    ['a key that nobody knows', () => signJws('effective-policy', '{}', { ...key, kid: 'online-2' }), 'not trusted'],
    ['no algorithm', () => `${encoded('{"alg":"none","kid":"online-1","typ":"effective-policy"}')}.${encoded('{}')}.`, 'another form'],
    ['a header that asks for more', () => forged('{"alg":"EdDSA","kid":"online-1","typ":"effective-policy","x":1}', '{}'), 'another form'],
    ['a payload that is no JSON', () => forged('{"alg":"EdDSA","kid":"online-1","typ":"effective-policy"}', 'hello'), 'no JSON'],
    ['no text at all', () => '', 'no signed document'],
    ['two parts', () => made().split('.').slice(0, 2).join('.'), 'no signed document'],
    ['four parts', () => `${made()}.x`, 'no signed document'],
    ['padding', () => `${made()}=`, 'not encoded'],
    ['blanks in its head', () => ` ${made()}`, 'not encoded'],
    ['blanks in its body', () => made().replace('.', '. '), 'not true'],
    ['an end of line', () => `${made()}\n`, 'not encoded'],
  ])('%s', async (_, text, says) => {
    expect(refused(await text())).toContain(says)
  })

  test('what is too large, before it is looked at', () => {
    expect(refused(made('x'.repeat(10_000)))).toContain('larger than 10000')
  })

  test('whatever one letter of it becomes', () => {
    const text = made()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'ABCDwxyz0189-_.='), (at, letter) => {
        fc.pre(text[at] !== letter)
        expect(refused(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`)).not.toBe('it was taken')
      }),
    )
  })
})
