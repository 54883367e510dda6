/**
 * The canonical form of a file: keys in the order of the schema, two spaces, one way to quote, one line break at the end. Comments and
 * single blank lines stay where they belong.
 *
 * Three things are checked of every result before anyone sees it: it has the same values, it has the same comments, and formatting it
 * again changes nothing. A text for which one fails is given back as it was, with a Problem.
 */
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  Composer,
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { canonical } from '../../schema/canonical.ts'
import { envelopeOf } from '../../schema/envelope.ts'
import { isKind, kindNamed } from '../../schema/kinds/index.ts'
import { type Problem, problem } from '../../schema/problem.ts'
import { projectSchema } from '../../schema/project.ts'
import { isObjectNode, type Node as Shape } from '../../schema/shape.ts'
import { documentsNow } from './documents.ts'
import { limits } from './limits.ts'
import { slow } from './slow.ts'

/** `text` is the canonical form, or the text that was given when there are problems. */
export function format(text: string, file: string): { text: string; problems: Problem[] } {
  const at = { file, line: 1, column: 1 }
  const refuse = (...problems: Problem[]) => ({ text, problems })
  if (text.includes('\ufffd'))
    return refuse(
      problem(
        'file-encoding',
        'The file holds the replacement character U+FFFD: it was not UTF-8.',
        'Save it as UTF-8, and look at these places.',
        at,
      ),
    )
  const said = Buffer.byteLength(text) > limits.formatBytes ? undefined : comments(text, limits.formatLexemes)
  if (said === undefined)
    return refuse(
      problem(
        'too-large',
        `\`${file}\` is too large to be formatted: at most ${limits.formatBytes >> 10} KB, and ${limits.formatLexemes} words and signs, are.`,
        'Cut it into several files.',
        at,
      ),
    )
  const before = read(text, file)
  if (before.problems.length > 0) return refuse(...before.problems)
  const formatted = print(text)
  const unsound = problem(
    'not-formattable',
    `\`${file}\` can't be formatted without changing what it says.`,
    'Write it more plainly: comments on lines of their own, no anchors.',
    at,
  )
  if (formatted === undefined) return refuse(unsound)
  // All three are so by nature.
  if (formatted === text) return { text, problems: [] }
  const after = read(formatted, file)
  const sound =
    after.problems.length === 0 && after.values === before.values && comments(formatted) === said && print(formatted) === formatted
  if (sound) return { text: formatted, problems: [] }
  return refuse(unsound)
}

/** Replaces a file at once: a reader, or a loss of power, finds the old one or the new one. */
export async function write(path: string, text: string): Promise<void> {
  // A link stays a link.
  const target = await realpath(path)
  const { mode } = await stat(target)
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  let handle: FileHandle | undefined
  try {
    handle = await open(temporary, 'wx', mode & 0o777)
    await handle.chmod(mode & 0o777)
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
    handle = undefined
    await rename(temporary, target)
  } catch (error) {
    await handle?.close()
    await rm(temporary, { force: true })
    throw error
  }
}

function read(text: string, file: string): { values: string; problems: Problem[] } {
  const found = documentsNow(Buffer.from(text), file, slow)
  return { values: canonical(found?.documents.map(({ value }) => value) ?? []), problems: found?.problems ?? [] }
}

/** All comments, in code-unit order: a field that moves takes its comment along. Undefined when there are more lexemes than that. */
function comments(text: string, most = Number.POSITIVE_INFINITY): string | undefined {
  const found: string[] = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text.replaceAll('\r\n', '\n'))) {
    if (++lexemes > most) return undefined
    if (lexeme.startsWith('#')) found.push(lexeme.trim())
  }
  return found.sort().join('\n')
}

/** Undefined for what the formatter's own way of reading takes for wrong, such as a lone carriage return. */
function print(text: string): string | undefined {
  const tokens = new Parser().parse(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'))
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    customTags: ['null'],
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    keepSourceTokens: true,
  })
  const printed: string[] = []
  for (const document of composer.compose(tokens, true, text.length)) {
    if (document.errors.length > 0) return undefined
    const root = document.contents as Node | null
    if (!root || (isScalar(root) && root.value === null)) {
      // Comments without anything that they are about.
      const alone = [document.commentBefore, root?.commentBefore, root?.comment, document.comment].map(comment).join('')
      if (alone !== '') printed.push(alone)
      continue
    }
    arrange(document)
    document.directives.docStart = null
    document.directives.docEnd = false
    printed.push(document.toString({ indent: 2, lineWidth: 0, minContentWidth: 0, flowCollectionPadding: false, nullStr: '' }))
  }
  return printed.join('---\n')
}

const comment = (text: string | null | undefined): string => (text ? `${text.replace(/^(?=.)/gm, '#')}\n` : '')

