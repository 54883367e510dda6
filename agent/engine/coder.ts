/**
 * What makes a stream of pictures, by FFmpeg's libraries in the process (node-av). For the least delay, and told what to do as it goes: a key picture where one
 * is asked for, and another bitrate from the next picture on. It holds a quality (constant rate factor) below a bound (VBV), so that what stands still becomes
 * sharp and then costs nothing.
 */
import type { CodecContext, Frame } from 'node-av/lib'
import type { Codec, Quality } from './capture.ts'
import type { Size } from './region.ts'
import { lengthsOf } from './units.ts'

export interface Coder {
  /** The frame as a picture of the stream; undefined where the coder wants to see another one first. */
  code(frame: Frame, key: boolean, time: number): Promise<Buffer | undefined>
  /** Bits of a second, at most; false where it can't be told while it runs. */
  rate(kbps: number): boolean
  close(): void
}

export interface Coding extends Size {
  codec: Codec
  frameRate: number
  kbps: number
  /** How much of a second's bits one picture may take. */
  burst: number
  quality: Quality
  threads: number
}

type Library = typeof import('node-av/lib')
type Names = typeof import('node-av/constants')

/** Milliseconds: the time base of what is coded. */
const SECOND = 1000
/** The larger, the coarser: what the eye takes for the same in motion, and on text. */
const COARSENESS: { readonly [quality in Quality]: number } = { speed: 30, balanced: 25, sharpness: 19 }

const options = ({ codec, quality, kbps, burst, frameRate }: Coding): Record<string, string> => {
  const crf = COARSENESS[quality]
  if (codec === 'h264')
    return { preset: 'ultrafast', tune: 'zerolatency', profile: 'baseline', 'forced-idr': '1', crf: `${crf}`, ...vbv(kbps, burst) }
  if (codec === 'vp8')
    return {
      ...{ deadline: 'realtime', 'cpu-used': '-12', 'lag-in-frames': '0', 'error-resilient': 'default', 'static-thresh': '100' },
      ...{ crf: `${crf + 5}`, qmin: '4', qmax: '60', ...vbv(kbps, burst), b: `${kbps * SECOND}` },
    }
  return {
    // From 12 on, with rtc, a screen that stands still may keep the brightness of what was there before (SVT-AV1 in node-av 6.1.1).
    preset: '11',
    'svtav1-params': `pred-struct=1:lookahead=0:rc=2:tbr=${kbps}:scm=1:rtc=1:keyint=-1:enable-tf=0:tile-columns=0:fps-num=${frameRate}:buf-sz=${Math.round(burst * SECOND)}`,
  }
}
const vbv = (kbps: number, burst: number) => ({ maxrate: `${kbps * SECOND}`, bufsize: `${Math.ceil(kbps * SECOND * burst)}` })
const nameOf = (codec: Codec, names: Names) =>
  codec === 'h264' ? names.FF_ENCODER_LIBX264 : codec === 'vp8' ? names.FF_ENCODER_LIBVPX_VP8 : names.FF_ENCODER_LIBSVTAV1

export async function coder(library: Library, names: Names, coding: Coding): Promise<Coder> {
  const { codec, width, height, frameRate, kbps, burst, threads } = coding
  const found = library.Codec.findEncoderByName(nameOf(codec, names))
  if (!found) throw new Error(`There is no coder of ${codec} in FFmpeg.`)
  const context: CodecContext = new library.CodecContext()
  context.allocContext3(found)
  context.width = width
  context.height = height
  context.pixelFormat = names.AV_PIX_FMT_YUV420P
  context.timeBase = new library.Rational(1, SECOND)
  context.framerate = new library.Rational(frameRate, 1)
  // Key pictures are made when somebody lacks one.
  context.gopSize = 1_000_000
  context.maxBFrames = 0
  context.threadCount = threads
  if (codec === 'av1') context.bitRate = BigInt(kbps * SECOND)
  // Never by `open2Sync`: with options it frees them twice, which ends the process when it is over (node-av 6.1.1).
  checked(await context.open2(found, library.Dictionary.fromObject(options(coding))), 'the coder')
  const packet = new library.Packet()
  packet.alloc()
  return {
    async code(frame, key, time) {
      frame.pts = BigInt(Math.round(time))
      frame.pictType = key ? names.AV_PICTURE_TYPE_I : names.AV_PICTURE_TYPE_NONE
      // At once, in this thread: to go to another one and back takes longer than the work, where processors are few.
      checked(codec === 'av1' ? await context.sendFrame(frame) : context.sendFrameSync(frame), 'a frame')
      const status = codec === 'av1' ? await context.receivePacket(packet) : context.receivePacketSync(packet)
      if (status === names.AVERROR_EAGAIN) return undefined
      checked(status, 'a picture')
      const data = packet.data
      packet.unref()
      return data ? (codec === 'h264' ? lengthsOf(data) : data) : undefined
    },
    rate(wanted) {
      if (codec !== 'h264') return false
      context.rcMaxRate = BigInt(wanted * SECOND)
      context.rcBufferSize = Math.ceil(wanted * SECOND * burst)
      return true
    },
    close() {
      packet.free()
      context.freeContext()
    },
  }
}

/** FFmpeg's numbers below zero are errors. */
export function checked(status: number, what: string): number {
  if (status < 0) throw new Error(`FFmpeg could not do ${what}: ${status}`)
  return status
}
