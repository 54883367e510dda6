/**
 * Work for thousands that comes at once, done in turns: a slice of it, then whatever else the process has to do, then the next slice. Whoever is to have a
 * turn has one, however often that was said before it came: what is done then is done by the newest state.
 */
import { setImmediate as others } from 'node:timers/promises'

/**
 * Milliseconds of one slice: by so much longer an answer may take that somebody waits for meanwhile. Where the others had longer than that, it is as long as
 * theirs was, up to a bound: else the answers to what was sent first would hold up what is to be sent yet.
 */
const [SLICE_MS, LONGEST_MS] = [4, 32]

export interface Turns<T> {
  add(one: T): void
  /** It needs none any more. */
  drop(one: T): void
}

/** @param work never throws; `among`: how many have their turns together with this one */
export function inTurns<T>(work: (one: T, among: number) => Promise<void>): Turns<T> {
  const waiting = new Set<T>()
  let running = false

  async function run(): Promise<void> {
    let among = 0
    let done = 0
    let [begun, slice] = [performance.now(), SLICE_MS]
    for (const one of waiting) {
      waiting.delete(one)
      among = Math.max(among, waiting.size + ++done)
      await work(one, among)
      const ended = performance.now()
      if (ended - begun < slice) continue
      await others()
      begun = performance.now()
      slice = Math.min(LONGEST_MS, Math.max(SLICE_MS, begun - ended))
    }
    running = false
  }

  return {
    add(one) {
      waiting.add(one)
      if (running) return
      running = true
      queueMicrotask(() => void run()) // all who are added in this very moment are among them
    },
    drop: (one) => waiting.delete(one),
  }
}
