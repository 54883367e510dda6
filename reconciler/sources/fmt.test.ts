import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
