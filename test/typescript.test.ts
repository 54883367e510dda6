/** A project of programs, from `init` to applied, with the editor's compiler looking on; and the published package in its place. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, type Folder, folder, run } from './splashctl.ts'

let project: Folder
beforeAll(async () => {
  project = folder()
  const { code, stderr } = await project.splashctl('init', '--typescript', '--team', 'acme')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
afterAll(() => project.remove())

const compile = () =>
  run(
    process.execPath,
    [join(checkout, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false', '--singleThreaded'],
    project.path,
    project.env,
  )
const program = () => join(project.path, 'organisation', 'access.ts')

test('what `init --typescript` writes is right to the compiler, and applies; what was applied is there', async () => {
  expect(await compile()).toMatchObject({ code: 0, stdout: '' })
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 files, 6 resources') })
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('organisation/access.ts:') })
  expect(await project.splashctl('plan', '--full')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do/) })
  // Programs have a formatter of their own.
  expect(await project.splashctl('fmt', '--check')).toMatchObject({ code: 0 })
})

test.each([
  ['a field that does not exist', "group('x', { typo: 1 })", 'typo'],
  ['a value that is not among the choices', "group('x', { type: 'mixd' })", 'mixd'],
  ['a reference to a resource of another kind', "user('x', { group: user('y') })", 'Group'],
  ['a label of ours with another value', "group('x', {}, { labels: { 'splashtop.io/sensitive': 'maybe' } })", 'maybe'],
])('the compiler refuses %s', async (_, call, word) => {
  const text = readFileSync(program(), 'utf8')
  writeFileSync(program(), `${text}${call}\n`)
  try {
    const { code, stdout } = await compile()
    expect(code).not.toBe(0)
    expect(stdout).toContain(`organisation/access.ts(${text.split('\n').length},`)
    expect(stdout).toContain(word)
  } finally {
    writeFileSync(program(), text)
  }
})

test('the compiler finds the same types in the published package', async () => {
  const installed = join(project.path, 'node_modules', 'splashtop-iac')
  const { files } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { files: string[] }
  mkdirSync(installed, { recursive: true })
  cpSync(join(checkout, 'package.json'), join(installed, 'package.json'))
  // What is published, less what is built, for that has no types.
  for (const file of files.filter((each) => each.endsWith('.ts'))) cpSync(join(checkout, file), join(installed, file), { recursive: true })
  rmSync(join(project.path, 'splashtop-iac.d.ts'))
  const settings = readFileSync(join(project.path, 'tsconfig.json'), 'utf8')
  writeFileSync(join(project.path, 'tsconfig.json'), settings.replace(/,\s*"paths": \{.*\}/, ''))
  expect(await compile()).toMatchObject({ code: 0, stdout: '' })
})
