/**
 * A text over the picture: whose words the policy says, who looks, and when. Burnt into each frame before it is coded, so that no viewer has a picture without it.
 * Drawn into the frame where FFmpeg is in the process (`draw`: a stamp of the text, made once a minute, is laid over the brightness, darker where it is bright), and
 * by a filter of the system's ffmpeg where it is not (`filter`).
 */
import { fontFile, pixels } from './drawing.ts'
import { drawn, escaped } from './lettering.ts'
import type { Size } from './region.ts'

export type Draw = (planes: readonly Buffer[], strides: readonly number[], size: Size) => void

export interface Watermark {
  draw: Draw
  /** For ffmpeg's -vf, on a picture of this size. */
  filter(size: Size): string
  close(): void
}

/** Which part of a picture is covered by the text, of the shape of the letters: 0 to 255, line by line. */
export interface Stamp extends Size {
  cover: Uint8Array
}

/** Lines of the text over the height of a picture, its letters' height of that, and by how much of 255 it is brighter or darker. */
const [ROWS, LETTER, STRENGTH] = [4, 1 / 32, 70]
/** Of the stamp, in pixels: its letters, its height, the room of one letter, and its width at most. */
const [SIZE, HEIGHT, EACH, WIDEST] = [22, 32, 17, 4000]
const MINUTE_MS = 60_000

export const wordsOf = (text: string, user: string): string => [text, user].filter((one) => one.trim() !== '').join('  ')
export const minuteOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** @param failed is told where the text can't be drawn any more: then there is to be no picture */
export async function watermark(text: string, user: string, failed: (error: Error) => void): Promise<Watermark> {
  const words = wordsOf(text, user)
  const make = () => stampOf(`${words}  ${minuteOf(Date.now())}`)
  let stamp = await make()
  let laid: Laid | undefined
  const renewing = setInterval(() => {
    make().then(
      (next) => {
        stamp = next
        laid = undefined
      },
      (error: unknown) => failed(error instanceof Error ? error : new Error(String(error))),
    )
  }, MINUTE_MS)
  return {
    draw([brightness], [stride = 0], size) {
      if (!brightness) return
      if (laid?.width !== size.width || laid.height !== size.height || laid.stride !== stride) laid = layout(stamp, size, stride)
      paint(brightness, laid)
    },
    filter: (size) => filterOf(words, size),
    close: () => clearInterval(renewing),
  }
}

/** Its letters in white on black, cut to their width. */
async function stampOf(text: string): Promise<Stamp> {
  const width = Math.min(WIDEST, [...text].length * EACH)
  const letters = drawn({ text, x: 0, y: 4, size: SIZE, colour: 'white' }, await fontFile())
  const made = await pixels(`color=c=black:s=${width}x${HEIGHT},format=gray,${letters},format=gray`, width * HEIGHT)
  // Black is 16 in pictures that move, and white 235.
  return { width, height: HEIGHT, cover: made.map((one) => Math.min(255, Math.max(0, Math.round(((one - 16) * 255) / 219)))) }
}

interface Laid extends Size {
  stride: number
  /** Places in the plane of brightness, and by how much each is covered. */
  places: Uint32Array
  covers: Uint8Array
}

/** The stamp in rows over a picture of this size, each row further to the right. */
export function layout({ width: wide, height: high, cover }: Stamp, { width, height }: Size, stride: number): Laid {
  const scale = (height * LETTER) / SIZE
  const [step, rows] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))]
  const [places, covers]: [number[], number[]] = [[], []]
  for (let row = 0; row < ROWS; row++) {
    const top = Math.round(((row + 0.5) * height) / ROWS - rows / 2)
    for (let y = Math.max(0, top); y < Math.min(height, top + rows); y++)
      for (let x = 0; x < width; x++) {
        const across = (x + Math.round((step * row) / ROWS)) % step
        const covered =
          cover[Math.min(high - 1, Math.floor((y - top) / scale)) * wide + Math.min(wide - 1, Math.floor(across / scale))] ?? 0
        if (covered === 0) continue
        places.push(y * stride + x)
        covers.push(covered)
      }
  }
  return { width, height, stride, places: Uint32Array.from(places), covers: Uint8Array.from(covers) }
}

export function paint(brightness: Buffer, { places, covers }: Laid): void {
  for (let i = 0; i < places.length; i++) {
    const [at, by] = [places[i] as number, (((covers[i] as number) * STRENGTH) / 255) | 0]
    const before = brightness[at] ?? 0
    brightness[at] = before > 127 ? before - by : before + by
  }
}

/** The same by ffmpeg itself, which puts the minute in: `%{…}` is its own, and no `%` or `\` of ours is one. */
function filterOf(words: string, { height }: Size): string {
  const text = escaped(`${words.replace(/[\\%{}]/g, '\\$&')}  %{gmtime:%F %R} UTC`)
  const size = Math.max(8, Math.round(height * LETTER))
  const look = `fontsize=${size}:fontcolor=white@0.3:borderw=1:bordercolor=black@0.3`
  return Array.from({ length: ROWS }, (_, row) => {
    const y = `h*${(row + 0.5) / ROWS}`
    return `drawtext=text=${text}:x=w*${row / ROWS}/2:y=${y}:${look},drawtext=text=${text}:x=w*${row / ROWS}/2-tw-${size}:y=${y}:${look}`
  }).join(',')
}
