/**
 * Candidates between a viewer and a computer, as they are found. The viewer shows what it was given when its session began, and asks for those of the computer: it is
 * answered as soon as there are any. What is signalled admits nobody: both ends are who the grant says by their fingerprints.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type Candidate, isCandidate, MOST_CANDIDATES } from '../../protocol/ice.ts'
import { digestText } from '../../schema/canonical.ts'

export interface Exchanged {
  /** Of the computer, from the one that was asked for on. */
  candidates: Candidate[]
  next: number
  /** There are no more. */
  done: boolean
}
export interface Exchange {
  id: string
  signal: string
  /** Of the viewer, since it last asked. */
  candidates: Candidate[]
  /** How many of the computer's it has. */
  after: number
}

export interface Signalling {
  /** Gives what the viewer has to show. */
  open(id: string): string
  close(id: string): void
  /** Of the computer. */
  heard(id: string, candidates: unknown, done: boolean): void
  /** Undefined where there is no such session, or it is not this viewer's. @param say to the computer */
  exchange(asked: Exchange, say: (candidates: Candidate[]) => void): Promise<Exchanged> | undefined
}

/** So long an answer waits for something to say. */
const WAIT_MS = 10_000

interface Open {
  digest: string
  found: Candidate[]
  done: boolean
  told: number
  wake: Set<() => void>
}

export function signalling(): Signalling {
  const all = new Map<string, Open>()
  const wake = (one: Open) => {
    for (const each of one.wake) each()
  }
  return {
    open(id) {
      const signal = randomBytes(18).toString('base64url')
      all.set(id, { digest: digestText(signal), found: [], done: false, told: 0, wake: new Set() })
      return signal
    },
    close(id) {
      const found = all.get(id)
      all.delete(id)
      if (!found) return
      found.done = true
      wake(found)
    },
    heard(id, candidates, done) {
      const found = all.get(id)
      if (!found || !Array.isArray(candidates)) return
      found.found.push(...candidates.filter(isCandidate).slice(0, MOST_CANDIDATES - found.found.length))
      found.done ||= done
      wake(found)
    },
    exchange({ id, signal, candidates, after }, say) {
      const found = all.get(id)
      if (!found || !timingSafeEqual(Buffer.from(found.digest), Buffer.from(digestText(signal)))) return undefined
      const fresh = candidates.filter(isCandidate).slice(0, Math.max(0, MOST_CANDIDATES - found.told))
      found.told += fresh.length
      if (fresh.length > 0) say(fresh)
      return answered(found, after)
    },
  }
}

async function answered(found: Open, after: number): Promise<Exchanged> {
  if (found.found.length <= after && !found.done) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const late = setTimeout(resolve, WAIT_MS)
    found.wake.add(resolve)
    await promise
    clearTimeout(late)
    found.wake.delete(resolve)
  }
  return { candidates: found.found.slice(after), next: Math.max(after, found.found.length), done: found.done }
}
