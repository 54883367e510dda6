/** What sessions leave behind on the system that are killed, and can take nothing away themselves: queues of the print server, and sound that is led away. */
import type { Means } from './able.ts'
import { queueSweeping } from './printing/queue.ts'
import { soundBack } from './sound-back.ts'

export interface Sweeping {
  /** A session has ended: in order, or it was killed, or failed. */
  gone(session: string, inOrder: boolean): void
  /** Resolves when what was begun is done. */
  done(): Promise<void>
}

/** Begins with what was left before the agent was started. */
export function sweeping({ able: { printing }, env }: { able: { printing: Means }; env: NodeJS.ProcessEnv }): Sweeping {
  const all: Sweeping[] = [queueSweeping(printing, env), soundBack(env)]
  return {
    gone(session, inOrder) {
      for (const one of all) one.gone(session, inOrder)
    },
    done: async () => void (await Promise.all(all.map((one) => one.done()))),
  }
}
