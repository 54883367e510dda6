/**
 * One session for an hour, with a desktop on which something moves all the while: the picture keeps coming, and what carries the session takes no more memory
 * at the end than once it had settled.
 */
import { setTimeout as after } from 'node:timers/promises'
import { type SessionPlace, sessionPlace } from '../sessions/place.ts'
import { childrenOf, resident, unlessGone } from '../sessions/processes.ts'
import { viewer } from '../sessions/viewers.ts'

export interface LongSession {
  minutes: number
  packets: number
  /** Megabytes of all that carries it: over the second quarter of the time, and over the last. */
  settled: number
  last: number
}

const LOOKS = 60
/** Of what it had settled at; and megabytes, since a process never has quite the same. */
const [SHARE, SLACK] = [1.1, 10]

export async function run(minutes: number, progress: (minutes: number) => void = () => {}): Promise<LongSession> {
  const where = await sessionPlace()
  try {
    const { display, wish, pid } = where
    display.start('xterm', '-geometry', '100x40+20+20', '-e', 'sh', '-c', 'while :; do date +%N; sleep 0.05; done')
    const seen = await there(where)
    await seen.picture
    const sizes: number[] = []
    let packets = 0
    const every = (minutes * 60_000) / LOOKS
    for (let look = 0; look < LOOKS; look++) {
      await after(every)
      const now = await seen.packets()
      if (now === packets) throw new Error(`after ${((look * every) / 60_000).toFixed(1)} minutes no picture came any more`)
      packets = now
      sizes.push(childrenOf(pid).reduce((sum, child) => sum + (unlessGone(() => resident(child)) ?? 0), 0))
      progress(((look + 1) * every) / 60_000)
    }
    await seen.leave()
    const [settled, last] = [mean(sizes.slice(LOOKS / 4, LOOKS / 2)), mean(sizes.slice((LOOKS * 3) / 4))]
    if (last > settled * SHARE + SLACK) throw new Error(`it grew from ${settled.toFixed(0)} to ${last.toFixed(0)} MB, of ${wish.computer}`)
    return { minutes, packets, settled, last }
  } finally {
    await where.remove()
  }
}

const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length

/** An agent that has just begun is not in touch yet. */
async function there({ wish }: SessionPlace): ReturnType<typeof viewer> {
  for (let tries = 0; ; tries++)
    try {
      return await viewer(wish)
    } catch (error) {
      if (tries === 100 || !String(error).includes('is not in touch')) throw error
      await after(100)
    }
}
