/**
 * Large declarations are read, planned and committed in a thread beside the main one, so that nobody else waits for it meanwhile: ten thousand
 * resources take a second, and agents are to be answered in milliseconds. What a call passes through before and after that (rates, tokens, the log,
 * the form of a refusal) is passed in the main thread, for all calls alike.
 *
 *   none ──a large call──▶ working ──nothing to do for minutes──▶ none      its World costs memory
 *              ▲              │
 *              └──────────────┴── it dies: who waits for it is told that the server failed
 *
 * One that has no memory left ends alone as a rule; V8 may take the whole server with it, where it finds that collecting is no use any more. The supervisor starts
 * that again, as after any other crash.
 * A thread that dies has committed all of a declaration or nothing; the store has one opinion on which (Idempotency-Key).
 */
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import { ProblemError } from '../../../schema/problem.ts'
import type { Whole } from '../carrying-out.ts'
import { type Call, type FromThread, ownMemory, type Started, type ToThread } from './messages.ts'
import { leave, newWay, type Way } from './right-of-way.ts'

/** From so many bytes on it is worth the way to another thread. */
export const LARGE = 1 << 18
const IDLE_MS = 300_000

/** What runs in the thread: it opens the store of the server, and answers by its port (thread.ts). */
export interface Program {
  file: URL
  /** `workerData`, to which `Started` is added. */
  data: object
  limits?: ResourceLimits
  idleMs?: number
}

export interface Planner {
  /** Of its commits: those of this thread give it (right-of-way.ts). */
  readonly way: Way
  /** @param bytes are gone afterwards */
  answer(call: Call, bytes: Uint8Array, signal: AbortSignal): Promise<Answered>
  /** Waits for what is under way. */
  idle(): Promise<void>
  /** Ends the thread, once that is done. */
  close(): Promise<void>
}

/** What the endpoint answers, and the revision that whoever was answered knows of. */
export interface Answered {
  answer: Whole
  revision: number
}

type Waiting = Pick<PromiseWithResolvers<Answered>, 'resolve' | 'reject'>
interface Thread {
  worker: Worker
  waiting: Map<number, Waiting>
  ended: Promise<void>
}

export function planner({ file, data, limits, idleMs = IDLE_MS }: Program, log: FastifyBaseLogger): Planner {
  let thread: Thread | undefined
  let idle: NodeJS.Timeout | undefined
  let [number, underWay] = [0, 0]
  const idlers: (() => void)[] = []
  const ending = new Set<Promise<void>>()
  const way = newWay()

  function begin(): Thread {
    const compiled = getCompileCacheDir()
    const started: Started = { way, ...(compiled !== undefined && { compiled: dirname(compiled) }) }
    const worker = new Worker(file, { workerData: { ...data, ...started }, ...(limits && { resourceLimits: limits }) })
    const waiting: Thread['waiting'] = new Map()
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    const begun: Thread = { worker, waiting, ended }
    let reason: unknown
    worker.on('message', (message: FromThread) => {
      const { resolve, reject } = waiting.get(message.id) as Waiting
      if ('answer' in message) resolve(message)
      else reject('problems' in message ? new ProblemError([...message.problems]) : Object.assign(new Error(), message.failed))
    })
    worker.on('error', (error) => (reason = error))
    worker.on('exit', (code) => {
      if (thread === begun) thread = undefined
      leave(way)
      if (waiting.size > 0 || reason !== undefined) log.error({ err: reason, code }, 'the planner has died')
      else log.info('the planner has ended')
      for (const { reject } of waiting.values()) reject(new Error('the planner has died', { cause: reason }))
      resolve()
    })
    log.info('the planner begins')
    return begun
  }

  async function asked({ worker, waiting }: Thread, call: Call, bytes: Uint8Array, signal: AbortSignal): Promise<Answered> {
    const id = ++number
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    waiting.set(id, { resolve, reject })
    const gone = () => worker.postMessage({ id, gone: true } satisfies ToThread)
    signal.addEventListener('abort', gone)
    try {
      worker.postMessage({ id, call, bytes } satisfies ToThread, ownMemory(bytes))
      if (signal.aborted) gone()
      const { answer, revision } = await promise
      const { body } = answer
      if (!(body instanceof Uint8Array)) return { answer, revision }
      return { answer: { ...answer, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }, revision }
    } finally {
      signal.removeEventListener('abort', gone)
      waiting.delete(id)
    }
  }

  function end(): void {
    if (!thread) return
    const { worker, ended } = thread
    worker.postMessage('end' satisfies ToThread)
    thread = undefined
    ending.add(ended)
    void ended.then(() => ending.delete(ended))
  }

  return {
    way,
    async answer(call, bytes, signal) {
      clearTimeout(idle)
      underWay++
      try {
        return await asked((thread ??= begin()), call, bytes, signal)
      } finally {
        underWay--
        if (underWay === 0) {
          for (const resolve of idlers.splice(0)) resolve()
          idle = setTimeout(end, idleMs).unref()
        }
      }
    },
    idle: () => new Promise((resolve) => (underWay === 0 ? resolve() : idlers.push(resolve))),
    async close() {
      clearTimeout(idle)
      end()
      await Promise.all(ending)
    },
  }
}
