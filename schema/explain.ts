/**
 * Why a value does not fit its schema, in words, with every fault at its place. The validators that are compiled ahead of time
 * (generated/validators.js) only say yes or no, quickly; this walks the few values to which they said no. A law in its tests holds the two
 * together: there is a fault exactly when the validator refuses.
 */
import type { Json } from './canonical.ts'
import { codePoint, hostileIn, visible } from './characters.ts'
import type { ProblemCode } from './codes.ts'
import { joinPath } from './fields.ts'
import { type Format, type FormatName, formats } from './formats.ts'
import { didYouMean } from './problem.ts'
import { isMapNode, isObjectNode, type MapNode, type Node, type NumberNode, type ObjectNode, type TextNode } from './shape.ts'

export interface Fault {
  code: ProblemCode
  message: string
  fix: string
  /** Where, as Document.at wants it. */
  path: (string | number)[]
}

/** A path as people write it: `spec.recurrence.days[1]`. */
export const shownPath = (path: readonly (string | number)[]): string =>
  path.reduce<string>((shown, key) => (typeof key === 'number' ? `${shown}[${key}]` : joinPath(shown, visible(key))), '')

const patterns = new Map<string, RegExp>()
function matches(pattern: string, text: string): boolean {
  let regular = patterns.get(pattern)
  if (!regular) patterns.set(pattern, (regular = new RegExp(pattern, 'u')))
  return regular.test(text)
}

const article = (value: Json): string => {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'a mapping' }[typeof value as 'string'] ?? typeof value
}
const wanted = (node: Node): string =>
  node.type === 'object'
    ? 'a mapping'
    : node.type === 'array'
      ? 'a list'
      : node.type === 'boolean'
        ? '`true` or `false`'
        : node.type === 'string'
          ? 'text'
          : node.type === 'integer'
            ? 'a whole number'
            : 'a number'

/** The faults of a value, at most `limit`. `whose` says of what, as "User `alice`". */
export function explain(root: Node, value: Json, whose: string, limit: number): Fault[] {
  const faults: Fault[] = []

  function walk(node: Node, value: Json, path: (string | number)[], secret: boolean): void {
    if (faults.length >= limit || (value === null && node.nullable)) return
    const here = `\`${shownPath(path)}\` of ${whose}`
    const fault: Report = (code, message, fix, at = path) => {
      if (faults.length < limit) faults.push({ code, message, fix, path: at })
    }
    const within = secret || (node.type === 'object' && node['x-secret'] !== undefined)
    if (!typeFits(node, value)) {
      if (within && !secret)
        fault(
          'literal-secret',
          `${here} is a secret, and must not be written in a file.`,
          'Write where it comes from: `{valueFrom: {env: NAME}}`.',
        )
      else {
        const shown = !within && (typeof value === 'number' || typeof value === 'boolean') ? ` \`${value}\`` : ''
        fault('wrong-type', `${here} must be ${wanted(node)}, not ${article(value)}${shown}.`, mend(node, value, within))
      }
    } else if (node.type === 'string') textFaults(node, value as string, fault, here, within)
    else if (node.type === 'integer' || node.type === 'number') numberFaults(node, value as number, fault, here)
    else if (node.type === 'array') {
      const list = value as Json[]
      if (node.maxItems !== undefined && list.length > node.maxItems)
        fault('invalid-value', `${here} has ${list.length} entries; ${node.maxItems} are allowed.`, 'Shorten the list.')
      for (let i = 0; i < list.length && faults.length < limit; i++) walk(node.items, list[i] as Json, [...path, i], within)
    } else if (node.type === 'object') {
      const map = value as Record<string, Json>
      const keys = Object.keys(map)
      sizeFaults(node, keys.length, fault, here)
      for (const key of keys) {
        if (faults.length >= limit) return
        const at = [...path, key]
        const inner = innerOf(node, key)
        if (keyFaults(node, key, inner, fault, path, whose) && inner !== undefined) walk(inner, map[key] as Json, at, within)
      }
    }
  }

  walk(root, value, [], false)
  return faults
}

type Report = (code: ProblemCode, message: string, fix: string, at?: (string | number)[]) => void

function typeFits(node: Node, value: Json): boolean {
  switch (node.type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === node.type
  }
}

/** What to write instead of a value of the wrong type. */
function mend(node: Node, value: Json, secret: boolean): string {
  const scalar = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
  if (node.type === 'string' && scalar) return secret ? 'Put it between quotes.' : `Put it between quotes: \`"${visible(String(value))}"\`.`
  if (node.type === 'array' && scalar) return secret ? 'Write a list.' : `Write a list: \`[${visible(String(value))}]\`.`
  if (value === null && node.type === 'array') return 'Write `[]` if you mean an empty list, or remove the key.'
  if (value === null) return 'Give it a value, or remove the key; absent, it is not managed.'
  if (node.type === 'boolean') return 'Write `true` or `false`, without quotes.'
  return `Write ${wanted(node)}.`
}

/** A password in an address, or a private key where a certificate goes: refused by the form of the field, and never repeated. */
const SECRET_INSIDE = /:\/\/[^/\s]*:[^/\s]*@|PRIVATE KEY/

