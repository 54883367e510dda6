/**
 * Fields of declarations changed in the files that they stand in, comments and layout kept. Each edit is read again before it counts: the
 * document must then say what was wished, every other one what it said, and every comment must still be there. What can't be edited so is
 * left as it is, with the reason. A file that was in the form of the formatter is so afterwards.
 */
import { isDeepStrictEqual } from 'node:util'
import { Lexer } from 'yaml'
import { documentsNow } from '../reconciler/sources/documents.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { slow } from '../reconciler/sources/slow.ts'
import { split } from '../reconciler/sources/split.ts'
import type { Json } from '../schema/canonical.ts'
import { envelopeOf } from '../schema/envelope.ts'
import { nodeAt, type Path, segments, type Tree, valueAt } from '../schema/fields.ts'
import { isKind, kindNamed } from '../schema/kinds/index.ts'
import { object, type Node as Shape } from '../schema/shape.ts'
import { spliced } from './yaml-splice.ts'

export interface Edit {
  kind: string
  name: string
  path: Path
  /** Undefined: the field is no longer declared. */
  value: Json | undefined
}
export interface Edited {
  text: string
  done: Edit[]
  /** In words, as a half-sentence. */
  left: { edit: Edit; why: string }[]
}

export function edited(text: string, edits: readonly Edit[]): Edited {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const returns = text.includes('\r\n')
  const plain = text.slice(mark.length).replaceAll('\r\n', '\n')
  const whole = (inner: string): string => mark + (returns ? inner.replaceAll('\n', '\r\n') : inner)
  if (returns && whole(plain) !== text)
    return { text, done: [], left: edits.map((edit) => ({ edit, why: 'the file mixes kinds of line breaks' })) }
  const chunks = split(plain)
  const starts = lineStarts(plain)
  const done: Edit[] = []
  const left: Edited['left'] = []
  // From the end, so that the places before stay where they are.
  let result = plain
  // A file may hold thousands of documents, of which few are edited: each is looked into once.
  const open = Map.groupBy(edits, ({ kind, name }) => `${kind}/${name}`)
  for (const chunk of [...chunks].reverse()) {
    const from = starts[chunk.line - 1] ?? 0
    let now = chunk.text
    for (const edit of open.size > 0 ? takenBy(open, chunk.text) : []) {
      const after = editedChunk(now, edit)
      if (typeof after === 'string') {
        now = after
        done.push(edit)
      } else left.push({ edit, why: after.why })
    }
    result = result.slice(0, from) + now + result.slice(from + chunk.text.length)
  }
  for (const edit of [...open.values()].flat()) left.push({ edit, why: GONE })
  if (done.length > 0 && format(plain, 'before').text === plain) result = format(result, 'after').text
  return { text: whole(result), done, left }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const GONE = 'it stands there no more'

/** The edits of what a chunk declares, taken out of those that are open. */
function takenBy(open: Map<string, Edit[]>, text: string): Edit[] {
  return (valuesOf(text) ?? []).flatMap((value) => {
    const tree = asTree(value)
    const key = `${String(tree?.kind)}/${String(asTree(tree?.metadata)?.name)}`
    const edits = open.get(key) ?? []
    open.delete(key)
    return edits
  })
}

function editedChunk(text: string, edit: Edit): string | { why: string } {
  const before = valuesOf(text)
  const index = before?.findIndex((value) => isOf(value, edit)) ?? -1
  if (!before || index === -1) return { why: GONE }
  const inList = !isOf(documentOf(text), edit)
  const keys = [...(inList ? ['items', index] : []), ...segments(edit.path)]
  const value = inOrder(edit, valueAt(before[index], edit.path))
  const after = spliced(text, { keys, value }, shapeOf(edit.kind, inList))
  const wanted = before.map((each, at) => (at === index ? withField(each, segments(edit.path), value) : each))
  if (after === undefined || !isDeepStrictEqual(valuesOf(after), wanted) || !isDeepStrictEqual(comments(after), comments(text)))
    return { why: 'it is written in a way that can’t be edited without touching what stands around it' }
  return after
}

/** The entries of a set in the order in which they stand, new ones behind them. */
function inOrder({ kind, path, value }: Edit, old: Json | undefined): Json | undefined {
  if (!Array.isArray(value) || !Array.isArray(old) || !isKind(kind)) return value
  const node = nodeAt(kindNamed(kind), path)
  if (node?.type !== 'array' || node['x-list'] !== 'set') return value
  return [...old.filter((entry) => value.includes(entry)), ...value.filter((entry) => !old.includes(entry))]
}

const valuesOf = (text: string): Json[] | undefined => {
  const read = documentsNow(Buffer.from(text), '', slow)
  return read && read.problems.length === 0 ? read.documents.map(({ value }) => value) : undefined
}
/** The document as it stands, a List not taken apart. */
const documentOf = (text: string): Json | undefined => slow(text).value

const asTree = (value: Json | undefined): Tree | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
const isOf = (value: Json | undefined, { kind, name }: Edit): boolean =>
  asTree(value)?.kind === kind && asTree(asTree(value)?.metadata)?.name === name

function withField(value: Json | undefined, [key, ...rest]: readonly string[], wanted: Json | undefined): Json {
  if (key === undefined) return wanted ?? null
  const { [key]: inner, ...others } = asTree(value) ?? {}
  if (rest.length === 0) return wanted === undefined ? others : { ...others, [key]: wanted }
  const held = withField(inner, rest, wanted)
  // Removing leaves no map behind that has nothing in it.
  return wanted === undefined && Object.keys(held as Tree).length === 0 ? others : { ...others, [key]: held }
}

function shapeOf(kind: string, inList: boolean): Shape | undefined {
  if (!isKind(kind)) return undefined
  const shape = envelopeOf(kindNamed(kind))
  return inList ? object('', { items: shape }) : shape
}

/** All comments, in code-unit order. */
const comments = (text: string): string[] =>
  [...new Lexer().lex(text)]
    .filter((lexeme) => lexeme.startsWith('#'))
    .map((lexeme) => lexeme.trim())
    .sort()
