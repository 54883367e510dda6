import { describe, expect, test } from 'vitest'
import { fuzzSources, survive } from './fuzz.ts'
import { hostile } from './hostile.ts'

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 1000))

describe('whatever a file holds', () => {
  test('a thousand random texts are read or refused, alike by both parsers, and survive formatting', { timeout: 60_000 }, async () => {
    expect(await fuzzSources(SEED, 1000), `seed ${SEED}`).toEqual([])
  })
  test.each(Object.keys(hostile))('%s is read or refused within two seconds', { timeout: 60_000 }, async (name) => {
    await survive((hostile[name] as () => Uint8Array)(), 2000)
  })
})
