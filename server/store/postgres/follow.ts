/**
 * Following the log. A commit tells the database (NOTIFY), which tells whoever listens; what is told is only that there is something to
 * read. What a follower gets is read from the log after the last revision that it has, so that no order of messages, no message lost
 * with a connection, and none that comes twice can lose, double or reorder a revision.
 *
 *   listening lost ──▶ listened again, a little later ──▶ all look   (a message may have passed between)
 *   nothing heard for five seconds ──▶ looks                         (a way that is dead and doesn't say so)
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { LogEntry } from '../store.ts'
import type { Database } from './connect.ts'
import { isLost, pgFault } from './faults.ts'
import { logFrom } from './rows.ts'
import { sql } from './statements.ts'
import { WIRE } from './wire.ts'

type Step = { revision: number; entries: LogEntry[] }

export interface Follower {
  follow(team: string, since: number, signal: AbortSignal): AsyncGenerator<Step>
  /** One of our own commits landed. */
  landed(team: string): void
  /** What others say (wire.ts), by the same connection. Gives back what ends it. */
  hear(ear: Ear): () => void
  close(): Promise<void>
}

export interface Ear {
  heard(payload: string): void
  /** It listens, from now on. */
  listening(): void
}

/** So many revisions are read at once. */
const PAGE = 100
const LOOK_MS = 5000
const AGAIN_MS = [20, 100, 500, 1000] as const
/** A follower whose database stays away ends with an error: what it shows is too old to be believed. */
const PATIENCE_MS = 60_000

export function follower(database: Database): Follower {
  const landings = new EventTarget()
  const closing = new AbortController()
  const ears = new Set<Ear>()
  setMaxListeners(0, landings) // as many as there are followers
  let listening: Promise<void> | undefined
  let hangUp: () => void = () => {}
  const wake = (team: string) => landings.dispatchEvent(new Event(team))
  const wakeAll = () => landings.dispatchEvent(new Event(''))

  /** Keeps a connection that listens, until the end. */
  async function listen(): Promise<void> {
    for (let failed = 0; !closing.signal.aborted; ) {
      const client = new pg.Client(database.connection)
      const over = new Promise<void>((resolve) => {
        client.on('error', () => resolve()) // that it is lost is all there is to know: the reader says why, if it can't read either
        client.on('end', resolve)
        hangUp = resolve
      })
      client.on('notification', ({ channel, payload = '' }) => {
        if (channel === WIRE) for (const ear of ears) ear.heard(payload)
        else wake(payload)
      })
      try {
        await client.connect()
        await client.query(`listen splashtop_commits; listen ${WIRE}`)
        failed = 0
        wakeAll()
        for (const ear of ears) ear.listening()
        if (!closing.signal.aborted) await over
      } catch (error) {
        if (!isLost(error) && !closing.signal.aborted) failed = AGAIN_MS.length // it may not listen, for now: followers look by themselves
      } finally {
        await client.end().catch(() => {}) // it may be gone already
      }
      await pause(AGAIN_MS[failed++] ?? LOOK_MS, closing.signal)
    }
  }

  async function* follow(team: string, since: number, signal: AbortSignal): AsyncGenerator<Step> {
    const ended = AbortSignal.any([signal, closing.signal])
    listening ??= listen()
    let at = since
    let lostAt: number | undefined
    while (!ended.aborted) {
      const heard = new AbortController() // what lands while we read is not missed
      const told = AbortSignal.any([ended, heard.signal])
      const hear = () => heard.abort()
      for (const name of [team, '']) landings.addEventListener(name, hear, { signal: told })
      try {
        const steps = await logFrom(await database.run(sql.log, [team, at, at + PAGE]))
        lostAt = undefined
        for (const step of steps) {
          if (step.revision !== at + 1) throw gapAfter(at, step.revision, database.name)
          at = step.revision
          yield step
          if (ended.aborted) return
        }
        if (steps.length === 0) await pause(LOOK_MS, told)
      } catch (error) {
        if (ended.aborted) return
        lostAt ??= Date.now()
        if (!isLost(causeOf(error)) || Date.now() - lostAt > PATIENCE_MS) throw pgFault(error, database.name)
        await pause(AGAIN_MS[2], ended)
      } finally {
        heard.abort()
      }
    }
  }
  return {
    follow,
    landed: wake,
    hear(ear) {
      ears.add(ear)
      listening ??= listen()
      return () => ears.delete(ear)
    },
    async close() {
      closing.abort()
      hangUp()
      await listening
    },
  }
}

const causeOf = (error: unknown): unknown => (error instanceof ProblemError && error.cause !== undefined ? error.cause : error)

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })
}

const gapAfter = (at: number, next: number, name: string): ProblemError =>
  new ProblemError(
    problem(
      'database-corrupt',
      `The log in the database \`${name}\` goes from revision ${at} to ${next}.`,
      'Run `splashctl audit verify`, and put the latest backup back.',
    ),
  )
