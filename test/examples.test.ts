/**
 * The examples are read as tutorials, so they must be right, and complete; and they are planned here against an empty backend, so that whatever
 * changes in a plan shows in each example's `plan.txt`, where a reviewer sees it. `npx vitest run test/examples.test.ts -u` renews them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { policySettings } from '../cli/policy-settings.ts'
import { policyRules } from '../policies/rules.ts'
import { guard } from '../reconciler/plan/guard.ts'
import { plan } from '../reconciler/plan/plan.ts'
import { safetyRules } from '../reconciler/plan/safety.ts'
import { sensitiveRules } from '../reconciler/plan/sensitive.ts'
import { renderPlan } from '../reconciler/render/terminal.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { load, scan } from '../reconciler/sources/load.ts'
import { openProject } from '../reconciler/sources/project.ts'
import { canonical } from '../schema/canonical.ts'
import { worldKinds } from '../schema/kinds/index.ts'
import { World } from '../schema/world.ts'

const root = path.resolve(import.meta.dirname, '..')
const examples = [
  { name: 'acme', project: root },
  { name: 'minimal', project: path.join(root, 'examples', 'minimal') },
  { name: 'typescript', project: path.join(root, 'examples', 'typescript') },
]

async function planned(folder: string) {
  const project = await openProject(folder)
  const loaded = await load(project, await scan(project), { cache: false })
  const live = new World(project.team, [])
  const declaration = { team: project.team, manager: project.manager, resources: loaded.resources, local: loaded.local }
  const made = plan(declaration, live, { evaluatedAt: '2026-03-02T09:00:00Z' })
  const refused = guard(made, live, [
    ...safetyRules(project.safety, { deletes: {} }),
    ...sensitiveRules(declaration),
    ...policyRules(policySettings(project), { breakGlass: project.safety.breakGlass }),
  ])
  return { ...made, problems: [...loaded.problems, ...made.problems, ...refused] }
}

function filesOf(example: string): { folder: string; files: string[] } {
  const folder = path.join(root, 'examples', example)
  return { folder, files: readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')) }
}

describe.each(examples)('the example $name', ({ name, project }) => {
  it('gives nobody anything to complain about, not even a warning', async () => {
    expect((await planned(project)).problems).toEqual([])
  })

  it('is planned as its plan.txt says', async () => {
    const text = renderPlan((await planned(project)).plan, { width: 100, color: false })
    await expect(text).toMatchFileSnapshot(path.join(root, 'examples', name, 'plan.txt'))
  })

  it('is in the canonical form', () => {
    const { folder, files } = filesOf(name)
    const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'))
    expect(files.map((file, index) => format(texts[index] as string, file).text)).toEqual(texts)
  })

  it('names the schema in the first line of each file, for the editor', () => {
    const { folder, files } = filesOf(name)
    const wrong = files.filter((file) => {
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(path.join(folder, file), 'utf8')) ?? []
      return schema === undefined || !existsSync(path.resolve(folder, path.dirname(file), schema))
    })
    expect(files.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })
})

it('the programs of the example typescript declare what its YAML writes out, to the byte', async () => {
  const folder = path.join(root, 'examples', 'typescript')
  // Where something stands is all that may differ.
  const placeless = (key: string, value: unknown) => (key === 'at' || key === 'source' ? undefined : value)
  const texts = []
  for (const project of [folder, path.join(folder, 'as-yaml')]) {
    const { plan, problems } = await planned(project)
    expect(problems).toEqual([])
    texts.push(canonical(JSON.parse(JSON.stringify({ ...plan, digest: undefined }, placeless))))
  }
  expect(texts[0]).toContain('Schedule/lumen/audit-wels')
  expect(texts[0]).toBe(texts[1])
})

it('the example acme shows every kind', async () => {
  const { final } = await planned(root)
  expect(worldKinds.map(({ name }) => name).filter((kind) => final.of(kind).length === 0)).toEqual([])
})
