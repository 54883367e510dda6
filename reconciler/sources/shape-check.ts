/**
 * Checks a document against a schema of shape.ts, with a place for everything that is wrong. For the project file: it is read at every
 * start, so no validator is loaded or compiled for it.
 */
import type { Json } from '../../schema/canonical.ts'
import { didYouMean, type Problem, problem } from '../../schema/problem.ts'
import type { Document } from '../../schema/resource.ts'
import { isObjectNode, type Node } from '../../schema/shape.ts'

type Path = (string | number)[]

export function check(schema: Node, document: Document, what: string): Problem[] {
  const problems: Problem[] = []
  const complain = (path: Path, message: string, fix: string): void => {
    problems.push(problem('invalid-project', message, fix, document.at(path)))
  }
  const walk = (node: Node, value: Json, path: Path): void => {
    const name = path.length === 0 ? what : `\`${path.join('.')}\``
    const expected = EXPECTED[node.type]
    if (!expected.is(value)) {
      complain(path, `${capital(name)} is ${kindOf(value)}, not ${expected.called}.`, `Write ${expected.called}.`)
    } else if (node.type === 'object') {
      const map = value as { [key: string]: Json }
      const properties = isObjectNode(node) ? node.properties : {}
      for (const [key, inner] of Object.entries(map)) {
        const child = isObjectNode(node) ? (Object.hasOwn(properties, key) ? properties[key] : undefined) : node.additionalProperties
        if (child) walk(child as Node, inner, [...path, key])
        else
          problems.push(
            problem(
              'unknown-field',
              `\`${key.slice(0, 80)}\` is not a field of ${name}${didYouMean(key, Object.keys(properties)) || '.'}`,
              `Its fields are ${Object.keys(properties).join(', ') || 'none'}.`,
              document.at([...path, key]),
            ),
          )
      }
      for (const [key, child] of Object.entries(properties))
        if (child['x-required'] && !Object.hasOwn(map, key))
          complain(path, `${capital(name)} has no \`${key}\`.`, `Write \`${key}\`: ${lower(child.description)}`)
    } else if (node.type === 'array') {
      const list = value as Json[]
      if (node.maxItems !== undefined && list.length > node.maxItems)
        complain(path, `${capital(name)} has ${list.length} entries; at most ${node.maxItems} are read.`, 'Write fewer.')
      else for (const [index, inner] of list.entries()) walk(node.items, inner, [...path, index])
    } else if (node.type === 'string') {
      const text = value as string
      if (node.enum && !node.enum.includes(text))
        complain(
          path,
          `${capital(name)} is \`${text.slice(0, 80)}\`${didYouMean(text, node.enum) || '.'}`,
          `Write ${node.enum.map((each) => `\`${each}\``).join(' or ')}.`,
        )
      else if (
        text.length > (node.maxLength ?? 1024) ||
        text.length < (node.minLength ?? 0) ||
        (node.pattern && !new RegExp(node.pattern, 'u').test(text)) ||
        (node.format === 'date' && !isDate(text))
      )
        complain(path, `${capital(name)} can't be \`${text.slice(0, 80)}\`.`, node.description ?? '')
    } else if (node.type === 'integer' || node.type === 'number') {
      const number = value as number
      if (number < (node.minimum ?? number) || number > (node.maximum ?? number))
        complain(path, `${capital(name)} is ${number}.`, `Write ${expected.called} from ${node.minimum} to ${node.maximum}.`)
    }
  }
  walk(schema, document.value, [])
  return problems
}

const EXPECTED: Record<Node['type'], { called: string; is(value: Json): boolean }> = {
  string: { called: 'a text', is: (value) => typeof value === 'string' },
  integer: { called: 'a whole number', is: Number.isInteger },
  number: { called: 'a number', is: (value) => typeof value === 'number' },
  boolean: { called: '`true` or `false`', is: (value) => typeof value === 'boolean' },
  array: { called: 'a list', is: Array.isArray },
  object: { called: 'a map', is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
}

const kindOf = (value: Json): string =>
  value === null
    ? 'empty'
    : (Object.entries(EXPECTED).find(([type, { is }]) => type !== 'integer' && is(value))?.[1].called ?? 'something else')
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const lower = (words = ''): string => words.charAt(0).toLowerCase() + words.slice(1)

function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
