/** What is live, and the users of a table, become declarations: asked of the real program, from the files to the plan. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { plan } from '../reconciler/plan/plan.ts'
import { load, scan } from '../reconciler/sources/load.ts'
import { openProject } from '../reconciler/sources/project.ts'
import { World } from '../schema/world.ts'
import { type Folder, within } from './splashctl.ts'

let project: Folder
beforeEach(() => {
  project = within('examples/minimal')
})
afterEach(() => project.remove())

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
async function json(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await project.splashctl(...args, '--json')
  const check = ajv.compile(documents[name] ?? false)
  const document = JSON.parse(stdout) as Record<string, unknown>
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}
const file = (name: string) => join(project.path, name)
const text = (name: string) => readFileSync(file(name), 'utf8')
const declarations = () => readdirSync(project.path).filter((name) => name.endsWith('.yaml') && name !== 'splashtop.yaml')
/** The files are lost, but for the project's own. */
function wipe(): void {
  for (const name of declarations()) rmSync(file(name))
}

test('a project that lost its files has them again: a plan of them is empty, and they are formatted', async () => {
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  const refused = await project.splashctl('import')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('error[already-declared]')
  wipe()
  const { code, stdout } = await project.splashctl('import')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\+ teams\.yaml .*1 resource\n[\s\S]*A plan of them changes nothing\.[\s\S]* {2}splashctl plan/)
  expect(await json('plan', 'plan')).toMatchObject({ changes: [], problems: [] })
  expect(await project.splashctl('fmt', '--check', ...declarations())).toMatchObject({ code: 0 })
  const before = declarations().map((name) => [name, text(name)])
  wipe()
  expect(await json('import', 'import', '--live')).toMatchObject({ revision: 1, leftOut: [], enrolled: 0, changes: 0, problems: [] })
  expect(declarations().map((name) => [name, text(name)])).toEqual(before)
})

test('who imports a group that is labelled as sensitive is told that its tests did not come along, unless they are there', async () => {
  const labelled = text('organisation.yaml').replace(
    'metadata: {name: workshop}',
    "metadata: {name: workshop, labels: {splashtop.io/sensitive: 'true'}}",
  )
  writeFileSync(
    file('organisation.yaml'),
    `${labelled}---
apiVersion: splashtop.io/v1
kind: AccessTest
metadata: {name: workshop-is-reached}
spec: {subjects: {groups: [workshop]}, targets: {groups: [workshop]}, expect: {access: allow}}
`,
  )
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  const test = text('organisation.yaml').split('---\n').at(-1) as string
  wipe()
  const { stderr } = await project.splashctl('import')
  expect(stderr).toContain('none came along, and group `workshop` must have one each: until then a plan is refused')
  expect((await project.splashctl('plan')).stderr).toContain('sensitive-untested')
  wipe()
  writeFileSync(file('tests.yaml'), test)
  expect((await project.splashctl('import')).stderr).not.toContain('none came along')
  expect(await json('plan', 'plan')).toMatchObject({ changes: [] })
})

