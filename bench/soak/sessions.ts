/**
 * Sessions one after the other, each ended in another way: by the viewer, by whoever may, by a viewer that is simply gone, by a crash of its engine. Afterwards
 * the computer is as before: no process, no connection to its display, no open file, no file left.
 */
import { readdirSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { team } from '../generate.ts'
import { type SessionPlace, sessionPlace } from '../sessions/place.ts'
import { childrenOf, killed, openFiles, resident } from '../sessions/processes.ts'
import { type Viewer, viewer } from '../sessions/viewers.ts'

const ENDS = ['viewer', 'somebody', 'crash'] as const
export type End = (typeof ENDS)[number] | 'vanished'
/** One of so many is: it takes half a minute until that is certain. */
const VANISHING = 50

export interface Sessions {
  ended: Record<End, number>
  /** Milliseconds from asking for a session to the first packet of its picture. */
  p50: number
  p95: number
  /** What the agent and its display hold, before and after. */
  before: Held
  after: Held
}
export interface Held {
  processes: number
  files: number
  clients: number
  /** Names in the folder for temporary files, and in the agent's own. */
  left: number
  /** Megabytes, of the agent. */
  resident: number
}

const [PATIENCE_MS, LOOK_MS] = [60_000, 50]

export async function run(times: number, progress: (done: number) => void = () => {}): Promise<Sessions> {
  const where = await sessionPlace()
  try {
    const { pid, wish } = where
    const [ends, took]: [Record<End, number>, number[]] = [{ viewer: 0, somebody: 0, crash: 0, vanished: 0 }, []]
    let turn = 0
    const one = async () => {
      const seen = await viewer(wish)
      took.push(await seen.picture)
      turn++
      const end = turn % VANISHING === 0 ? 'vanished' : (ENDS[turn % ENDS.length] as End)
      await over(end, seen, where)
      ends[end]++
      await settled(
        () => childrenOf(pid).length === 0,
        () => `a session that ended by ${end} left a process`,
      )
    }
    await whenThere(one) // what is loaded once is loaded
    const before = held(where)
    took.length = 0
    for (let done = 1; done <= times; done++) {
      await one()
      progress(done)
    }
    await settled(
      () => noMore(held(where), before),
      () => `it held ${told(before)} before, and ${told(held(where))} after`,
    )
    took.sort((a, b) => a - b)
    const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number
    return { ended: ends, p50: at(0.5), p95: at(0.95), before, after: held(where) }
  } finally {
    await where.remove()
  }
}

/** An agent that has just begun is not in touch yet. */
async function whenThere(work: () => Promise<void>): Promise<void> {
  for (const since = performance.now(); ; await after(LOOK_MS))
    try {
      return await work()
    } catch (error) {
      if (performance.now() - since > PATIENCE_MS || !String(error).includes('is not in touch')) throw error
    }
}

async function over(end: End, seen: Viewer, { wish: { url, token }, pid }: SessionPlace): Promise<void> {
  if (end === 'vanished') return seen.vanish()
  if (end === 'crash') for (const child of childrenOf(pid)) killed(child)
  if (end === 'somebody') {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}/v1/teams/${team}/sessions/${seen.id}`, { method: 'DELETE', headers })
    if (answer.status !== 204) throw new Error(`to end a session was answered ${answer.status}`)
    await seen.over
  }
  await seen.leave()
}

const held = ({ pid, display, temporary, agent }: SessionPlace): Held => ({
  processes: childrenOf(pid).length,
  files: openFiles(pid),
  clients: openFiles(display.pid),
  left: [temporary, agent.state].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })).length,
  resident: resident(pid),
})
const COUNTED = ['processes', 'files', 'clients', 'left'] as const
const noMore = (one: Held, other: Held): boolean => COUNTED.every((what) => one[what] <= other[what])
const told = (of: Held): string => COUNTED.map((what) => `${of[what]} ${what}`).join(', ')

/** Ends that are under way are waited for. */
async function settled(holds: () => boolean, otherwise: () => string): Promise<void> {
  for (const since = performance.now(); !holds(); await after(LOOK_MS))
    if (performance.now() - since > PATIENCE_MS) throw new Error(otherwise())
}
