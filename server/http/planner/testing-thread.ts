/**
 * A planner for tests, whose commits wait at a gate: the whole thread stands still there, as it would while it plans for long. From the gate on it may
 * also use up all the memory that it has.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openSqlite } from '../../store/sqlite/store.ts'
import type { Started } from './messages.ts'
import type { Program } from './planner.ts'
import { answerBy } from './thread.ts'

export const [OPEN, SHUT, REACHED, DEADLY] = [0, 1, 2, 3] as const

interface Gated {
  database: string
  keyFolder: string
  gate: Int32Array
}

/** @param gate shared; it holds what the gate is @param megabytes that it may use */
export const gatedPlanner = (data: Gated, megabytes = 96): Program => ({
  file: new URL(import.meta.url),
  data,
  limits: { maxOldGenerationSizeMb: megabytes },
})

/** In small pieces: the thread is ended between two of them. One that is large may end the process (planner.ts). */
function hoard(): never {
  for (let all = {}; ; ) all = { all }
}

if (parentPort && workerData !== null) {
  const { database, keyFolder, gate, ...started } = workerData as Gated & Started
  answerBy(parentPort, started, async () => {
    const store = await openSqlite(database, 'write')
    const commit: typeof store.commit = (next) => {
      if (Atomics.load(gate, 0) === DEADLY) return store.commit({ ...next, audit: hoard }) // in the middle of the transaction
      if (Atomics.compareExchange(gate, 0, SHUT, REACHED) === SHUT) {
        Atomics.notify(gate, 0)
        Atomics.wait(gate, 0, REACHED)
      }
      return store.commit(next)
    }
    return { store: { ...store, databaseId: store.databaseId, commit }, keyFolder, rules: [] }
  })
}
