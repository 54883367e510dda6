/**
 * How much of the line the picture takes: a pure function of what it took, and of what the viewer said meanwhile. Four times a second: less at once when packets
 * are lost or stand in line, more by eight per cent a second as long as nothing is amiss. What can't be had with fewer bits, at the floor, is had with fewer
 * pictures, and then with smaller ones; on the way up it is the other way round. Policy bounds all of it.
 */
export interface Aim {
  kbps: number
  frameRate: number
  /** Of the sides of the picture: 1, or less. */
  scale: number
}

/** What was heard since the last tick; undefined where nothing was. */
export interface Heard {
  /** Of the packets, 0 to 1. */
  lost?: number | undefined
  /** What the viewer thinks that the line carries. */
  rembKbps?: number | undefined
  /** How much longer the way takes than at its best, in milliseconds: what stands in line. */
  delay?: number | undefined
}

/** By policy, and by what the picture is. */
export interface Bounds {
  kbps: number
  frameRate: number
}

export const TICK_MS = 250
export const [START_KBPS, FLOOR_KBPS] = [800, 200]
const [MUCH_LOST, LITTLE_LOST, LONG_MS] = [0.05, 0.02, 150]
const UP = 1.08 ** (TICK_MS / 1000)
const RATES = [60, 30, 20, 15, 10]
const SCALES = [1, 0.75, 0.5]
/** When it is good again for so many times the floor, one step of what was given up comes back. */
const ROOM = 1.5

export const firstAim = (bounds: Bounds): Aim => within({ kbps: START_KBPS, frameRate: bounds.frameRate, scale: 1 }, bounds)

export function nextAim(now: Aim, { lost, rembKbps, delay }: Heard, bounds: Bounds): Aim {
  const isBad = (lost ?? 0) > MUCH_LOST || (delay ?? 0) > LONG_MS
  if (isBad) {
    const kbps = Math.min(0.8 * now.kbps, 0.85 * (rembKbps ?? Number.POSITIVE_INFINITY))
    return within(kbps < FLOOR_KBPS && now.kbps <= FLOOR_KBPS ? less(now) : { ...now, kbps }, bounds)
  }
  if ((lost ?? 0) > LITTLE_LOST) return within(now, bounds)
  return within(more({ ...now, kbps: now.kbps * UP }, bounds), bounds)
}

function less({ kbps, frameRate, scale }: Aim): Aim {
  const slower = RATES.find((rate) => rate < frameRate)
  if (slower !== undefined) return { kbps, frameRate: slower, scale }
  return { kbps, frameRate, scale: SCALES.find((one) => one < scale) ?? scale }
}

function more({ kbps, frameRate, scale }: Aim, bounds: Bounds): Aim {
  if (kbps < Math.min(FLOOR_KBPS * ROOM, bounds.kbps)) return { kbps, frameRate, scale }
  const larger = SCALES.findLast((one) => one > scale)
  // What comes back costs bits: it has to hold at the floor again before the next step.
  if (larger !== undefined) return { kbps: FLOOR_KBPS, frameRate, scale: larger }
  const faster = RATES.findLast((rate) => rate > frameRate && frameRate < bounds.frameRate)
  return faster !== undefined ? { kbps: FLOOR_KBPS, frameRate: faster, scale } : { kbps, frameRate, scale }
}

/** A cap below the floor is a cap. */
const within = ({ kbps, frameRate, scale }: Aim, bounds: Bounds): Aim => ({
  kbps: Math.min(Math.max(kbps, FLOOR_KBPS), bounds.kbps),
  frameRate: Math.min(frameRate, bounds.frameRate),
  scale,
})
