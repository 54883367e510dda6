/**
 * The bytes that a session puts on the line, picture, sound and files together, held to what policy allows: a bucket that fills at that rate and is let to owe no
 * more than one packet or picture, which is paid back before the next. A twentieth of a second's worth may come at once.
 */
export interface Wire {
  /** Milliseconds until there is room; 0: now. */
  wait(): number
  /** So many bytes went, in so many packets. */
  took(bytes: number, packets: number): void
}

const BURST = 0.05
/** Of a packet beside what it carries: IP, UDP, RTP, and what SRTP adds. */
const HEADERS = 20 + 8 + 12 + 10
/** Bytes of a packet of a picture. */
export const MTU = 1200

export const packetsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / (MTU - 14)))

/** @param kbps as it is at the moment; 0: no bound */
export function wire(kbps: () => number, now: () => number = () => performance.now()): Wire {
  let [room, at] = [Number.POSITIVE_INFINITY, now()]
  /** Bytes in a millisecond; 0: as many as there are. */
  function fill(): number {
    const [perMs, then] = [kbps() / 8, now()]
    room = perMs === 0 ? Number.POSITIVE_INFINITY : Math.min(perMs * 1000 * BURST, room + (then - at) * perMs)
    at = then
    return perMs
  }
  return {
    wait() {
      const perMs = fill()
      return room > 0 ? 0 : Math.ceil((1 - room) / perMs)
    },
    took(bytes, packets) {
      fill()
      room -= bytes + packets * HEADERS
    },
  }
}
