import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../schema/canonical.ts'
import { times } from '../../test/times.ts'
import { documentsOf } from './documents.ts'
import { fast, offsetIn } from './fast.ts'
import { Generator, randomFrom } from './fuzz.ts'
import { slow } from './slow.ts'
import { split } from './split.ts'

const read = async (text: string | Uint8Array) => documentsOf(typeof text === 'string' ? Buffer.from(text) : text, 'a.yaml')
const only = async (text: string): Promise<Json> => {
  const { documents, problems } = await read(text)
  expect(problems).toEqual([])
  expect(documents).toHaveLength(1)
  return documents[0]?.value as Json
}
const firstProblem = async (text: string | Uint8Array) => {
  const { problems } = await read(text)
  const [first] = problems
  return first && { code: first.code, line: first.at[0]?.line, column: first.at[0]?.column }
}

describe('a scalar', () => {
  test.each<[string, Json]>([
    ['yes', 'yes'],
    ['No', 'No'],
    ['on', 'on'],
    ['true', true],
    ['FALSE', false],
    ['null', null],
    ['~', null],
    ['', null],
    ['12', 12],
    ['+12', 12],
    ['-12', -12],
    ['0', 0],
    ['-0', 0],
    ['-0.0', 0],
    ['0o14', 12],
    ['0x1F', 31],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['1_000', '1_000'],
    ['0b101', '0b101'],
    ['1.2.3', '1.2.3'],
    ['12:30:45', '12:30:45'],
    ['2026-01-02', '2026-01-02'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['9007199254740992', 9007199254740992],
    ['"007"', '007'],
    ["'it''s'", "it's"],
    ['"\\u0041\\U0001F600"', 'A😀'],
    ['Bonjour !', 'Bonjour !'],
    ['R&D', 'R&D'],
    ['a #b', 'a'],
    ['a#b', 'a#b'],
    ['http://x.example/?a=*', 'http://x.example/?a=*'],
    ['[a, {b: c}, ]', ['a', { b: 'c' }]],
    ['|\n  one\n   two\n', 'one\n two\n'],
    ['>-\n  one\n  two\n', 'one two'],
    ['one\n  two', 'one two'],
    ['&x [a]\nb: *x', ['a']],
    ['[\n  a,\n]', ['a']],
  ])('%j is read as %j', async (text, value) => {
    expect(((await only(`a: ${text}\n`)) as { a: Json }).a).toEqual(value)
  })

  test.each([
    ['007', 'yaml-number'],
    ['-08', 'yaml-number'],
    ['.inf', 'yaml-number'],
    ['-.INF', 'yaml-number'],
    ['.nan', 'yaml-number'],
    ['1e999', 'yaml-number'],
    ['9007199254740993', 'yaml-number'],
    ['123456789012345678901234567890', 'yaml-number'],
    ['0xFFFFFFFFFFFFFFFFF', 'yaml-number'],
    ['!!binary aGk=', 'yaml-unsupported'],
    ['!!set {a}', 'yaml-unsupported'],
    ['!custom x', 'yaml-unsupported'],
    ['!!str 1', 'yaml-unsupported'],
    ['"\\ud83d"', 'yaml-unsupported'],
    ['*nothing', 'yaml-syntax'],
    ['"open', 'yaml-syntax'],
    ['b: c', 'yaml-syntax'],
    ['[a, b', 'yaml-syntax'],
    ['@a', 'yaml-syntax'],
    ['%a', 'yaml-syntax'],
  ])('%j is refused as %s', async (text, code) => {
    expect((await firstProblem(`a: ${text}\n`))?.code).toBe(code)
  })
})

describe('a key', () => {
  test.each(['1', '1.5', 'null', 'true', '~', '<<', '[a]', '{a: b}', '&k a', '!t a', '? [a]\n', ''])('%j is refused', async (key) => {
    expect((await firstProblem(`${key}: x\n`))?.code).toMatch(/^yaml-/)
  })
  test('written twice is refused at its second place', async () => {
    expect(await firstProblem('a: 1\nb: 2\na: 3\n')).toEqual({ code: 'yaml-duplicate-key', line: 3, column: 1 })
    expect((await firstProblem('a: {b: 1, "b": 2}\n'))?.code).toBe('yaml-duplicate-key')
  })
  test('named __proto__ is a key like any other', async () => {
    const value = (await only('__proto__: {polluted: yes}\nconstructor: x\n')) as Record<string, Json>
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('a file', () => {
  test('is cut into documents, each with its place; empty ones are no documents', async () => {
    const { documents, problems } = await read('# head\n---\n# only a comment\n---\na: 1\n...\n\n---\n---\n\n  \nb: 2\n--- {c: 3}\n')
    expect(problems).toEqual([])
    expect(documents.map(({ value, at }) => [value, at([]).line])).toEqual([
      [{ a: 1 }, 5],
      [{ b: 2 }, 12],
      [{ c: 3 }, 13],
    ])
  })
  test('tells all that is wrong at once; one wrong document hides no other', async () => {
    const { documents, problems } = await read('a: "b\n---\nb: [1\n---\nc: 1\n---\nd: 007\ne: .inf\n')
    expect(documents.map(({ value }) => value)).toEqual([{ c: 1 }])
    expect(problems.map(({ code, at }) => [code, at[0]?.line])).toEqual([
      ['yaml-syntax', 1],
      ['yaml-syntax', 3],
      ['yaml-number', 7],
      ['yaml-number', 8],
    ])
  })
  test('may have CRLF line breaks and a byte order mark, and reads as without', async () => {
    expect(await only('\ufeffa: |\r\n  b\r\n  c\r\nd: e\r\n')).toEqual({ a: 'b\nc\n', d: 'e' })
  })
  test.each<[string, Uint8Array, string, number]>([
    ['UTF-16', Buffer.from('\ufeffa: b\n', 'utf16le'), 'UTF-16', 1],
    ['UTF-16 without a mark', Buffer.from('a: b\n', 'utf16le'), 'UTF-16', 1],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32', 1],
    ['binary', Buffer.from('a: b\nc: \0\n'), 'binary', 2],
    ['another encoding', Buffer.from('a: b\nc: caf\xe9\n', 'latin1'), 'another encoding', 2],
    ['control characters', Buffer.from('a: b\nc: "\u0007"\n'), 'U+0007', 2],
  ])('in %s is refused', async (_, bytes, named, line) => {
    const [problem] = (await read(bytes)).problems
    expect(problem).toMatchObject({ code: 'file-encoding', message: expect.stringContaining(named), at: [{ line }] })
  })
  test('with a directive, a stray end marker or an indented marker is refused or read, never misread', async () => {
    expect((await firstProblem('%YAML 1.2\n---\na: b\n'))?.code).toBe('yaml-unsupported')
    expect((await firstProblem('a: b\n... c\n'))?.code).toBe('yaml-syntax')
    expect((await firstProblem(' ---\na: b\n'))?.code).toBe('yaml-syntax')
  })
  test('that begins with an unusual blank is no empty document', async () => {
    expect((await read('\u00a0a: b\n')).documents.length + (await read('\u00a0a: b\n')).problems.length).toBe(1)
  })
  test('that holds a text or a list instead of a map is refused', async () => {
    expect((await firstProblem('just words\n'))?.code).toBe('yaml-syntax')
    expect((await firstProblem('- a\n- b\n'))?.code).toBe('yaml-syntax')
  })
})

describe('a mistake', () => {
  test.each([
    ['a: b: c\n', 'A second `: ` stands on this line.', 1, 4],
    ['a:\n\tb: c\n', 'A tab indents this line.', 2, 1],
    ['a: "b\nc: d\n', 'The closing quote is missing.', 2, 5],
    ['a: {b: c\nd: e\n', 'A bracket is not closed before this line.', 2, 1],
    ['a: b\nc\nd: e\n', 'A key without `:` stands here.', 2, 1],
    ['a:\n  b: c\n d: e\n', 'This key is not in line with the others of its map.', 3, 1],
    ['a: @b\n', 'A text that begins with this character needs quotes.', 1, 4],
    ['a: |x\n  b\n', 'Something stands behind `|` or `>`.', 1, 5],
    ['a: "\\q"\n', 'There is no such escape.', 1, 5],
  ])('is told in words for people, once and at its place: %j', async (text, message, line, column) => {
    const { problems } = await read(text)
    expect(problems.map((problem) => [problem.message, problem.at[0]?.line, problem.at[0]?.column])).toContainEqual([message, line, column])
    expect(problems).toHaveLength(1)
  })
})

describe('a document that costs much to read', () => {
  const plain = `items:\n${'- {kind: User, metadata: {name: b}}\n'.repeat(28_000)}`
  test('is read when it is right and plain', async () => {
    expect(plain.length).toBeGreaterThan(1_000_000)
    expect(await read(plain)).toMatchObject({ documents: [{}], problems: [], slowly: false })
  })
  test('is refused at the place that the fast parser knows', async () => {
    const { problems } = await read(`${plain}- a: b: c\n`)
    expect(problems).toMatchObject([
      { code: 'yaml-syntax', message: expect.stringContaining('bad indentation of a mapping entry'), at: [{ line: 28_002, column: 7 }] },
    ])
    expect(await firstProblem(`${plain}- *a\n`)).toEqual({ code: 'too-large', line: 28_002, column: 3 })
    expect(await firstProblem(`${plain}- {a: 1, a: 2}\n`)).toEqual({ code: 'too-large', line: 28_002, column: 10 })
    expect(await firstProblem(`a: b\n${'a:\n'.repeat(300_000)}`)).toEqual({ code: 'too-large', line: 2, column: 1 })
  })
  test('leaves the other documents of its file alone, up to there', async () => {
    const { documents, problems } = await read(`a: 1\n---\n${plain}- *a\n---\nb: 2\n`)
    expect([documents.map(({ value }) => value), problems.length]).toEqual([[{ a: 1 }], 1])
  })
})

describe('a List', () => {
  test('is taken apart, each entry at its own place', async () => {
    const { documents, problems } = await read(
      'apiVersion: splashtop.io/v1\nkind: List\nitems:\n  - kind: User\n    metadata: {name: a}\n  - {kind: Group}\n',
    )
    expect(problems).toEqual([])
    expect(documents.map(({ value }) => value)).toEqual([{ kind: 'User', metadata: { name: 'a' } }, { kind: 'Group' }])
    expect(documents.map(({ at }) => at([]))).toMatchObject([
      { line: 4, column: 5 },
      { line: 6, column: 5 },
    ])
    expect(documents[0]?.at(['metadata', 'name'])).toMatchObject({ line: 5, column: 16 })
  })
  test.each([
    ['apiVersion: splashtop.io/v1\nkind: List\n', 'invalid-list', 1],
    ['apiVersion: splashtop.io/v1\nkind: List\nitems: a\n', 'invalid-list', 3],
    ['kind: List\nitems: []\n', 'invalid-list', 1],
    ['apiVersion: splashtop.io/v1\nkind: List\nitem: []\nitems: []\n', 'unknown-field', 3],
    ['apiVersion: splashtop.io/v1\nkind: List\nitems: [{kind: List}]\n', 'invalid-list', 3],
  ])('that is wrong is told so: %j', async (text, code, line) => {
    expect(await firstProblem(text)).toMatchObject({ code, line })
  })
})

describe('both parsers', () => {
  test('take a key without a value at the end of a bracket that closes on the next line', async () => {
    const text = 'kind: {a: 1, b\n }\n'
    expect(fast(text)).toMatchObject({ value: { kind: { a: 1, b: null } } })
    const { documents, problems } = await documentsOf(Buffer.from(`# &\n${text}---\nx: &y 1\n`), 'a.yaml')
    expect([documents[0]?.value, problems]).toEqual([{ kind: { a: 1, b: null } }, []])
    const slowly = await documentsOf(Buffer.from(`kind: {a: &x 1, b\n }\n`), 'a.yaml')
    expect([slowly.documents[0]?.value, slowly.problems]).toEqual([{ kind: { a: 1, b: null } }, []])
  })
  test.each(['kind: {"a"\n :b}\nb: ~\n', 'spec: {a, b:...\n }\n'])('leave %j to the slow one, for they part ways over it', (text) => {
    expect(fast(text)).toMatchObject({ verdict: 'rare' })
  })
  test.each(['c:\n- {}items: a\n', "c:\n- 'x'  items: a\n", "c:\n- 'x'? a\n", 'c:\n\n# d\n  a\nitems: x\n'])(
    'leave no doubt about %j, which one of them would take',
    (text) => {
      expect(slow(text).value).toBeUndefined()
      expect(fast(text)).toMatchObject({ verdict: expect.stringMatching('rare|refused') })
    },
  )
  test('give every path of what both accept the same place', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const { text, behindEnd } of split(new Generator(randomFrom(seed)).text().replaceAll('\r\n', '\n'))) {
          if (behindEnd) continue // refused before any parser sees it
          const quick = fast(text)
          if ('verdict' in quick) continue
          const thorough = slow(text)
          for (const path of pathsOf(quick.value)) expect([path, offsetIn(text, path)]).toEqual([path, thorough.at(path)])
        }
      }),
      { numRuns: times(5000) },
    )
  })
  test('stand at the nearest thing for a path that does not exist', async () => {
    const { documents } = await read('a:\n  b: 1\n')
    expect(documents[0]?.at(['a', 'x', 'y'])).toEqual({ file: 'a.yaml', line: 1, column: 1 })
    expect(documents[0]?.at(['a', 'b', 'y'])).toEqual({ file: 'a.yaml', line: 2, column: 3 })
  })
})

function pathsOf(value: Json): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  // An empty entry of a list is nowhere, and its neighbours answer for it.
  return [
    [],
    ...entries
      .filter(([key, inner]) => typeof key === 'string' || inner !== null)
      .flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path])),
  ]
}
