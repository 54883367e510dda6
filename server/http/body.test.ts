import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../schema/problem.ts'
import { readJson } from './body.ts'
import { check, checksOf } from './checks.ts'
import { keyNamed } from './declared.ts'
import { endpoints } from './endpoints/all.ts'

const refused = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ message }) => message).join('\n')
    throw error
  }
  return 'nothing'
}

describe('a body', () => {
  test.each([
    ['at its top', '{"a":1,"a":2}'],
    ['with the same value', '{"a":1,"a":1}'],
    ['in two ways of writing', '{"a":1,"\\u0061":2}'],
    ['deep inside', '[{"b":[{"c":{"d":null,"d":null}}]}]'],
    ['as a prototype', '{"__proto__":{},"__proto__":{}}'],
    ['without a name', '{"":1,"":2}'],
  ])('that has a field twice is refused: %s', (_, text) => {
    expect(refused(() => readJson(Buffer.from(text)))).toBe('The body has a field twice.')
  })

  test('is read as it is, whatever its names and texts are (a law)', () => {
    const json = fc.jsonValue({ maxDepth: 5 })
    const written = fc.tuple(json, fc.constantFrom(undefined, 1, '\t'))
    fc.assert(
      fc.property(written, ([value, space]) => {
        const text = JSON.stringify(value, null, space)
        expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '{"a":":::","b:c":"\\":\\\\"}',
    '{"__proto__":{"constructor":1}}',
    '{"1":1,"01":2}',
    '[":",":"]',
    '":"',
    '{"a":{"a":{"a":[]}}}',
  ])('is taken for what it is: %s', (text) => expect(JSON.stringify(readJson(Buffer.from(text)))).toBe(text))
})

const meta = new Ajv2020({ strict: false })
describe.each(endpoints.map((one) => [one.id, one] as const))('what is sent to %s', (_, one) => {
  test('can be held against its schemas', () => {
    expect(checksOf(one)).toMatchObject({ query: expect.any(Function), ...(one.body && { body: expect.any(Function) }) })
  })

  test('has schemas that are JSON Schema', () => {
    const { query = {}, headers = {}, body } = one
    for (const schema of [{ properties: query }, { properties: headers }, body?.schema ?? {}]) {
      meta.validateSchema(schema)
      expect(meta.errors ?? []).toEqual([])
    }
  })
})
test('a schema that is none would be found', () => {
  expect(meta.validateSchema({ properties: { name: { type: 'txt' } } })).toBe(false)
})

describe('what is said of a request', () => {
  const hostile = `\x1b[2J\u202e${'x'.repeat(100_000)}`

  test('repeats a field that there is not so that it moves no cursor, and cut', () => {
    const checks = checksOf({ body: { schema: { type: 'object', properties: {}, additionalProperties: false } } })
    const said = refused(() => check(checks, { query: {}, headers: {}, body: { [hostile]: 'hunter2' } }))
    expect(said).toContain('must NOT have additional properties (`<U+001B>[2J<U+202E>xx')
    expect(said).not.toMatch(/[\x1b\u202e]|hunter2/)
    expect(said.length).toBeLessThan(200)
  })

  test('repeats the way to a value likewise, and never the value', () => {
    const checks = checksOf({ body: { schema: { type: 'object', additionalProperties: { type: 'number' } } } })
    const said = refused(() => check(checks, { query: {}, headers: {}, body: { [hostile]: 'hunter2' } }))
    expect(said).not.toMatch(/[\x1b\u202e]|hunter2/)
    expect(said.length).toBeLessThan(400)
  })

  test('repeats a key that names nothing likewise', () => {
    const said = refused(() => keyNamed('acme', hostile))
    expect(said).toContain('names no resource of team `acme`')
    expect(said).not.toMatch(/[\x1b\u202e]/)
    expect(said.length).toBeLessThan(200)
  })
})
