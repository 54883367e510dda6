/**
 * schema/generated/validators.js: each kind's envelope compiled by ajv ahead of time, in one module that needs nothing of ajv's at run time.
 * Compiling at run time would cost every start what only a change of a schema needs to.
 */

import { _ } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import { envelopeOf } from '../../schema/envelope.ts'
import { formats } from '../../schema/formats.ts'
import type { Kind } from '../../schema/kind.ts'
import { isMapNode, isObjectNode, type Node } from '../../schema/shape.ts'

/** A node without our own keywords and without what doesn't validate. */
export function validating(node: Node): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node))
    if (!key.startsWith('x-') && !['description', 'default', 'items', 'properties', 'additionalProperties'].includes(key)) out[key] = value
  if (node.nullable && out.enum) out.enum = [...(out.enum as unknown[]), null]
  if (node.type === 'array') out.items = validating(node.items)
  if (isObjectNode(node)) {
    out.properties = Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, validating(inner)]))
    out.additionalProperties = false
  } else if (isMapNode(node)) out.additionalProperties = validating(node.additionalProperties)
  return out
}

/** What ajv would say of a fault: two thirds of the code, which nobody asks for. */
const FAULT = /\[\{instancePath(?:"(?:[^"\\]|\\.)*"|[^"{}])*\{(?:"(?:[^"\\]|\\.)*"|[^"{}])*\}\}\]/g

export async function validators(kinds: readonly Kind[]): Promise<string> {
  const ajv = new Ajv2020({
    // The validators only say yes or no; explain.ts finds the words when they say no.
    messages: false,
    strict: true,
    code: { source: true, esm: true, optimize: 2, formats: _`formats` },
    formats: Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, format.test])),
  })
  const exported: Record<string, string> = {}
  for (const kind of kinds) {
    ajv.addSchema({ $id: kind.name, ...validating(envelopeOf(kind)) })
    exported[kind.name] = kind.name
  }
  const compile = standalone as unknown as (ajv: unknown, exported: Record<string, string>) => string
  const code = `import { formats as registry } from '../formats.ts'
const formats = Object.fromEntries(Object.entries(registry).map(([name, format]) => [name, format.test]))
${compile(ajv, exported).replaceAll(FAULT, '[]')}`
  const bundle = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    external: ['../formats.ts'],
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    charset: 'utf8',
  })
  const text = bundle.outputFiles[0]?.text ?? ''
  return `// Made by \`npm run generate\` from schema/: not to be edited.\n${text.replaceAll(/^\/\/ .*\n/gm, '')}`
}

/** What TypeScript knows of validators.js. */
export function validatorTypes(kinds: readonly Kind[]): string {
  return `/* Made by \`npm run generate\` from schema/: not to be edited. */
/** Yes or no; schema/explain.ts has the words for a no. */
export type Validator = (value: unknown) => boolean
${kinds.map(({ name }) => `export const ${name}: Validator`).join('\n')}
`
}
