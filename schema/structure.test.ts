/** What a Kubernetes structural schema can say, and no more, so that custom resources and other people's schemas come from the same files. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse as yaml } from 'yaml'
import type { Json } from './canonical.ts'
import { codes } from './codes.ts'
import { equalities } from './equality.ts'
import { rootOf } from './fields.ts'
import { formats } from './formats.ts'
import { isKind, kinds } from './kinds/index.ts'
import { parse } from './parse.ts'
import { secretSlots } from './secrets.ts'
import { isObjectNode, type Node } from './shape.ts'

function nodes(node: Node, path: string): { node: Node; path: string; inMap: boolean }[] {
  const own = { node, path, inMap: false }
  if (node.type === 'array') return [own, ...nodes(node.items, `${path}[]`)]
  if (node.type !== 'object') return [own]
  if ('properties' in node) return [own, ...Object.entries(node.properties).flatMap(([key, inner]) => nodes(inner, `${path}.${key}`))]
  return [own, ...nodes(node.additionalProperties, `${path}{}`)]
}

const KEYWORDS =
  /^(type|description|default|enum|pattern|format|minLength|maxLength|minimum|maximum|items|maxItems|properties|additionalProperties|minProperties|maxProperties|propertyNames|nullable|x-.*)$/

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  const all = nodes(kind.spec, 'spec')
  const bad = (wrong: (node: Node, path: string) => unknown) => all.filter(({ node, path }) => wrong(node, path)).map(({ path }) => path)

  test('keeps to the structural subset: one type each, no `$ref`, no unions', () => {
    expect(bad((node) => typeof node.type !== 'string' || Object.keys(node).some((key) => !KEYWORDS.test(key)))).toEqual([])
  })
  test('closes every object and marks and bounds every list and text', () => {
    expect(bad((node) => node.type === 'array' && (!node['x-list'] || !node.maxItems))).toEqual([])
    expect(bad((node) => node.type === 'object' && 'properties' in node && node.additionalProperties !== false)).toEqual([])
    expect(bad((node) => node.type === 'string' && !node.enum && !node.maxLength)).toEqual([])
    expect(bad((node) => node.type === 'integer' && (node.minimum === undefined || node.maximum === undefined))).toEqual([])
  })
  test('describes every property, says what a pattern wants, and knows every format', () => {
    expect(bad((node) => !node.description)).toEqual([])
    expect(bad((node) => node.type === 'string' && node.pattern !== undefined && !node['x-says'])).toEqual([])
    expect(bad((node) => node.type === 'string' && node.format !== undefined && !(node.format in formats))).toEqual([])
    expect(bad((node) => node.type === 'string' && node['x-equal'] !== undefined && !(node['x-equal'] in equalities))).toEqual([])
  })
  test('has secrets only where each is a field of its own, which is found', () => {
    const secrets = all.filter(({ node }) => node['x-secret'] !== undefined)
    expect(secrets.map(({ path }) => path).sort()).toEqual(
      secretSlots(kind)
        .map(({ path }) => path)
        .sort(),
    )
    expect(bad((node, path) => isObjectNode(node) && node['x-atomic'] && secrets.some((each) => each.path.startsWith(`${path}.`)))).toEqual(
      [],
    )
    expect(bad((node) => isObjectNode(node) && node['x-secret-value'] !== undefined && node['x-secret'] === undefined)).toEqual([])
  })
  test('refers to kinds that exist', () => {
    expect(bad((node) => node.type === 'string' && node['x-ref'] && !isKind(node['x-ref'].kind))).toEqual([])
    expect(bad((node, path) => node.type === 'string' && node['x-ref']?.onDelete === 'remove' && !path.endsWith('[]'))).toEqual([])
    expect(bad((node, path) => node.type === 'string' && node['x-ref']?.onDelete === 'unset' && path.endsWith('[]'))).toEqual([])
  })
  test('has defaults that are values of their fields, sets in order', () => {
    const wrong = all.filter(({ node }) => {
      if (node.default === undefined) return false
      if (node.type === 'array') return JSON.stringify(node.default) !== JSON.stringify([...(node.default as string[])].sort())
      if (node.type === 'string' && node.enum) return !node.enum.includes(node.default as string)
      return typeof node.default !== (node.type === 'integer' ? 'number' : node.type)
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
  test('has columns and rights for fields that exist', () => {
    const known = new Set(nodes(rootOf(kind), '').map(({ path }) => path.replace(/^\./, '')))
    const paths = [
      ...kind.columns.flatMap(({ path, unless }) => (unless ? [path, unless] : [path])),
      ...Object.keys(kind.actions?.fields ?? {}),
    ]
    expect(kind.actions === undefined).toBe(kind.local === true)
    expect(paths.filter((path) => !path.startsWith('status.') && !known.has(path))).toEqual([])
    expect(kind.guide.filter((section) => !/^S(?:[1-9]|1[0-5])$/.test(section))).toEqual([])
  })
  test('has an invariant id for each invariant, once, and a sentence that says it', () => {
    const ids = kinds.flatMap((one) => one.invariants.map(({ id }) => id))
    expect(kind.invariants.filter(({ id }) => ids.filter((other) => other === id).length > 1)).toEqual([])
    expect(kind.invariants.filter(({ says }) => !says.endsWith('.') && !says.endsWith(']'))).toEqual([])
  })
  test('has an example that is one', () => {
    const value = yaml(kind.example ?? '') as Json
    const { resources, problems } = parse([{ file: 'example', value, at: () => ({ file: 'example', line: 1, column: 1 }) }], {
      team: 'acme',
    })
    expect(problems).toEqual([])
    expect(resources.map((resource) => resource.kind)).toEqual([name])
  })
})

test('short forms and plurals name one kind each', () => {
  const words = kinds.flatMap((kind) =>
    [kind.name.toLowerCase(), kind.plural, ...(kind.short ?? [])].filter((word, i, all) => all.indexOf(word) === i),
  )
  expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
})

test('there is a file for each kind, and each is listed', () => {
  const files = readdirSync(join(import.meta.dirname, 'kinds')).flatMap((name) => /^([A-Z]\w+)\.ts$/.exec(name)?.[1] ?? [])
  expect(files.sort()).toEqual(kinds.map((kind) => kind.name).sort())
})

describe('the codes of problems', () => {
  const root = join(import.meta.dirname, '..')
  const folders = ['schema', 'effective', 'reconciler', 'policies', 'providers', 'protocol', 'server', 'agent', 'cli']
  const sources = folders
    .flatMap((folder) =>
      readdirSync(root).includes(folder)
        ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
        : [],
    )
    .filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('generated') && name !== join('schema', 'codes.ts'),
    )
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n')

  test('are all used', () => {
    expect(Object.keys(codes).filter((code) => !sources.includes(`'${code}'`))).toEqual([])
  })
  test('are all registered', () => {
    const used = new Set([...sources.matchAll(/\bproblem\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? ''))
    expect(used.size).toBeGreaterThan(40)
    expect([...used].filter((code) => !(code in codes))).toEqual([])
  })
  test('say what is wrong and how it is solved', () => {
    for (const [code, { title, solve }] of Object.entries(codes)) {
      expect(title, code).not.toMatch(/\.$/)
      expect(solve, code).toMatch(/[.!`]$/)
    }
  })
})
