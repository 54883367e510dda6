/**
 * Declarations as the YAML that `splashctl fmt` would leave alone: one document each, keys in the order of the schema, fields in lines of
 * their own, short lists in brackets. It is written here and not by the `yaml` library, since a live team may have a hundred thousand
 * resources and the library prints a megabyte a second; a law holds that the formatter changes nothing of it.
 */
import { Scalar, stringify } from 'yaml'
import type { Json } from '../schema/canonical.ts'
import { API_VERSION, envelopeOf } from '../schema/envelope.ts'
import type { Declared, Tree } from '../schema/fields.ts'
import type { Kind } from '../schema/kind.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { isMapNode, isObjectNode, type Node } from '../schema/shape.ts'
import { visibleLine } from './visible.ts'

/** What is to be declared of one resource. */
export interface Declares {
  kind: string
  name: string
  declared: Declared
}

/** A list that takes more stands in lines of its own. */
const LIST_WIDTH = 100

/** One document, without a marker before it. `remarks` are sentences that stand above it. */
export function documentText({ kind, name, declared }: Declares, remarks: readonly string[]): string {
  const { metadata, spec } = declared
  const value: Tree = {
    apiVersion: API_VERSION,
    kind,
    metadata: { name, ...metadata } as Tree,
    ...(spec && Object.keys(spec).length > 0 && { spec }),
  }
  return `${remarks.map(comment).join('')}${mapText(envelope(kindNamed(kind)), value, '')}`
}

export const comment = (line: string): string => (line === '' ? '#\n' : `# ${visibleLine(line)}\n`)

const envelopes = new Map<Kind, Node>()
function envelope(kind: Kind): Node {
  let node = envelopes.get(kind)
  if (!node) envelopes.set(kind, (node = envelopeOf(kind)))
  return node
}

function mapText(node: Node | undefined, map: Tree, indent: string): string {
  let text = ''
  for (const key of keysOf(node, map)) text += fieldText(below(node, key), key, map[key] as Json, indent)
  return text
}

/** What stands behind a key, its line break included. */
function valueText(node: Node | undefined, value: Json, indent: string): string {
  if (typeof value === 'string') return ` ${scalarText(value, `${indent}  `)}\n`
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? ' {}\n' : `\n${mapText(node, value, `${indent}  `)}`
  const flow = flowText(value, indent)
  if (flow !== undefined) return ` ${flow}\n`
  const items = node?.type === 'array' ? node.items : undefined
  return `\n${value.map((entry) => entryText(items, entry, `${indent}  `)).join('')}`
}

/** A key and its value as lines, for a place in a block. */
export const fieldText = (node: Node | undefined, key: string, value: Json, indent: string): string =>
  `${indent}${scalarText(key, '')}:${valueText(node, value, indent)}`

/** A value on one line, for a place inside of brackets. */
export function inlineText(value: Json): string {
  if (typeof value === 'string') return scalarText(value, '')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inlineText).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, inner]) => `${scalarText(key, '')}: ${inlineText(inner)}`)
    .join(', ')}}`
}

/** A short list of scalars, in brackets. */
function flowText(list: readonly Json[], indent: string): string | undefined {
  const parts: string[] = []
  let width = indent.length
  for (const entry of list) {
    if ((typeof entry === 'object' && entry !== null) || (typeof entry === 'string' && entry.includes('\n'))) return undefined
    const part = typeof entry === 'string' ? scalarText(entry, '') : JSON.stringify(entry)
    width += part.length + 2
    if (width > LIST_WIDTH) return undefined
    parts.push(part)
  }
  return `[${parts.join(', ')}]`
}

function entryText(node: Node | undefined, entry: Json, indent: string): string {
  // What stands below a key stands two columns further in; the hyphen takes the place of the first two.
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry) && Object.keys(entry).length > 0)
    return `${indent}- ${mapText(node, entry, `${indent}  `).slice(indent.length + 2)}`
  return `${indent}-${valueText(node, entry, indent)}`
}

function keysOf(node: Node | undefined, map: Tree): string[] {
  const keys = Object.keys(map)
  if (!node || !isObjectNode(node)) return keys.sort()
  const order = Object.keys(node.properties)
  return keys.sort((a, b) => order.indexOf(a) - order.indexOf(b))
}

const below = (node: Node | undefined, key: string): Node | undefined =>
  node && isObjectNode(node) ? node.properties[key] : node && isMapNode(node) ? node.additionalProperties : undefined

/** What every reader of YAML takes for this very text, in brackets too. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)\p{L}(?:[\p{L}\p{N}\p{M} _.@/+()'-]*[\p{L}\p{N}\p{M}_.@/+()'-])?$/iu
/** The same where no bracket is around it. */
const PLAIN_IN_LINE =
  /^(?!(?:true|false|null|yes|no|on|off|y|n)$)\p{L}(?:(?:[\p{L}\p{N}\p{M} _.@/+()'*?=&,;-]|:(?=[^\s:]))*[\p{L}\p{N}\p{M}_.@/+()'*?=&;-])?$/iu
/** As the formatter has it: what needs no escape stands in single quotes. */
const ESCAPED = /[^ -~\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\uffef]/
/** Lines that a block holds as they are: no blank at either end of one, none empty at the beginning, and at most one break at the end. */
const BLOCK = /^[^\s](?:[^\n]*[^\s])?(?:\n+[^\s](?:[^\n]*[^\s])?)+\n?$/

/** `indent` is that of the lines of a text that has several; where it can't have them, they are escaped. */
function scalarText(text: string, indent: string): string {
  if ((indent === '' ? PLAIN : PLAIN_IN_LINE).test(text)) return text
  if (indent !== '' && BLOCK.test(text) && !ESCAPED.test(text.replaceAll('\n', ''))) {
    const ended = text.endsWith('\n')
    const lines = (ended ? text.slice(0, -1) : text).split('\n')
    return `${ended ? '|' : '|-'}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`
  }
  if (!ESCAPED.test(text)) return `'${text.replaceAll("'", "''")}'`
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_DOUBLE
  return stringify(scalar, { lineWidth: 0, minContentWidth: 0 }).trimEnd()
}
