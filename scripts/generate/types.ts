/**
 * schema/generated/types.ts: what TypeScript knows of each kind. Two views: `…Spec`, filled with defaults, which meaning reads; and
 * `Declared…`, sparse, which files write. A third is for programs (declare.ts): sparse as well, and a reference may be what another
 * declaration returned.
 */
import { compile } from 'json-schema-to-typescript'
import type { Kind } from '../../schema/kind.ts'
import { isMapNode, isObjectNode, type Node, type ObjectNode } from '../../schema/shape.ts'

type Json = Record<string, unknown>
type View = 'filled' | 'sparse' | 'program'

/** A field is there in the filled view when `fill` (fields.ts) puts it there. */
function isFilled(parent: ObjectNode, node: Node): boolean {
  if (parent['x-sparse']) return false
  if (node.default !== undefined || node.type === 'array') return true
  return isObjectNode(node) && !node['x-secret'] && !node['x-atomic']
}

export function typed(node: Node, view: View): Json {
  const described: Json = node.description === undefined ? {} : { description: node.description }
  const orNull = view !== 'filled' && node.nullable
  if (isMapNode(node)) return { ...described, type: 'object', additionalProperties: typed(node.additionalProperties, view) }
  if (isObjectNode(node)) {
    const properties = Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, typed(inner, view)]))
    const required = view === 'filled' ? Object.keys(node.properties).filter((key) => isFilled(node, node.properties[key] as Node)) : []
    const shape = { type: orNull ? ['object', 'null'] : 'object', properties, additionalProperties: false }
    return { ...described, ...shape, ...(required.length > 0 && { required }) }
  }
  if (node.type === 'array') return { ...described, type: 'array', items: typed(node.items, view) }
  const reference = node.type === 'string' && view === 'program' ? node['x-ref'] : undefined
  if (reference) {
    const builtin = (reference.builtin ?? []).map((name) => `'${name}'`).join(' | ')
    return { ...described, tsType: `Named<'${reference.kind}'${builtin && `, ${builtin}`}>${orNull ? ' | null' : ''}` }
  }
  const values = node.type === 'string' && node.enum
  if (values) return { ...described, enum: orNull ? [...values, null] : values }
  return { ...described, type: orNull ? [node.type, 'null'] : node.type }
}

export const options = { bannerComment: '', additionalProperties: false, format: false, ignoreMinAndMaxItems: true }

export async function types(kinds: readonly Kind[]): Promise<string> {
  const out = [
    '/* Made by `npm run generate` from schema/kinds: not to be edited. */',
    `export type KindName = ${kinds.map((kind) => `'${kind.name}'`).join(' | ')}`,
    `/** \`spec\`, filled with defaults. */\nexport interface Specs {\n${kinds.map((kind) => `  ${kind.name}: ${kind.name}Spec`).join('\n')}\n}`,
    `/** \`spec\`, as it is written. */\nexport interface DeclaredSpecs {\n${kinds.map((kind) => `  ${kind.name}: Declared${kind.name}`).join('\n')}\n}`,
  ]
  for (const kind of kinds)
    for (const [view, name] of [
      ['filled', `${kind.name}Spec`],
      ['sparse', `Declared${kind.name}`],
    ] as const)
      out.push((await compile(typed(kind.spec, view) as object, name, options)).trim())
  return `${out.join('\n\n')}\n`
}
