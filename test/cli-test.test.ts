/** `splashctl test`, and what a failing test does to the commands that plan. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, within } from './splashctl.ts'

let project: Folder
beforeEach(() => {
  project = within('examples/minimal')
  write('tests.yaml', GOOD)
})
afterEach(() => project.remove())
const write = (name: string, text: string) => writeFileSync(join(project.path, name), text)

const testOf = (name: string, spec: string) =>
  `---\napiVersion: splashtop.io/v1\nkind: AccessTest\nmetadata: {name: ${name}}\nspec: ${spec}\n`
const GOOD = testOf('jo-works', '{subjects: {users: [jo]}, targets: {groups: [workshop]}, expect: {access: allow}}')
const BAD = testOf(
  'jo-rests',
  "{description: Sundays are free., subjects: {users: [jo]}, targets: {computers: [bench-1]}, times: ['2026-03-29T02:30'], expect: {access: deny}}",
)

test('tests that hold are told, and nothing is written', async () => {
  const { code, stdout, stderr } = await project.splashctl('test')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^✓ jo-works {2}1 answer\n\nAll hold: 1 test, 1 answer, now being \w{3} \d{4}-\d\d-\d\d \d\d:\d\d, UTC\.\n$/)
  expect((await project.splashctl('plan')).stdout).not.toContain('AccessTest')
  expect((await project.splashctl('apply', '--yes')).code).toBe(0)
  expect((await project.splashctl('get')).stdout).not.toContain('AccessTest')
  expect((await project.splashctl('plan')).stdout).toContain('Nothing to do')
})

test('one that fails says why and what it is for; it stops plan, validate and apply', async () => {
  write('tests.yaml', GOOD + BAD)
  const { code, stdout } = await project.splashctl('test')
  expect(code).toBe(1)
  expect(stdout).toContain(
    '✗ jo-rests  1 answer  tests.yaml:7\n    Sundays are free.\n    `jo` must not reach `bench-1` on Sun 2026-03-29 02:30, UTC, and does: jo is in group workshop → ',
  )
  expect(stdout).toContain('1 of 2 tests fails: 2 answers')
  for (const command of [['plan'], ['validate'], ['apply', '--yes']]) {
    const stopped = await project.splashctl(...command)
    expect([command[0], stopped.code]).toEqual([command[0], 1])
    expect(stopped.stderr).toContain('error[access-test-failed]: AccessTest `jo-rests` fails: `jo` must not reach')
    expect(stopped.stderr).toContain('--> tests.yaml:10:')
  }
  expect((await project.splashctl('history')).stdout).not.toContain('create')
})

test('a failing test stops an apply that changes nothing else, too', async () => {
  await project.splashctl('apply', '--yes')
  write('tests.yaml', GOOD + BAD)
  expect((await project.splashctl('plan')).code).toBe(1)
  expect((await project.splashctl('apply', '--yes')).code).toBe(1)
  // What is live says no more where it was written; the files do.
  expect((await project.splashctl('plan')).stderr).toContain('--> organisation.yaml:')
})

test('names choose, with `*` for any characters; one that fits nothing is a slip', async () => {
  write('tests.yaml', GOOD + BAD)
  expect((await project.splashctl('test', 'jo-w*')).code).toBe(0)
  expect((await project.splashctl('test', 'jo-works', 'jo-rests')).code).toBe(1)
  const { code, stderr } = await project.splashctl('test', 'jo-wroks')
  expect(code).toBe(1)
  expect(stderr).toContain('did you mean `jo-works`?')
  rmSync(join(project.path, 'tests.yaml'))
  expect((await project.splashctl('test', 'jo-works')).stderr).toContain('No AccessTest is named `jo-works`.')
  expect((await project.splashctl('test')).stdout).toBe('No test was run.\n')
})

test('`--at` is the time of tests that name none, and rubbish is told', async () => {
  const { code, stdout } = await project.splashctl('test', '--at', '2026-03-02T09:00+01:00')
  expect([code, stdout]).toEqual([0, expect.stringContaining('now being Mon 2026-03-02 08:00, UTC')])
  const rubbish = await project.splashctl('test', '--at', 'noon')
  expect([rubbish.code, rubbish.stderr]).toEqual([1, expect.stringContaining('`noon` is not a point in time')])
})

test('a sensitive group without a test is refused with 4, and listed', async () => {
  const sensitive = readFileSync(join(project.path, 'organisation.yaml'), 'utf8').replace(
    'metadata: {name: workshop}',
    "metadata: {name: workshop, labels: {splashtop.io/sensitive: 'true'}}",
  )
  write('organisation.yaml', sensitive)
  const covered = await project.splashctl('test')
  expect([covered.code, covered.stdout]).toEqual([0, expect.stringContaining('Sensitive groups\n✓ workshop  1 test: jo-works')])
  rmSync(join(project.path, 'tests.yaml'))
  const { code, stdout, stderr } = await project.splashctl('test')
  expect([code, stdout]).toEqual([4, expect.stringContaining('✗ workshop  no test')])
  expect(stderr).toContain('error[sensitive-untested]: Group `workshop` is labelled')
  for (const command of ['plan', 'validate']) expect((await project.splashctl(command)).code).toBe(4)
  write('tests.yaml', BAD)
  expect((await project.splashctl('test')).code).toBe(1)
})

test('a test that asks nothing is marked as such, and covers no sensitive group', async () => {
  const groups = 'apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: empty}\nspec: {type: users}\n'
  const idle = testOf('idle', '{subjects: {groups: [empty]}, targets: {groups: [workshop]}, expect: {access: deny}}')
  write('more.yaml', groups)
  write('tests.yaml', GOOD + idle)
  const some = await project.splashctl('test', '--junit', 'report.xml')
  expect([some.code, some.stdout]).toEqual([
    0,
    expect.stringMatching(/^– idle {6}nothing asked {2}tests\.yaml:7\n✓ jo-works {2}1 answer\n/),
  ])
  expect(some.stdout).toMatch(/\nAll hold: 1 test, 1 answer, now being .*, UTC; 1 test asked nothing\.\n$/)
  expect(some.stderr).toContain('warning[access-test-asks-nothing]: AccessTest `idle` asks nothing: no user is in `empty`.')
  expect(readFileSync(join(project.path, 'report.xml'), 'utf8')).toContain('skipped="1"')
  write('tests.yaml', idle)
  expect((await project.splashctl('test')).stdout).toContain('Nothing was asked: 1 test.')
  const organisation = readFileSync(join(project.path, 'organisation.yaml'), 'utf8')
  const labelled = 'metadata: {name: workshop, labels: {splashtop.io/sensitive: "true"}}'
  write('organisation.yaml', organisation.replace('metadata: {name: workshop}', labelled))
  const { code, stdout, stderr } = await project.splashctl('test')
  expect([code, stdout]).toEqual([4, expect.stringContaining('✗ workshop  no test asks about its access')])
  expect(stderr).toContain('and no AccessTest asks about its access: `idle` asks nothing.')
})

test('a sensitive label that goes is warned of, with the test that goes beside it', async () => {
  const organisation = readFileSync(join(project.path, 'organisation.yaml'), 'utf8')
  const labelled = 'metadata: {name: workshop, labels: {splashtop.io/sensitive: "true"}}'
  write('organisation.yaml', organisation.replace('metadata: {name: workshop}', labelled))
  expect((await project.splashctl('apply', '--yes')).code).toBe(0)
  write('organisation.yaml', organisation)
  rmSync(join(project.path, 'tests.yaml'))
  const { code, stderr } = await project.splashctl('plan')
  expect([code, stderr]).toEqual([0, expect.stringContaining('warning[sensitive-label-removed]: Group `workshop` is no longer labelled')])
})

test('a JUnit report is written beside the answers', async () => {
  write('tests.yaml', GOOD + BAD)
  const { code } = await project.splashctl('test', '--junit', 'report.xml')
  expect(code).toBe(1)
  const xml = readFileSync(join(project.path, 'report.xml'), 'utf8')
  expect(xml).toContain('<testsuites name="splashctl test" tests="2" failures="1" errors="0">')
  expect(xml).toContain('<testcase name="jo-works" classname="tests.yaml" file="tests.yaml" line="2"/>')
  const nowhere = await project.splashctl('test', '--junit', 'no/such/folder.xml')
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("`no/such/folder.xml` can't be written: ENOENT")])
})

test('the JSON document has the shape that is published', async () => {
  write('tests.yaml', GOOD + BAD)
  const { stdout } = await project.splashctl('test', '--json', '--at', '2026-03-02T09:00:00Z')
  const document = JSON.parse(stdout) as Record<string, unknown>
  const check = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(documents.test ?? false)
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  expect(document).toMatchObject({
    version: 1,
    revision: 0,
    evaluatedAt: '2026-03-02T09:00:00Z',
    tests: [
      { name: 'jo-rests', passed: false, checks: 1, at: [{ file: 'tests.yaml', line: 7, column: 1 }] },
      { name: 'jo-works', passed: true, checks: 1, failures: [] },
    ],
    sensitive: [],
    problems: [{ code: 'access-test-failed', level: 'error' }],
  })
})

test('a test is not something that is live, adopted or deleted', async () => {
  for (const args of [
    ['get', 'accesstests'],
    ['get', 'AccessTest', 'jo-works'],
    ['plan', '--adopt', 'AccessTest/jo-works'],
    ['plan', '--allow-delete', 'AccessTest=1'],
  ])
    expect((await project.splashctl(...args)).code, args.join(' ')).toBe(1)
  expect((await project.splashctl('get', 'accesstests')).stderr).toContain('error[local-kind]: No AccessTest is ever live')
  expect((await project.splashctl('completion', 'bash')).stdout).not.toContain('accesstests')
})

test('what is wrong with the organisation is told before any test is asked', async () => {
  write('more.yaml', 'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: kim}\nspec: {email: kim@atelier.example, group: lost}\n')
  const { code, stdout, stderr } = await project.splashctl('test')
  expect([code, stdout]).toEqual([1, 'No test was run.\n'])
  expect(stderr).toContain('error[unresolved-reference]')
})
