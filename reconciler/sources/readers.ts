/**
 * Reads many files at once: in this thread, and when there is enough to do in others beside it. Each takes the next file that nobody has
 * taken, so nobody waits for a slower one; what is made of a file is the same wherever it is made.
 *
 * The other threads are a help and nothing more. Where they can't be started, or one of them dies, its files are read here.
 */

import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Place, type ReadFile, readFile, type ScannedFile } from './read.ts'

/** Below this a thread has hardly begun when all is read. In bytes. */
const WORTH_A_THREAD = 1 << 20
const MOST_THREADS = 3
/** Next to nothing of what a thread makes lives on in it: room for more would only be filled. */
const YOUNG = 24
/** So many files, and others get their turn. */
const TURN = 16

/** What a thread is given; `taken` is shared by all. */
export interface Task {
  place: Place
  files: readonly ScannedFile[]
  taken: Int32Array
  /** Where Node keeps what it compiled. */
  compiled?: string
}
/** What it gives back, a part at a time: files by their indices. */
export type Answer = [index: number, read: ReadFile][]

export interface ReadOptions {
  progress?(done: number): void
  /** How many other threads; as many as there is work for, if absent. */
  threads?: number
  /** What runs in them. */
  program?: URL
  /** False: the others do it alone, and this thread only what they leave. */
  here?: boolean
}

/** Every file by its path. */
export async function readAll({ root, team }: Place, files: readonly ScannedFile[], options: ReadOptions): Promise<Map<string, ReadFile>> {
  // The largest first: then the last ones to be read are small, and all are done at about the same time.
  const compiled = getCompileCacheDir()
  const task: Task = {
    place: { root, team },
    files: files.toSorted((a, b) => b.bytes - a.bytes),
    taken: new Int32Array(new SharedArrayBuffer(4)),
    ...(compiled !== undefined && { compiled: dirname(compiled) }),
  }
  const found = new Map<string, ReadFile>()
  const note = (index: number, read: ReadFile): void => {
    found.set((task.files[index] as ScannedFile).path, read)
    options.progress?.(found.size)
  }
  const others = Array.from({ length: options.threads ?? threadsFor(files) }, () => begin(task, options.program ?? program(), note))
  try {
    let turn = 0
    if (options.here !== false)
      for (let index = take(task); index < files.length; index = take(task)) {
        note(index, await readFile(task.place, task.files[index] as ScannedFile))
        if (++turn % TURN === 0) await new Promise((resolve) => setImmediate(resolve))
      }
    await Promise.all(others.map((other) => other?.ended))
  } finally {
    await Promise.all(others.map((other) => other?.worker.terminate()))
  }
  for (const [index, file] of task.files.entries()) if (!found.has(file.path)) note(index, await readFile(task.place, file))
  return found
}

const take = ({ taken }: Task): number => Atomics.add(taken, 0, 1)

/** One for each core but this one, as far as there is work for them. */
function threadsFor(files: readonly ScannedFile[]): number {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return Math.min(availableParallelism() - 1, MOST_THREADS, Math.floor(bytes / WORTH_A_THREAD))
}

/** The thread's program stands beside this one, in the sources and in what is built of them. */
const program = (): URL => new URL(import.meta.filename.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url)

function begin(
  task: Task,
  program: URL,
  note: (index: number, read: ReadFile) => void,
): { worker: Worker; ended: Promise<void> } | undefined {
  let worker: Worker
  try {
    worker = new Worker(program, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
  } catch {
    // No thread is to be had: forbidden, or one too many for the machine. There is this one.
    return undefined
  }
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  worker.on('message', (answer: Answer) => {
    for (const [index, { packed, ...rest }] of answer)
      note(index, { ...(packed && { packed: Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength) }), ...rest })
  })
  // Whatever it died of: if a file is to blame, reading that here says so.
  worker.on('error', () => resolve())
  worker.on('exit', () => resolve())
  return { worker, ended }
}
