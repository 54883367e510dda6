/** Each command's JSON document is held against its published schema, and stdout holds nothing else. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, within } from './splashctl.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
let project: Folder
beforeAll(() => {
  project = within('examples/minimal')
})
afterAll(() => project.remove())

async function documentOf(name: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await project.splashctl(...args, '--json')
  const check = ajv.compile(documents[name] ?? false)
  const document = JSON.parse(stdout) as Record<string, unknown>
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  const progress = ajv.compile(documents.progress ?? false)
  for (const line of stderr.split('\n').filter((text) => text !== '')) expect(progress(JSON.parse(line)), line).toBe(true)
  return document
}

test('every document has the shape that its schema publishes', async () => {
  expect(await documentOf('validate', 'validate')).toEqual({ version: 1, problems: [] })
  const plan = await documentOf('plan', 'plan', '--at', '2026-03-02T09:00:00Z')
  expect(plan).toMatchObject({ base: 0, evaluatedAt: '2026-03-02T09:00:00Z', problems: [] })
  expect(plan.changes).toHaveLength(5)
  expect(await documentOf('plan', 'plan', '--at', '2026-03-02T10:00:00+01:00')).toEqual(plan)
  const applied = await documentOf('apply', 'apply', '--yes')
  expect(applied).toMatchObject({ revision: 1, problems: [] })
  expect(applied.results).toHaveLength(5)
  expect(await documentOf('apply', 'apply', '--yes')).toEqual({ version: 1, revision: 1, results: [], problems: [] })
  expect(await documentOf('plan', 'plan')).toMatchObject({ base: 1, changes: [], drift: [] })
  expect((await documentOf('get', 'get', 'users')).resources).toHaveLength(2)
  expect(await documentOf('get', 'get', 'users', '-o', 'table')).toMatchObject({ revision: 1 })
  expect((await documentOf('history', 'history')).revisions).toMatchObject([
    { revision: 1, manager: 'git:atelier/access', counts: { create: 5 } },
  ])
  expect(await documentOf('audit-verify', 'audit', 'verify')).toMatchObject({ entries: 1, signed: 1, problems: [] })
  expect(await documentOf('audit-list', 'audit', 'list')).toMatchObject({
    log: [{ sequence: 1, revision: 1, manager: 'git:atelier/access' }],
  })
  expect(await documentOf('fmt', 'fmt', '--check')).toMatchObject({ problems: [] })
  expect(await documentOf('backup', 'backup', 'copy.db')).toMatchObject({ revision: 1 })
  expect(await documentOf('completion', 'completion', 'bash')).toMatchObject({ shell: 'bash' })
})

test('what ends before its document says so in one of its own', async () => {
  writeFileSync(join(project.path, 'wrong.yaml'), 'apiVersion: splashtop.io/v1\nkind: Usr\nmetadata: {name: x}\n')
  const failed = await documentOf('failure', 'plan')
  expect(failed.problems).toMatchObject([{ code: 'unknown-kind', level: 'error', at: [{ file: 'wrong.yaml', line: 2 }] }])
  expect(await documentOf('failure', 'plan', '--nonsense')).toMatchObject({ problems: [{ code: 'usage' }] })
  expect(await documentOf('failure', 'paln')).toMatchObject({ problems: [{ code: 'unknown-command' }] })
  expect(await documentOf('failure', 'apply')).toMatchObject({ version: 1 })
})
