import { describe, expect, test } from 'vitest'
import { fuzzSources, survive } from './fuzz.ts'
import { hostile } from './hostile.ts'

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 1000))

/** Of computing, on whatever machine: each takes a tenth of it on a quick one, and what grows with the square of its text takes minutes. */
const BOUND_MS = 10_000

describe('whatever a file holds', () => {
  test('a thousand random texts are read or refused, alike by both parsers, and survive formatting', { timeout: 60_000 }, async () => {
    expect(await fuzzSources(SEED, 1000), `seed ${SEED}`).toEqual([])
  })
  test.each(Object.keys(hostile))('%s is read or refused in bounded time', { timeout: 60_000 }, async (name) => {
    await survive((hostile[name] as () => Uint8Array)(), BOUND_MS)
  })
})
