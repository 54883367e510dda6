/**
 * A table for a terminal, aligned by what characters take up there (`fast-string-width`: a name in Japanese is twice as wide as its count of
 * characters says). What is wider than the terminal is cut, the widest column first and the first one never, as it is what people type;
 * when that is not enough, columns are left out from the right, and a last line names them. Where the output is no terminal, all is there.
 */
import stringWidth from 'fast-string-width'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

const GAP = 3
/** No column is cut below this. */
const NARROWEST = 12

export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  out: Pick<Surface, 'terminal' | 'width' | 'paint'>,
): string {
  const cells = rows.map((row) => row.map(visibleLine))
  const widths = titles.map((title) => stringWidth(title))
  for (const row of cells) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, wide(cell))
  if (out.terminal) narrow(widths, out.width)
  const line = (row: readonly string[]): string =>
    widths
      .map((width, i) => pad(cut(row[i] ?? '', width), width))
      .join(' '.repeat(GAP))
      .trimEnd()
  const lines = [out.paint(line(titles), 'bold'), ...cells.map(line)]
  const missing = titles.slice(widths.length)
  if (missing.length > 0) lines.push(out.paint(`Not shown at this width: ${missing.join(', ')}.`, 'dim'))
  return lines.map((text) => `${text}\n`).join('')
}

const ASCII = /^[ -~]*$/
const wide = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text))
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - wide(text)))

function narrow(widths: number[], width: number): void {
  const total = (least: (w: number) => number) =>
    widths.reduce((sum, w, i) => sum + (i === 0 ? w : least(w)), 0) + GAP * (widths.length - 1)
  while (widths.length > 1 && total((w) => Math.min(w, NARROWEST)) > width) widths.pop()
  for (let over = total((w) => w) - width; over > 0 && widths.length > 1; over--) {
    const widest = Math.max(...widths.slice(1))
    widths[widths.indexOf(widest, 1)] = widest - 1
  }
}

/** Cut by whole characters, as people count them. */
function cut(text: string, width: number): string {
  if (wide(text) <= width) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (wide(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept}…`
}
