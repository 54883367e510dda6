/**
 * Whoever comes back after their line was cut. libdatachannel can't move a connection to another network (no ICE restart), so it is another session; the person at the
 * computer, who allowed the one before, is not asked again for it, within a minute and for the same sign-in. A session that has fallen silent makes room for it, so
 * that nobody counts twice and nobody else comes in between. What ended otherwise than by the line is over.
 */
import type { Ending } from '../../protocol/endings.ts'
import type { SessionGrant } from '../../protocol/session.ts'

interface One {
  grant: SessionGrant | undefined
  /** The person at the computer was asked, and did not say no. */
  allowed: boolean
  /** Its viewer has said nothing for a moment. */
  silent: boolean
}

export interface Returning {
  /** One is over. */
  left(session: One, reason: Ending): void
  /** Of a grant that begins one: whether it was allowed already, and which of those that run it takes the place of. */
  back<Session extends One>(grant: SessionGrant, running: readonly Session[]): { allowed: boolean; instead: Session[] }
}

const [BACK_MS, MOST] = [60_000, 16]

/** @param now a clock that goes on while the computer sleeps */
export function returning(now: () => number): Returning {
  let lost: { grant: SessionGrant; until: number }[] = []
  const isSame = (one: SessionGrant, other: SessionGrant | undefined): boolean =>
    one.token !== undefined && one.token === other?.token && one.user === other.user
  return {
    left({ grant, allowed }, reason) {
      if (reason !== 'connection-lost' || !allowed || !grant) return
      lost = [...lost.filter(({ until }) => until > now()), { grant, until: now() + BACK_MS }].slice(-MOST)
    },
    back(grant, running) {
      const instead = running.filter((one) => one.silent && isSame(grant, one.grant))
      const before = lost.find((one) => one.until > now() && isSame(grant, one.grant))
      // Once.
      lost = lost.filter((one) => one !== before)
      const allowed = before !== undefined || instead.some((one) => one.allowed)
      for (const one of instead) one.allowed = false
      return { allowed, instead }
    },
  }
}
