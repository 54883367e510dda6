/** What goes out, held to a cap: over any five seconds no more than a twentieth above it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packetsOf, wire } from './wire.ts'

test('over any five seconds no more goes than the cap and a twentieth, whatever wants to', () => {
  const [kbps, seconds, window] = [1000, 20, 5]
  // No picture is larger than a tenth of a second's worth: that is for the coder to hold.
  const sizes = fc.array(fc.integer({ min: 100, max: (kbps * 125) / 10 }), { minLength: 50, maxLength: 2000 })
  fc.assert(
    fc.property(sizes, (wanted) => {
      let now = 0
      const sent: { at: number; bytes: number }[] = []
      const line = wire(
        () => kbps,
        () => now,
      )
      for (let i = 0; now < seconds * 1000; i++) {
        const bytes = wanted[i % wanted.length] as number
        const wait = line.wait()
        if (wait > 0) now += wait
        else {
          line.took(bytes, packetsOf(bytes))
          sent.push({ at: now, bytes: bytes + packetsOf(bytes) * 50 })
          now += 5
        }
      }
      for (const { at: from } of sent) {
        const within = sent.filter(({ at }) => at >= from && at < from + window * 1000).reduce((sum, { bytes }) => sum + bytes, 0)
        expect(within * 8).toBeLessThanOrEqual(kbps * 1000 * window * 1.05)
      }
    }),
    { numRuns: 30 },
  )
})

test('without a cap there is always room', () => {
  const line = wire(() => 0)
  line.took(1e9, 1e6)
  expect(line.wait()).toBe(0)
})
