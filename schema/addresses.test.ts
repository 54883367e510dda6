import { expect, test } from 'vitest'
import { inRanges, rangeWithin } from './addresses.ts'

test.each([
  ['192.0.2.0/24', '192.0.2.0/24', true],
  ['192.0.2.0/24', '192.0.2.128/25', true],
  ['192.0.2.0/24', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.7/32', true],
  ['0.0.0.0/0', '10.0.0.0/8', true],
  ['2001:db8::/32', '2001:db8:1::/48', true],
  ['192.0.2.0/24', '192.0.0.0/16', false],
  ['192.0.2.0/24', '192.0.3.0/24', false],
  ['192.0.2.0/24', '0.0.0.0/0', false],
  ['0.0.0.0/0', '::/0', false],
  ['::/0', '192.0.2.7', false],
  ['2001:db8::/32', '2001:d00::/24', false],
])('of %s, %s is a part: %s', (around, inner, meant) => {
  expect(rangeWithin([around], inner)).toBe(meant)
  expect(rangeWithin(['198.51.100.0/24', around], inner)).toBe(meant)
})

test('what is no address lies nowhere, and what lies in no range is a part of none', () => {
  expect(
    ['', 'nowhere', '192.0.2', '3221225991', '192.0.02.7', '0x7f.0.0.1', '192.0.2.7.evil'].map((address) =>
      inRanges(['0.0.0.0/0', '::/0'], address),
    ),
  ).toEqual(Array(7).fill(false))
  expect([inRanges([], '192.0.2.7'), rangeWithin([], '192.0.2.7')]).toEqual([false, false])
})
