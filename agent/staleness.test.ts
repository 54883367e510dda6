/** The table of what a policy is worth that nobody renews. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EXPIRY_MS } from '../protocol/policy.ts'
import type { Moment } from './clock.ts'
import { FRESH_MS, type Renewed, STANDINGS, type Standing, worthOf } from './staleness.ts'

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const HOUR = 3_600_000
const after = (ms: number): Moment => ({ wall: NOW + ms, boot: ms, bootId: 'a' })
const held = (mode: 'bestEffort' | 'strict', expires = NOW + EXPIRY_MS): Renewed => ({
  ...{ anchor: { serverTime: NOW, ...after(0) }, expires },
  staleness: { mode, graceSeconds: 300 },
})
const [best, strict] = [held('bestEffort'), held('strict')]

test.each<[what: string, held: Renewed | undefined, ms: number, standing: Standing, admits: boolean, running: string]>([
  ['never had one', undefined, 0, 'never', false, 'end'],
  ['just renewed', best, 0, 'fresh', true, 'go on'],
  ['15 minutes old', best, FRESH_MS, 'fresh', true, 'go on'],
  ['older', best, FRESH_MS + 1, 'stale', true, 'go on'],
  ['71 hours old', best, 71 * HOUR, 'stale', true, 'go on'],
  ['72 hours old', best, 72 * HOUR, 'expired', false, 'end'],
  ['a year old', best, 365 * 24 * HOUR, 'expired', false, 'end'],
  ['strict, 15 minutes old', strict, FRESH_MS, 'fresh', true, 'go on'],
  ['strict, within its grace', strict, FRESH_MS + 300_000, 'stale', true, 'go on'],
  ['strict, after its grace', strict, FRESH_MS + 300_001, 'strict', false, 'go on'],
  ['strict, 72 hours old', strict, 72 * HOUR, 'expired', false, 'end'],
  ['to end sooner', held('bestEffort', NOW + HOUR), HOUR, 'expired', false, 'end'],
  ['to end in a year, which no timestamp may say', held('bestEffort', NOW + 9000 * HOUR), 72 * HOUR, 'expired', false, 'end'],
])('a policy that is %s', (_, renewed, ms, standing, admits, running) => {
  expect(worthOf(renewed, after(ms))).toMatchObject({ standing, admits, running })
})

test('it never gets better by waiting, and says when it gets worse', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<'bestEffort' | 'strict'>('bestEffort', 'strict'),
      fc.integer({ min: 30, max: 604_800 }),
      fc.nat(100 * HOUR),
      (mode, graceSeconds, ms) => {
        const one: Renewed = { ...held(mode), staleness: { mode, graceSeconds } }
        const { standing, changesIn } = worthOf(one, after(ms))
        const rank = (of: Standing) => STANDINGS.indexOf(of)
        if (changesIn === undefined) {
          expect(standing).toBe('expired')
          return
        }
        expect(changesIn).toBeGreaterThan(0)
        expect(worthOf(one, after(ms + changesIn - 1)).standing).toBe(standing)
        expect(rank(worthOf(one, after(ms + changesIn + 1)).standing)).toBeGreaterThan(rank(standing))
      },
    ),
  )
})
