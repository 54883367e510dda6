/** Guardrails, as a person and a pipeline meet them: chosen and waived in the project file, refused, listed, explained, and written as SARIF. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { policies } from '../policies/packs.ts'
import { type Folder, within } from './splashctl.ts'

let project: Folder
let usual: string
beforeEach(() => {
  project = within('examples/minimal')
  usual = readFileSync(join(project.path, 'splashtop.yaml'), 'utf8')
  // A team that keeps its logs for longer than anyone can export them.
  const organisation = join(project.path, 'organisation.yaml')
  const text = readFileSync(organisation, 'utf8')
  writeFileSync(organisation, text.replace('owner: maya}', 'owner: maya, logRetentionDays: 1000}'))
})
afterEach(() => project.remove())

const say = (policiesText: string): void => writeFileSync(join(project.path, 'splashtop.yaml'), `${usual}\npolicies: ${policiesText}\n`)
const waiver = (expires: string, more = '') =>
  `{rules: {long-retention: error}, waivers: [{rule: long-retention, resource: Team/atelier, reason: The court asked for it., expires: '${expires}'}${more}]}`

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
async function documentOf(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await project.splashctl(...args, '--json')
  const check = ajv.compile(documents[name] ?? false)
  const document = JSON.parse(stdout) as Record<string, unknown>
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}

test('a guardrail warns by itself, and refuses where the project says so', async () => {
  const warned = await project.splashctl('plan')
  expect([warned.code, warned.stderr]).toEqual([0, expect.stringContaining('warning[long-retention]: Logs are kept for 1000 days')])
  expect(warned.stderr).toContain('--> organisation.yaml:')
  say('{rules: {long-retention: error}}')
  for (const command of [['plan'], ['validate'], ['policy', 'check'], ['apply', '--yes']]) {
    const refused = await project.splashctl(...command)
    expect([command, refused.code]).toEqual([command, 4])
    expect(refused.stderr).toContain('error[long-retention]')
  }
  say('{packs: []}')
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stderr: '' })
})

test('a waiver lets a plan pass, counted, until its day is over; then nothing hides behind an unchanged project', async () => {
  say(waiver('2027-01-31'))
  const at = (time: string) => ['--at', time]
  const applied = await project.splashctl('apply', '--yes', ...at('2027-01-31T23:00:00Z'))
  expect(applied).toMatchObject({ code: 0, stderr: '1 finding waived\n' })
  // Nothing has changed since, so nothing is read, and nothing to complain of is known; until the day after.
  expect(await project.splashctl('plan', ...at('2027-01-31T23:00:00Z'))).toMatchObject({ code: 0, stderr: '' })
  for (const command of [['plan'], ['apply', '--yes']]) {
    const over = await project.splashctl(...command, ...at('2027-02-01T00:00:00Z'))
    expect(over.code).toBe(4)
    expect(over.stderr).toContain('error[waiver-expired]: The waiver of `long-retention` for `Team/atelier` held until 2027-01-31')
    expect(over.stderr).toContain('error[long-retention]')
    expect(over.stderr).toContain('--> splashtop.yaml:')
  }
})

test('a waiver that excuses nothing is told; a rule that there is not ends the run', async () => {
  say(waiver('2099-01-31', ", {rule: empty-group, resource: Group/workshop, reason: x, expires: '2099-01-31'}"))
  const unused = await project.splashctl('policy', 'check')
  expect([unused.code, unused.stderr]).toEqual([0, expect.stringContaining('warning[waiver-unused]: The waiver of `empty-group`')])
  expect(unused.stdout).toMatch(/Team\/atelier +long-retention +2099-01-31 +The court asked for it\./)
  say('{rules: {emtpy-group: error}}')
  const unknown = await project.splashctl('plan')
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    expect.stringContaining('There is no rule `emtpy-group`; did you mean `empty-group`?'),
  ])
  say(`{waivers: [{rule: owner-role, resource: User/maya, reason: x, expires: '2099-01-31'}]}`)
  const invariant = await project.splashctl('plan')
  expect([invariant.code, invariant.stderr]).toEqual([1, expect.stringContaining("can't be switched off or waived")])
  say('{packs: [strct]}')
  const pack = await project.splashctl('plan')
  expect([pack.code, pack.stderr]).toEqual([1, expect.stringContaining('did you mean `strict`')])
})

test('the guardrails are listed and explained, with what this project makes of them', async () => {
  say(waiver('2099-01-31'))
  const list = await documentOf('policy-list', 'policy', 'list')
  expect(list.packs).toEqual(['recommended'])
  expect((list.rules as { id: string }[]).map(({ id }) => id)).toEqual(policies.map(({ id }) => id))
  expect((list.rules as { id: string }[]).find(({ id }) => id === 'long-retention')).toMatchObject({
    level: 'error',
    usual: 'warning',
    set: 'rule',
    waivers: [{ resource: 'Team/atelier', over: false }],
  })
  expect(await documentOf('policy-explain', 'policy', 'explain', 'clipboard-bypass')).toMatchObject({
    rule: { id: 'clipboard-bypass', level: 'warning', guide: ['S8', 'S9'] },
  })
  const page = await project.splashctl('policy', 'explain', 'long-retention')
  expect(page.stdout).toContain('Team/atelier until 2099-01-31: The court asked for it.')
  const table = await project.splashctl('policy', 'list')
  expect(table.stdout).toMatch(/long-retention +error \(set, 1 waived\)/)
  const nowhere = within()
  try {
    expect(await nowhere.splashctl('policy', 'list')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('where a project says nothing'),
    })
  } finally {
    nowhere.remove()
  }
})

test('what is misunderstood is told', async () => {
  const complaint = async (...args: string[]) => {
    const { code, stderr } = await project.splashctl('policy', ...args)
    expect(code).toBe(1)
    return stderr
  }
  expect(await complaint('explain', 'clipboard')).toContain('did you mean `clipboard-bypass`?')
  expect(await complaint('explain')).toContain('Which guardrail')
  expect(await complaint('check', 'empty-group')).toContain('takes no RULE')
  expect(await complaint('list', '--format', 'sarif')).toContain('Only `splashctl policy check`')
})

test.each([[['validate']], [['plan']], [['policy', 'check']]])('%j writes SARIF, also of a run that fails', async (command) => {
  say(waiver('2099-01-31'))
  type Sarif = { version: string; runs: [{ results: { ruleId: string; suppressions?: object[] }[] }] }
  const logOf = async (code: number): Promise<Sarif> => {
    const ended = await project.splashctl(...command, '--format', 'sarif')
    expect(ended).toMatchObject({ code, stderr: '' })
    return JSON.parse(ended.stdout) as Sarif
  }
  const { version, runs } = await logOf(0)
  expect(version).toBe('2.1.0')
  expect(runs[0].results).toEqual([expect.objectContaining({ ruleId: 'long-retention', suppressions: [expect.anything()] })])
  writeFileSync(join(project.path, 'wrong.yaml'), 'apiVersion: splashtop.io/v1\nkind: Usr\nmetadata: {name: x}\n')
  const failed = await logOf(1)
  expect(failed.runs[0].results.map(({ ruleId }) => ruleId)).toEqual(['unknown-kind'])
  expect((await project.splashctl(...command, '--format', 'sarif', '--json')).code).toBe(1)
})

test('the check is a document, too', async () => {
  say(waiver('2099-01-31'))
  const checked = await documentOf('policy-check', 'policy', 'check')
  expect(checked).toMatchObject({
    waived: 1,
    problems: [{ rule: 'long-retention', resource: 'Team/atelier', level: 'info', waived: { expires: '2099-01-31' } }],
  })
})

test('many findings of one guardrail are one complaint, everywhere that people read; and all of them on request', async () => {
  const groups = Array.from(
    { length: 12 },
    (_, i) => `---\napiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: empty-${i}}\nspec: {type: users}\n`,
  )
  const organisation = join(project.path, 'organisation.yaml')
  writeFileSync(organisation, `${readFileSync(organisation, 'utf8').trimEnd()}\n${groups.join('')}`)
  for (const command of [['plan'], ['validate'], ['policy', 'check'], ['apply', '--yes']]) {
    const { stderr } = await project.splashctl(...command)
    expect(stderr).toContain('warning[empty-group]: A group that nobody is in: 12 findings\n')
    expect(stderr.match(/^ --> organisation\.yaml:\d+:\d+ {2}Group/gm)).toHaveLength(10)
    expect(stderr.match(/^fix: Remove the group/gm)).toHaveLength(1)
  }
  const all = await project.splashctl('policy', 'check', '--all')
  expect(all.stderr.match(/^ --> organisation\.yaml:\d+:\d+ {2}Group/gm)).toHaveLength(12)
  const { problems } = (await documentOf('validate', 'validate')) as { problems: { rule?: string }[] }
  expect(problems.filter(({ rule }) => rule === 'empty-group')).toHaveLength(12)
})

test('a guardrail that lacks what it judges by is said to be silent, and is not among those that looked', async () => {
  const { rules } = (await documentOf('policy-list', 'policy', 'list')) as { rules: { id: string; level: string; needs: string | null }[] }
  expect(rules.filter(({ needs }) => needs !== null)).toEqual([
    expect.objectContaining({ id: 'unused-access', level: 'warning', needs: 'needs session logs; silent until a server keeps them' }),
  ])
  const { stdout, stderr } = await project.splashctl('policy', 'list')
  expect(stdout).toMatch(/^unused-access +warning \(silent\)/m)
  expect(stderr).toContain('`unused-access` needs session logs; silent until a server keeps them.')
  expect((await project.splashctl('policy', 'explain', 'unused-access')).stdout).toContain('It needs session logs; silent until')
  const looked = rules.filter(({ level, needs }) => level !== 'off' && needs === null).length
  expect((await project.splashctl('policy', 'check')).stdout).toContain(`${looked} guardrails over`)
})