function textFaults(node: TextNode, value: string, fault: Report, here: string, secret: boolean): void {
  const hostile = hostileIn(value, node['x-lines'])
  const not = secret ? '' : `, not \`${visible(value)}\``
  if (hostile) {
    const what =
      hostile === '\n' || hostile === '\t'
        ? 'a line break or tab, which notes and descriptions alone may have'
        : `the character ${codePoint(hostile)}`
    fault('hostile-character', `${here} holds ${what}${secret ? '' : `: \`${visible(value)}\``}.`, 'Remove the character.')
  }
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = node
  if (node.enum) {
    if (node.enum.includes(value)) return
    const values = node.enum.length > 24 ? `one of ${node.enum.length} values` : `one of ${node.enum.map((one) => `\`${one}\``).join(', ')}`
    fault('invalid-value', `${here} must be ${values}${not}${didYouMean(value, node.enum) || '.'}`, 'Write one of these values.')
  } else if (value.length > maxLength && length(value) > maxLength)
    fault('invalid-value', `${here} is longer than ${maxLength} characters.`, `Shorten it: it has ${length(value)}.`)
  else if (value === '' && minLength > 0) fault('invalid-value', `${here} is empty.`, 'Give it a value, or remove the key.')
  else if (length(value) < minLength) fault('invalid-value', `${here} is shorter than ${minLength} characters.`, 'Write a longer text.')
  else if (SECRET_INSIDE.test(value) && !fits(node, value))
    fault(
      'literal-secret',
      `${here} holds a password or a private key, which must not be written in a file.`,
      'Remove it, and treat it as known to everyone: issue a new one.',
    )
  else if (pattern !== undefined && !matches(pattern, value)) {
    const trimmed = value.trim()
    if (trimmed === '') fault('invalid-value', `${here} holds nothing but blanks.`, 'Give it a value, or remove the key.')
    else {
      const said = trimmed !== value && !secret && matches(pattern, trimmed)
      const fix = said ? `Write it without the blanks around it: \`${visible(trimmed)}\`.` : 'Write a value of that form.'
      fault('invalid-value', `${here} must be ${node['x-says'] ?? `of the form ${pattern}`}${not}.`, fix)
    }
  } else if (node.format !== undefined) {
    const format: Format = formats[node.format as FormatName]
    if (format.test(value)) return
    const why = secret ? undefined : format.why?.(value)
    fault('invalid-value', `${here} must be ${format.expected}${not}${why ? `: ${visible(why, 200)}` : ''}.`, 'Write a value of that form.')
  }
}

const fits = ({ pattern, format }: TextNode, value: string): boolean =>
  (pattern === undefined || matches(pattern, value)) && (format === undefined || formats[format as FormatName].test(value))

/** In code points, as JSON Schema counts. */
const length = (text: string): number => {
  let n = 0
  for (const _ of text) n++
  return n
}

function numberFaults(node: NumberNode, value: number, fault: Report, here: string): void {
  const { minimum, maximum } = node
  if ((minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum)) return
  const range =
    minimum !== undefined && maximum !== undefined
      ? `from ${minimum} to ${maximum}`
      : minimum !== undefined
        ? `${minimum} or more`
        : `${maximum} or less`
  fault('invalid-value', `${here} must be ${range}, not ${value}.`, 'Write a number in that range.')
}

const innerOf = (node: ObjectNode | MapNode, key: string): Node | undefined =>
  isObjectNode(node) ? (Object.hasOwn(node.properties, key) ? node.properties[key] : undefined) : node.additionalProperties

/** True when the value behind the key is worth a look. */
function keyFaults(
  node: ObjectNode | MapNode,
  key: string,
  inner: Node | undefined,
  fault: Report,
  path: readonly (string | number)[],
  whose: string,
): boolean {
  const at = [...path, key]
  const here = path.length === 0 || (path.length === 1 && path[0] === 'spec') ? whose : `\`${shownPath(path)}\` of ${whose}`
  const hostile = hostileIn(key)
  if (hostile)
    fault(
      'hostile-character',
      `A key in ${here} holds the character ${codePoint(hostile)}: \`${visible(key)}\`.`,
      'Remove the character.',
      at,
    )
  else if (inner === undefined) {
    const near = isObjectNode(node) ? didYouMean(key, Object.keys(node.properties)) : ''
    fault('unknown-field', `\`${visible(key)}\` is not a field of ${here}${near || '.'}`, 'Mend the spelling, or remove the key.', at)
  } else if (isMapNode(node)) {
    const { pattern, maxLength = Number.POSITIVE_INFINITY } = node.propertyNames ?? {}
    if ((pattern !== undefined && !matches(pattern, key)) || length(key) > maxLength)
      fault(
        'invalid-value',
        `\`${visible(key)}\` can't be a key in ${here}.`,
        'Keys are letters, digits, `-`, `_` and `.`, perhaps behind a domain and `/`, as `example.com/dept`.',
        at,
      )
  }
  return !hostile
}

function sizeFaults(node: ObjectNode | MapNode, count: number, fault: Report, here: string): void {
  const least = isObjectNode(node) ? (node.minProperties ?? 0) : 0
  const most = node.maxProperties ?? Number.POSITIVE_INFINITY
  if (count >= least && count <= most) return
  const keys = isObjectNode(node) ? Object.keys(node.properties).map((key) => `\`${key}\``) : []
  const fix =
    keys.length === 0
      ? `Keep at most ${most}.`
      : least === keys.length
        ? `Give ${keys.join(' and ')}.`
        : `Give ${most === 1 ? 'exactly one of' : 'one of'} ${keys.join(', ')}.`
  fault('invalid-value', `${here} has ${count} keys.`, fix)
}
