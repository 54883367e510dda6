/** Something to wait for that others can ring: until then, or until the time is over. Rung while nobody waits, it is heard by the next who does. */
import { setTimeout as timer } from 'node:timers'

export interface Bell {
  ring(): void
  /** Ends at once when the signal is aborted; never throws. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** Longer than this no timer can wait. */
const LONGEST_MS = 2 ** 31 - 1

export function bell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms, signal) {
      if (rung || signal.aborted) {
        rung = false
        return
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      const waiting = timer(resolve, Math.min(Math.max(ms, 0), LONGEST_MS))
      signal.addEventListener('abort', resolve as () => void)
      await promise
      clearTimeout(waiting)
      signal.removeEventListener('abort', resolve as () => void)
      wake = undefined
      rung = false
    },
  }
}
