/** How a command speaks: to a person on a terminal, to whoever reads its output line by line, or as one JSON document. */
import { visible } from '../schema/characters.ts'
import type { Problem } from '../schema/problem.ts'

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'
const codes: Readonly<Record<Tone, [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
}
export const tones = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Problem['level'], Tone>

export interface Speaking {
  json: boolean
  env: NodeJS.ProcessEnv
  process: NodeJS.Process
  out(text: string): void
  err(text: string): void
  /** For what is written to stdout. */
  paint(text: string, ...how: Tone[]): string
  document(value: object): void
  problems(problems: readonly Problem[]): void
}

export function speaking(process: NodeJS.Process, json: boolean): Speaking {
  const { env } = process
  const paintFor =
    (stream: NodeJS.WriteStream) =>
    (text: string, ...how: Tone[]): string =>
      stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
        ? `${how.map((one) => `\x1b[${codes[one][0]}m`).join('')}${text}${how.map((one) => `\x1b[${codes[one][1]}m`).join('')}`
        : text
  // A reader that went away (`| head`) is no error: what follows is simply not written.
  let gone = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    gone = true
    if (error.code !== 'EPIPE') process.exitCode = 1
  })
  const out = (text: string): void => {
    if (!gone) process.stdout.write(text)
  }
  const err = (text: string): void => void process.stderr.write(text)
  const paint = paintFor(process.stderr)
  return {
    ...{ json, env, process, out, err, paint: paintFor(process.stdout) },
    document: (value) => out(`${JSON.stringify(value, null, 2)}\n`),
    problems(problems) {
      if (json) return out(`${JSON.stringify({ version: 1, problems }, null, 2)}\n`)
      for (const { level, code, message, fix } of problems)
        err(
          `${paint(`${level}[${code}]`, tones[level], 'bold')}${paint(`: ${shown(message)}`, 'bold')}\n${fix === '' ? '' : `${paint('fix:', 'green')} ${shown(fix)}\n`}`,
        )
    },
  }
}

/** Whatever came from a server, a file or a command line, on one line, and unable to move a cursor. */
export const shown = (text: string): string => visible(text, 4000)
