/**
 * One field of a YAML document set or removed, in the text itself: only the characters of that field are touched, so whatever people wrote
 * around it stays as it is. A comment on what goes is kept above what comes, or in its place.
 *
 * What is made is judged by whoever asked (yaml-edits.ts reads it again): so this needs no look at everything that YAML allows.
 */
import { isMap, isScalar, isSeq, Lexer, type Pair, parseDocument, visit, type YAMLMap, type YAMLSeq, type Node as YamlNode } from 'yaml'
import type { Json } from '../schema/canonical.ts'
import type { Tree } from '../schema/fields.ts'
import { isMapNode, isObjectNode, type Node } from '../schema/shape.ts'
import { fieldText, inlineText } from './declared-yaml.ts'

/** A field: the keys to it within a document, and what it is to be; undefined: absent. */
export interface Field {
  keys: readonly (string | number)[]
  value: Json | undefined
}

const options = {
  version: '1.2',
  schema: 'failsafe',
  uniqueKeys: false,
  logLevel: 'silent',
  prettyErrors: false,
  keepSourceTokens: true,
} as const

/** The text with the field set; undefined where it stands in a way that can't be changed so. `shape` is the schema of the document. */
export function spliced(text: string, { keys, value }: Field, shape: Node | undefined): string | undefined {
  const document = parseDocument(text, options)
  let aliases = false
  visit(document, { Alias: () => void (aliases = true) })
  if (aliases || document.errors.length > 0) return undefined
  let node = document.contents as YamlNode | null
  let schema = shape
  for (const [depth, key] of keys.entries()) {
    if (typeof key === 'number') {
      if (!isSeq(node)) return undefined
      node = node.items[key] as YamlNode | null
      continue
    }
    if (!isMap(node)) return undefined
    const pair = pairOf(node, key)
    const inner = below(schema, key)
    const rest = keys.slice(depth + 1)
    if (!pair || rest.length === 0) {
      if (value === undefined) return pair ? removed(text, document.contents as YamlNode, keys, shape) : text
      const wanted = rest.reduceRight<Json>((held, name) => ({ [name]: held }) as Tree, value)
      const place = { map: node, key, schema, inner }
      return pair ? replaced(text, place, pair, wanted) : inserted(text, place, wanted)
    }
    const next = pair.value as YamlNode | null
    if (isSeq(next) && typeof rest[0] === 'number') {
      node = next
      schema = inner
      continue
    }
    // Nothing stands behind the key, or `{}`: what is to stand below it is put in its place.
    if (!isMap(next) || next.items.length === 0) {
      if (value === undefined) return text
      return replaced(
        text,
        { map: node, key, schema, inner },
        pair,
        rest.reduceRight<Json>((held, name) => ({ [name]: held }) as Tree, value),
      )
    }
    node = next
    schema = inner
  }
  return undefined
}

interface Place {
  map: YAMLMap
  key: string
  /** Of the map, and of what stands behind the key. */
  schema: Node | undefined
  inner: Node | undefined
}

const below = (node: Node | undefined, key: string): Node | undefined =>
  node && isObjectNode(node) ? node.properties[key] : node && isMapNode(node) ? node.additionalProperties : undefined

const pairOf = (map: YAMLMap, key: string): Pair<YamlNode, YamlNode | null> | undefined =>
  map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as Pair<YamlNode, YamlNode | null> | undefined

const startOf = (node: YamlNode): number => node.range?.[0] ?? 0
/** Behind the last character of a value, comments behind it aside. */
function endOf(node: YamlNode | null | undefined, otherwise: number): number {
  if (!node?.range) return otherwise
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1) as Pair<YamlNode, YamlNode | null> | YamlNode | undefined
    if (last && 'key' in last) return endOf(last.value, last.key.range?.[1] ?? otherwise)
    return endOf(last as YamlNode | undefined, node.range[1])
  }
  return node.range[1]
}
const endOfPair = ({ key, value }: Pair<YamlNode, YamlNode | null>): number => endOf(value, (key.range?.[1] ?? 0) + 1)

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
/** Behind the line break of the line that ends a value; of a block text that is where it ends. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
const withBreak = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** The comments in a piece of text, as lines of their own. */
function commentsIn(piece: string, indent: string): string {
  return [...new Lexer().lex(piece)].flatMap((lexeme) => (lexeme.startsWith('#') ? [`${indent}${lexeme.trim()}\n`] : [])).join('')
}

/** The blanks before a key that begins its line; undefined where something else stands there. */
function indentOf(text: string, key: YamlNode): string | undefined {
  const blank = text.slice(lineStart(text, startOf(key)), startOf(key))
  return /^ *$/.test(blank) ? blank : undefined
}

