/**
 * A table for a terminal, aligned by what characters take up there (`string-width`: a name in Japanese is twice as wide as its count of
 * characters says). Columns that don't fit are cut in the widest first; nothing is cut where the output is no terminal.
 */
import stringWidth from 'string-width'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

const GAP = 3
/** No column is cut below this. */
const NARROWEST = 8

export function table(titles: readonly string[], rows: readonly (readonly string[])[], out: Surface): string {
  const cells = rows.map((row) => row.map(visibleLine))
  const widths = titles.map((title) => stringWidth(title))
  for (const row of cells) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, wide(cell))
  if (out.terminal) narrow(widths, out.width)
  const gap = ' '.repeat(GAP)
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => pad(cut(cell, widths[i] ?? 0), widths[i] ?? 0))
      .join(gap)
      .trimEnd()
  return [out.paint(line(titles), 'bold'), ...cells.map(line)].map((text) => `${text}\n`).join('')
}

const ASCII = /^[ -~]*$/
const wide = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text))
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - wide(text)))

function narrow(widths: number[], width: number): void {
  const total = () => widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1)
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] as number) <= NARROWEST) return
    widths[widest] = (widths[widest] as number) - 1
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
