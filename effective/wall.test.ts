import { expect, test } from 'vitest'
import { timeOf } from './time.ts'
import { clock, wall } from './wall.ts'

const zone = 'Europe/Paris'
const at = (text: string) => timeOf(text, zone)

test.each([
  ['2026-03-03T09:05', 'Tue 2026-03-03 09:05'],
  ['2026-03-08T23:59:59', 'Sun 2026-03-08 23:59'],
  ['2026-03-02T00:00', 'Mon 2026-03-02 00:00'],
  // Of what the clocks show twice, which.
  ['2026-10-25T02:30+02:00', 'Sun 2026-10-25 02:30 (+02:00)'],
  ['2026-10-25T02:30+01:00', 'Sun 2026-10-25 02:30 (+01:00)'],
  ['2026-10-25T03:00', 'Sun 2026-10-25 03:00'],
  ['2026-03-29T03:30', 'Sun 2026-03-29 03:30'],
])('%s is said as %s', (text, said) => {
  expect(wall(at(text), zone)).toBe(said)
})

test.each([
  ['2026-03-03T17:00', '2026-03-03T09:00', '17:00'],
  ['2026-03-04T06:00', '2026-03-03T22:00', 'Wed 2026-03-04 06:00'],
  ['2026-03-04T00:00', '2026-03-03T09:00', '24:00'],
  ['2026-03-04T00:01', '2026-03-03T09:00', 'Wed 2026-03-04 00:01'],
  ['2026-03-04T01:00', '2026-03-03T09:00', 'Wed 2026-03-04 01:00'],
  ['2026-03-05T00:00', '2026-03-03T09:00', 'Thu 2026-03-05 00:00'],
  ['2026-03-03T00:00', '2026-03-03T09:00', '00:00'],
])('%s beside %s is %s', (text, beside, said) => {
  expect(clock(at(text), at(beside), zone)).toBe(said)
})
