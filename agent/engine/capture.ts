/**
 * The picture of a display, coded as it moves. First choice is FFmpeg in this process (capture-inside.ts), which makes a key picture when one is lacked and takes
 * another bitrate from one picture to the next; where its package is not installed, the system's ffmpeg does it from outside (capture-ffmpeg.ts).
 */
import { captureByFfmpeg } from './capture-ffmpeg.ts'
import { fontFile } from './drawing.ts'
import { isInside } from './inside.ts'
import type { Region, Size } from './region.ts'

/** `units`: what the packetizer of the codec takes; of H.264, four bytes of length before each unit. */
export interface Picture {
  units: Buffer
  key: boolean
  /** Milliseconds since the first one. */
  time: number
}

export type Codec = 'h264' | 'vp8' | 'av1'
/** What gives way first on a narrow line. */
export type Quality = 'speed' | 'balanced' | 'sharpness'

export interface Capturing {
  display: string
  /** What of the screen is shown. */
  region: Region
  /** Of the picture, which keeps its form; 0: as wide, and as high, as the region is. */
  most: Size
  codec: Codec
  quality: Quality
  frameRate: number
  kbps: number
  /** How much of a second's bits one picture may take. */
  burst: number
  /** Whether the pointer is drawn: for who has none of its own. */
  pointer: boolean
  /** What the system's ffmpeg does to a picture of this size before it is coded, since it can't be drawn upon (Stages.draw): the same, by other means. */
  filter?: (size: Size) => string | undefined
}

/** What may change while it runs. */
export type Pace = Pick<Capturing, 'frameRate' | 'kbps' | 'most' | 'quality'>

export interface Capture {
  /** A key picture is wanted. */
  refresh(): void
  pace(pace: Pace): void
  /** Another part of the screen, which may have another size now. */
  look(region: Region): void
  close(): void
}

/** Where a frame can be drawn upon before it is coded, and what is coded be kept: in turn, and in the way of the picture. */
export interface Stages {
  /** Draws upon the frame (planes of YUV 4:2:0). Undefined: nothing is drawn. */
  draw?: (planes: readonly Buffer[], strides: readonly number[], size: Size) => void
  /** Milliseconds until there is room for one on the line. */
  wait(): number
  take(picture: Picture): void
  /** It ended by itself, and what it said last. */
  failed(why: string): void
}

/** What can be coded here: what policy wishes for first, and H.264 in any case. */
export const codecsHere = (wished: Codec): Codec[] => (isInside() && wished !== 'h264' ? [wished, 'h264'] : ['h264'])

/** Begins to load what takes a tenth of a second, while the two ends find each other. Whether that failed shows when it is used. */
export function loaded(): void {
  void fontFile()
  if (isInside()) Promise.all([import('node-av/lib'), import('node-av/constants'), import('./capture-inside.ts')]).catch(() => undefined)
}

export async function capture(capturing: Capturing, stages: Stages): Promise<Capture> {
  if (!isInside()) return captureByFfmpeg(capturing, stages)
  const { captureInside } = await import('./capture-inside.ts')
  return captureInside(capturing, stages)
}
