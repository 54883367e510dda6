/**
 * The documents of one file's bytes: decoded, cut, parsed, lists taken apart. Everything wrong is collected; a document that is wrong
 * leaves the others alone.
 */
import { isUtf8 } from 'node:buffer'
import type { Json } from '../../schema/canonical.ts'
import type { ProblemCode } from '../../schema/codes.ts'
import { didYouMean, type Position, type Problem, problem } from '../../schema/problem.ts'
import type { Document } from '../../schema/resource.ts'
import { fast, offsetIn, type Refusal } from './fast.ts'
import { limits } from './limits.ts'
import type { Slow } from './slow.ts'
import { breaksIn, type Chunk, split } from './split.ts'

export interface Documents {
  documents: Document[]
  problems: Problem[]
  /** The slow parser decided about one of them. */
  slowly: boolean
}

/** Reads all documents of a file. `file` is for positions only. */
export async function documentsOf(bytes: Uint8Array, file: string): Promise<Documents> {
  return documentsNow(bytes, file) ?? (documentsNow(bytes, file, await slowParser()) as Documents)
}

type SlowParser = (text: string, most: number) => Slow
let loaded: SlowParser | undefined
/** It takes as long to load as a small project to apply, and most projects never need it. */
export async function slowParser(): Promise<SlowParser> {
  loaded ??= (await import('./slow.ts')).slow
  return loaded
}

/** The same at once; undefined when that takes the slow parser and it isn't loaded. */
export function documentsNow(bytes: Uint8Array, file: string, slow: SlowParser | undefined = loaded): Documents | undefined {
  const decoded = decode(bytes, file)
  if (typeof decoded !== 'string') return { documents: [], problems: [decoded], slowly: false }
  const documents: Document[] = []
  const problems: Problem[] = []
  let slowly = false
  const chunks = split(decoded)
  if (chunks.length > limits.fileDocuments)
    return {
      documents,
      problems: [
        tooLarge(
          `\`${file}\` has ${chunks.length} documents; at most ${limits.fileDocuments} are read.`,
          'Cut it into several files.',
          file,
        ),
      ],
      slowly,
    }
  const left: Left = { chars: limits.fileSlowChars, lexemes: limits.fileSlowLexemes }
  for (const chunk of chunks) {
    let read = readFast(chunk, file)
    if ('verdict' in read) {
      if (!slow) return undefined
      slowly = true
      const thorough = readSlow(chunk, file, read, slow, left)
      if (!thorough) {
        problems.push(unread(chunk, file, read))
        break
      }
      read = thorough
    }
    if (read.document) documents.push(...unlist(read.document, chunk, problems))
    problems.push(...read.problems)
  }
  if (problems.length > limits.fileProblems) {
    const rest = problems.length - limits.fileProblems
    problems.length = limits.fileProblems
    problems.push(problem('more-problems', `\`${file}\` has ${rest} more problems.`, 'Mend those first.', { file, line: 1, column: 1 }))
  }
  return { documents, problems, slowly }
}

const tooLarge = (message: string, fix: string, file: string): Problem => problem('too-large', message, fix, { file, line: 1, column: 1 })

/** What the slow parser may still cost in this file. */
interface Left {
  chars: number
  lexemes: number
}

/** What the fast parser knows about a document that is too large for the slow one. */
function unread(chunk: Chunk, file: string, { verdict, offset, reason }: Refusal): Problem {
  const at = positionIn(chunk, file, offset)
  return verdict === 'refused'
    ? problem(
        'yaml-syntax',
        // A reason in plain words names nothing of the text.
        `Reading stops here${reason !== undefined && /^[a-z ,;'-]+$/i.test(reason) ? ` (${reason})` : ''}; the file is too large to say more.`,
        'Mend what stands here or just before; in a smaller file all mistakes are shown.',
        at,
      )
    : problem(
        'too-large',
        `This is wrong or one of the rarer parts of YAML, and \`${file}\` is too large to be read with them.`,
        'Write it without anchors, tabs, tags and keys without texts, mend what is wrong, or cut the file in several.',
        at,
      )
}

/** The text, with `\n` alone as line break and without byte order mark; or why there is none. */
export function decode(bytes: Uint8Array, file: string): string | Problem {
  const refuse = (what: string, line = 1): Problem =>
    problem('file-encoding', `The file is ${what}, not UTF-8 text.`, 'Save it as UTF-8.', { file, line, column: 1 })
  const [a, b, c, d] = bytes
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) return refuse('UTF-32')
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return refuse('UTF-16')
  const nul = bytes.indexOf(0)
  if (nul !== -1) return refuse(nul < 2 && bytes.length % 2 === 0 && (a === 0) !== (b === 0) ? 'UTF-16' : 'binary', lineOf(bytes, nul))
  if (!isUtf8(bytes)) return refuse('partly in another encoding', firstInvalidLine(bytes))
  const start = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start).toString('utf8')
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}

const lineOf = (bytes: Uint8Array, offset: number): number => {
  let line = 1
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line++
  return line
}

/** No character of UTF-8 crosses a line break, so each line can be looked at alone. */
function firstInvalidLine(bytes: Uint8Array): number {
  let [line, start] = [1, 0]
  for (;;) {
    const end = bytes.indexOf(10, start)
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line
    line++
    start = end + 1
  }
}

const FORBIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/

interface Read {
  document?: Document & Items
  problems: Problem[]
}

