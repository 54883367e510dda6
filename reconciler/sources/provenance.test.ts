import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scan } from './load.ts'
import { openProject } from './project.ts'
import { sourceCommit } from './provenance.ts'

let folder: string
const at = (...path: string[]): string => join(folder, 'infra', ...path)
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x.example', '-C', folder, ...args], { encoding: 'utf8' }).trim()

async function told(): Promise<string | undefined> {
  const project = await openProject(at())
  return sourceCommit(project, (await scan(project)).files)
}

let head: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provenance-'))
  git('init', '-q', '-b', 'main')
  mkdirSync(at('people'), { recursive: true })
  writeFileSync(
    at('splashtop.yaml'),
    'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nmanager: git:acme\nsources: [people, "*.team.yaml"]\nbackend: {embedded: {}}\n',
  )
  writeFileSync(at('people', 'ann.yaml'), 'a: 1\n')
  writeFileSync(at('people', 'ben.yaml'), 'b: 1\n')
  writeFileSync(at('acme.team.yaml'), 'c: 1\n')
  writeFileSync(join(folder, 'README.md'), 'x\n')
  git('add', '-A')
  git('commit', '-qm', 'one')
  head = git('rev-parse', 'HEAD')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('files that are as committed have the commit, whatever else was edited', async () => {
  expect(await told()).toBe(head)
  writeFileSync(join(folder, 'README.md'), 'y\n')
  writeFileSync(at('notes.yaml'), 'not: read\n')
  rmSync(at('people', 'ben.yaml'))
  writeFileSync(at('people', 'ben.yaml'), 'b: 1\n')
  expect(await told()).toBe(head)
})

test.each<[string, () => unknown]>([
  ['a source is edited', () => writeFileSync(at('people', 'ann.yaml'), 'a: 2\n')],
  ['the edit is only staged', () => [writeFileSync(at('people', 'ann.yaml'), 'a: 2\n'), git('add', '-A')]],
  ['a source is new', () => writeFileSync(at('people', 'cy.yaml'), 'd: 1\n')],
  ['a source is gone', () => rmSync(at('people', 'ben.yaml'))],
  ['a source that a glob names is gone', () => rmSync(at('acme.team.yaml'))],
  ['a source has another name', () => renameSync(at('people', 'ben.yaml'), at('people', 'bob.yaml'))],
  [
    'the project file is edited',
    () =>
      writeFileSync(
        at('splashtop.yaml'),
        'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nmanager: git:acme\nsources: [people]\nbackend: {embedded: {}}\n',
      ),
  ],
])('%s: the commit has edits', async (_, edit) => {
  edit()
  expect(await told()).toBe(`${head}+edits`)
})

test('a link that is committed, and line ends that only the checkout has, are no edits', async () => {
  writeFileSync(at('shared.txt.yaml'), 'd: 1\n')
  symlinkSync('../shared.txt.yaml', at('people', 'shared.yaml'))
  git('add', '-A')
  git('commit', '-qm', 'two')
  head = git('rev-parse', 'HEAD')
  expect(await told()).toBe(head)
  writeFileSync(at('people', 'ann.yaml'), 'a: 1\r\n')
  expect(await told()).toBe(head)
  writeFileSync(at('shared.txt.yaml'), 'd: 2\n')
  expect(await told()).toBe(`${head}+edits`)
})

test('what Git can not tell is said to be unverified, and no commit is none', async () => {
  const project = await openProject(at())
  const { files } = await scan(project)
  renameSync(join(folder, '.git', 'objects'), join(folder, '.git', 'gone'))
  expect(await sourceCommit(project, files)).toBe(`${head}+unverified`)
  rmSync(join(folder, '.git'), { recursive: true })
  expect(await sourceCommit(project, files)).toBeUndefined()
})

test('what changed since it was read is an edit; and nothing of the checkout is run', async () => {
  const project = await openProject(at())
  const { files } = await scan(project)
  const trap = join(folder, 'trapped')
  writeFileSync(join(folder, '.git', 'trap.sh'), `#!/bin/sh\ntouch ${trap}\ncat\n`, { mode: 0o755 })
  for (const name of ['core.fsmonitor', 'filter.t.clean', 'filter.t.smudge', 'core.pager'])
    git('config', name, join(folder, '.git', 'trap.sh'))
  writeFileSync(join(folder, '.git', 'info', 'attributes'), '*.yaml filter=t\n')
  expect(await sourceCommit(project, files)).toBe(head)
  expect(existsSync(trap)).toBe(false)
  writeFileSync(at('people', 'ann.yaml'), 'a: 3\n')
  git('-c', 'core.fsmonitor=', '-c', 'filter.t.clean=cat', 'commit', '-qam', 'later')
  expect(await sourceCommit(project, files)).toBe(`${git('rev-parse', 'HEAD')}+edits`)
})
