import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../schema/problem.ts'
import { ProblemError } from '../../schema/problem.ts'
import { projectSchema, safetyDefaults } from '../../schema/project.ts'
import { isObjectNode } from '../../schema/shape.ts'
import { openProject, readProject } from './project.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'project-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const problemsOf = async (promise: Promise<unknown>): Promise<readonly Problem[]> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ProblemError)
  return (error as ProblemError).problems
}
const HEAD = 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\n'
const read = (text: string) => readProject(Buffer.from(text), '/project')

describe('a project', () => {
  test('is found from any folder below its file', async () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(join(folder, 'splashtop.yaml'), HEAD)
    const project = await openProject(join(folder, 'a', 'b'))
    expect(project).toMatchObject({ root: folder, file: 'splashtop.yaml', team: 'acme' })
  })
  test('that is nowhere is said so', async () => {
    const [problem] = await problemsOf(openProject(folder))
    expect(problem?.code).toBe('project-not-found')
    expect(problem?.message).toContain(folder)
  })
  test('has defaults for all but its team', async () => {
    const { manager, sources, backend, policies, safety } = await read(HEAD)
    expect({ manager, sources, backend, policies, safety }).toEqual({
      manager: 'project:acme',
      sources: ['.'],
      backend: { embedded: {} },
      policies: { packs: ['recommended'], own: [], rules: {}, waivers: [] },
      safety: { maxDeletes: 20, maxDeleteShare: 0.2, maxAccessLoss: 1000, maxAccessLossShare: 0.2, breakGlass: [] },
    })
  })
  test('has the defaults that its schema tells editors', async () => {
    const node = projectSchema.properties.safety
    const told = Object.entries(node && isObjectNode(node) ? node.properties : {}).flatMap(([name, inner]) =>
      'default' in inner ? [[name, inner.default]] : [],
    )
    expect(told).toHaveLength(4)
    expect((await read(HEAD)).safety).toEqual({ ...Object.fromEntries(told), breakGlass: [] })
    expect((await read(HEAD)).safety).toEqual(safetyDefaults)
  })
  test('says everything that it says', async () => {
    const project = await read(
      `${HEAD}manager: git:acme/iac\nsources: [a/, 'b/*.yaml']\nbackend: {server: {url: https://control.example.com}}\npolicies: {packs: [recommended], rules: {x: off}, waivers: [{rule: x, resource: User/a, reason: y, expires: 2027-01-31}]}\nsafety: {maxDeletes: 5, breakGlass: [alice]}\n`,
    )
    expect(project).toMatchObject({
      manager: 'git:acme/iac',
      sources: ['a/', 'b/*.yaml'],
      backend: { server: { url: 'https://control.example.com' } },
      policies: { rules: { x: 'off' } },
      safety: { maxDeletes: 5, maxDeleteShare: 0.2, breakGlass: ['alice'] },
    })
  })
  test.each<[string, string, string, number]>([
    ['an unknown field, with a near name', `${HEAD}sourcs: [a]\n`, 'unknown-field', 4],
    ['a wrong type', `${HEAD}safety: {maxDeletes: many}\n`, 'wrong-type', 4],
    ['a number out of range', `${HEAD}safety: {maxDeleteShare: 2}\n`, 'invalid-value', 4],
    ['a bad team', HEAD.replace('acme', 'Acme Corp'), 'invalid-value', 3],
    ['no team', HEAD.replace('team: acme\n', ''), 'missing-field', 1],
    ['two backends', `${HEAD}backend: {embedded: {}, server: {url: https://x.example}}\n`, 'invalid-value', 4],
    ['no backend at all', `${HEAD}backend: {}\n`, 'invalid-value', 4],
    ['a server without address', `${HEAD}backend: {server: {}}\n`, 'missing-field', 4],
    ['another kind', HEAD.replace('Project', 'User'), 'invalid-value', 2],
    ['a second document', `${HEAD}---\nkind: User\n`, 'invalid-project', 5],
    ['nothing', '# empty\n', 'invalid-project', 1],
    ['broken YAML', `${HEAD}sources: [a\n`, 'yaml-syntax', 4],
  ])('with %s is refused at its place', async (_, text, code, line) => {
    const [problem] = await problemsOf(read(text))
    expect(problem).toMatchObject({ code, at: [{ file: 'splashtop.yaml', line }] })
  })
  test.each([
    [HEAD.replace('acme', 'Acme'), '`team` of the project file must be a name of at most 63 lower-case letters'],
    [
      `${HEAD}policies: {waivers: [{rule: x, resource: User/a, reason: ' ', expires: 2027-01-31}]}\n`,
      '`policies.waivers[0].reason` of the project file holds nothing but blanks.',
    ],
    [`${HEAD}manager: ' x'\n`, '`manager` of the project file must be a name as `git:acme/iac`'],
    [`${HEAD}backend: {server: {url: ftp://x}}\n`, '`backend.server.url` of the project file must be an address as `https://'],
  ])('says in words what a value must be', async (text, message) => {
    const [problem] = await problemsOf(read(text))
    expect(problem?.message).toContain(message)
    expect(problem?.message).not.toMatch(/\^|\[a-z/)
  })
  test('tells all that is wrong at once', async () => {
    const problems = await problemsOf(read(`${HEAD}sourcs: []\nsafety: {maxDeletes: -1}\n`))
    expect(problems.map(({ code }) => code)).toEqual(['unknown-field', 'invalid-value'])
    expect(problems[0]?.message).toContain('did you mean `sources`?')
  })
})

test('the schema of the project file is a JSON Schema that says the same', () => {
  const ajv = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } })
  const validate = ajv.compile(projectSchema)
  expect(validate({ apiVersion: 'splashtop.io/v1', kind: 'Project', team: 'acme', safety: { maxDeletes: 1 } })).toBe(true)
  expect(validate({ apiVersion: 'splashtop.io/v1', kind: 'Project', team: 'Acme' })).toBe(false)
  expect(validate({ team: 'acme', backend: {} })).toBe(false)
})
