/**
 * Long work of a process that others wait for: whoever does it asks between two pieces of it whether it is somebody else's turn, and after some
 * milliseconds it is. What agents hang on is answered between the slices.
 */
import { setImmediate as others } from 'node:timers/promises'

/** By so much longer an answer may take that somebody waits for meanwhile. */
const SLICE_MS = 3

/** To be awaited between two pieces, each of which should take no longer than a slice. */
export function turns(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < SLICE_MS) return
    await others()
    begun = performance.now()
  }
}