function readFast(chunk: Chunk, file: string): Read | Refusal {
  const { text } = chunk
  if (text.length > limits.documentChars || chunk.behindEnd) return { verdict: 'rare', offset: 0 }
  const quick = fast(text)
  if ('verdict' in quick) return quick
  const at = (path: readonly (string | number)[]): Position =>
    positionIn(chunk, file, path.length === 0 ? quick.start : offsetIn(text, path))
  return { problems: [], document: { file, value: quick.value, at, starts: quick.items } }
}

/** Undefined when that would cost more than is left. */
function readSlow(chunk: Chunk, file: string, { verdict }: Refusal, slow: SlowParser, left: Left): Read | undefined {
  const { text } = chunk
  const place = (offset: number): Position => positionIn(chunk, file, offset)
  const refuse = (code: ProblemCode, offset: number, message: string, fix: string): Read => ({
    problems: [problem(code, message, fix, place(offset))],
  })
  if (text.length > limits.documentChars)
    return refuse(
      'too-large',
      0,
      `The document has ${text.length} characters; at most ${limits.documentChars} are read.`,
      'Cut it into several documents.',
    )
  if (chunk.behindEnd)
    return refuse('yaml-syntax', 0, 'Something stands behind the end marker `...`.', 'Put it on the next line, behind a line `---`.')
  const control = FORBIDDEN.exec(text)
  if (control) {
    const code = text.charCodeAt(control.index).toString(16).toUpperCase().padStart(4, '0')
    return refuse(
      'file-encoding',
      control.index,
      `The control character U+${code} stands here.`,
      'Remove it, or write it as an escape in double quotes.',
    )
  }
  const directive = /^%/m.exec(text)
  if (directive)
    return refuse(
      'yaml-unsupported',
      directive.index,
      'A line begins with `%`: directives are not read.',
      'Remove the line; files are YAML 1.2 as they are.',
    )
  if (verdict === 'deep')
    return refuse('too-large', 0, `Maps and lists are more than ${limits.depth} deep in this document.`, 'Write it flatter.')
  left.chars -= text.length
  if (left.chars < 0) return undefined
  const { value, flaws, lexemes, at } = slow(text, left.lexemes)
  // To begin a document costs as much as a few words.
  left.lexemes -= lexemes + 10
  if (left.lexemes < 0) return undefined
  if (value === undefined) return { problems: flaws.map(({ code, message, fix, offset }) => problem(code, message, fix, place(offset))) }
  if (verdict === 'refused')
    return refuse(
      'yaml-ambiguous',
      at([]),
      'Readers of YAML disagree about this document.',
      'Write it more plainly: quote texts, indent evenly.',
    )
  return { problems: [], document: { file, value, at: (path) => place(at(path)), starts: [] } }
}

interface Items {
  /** Where the entries of `items` begin, as far as the fast parser saw them. */
  starts: number[]
}

/** The place of an offset of a chunk. */
function positionIn(chunk: Chunk, file: string, offset: number): Position {
  if (offset === 0) return { file, line: chunk.line, column: 1 }
  const { text } = chunk
  // A list's items are asked for one after the other: counting goes on where it ended.
  if (counted.text !== text || counted.to > offset) counted = { text, to: 0, breaks: 0 }
  counted.breaks += breaksIn(text, counted.to, offset)
  counted.to = offset
  return { file, line: chunk.line + counted.breaks, column: offset - text.lastIndexOf('\n', offset - 1) }
}
let counted = { text: '', to: 0, breaks: 0 }

const LIST_KEYS = new Set(['apiVersion', 'kind', 'metadata', 'items'])
const LIST_VERSIONS = new Set<unknown>(['splashtop.io/v1', 'v1'])

/** The entries of a `kind: List`, each a Document of its own; any other document as it is. */
function unlist(document: Document & Items, chunk: Chunk, problems: Problem[]): Document[] {
  const { value, file } = document
  if (!isMap(value) || value.kind !== 'List') return [document]
  const complain = (code: ProblemCode, path: (string | number)[], message: string, fix: string): void => {
    if (problems.length <= limits.fileProblems) problems.push(problem(code, message, fix, document.at(path)))
  }
  if (!LIST_VERSIONS.has(value.apiVersion))
    complain('invalid-list', ['apiVersion'], 'A List has `apiVersion: splashtop.io/v1`.', 'Write `apiVersion: splashtop.io/v1`.')
  for (const key of Object.keys(value))
    if (!LIST_KEYS.has(key))
      complain('unknown-field', [key], `\`${key}\` is not a field of List${didYouMean(key, LIST_KEYS)}`, 'A List has `items` alone.')
  if (!Array.isArray(value.items)) {
    complain('invalid-list', ['items'], 'A List has `items`, a list of resources.', 'Write the resources below `items:`, each behind `- `.')
    return []
  }
  return value.items.flatMap((item, index): Document[] => {
    if (isMap(item) && item.kind === 'List') {
      complain('invalid-list', ['items', index], 'A List stands inside a List.', 'Put its items into the outer List.')
      return []
    }
    const start = document.starts[index]
    const at = (path: readonly (string | number)[]): Position =>
      path.length === 0 && start !== undefined && start !== -1 ? positionIn(chunk, file, start) : document.at(['items', index, ...path])
    return [{ file, value: item, at }]
  })
}

const isMap = (value: Json): value is { [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)
