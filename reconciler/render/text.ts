/** What renderings for a terminal share: colours, widths, lines that fit, and texts that can forge nothing. */
import { styleText } from 'node:util'
import stringWidth from 'fast-string-width'
import type { Position } from '../../schema/problem.ts'

export type Style = Parameters<typeof styleText>[0]

export const paint = (color: boolean) => (style: Style, text: string) => (color ? styleText(style, text, { validateStream: false }) : text)
export type Paint = ReturnType<typeof paint>

/** Nearly every text is of letters one column wide; only what isn't is worth the tables of all scripts. */
const NARROW = /^[\x20-\x7eÀ-ɏ→…]*$/
export const columns = (text: string): number => (NARROW.test(text) ? text.length : stringWidth(text))

export const where = ({ file, line }: Position): string => `${printable(file)}:${line}`

/** Control, bidirectional and other unseen characters as escapes: a value must not be able to forge a line. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (c) => `\\u{${(c.codePointAt(0) as number).toString(16)}}`)

function cut(text: string, size: number): string {
  let out = ''
  let used = 0
  for (const char of text) {
    used += columns(char)
    if (used > size) break
    out += char
  }
  return out
}

export function fold(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (columns(rest) > width && lines.length < 20) {
    const piece = cut(rest, Math.max(8, width))
    lines.push(piece)
    rest = rest.slice(piece.length)
  }
  lines.push(rest)
  return lines
}

/** Lines of at most `width` columns, broken between words; a word that is longer is folded. Those after the first begin with `indent`. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  const [begin = ''] = /^ */.exec(text) ?? []
  let line = begin
  for (const word of text.slice(begin.length).split(' ')) {
    const joined = line.trim() === '' ? line + word : `${line} ${word}`
    if (columns(joined) <= width || line.trim() === '') line = joined
    else {
      lines.push(line)
      line = indent + word
    }
  }
  return [...lines, line].flatMap((each) => (columns(each) <= width ? each : fold(each, width)))
}
