/**
 * Tickets: how whoever is signed in on a terminal opens a session in a browser without a token ending up there. Drawn by lot, good once, for a minute, for
 * one user and one computer; kept as a digest, in memory alone. Access is asked again when one is used.
 */
import { hash, randomBytes } from 'node:crypto'
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
  /** Undefined where it is none, or none any more. */
  redeem(text: string, now: number): Ticketed | undefined
  /** The same, and it stays good. */
  look(text: string, now: number): Ticketed | undefined
  lookById(id: string, now: number): Ticketed | undefined
  /** By which another server is asked for one that is not of this. */
  idOf(text: string): string
  redeemById(id: string, now: number): Ticketed | undefined
}

export function tickets(): Tickets {
  const held = new Map<string, Ticket>()
  const drop = (now: number) => {
    // In the order in which they expire.
    for (const [id, { expires }] of held)
      if (expires <= now || held.size >= MOST) held.delete(id)
      else break
  }
  const idOf = (text: string): string => hash('sha256', text)
  function redeemById(id: string, now: number): Ticketed | undefined {
    drop(now)
    const found = held.get(id)
    held.delete(id)
    return found?.of
  }
  function lookById(id: string, now: number): Ticketed | undefined {
    drop(now)
    return held.get(id)?.of
  }
  return {
    issue(of, now) {
      drop(now)
      const text = randomBytes(24).toString('base64url')
      const expires = now + TICKET_MS
      held.set(idOf(text), { of, expires })
      return { ticket: text, expires }
    },
    redeem: (text, now) => redeemById(idOf(text), now),
    look: (text, now) => lookById(idOf(text), now),
    lookById,
    idOf,
    redeemById,
  }
}
