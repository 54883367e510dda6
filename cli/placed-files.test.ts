import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import { filesOf, place, schemaLine, sourceFolder } from './placed-files.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'splashctl-place-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const file = (name: string) => ({ path: join(root, name), text: `${name}\n`, resources: 1 })
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      return error.problems.map(({ code }) => code)
    },
  )

test('files are written with the folders that they need', async () => {
  await place({ root }, [file('a/b/one.yaml'), file('a/two.yaml')])
  expect(readFileSync(join(root, 'a/b/one.yaml'), 'utf8')).toBe('a/b/one.yaml\n')
  expect(readdirSync(root, { recursive: true }).sort()).toEqual(['a', 'a/b', 'a/b/one.yaml', 'a/two.yaml'])
})

test('where one is there, it stays, and none is written', async () => {
  writeFileSync(join(root, 'two.yaml'), 'mine\n')
  expect(await codes(place({ root }, [file('a/one.yaml'), file('two.yaml'), file('three.yaml')]))).toEqual(['file-exists'])
  expect(readdirSync(root)).toEqual(['two.yaml'])
  expect(readFileSync(join(root, 'two.yaml'), 'utf8')).toBe('mine\n')
})

test('where a folder is a file, none is written', async () => {
  writeFileSync(join(root, 'a'), 'mine\n')
  expect(await codes(place({ root }, [file('one.yaml'), file('a/two.yaml')]))).toEqual(['not-written'])
  expect(readdirSync(root)).toEqual(['a'])
})

test('where what belongs to it fails, they go again', async () => {
  const failing = () => Promise.reject(new Error('no'))
  expect(await codes(place({ root }, [file('a/one.yaml')], failing))).toEqual(['not-written'])
  expect(readdirSync(root)).toEqual([])
})

test('as many files as it takes for each to be formatted', () => {
  const documents = Array.from({ length: 3000 }, (_, i) => `kind: User\nmetadata: {name: u-${i}}\nspec: {displayName: ${'x'.repeat(60)}}\n`)
  const files = filesOf('/p/users.yaml', ['About.'], '# schema\n', documents)
  expect(files.map(({ path }) => path)).toEqual(['/p/users.yaml', '/p/users-2.yaml'])
  expect(files.reduce((sum, { resources }) => sum + resources, 0)).toBe(3000)
  for (const { text } of files) {
    expect(text.length).toBeLessThan(200 * 1024)
    expect(text.startsWith('# schema\n#\n# About.\nkind: User\n')).toBe(true)
  }
})

test('the schema is that beside the files or above them, else the one of the project file', () => {
  const project = { root, file: 'splashtop.yaml' }
  writeFileSync(join(root, 'splashtop.yaml'), 'team: a\n')
  mkdirSync(join(root, 'org/people'), { recursive: true })
  expect(schemaLine(project, join(root, 'org'))).toBe('')
  writeFileSync(join(root, 'splashtop.yaml'), '# yaml-language-server: $schema=./schema/s.json\nteam: a\n')
  expect(schemaLine(project, join(root, 'org'))).toBe('# yaml-language-server: $schema=../schema/s.json\n')
  writeFileSync(join(root, 'splashtop.yaml'), '# yaml-language-server: $schema=https://x.example/s.json\nteam: a\n')
  expect(schemaLine(project, join(root, 'org'))).toBe('# yaml-language-server: $schema=https://x.example/s.json\n')
  writeFileSync(join(root, 'splashtop.schema.json'), '{}')
  expect(schemaLine(project, join(root, 'org/people'))).toBe('# yaml-language-server: $schema=../../splashtop.schema.json\n')
  expect(schemaLine(project, root)).toBe('# yaml-language-server: $schema=./splashtop.schema.json\n')
})

test.each([
  [['organisation/'], 'organisation'],
  [['*.yaml', 'a.ts', 'team.yml', 'people'], 'people'],
  [['*.yaml'], ''],
  [['.'], ''],
])('of the sources %j, new files go to %j', (sources, folder) => {
  expect(sourceFolder({ root, sources })).toBe(join(root, folder))
})