function arrange(document: Document): void {
  let aliases = false
  visit(document, {
    Alias: () => {
      aliases = true
    },
  })
  const root = document.contents as Node | null
  // An alias stands behind its anchor, whatever the order of the fields.
  if (isMap(root) && !aliases) order(root, shapeOf(root))
  visit(document, {
    Scalar(_, node) {
      // Single quotes, where nothing needs an escape.
      if (node.type === Scalar.QUOTE_DOUBLE && !/[^ -&(-~\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\uffef]/.test(String(node.value)))
        node.type = Scalar.QUOTE_SINGLE
    },
    Collection(_, node) {
      // A list or map in brackets that takes several lines is clearer without them.
      if (node.flow && node.items.length > 0 && node.srcToken?.type === 'flow-collection' && spansLines(node.srcToken)) node.flow = false
    },
  })
}

/** A line break outside of the texts in it. */
function spansLines(token: CST.FlowCollection): boolean {
  const breaks = (tokens: readonly CST.SourceToken[] | undefined): boolean => tokens?.some(({ type }) => type === 'newline') ?? false
  const inside = (inner: CST.Token | null | undefined): boolean => inner?.type === 'flow-collection' && spansLines(inner)
  return token.items.some(({ start, key, sep, value }) => breaks(start) || breaks(sep) || inside(key) || inside(value))
}

/** The schema of what a document declares. */
function shapeOf(map: YAMLMap): Shape | undefined {
  const kind = text(map, 'kind')
  if (kind === 'List') return LIST
  if (kind === 'Project') return projectSchema
  return kind !== undefined && isKind(kind) ? envelopeOf(kindNamed(kind)) : undefined
}
const LIST: Shape = {
  type: 'object',
  properties: Object.fromEntries(['apiVersion', 'kind', 'metadata', 'items'].map((key) => [key, { type: 'string' }])),
  additionalProperties: false,
}

function text(map: YAMLMap, key: string): string | undefined {
  const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key)
  return pair && isScalar(pair.value) ? String(pair.value.value) : undefined
}

/**
 * Puts the keys that the schema knows in its order, and leaves the others behind them as they are.
 *
 * What stands directly above the first key is about that key, and goes where it goes; what heads the whole map is parted from its keys by
 * an empty line, stands behind the key of the map, or above a document or an entry of a list.
 */
function order(map: YAMLMap, shape: Shape | undefined, within?: Pair): void {
  const properties: Record<string, Shape> = shape && shape.type === 'object' && isObjectNode(shape) ? shape.properties : {}
  const rank = new Map(Object.keys(properties).map((key, index) => [key, index]))
  const rankOf = (pair: Pair): number => (isScalar(pair.key) ? rank.get(String(pair.key.value)) : undefined) ?? rank.size
  const [first] = map.items
  const sorted = [...map.items].sort((a, b) => rankOf(a) - rankOf(b))
  const [leader] = sorted
  if (first && isScalar(first.key) && within && (first !== leader || opensWithComment(within))) partHeading(map, first.key, within)
  if (first && leader && first !== leader && isScalar(first.key) && isScalar(leader.key)) {
    first.key.spaceBefore = leader.key.spaceBefore ?? false
    leader.key.spaceBefore = false
  }
  map.items = sorted
  for (const pair of map.items) {
    const inner = isScalar(pair.key) ? properties[String(pair.key.value)] : undefined
    const value = pair.value
    if (isMap(value)) order(value, inner, pair)
    else if (isSeq(value))
      for (const item of value.items)
        if (isMap(item)) order(item, shape === LIST ? shapeOf(item) : inner?.type === 'array' ? inner.items : undefined)
  }
}

/** The parser gives all that stands above the first key to the map. Its last lines, up to an empty one, go to the key. */
function partHeading(map: YAMLMap, first: Scalar, within: Pair): void {
  const lines = map.commentBefore?.split('\n') ?? []
  // Behind the key of the map: printed above the first of its keys, an empty line keeps it the heading that it is.
  const heading = Math.max(lines.lastIndexOf('') + 1, opensWithComment(within) ? 1 : 0)
  if (lines.length === 0) return
  const [above, own] = [lines.slice(0, heading), lines.slice(heading)]
  if (above.length > 0 && above.at(-1) !== '') above.push('')
  map.commentBefore = above.length > 0 ? above.join('\n') : null
  if (own.length > 0) first.commentBefore = own.join('\n')
}

/** `key: # like this`. */
function opensWithComment({ srcToken }: Pair): boolean {
  const tokens = srcToken?.sep ?? []
  const comment = tokens.findIndex(({ type }) => type === 'comment')
  const line = tokens.findIndex(({ type }) => type === 'newline')
  return comment !== -1 && (line === -1 || comment < line)
}