function replaced(text: string, { map, key, inner }: Place, pair: Pair<YamlNode, YamlNode | null>, value: Json): string | undefined {
  const old = pair.value
  const [from, to] = [old ? startOf(old) : endOfPair(pair), endOfPair(pair)]
  const oneLine = old && (map.flow || (isScalar(old) && !/^[|>]/.test(text.slice(from, to))) || ((isSeq(old) || isMap(old)) && old.flow))
  const short = typeof value !== 'object' || value === null || (Array.isArray(value) && (map.flow || inlineText(value).length < 100))
  if (oneLine && from < to && (map.flow || (short && !(typeof value === 'string' && value.includes('\n'))))) {
    if (commentsIn(text.slice(from, to), '') !== '') return undefined
    return text.slice(0, from) + inlineText(value) + text.slice(to)
  }
  if (map.flow) return undefined
  if (isSeq(old) && !old.flow && Array.isArray(value) && value.length > 0) {
    const edited = listed(text, old, value)
    if (edited !== undefined) return edited
  }
  const indent = indentOf(text, pair.key)
  if (indent === undefined) return undefined
  const [start, end] = [lineStart(text, startOf(pair.key)), lineEnd(text, to)]
  const kept = commentsIn(text.slice(startOf(pair.key), end), indent)
  return withBreak(text.slice(0, start)) + kept + fieldText(inner, key, value, indent) + text.slice(end)
}

/** A list whose entries have lines of their own: those that go and come, and no other. */
function listed(text: string, list: YAMLSeq, value: readonly Json[]): string | undefined {
  const old = list.items.map((item) => (isScalar(item) ? (item as YamlNode & { value: unknown }).value : undefined))
  const [first] = list.items as YamlNode[]
  if (!first || old.includes(undefined) || value.some((entry) => typeof entry !== 'string')) return undefined
  const marker = text.slice(lineStart(text, startOf(first)), startOf(first))
  if (!/^ *- +$/.test(marker)) return undefined
  const indent = marker.slice(0, marker.indexOf('-'))
  let out = text
  // From the end, so that the places before stay where they are.
  const last = lineEnd(text, endOf(list, 0))
  const added = value.filter((entry) => !old.includes(entry)).map((entry) => `${marker}${inlineText(entry)}\n`)
  out = withBreak(out.slice(0, last)) + added.join('') + out.slice(last)
  for (const [index, item] of [...(list.items as YamlNode[]).entries()].reverse()) {
    if (value.includes(old[index] as Json)) continue
    const [start, end] = [lineStart(text, startOf(item)), lineEnd(text, endOf(item, 0))]
    out = out.slice(0, start) + commentsIn(text.slice(startOf(item), end), indent) + out.slice(end)
  }
  return out
}

function inserted(text: string, { map, key, schema, inner }: Place, value: Json): string | undefined {
  const before = neighbour(map, key, schema)
  if (map.flow) {
    const field = `${inlineText(key)}: ${inlineText(value)}`
    if (before) return `${text.slice(0, endOfPair(before))}, ${field}${text.slice(endOfPair(before))}`
    const open = startOf(map) + 1
    return `${text.slice(0, open)}${field}${map.items.length > 0 ? ', ' : ''}${text.slice(open)}`
  }
  const [first] = map.items as Pair<YamlNode, YamlNode | null>[]
  const behind = before ?? first
  if (!behind || !first) return undefined
  // The first key of an entry of a list stands behind its hyphen, in the column of the others.
  const indent = ' '.repeat(startOf(first.key) - lineStart(text, startOf(first.key)))
  const at = lineEnd(text, endOfPair(behind))
  return withBreak(text.slice(0, at)) + fieldText(inner, key, value, indent) + text.slice(at)
}

/** The key behind which the schema has this one. */
function neighbour(map: YAMLMap, key: string, schema: Node | undefined): Pair<YamlNode, YamlNode | null> | undefined {
  const order = schema && isObjectNode(schema) ? Object.keys(schema.properties) : []
  const rank = order.indexOf(key)
  const pairs = map.items as Pair<YamlNode, YamlNode | null>[]
  return pairs.findLast((pair) => rank === -1 || (isScalar(pair.key) && order.indexOf(String(pair.key.value)) < rank))
}

/** Without the field, and without the maps that have nothing but it. */
function removed(text: string, root: YamlNode, keys: readonly (string | number)[], shape: Node | undefined): string | undefined {
  let node: YamlNode | null = root
  let found: { map: YAMLMap; pair: Pair<YamlNode, YamlNode | null> } | undefined
  for (const key of keys) {
    if (typeof key === 'number') node = isSeq(node) ? (node.items[key] as YamlNode) : null
    else {
      const pair: Pair<YamlNode, YamlNode | null> | undefined = isMap(node) ? pairOf(node, key) : undefined
      if (!isMap(node) || !pair) return undefined
      if (!found || node.items.length > 1) found = { map: node, pair }
      node = pair.value
    }
  }
  if (!found || !shape) return undefined
  const { map, pair } = found
  if (map.flow) {
    const index = (map.items as Pair<YamlNode, YamlNode | null>[]).indexOf(pair)
    const next = map.items[index + 1] as Pair<YamlNode, YamlNode | null> | undefined
    const previous = map.items[index - 1] as Pair<YamlNode, YamlNode | null> | undefined
    const [from, to] = next ? [startOf(pair.key), startOf(next.key)] : [previous ? endOfPair(previous) : startOf(pair.key), endOfPair(pair)]
    return commentsIn(text.slice(from, to), '') === '' ? text.slice(0, from) + text.slice(to) : undefined
  }
  const indent = indentOf(text, pair.key)
  if (indent === undefined) return undefined
  const [start, end] = [lineStart(text, startOf(pair.key)), lineEnd(text, endOfPair(pair))]
  return text.slice(0, start) + commentsIn(text.slice(startOf(pair.key), end), indent) + text.slice(end)
}
