import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeIn } from '../locate.ts'
import { callIn, callStart } from './call.ts'

const at = (text: string, path: string, entry?: string): string => {
  const [line, column] = [1, text.indexOf('call(') + 1]
  const place = placeIn(callIn(text, 'a.ts', line, column), path, entry)
  const lines = text.split('\n')
  return (lines[place.line - 1] as string).slice(place.column - 1)
}

describe('a field of a declaration is found', () => {
  test.each([
    ['by its key', "call('a', { email: 'x', group: g })", 'spec.group', undefined, 'group: g })'],
    ['by its key in quotes', "call('a', { 'email': 1 })", 'spec.email', undefined, "'email': 1 })"],
    ['deep inside', "call('a', { x: { y: [1, { z: 2 }] } })", 'spec.x.y', undefined, 'y: [1, { z: 2 }] } })'],
    ['where it is shortened', 'call(name, { email, group })', 'spec.group', undefined, 'group })'],
    ['behind a function', "call('a', { f: (a, b) => { return [a, b] }, email: 1 })", 'spec.email', undefined, 'email: 1 })'],
    ['behind a template', `call(\`a\${b("}")}\`, { x: \`\${\`,\`}\`, email: 1 })`, 'spec.email', undefined, 'email: 1 })'],
    ['behind an expression', "call('a', { x: /[,/}]/.test(y) ? 1 : 2, email: 1 })", 'spec.email', undefined, 'email: 1 })'],
    ['behind comments', "call('a', /* , { */ { // }\nx: 1, email: 1 })", 'spec.email', undefined, 'email: 1 })'],
    ['behind a spread', "call('a', { ...rest, email: 1 })", 'spec.email', undefined, 'email: 1 })'],
    ['behind a method', "call('a', { f() { return '}' }, email: 1 })", 'spec.email', undefined, 'email: 1 })'],
    ['among the labels', "call('a', {}, { labels: { dept: 'x' } })", 'metadata.labels.dept', undefined, "dept: 'x' } })"],
    ['as its name', "call('a', {})", 'metadata.name', undefined, "'a', {})"],
    ['on a line below', "call('a', {\n  email: 'x',\n})", 'spec.email', undefined, "email: 'x',"],
    ['as an entry of a list', "call('a', { users: ['x', 'y'] })", 'spec.users', 'y', "'y'] })"],
    ['in a call of a namespace', "iac.call('a', { email: 1 })", 'spec.email', undefined, 'email: 1 })'],
  ])('%s', (_, text, path, entry, expected) => expect(at(text, path, entry)).toBe(expected))

  test.each([
    ['what a variable holds is in the argument', "call('a', spec)", 'spec.email', 'spec)'],
    ['what is absent is in what is around it', "call('a', { x: 1 })", 'spec.email', '{ x: 1 })'],
    ['an entry behind a spread is in its list', "call('a', { users: [...b, 'y'] })", 'spec.users', "users: [...b, 'y'] })"],
    ['what has no argument is in the call', 'call()', 'spec.email', 'call()'],
    ['what is no call is where it was', 'call(`', 'spec.email', 'call(`'],
  ])('near enough: %s', (_, text, path, expected) => expect(at(text, path)).toBe(expected))
})

test('any text is read to an end, and every place is inside it', () => {
  const piece = fc.constantFrom(
    'call(',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ':',
    "'",
    '"',
    '`',
    '${',
    '/',
    '//',
    '/*',
    '\\',
    'a',
    '...',
    '\n',
    ' ',
    '=>',
    'é',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('spec', 'spec.a', 'metadata.name', 'metadata.a'), (pieces, path) => {
      const text = `call(${pieces.join('')}`
      const { line, column } = placeIn(callIn(text, 'a.ts', 1, 1), path)
      expect(text.split('\n').length).toBeGreaterThanOrEqual(line)
      expect(column).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})

test('a call that goes on over megabytes is read only so far', () => {
  const text = `call('a', { x: [${"'y', ".repeat(1 << 20)}], email: 1 })`
  const begun = performance.now()
  expect(callIn(text, 'a.ts', 1, 1).at(['spec', 'email'])).toMatchObject({ line: 1 })
  expect(performance.now() - begun).toBeLessThan(2000)
})

test.each([
  ['call(1)', 5, 1],
  ['  a.call (1)', 10, 3],
  ["/* 日本 🏢 */ call('x')", 16, 13],
  ['await 1', 3, 3],
  [`${'x;'.repeat(2000)}call(1)`, 4005, 4001],
])('the call in `%s` whose bracket is character %i begins at column %i', (line, bracket, column) => {
  expect(callStart(line, bracket)).toBe(column)
})
