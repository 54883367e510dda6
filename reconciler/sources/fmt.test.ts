import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format, write } from './fmt.ts'

const formatted = (text: string): string => {
  const { text: result, problems } = format(text, 'a.yaml')
  expect(problems).toEqual([])
  return result
}

describe('the canonical form', () => {
  test('orders keys by the schema, indents, quotes alike; comments and blank lines stay with what they are about', () => {
    const text = `# People of Paris
# and others

kind: User   # a person
apiVersion: splashtop.io/v1
spec:
    email: "a@x.example"
    # what people read
    displayName:   'Al ice'


    role: member
    group:
metadata: {name: alice,   labels: {b: "x", a: y}}
`
    expect(formatted(text)).toBe(`# People of Paris
# and others

apiVersion: splashtop.io/v1
kind: User # a person
metadata: {name: alice, labels: {b: 'x', a: y}}
spec:
  # what people read
  displayName: 'Al ice'
  email: 'a@x.example'

  role: member
  group:
`)
  })
  test('holds for each entry of a List, and for several documents', () => {
    const text = `kind: List
apiVersion: splashtop.io/v1
items:
- spec: {email: a@x.example}
  kind: User
  metadata:
   name: a
# about b
- kind: Group
  metadata: {name: b}
---


# alone
---
metadata: {name: c}
kind: Group
`
    expect(formatted(text)).toBe(`apiVersion: splashtop.io/v1
kind: List
items:
  - kind: User
    metadata:
      name: a
    spec: {email: a@x.example}
  # about b
  - kind: Group
    metadata: {name: b}
---
# alone
---
kind: Group
metadata: {name: c}
`)
  })
  test.each([
    [
      'directly above the first key goes where that key goes',
      'spec:\n  # about email\n  # at length\n  email: a@x.example\n  displayName: A\n',
      'spec:\n  displayName: A\n  # about email\n  # at length\n  email: a@x.example\n',
    ],
    [
      'parted from the first key heads them all',
      'spec:\n  # about all\n\n  email: a@x.example\n  displayName: A\n',
      'spec:\n  # about all\n\n  displayName: A\n  email: a@x.example\n',
    ],
    [
      'of either kind goes its own way',
      'spec:\n  # about all\n\n  # about email\n  email: a@x.example\n  displayName: A\n',
      'spec:\n  # about all\n\n  displayName: A\n  # about email\n  email: a@x.example\n',
    ],
    [
      'behind the key of the map heads what is in it',
      'spec: # about all\n  # about email\n  email: a@x.example\n  displayName: A\n',
      'spec:\n  # about all\n\n  displayName: A\n  # about email\n  email: a@x.example\n',
    ],
    [
      'behind the key of the map is parted from the first key, so that it stays what it is about',
      'spec: # about all\n  email: a@x.example\n',
      'spec:\n  # about all\n\n  email: a@x.example\n',
    ],
    [
      'on a line behind a value stays behind it',
      'spec:\n  email: a@x.example # mail\n  # shown\n  displayName: A # name\n',
      'spec:\n  # shown\n  displayName: A # name\n  email: a@x.example # mail\n',
    ],
    [
      'in brackets over several lines goes with its key',
      'spec: {\n  # about email\n  email: a@x.example,\n  displayName: A\n}\n',
      'spec:\n  displayName: A\n  # about email\n  email: a@x.example\n',
    ],
    [
      'above a first key that stays first stays where it is',
      'spec:\n  # about displayName\n  displayName: A\n  role: member\n  email: a@x.example\n',
      'spec:\n  # about displayName\n  displayName: A\n  email: a@x.example\n  role: member\n',
    ],
  ])('a comment %s', (_, text, result) => {
    const head = 'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: a}\n'
    expect(formatted(head + text)).toBe(head + result)
    expect(formatted(head + result)).toBe(head + result)
  })
  test('wherever keys go, every comment stands where it stood: above its key, behind it, or at the head', () => {
    const keys = ['displayName', 'email', 'role', 'group', 'licence']
    const line = (key: string) => fc.record({ key: fc.constant(key), blank: fc.boolean(), above: fc.boolean(), behind: fc.boolean() })
    const lines = fc.shuffledSubarray(keys, { minLength: 1 }).chain((some) => fc.tuple(...some.map(line)))
    fc.assert(
      fc.property(lines, fc.boolean(), fc.boolean(), (lines, head, tail) => {
        const spec = lines.map(
          ({ key, blank, above, behind }) =>
            `${blank ? '\n' : ''}${above ? `  # above ${key}\n` : ''}  ${key}: x${behind ? ` # behind ${key}` : ''}\n`,
        )
        const text = `kind: User\nspec:${tail ? ' # tail' : ''}\n${head ? '  # head\n\n' : ''}${spec.join('')}`
        const result = formatted(text).split('\n')
        for (const { key, above, behind } of lines) {
          const at = result.indexOf(`  ${key}: x${behind ? ` # behind ${key}` : ''}`)
          expect(result[at - 1] === `  # above ${key}`, text).toBe(above)
        }
        const heading = result.slice(result.indexOf('spec:') + 1).filter((one) => one !== '')
        expect(heading.slice(0, Number(tail) + Number(head)), text).toEqual([...(tail ? ['  # tail'] : []), ...(head ? ['  # head'] : [])])
      }),
      { numRuns: 300 },
    )
  })
  test('a comment about the first feature of a team goes with it, deep inside', () => {
    const head = 'apiVersion: splashtop.io/v1\nkind: Team\nmetadata:\n  name: acme\nspec:\n  features:\n'
    expect(formatted(`${head}    # nobody prints\n    remotePrint: disabled\n    fileTransfer: enabled\n`)).toBe(
      `${head}    fileTransfer: enabled\n    # nobody prints\n    remotePrint: disabled\n`,
    )
  })
  test('opens brackets that take several lines, and keeps those of one', () => {
    expect(formatted('a: [b, c]\nd: [\n  e,\n  f # last\n]\n')).toBe('a: [b, c]\nd:\n  - e\n  - f # last\n')
  })
  test.each([
    ['CRLF, a byte order mark, no line break at the end', '\ufeffa: b\r\nc: d', 'a: b\nc: d\n'],
    ['double quotes that nothing needs', 'a: "b"\n', "a: 'b'\n"],
    ['quotes that something needs', `a: "it's"\nb: "c\\n"\n`, `a: "it's"\nb: "c\\n"\n`],
    ['numbers as they were written', 'a: 1e3\nb: 0x1F\nc: 1.50\nd: ~\ne: TRUE\n', 'a: 1e3\nb: 0x1F\nc: 1.50\nd: ~\ne: TRUE\n'],
    ['block texts', 'a: |\n    b\n     c\nd: >-\n  e\n  f\n', 'a: |\n  b\n   c\nd: >-\n  e f\n'],
    ['long lines', `a: ${'word '.repeat(60)}end\n`, `a: ${'word '.repeat(60)}end\n`],
    [
      'anchors, in their order',
      'kind: User\nspec: {email: &e a@x.example}\nmetadata: {name: x, labels: {e: *e}}\n',
      'kind: User\nspec: {email: &e a@x.example}\nmetadata: {name: x, labels: {e: *e}}\n',
    ],
    ['nothing', '', ''],
    ['comments alone', '# a\n\n# b\n', '# a\n\n# b\n'],
  ])('of %s', (_, text, result) => {
    expect(formatted(text)).toBe(result)
  })
  test.each([
    ['a: "b\n', 'yaml-syntax'],
    ['a: 1\na: 2\n', 'yaml-duplicate-key'],
    ['a: caf\ufffd\n', 'file-encoding'],
    [`a: ${'x'.repeat(600_000)}\n`, 'too-large'],
    [`a: [${'b,'.repeat(200_000)}]\n`, 'too-large'],
  ])('is refused for %j, which stays as it is', (text, code) => {
    const { text: result, problems } = format(text, 'a.yaml')
    expect([result, problems[0]?.code]).toEqual([text, code])
  })
})

describe('writing', () => {
  test('replaces the file at once, keeps its mode, follows a link, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fmt-'))
    const path = join(folder, 'a.yaml')
    writeFileSync(path, 'old\n')
    chmodSync(path, 0o640)
    symlinkSync('a.yaml', join(folder, 'link.yaml'))
    await write(join(folder, 'link.yaml'), 'new\n')
    expect(readFileSync(path, 'utf8')).toBe('new\n')
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'link.yaml'])
    rmSync(folder, { recursive: true })
  })
})

test('a text that only the loader can read is left alone, and said so', () => {
  const text = "\r0'a' b&a {x: *a}"
  const { text: result, problems } = format(text, 'a.yaml')
  expect(result).toBe(text)
  expect(problems.every((found) => found.level === 'error' && found.fix !== '')).toBe(true)
  expect(problems).not.toEqual([])
})
