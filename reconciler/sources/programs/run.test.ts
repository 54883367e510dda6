import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { load, scan } from '../load.ts'
import { openProject } from '../project.ts'
import { functionNames } from './functions.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'programs-')))
  vi.stubEnv('XDG_CACHE_HOME', join(folder, '.cache'))
  put('splashtop.yaml', 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nsources: [org/]\n')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
async function loaded(cache = false) {
  const project = await openProject(folder)
  const scanned = await scan(project)
  return { ...(await load(project, scanned, { cache })), configDigest: scanned.configDigest }
}
const IMPORT = "import { group, user } from 'splashtop-iac'\n"

describe('programs', () => {
  test('are modules of one program: each runs once, whoever imports it, and YAML may stand among them', async () => {
    put(
      'org/b.ts',
      `${IMPORT}import { staff } from './a/groups.ts'\nimport './a/groups.js'\nuser('ann', { email: 'ann@a.example', group: staff })\n`,
    )
    put('org/a/groups.ts', `${IMPORT}export const staff = group('staff', { type: 'users' })\n`)
    put('org/c.yaml', 'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: bob}\nspec: {email: bob@a.example, group: staff}\n')
    const { resources, problems } = await loaded()
    expect(problems).toEqual([])
    expect(resources.map(({ key, origin }) => [key, `${origin?.file}:${origin?.line}:${origin?.column}`])).toEqual([
      ['Group/acme/staff', 'org/a/groups.ts:2:22'],
      ['User/acme/ann', 'org/b.ts:4:1'],
      ['User/acme/bob', 'org/c.yaml:1:1'],
    ])
    expect(resources[1]?.declared).toEqual({ spec: { email: 'ann@a.example', group: 'staff' } })
  })

  test('may wait, leave out what is undefined, and use labels', async () => {
    put(
      'org/a.ts',
      `${IMPORT}const name = await Promise.resolve('ann')\nuser(name, { email: 'a@a.example', group: undefined }, { labels: { dept: 'it' } })\n`,
    )
    const { resources, problems } = await loaded()
    expect(problems).toEqual([])
    expect(resources[0]?.declared).toEqual({ metadata: { labels: { dept: 'it' } }, spec: { email: 'a@a.example' } })
  })

  test('point at the innermost call, to the field, whatever stands before it on the line', async () => {
    put(
      'org/a.ts',
      `${IMPORT}/* 日本 🏢 */ const person = (name: string) => user(name, { email: name, grup: 'x' } as object)\nfor (const name of ['ann'])\n  person(name)\n`,
    )
    const { problems } = await loaded()
    const line = readFileSync(join(folder, 'org/a.ts'), 'utf8').split('\n')[1] as string
    expect(problems.map(({ code, at }) => [code, at[0]])).toEqual([
      ['invalid-value', { file: 'org/a.ts', line: 2, column: line.indexOf('email') + 1 }],
      ['unknown-field', { file: 'org/a.ts', line: 2, column: line.indexOf('grup') + 1 }],
    ])
  })

  test('are told where an error was thrown, in which program', async () => {
    put('org/a.ts', "export const check = (name: string) => {\n  if (name === '') throw new Error('a name is missing')\n}\n")
    put('org/b.ts', "import { check } from './a.ts'\ncheck('')\n")
    expect((await loaded()).problems).toMatchObject([
      { code: 'program-failed', message: expect.stringContaining('a name is missing'), at: [{ file: 'org/a.ts', line: 2 }] },
    ])
  })

  test.each([
    ["import { usr } from 'splashtop-iac'", 'did you mean `user`', 1, 10],
    [`${IMPORT}\nimport { no } from './b.ts'`, '`org/b.ts` exports no `no`', 3, 10],
    ["\nimport { x } from './c.ts'", '`./c.ts` can', 2, 19],
    ['\n  user(1)', '`user` is not imported', 2, 3],
    [`${IMPORT}\nenum A { B }`, 'enum is not supported', 3, 1],
  ])('say where %s is wrong, and how', async (text, message, line, column) => {
    put('org/a.ts', text)
    put('org/b.ts', 'export const yes = 1')
    expect((await loaded()).problems).toMatchObject([
      { message: expect.stringContaining(message), at: [{ file: 'org/a.ts', line, column }] },
    ])
  })

  test('are known by the texts of all of them: an edit of one runs them again, and nothing else does', async () => {
    put('org/a.ts', "export const domain = 'a.example'\n")
    put('org/b.ts', `${IMPORT}import { domain } from './a.ts'\nuser('ann', { email: 'ann@' + domain })\n`)
    const first = await loaded(true)
    const second = await loaded(true)
    expect([first.fromCache, second.fromCache]).toEqual([0, 2])
    expect(second.resources.map(({ digest }) => digest)).toEqual(first.resources.map(({ digest }) => digest))
    expect(second.resources[0]?.at('spec.email')).toEqual([{ file: 'org/b.ts', line: 3, column: 15 }])
    put('org/a.ts', "export const domain = 'b.example'\n")
    const third = await loaded(true)
    expect(third.fromCache).toBe(0)
    expect(third.configDigest).not.toBe(first.configDigest)
    expect(third.resources[0]?.declared.spec).toEqual({ email: 'ann@b.example' })
  })

  test('of a run that failed are not kept, even those that nothing was said about', async () => {
    put('org/a.ts', `${IMPORT}user('ann', { email: 'ann@a.example' })\n`)
    put('org/b.ts', "throw new Error('no')\n")
    await loaded(true)
    expect((await loaded(true)).fromCache).toBe(0)
  })

  test('that declare one resource twice are told both places', async () => {
    put('org/a.ts', `${IMPORT}user('ann', { email: 'a@a.example' })\n`)
    cpSync(join(folder, 'org/a.ts'), join(folder, 'org/b.ts'))
    const { resources } = await loaded()
    expect(resources.map(({ origin }) => origin?.file)).toEqual(['org/a.ts', 'org/b.ts'])
  })
})

test('a program whose run was killed does not go on alone', async () => {
  put('org/a.ts', 'for (;;);\n')
  const checkout = join(import.meta.dirname, '..', '..', '..')
  const run = spawn(process.execPath, [join(checkout, 'bin', 'splashctl.js'), 'validate'], { cwd: folder, stdio: 'ignore' })
  /** Linux says whom a process started, and whether that still runs: what ended and nobody asked after is a zombie. */
  const children = () => readFileSync(`/proc/${run.pid}/task/${run.pid}/children`, 'utf8').trim()
  const state = (pid: string) => (existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] : 'gone')
  const child = await vi.waitUntil(children, { timeout: 40_000 })
  run.kill('SIGKILL')
  await vi.waitUntil(() => ['gone', 'Z'].includes(state(child) ?? ''), { timeout: 40_000 })
})

test('there is a function for each kind, named as one would', () => {
  expect(functionNames).toMatchObject({ user: 'User', ssoMethod: 'SsoMethod', accessPermission: 'AccessPermission' })
})
