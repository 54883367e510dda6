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

/** @param kbps 0: no bound */
export function wire(kbps: number, now: () => number = () => performance.now()): Wire {
  if (kbps === 0) return { wait: () => 0, took: () => undefined }
  const perMs = kbps / 8
  const most = perMs * 1000 * BURST
  let [room, at] = [most, now()]
  function fill(): void {
    const then = now()
    room = Math.min(most, room + (then - at) * perMs)
    at = then
  }
  return {
    wait() {
      fill()
      return room > 0 ? 0 : Math.ceil((1 - room) / perMs)
    },
    took(bytes, packets) {
      fill()
      room -= bytes + packets * HEADERS
    },
  }
}
