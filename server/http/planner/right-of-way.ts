/**
 * Who plans for a second is overtaken by everybody who puts one resource, on a busy day again and again. So a planner that was overtaken once takes the
 * right of way: until it has committed, commits of the main thread wait, as they would if one thread did all. Reports and logs are no commits, and go on.
 */
import { ProblemError } from '../../../schema/problem.ts'
import type { Store } from '../../store/store.ts'

const [FREE, TAKEN] = [0, 1] as const
/** Longer than this nobody waits, whatever the planner does. */
const LONGEST_MS = 10_000

/** Shared by both threads. */
export type Way = Int32Array
export const newWay = (): Way => new Int32Array(new SharedArrayBuffer(4))

export function leave(way: Way): void {
  Atomics.store(way, 0, FREE)
  Atomics.notify(way, 0)
}

/** The store of the planner. */
export const overtaking = (store: Store, way: Way): Store => ({
  ...store,
  databaseId: store.databaseId,
  async commit(next) {
    try {
      const done = await store.commit(next)
      leave(way)
      return done
    } catch (error) {
      if (error instanceof ProblemError && error.problems[0]?.code === 'stale-plan') Atomics.store(way, 0, TAKEN)
      throw error
    }
  },
})

/** The store of the main thread. */
export const givingWay = (store: Store, way: Way): Store => ({
  ...store,
  databaseId: store.databaseId,
  async commit(next) {
    if (Atomics.load(way, 0) === TAKEN) await Atomics.waitAsync(way, 0, TAKEN, LONGEST_MS).value
    return store.commit(next)
  },
})
