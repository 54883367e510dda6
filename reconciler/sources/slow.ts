/**
 * The slow parser: `yaml`, with positions and reasons. It runs on what the fast one (fast.ts) did not simply accept, and whenever the
 * place of a field is asked for. It accepts what YAML 1.2 does, less what has no place in a declaration: tags, merge keys, directives,
 * keys that are not texts, numbers that a double can't hold. Aliases are followed, as far as limits.ts lets them.
 *
 * `yaml` composes by recursion, so the nesting of its tokens (made without recursion) is looked at first. It looks for doubled keys by
 * comparing each with each, so that is done here.
 */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Json } from '../../schema/canonical.ts'
import type { ProblemCode } from '../../schema/codes.ts'
import { limits } from './limits.ts'
import { isFault, plainScalar } from './scalar.ts'
import { inWords } from './syntax.ts'

/** Something wrong at an offset of the text. */
export interface Flaw {
  code: ProblemCode
  message: string
  fix: string
  offset: number
}

export interface Slow {
  /** Undefined when there are flaws, and when the text has more lexemes than it may. */
  value: Json | undefined
  flaws: Flaw[]
  /** What reading it costs. A text of one length has a few or a million. */
  lexemes: number
  /** The offset of a path of the value, or of the nearest thing around it that exists. */
  at(path: readonly (string | number)[]): number
}

type Complain = (code: ProblemCode, offset: number, message: string, fix: string) => undefined

export function slow(text: string, most = Number.POSITIVE_INFINITY): Slow {
  const flaws: Flaw[] = []
  // What is missing at the end is missed behind the last thing that stands there.
  const end = text.trimEnd().length
  const complain: Complain = (code, offset, message, fix) => {
    if (flaws.length < limits.fileProblems) flaws.push({ code, offset: Math.min(offset, end), message, fix })
    return undefined
  }
  const { document, lexemes } = compose(text, complain, most)
  if (!document) return { value: undefined, flaws, lexemes, at: () => 0 }
  const root = document.contents as Node | null
  if (root && !isMap(root) && flaws.length === 0)
    complain(
      'yaml-syntax',
      root.range?.[0] ?? 0,
      'The document is no map of keys and values.',
      'Begin with `apiVersion: splashtop.io/v1` and `kind:`; put `: ` behind each key.',
    )
  const value = new Walk(text, complain, () => flaws.length).node(root, 0)?.value
  const tag = document.errors.find(({ code }) => code === 'TAG_RESOLVE_FAILED')
  // A tag so wrong that no node bears it.
  if (tag && flaws.length === 0)
    complain('yaml-unsupported', tag.pos[0], inWords(tag)[0], 'Remove the tag, or quote the text that begins with `!`.')
  return { value: flaws.length === 0 ? value : undefined, flaws, lexemes, at: (path) => offsetOf(document, path) }
}

/** The document's nodes, or nothing when there is no telling what they are. */
function compose(text: string, complain: Complain, most: number): { document?: Document; lexemes: number } {
  const tokens: CST.Token[] = []
  const parser = new Parser()
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > most) return { lexemes }
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > DEEPEST) {
      complain('too-large', parser.offset, `Maps and lists are more than ${limits.depth} deep here.`, 'Write it flatter.')
      return { lexemes }
    }
  }
  tokens.push(...parser.end())
  const documents = composed(tokens)
  const document = documents[0]
  const errors = documents.flatMap((each) => [...each.errors, ...each.warnings])
  let said = -1
  for (const error of errors) {
    const [offset] = error.pos
    // Of a line the first error is the one to mend. An unresolved tag is reported as any tag is, by the walk.
    if (error.code === 'TAG_RESOLVE_FAILED' || offset <= said) continue
    complain('yaml-syntax', offset, ...inWords(error))
    const end = text.indexOf('\n', offset)
    said = end === -1 ? text.length : end
  }
  if (documents.length > 1 && errors.length === 0) {
    complain(
      'yaml-syntax',
      documents[1]?.range?.[0] ?? 0,
      'A second document begins here without `---`.',
      'Put `---` on a line of its own between two documents.',
    )
    return { lexemes }
  }
  return { ...(document && { document }), lexemes }
}

/** Each level of nesting is one or two tokens of the parser. */
const DEEPEST = 2 * limits.depth + 8

