/**
 * A code frame: the line that a Problem is about, one before and one after, and a mark under the column. Files are written by others, so
 * whatever could move a cursor or reorder a line is made visible, and long lines are cut around the mark.
 */
const AROUND = 1

/** `line` and `column` count from 1, the column in UTF-16 units. Empty when the text has no such line. Lines are cut to `width` characters. */
export function frame(text: string, line: number, column: number, width = 100): string {
  const lines = linesAround(text, line)
  if (!lines.some(({ number }) => number === line)) return ''
  const gutter = String(lines[lines.length - 1]?.number ?? line).length
  const out: string[] = []
  const wanted = lines.find(({ number }) => number === line)?.text ?? ''
  const { from, before } = window(wanted, column, width)
  for (const { number, text: content } of lines) {
    const shown = cut(content, from, width)
    out.push(`${number === line ? '>' : ' '} ${String(number).padStart(gutter)} | ${shown}`.trimEnd())
    if (number === line) out.push(`  ${' '.repeat(gutter)} | ${' '.repeat(columns(before))}^`)
  }
  return out.join('\n')
}

function linesAround(text: string, line: number): { number: number; text: string }[] {
  const found: { number: number; text: string }[] = []
  let start = 0
  for (let number = 1; number <= line + AROUND; number++) {
    const end = text.indexOf('\n', start)
    if (number >= line - AROUND) found.push({ number, text: text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '') })
    if (end === -1) break
    start = end + 1
  }
  // A last line without anything is no line.
  if (found.length > 1 && found[found.length - 1]?.text === '' && found[found.length - 1]?.number !== line) found.pop()
  return found
}

/** From which unit on a line is shown so that its column is in sight, and what of it stands before the mark. */
function window(line: string, column: number, width: number): { from: number; before: string } {
  const at = Math.min(column - 1, line.length)
  const from = at < width - 20 ? 0 : align(line, at - Math.floor(width / 2))
  return { from, before: (from > 0 ? '…' : '') + visible(line.slice(from, at)) }
}

function cut(line: string, from: number, width: number): string {
  const end = align(line, from + width)
  return (from > 0 && line.length > from ? '…' : '') + visible(line.slice(from, end)) + (line.length > end ? '…' : '')
}

/** Never between the halves of a surrogate pair. */
const align = (line: string, at: number): number => {
  const unit = line.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}

/** Controls, bidirectional and other invisible characters as `<U+202E>`; tabs as one blank, which keeps the mark in place. */
export const visible = (text: string): string =>
  text.replace(/\t/g, ' ').replace(INVISIBLE, (character) => `<U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}>`)
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\ufffe\uffff]/gu

/** Columns of a terminal, near enough to put a mark: combining marks take none, East Asian characters and emoji two. */
const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (NARROW.test(character) ? 1 : NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0)
const NARROW = /^[ -~]$/
const NO_WIDTH = /^\p{M}$/u
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u
