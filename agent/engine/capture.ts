/**
 * The picture of a display, coded as it moves: the system's ffmpeg, which grabs the screen, scales it and codes it by x264 for the least delay. It can't be told
 * to make a key picture, or another bitrate, while it runs; so where one is asked for it is started anew, which takes a quarter of a second, and no more often
 * than once a second. Another encoder would stand behind the same three words.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { flvReader, type Picture } from './flv.ts'

export interface Capturing {
  display: string
  width: number
  height: number
  /** Of the picture, which keeps its form; 0: as wide, and as high, as the screen is. */
  maxWidth: number
  maxHeight: number
  frameRate: number
  /** 0: no bound. */
  maxBitrateKbps: number
  /** Whether the pointer is drawn: for who only looks. Whoever moves it has one of its own. */
  pointer: boolean
}

export interface Capture {
  /** A key picture is wanted. */
  refresh(): void
  close(): void
}

const PROGRAM = 'ffmpeg'
const AGAIN_MS = 1000
/** More than this a picture of text in motion hardly uses; per pixel and second, in bits. */
const BITS = 0.15
const LEAST_KBPS = 200

/** Even numbers, since two pixels share a colour. */
const even = (length: number): number => Math.max(2, Math.floor(length / 2) * 2)

export function sizeOf({ width, height, maxWidth, maxHeight }: Pick<Capturing, 'width' | 'height' | 'maxWidth' | 'maxHeight'>): {
  width: number
  height: number
} {
  const scale = Math.min(1, maxWidth > 0 ? maxWidth / width : 1, maxHeight > 0 ? maxHeight / height : 1)
  return { width: even(width * scale), height: even(height * scale) }
}

export function bitrateOf(capturing: Capturing): number {
  const { width, height } = sizeOf(capturing)
  const wanted = Math.max(LEAST_KBPS, Math.round((width * height * Math.min(capturing.frameRate, 30) * BITS) / 1000))
  return capturing.maxBitrateKbps > 0 ? Math.min(wanted, capturing.maxBitrateKbps) : wanted
}

export function argumentsOf(capturing: Capturing): string[] {
  const { display, frameRate, pointer } = capturing
  const [grabbed, { width, height }, kbps] = [`${even(capturing.width)}x${even(capturing.height)}`, sizeOf(capturing), bitrateOf(capturing)]
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-fflags', 'nobuffer', '-probesize', '32'],
    ...['-f', 'x11grab', '-framerate', `${frameRate}`, '-draw_mouse', pointer ? '1' : '0', '-video_size', grabbed, '-i', display],
    ...['-an', '-vf', `scale=${width}:${height}:flags=bilinear,format=yuv420p`],
    ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency'],
    // One picture may take a fifth of a second's worth: what is larger would stand in line.
    ...['-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${Math.ceil(kbps / 5)}k`, '-g', `${frameRate * 20}`],
    ...['-flush_packets', '1', '-f', 'flv', '-flvflags', 'no_duration_filesize', 'pipe:1'],
  ]
}

/** @param failed is told when it ended by itself, and what it said last */
export function capture(capturing: Capturing, take: (picture: Picture) => void, failed: (why: string) => void): Capture {
  let [begun, closed] = [0, false]
  let wanted: NodeJS.Timeout | undefined
  let running = start()

  function start(): ChildProcess {
    begun = performance.now()
    const child = spawn(PROGRAM, argumentsOf(capturing), { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const read = flvReader((picture) => {
      if (child === running) take(picture)
    })
    child.stdout.on('data', read)
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)))
    child.on('error', (error) => child === running && !closed && failed(error.message))
    child.on('exit', (code) => child === running && !closed && failed(said.trim() || `ffmpeg ended with ${code}`))
    return child
  }

  function refresh(): void {
    if (closed || wanted) return
    wanted = setTimeout(
      () => {
        wanted = undefined
        const former = running
        running = start()
        former.kill('SIGKILL')
      },
      Math.max(0, begun + AGAIN_MS - performance.now()),
    )
  }

  return {
    refresh,
    close() {
      closed = true
      clearTimeout(wanted)
      running.kill('SIGKILL')
    },
  }
}
