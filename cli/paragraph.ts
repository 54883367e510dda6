/** Sentences on lines: between words, for a terminal. Elsewhere each stays on its line, where `grep` finds it whole. */
import stringWidth from 'fast-string-width'
import type { Surface } from './terminal.ts'

/** Set in by some columns; what goes on is set in by two more. Colours take up none. */
export function indented(text: string, by: number, out: Pick<Surface, 'terminal' | 'width'>): string[] {
  const margin = ' '.repeat(by)
  if (!out.terminal) return [`${margin}${text}`]
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined) lines.push(`${margin}${word}`)
    else if (stringWidth(`${last} ${word}`) > out.width) lines.push(`${margin}${by === 0 ? '' : '  '}${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

export const paragraph = (lines: readonly string[], out: Pick<Surface, 'terminal' | 'width'>): string =>
  lines
    .flatMap((line) => indented(line, 0, out))
    .map((line) => `${line}\n`)
    .join('')
