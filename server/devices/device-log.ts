/**
 * The logs of devices: batches that an agent numbers and chains (protocol/report.ts), kept as they came. A server that is asked where a log goes on says so;
 * what leaves events out, or says otherwise what was said before, is refused: a device that was tampered with can't rewrite what it has told.
 */

import { instantMs } from '../../protocol/instants.ts'
import { type AuditBatch, BATCH_EVENTS, CHAIN_START, type Condition, chainedBatch, type DeviceEvent } from '../../protocol/report.ts'
import { hostileIn } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { storedJson } from '../faults.ts'
import type { LogBatch, LogQuery } from '../store/devices.ts'
import type { Store } from '../store/store.ts'
import type { Agent } from './roster.ts'

/** Where the log of a device goes on. */
export interface LogEnd {
  next: number
  hash: string
}

/** An event with what the server knows of it. */
export interface LoggedEvent extends DeviceEvent {
  computer: string
  agent: string
  number: number
  received: string
}

export interface DeviceLog {
  end(agent: string): Promise<LogEnd>
  /** Gives where it goes on then. What is held already is taken as said again. */
  append(agent: Agent, batch: AuditBatch): Promise<LogEnd>
  /** What is wrong with the log of an agent, as long as it sends nothing that fits. */
  condition(agent: string): Condition | undefined
  /** Newest first, those that `may` be read: up to `limit` batches with any. */
  read(query: LogQuery, may: (event: LoggedEvent) => boolean): Promise<LoggedEvent[]>
}

/** So many batches are read at once, and so many times, until enough are found that may be read. */
const [PAGE, PAGES] = [1000, 100]

export function deviceLog(store: Store, team: string): DeviceLog {
  const end = async (agent: string): Promise<LogEnd> => (await store.logEnd(team, agent)) ?? { next: 1, hash: CHAIN_START }
  const unfit = new Map<string, Condition>()

  async function appended(agent: Agent, batch: AuditBatch): Promise<LogEnd> {
    const { first, previous, events, lost } = batch
    const next = first + events.length
    for (;;) {
      const at = await end(agent.id)
      const hash = chainedBatch(batch)
      if (next === at.next && hash === at.hash) return at // it was sent again
      if (first > at.next) {
        if (lost !== first - at.next) throw refused('device-log-gap', `Events ${at.next} to ${first - 1} are missing.`)
        await store.appendLog(team, missing(agent, at, { next: first, hash: previous }), at.hash)
        continue
      }
      if (first < at.next)
        throw refused('device-log-fork', `Up to event ${at.next - 1} the log was told already, and this is not how it goes on.`)
      if (previous !== at.hash) throw refused('device-log-fork', `What comes before event ${first} is not what was told.`)
      const row = { agent: agent.id, computer: agent.computer, first, next, hash, received: new Date().toISOString() }
      if (await store.appendLog(team, { ...row, events: JSON.stringify(events) }, previous)) return { next, hash }
    }
  }

  return {
    end,
    condition: (agent) => unfit.get(agent),
    async append(agent, batch) {
      try {
        const at = await appended(agent, batch)
        unfit.delete(agent.id)
        return at
      } catch (error) {
        const [found] = error instanceof ProblemError ? error.problems : []
        if (found?.code === 'device-log-gap' || found?.code === 'device-log-fork') {
          const { since = new Date().toISOString() } = unfit.get(agent.id) ?? {}
          unfit.set(agent.id, { code: found.code, level: 'warning', title: TITLES[found.code], text: found.message, since })
        }
        throw error
      }
    },
    async read({ limit, ...query }, may) {
      const found: LoggedEvent[][] = []
      let until = query.until
      /** Those of the last page that came in its last millisecond: the next begins with them. */
      let seen = new Set<string>()
      for (let page = 0; page < PAGES && found.length < limit; page++) {
        const most = PAGE + seen.size
        const batches = await store.deviceLog(team, { ...query, until, limit: most })
        for (const batch of batches) {
          const events = seen.has(idOf(batch)) ? [] : eventsOf(batch).filter(may)
          if (events.length > 0) found.push(events)
          if (found.length === limit) break
        }
        if (batches.length < most) break
        const { received } = batches.at(-1) as LogBatch
        if (received !== until) seen = new Set()
        until = received
        for (const batch of batches) if (batch.received === until) seen.add(idOf(batch))
      }
      return found.flat()
    },
  }
}

const idOf = ({ agent, first }: LogBatch): string => `${agent} ${first}`
/** Newest first. */
const eventsOf = ({ agent, computer, first, received, events }: LogBatch): LoggedEvent[] =>
  (storedJson(`the log of agent ${agent}`, events) as DeviceEvent[])
    .map((event, i): LoggedEvent => ({ computer, agent, number: first + i, received, ...event }))
    .reverse()

/** In the place of events that a device has lost: what is missing is on record, and by the numbers around it nobody can add it later. */
function missing({ id, computer }: Agent, at: LogEnd, { next, hash }: LogEnd) {
  const received = new Date().toISOString()
  const told: DeviceEvent = { time: received, event: 'log-lost', details: { from: at.next, to: next - 1 } }
  return { agent: id, computer, first: at.next, next, hash, received, events: JSON.stringify([told]) }
}

const TITLES = { 'device-log-gap': 'The log of the device has a gap', 'device-log-fork': 'The log of the device was rewritten' } as const
const refused = (code: keyof typeof TITLES, message: string): ProblemError =>
  new ProblemError(
    problem(
      code,
      message,
      'Ask where the log goes on (`GET /agent/v1/audit`), and send it from there; say `lost` of what is there no more.',
    ),
  )

/** What an agent sends, read from bytes that a machine out of our hands has sent. */
export function batchIn(body: unknown): AuditBatch {
  if (!isRecord(body)) throw invalid('is no record')
  const { first, previous, events, lost } = body
  if (!Number.isSafeInteger(first) || (first as number) < 1) throw invalid('has no number of its first event')
  if (typeof previous !== 'string' || !/^[0-9a-f]{64}$/.test(previous)) throw invalid('has no hash of what comes before')
  if (lost !== undefined && !(Number.isSafeInteger(lost) && (lost as number) > 0 && (lost as number) < (first as number)))
    throw invalid('has lost what can not be lost')
  if (!Array.isArray(events) || events.length === 0 || events.length > BATCH_EVENTS)
    throw invalid(`does not have 1 to ${BATCH_EVENTS} events`)
  for (const event of events) {
    if (!isRecord(event) || instantMs(event.time) === undefined) throw invalid('has an event without a time')
    if (typeof event.event !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(event.event)) throw invalid('has an event without a name')
    if (event.details !== undefined && !isRecord(event.details)) throw invalid('has details that are no record')
    if (Object.keys(event).some((name) => !['time', 'event', 'details'].includes(name)))
      throw invalid('has an event that says more than it may')
    if (hostileIn(JSON.stringify(event)) !== undefined) throw invalid('holds a character that is not seen')
  }
  return { first: first as number, previous, events: events as DeviceEvent[], ...(lost !== undefined && { lost: lost as number }) }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const invalid = (what: string): ProblemError =>
  new ProblemError(problem('invalid-request', `The batch ${what}.`, 'Send what docs/agent-protocol.md says.'))
