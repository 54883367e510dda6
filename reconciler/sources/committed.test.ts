import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Committed, committed } from './committed.ts'

const people = `# Two people
kind: User
metadata: {name: alice}
spec:
  email: alice@acme.example
---
kind: Group
metadata: {name: night}
spec:
  admins:
    - bob
    - alice
`
let base: string
let root: string
let commit: string
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Tester', '-c', 'user.email=tester@acme.example', ...args], { cwd: base, encoding: 'utf8' })
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'splashtop-committed-'))
  root = join(base, 'iac')
  mkdirSync(join(root, 'org'), { recursive: true })
  git('init', '-q')
  writeFileSync(join(root, 'org', 'people.yaml'), people)
  writeFileSync(join(root, 'org', 'broken.yaml'), 'kind: [')
  git('add', '.')
  git('commit', '-q', '-m', 'people')
  commit = git('rev-parse', 'HEAD').trim()
  writeFileSync(join(root, 'org', 'people.yaml'), '# all of it is something else by now\n')
})
afterAll(() => rmSync(base, { recursive: true }))

const alice = 'User/acme/alice'
const night = 'Group/acme/night'
const file = 'org/people.yaml'

test('a field, or an entry of a list, is where it was at the commit, whatever the file says now', async () => {
  const at = await committed(root)
  expect(at(commit, { file, line: 2 }, alice, 'spec.email')).toEqual({ file, line: 5, column: 3 })
  expect(at(commit, { file, line: 7 }, night, 'spec.admins', 'alice')).toMatchObject({ file, line: 12 })
  expect(at(commit, { file, line: 7 }, night, 'spec.admins', 'gone')).toMatchObject({ file, line: 10 }) // the list
  expect(at(commit, { file, line: 7 }, night, '')).toMatchObject({ file, line: 7 })
})

test.each<[string, (at: Committed) => ReturnType<Committed>]>([
  ['another resource stands at that line', (at) => at(commit, { file, line: 7 }, alice, 'spec.email')],
  ['the resource stood at another line, so that it was applied from edits', (at) => at(commit, { file, line: 3 }, alice, '')],
  ['the file is not in the commit', (at) => at(commit, { file: 'org/none.yaml', line: 2 }, alice, '')],
  ['the file is outside the checkout', (at) => at(commit, { file: '../../people.yaml', line: 2 }, alice, '')],
  ['the file can’t be read as YAML', (at) => at(commit, { file: 'org/broken.yaml', line: 1 }, alice, '')],
  ['the commit is not here', (at) => at('0'.repeat(40), { file, line: 2 }, alice, '')],
  ['what is given is no commit, but an option or a name', (at) => at('HEAD', { file, line: 2 }, alice, '')],
])('there is no answer where %s', async (_, ask) => {
  expect(ask(await committed(root))).toBeUndefined()
})

test('there is no answer in a folder that is no checkout', async () => {
  expect((await committed(tmpdir()))(commit, { file, line: 2 }, alice, '')).toBeUndefined()
})
