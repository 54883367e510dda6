/**
 * Our candidates on their way to the viewer: those that are found within a moment go together, since the agent may say only so much by its stream. Those that
 * were found before the answer stand in it.
 */
import type { Candidate } from '../../protocol/ice.ts'

export interface Trickle {
  found(candidate: Candidate): void
  /** There are no more. */
  complete(): void
  /** The answer is given: from here on they are told. */
  begin(): void
  close(): void
}

const TOGETHER_MS = 30

export function trickling(say: (candidates: Candidate[], done: boolean) => void): Trickle {
  let [begun, done] = [false, false]
  let fresh: Candidate[] = []
  let timer: NodeJS.Timeout | undefined
  function tell(): void {
    timer = undefined
    const now = fresh
    fresh = []
    say(now, done)
  }
  const later = () => {
    if (begun) timer ??= setTimeout(tell, TOGETHER_MS)
  }
  return {
    found(candidate) {
      if (!begun) return
      fresh.push(candidate)
      later()
    },
    complete() {
      done = true
      later()
    },
    begin() {
      begun = true
      if (done) later()
    },
    close() {
      begun = false
      clearTimeout(timer)
    },
  }
}
