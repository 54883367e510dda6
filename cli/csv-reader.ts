/**
 * Comma-separated values as RFC 4180 has them, read with the place of every cell: what is wrong in a row is shown where it stands. Commas,
 * semicolons and tabs part cells, whichever the first line has most of; a line `sep=;` before it, as spreadsheets write, says it outright.
 *
 * Everything is bounded, and nothing is guessed: a quote that stands where none may is a fault, for what follows it could be read in two ways.
 */
import { decode } from '../reconciler/sources/documents.ts'
import { type Position, type Problem, problem } from '../schema/problem.ts'
import { count } from './problems.ts'

export interface Cell {
  text: string
  at: Position
}
export interface Csv {
  /** Without empty ones; the first is the heading. */
  rows: Cell[][]
  problems: Problem[]
}

export const csvLimits = {
  rows: 100_000,
  /** UTF-16 units. No field of a user is longer than a quarter of it. */
  cell: 4096,
  /** In one row. */
  cells: 64,
} as const

export function readCsv(bytes: Uint8Array, file: string): Csv {
  const decoded = decode(bytes, file)
  if (typeof decoded !== 'string') return { rows: [], problems: [decoded] }
  // Old ones have returns alone.
  const text = decoded.includes('\n') ? decoded : decoded.replaceAll('\r', '\n')
  return new Reader(text, file).read()
}

const LEADING = /^sep=([,;\t])\n/i

/** The separator of a heading: the one that it has most of outside of quotes. */
function separatorOf(heading: string): string {
  const bare = heading.replace(/"[^"]*"/g, '')
  const [best] = [',', ';', '\t'].map((sign) => ({ sign, times: bare.split(sign).length })).sort((a, b) => b.times - a.times)
  return best?.sign ?? ','
}

/** One pass over a text. */
class Reader {
  readonly #text: string
  readonly #file: string
  readonly #separator: string
  readonly #problems: Problem[] = []
  #at: number
  #line = 1
  #lineStart = 0

  constructor(text: string, file: string) {
    this.#text = text
    this.#file = file
    const named = LEADING.exec(text)
    this.#at = 0
    if (named) this.#lineBreakAt(named[0].length - 1)
    const end = text.indexOf('\n', this.#at)
    this.#separator = named?.[1] ?? separatorOf(text.slice(this.#at, end === -1 ? undefined : end))
  }

  read(): Csv {
    const rows: Cell[][] = []
    while (this.#at < this.#text.length) {
      const row = this.#row()
      if (!row) break
      // Spreadsheets write rows of nothing.
      if (row.every(({ text }) => text.trim() === '')) continue
      rows.push(row)
      if (rows.length > csvLimits.rows + 1) {
        const fix = 'Cut it into several files.'
        this.#complain('too-large', `\`${this.#file}\` has more than ${count(csvLimits.rows, 'row')}.`, fix, row[0]?.at)
        break
      }
    }
    return { rows, problems: this.#problems }
  }

  /** Undefined where reading can't go on. */
  #row(): Cell[] | undefined {
    const cells: Cell[] = []
    for (;;) {
      const at = this.#position(this.#at)
      const text = this.#text[this.#at] === '"' ? this.#quoted(at) : this.#plain(at)
      if (text === undefined) return undefined
      if (text.length > csvLimits.cell) this.#tooLong(at)
      cells.push({ text: text.length > csvLimits.cell ? '' : text, at })
      if (cells.length > csvLimits.cells) {
        this.#complain('too-large', `This row has more than ${csvLimits.cells} cells.`, 'Leave out the columns that are not needed.', at)
        return undefined
      }
      const next = this.#text[this.#at]
      if (next === this.#separator) this.#at++
      else {
        if (next === '\n') this.#lineBreakAt(this.#at)
        return cells
      }
      // A separator at the very end has an empty cell behind it.
    }
  }

  #plain(at: Position): string {
    const from = this.#at
    while (this.#at < this.#text.length && this.#text[this.#at] !== this.#separator && this.#text[this.#at] !== '\n') this.#at++
    const text = this.#text.slice(from, this.#at)
    if (text.includes('"'))
      this.#complain(
        'csv-syntax',
        'A quote stands inside of a cell that does not begin with one.',
        'Put the whole cell in quotes, and double those inside: `"the ""lab"""`.',
        { ...at, column: at.column + text.indexOf('"') },
      )
    return text
  }

  #quoted(at: Position): string | undefined {
    const from = this.#at + 1
    let end = this.#text.indexOf('"', from)
    while (end !== -1 && this.#text[end + 1] === '"') end = this.#text.indexOf('"', end + 2)
    if (end === -1) {
      this.#complain('csv-syntax', 'This quote is never closed.', 'Close it at the end of the cell, or remove it.', at)
      return undefined
    }
    const inner = this.#text.slice(from, end)
    for (let line = this.#text.indexOf('\n', from); line !== -1 && line < end; line = this.#text.indexOf('\n', line + 1))
      this.#lineBreakAt(line)
    this.#at = end + 1
    const behind = this.#position(this.#at)
    if (this.#at < this.#text.length && this.#text[this.#at] !== this.#separator && this.#text[this.#at] !== '\n') {
      this.#complain(
        'csv-syntax',
        'Something stands behind the closing quote of this cell.',
        'Double the quotes inside of a cell: `"the ""lab"""`; or close an earlier quote.',
        behind,
      )
      while (this.#at < this.#text.length && this.#text[this.#at] !== this.#separator && this.#text[this.#at] !== '\n') this.#at++
    }
    return inner.replaceAll('""', '"')
  }

  #tooLong(at: Position): void {
    this.#complain(
      'too-large',
      `This cell has more than ${csvLimits.cell} characters.`,
      'Shorten it. A quote that is not closed where it should be looks like this, too.',
      at,
    )
  }

  #lineBreakAt(offset: number): void {
    this.#line++
    this.#lineStart = offset + 1
    this.#at = offset + 1
  }
  #position(offset: number): Position {
    return { file: this.#file, line: this.#line, column: offset - this.#lineStart + 1 }
  }
  #complain(code: 'csv-syntax' | 'too-large', message: string, fix: string, at: Position | undefined): void {
    this.#problems.push(problem(code, message, fix, at ?? []))
  }
}
