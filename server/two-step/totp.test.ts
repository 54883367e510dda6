import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawRecoveryCodes, recoveryDigest } from './recovery.ts'
import { base32, codeOf, drawSecret, fromBase32, STEP_SECONDS, stepAt, stepOf, uriOf } from './totp.ts'

describe('a code of an authenticator app', () => {
  // RFC 6238, appendix B, by SHA-1: eight digits there, of which the last six are ours.
  const secret = Buffer.from('12345678901234567890')
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is what the RFC says', (second, code) => {
    expect(codeOf(secret, stepAt(second * 1000))).toBe(code)
  })

  const NOW = Date.parse('2026-03-02T09:00:00Z')
  const own = base32(secret)
  const at = (steps: number) => codeOf(secret, stepAt(NOW) + steps)
  const found = (code: string, last = 0) => stepOf(own, code, { now: NOW, last })
  test('counts one step around now, and no further', () => {
    expect([-2, -1, 0, 1, 2].map((steps) => found(at(steps)))).toEqual([
      undefined,
      ...[-1, 0, 1].map((steps) => stepAt(NOW) + steps),
      undefined,
    ])
  })
  test('counts once, nor does an earlier one after it', () => {
    expect([-1, 0, 1].map((steps) => found(at(steps), stepAt(NOW)))).toEqual([undefined, undefined, stepAt(NOW) + 1])
  })
  test('is six digits and nothing else', () => {
    for (const text of ['', '12345', '1234567', ' 123456', '１２３４５６', 'abcdef', `${at(0)}\n`]) expect(found(text)).toBeUndefined()
  })
  test('has a step of thirty seconds', () => expect(stepAt(NOW + STEP_SECONDS * 1000)).toBe(stepAt(NOW) + 1))
})

test('base 32 gives back what it was given', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void expect(fromBase32(base32(bytes))).toEqual(bytes)))
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI') // RFC 4648 §10
})

test('the address for an app says secret, team and user, however they are called', () => {
  const secret = drawSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const uri = new URL(uriOf(secret, { team: 'Ärzte & Co', user: 'jo:x' }))
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
  expect(decodeURIComponent(uri.pathname.split(':')[1] ?? '')).toBe('jo:x')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'Splashtop Ärzte & Co', digits: '6', period: '30' })
})

test('recovery codes are ten, unlike each other, and found as people type them', () => {
  const codes = drawRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    expect(recoveryDigest(code.toLowerCase().replaceAll('-', ' '))).toBe(recoveryDigest(code))
  }
  for (const text of ['', '123456', codes[0]?.slice(1), `${codes[0]}A`]) expect(recoveryDigest(text ?? '')).toBeUndefined()
})
