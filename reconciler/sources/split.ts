/**
 * Cuts the text of a file into its documents, by the markers `---` and `...` at the beginning of a line. YAML allows these nowhere else,
 * not even in a quoted or block text, so cutting needs no parsing; and then a syntax error in one document hides no other document's.
 */
export interface Chunk {
  /** The text behind the marker's line, up to the next marker; with the marker when something else stands on its line. */
  text: string
  /** The line of its first character, from 1. Its column is always 1. */
  line: number
  /** Something stands behind a `...`, where nothing may. */
  behindEnd: boolean
}

const MARKER = /(?:^|\n)(?:---|\.\.\.)(?=[ \t\n]|$)/g
/** Spelt out: JavaScript's own white space has members that YAML takes for text. */
const SOMETHING = /(?:^|\n)[ \t]*[^ \t\r\n#]/
const REST_IS_BLANK = /[ \t]*(?:(?<=[ \t])#[^\n]*)?(?:\n|$)/y

export function split(text: string): Chunk[] {
  const chunks: Chunk[] = []
  let start = 0
  let counted = 0
  let line = 1
  let behindEnd = false
  const close = (end: number): void => {
    line += breaksIn(text, counted, start)
    counted = start
    const chunk = text.slice(start, end)
    if (!isBlank(chunk)) chunks.push({ text: chunk, line, behindEnd })
  }
  for (const match of text.matchAll(MARKER)) {
    const marker = match.index + match[0].length - 3
    close(marker)
    REST_IS_BLANK.lastIndex = marker + 3
    const blank = REST_IS_BLANK.test(text)
    start = blank ? REST_IS_BLANK.lastIndex : marker
    behindEnd = !blank && text[marker] === '.'
  }
  close(text.length)
  return chunks
}

/** True for white space and comments alone: a document that declares nothing. */
const isBlank = (text: string): boolean => !SOMETHING.test(text)

export function breaksIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}
