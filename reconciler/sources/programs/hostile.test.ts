/**
 * Programs that mean harm, or do it by mistake. Each is refused with a Problem, in bounded time; nothing is read, written, asked or left
 * behind, and no program changes what another project's run, or the same run tomorrow, makes of the same sources.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { load, scan } from '../load.ts'
import { openProject } from '../project.ts'
import { runPrograms } from './run.ts'

const IMPORT = "import { user } from 'splashtop-iac'\n"
/** For those that never end by themselves; the others have all the time that there is. */
const TIME = 50
const MEMORY = 48 << 20

const refusals: [what: string, code: string, program: string][] = [
  // The world around it.
  ['the network', 'program-hermetic', "await fetch('http://127.0.0.1:1/')"],
  ['the environment', 'program-hermetic', "user('a', { email: process.env.HOME })"],
  ['a process', 'program-import', "import { execSync } from 'node:child_process'\nexecSync('touch /tmp/owned')"],
  ['a signal', 'program-hermetic', "process.kill(1, 'SIGTERM')"],
  ['a file, by a module of Node', 'program-import', "import { readFileSync } from 'node:fs'\nreadFileSync('/etc/passwd')"],
  ['a file, by `require`', 'program-hermetic', "require('fs').readFileSync('/etc/passwd')"],
  ['a file, by its path', 'program-import', "import text from '/etc/passwd'"],
  ['a file, by a path that leads out', 'program-import', "import text from '../../../../../etc/passwd'"],
  ['a file, by its address', 'program-import', "import text from 'file:///etc/passwd'"],
  ['a package', 'program-import', "import 'lodash'"],
  ['a module, when it runs', 'program-import', "await import('node:fs')"],
  ['a module of the sandbox', 'program-import', "import 'all.ts'"],
  ['the inside of a module', 'program-import', "import 'm0'"],
  // What differs from run to run.
  ['the time of day', 'program-hermetic', "user('a', { email: String(Date.now()) })"],
  ['the date of today', 'program-hermetic', "user('a', { email: String(new Date().getTime()) })"],
  ['the date, by a detour', 'program-hermetic', 'new (new Date(0).constructor as DateConstructor)()'],
  ['the date, by inheritance', 'program-hermetic', 'class Now extends Date {}\nnew Now()'],
  ['dice', 'program-hermetic', "user('a', { email: String(Math.random()) })"],
  ['a clock', 'program-hermetic', 'performance.now()'],
  ['what memory there is', 'program-failed', 'new WeakRef({})'],
  // Code made of texts.
  ['eval', 'program-hermetic', "eval('1')"],
  ['Function', 'program-hermetic', "new Function('return 1')()"],
  ['the constructor of a function', 'program-hermetic', "(() => {}).constructor('return globalThis')()"],
  ['the constructor of an asynchronous function', 'program-hermetic', "(async () => {}).constructor('return 1')()"],
  // What takes too much.
  ['an endless loop', 'program-limit', 'for (;;);'],
  ['an endless loop of promises', 'program-limit', 'const again = (): Promise<void> => Promise.resolve().then(again)\nawait again()'],
  ['an endless loop that catches everything', 'program-limit', 'for (;;) try { for (;;); } catch {}'],
  ['endless declarations', 'program-limit', "for (let n = 0; ; n++) user('u' + n, { displayName: 'x'.repeat(100_000) })"],
  ['a huge text', 'program-limit', "'x'.repeat(2 ** 29).repeat(8)"],
  ['a huge text, little by little', 'program-limit', "let text = 'x'\nfor (;;) text += text"],
  ['a built-in function that never ends', 'program-limit', "new Array(1e9).join('abc')"],
  ['an expression that tries everything', 'program-limit', "/^(a+)+$/.test('a'.repeat(40) + 'b')"],
  ['sorting without an end', 'program-limit', 'Array.from({ length: 1e6 }, (_, n) => n).sort(() => { for (;;); })'],
  ['endless recursion', 'program-limit', 'const f = (n: number): number => f(n + 1) + 1\nf(0)'],
  ['endless recursion through a built-in function', 'program-limit', 'const f = (): unknown => [1].map(f)\nf()'],
  ['brackets without an end', 'program-limit', `JSON.parse('['.repeat(1e6))`],
  ['a program of brackets', 'program-limit', `${'['.repeat(200_000)}`],
  ['waiting for nothing', 'program-failed', 'await new Promise(() => {})'],
  ['a proxy without an end', 'program-limit', "user('a', new Proxy({}, { ownKeys: () => { for (;;); } }))"],
  // What is no data.
  ['a function', 'program-value', "user('a', { email: () => 'x' } as object)"],
  ['a large integer', 'program-value', "user('a', { email: 1n } as object)"],
  ['a number that is none', 'program-value', "user('a', { email: Number.NaN } as object)"],
  ['a hole in a list', 'program-value', "user('a', { group: [, 'x'] } as object)"],
  ['a date', 'program-value', "user('a', { email: new Date(0) } as object)"],
  ['a set', 'program-value', "user('a', { group: new Set(['x']) } as object)"],
  ['an instance', 'program-value', "class A {}\nuser('a', new A())"],
  ['what contains itself', 'program-value', "const loop: { group?: object } = {}\nloop.group = loop\nuser('a', loop as object)"],
  ['a large declaration', 'program-value', "user('a', { displayName: 'x'.repeat(600_000), email: 'x'.repeat(600_000) })"],
  ['no name', 'program-value', 'user()'],
  ['two names', 'program-value', "user('a', {}, { name: 'b' } as object)"],
  // What is no program.
  ['syntax', 'program-syntax', 'const = 3'],
  ['an enum', 'program-syntax', 'enum Kind { A }'],
  ['an error', 'program-failed', "throw new Error('too late')"],
  ['anything thrown', 'program-failed', 'throw { toString: 1 }'],
  ['null thrown', 'program-failed', 'throw null'],
  ['an error that lies', 'program-failed', "throw Object.assign(new Error('x'), { stack: 'at m999:1:1', name: {} })"],
  ['an export that is not there', 'program-import', "import { nobody } from 'splashtop-iac'"],
]

