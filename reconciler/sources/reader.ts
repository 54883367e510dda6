/**
 * A thread that reads files beside the main one (readers.ts). It takes the next file that nobody has taken, until there is none, and ends.
 */

import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { ReadFile } from './read.ts'
import type { Answer, Task } from './readers.ts'

/** An answer goes back when it holds so many bytes: few messages, and little lost with a thread that dies. */
const ENOUGH = 1 << 20

const { place, files, taken, compiled } = workerData as Task
// What Node compiled for the program serves its threads as well, if it is told so before they import anything.
if (compiled !== undefined) enableCompileCache(compiled)
const { readFile } = await import('./read.ts')
let answer: Answer = []
let bytes = 0
const send = (): void => {
  // Each file's bytes have a buffer of their own, which is handed over, not copied.
  parentPort?.postMessage(
    answer,
    answer.flatMap(([, { packed }]) => (packed ? [packed.buffer as ArrayBuffer] : [])),
  )
  answer = []
  bytes = 0
}
for (let index = Atomics.add(taken, 0, 1); index < files.length; index = Atomics.add(taken, 0, 1)) {
  const made: ReadFile = await readFile(place, files[index] as Task['files'][number])
  answer.push([index, made])
  bytes += made.packed?.length ?? 0
  if (bytes > ENOUGH) send()
}
if (answer.length > 0) send()
