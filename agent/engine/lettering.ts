/**
 * Words as pixels, for the windows that a session shows on the computer and for what is written over its picture: drawn by FFmpeg's drawtext, in the
 * system's font as fontconfig has it. The fonts of X11 itself have Latin letters in one small size on most systems; a letter that this font lacks is a box.
 */
import { fontFile, pixels } from './drawing.ts'

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

/** Characters of one text that are drawn. */
const MOST = 300

/** What a filter of FFmpeg takes for exactly these letters: once for the value of the option, once for the graph (ffmpeg-filters(1), "Notes on filtergraph escaping"). */
export function escaped(text: string): string {
  // Nothing of these has a shape, and some would move what stands beside it.
  const shown = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')].slice(0, MOST).join('')
  return shown.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}

/** One text, as a filter. @param font the file of it; undefined: which fontconfig finds */
export const drawn = ({ text, x, y, size, colour, centred = false }: Words, font: string | undefined): string =>
  `drawtext=expansion=none:text=${escaped(text)}:x=${centred ? `${x}-text_w/2` : x}:y=${y}:fontsize=${size}:fontcolor=${colour}${inFont(font)}`

const inFont = (font: string | undefined): string => (font === undefined ? '' : `:fontfile=${escaped(font)}`)

/** Pixels as X11 takes them at 24 bits of depth: four bytes each, blue first. */
export async function lettering({ width, height, colour, boxes = [], words }: Card): Promise<Buffer> {
  const font = await fontFile()
  const filters = [
    `color=c=${colour}:s=${width}x${height}`,
    'format=rgb24',
    ...boxes.map((box) => `drawbox=x=${box.x}:y=${box.y}:w=${box.width}:h=${box.height}:color=${box.colour}:t=fill`),
    ...words.filter(({ text }) => text.trim() !== '').map((one) => drawn(one, font)),
    'format=bgr0',
  ]
  return pixels(filters.join(','), width * height * 4)
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
