/** The history never says that a commit was applied when edits were that it doesn't hold: asked of the real program, everywhere it tells. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Folder, within } from './splashctl.ts'

let project: Folder
let short: string
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Tester', '-c', 'user.email=tester@acme.example', ...args], { cwd: project.path, encoding: 'utf8' })
const told = async (...args: string[]): Promise<string> => (await project.splashctl(...args)).stdout.replace(/\s+/g, ' ')

beforeAll(async () => {
  project = within()
  writeFileSync(join(project.path, '.gitignore'), '.splashtop/\n')
  const lines = ['apiVersion: splashtop.io/v1', 'kind: Project', 'team: acme', 'manager: git:acme', 'sources: [team.yaml]']
  writeFileSync(join(project.path, 'splashtop.yaml'), `${lines.join('\n')}\nbackend: {embedded: {}}\n`)
  const documents = [
    '{apiVersion: splashtop.io/v1, kind: Team, metadata: {name: acme}, spec: {owner: olga}}',
    '{apiVersion: splashtop.io/v1, kind: User, metadata: {name: olga}, spec: {email: olga@acme.example}}',
    '{apiVersion: splashtop.io/v1, kind: Computer, metadata: {name: pc}, spec: {}}',
  ]
  writeFileSync(join(project.path, 'team.yaml'), `${documents.join('\n---\n')}\n`)
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'one')
  short = git('rev-parse', 'HEAD').trim().slice(0, 12)
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  appendFileSync(join(project.path, 'team.yaml'), '---\n{apiVersion: splashtop.io/v1, kind: Computer, metadata: {name: mac}, spec: {}}\n')
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
})
afterAll(() => project.remove())

test('the history says which revision was of the commit, and which had edits', async () => {
  const history = JSON.parse(await told('history', '--json')) as { revisions: { commit: string }[] }
  expect(history.revisions.map(({ commit }) => commit.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1'))).toEqual([`${short}+edits`, short])
  expect(await told('history')).toMatch(new RegExp(`${short}\\+edits .* ${short} `))
})

test('so do explanations, comparisons, the audit log and reports', async () => {
  expect(await told('explain', 'olga', 'mac', '--source', 'live')).toContain(`commit ${short}+edits by`)
  expect(await told('explain', 'olga', 'pc', '--revision', '1')).toContain(`commit ${short} by`)
  expect(await told('diff', '1', '2')).toContain(`${short}+edits`)
  expect(await told('audit', 'list')).toContain(`at ${short}+edits`)
  expect(await told('access', '--source', 'live', '--format', 'html')).toContain('with edits that it does not hold')
  expect(await told('plan', '--format', 'html')).toContain('what is checked out, with edits that it does not hold')
})
