/**
 * The planner's side that works: in a thread of its own it reads what was declared, plans and commits, as the main thread would, over a World of its
 * own. It follows no log: at each call it asks the store how far the team is.
 */
import type { MessagePort } from 'node:worker_threads'
import type { Rule } from '../../../reconciler/types.ts'
import { ProblemError } from '../../../schema/problem.ts'
import { controlPlane, type Serving } from '../../control-plane.ts'
import type { Store } from '../../store/store.ts'
import { readJson } from '../body.ts'
import { type Around, carriedOut, whole } from '../carrying-out.ts'
import type { Endpoint } from '../endpoint.ts'
import { endpoints } from '../endpoints/all.ts'
import { type Call, type FromThread, ownMemory, type Started, type ToThread } from './messages.ts'
import { leave, overtaking } from './right-of-way.ts'

/** What the thread's program has: its own connection to the store, and the guardrails of the server. */
export interface Holding {
  store: Store
  keyFolder: string
  rules: readonly Rule[]
}

/** Answers what comes by the port until it is told to end. @param open what fails is told to whoever asks, and tried again by the next one */
export function answerBy(port: MessagePort, { way }: Started, open: () => Promise<Holding>): void {
  const underWay = new Map<number, AbortController>()
  let last: Promise<unknown> = Promise.resolve()
  let opened: Promise<Around & Pick<Holding, 'store'>> | undefined

  function around(): Promise<Around & Pick<Holding, 'store'>> {
    opened ??= open().then((holding) => placeOf({ ...holding, store: overtaking(holding.store, way) }))
    opened.catch(() => (opened = undefined))
    return opened
  }

  async function answered(id: number, call: Call, bytes: Uint8Array): Promise<FromThread> {
    const gone = new AbortController()
    underWay.set(id, gone)
    try {
      const body = readJson(bytes)
      const place = await around()
      const plane = (await place.team((call.params as { team: string }).team)) as Serving
      await plane.worldSince(call.since)
      const one = endpoints.find((endpoint) => endpoint.id === call.endpoint) as Endpoint
      const { params, query, headers, ip } = call
      const asking = { params, query, headers, ip, body, known: undefined }
      const answer = await carriedOut(place, one, asking, () => gone.signal)
      return { id, answer: await whole(answer, headers['accept-encoding']), revision: (await plane.world()).revision }
    } catch (error) {
      if (error instanceof ProblemError) return { id, problems: error.problems }
      const { message, stack = message } = error as Error
      return { id, failed: { message, stack } }
    } finally {
      underWay.delete(id)
      if (underWay.size === 0) leave(way)
    }
  }

  async function end(): Promise<void> {
    await last
    const held = await opened?.catch(() => undefined) // it was told to whoever asked
    await held?.store.close()
    port.close()
  }

  port.on('message', (message: ToThread) => {
    if (message === 'end') void end()
    else if ('gone' in message) underWay.get(message.id)?.abort(new Error('the client has gone'))
    else {
      const { id, call, bytes } = message
      const done = answered(id, call, bytes).then((answer) => port.postMessage(answer, buffersIn(answer)))
      last = last.then(() => done)
    }
  })
}

function placeOf({ store, keyFolder, rules }: Holding): Around & Pick<Holding, 'store'> {
  const planes = new Map<string, Serving>()
  return {
    ...{ store, rules },
    async team(name) {
      const plane = planes.get(name) ?? controlPlane(store, name, keyFolder)
      planes.set(name, plane)
      return plane
    },
  }
}

/** What is handed over instead of copied: what has its memory for itself. */
function buffersIn(answer: FromThread): ArrayBuffer[] {
  const body = 'answer' in answer ? answer.answer.body : undefined
  return body instanceof Uint8Array ? ownMemory(body) : []
}