describe('a program that', () => {
  test.concurrent.each(refusals)('asks for or does this is refused: %s (%s)', async (_, code, program) => {
    const begun = performance.now()
    const { emitted, problems } = await runPrograms([{ path: 'org/bad.ts', text: IMPORT + program }], {
      ...(code === 'program-limit' && { time: TIME }),
      memory: MEMORY,
    })
    expect(problems.map((problem) => problem.code)).toEqual([code])
    expect(problems[0]?.message.length).toBeLessThan(600)
    expect(problems[0]?.at[0]).toMatchObject({ file: 'org/bad.ts' })
    expect(emitted.length).toBeLessThan(2000)
    // Others run beside it, on few cores.
    expect(performance.now() - begun).toBeLessThan(30_000)
  })

  const run = async (program: string, ...others: string[]) =>
    runPrograms([program, ...others].map((text, index) => ({ path: `org/${index}.ts`, text: IMPORT + text })))

  test('spoils the prototypes of everything spoils neither the host nor what others declare', async () => {
    const { emitted, problems } = await run(
      `const all = Object.prototype as { [key: string]: unknown }
       all.polluted = 'yes'
       all.toJSON = () => 'changed';
       (Array.prototype as { toJSON?: unknown } & unknown[]).map = () => []
       String.prototype.slice = () => 'changed'
       JSON.stringify = () => '"changed"'
       Object.keys = () => []
       user('a', { email: 'a@a.example' })`,
      "user('b', { email: 'b@a.example' })",
    )
    expect(problems).toEqual([])
    expect(emitted.map(({ value }) => value)).toMatchObject([
      { kind: 'User', metadata: { name: 'a' }, spec: { email: 'a@a.example' } },
      { kind: 'User', metadata: { name: 'b' }, spec: { email: 'b@a.example' } },
    ])
    expect(Object.keys(Object.prototype)).toEqual([])
    expect('polluted' in {}).toBe(false)
  })

  test('declares keys that every object has declares data, and changes no prototype of the host', async () => {
    const { emitted } = await run(
      `user('a', JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}'))`,
    )
    expect(JSON.stringify(emitted[0]?.value)).toContain('"__proto__":{"polluted":"yes"}')
    expect('polluted' in {}).toBe(false)
  })

  test('gives another answer each time it is asked is asked once', async () => {
    const { emitted, problems } = await run(
      `let asked = 0
       user('a', { get email() { return ++asked + '@a.example' } })
       user('b', new Proxy({ email: '' }, { get: () => ++asked + '@a.example' }))
       const later = { email: 'first@a.example' }
       user('c', later)
       later.email = 'second@a.example'`,
    )
    expect(problems).toEqual([])
    expect(emitted.map(({ value }) => (value as { spec: { email: string } }).spec.email)).toEqual([
      '1@a.example',
      '2@a.example',
      'first@a.example',
    ])
  })

  test('breaks the functions of the sandbox breaks nothing outside of it', async () => {
    const { emitted, problems } = await run(
      `Error.prepareStackTrace = () => 'at x (m7:1:1)\\nat y (m99999999:-1:1e9)\\n["User","evil",{},{}]\\tm0:1:1'
       user('a', { email: 'a@a.example' })`,
    )
    expect(problems.every(({ code }) => code.startsWith('program-'))).toBe(true)
    for (const { program, line, column } of emitted) {
      expect(program).toBe(0)
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
    }
    expect(JSON.stringify(emitted)).not.toContain('evil')
  })

  test('prints without an end is stopped after a page, and shown without what could move a cursor', async () => {
    const begun = performance.now()
    const { problems } = await run("for (let n = 0; ; n++) console.log('\\x1b[2J\\u202e', n)")
    expect(problems).toMatchObject([
      { code: 'program-limit', message: expect.stringContaining('print more than') },
      { code: 'program-printed', level: 'info' },
    ])
    expect(problems[1]?.message).not.toMatch(/[\x1b\u202e]/)
    expect(problems[1]?.message.length).toBeLessThan(10_000)
    expect(performance.now() - begun).toBeLessThan(15_000)
  })

  test('prints a page is heard to its end', async () => {
    const { problems } = await run("for (let n = 0; n < 500; n++) console.log('x', n)")
    expect(problems.map(({ code }) => code)).toEqual(['program-printed'])
  })

  test('runs twice declares the same twice, whatever the time zone and the environment are', async () => {
    const program = `const seen = [new Date(2026, 0, 1).toISOString(), new Date(0).getTimezoneOffset(), typeof Intl, Object.keys(globalThis)]
       user('a', { displayName: JSON.stringify(seen) })`
    const first = await run(program)
    process.env.TZ = 'Asia/Tokyo'
    try {
      expect(await run(program)).toEqual(first)
    } finally {
      delete process.env.TZ
    }
    expect(first.problems).toEqual([])
    expect(JSON.stringify(first.emitted)).toContain('2026-01-01T00:00:00.000Z')
  })
})

