/**
 * What the viewer would rather have of the picture, within what policy allows: sharper, with fewer of them a second; smoother, and coarser; and less on the line. It
 * can take less of everything, never more, and nothing of what a policy holds on to: `bandwidth.quality` that is locked stays what it is.
 */
import type { Preference } from '../../protocol/viewer.ts'
import type { Quality } from './capture.ts'

export interface Policy {
  quality: Quality
  /** It is a policy's, and nobody's to choose. */
  isQualityLocked: boolean
  frameRate: number
  /** 0: no bound. */
  maxBitrateKbps: number
}

/** Pictures a second of who wants them sharp: what is read is not what moves. */
export const SHARP_RATE = 20

export function preferred(policy: Policy, { picture, kbps }: Preference): Omit<Policy, 'isQualityLocked'> {
  const wanted: Quality = picture === 'sharper' ? 'sharpness' : picture === 'smoother' ? 'speed' : policy.quality
  const caps = [kbps, policy.maxBitrateKbps].filter((cap) => cap > 0)
  return {
    quality: policy.isQualityLocked ? policy.quality : wanted,
    frameRate: picture === 'sharper' ? Math.min(policy.frameRate, SHARP_RATE) : policy.frameRate,
    maxBitrateKbps: caps.length > 0 ? Math.min(...caps) : 0,
  }
}
