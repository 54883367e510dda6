import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalities } from './equality.ts'

describe.each([
  ['lowercase', 'Ann@Acme.example', 'ann@acme.example'],
  ['timezone', 'Asia/Calcutta', 'Asia/Kolkata'],
  ['timezone', 'UTC', 'Etc/UTC'],
  ['rrule', 'FREQ=WEEKLY;BYDAY=MO,FR;INTERVAL=1', 'byday=fr,mo;freq=weekly;wkst=mo'],
  ['cidr', '2001:0db8:0:0::/32', '2001:db8::/32'],
  ['cidr', '203.0.113.9', '203.0.113.9/32'],
  ['instant', '2026-03-29T02:00:00+02:00', '2026-03-29T00:00:00Z'],
] as const)('%s', (name, a, b) => {
  test(`${a} means ${b}`, () => expect([equalities[name](a, b), equalities[name](b, a)]).toEqual([true, true]))
})

test.each([
  ['timezone', 'Europe/Paris', 'Europe/Berlin'],
  ['timezone', 'Nowhere/Land', 'Nowhere/Land2'],
  ['rrule', 'FREQ=DAILY', 'FREQ=DAILY;COUNT=3'],
  ['cidr', '10.0.0.0/8', '10.0.0.0/9'],
  ['cidr', 'not an address', '10.0.0.0/8'],
  ['instant', '2026-03-29T02:00:00Z', '2026-03-29T02:00:01Z'],
] as const)('%s: %s is not %s', (name, a, b) => {
  expect(equalities[name](a, b)).toBe(false)
})

test('equality is symmetric and never throws, whatever is compared', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('UTC', 'FREQ=DAILY', ';=,', '10.0.0.0/8', '::/0', '2026-01-01', 'Europe/Paris', '/', '='),
  )
  for (const equal of Object.values(equalities))
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(equal(a, b)).toBe(equal(b, a))
      }),
    )
})
