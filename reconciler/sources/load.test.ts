import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ENGINE } from './engine.ts'
import { type Loaded, load, scan } from './load.ts'
import { openProject } from './project.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'load-')))
  vi.stubEnv('XDG_CACHE_HOME', join(folder, '.cache'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const put = (path: string, text: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const project = (sources?: string): void =>
  put('splashtop.yaml', `apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\n${sources ? `sources: ${sources}\n` : ''}`)
const user = (name: string, extra = ''): string =>
  `apiVersion: splashtop.io/v1\nkind: User\nmetadata:\n  name: ${name}\nspec:\n  email: ${name}@example.com\n${extra}`
const run = async (cache = true): Promise<Loaded & { configDigest: string }> => {
  const opened = await openProject(folder)
  const scanned = await scan(opened)
  return { ...(await load(opened, scanned, { cache })), configDigest: scanned.configDigest }
}
const names = ({ resources }: Loaded): string[] => resources.map(({ name }) => name)
const codes = ({ problems }: Loaded): string[] => problems.map(({ code }) => code)
const seen = ({ resources }: Loaded) =>
  resources.map(({ key, digest, declared, renamedFrom, origin }) => ({
    key,
    digest,
    declared: JSON.stringify(declared),
    renamedFrom,
    at: [origin?.file, origin?.line, origin?.column],
    email: origin?.at('spec.email'),
  }))
const store = (): string => join(folder, '.splashtop', 'cache', 'sources')

describe('sources', () => {
  test('are the own folder by default: all YAML files and programs below, in order, without dot-folders and node_modules', async () => {
    project()
    for (const path of ['b.yaml', 'a/z.yml', 'a/y.yaml', '.hidden/x.yaml', 'node_modules/x.yaml', 'c.json', 'd.ts', 'e.d.ts'])
      put(path, path.endsWith('d.ts') ? 'export {}' : path.endsWith('ml') ? user(path.replaceAll(/[^a-z]/g, '')) : 'x')
    expect(names(await run())).toEqual(['ayyaml', 'azyml', 'byaml'])
  })
  test('are folders, files and globs; a file that two name is read once', async () => {
    project("[people/, 'more/**/*.yaml', people/a.yaml]")
    put('people/a.yaml', user('a'))
    put('more/x/b.yaml', user('b'))
    put('other/c.yaml', user('c'))
    expect(names(await run())).toEqual(['b', 'a'])
  })
  test.each([
    ['[nowhere/]', 'source-not-found'],
    ["['nowhere/*.yaml']", 'source-not-found'],
    ['[empty/]', 'source-not-found'],
    ['[../]', 'source-outside'],
    ['[/etc]', 'source-outside'],
    ['[link.yaml]', 'source-outside'],
    ['[links/]', 'source-outside'],
    ['[program.cts]', 'unsupported-source'],
    ['[program.d.ts]', 'unsupported-source'],
    ["['*.cts']", 'source-not-found'],
    ['[notes.txt]', 'unsupported-source'],
    ['[pipe.yaml]', 'unreadable-file'],
    ['[pipes/]', 'unreadable-file'],
  ])('%s are refused as %s', async (sources, code) => {
    project(sources)
    mkdirSync(join(folder, 'empty'))
    for (const path of ['program.cts', 'program.d.ts', 'notes.txt']) put(path, 'x')
    symlinkSync('/etc/hostname', join(folder, 'link.yaml'))
    mkdirSync(join(folder, 'links'))
    symlinkSync('/etc', join(folder, 'links', 'etc.yaml'))
    mkdirSync(join(folder, 'pipes'))
    execFileSync('mkfifo', [join(folder, 'pipe.yaml'), join(folder, 'pipes', 'p.yaml')])
    expect(codes(await run())).toEqual([code])
  })
  test('may be links to files inside of the project', async () => {
    project('[a/]')
    put('b/x.yaml', user('x'))
    mkdirSync(join(folder, 'a'))
    symlinkSync('../b/x.yaml', join(folder, 'a', 'y.yaml'))
    expect(names(await run())).toEqual(['x'])
  })
  test('with another project among them are refused', async () => {
    project()
    put('sub/splashtop.yaml', 'apiVersion: splashtop.io/v1\nkind: Project\nteam: other\n')
    expect(codes(await run())).toEqual(['misplaced-project'])
  })
  test('that are too large are refused by their size', async () => {
    project()
    put('a.yaml', Buffer.alloc(8 * 1024 * 1024 + 1, '#'))
    expect(codes(await run())).toEqual(['too-large'])
  })
  test('are told apart by a digest: of content, names, the project file; not of time', async () => {
    project()
    put('a.yaml', user('a'))
    const first = (await run()).configDigest
    put('a.yaml', user('a'))
    expect((await run()).configDigest).toBe(first)
    put('a.yaml', `${user('a')}# more\n`)
    const second = (await run()).configDigest
    rmSync(join(folder, 'a.yaml'))
    put('b.yaml', `${user('a')}# more\n`)
    const third = (await run()).configDigest
    put('splashtop.yaml', `${readFileSync(join(folder, 'splashtop.yaml'), 'utf8')}manager: other\n`)
    expect(new Set([first, second, third, (await run()).configDigest]).size).toBe(4)
  })
})

describe('the cache', () => {
  const files = {
    'a.yaml': `# head\n---\n${user('ann')}---\n${user('bob', '  group: g\n')}`,
    'b.yaml': `apiVersion: splashtop.io/v1\nkind: List\nitems:\n  - {apiVersion: splashtop.io/v1, kind: User, metadata: {name: cid}, spec: {email: &e cid@example.com, displayName: *e}}\n`,
    'c.yaml': user('dan').replace(
      '  name: dan\n',
      "  name: dan\n  annotations: {splashtop.io/renamed-from: old.dan}\n  labels: {x: 'é 😀'}\n",
    ),
  }
  beforeEach(() => {
    project()
    for (const [path, text] of Object.entries(files)) put(path, text)
  })

  test('makes no difference: what it gives is what the files give', async () => {
    const without = await run(false)
    expect(without.problems).toEqual([])
    const cold = await run()
    const warm = await run()
    expect([cold.fromCache, warm.fromCache]).toEqual([0, 3])
    expect(seen(cold)).toEqual(seen(without))
    expect(seen(warm)).toEqual(seen(without))
    expect(seen(warm).map(({ email }) => [email?.line, email?.column])).toEqual([
      [8, 3],
      [15, 3],
      [4, 77],
      [8, 3],
    ])
    expect(seen(warm)[3]?.renamedFrom).toBe('old.dan')
  })
  test('is read by nobody else, and has one file', async () => {
    await run()
    expect(statSync(dirname(store())).mode & 0o777).toBe(0o700)
    expect(statSync(store()).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(store()))).toEqual(['sources'])
  })
  test('reads an edited file again, and forgets what no file holds any more', async () => {
    await run()
    const size = statSync(store()).size
    put('a.yaml', user('eve'))
    const edited = await run()
    expect(edited.fromCache).toBe(2)
    expect(names(edited)).toEqual(['eve', 'cid', 'dan'])
    expect(statSync(store()).size).toBeLessThan(size)
  })
  test('is not written again for a file in hundreds, and is for more', async () => {
    for (let i = 0; i < 200; i++) put(`many-${i}.yaml`, user(`many-${i}`))
    await run()
    const files = 203
    put('many-7.yaml', user('seven'))
    expect([(await run()).fromCache, (await run()).fromCache]).toEqual([files - 1, files - 1])
    for (let i = 0; i < 9; i++) put(`many-${i}.yaml`, user(`other-${i}`))
    expect([(await run()).fromCache, (await run()).fromCache]).toEqual([files - 9, files])
  })
  test('that is damaged anywhere, cut short or foreign is made anew', async () => {
    const expected = seen(await run())
    const sound = readFileSync(store())
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
        const damaged = Buffer.from(sound)
        damaged[at] = (damaged[at] as number) ^ flip
        writeFileSync(store(), cut ? damaged.subarray(0, at) : damaged)
        const again = await run()
        expect(again.fromCache).toBe(0)
        expect(seen(again)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
    writeFileSync(store(), sound)
    expect((await run()).fromCache).toBe(3)
    // A checkout that brings a cache along, made under somebody else's key.
    rmSync(join(folder, '.cache'), { recursive: true })
    expect((await run()).fromCache).toBe(0)
  })
  test('that can not be written, or whose key can not, is done without', async () => {
    writeFileSync(join(folder, '.splashtop'), 'in the way')
    expect([await run(), await run()].map(({ fromCache, problems }) => [fromCache, problems.length])).toEqual([
      [0, 0],
      [0, 0],
    ])
    vi.stubEnv('XDG_CACHE_HOME', '/dev/null/nowhere')
    expect((await run()).resources).toHaveLength(4)
  })
  test("of a team is not another team's", async () => {
    await run()
    put('splashtop.yaml', 'apiVersion: splashtop.io/v1\nkind: Project\nteam: other\n')
    const other = await run()
    expect(other.fromCache).toBe(0)
    expect(other.resources[0]?.namespace).toBe('other')
  })
  test('never hides a Problem, and keeps what is beside it', async () => {
    put('a.yaml', `${user('ann')}---\n${user('bob').replace('email', 'emial')}`)
    const [first, second] = [await run(), await run()]
    expect(codes(first)).toEqual(['unknown-field'])
    expect(second.problems).toEqual(first.problems)
    expect(second.fromCache).toBe(2)
    expect(names(second)).toEqual(['ann', 'cid', 'dan'])
  })
})

test('a file that changes between scan and load is noticed', async () => {
  project()
  put('a.yaml', user('a'))
  const opened = await openProject(folder)
  const scanned = await scan(opened)
  put('a.yaml', user('b'))
  expect(codes(await load(opened, scanned, { cache: true }))).toEqual(['file-changed'])
})

test('the engine is the version of the package', () => {
  expect(ENGINE).toBe((JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version)
})
