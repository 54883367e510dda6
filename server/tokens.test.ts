import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holderOf } from '../effective/roles.ts'
import type { Identity } from '../schema/kind.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { ProblemError } from '../schema/problem.ts'
import { DEFAULT_DAYS, identityOfToken, MAX_DAYS, makeToken, readToken } from './tokens.ts'

const NOW = Date.parse('2026-03-02T09:00:00Z')
const DAY = 86_400_000
const mia: Identity = { user: 'mia' }
const make = (more: object = {}) => makeToken({ identity: mia, issuedBy: 'mia', ...more }, NOW)
const code = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map((found) => found.code).join(' ')
    throw error
  }
  return 'nothing'
}

describe('a token', () => {
  test('is found by the digest of its text, which its record keeps in its place', () => {
    const { text, record } = make({ description: 'nightly plan' })
    expect(text).toMatch(/^sp_[0-9A-Za-z]{49}$/)
    expect(readToken(text)).toBe(record.digest)
    expect(JSON.stringify(record)).not.toContain(text.slice(3, 20))
    expect(record).toMatchObject({
      description: 'nightly plan',
      identity: mia,
      issuedBy: 'mia',
      issued: '2026-03-02T09:00:00.000Z',
      allow: [],
    })
    expect(Date.parse(record.expires) - NOW).toBe(DEFAULT_DAYS * DAY)
  })

  test('is another each time', () => {
    const made = Array.from({ length: 200 }, () => make())
    expect(new Set(made.map(({ text }) => text)).size).toBe(200)
    expect(new Set(made.map(({ record }) => record.id)).size).toBe(200)
  })

  test('with one character changed, lost or doubled is told from one that is not valid, without being repeated', () => {
    const { text } = make()
    const at = fc.nat({ max: text.length - 1 })
    fc.assert(
      fc.property(at, fc.constantFrom(...'0aZ_-. é'), (i, letter) => {
        fc.pre(text[i] !== letter)
        expect(code(() => readToken(text.slice(0, i) + letter + text.slice(i + 1)))).toBe('bad-token')
        expect(code(() => readToken(text.slice(0, i) + text.slice(i + 1)))).toBe('bad-token')
        expect(code(() => readToken(text.slice(0, i) + letter + text.slice(i)))).toBe('bad-token')
      }),
    )
    const wrong = `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`
    expect(() => readToken(wrong)).toThrow(/^(?!.*sp_[0-9A-Za-z]{10}).*checksum/)
  })

  test('that is any text at all is refused in bounded time', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void expect(code(() => readToken(text))).toBe('bad-token')))
    expect(code(() => readToken(`sp_${'a'.repeat(1_000_000)}`))).toBe('bad-token')
  })

  test('holds for whole days, up to a year', () => {
    for (const days of [0, -1, 1.5, Number.NaN, MAX_DAYS + 1]) expect(code(() => make({ days }))).toBe('usage')
    expect(make({ days: 1 }).record.expires).toBe('2026-03-03T09:00:00.000Z')
  })

  test('acts as its holder until it is over or revoked, and only from where it is for', () => {
    const { record } = make({ days: 1, allow: ['192.0.2.0/24', '2001:db8::/32'] })
    const from = (address: string | undefined, now = NOW, more = {}) =>
      code(() => expect(identityOfToken({ ...record, ...more }, { now, ...(address !== undefined && { address }) })).toEqual(mia))
    expect(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1'].map((address) => from(address))).toEqual(['nothing', 'nothing', 'nothing'])
    expect(['192.0.3.7', '2001:db9::1', 'no address', undefined].map((address) => from(address))).toEqual(Array(4).fill('token-refused'))
    expect([from('192.0.2.7', NOW + DAY - 1), from('192.0.2.7', NOW + DAY), from('192.0.2.7', Number.NaN)]).toEqual([
      'nothing',
      'token-refused',
      'token-refused',
    ])
    expect(from('192.0.2.7', NOW, { revoked: '2026-03-02T08:00:00Z' })).toBe('token-refused')
    expect(code(() => identityOfToken(make().record, { now: NOW }))).toBe('nothing')
    expect(code(() => make({ allow: ['192.0.2.0/24', 'anywhere'] }))).toBe('usage')
  })

  test('keeps no rights of its own: they are those of its holder, as they are when it is used', () => {
    const pipeline: Identity = { pipeline: 'ci', role: 'admin', issuer: 'sue' }
    const { record } = make({ identity: pipeline, issuedBy: 'sue' })
    const may = (sue: string) =>
      holderOf(worldOf(`User sue {email: sue@acme.example, ${sue}}`), identityOfToken(record, { now: NOW })).rights.has('groups.create')
    expect(['role: super-admin', 'role: admin', 'role: group-admin', 'role: super-admin, disabled: true'].map(may)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
