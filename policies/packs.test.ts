import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { codes } from '../schema/codes.ts'
import { kinds } from '../schema/kinds/index.ts'
import { packs } from '../schema/project.ts'
import { levelIn, policies, policyNamed } from './packs.ts'

test('every guardrail has its file and its test, and is in the list, in the order of the ids', () => {
  const files = readdirSync(import.meta.dirname)
  const ids = policies.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.flatMap((id) => [`${id}.ts`, `${id}.test.ts`].filter((file) => !files.includes(file)))).toEqual([])
  expect(ids.map(policyNamed)).toEqual(policies)
})

test.each(policies.map((policy) => [policy.id, policy] as const))('%s says what it is about', (id, policy) => {
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(Object.hasOwn(codes, id), 'a code of a Problem').toBe(false)
  expect(policy.title).toMatch(/^[A-Z].*[^.]$/)
  expect(policy.about.why).toMatch(/^[A-Z].*[.)]$/s)
  expect(policy.fix).toMatch(/^[A-Z].*\.$/)
  expect(policy.about.guide.filter((section) => !/^S([1-9]|1[0-5])$/.test(section))).toEqual([])
  expect(policy.about.guide).not.toEqual([])
  expect(policy.packs).not.toEqual([])
  expect(policy.packs.filter((pack) => !packs.includes(pack))).toEqual([])
})

test.each(policies.map(({ id, example }) => [id, example] as const))('the example of %s is YAML of known kinds', (_, example) => {
  const documents = parseAllDocuments(example)
  expect(documents.length).toBeGreaterThan(0)
  for (const document of documents) {
    expect(document.errors).toEqual([])
    const { kind, spec } = document.toJS() as { kind: string; spec: object }
    const known = kinds.find(({ name }) => name === kind)
    expect(Object.keys(spec).filter((key) => !known?.spec.properties[key])).toEqual([])
  }
})

test('a pack gives the level of the guardrail, `strict` its own, and the highest of several counts', () => {
  const named = (id: string) => policyNamed(id) as (typeof policies)[number]
  expect(levelIn(named('exclusive-without-logoff'), ['recommended'])).toBe('warning')
  expect(levelIn(named('exclusive-without-logoff'), ['recommended', 'strict'])).toBe('error')
  expect(levelIn(named('vendor-sso-protocol'), ['recommended', 'strict'])).toBe('off')
  expect(levelIn(named('vendor-sso-protocol'), ['vendor-limits'])).toBe('error')
  expect(levelIn(named('exclusive-without-logoff'), [])).toBe('off')
})

test('every guardrail that is recommended is strict, too', () => {
  expect(policies.filter(({ packs: of }) => of.includes('recommended') && !of.includes('strict'))).toEqual([])
})
