/** The steps of the log that were told last: most who keep a copy ask for what changed a moment ago, and no store needs to be asked for that. */
import type { LogEntry } from './store/store.ts'

/** A revision with what it brought. */
export type Step = { revision: number; entries: LogEntry[] }

export interface Recent {
  /** The one after the last that was added; another one begins anew. */
  add(step: Step): void
  /** The steps in (since, until], where all of them are here. */
  between(since: number, until: number): Step[] | undefined
}

/** So many entries are kept: of a usual team some 5 MB, of a quiet one days. */
const MOST = 10_000

export function recently(most = MOST): Recent {
  let steps: Step[] = []
  let held = 0
  return {
    add(step) {
      if (steps.length > 0 && steps.at(-1)?.revision !== step.revision - 1) [steps, held] = [[], 0]
      steps.push(step)
      held += weight(step)
      let past = 0
      while (held > most) held -= weight(steps[past++] as Step)
      if (past > 0) steps = steps.slice(past)
    },
    between(since, until) {
      const from = since + 1 - (steps[0]?.revision ?? Number.POSITIVE_INFINITY)
      return from >= 0 && until > since && until <= (steps.at(-1)?.revision ?? 0) ? steps.slice(from, from + until - since) : undefined
    },
  }
}

/** One without entries takes its room too. */
const weight = ({ entries }: Step): number => entries.length + 1
