/**
 * Something small to do for each of thousands once in a while, at an even pace: done for all of them at once, or for a thirtieth each second, it would hold up
 * whoever asks in that moment by tens of milliseconds, again and again.
 */

/** Milliseconds between two steps: none needs to be evener, and nobody waits longer for whether somebody has come. */
const [LEAST_MS, MOST_MS] = [10, 1000]

/**
 * @param members who comes and goes meanwhile is in it, or is not, from then on
 * @param everyMs it may be up to twice as long for one, once, where most of the others go
 * @param work never throws
 */
export function inRound<T>(members: ReadonlySet<T>, everyMs: number, work: (one: T) => void): { end(): void } {
  let due = 0
  let since = performance.now()
  let round = members.values()
  let timer = setTimeout(step, LEAST_MS).unref()

  function step(): void {
    const now = performance.now()
    due = Math.min(members.size, due + (members.size * (now - since)) / everyMs)
    since = now
    for (; due >= 1; due--) {
      let next = round.next()
      if (next.done) {
        round = members.values()
        next = round.next()
      }
      if (!next.done) work(next.value)
    }
    timer = setTimeout(step, Math.min(MOST_MS, Math.max(LEAST_MS, everyMs / members.size))).unref()
  }

  return { end: () => clearTimeout(timer) }
}