describe('a project with programs', () => {
  let folder: string
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const made = async (name: string, files: Record<string, string>, links: Record<string, string> = {}) => {
    const root = join(folder, name)
    const all = { 'splashtop.yaml': 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nsources: [org/]\n', ...files }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path))
    const project = await openProject(root)
    return load(project, await scan(project), { cache: false })
  }
  const codes = ({ problems }: Awaited<ReturnType<typeof made>>) => problems.map(({ code }) => code)

  test('reads no link that leads out of it, as a program or by an import', async () => {
    writeFileSync(join(folder, 'secret.ts'), "export const secret = 'hunter2'")
    const loaded = await made(
      'links',
      { 'org/a.ts': `${IMPORT}import { secret } from './link.ts'\nuser(secret)` },
      { 'org/link.ts': '../../secret.ts' },
    )
    expect(codes(loaded)).toEqual(['program-import', 'source-outside'])
    expect(JSON.stringify(loaded)).not.toContain('hunter2')
  })
  test('reads no folder that is hidden, and nothing beside its sources', async () => {
    const text = "export const secret = 'hunter2'"
    const files = { '.git/config.ts': text, 'org/.env.ts': text, 'org/node_modules/x/index.ts': text, 'other/a.ts': text }
    for (const [index, path] of ['../.git/config.ts', './.env.ts', './node_modules/x/index.ts', '../other/a.ts'].entries()) {
      const loaded = await made(`hidden-${index}`, { ...files, 'org/a.ts': `${IMPORT}import { secret } from '${path}'\nuser(secret)` })
      expect(codes(loaded)).toEqual(['program-import'])
      expect(JSON.stringify(loaded)).not.toContain('hunter2')
    }
  })
  test('with one that fails counts as not read: nothing that it would have declared is missed, and nothing is kept', async () => {
    const loaded = await made('failed', { 'org/a.ts': `${IMPORT}user('a', { email: 'a@a.example' })`, 'org/b.ts': "throw new Error('no')" })
    expect(codes(loaded)).toEqual(['program-failed'])
    expect(loaded.refused.has(null)).toBe(true)
  })
  test('with one that is large, or no text, says so and runs none', async () => {
    const loaded = await made('large', {
      'org/a.ts': `// ${'x'.repeat(2 << 20)}`,
      'org/b.ts': `${IMPORT}user('b', { email: 'b@a.example' })`,
    })
    expect(codes(loaded)).toEqual(['too-large'])
    expect(loaded.resources).toEqual([])
    expect(loaded.refused.has(null)).toBe(true)
  })
  test('leaves no file behind', async () => {
    await made('clean', { 'org/a.ts': `${IMPORT}user('a', { email: 'a@a.example' })` })
    expect(readdirSync(join(folder, 'clean'), { recursive: true }).sort()).toEqual(['org', 'org/a.ts', 'splashtop.yaml'])
  })
})
