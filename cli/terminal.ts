/**
 * A stream that people or programs read: whether it is a terminal, how wide, whether colours are wanted. Colours are the sixteen of the
 * terminal's own palette, so that they suit a light background and a dark one.
 */
import type { WriteStream } from 'node:tty'

export type Color = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'bold' | 'dim'
const sgr: Record<Color, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
}

export interface Surface {
  /** True when a person looks at it. */
  terminal: boolean
  color: boolean
  /** In columns. 100 where there is no terminal to ask. */
  width: number
  write(text: string): void
  /** When there is room for more of what is written: whoever writes without end waits for it. False once the reader has gone away. */
  drained(): Promise<boolean>
  paint(text: string, ...colors: Color[]): string
}

export type ColorWish = 'auto' | 'always' | 'never'

/** `failed` hears of output that could not be written: a full disk behind `>`, for one. */
export function surface(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, wish: ColorWish, failed?: (error: Error) => void): Surface {
  const terminal = stream.isTTY === true
  const color = wantsColor(terminal, env, wish)
  // A reader that went away (`| head`) is no error of ours, and must not stop an apply half way: what follows is simply not written.
  let gone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    gone = true
    if (error.code !== 'EPIPE') failed?.(error)
  })
  const given = Number.parseInt(env.COLUMNS ?? '', 10)
  return {
    terminal,
    color,
    get width() {
      return Math.min(Math.max((terminal ? (stream as WriteStream).columns : 0) || given || 100, 40), 240)
    },
    write(text) {
      if (!gone) stream.write(text)
    },
    async drained() {
      if (!gone && stream.writableNeedDrain)
        await new Promise<void>((settle) => {
          const done = () => {
            for (const event of ['drain', 'error', 'close']) stream.off(event, done)
            settle()
          }
          for (const event of ['drain', 'error', 'close']) stream.on(event, done)
        })
      return !gone
    },
    paint: (text, ...colors) => (color ? paint(text, colors) : text),
  }
}

/** https://no-color.org: any non-empty value. FORCE_COLOR is what CI systems set; what was typed outranks both. */
export function wantsColor(terminal: boolean, env: NodeJS.ProcessEnv, wish: ColorWish): boolean {
  if (wish !== 'auto') return wish === 'always'
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return terminal && env.TERM !== 'dumb'
}

function paint(text: string, colors: readonly Color[]): string {
  const open = colors.map((c) => `\x1b[${sgr[c][0]}m`).join('')
  const close = colors
    .map((c) => `\x1b[${sgr[c][1]}m`)
    .reverse()
    .join('')
  return `${open}${text}${close}`
}
