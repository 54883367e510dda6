/**
 * schema/generated/declare.d.ts: what an editor knows of `splashtop-iac`, the module that programs import. A function for each kind, with what
 * its file says and its example. The functions themselves are made in the sandbox (reconciler/sources/programs/): nothing else can run them.
 */
import { compile } from 'json-schema-to-typescript'
import { parseAllDocuments } from 'yaml'
import { functionName } from '../../reconciler/sources/programs/functions.ts'
import type { Json } from '../../schema/canonical.ts'
import { knownAnnotations, knownLabels } from '../../schema/envelope.ts'
import type { Kind } from '../../schema/kind.ts'
import { options, typed } from './types.ts'

const HEAD = `/* Made by \`npm run generate\` from schema/kinds: not to be edited. */

/** What a declaration returns: a resource that others can refer to, as in \`group: support\`. */
export interface Declared<K extends string> {
  readonly kind: K
  readonly name: string
}

/** A reference: what a declaration returned, or the name of a resource that is declared elsewhere. */
export type Named<K extends string, Builtin extends string = never> = Declared<K> | Builtin | (string & {})`

export async function declarations(kinds: readonly Kind[]): Promise<string> {
  const out = [HEAD, metadata()]
  for (const kind of kinds) {
    out.push((await compile(typed(kind.spec, 'program') as object, `${kind.name}Spec`, options)).trim())
    const says = [
      kind.summary,
      ...(kind.guide.length > 0 ? [`Administrator guide: ${kind.guide.join(', ')}.`] : []),
      ...(kind.singleton ? ['There is one, and it bears the name of the team.'] : []),
      ...(kind.example === undefined ? [] : ['@example', ...calls(kind.example).split('\n')]),
    ]
    out.push(
      `${comment(says)}\nexport declare function ${functionName(kind.name)}(name: string, spec?: ${kind.name}Spec, metadata?: Metadata): Declared<'${kind.name}'>`,
    )
  }
  return `${out.join('\n\n')}\n`
}

const comment = (lines: readonly string[], indent = ''): string =>
  lines.length === 1
    ? `${indent}/** ${lines[0]} */`
    : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */`

function metadata(): string {
  const annotations = Object.entries(knownAnnotations).map(
    ([key, { says, values }]) =>
      `${comment([says], '    ')}\n    '${key}'?: ${values?.map((value) => `'${value}'`).join(' | ') ?? 'string'}`,
  )
  const labels = Object.entries(knownLabels).map(([key, says]) => `${comment([says], '    ')}\n    '${key}'?: 'true' | 'false'`)
  return `/** What is said about a resource beside its \`spec\`. Its name is an argument of its own. */
export interface Metadata {
  /** Key and value pairs for selectors, as \`dept: 'finance'\`. */
  labels?: {
${labels.join('\n')}
    [key: string]: string | undefined
  }
  /** Key and value pairs that select nothing; those under \`splashtop.io/\` are instructions. */
  annotations?: {
${annotations.join('\n')}
    [key: string]: string | undefined
  }
}`
}

/** An example as a program would write it. */
function calls(yaml: string): string {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as { kind: string; metadata: { name: string; [key: string]: Json }; spec?: Json })
    .map(({ kind, metadata: { name, ...metadata }, spec = {} }) => {
      const rest = Object.keys(metadata).length > 0 ? `, ${literal(metadata, 0)}` : ''
      return `${functionName(kind)}('${name}', ${literal(spec, 0)}${rest})`
    })
    .join('\n')
}

function literal(value: Json, depth: number): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`}: ${literal(item, depth + 1)}`)
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
  if (line.length + 2 * depth < 100 && !line.includes('\n')) return line
  const indent = '  '.repeat(depth)
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`
}