function composed(tokens: Iterable<CST.Token>): Document[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    keepSourceTokens: true,
  })
  // A text can hold a hundred thousand errors, each of which would note where in this program it was made.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    // Told to make a document even of nothing, it has a place to put its errors.
    return [...composer.compose(tokens, true, 0)]
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** A value and what it costs: nodes, texts, height. An alias costs again what its anchor did. */
interface Measured {
  value: Json
  nodes: number
  chars: number
  height: number
}

class Walk {
  readonly #text: string
  readonly #complain: Complain
  /** How many flaws are known. */
  readonly #known: () => number
  /** Not even the syntax is right: what only looks wrong because of that is not said. */
  readonly #broken: boolean
  readonly #anchors = new Map<string, Measured | 'open'>()
  #nodes = 0
  #chars = 0
  #full = false

  constructor(text: string, complain: Complain, count: () => number) {
    this.#known = count
    this.#broken = count() > 0
    this.#text = text
    this.#complain = complain
  }

  /** Undefined after a flaw. Goes on after most, so that all are found at once. */
  node(node: Node | null, depth: number): Measured | undefined {
    if (this.#full) return undefined
    if (!node) return this.#count({ value: null, nodes: 1, chars: 0, height: 0 }, 0, depth)
    const offset = node.range?.[0] ?? 0
    if (isAlias(node)) {
      const anchor = this.#anchors.get(node.source)
      if (anchor === 'open')
        return this.#complain('yaml-unsupported', offset, `\`*${node.source}\` stands inside what it refers to.`, 'Write the value out.')
      if (!anchor)
        return this.#complain(
          'yaml-syntax',
          offset,
          `No anchor \`&${node.source}\` stands before this alias.`,
          'Name an anchor of the same document, or quote the text.',
        )
      return this.#count(anchor, offset, depth)
    }
    if (node.tag)
      return this.#complain(
        'yaml-unsupported',
        offset,
        `A tag (\`${node.tag.slice(0, 80)}\`) stands here; a declaration has none.`,
        'Remove the tag, or quote the text that begins with `!`.',
      )
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, 'open')
    const before = { nodes: this.#nodes, chars: this.#chars }
    const [value, height] = isMap(node) ? this.#map(node, depth) : isSeq(node) ? this.#list(node, depth) : [this.#scalar(node as Scalar), 0]
    if (value === undefined) {
      if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, { value: null, nodes: 1, chars: 0, height: 0 })
      return undefined
    }
    const own = this.#count({ value, nodes: 1, chars: typeof value === 'string' ? value.length : 0, height }, offset, depth)
    if (!own) return undefined
    const measured = { value, height, nodes: this.#nodes - before.nodes, chars: this.#chars - before.chars }
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, measured)
    return measured
  }

  #count(measured: Measured, offset: number, depth: number): Measured | undefined {
    this.#nodes += measured.nodes
    this.#chars += measured.chars
    const excess =
      this.#nodes > limits.documentNodes
        ? `more than ${limits.documentNodes} values`
        : this.#chars > limits.documentChars
          ? `more than ${limits.documentChars} characters`
          : depth + measured.height > limits.depth
            ? `more than ${limits.depth} levels`
            : undefined
    if (!excess) return measured
    if (!this.#full)
      this.#complain(
        'too-large',
        offset,
        `The document has ${excess} once its aliases are followed.`,
        'Cut it into several documents, and use fewer aliases.',
      )
    this.#full = true
    return undefined
  }

  #scalar(node: Scalar): Json | undefined {
    const text = String(node.value ?? '')
    if (!text.isWellFormed())
      return this.#complain(
        'yaml-unsupported',
        node.range?.[0] ?? 0,
        'An escape makes half of a surrogate pair, which is no character.',
        'Write the character itself, or one escape `\\U` with eight digits.',
      )
    const raw = this.#text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0)
    const closed = node.type === Scalar.QUOTE_SINGLE ? SINGLE_QUOTED : node.type === Scalar.QUOTE_DOUBLE ? DOUBLE_QUOTED : undefined
    if (!this.#broken && closed?.test(raw) === false)
      return this.#complain(
        'yaml-syntax',
        node.range?.[0] ?? 0,
        'The closing quote is missing.',
        "Close the quote; inside single quotes, write `''` for one.",
      )
    if (node.type === Scalar.QUOTE_DOUBLE && /\\\n[ \t]*\n/.test(raw))
      return this.#complain(
        'yaml-ambiguous',
        node.range?.[0] ?? 0,
        'An escaped line break stands before an empty line.',
        'Write line breaks as `\\n`, or use a block text behind `|`.',
      )
    if (node.type !== Scalar.PLAIN) return text
    const scalar = plainScalar(text)
    return isFault(scalar) ? this.#complain('yaml-number', node.range?.[0] ?? 0, scalar.fault, scalar.fix) : scalar
  }

  #map(node: YAMLMap, depth: number): [Json | undefined, number] {
    const map: { [key: string]: Json } = {}
    let height = 0
    let sound = true
    for (const pair of node.items) {
      const key = this.#key(pair.key as Node | null, node)
      if (!this.#broken && strayColon(pair)) {
        sound = false
        this.#complain(
          'yaml-syntax',
          (pair.key as Node).range?.[0] ?? 0,
          'The `:` stands on another line than its key.',
          'Put the `:` right behind the key.',
        )
      }
      if (key !== undefined && Object.hasOwn(map, key)) {
        sound = false
        this.#complain(
          'yaml-duplicate-key',
          (pair.key as Node).range?.[0] ?? 0,
          `\`${key.slice(0, 80)}\` is written twice in this map.`,
          'Keep one of the two; readers of YAML disagree about which one counts.',
        )
      }
      const inner = this.node(pair.value as Node | null, depth + 1)
      if (key === undefined || inner === undefined) {
        sound = false
        if (key !== undefined) define(map, key, null)
      } else {
        define(map, key, inner.value)
        height = Math.max(height, inner.height + 1)
      }
      if (this.#full || this.#known() >= limits.fileProblems) break
    }
    return [sound ? map : undefined, height]
  }

  #key(key: Node | null, map: YAMLMap): string | undefined {
    const offset = key?.range?.[0] ?? map.range?.[0] ?? 0
    const refuse = (what: string) =>
      this.#complain('yaml-unsupported', offset, what, 'A key is a text: quote it if it looks like something else.')
    if (!isScalar(key) || key.anchor || key.tag)
      return refuse(key ? 'A key is a plain text here: no map, list, alias, anchor or tag.' : 'A key is missing before `:`.')
    const text = String(key.value ?? '')
    if (!text.isWellFormed()) return refuse('An escape makes half of a surrogate pair, which is no character.')
    if (key.type !== Scalar.PLAIN) return text
    if (text === '<<')
      return this.#complain(
        'yaml-unsupported',
        offset,
        'Merge keys (`<<`) are not part of YAML 1.2, and are not followed.',
        'Write the fields out.',
      )
    const scalar = plainScalar(text)
    return scalar === text ? text : refuse(text === '' ? 'A key is missing before `:`.' : `The key \`${text.slice(0, 80)}\` is not a text.`)
  }

  #list(node: YAMLSeq, depth: number): [Json | undefined, number] {
    const list: Json[] = []
    let height = 0
    let sound = true
    for (const item of node.items) {
      const inner = this.node(item as Node | null, depth + 1)
      if (inner) {
        list.push(inner.value)
        height = Math.max(height, inner.height + 1)
      } else sound = false
      if (this.#full || this.#known() >= limits.fileProblems) break
    }
    return [sound ? list : undefined, height]
  }
}

const SINGLE_QUOTED = /^'[^']*(?:''[^']*)*'$/
const DOUBLE_QUOTED = /^"[^"\\]*(?:\\.[^"\\]*)*"$/s

/** `yaml` forgives a line break between a key and its colon; YAML does not, unless the key is marked by `?`. */
function strayColon(pair: Pair): boolean {
  const source = pair.srcToken
  if (!source || source.start.some(({ type }) => type === 'explicit-key-ind')) return false
  let broken = false
  for (const token of source.sep ?? []) {
    if (token.type === 'map-value-ind') return broken
    if (token.type === 'newline' && source.key) broken = true
  }
  return false // no colon at all: a key without a value
}

/** `__proto__` is a key like any other: an own property, never the prototype. */
function define(map: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
  else map[key] = value
}

/** Where a path stands. A key's place is the key; a list entry's, the entry. An alias is followed no further: it is what was written. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(step))
      if (!pair) return offset
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] ?? null) as Node | null
      if (!node) return offset
      offset = node.range?.[0] ?? offset
    } else return offset
  }
  return offset
}
