/**
 * Input as it arrives by two channels: one that keeps everything in its order, and waits for what was lost; and one that says the last few messages again and again,
 * and waits for nothing. Each counts once, in the order in which it was sent, whichever brings it first. On a line that loses one packet of twenty a key would else
 * arrive half a second late each time.
 */
import { type InputMessage, type Numbered, readNumbered, readRecent } from '../../protocol/viewer.ts'

export interface Arriving {
  /** By the channel that keeps the order: what was sent before has come. */
  inOrder(one: Numbered): void
  /** By the other one. */
  soon(some: readonly (Numbered & { n: number })[]): void
  /** The same of what came by the two, as it came. */
  ordered(data: unknown): void
  now(data: unknown): void
}

export function arriving(take: (message: InputMessage) => void): Arriving {
  let last = 0
  const arrived: Arriving = {
    inOrder({ n, message }) {
      if (n !== undefined && n <= last) return
      last = n ?? last
      take(message)
    },
    soon(some) {
      for (const { n, message } of some) {
        // What is missing in between comes by the other channel, or with the next ones.
        if (n !== last + 1) continue
        last = n
        take(message)
      }
    },
    ordered(data) {
      const one = readNumbered(data)
      if (one) arrived.inOrder(one)
    },
    now: (data) => arrived.soon(readRecent(data)),
  }
  return arrived
}
