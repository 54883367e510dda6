/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine, so that a figure measured today can be measured again
 * tomorrow. Mulberry32 (public domain), 32 bits of state: enough to vary data with, and for nothing that must not be guessed.
 */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  number(below: number): number
  /** True once in `n` times. */
  oneIn(n: number): boolean
  pick<T>(list: readonly T[]): T
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const number = (below: number) => Math.floor((next() / 0x1_0000_0000) * below)
  return {
    number,
    oneIn: (n) => number(n) === 0,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[number(list.length)] as (typeof list)[number]
    },
  }
}
