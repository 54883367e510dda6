/**
 * What time it is, to an agent whose clock may be wrong, be set by somebody, or stand still while the machine sleeps.
 *
 *   wall    the machine's own date: right in most cases, and anybody may set it
 *   boot    since the machine was started, sleep counted in: nobody can set it, and it begins anew with each start
 *   anchor  when the server's time was last proven by its signature, by both of them
 *
 * How old a policy is goes by whichever of the two says more, so that neither setting the date back nor sleeping makes it younger. What time it
 * is at the server is believed as the server said it, but never to be earlier than what it proved once plus what has passed since by the boot
 * clock: whoever plays an old answer again gains nothing by it.
 */
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** By both clocks, in milliseconds: since 1970, and since the machine was started. */
export interface Moment {
  wall: number
  boot: number
  /** Tells one start of the machine from the next. */
  bootId: string
}
export type Clock = () => Moment

/** When it was that the server's time was proven to be this. */
export interface Anchor extends Moment {
  serverTime: number
}

/** What is known of the time at the server. `offset` is what the machine's date lacks to it, as it was told last. */
export interface Reckoning {
  anchor: Anchor | undefined
  offset: number
}

/** A clock that is off by more is told to people; requests are refused then (protocol/signed-request.ts). */
export const WRONG_MS = 60_000
/** Servers of one control plane have clocks of their own: what one says may be older by this than what another said before. */
const SKEW_MS = 60_000

const passedSince = (anchor: Moment, now: Moment): number => (now.bootId === anchor.bootId ? now.boot - anchor.boot : 0)

/** How long ago the server's time was proven, in milliseconds, by the clock that says more. */
export const ageOf = (anchor: Anchor, now: Moment): number => Math.max(0, now.wall - anchor.wall, passedSince(anchor, now))

/** Earlier than this it is not at the server. */
const earliest = (anchor: Anchor, now: Moment): number => anchor.serverTime + passedSince(anchor, now)

/** What time it is at the server, as far as it is known. */
export function serverNow({ anchor, offset }: Reckoning, now: Moment): number {
  const told = now.wall + offset
  return anchor ? Math.max(told, earliest(anchor, now)) : told
}

/** What a refusal told of the server's time: good for signing the next request, and proof of nothing. */
export const told = ({ anchor }: Reckoning, serverTime: number, now: Moment): Reckoning => ({ anchor, offset: serverTime - now.wall })

/** What a timestamp with a true signature proves. One that was held back on its way is as old as it is. */
export function proven({ anchor, offset }: Reckoning, serverTime: number, now: Moment): Reckoning {
  if (!anchor) return { anchor: { serverTime, ...now }, offset: serverTime - now.wall }
  const least = earliest(anchor, now)
  const late = least - serverTime
  // What has passed is never given back: played again and again within the tolerance, one answer would keep a policy young for ever.
  const isSeen = serverTime <= anchor.serverTime
  if (late <= SKEW_MS && !(isSeen && now.bootId !== anchor.bootId))
    return { anchor: { serverTime: Math.max(serverTime, least), ...now }, offset: serverTime - now.wall }
  if (isSeen) return { anchor, offset }
  return { anchor: { serverTime, wall: now.wall - late, boot: now.boot - late, bootId: now.bootId }, offset }
}

/** The clocks of this machine. */
export function machineClock(): Clock {
  const bootId = startOf()
  // On Linux from /proc/uptime, which goes on in sleep; other systems count alike.
  return () => ({ wall: Date.now(), boot: Math.round(uptime() * 1000), bootId })
}

/** Linux numbers its starts. Elsewhere it is when the machine was started, as well as that is known. */
function startOf(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return `started-${Math.round((Date.now() - uptime() * 1000) / 600_000)}` // no Linux
  }
}
