/**
 * A hundred thousand hostile requests (server/http/hostile.ts says which, and what must hold of each) against a server in a process of its own:
 * none is a fault of it, its memory stays what it was, it answers a good request all the while and at the end, and nothing of what they held
 * stands in its log. On SQLite; a tenth as many once more on PostgreSQL, which minds other letters and numbers.
 */
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { drawHostile } from '../../server/http/hostile.ts'
import { faultOf, sendHostile } from '../../server/http/outcome.ts'
import { canary } from '../../server/http/spoilt.ts'
import { team } from '../generate.ts'
import { type Place, place } from '../http/place.ts'
import { type ServerProcess, startServer, UNLIMITED } from '../http/server.ts'
import { random } from '../random.ts'

export interface Flood {
  requests: number
  /** How many got a refusal, how many were cut off, and how many were answered as if nothing were wrong. */
  refused: number
  cutOff: number
  answered: number
  /** Megabytes that the server held before and after; resident at its peak. */
  before: number
  after: number
  peak: number
}

const AT_ONCE = 16
const PATIENCE_MS = 20_000
/** The first so many make it warm: what is compiled and kept on first use is no leak. */
const WARM = 2000
/** Megabytes that it may hold more afterwards: it holds the last answers, and the last addresses. */
const GROWTH = 40

export async function run(times: number, seed: number, on: 'sqlite' | 'postgres', progress: (done: number) => void): Promise<Flood> {
  const where = await place(on, 60)
  try {
    const { database, keyFolder } = where
    const server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED }, { log: 'pipe' })
    const leaks: string[] = []
    const reading = readLog(server.log as Readable, leaks)
    try {
      const found = await flood(server, where, times, seed, progress)
      await server.stop()
      await reading
      if (leaks.length > 0) throw new Error(`seed ${seed}: the log holds what was sent: ${leaks[0]}`)
      return found
    } finally {
      await server.kill()
    }
  } finally {
    await where.remove()
  }
}

async function flood(
  server: ServerProcess,
  { token, root }: Place,
  times: number,
  seed: number,
  progress: (done: number) => void,
): Promise<Flood> {
  const chance = random(seed)
  const counts = { refused: 0, cutOff: 0, answered: 0 }
  let done = 0
  const send = async (until: number): Promise<void> => {
    while (done < until) {
      const hostile = drawHostile(chance, { team, token })
      const number = ++done
      const context = `seed ${seed}, request ${number}, ${hostile.what}`
      const outcome = await sendHostile(server.url, hostile, PATIENCE_MS).catch((error: unknown) => {
        throw new Error(`${context}: ${String(error)}`, { cause: error })
      })
      const fault = faultOf(hostile, outcome)
      if (fault !== undefined) throw new Error(`${context}: ${fault}`)
      counts[outcome.status === 0 ? 'cutOff' : outcome.status < 400 ? 'answered' : 'refused']++
      if (number % 100 === 0) progress(number)
    }
  }
  const many = (until: number) => Promise.all(Array.from({ length: AT_ONCE }, () => send(until)))
  const good = async () => {
    const { status } = await fetch(`${server.url}${root}/whoami`, { headers: { authorization: `Bearer ${token}` } })
    if (status !== 200) throw new Error(`seed ${seed}: after ${done} hostile requests a good one was answered ${status}`)
  }
  await many(Math.min(WARM, times))
  await good()
  const { held: before } = await server.usage()
  for (let part = 1; part <= 10; part++) {
    await many(Math.ceil((times * part) / 10))
    await good()
  }
  const { held: after, peak } = await server.usage()
  if (after > before + GROWTH)
    throw new Error(`seed ${seed}: the server held ${before.toFixed(0)} MB, and ${after.toFixed(0)} MB afterwards`)
  return { requests: done, ...counts, before, after, peak }
}

async function readLog(log: Readable, leaks: string[]): Promise<void> {
  for await (const line of createInterface({ input: log })) if (line.includes(canary) || line.includes('sp_')) leaks.push(line)
}
