/** What a viewer may choose of the picture. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readScreen } from '../../protocol/viewer.ts'
import { preferred, SHARP_RATE } from './preferring.ts'

const policy = { quality: 'balanced', isQualityLocked: false, frameRate: 60, maxBitrateKbps: 4000 } as const

test('sharper is fewer pictures, smoother is coarser ones, and less is less', () => {
  expect(preferred(policy, { picture: 'automatic', kbps: 0 })).toEqual({ quality: 'balanced', frameRate: 60, maxBitrateKbps: 4000 })
  expect(preferred(policy, { picture: 'sharper', kbps: 0 })).toMatchObject({ quality: 'sharpness', frameRate: SHARP_RATE })
  expect(preferred(policy, { picture: 'smoother', kbps: 500 })).toEqual({ quality: 'speed', frameRate: 60, maxBitrateKbps: 500 })
  expect(preferred({ ...policy, maxBitrateKbps: 0 }, { picture: 'automatic', kbps: 500 }).maxBitrateKbps).toBe(500)
})

test('whatever is asked for, it stays within what policy allows', () => {
  const quality = fc.constantFrom('speed' as const, 'balanced' as const, 'sharpness' as const)
  const policies = fc.record({
    ...{ quality, isQualityLocked: fc.boolean(), frameRate: fc.integer({ min: 1, max: 60 }) },
    maxBitrateKbps: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
  })
  // As it comes over the line: of what is no message nothing is taken.
  const picture = fc.oneof(fc.constantFrom('automatic', 'sharper', 'smoother'), fc.anything())
  const kbps = fc.oneof(fc.constant(0), fc.integer(), fc.double(), fc.anything())
  fc.assert(
    fc.property(policies, fc.record({ picture, kbps }), (held, asked) => {
      const message = readScreen(JSON.stringify({ prefer: asked }))
      if (!message || !('prefer' in message)) return
      const found = preferred(held, message.prefer)
      expect(found.frameRate).toBeLessThanOrEqual(held.frameRate)
      expect(found.frameRate).toBeGreaterThan(0)
      if (held.maxBitrateKbps > 0) expect(found.maxBitrateKbps).toBeLessThanOrEqual(held.maxBitrateKbps)
      if (held.maxBitrateKbps > 0) expect(found.maxBitrateKbps).toBeGreaterThan(0)
      if (held.isQualityLocked) expect(found.quality).toBe(held.quality)
    }),
  )
})

test.each([
  { picture: 'best', kbps: 0 },
  { picture: 'sharper', kbps: -1 },
  { picture: 'sharper', kbps: 1 },
  { picture: 'sharper', kbps: 1e9 },
  { picture: 'sharper' },
  {},
  7,
  null,
])('%j is no preference', (prefer) => {
  expect(readScreen(JSON.stringify({ prefer }))).toBeUndefined()
})
