/**
 * Words as pixels, for the windows that a session shows on the computer and for what is written over its picture: drawn by ffmpeg's drawtext, in the
 * system's font as fontconfig has it. The fonts of X11 itself have Latin letters in one small size on most systems; a letter that this font lacks is a box.
 */
import { spawn } from 'node:child_process'
import { buffer, text as textOf } from 'node:stream/consumers'

export interface Words {
  text: string
  x: number
  y: number
  /** Of the letters, in pixels. */
  size: number
  /** `#rrggbb` */
  colour: string
  /** `x` is their middle. */
  centred?: boolean
}
export interface Box {
  x: number
  y: number
  width: number
  height: number
  colour: string
}
export interface Card {
  width: number
  height: number
  colour: string
  boxes?: readonly Box[]
  words: readonly Words[]
}

const PATIENCE_MS = 5000
/** Characters of one text that are drawn. */
const MOST = 300

/** What a filter of ffmpeg takes for exactly these letters: once for the value of the option, once for the graph (ffmpeg-filters(1), "Notes on filtergraph escaping"). */
export function escaped(text: string): string {
  // Nothing of these has a shape, and some would move what stands beside it.
  const shown = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')].slice(0, MOST).join('')
  return shown.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}

/** One text, as a filter. */
export const drawn = ({ text, x, y, size, colour, centred = false }: Words): string =>
  `drawtext=expansion=none:text=${escaped(text)}:x=${centred ? `${x}-text_w/2` : x}:y=${y}:fontsize=${size}:fontcolor=${colour}`

/** Pixels as X11 takes them at 24 bits of depth: four bytes each, blue first. */
export async function lettering({ width, height, colour, boxes = [], words }: Card): Promise<Buffer> {
  const filters = [
    ...boxes.map((box) => `drawbox=x=${box.x}:y=${box.y}:w=${box.width}:h=${box.height}:color=${box.colour}:t=fill`),
    ...words.filter(({ text }) => text.trim() !== '').map(drawn),
    'format=bgr0',
  ]
  return pixels(
    ['-f', 'lavfi', '-i', `color=c=${colour}:s=${width}x${height},format=rgb24`, '-vf', filters.join(','), '-pix_fmt', 'bgr0'],
    width * height * 4,
  )
}

/** One picture of raw pixels, of so many bytes. */
export async function pixels(args: readonly string[], bytes: number): Promise<Buffer> {
  const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', ...args, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
  })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  const [made, said] = await Promise.race([Promise.all([buffer(child.stdout), textOf(child.stderr)]), failed])
  if (made.length !== bytes) throw new Error(`ffmpeg draws no words: ${said.trim().slice(-300) || 'it does not say why'}`)
  return made
}

/** Broken into lines of at most so many characters, between words where that is possible. */
export function lines(text: string, most: number): string[] {
  const made: string[] = []
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = made.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) made[made.length - 1] = `${last} ${word}`
    else for (let at = 0; at < word.length; at += most) made.push(word.slice(at, at + most))
  }
  return made
}
