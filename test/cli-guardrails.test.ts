/** Guardrails that a project wrote itself, with the real program: the example fires and doesn't; levels, waivers, reports; and when they fail. */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, within } from './splashctl.ts'

/** The example, and what a run that read it whole has kept of it: each test begins with a copy, and what it changes is read anew. */
let example: Folder
let project: Folder
beforeAll(async () => {
  example = within('examples/typescript')
  expect(await example.splashctl('validate')).toMatchObject({ code: 0, stderr: '' })
})
afterAll(() => example.remove())
beforeEach(() => {
  project = within()
  cpSync(example.path, project.path, { recursive: true })
})
afterEach(() => project.remove())

const at = (path: string) => join(project.path, path)
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(at(path), 'utf8')
  expect(text).toContain(from)
  writeFileSync(at(path), text.replace(from, to))
}
const say = (policies: string): void => edit('splashtop.yaml', 'policies:\n', `policies:\n${policies}`)
/** What the guardrail of the example forbids, without an AccessTest that would notice, too. */
const breakIt = (): void => {
  edit('organisation/tills.ts', "mode: 'none'", "mode: 'all'")
  edit('organisation/tills.ts', "times: ['2026-04-06T23:00'],\n  expect: { access: 'deny' }", "expect: { access: 'allow' }")
}

test('the example lets its own plan through, and refuses one that breaks its rule, at the field that its guardrail names', async () => {
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0, stderr: '' })
  breakIt()
  for (const command of [['plan'], ['policy', 'check'], ['apply', '--yes']]) {
    const { code, stderr } = await project.splashctl(...command)
    expect([command, code]).toEqual([command, 4])
    expect(stderr).toContain('error[auditors-only-by-schedule]: Katrin Brand reaches graz-till-1,')
    expect(stderr).toMatch(/--> organisation\/tills\.ts:13:\d+\n.*\n> 13 .*group: auditors/)
  }
  // What did not change is still where it is declared, to the field.
  const [found] = (JSON.parse((await project.splashctl('validate', '--json')).stdout) as { problems: { at: object[] }[] }).problems
  expect(found?.at).toEqual([{ file: 'organisation/tills.ts', line: 13, column: 99 }])
  edit('organisation/tills.ts', 'till <= tills', 'till <= Math.min(tills, 2)')
  expect((await project.splashctl('plan')).stderr).toContain('warning[tills-leave-in-daylight]: linz-till-3 leaves the branch linz.')
})

test('its level is set and its findings are waived like those of any other, and SARIF has both', async () => {
  breakIt()
  say('  rules: {auditors-only-by-schedule: warning}\n')
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stderr: expect.stringContaining('warning[auditors-only') })
  const waiver = (day: string) =>
    `{rule: auditors-only-by-schedule, resource: User/k.brand, reason: The audit of the century., expires: '${day}'}`
  edit('splashtop.yaml', '  rules: {auditors-only-by-schedule: warning}', `  waivers: [${waiver('2199-12-31')}]`)
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stderr: '1 finding waived\n' })
  const { runs } = JSON.parse((await project.splashctl('policy', 'check', '--format', 'sarif')).stdout)
  expect(runs[0].tool.driver.rules).toMatchObject([{ id: 'auditors-only-by-schedule', properties: { tags: ['guardrail', 'own'] } }])
  expect(runs[0].results).toMatchObject([{ level: 'error', suppressions: [{ justification: expect.stringContaining('century') }] }])
  edit('organisation/tills.ts', "mode: 'all'", "mode: 'none'")
  edit('organisation/tills.ts', "targets: { groups },\n  expect: { access: 'allow' }", "targets: { groups },\n  expect: { access: 'deny' }")
  const unused = await project.splashctl('policy', 'check')
  expect(unused.stderr).toContain('excuses nothing: the rule has nothing to say of `User/k.brand`')
})