test('it writes nothing over a file that is there, and nothing at all with --dry-run', async () => {
  await project.splashctl('apply', '--yes')
  wipe()
  const shown = await project.splashctl('import', '--dry-run')
  expect(shown.stdout).toMatch(/^# teams\.yaml\n[\s\S]*kind: Group\n/)
  expect(declarations()).toEqual([])
  writeFileSync(file('users.yaml'), '# Mine.\n')
  const { code, stderr } = await project.splashctl('import')
  expect([code, declarations(), text('users.yaml')]).toEqual([1, ['users.yaml'], '# Mine.\n'])
  expect(stderr).toContain('error[file-exists]: `users.yaml` is there already')
})

test('by another manager there is nothing, or all with --all; then a plan that adopts changes no value', async () => {
  await project.splashctl('apply', '--yes')
  wipe()
  writeFileSync(file('splashtop.yaml'), text('splashtop.yaml').replace(/^manager: .*$/m, 'manager: git:atelier/new'))
  const nothing = await project.splashctl('import')
  expect(nothing.code).toBe(1)
  expect(nothing.stderr).toContain('5 resources by `git:atelier/access`')
  expect(await json('import', 'import', '--all')).toMatchObject({ changes: 0 })
  expect(text('groups.yaml')).toContain('# Managed by git:atelier/access: spec.')
  expect(await json('plan', 'plan')).toMatchObject({ changes: [] })
  const [user] = ((await json('get', 'get', 'users')).resources as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name)
  const { changes } = (await json('plan', 'plan', '--adopt', `User/${user}`)) as { changes: { op: string; fields: unknown[] }[] }
  expect(changes.map(({ op, fields }) => [op, fields])).toEqual([['adopt', []]])
})

test('into a folder outside of the project, which may hold nothing of the same', async () => {
  await project.splashctl('apply', '--yes')
  const elsewhere = mkdtempSync(join(tmpdir(), 'splashctl-out-'))
  const out = join(elsewhere, 'team')
  expect(await project.splashctl('import', '--out', out)).toMatchObject({ code: 0 })
  renameSync(join(out, 'users.yaml'), join(out, 'people.yaml'))
  const again = await project.splashctl('import', '--out', out)
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('error[already-declared]')
  rmSync(elsewhere, { recursive: true })
})

const heading = 'Compte;Groupe;Nom affiché;Licence;Rôle'
function withUsers(...rows: string[]): void {
  writeFileSync(file('users.csv'), `\ufeff${[heading, ...rows].join('\r\n')}\r\n`)
}

test('users of a table are declared, planned and applied', async () => {
  await project.splashctl('apply', '--yes')
  withUsers('zoe.l@atelier.example;Workshop;"Zoë ""L"" Écuyer";Technicien;Membre', 'jo@other.example;Ateliers;;;')
  const unknown = await project.splashctl('import', 'users.csv')
  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toMatch(/There is no group `Ateliers`[\s\S]*users\.csv:3:18/)
  expect(existsSync(file('users.yaml'))).toBe(false)
  const document = await json('import-csv', 'import', 'users.csv', '--create-groups', '--out', 'new.yaml')
  expect(document).toMatchObject({ files: [{ file: 'new.yaml' }], known: [], problems: [] })
  expect(document.created).toContain('User/atelier/zoe.l')
  expect(text('new.yaml')).toContain('  displayName: \'Zoë "L" Écuyer\'\n')
  expect(await project.splashctl('fmt', '--check', 'new.yaml')).toMatchObject({ code: 0 })
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  const again = await project.splashctl('import', 'users.csv')
  expect(again).toMatchObject({ code: 0, stdout: 'Nothing to write: everybody in the table is there already.\n' })
})

test('who is there is told of, and edited where that is asked for, with the comments around', async () => {
  await project.splashctl('apply', '--yes')
  const [first] = (await json('get', 'get', 'users')).resources as { metadata: { name: string }; spec: { email: string } }[]
  withUsers(`${first?.spec.email.toUpperCase()};;Somebody Else;;`)
  const told = await json('import-csv', 'import', 'users.csv')
  expect(told).toMatchObject({
    files: [],
    known: [{ differs: [{ path: 'spec.displayName', csv: 'Somebody Else', updated: false }] }],
    problems: [{ code: 'csv-differs', level: 'info', at: [{ file: 'users.csv', line: 2 }, {}] }],
  })
  const before = declarations().map(text).join('')
  const { code, stdout } = await project.splashctl('import', 'users.csv', '--update')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\+.*displayName: Somebody Else/m)
  const after = declarations().map(text).join('')
  expect(after).toContain('displayName: Somebody Else')
  expect(after.match(/#.*/g)).toEqual(before.match(/#.*/g))
  expect((await json('plan', 'plan')).changes).toHaveLength(1)
})

test('what is no table is refused, and nothing is written', async () => {
  const refused = async (content: string | Uint8Array) => {
    writeFileSync(file('users.csv'), content)
    const { code, stdout, stderr } = await project.splashctl('import', 'users.csv')
    expect([code, stdout]).toEqual([1, ''])
    return [...stderr.matchAll(/^error\[([a-z-]+)\]/gm)].map((match) => match[1])
  }
  expect(await refused('account,group\n=cmd|calc!A0@x.example,workshop\n"b@x.example,workshop\n')).toEqual(['csv-formula', 'csv-syntax'])
  expect(await refused('account,name\na@x.example,\u202egnp.exe\n')).toEqual(['hostile-character'])
  expect(await refused('account,name\na@x.example,\0\n')).toEqual(['file-encoding'])
  expect(await refused(Buffer.from('\ufeffaccount\n', 'utf16le'))).toEqual(['file-encoding'])
  expect(await refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual(['file-encoding'])
  expect(await refused(`account\n${'x'.repeat(1 << 20)}\n`)).toEqual(['too-large'])
  expect(await refused('x'.repeat((8 << 20) + 1))).toEqual(['too-large'])
  expect(await refused('')).toEqual(['csv-heading'])
  expect(existsSync(file('users.yaml'))).toBe(false)
})

test.each([
  [['import', 'users.csv', '--all'], '`--all` is about what is live'],
  [['import', '--create-groups'], '`--create-groups` is about a CSV file'],
  [['import', 'nowhere.csv'], 'ENOENT'],
  [['import', 'users.csv', '--out', 'users.txt'], 'no source of the project'],
  [['import', 'users.csv', '--out', '../users.yaml'], 'no source of the project'],
])('%j is refused', async (args, says) => {
  withUsers('a@atelier.example;;;;')
  const { code, stderr } = await project.splashctl(...args)
  expect(code).toBe(1)
  expect(stderr).toContain(says)
})

test('two thousand of a table are imported, applied, lost, imported again and planned, in bearable time', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `user.${i}@atelier.example;;User ${i};;`)
  withUsers(...rows)
  expect(await project.splashctl('import', 'users.csv')).toMatchObject({ code: 0 })
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  wipe()
  const began = performance.now()
  expect(await project.splashctl('import')).toMatchObject({ code: 0 })
  // Half a second where nothing else runs.
  expect(performance.now() - began).toBeLessThan(10_000)
  const own = await openProject(project.path)
  const loaded = await load(own, await scan(own), { cache: false })
  expect(loaded.problems).toEqual([])
  expect(loaded.resources).toHaveLength(2005)
  const { problems } = plan({ team: own.team, manager: own.manager, resources: loaded.resources }, new World(own.team, []), {
    evaluatedAt: '2026-03-02T09:00:00Z',
  })
  expect(problems).toEqual([])
  expect(await json('plan', 'plan')).toMatchObject({ changes: [] })
})
