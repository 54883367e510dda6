/**
 * Tickets: how whoever is signed in on a terminal opens a session in a browser without a token ending up there. Drawn by lot, good once, for a minute, for
 * one user and one computer; kept as a digest, in memory alone. Access is asked again when one is used.
 */
import { hash, randomBytes } from 'node:crypto'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Wish } from './admission.ts'

export const TICKET_MS = 60_000
/** So many may wait to be used. */
const MOST = 10_000

/** Who asked for it, by which token, and to where. */
export type Ticketed = Pick<Wish, 'user' | 'computer' | 'token' | 'secondStep'>
interface Ticket {
  of: Ticketed
  expires: number
}

export interface Tickets {
  issue(of: Ticketed, now: number): { ticket: string; expires: number }
  /** Throws a ProblemError where it is none, or none any more. */
  redeem(text: string, now: number): Ticketed
}

export function tickets(): Tickets {
  const held = new Map<string, Ticket>()
  const drop = (now: number) => {
    // In the order in which they expire.
    for (const [id, { expires }] of held)
      if (expires <= now || held.size >= MOST) held.delete(id)
      else break
  }
  return {
    issue(of, now) {
      drop(now)
      const text = randomBytes(24).toString('base64url')
      const expires = now + TICKET_MS
      held.set(hash('sha256', text), { of, expires })
      return { ticket: text, expires }
    },
    redeem(text, now) {
      drop(now)
      const id = hash('sha256', text)
      const found = held.get(id)
      held.delete(id)
      if (found) return found.of
      throw new ProblemError(
        problem('session-ticket', 'This link was used already, or is older than a minute.', 'Run `splashctl connect` again for a new one.'),
      )
    },
  }
}
