import { describe, expect, test } from 'vitest'
import { times } from '../../test/times.ts'
import { fuzzSources, survive } from './fuzz.ts'
import { hostile } from './hostile.ts'

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 1000))

/** Of computing, on whatever machine: each takes a tenth of it on a quick one, and what grows with the square of its text takes minutes. */
const BOUND_MS = 10_000
/** Of their full size, which the soak tries. */
const PART = 0.2

describe('whatever a file holds', () => {
  test('random texts are read or refused, alike by both parsers, and survive formatting', async () => {
    expect(await fuzzSources(SEED, times(4000)), `seed ${SEED}`).toEqual([])
  })
  test.each(Object.keys(hostile))('%s is read or refused in bounded time', async (name) => {
    await survive((hostile[name] as (part: number) => Uint8Array)(PART), BOUND_MS)
  })
})