test('it is listed and explained with its file, and known by its name', async () => {
  const listed = await project.splashctl('policy', 'list')
  expect(listed.stdout).toMatch(/auditors-only-by-schedule +error +own +An auditor has access at all hours/)
  const explained = await project.splashctl('policy', 'explain', 'auditors-only-by-schedule')
  for (const text of ['Auditors come for a few weeks', 'Give the access by a Schedule', 'guardrails/auditors.ts:4:1'])
    expect(explained.stdout).toContain(text)
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
  for (const [name, ...words] of [
    ['policy-list', 'policy', 'list'],
    ['policy-explain', 'policy', 'explain', 'tills-leave-in-daylight'],
  ] as const) {
    const { stdout } = await project.splashctl(...words, '--json')
    expect(ajv.validate(documents[name] ?? false, JSON.parse(stdout)), JSON.stringify(ajv.errors)).toBe(true)
    expect(stdout).toContain('"file": "guardrails/auditors.ts"')
  }
  say('  rules: {auditors-only-by-schedul: off}\n')
  expect(await project.splashctl('plan')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('did you mean `auditors-only-by-schedule`?'),
  })
})

test.each([
  ['throws', "find: () => { throw new Error('too late') }", 'own-line-three', 'threw Error: too late', 3],
  [
    'complains of nobody',
    "find: () => [{ resource: 'User/nobody', message: 'x' }]",
    'own-line-three',
    '`User/nobody`, which is in neither',
    3,
  ],
  ['is called as another one', 'find: () => []', 'empty-group', '`empty-group` is a rule of splashctl already', 3],
  ['is called as another of its own', 'find: () => []', 'tills-leave-in-daylight', 'Two guardrails are called', 3],
])('one that %s lets no plan through, and says where', async (_, find, id, message, line) => {
  writeFileSync(
    at('guardrails/bad.ts'),
    `import { guardrail } from 'splashtop-iac'\n\nguardrail({ id: '${id}', level: 'warning', title: 'A', why: 'B', fix: 'C', ${find} })\n`,
  )
  // Each command that reads them refuses alike: all are tried by the first.
  for (const command of id === 'own-line-three' ? [['plan'], ['validate'], ['policy', 'check'], ['apply', '--yes']] : [['plan']]) {
    const { code, stderr } = await project.splashctl(...command)
    expect([command, code, stderr]).toEqual([command, 1, expect.stringContaining(message)])
    expect(stderr).toContain(`--> guardrails/bad.ts:${line}:`)
  }
  const { stdout } = await project.splashctl('history')
  expect(stdout).not.toMatch(/^ *1 /m)
})

test('a guardrail is never taken for a declaration, nor a declaration for a guardrail, whatever folders are named', async () => {
  // The folder of the project is one of its sources: what is a guardrail in it is left out.
  edit('splashtop.yaml', 'sources:\n  - organisation/', "sources: ['organisation/', 'guard*/**']")
  rmSync(at('as-yaml'), { recursive: true })
  expect(await project.splashctl('validate')).toMatchObject({ code: 1, stderr: expect.stringContaining('`guard*/**` holds no YAML') })
  edit('splashtop.yaml', "['organisation/', 'guard*/**']", '[.]')
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stdout: expect.stringContaining('3 files, 26 resources') })
  edit('splashtop.yaml', '    - guardrails/', '    - organisation/')
  const guarding = await project.splashctl('validate')
  expect(guarding.stderr).toContain('exports no `guardrail` for declarations')
  expect(guarding.stderr).toMatch(/exports no `\w+` for guardrails/)
  expect(guarding.code).toBe(1)
})

test('what lies outside, is hidden or is a link out of the project is no guardrail', async () => {
  mkdirSync(at('.hidden'))
  writeFileSync(at('.hidden/a.ts'), 'export {}')
  writeFileSync(join(project.path, '..', 'out.ts'), 'export {}')
  symlinkSync('../../out.ts', at('guardrails/link.ts'))
  for (const [own, message] of [
    ['guardrails/', '`guardrails/link.ts` leads out'],
    ['../out.ts', '`../out.ts` leads out'],
    ['nowhere/', 'The place of guardrails `nowhere/` does not exist'],
    ['.hidden/', '`.hidden`'],
  ] as const) {
    const text = readFileSync(at('splashtop.yaml'), 'utf8').replace(/own:\n {4}- .*/, `own:\n    - ${own}`)
    writeFileSync(at('splashtop.yaml'), text)
    expect(await project.splashctl('validate')).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
  }
})
