/**
 * `plan --untrusted`: pull requests that mean harm, each a real checkout beside the one that is trusted. Each gives an honest plan or a
 * Problem, soon; nothing that it says of its own guards counts, nothing is contacted, followed out of it, run, or written there.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ended, type Folder, folder, launcher, run, runWithin } from './splashctl.ts'

const SECRET = 'hunter2'
const TEST = `---
apiVersion: splashtop.io/v1
kind: AccessTest
metadata: {name: guests-stay-out}
spec: {subjects: {users: [noah]}, targets: {groups: [workshop]}, expect: {access: deny}}
`
/** What is trusted, and applied; the same for all. */
let trusted: Folder
let base: string
/** The same without guardrails of its own: for what they have no say in, whose processes nobody needs to wait for. */
let plain: string
/** By what a pull request is judged. */
let judge: string
/** The pull request of one test. */
let pull: string

beforeAll(async () => {
  trusted = folder('examples/minimal')
  base = dirname(trusted.path)
  const organisation = join(trusted.path, 'organisation.yaml')
  writeFileSync(
    organisation,
    `${readFileSync(organisation, 'utf8')}---
apiVersion: splashtop.io/v1
kind: User
metadata: {name: noah}
spec: {displayName: Noah, email: noah@atelier.example}
${TEST}`,
  )
  mkdirSync(join(trusted.path, 'guardrails'))
  writeFileSync(
    join(trusted.path, 'guardrails', 'names.ts'),
    `import { guardrail } from 'splashtop-iac'
guardrail({
  id: 'no-root', level: 'error', title: 'Somebody is called root', why: 'Nobody is.', fix: 'Use a name.',
  find: ({ after }) => after.of('User').filter(({ name }) => name === 'root').map((user) => ({ resource: user, message: 'There is a root.' })),
})
`,
  )
  const project = join(trusted.path, 'splashtop.yaml')
  writeFileSync(project, `${readFileSync(project, 'utf8')}policies: {own: [guardrails/]}\nsafety: {breakGlass: [maya]}\n`)
  const { code, stderr } = await runWithin(['apply', '--yes'], trusted.path, trusted.env)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  writeFileSync(join(base, 'secret'), `token: ${SECRET}\n`)
  plain = join(base, 'plain')
  cpSync(trusted.path, plain, { recursive: true })
  rmSync(join(plain, 'guardrails'), { recursive: true })
  writeFileSync(join(plain, 'splashtop.yaml'), readFileSync(project, 'utf8').replace('policies: {own: [guardrails/]}\n', ''))
})
afterAll(() => trusted.remove())
beforeEach(() => pullOf(trusted.path))
afterEach(() => rmSync(pull, { recursive: true, force: true }))

function pullOf(from: string): void {
  judge = from
  pull = join(base, 'pull')
  rmSync(pull, { recursive: true, force: true })
  cpSync(from, pull, { recursive: true, filter: (path) => !path.includes('.splashtop') })
}

const at = (path: string): string => join(pull, path)
const put = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}
const add = (path: string, text: string): void => put(path, readFileSync(at(path), 'utf8') + text)
const edit = (path: string, from: string | RegExp, to: string): void => {
  const text = readFileSync(at(path), 'utf8')
  expect(text).toMatch(from)
  put(path, text.replace(from, to))
}
const user = (name: string, more = ''): string =>
  `---\napiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: ${name}}\nspec: {displayName: ${name}, email: ${name}@atelier.example${more}}\n`

/** Everything that is below, with its size and time; what a link leads to is not. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const { mtimeMs, size } = lstatSync(path)
    return [`${path} ${size} ${mtimeMs}`, ...(entry.isDirectory() ? snapshot(path) : [])]
  })
}
/** Where a stranger's run writes nothing: what it was given, and what the trusted checkout keeps of its own guardrails. */
const kept = (): string[] => [
  ...snapshot(pull),
  ...snapshot(join(judge, '.splashtop', 'cache')).filter((line) => line.includes('guardrails')),
]

type Run = (...words: string[]) => Promise<Ended>
/** In two processes, as a person's: one that has bounds, and the one that bounds it. */
const apart: Run = (...words) => trusted.splashctl(...words)
/** As the second of the two: what never ends there can be ended. */
const bounded: Run = (...words) =>
  run(process.execPath, [launcher, ...words], trusted.path, { ...trusted.env, SPLASHTOP_WITHIN: `${process.pid}` })
/** What is asked is what it answers: in this process, which takes itself for the bounded one (cli/bounds.ts). */
const within: Run = (...words) => runWithin(words, trusted.path, { ...trusted.env, SPLASHTOP_WITHIN: `${process.ppid}` })

async function planned(more: readonly string[] = [], by: Run = within): Promise<Ended> {
  const before = kept()
  const begun = performance.now()
  const ended = await by('plan', '-C', pull, '--untrusted', '--trusted', judge, ...more)
  expect(performance.now() - begun).toBeLessThan(50_000)
  expect(kept()).toEqual(before)
  expect(ended.stdout + ended.stderr).not.toContain(SECRET)
  expect(ended.stdout + ended.stderr).not.toContain('root:')
  return ended
}
const warnings = ({ stderr }: Ended): string[] =>
  [...stderr.matchAll(/warning\[guarding-changed\]: The checkout changes (.*?)\. It is/g)].map(([, what = '']) => what)

test('one that changes nothing has nothing to do, and one that adds a user has an honest plan', async () => {
  expect(await planned([], apart)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do/), stderr: '' })
  add('organisation.yaml', user('bea'))
  const ended = await planned(['--exit-code'], apart)
  expect(ended).toMatchObject({ code: 2, stdout: expect.stringContaining('+ User bea'), stderr: '' })
  expect(ended.stdout).toContain('Plan: 1 to create.')
})

test('one that names another backend reaches none: nobody connects, and the live world is that of the trusted one', async () => {
  pullOf(plain)
  const seen: string[] = []
  const server = createServer((socket) => {
    seen.push(`${socket.remoteAddress}`)
    socket.destroy()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  try {
    const { port } = server.address() as { port: number }
    edit('splashtop.yaml', /^backend:\n {2}embedded: \{\}\n|^$/m, '')
    add('splashtop.yaml', `backend: {server: {url: 'http://127.0.0.1:${port}/?team=atelier'}}\n`)
    add('organisation.yaml', user('bea'))
    for (const format of ['terminal', 'html', 'sarif']) {
      const ended = await planned(['--format', format], format === 'terminal' ? apart : within)
      expect(ended.code).toBe(0)
      if (format !== 'sarif') expect(warnings(ended)).toEqual(['the backend'])
      if (format === 'terminal') expect(ended.stdout).toContain('Plan: 1 to create.')
    }
    expect(seen).toEqual([])
  } finally {
    server.close()
  }
})

test('one that brings a database and a cache of its own is compared with neither', async () => {
  pullOf(plain)
  cpSync(join(judge, '.splashtop'), at('.splashtop'), { recursive: true })
  put('.splashtop/cache/sources', Buffer.alloc(1000, 7))
  put('.splashtop/control-plane.db', readFileSync(join(trusted.path, '.splashtop', 'control-plane.db')))
  add('organisation.yaml', user('bea'))
  rmSync(at('.splashtop/control-plane.db'))
  symlinkSync(join(base, 'secret'), at('.splashtop/control-plane.db'))
  expect(await planned()).toMatchObject({ code: 0, stdout: expect.stringContaining('Plan: 1 to create.'), stderr: '' })
})

test.each<[what: string, change: () => void, told: string[], refused: string]>([
  [
    'every guardrail off and its own one removed',
    () => {
      edit(
        'splashtop.yaml',
        'policies: {own: [guardrails/]}',
        "policies: {packs: [], own: [], waivers: [{rule: no-root, resource: User/root, reason: x, expires: '2999-01-01'}]}",
      )
      rmSync(at('guardrails'), { recursive: true })
      add('organisation.yaml', user('root'))
    },
    ['`policies.packs`', '`policies.waivers`', '`policies.own`', 'its own guardrails: it removes `guardrails/names.ts`'],
    'error[no-root]: There is a root.',
  ],
  [
    'its own guardrail made blind',
    () => {
      edit('guardrails/names.ts', "name === 'root'", "name === 'nobody'")
      add('organisation.yaml', user('root'))
    },
    ['its own guardrails: it changes `guardrails/names.ts`'],
    'error[no-root]: There is a root.',
  ],
  [
    'its limits raised and its break-glass user gone',
    () => {
      pullOf(plain)
      edit(
        'splashtop.yaml',
        'safety: {breakGlass: [maya]}',
        'safety: {breakGlass: [], maxDeletes: 1000000, maxDeleteShare: 1, maxAccessLoss: 1000000000}',
      )
      edit('organisation.yaml', 'owner: maya', 'owner: noah')
    },
    ['`safety.maxDeletes`', '`safety.maxDeleteShare`', '`safety.maxAccessLoss`', '`safety.breakGlass`'],
    'error[',
  ],
  [
    'its test deleted',
    () => {
      pullOf(plain)
      edit('organisation.yaml', TEST, '')
      edit('organisation.yaml', 'email: noah@atelier.example', 'email: noah@atelier.example, group: workshop')
    },
    ['its tests: AccessTest `guests-stay-out` is gone'],
    'error[access-test-failed]: AccessTest `guests-stay-out` fails',
  ],
  [
    'its test turned round',
    () => {
      pullOf(plain)
      edit('organisation.yaml', 'expect: {access: deny}', 'expect: {access: allow}')
      edit('organisation.yaml', 'email: noah@atelier.example', 'email: noah@atelier.example, group: workshop')
    },
    ['its tests: AccessTest `guests-stay-out` asks for something else'],
    'error[access-test-failed]: AccessTest `guests-stay-out` fails',
  ],
])('one with %s is judged by what is trusted, and what it would change is told', async (_, change, told, refused) => {
  change()
  const ended = await planned()
  expect([1, 4]).toContain(ended.code)
  expect(ended.stderr).toContain(refused)
  expect(warnings(ended).sort()).toEqual([...told].sort())
})

test('one that brings what a run of its own has kept of guardrails made blind is judged by what is trusted', async () => {
  edit('guardrails/names.ts', "name === 'root'", "name === 'nobody'")
  add('organisation.yaml', user('root'))
  // What is kept has the code of this machine's key: nobody can tell it from what a trusted run keeps.
  expect(await runWithin(['plan', '-C', pull], trusted.path, trusted.env)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('+ User root'),
  })
  expect(existsSync(at('.splashtop/cache/guardrails'))).toBe(true)
  for (const by of [within, apart]) {
    const ended = await planned([], by)
    expect([ended.code, ended.stderr]).toEqual([4, expect.stringContaining('error[no-root]: There is a root.')])
  }
})

test('one in the name of another manager is planned in the name of the trusted one', async () => {
  pullOf(plain)
  edit('splashtop.yaml', 'manager: git:atelier/access', 'manager: git:evil/iac')
  edit('organisation.yaml', /^---\napiVersion: splashtop.io\/v1\nkind: User\nmetadata: \{name: noah\}\nspec: .*\n/m, '')
  edit('organisation.yaml', TEST, '')
  const ended = await planned()
  expect(ended.stdout).toContain('- User noah')
  expect(warnings(ended)).toContain('the manager, from `git:atelier/access` to `git:evil/iac`')
})

test('a secret that is read from a file stays a handle', async () => {
  pullOf(plain)
  for (const file of ['/etc/passwd', '../secret', '../../../../../../etc/passwd'])
    add(
      'organisation.yaml',
      `---\napiVersion: splashtop.io/v1\nkind: PreferencePolicy\nmetadata: {name: p${file.length}}\nspec: {displayName: P${file.length}, settings: {security: {additionalPassword: {mode: securityCode, securityCode: {valueFrom: {file: ${file}}}}}}}\n`,
    )
  expect((await planned(['--json'])).stdout).toContain('"secret": "set"')
})

test.each<[what: string, make: () => void, code: string]>([
  ['a link to a file outside', () => symlinkSync('../secret', at('link.yaml')), 'source-outside'],
  ['an absolute link to a file outside', () => symlinkSync(join(base, 'secret'), at('link.yaml')), 'source-outside'],
  ['a link to what everybody has', () => symlinkSync('/etc/passwd', at('link.yaml')), 'source-outside'],
  ['a link to a folder outside', () => symlinkSync('..', at('folder')), 'source-outside'],
  ['a link to a device', () => symlinkSync('/dev/zero', at('link.yaml')), 'source-outside'],
  ['a pipe', () => execFileSync('mkfifo', [at('pipe.yaml')]), 'unreadable-file'],
  [
    'a link to a pipe',
    () => {
      mkdirSync(at('.hidden'))
      execFileSync('mkfifo', [at('.hidden/pipe')])
      symlinkSync('.hidden/pipe', at('link.yaml'))
    },
    'source-outside',
  ],
  ['a source outside', () => add('splashtop.yaml', "sources: ['../']\n"), 'source-outside'],
  ['a glob that leads outside', () => add('splashtop.yaml', "sources: ['x/../../*.yaml']\n"), 'source-outside'],
  ['a glob that takes for ever', () => add('splashtop.yaml', `sources: ['${'*a'.repeat(40)}b.yaml']\n`), 'too-large'],
  ['a glob of alternatives without an end', () => add('splashtop.yaml', `sources: ['${'{a,b}'.repeat(40)}']\n`), 'too-large'],
  ['a giant file', () => put('giant.yaml', Buffer.alloc(9 << 20, '# comment\n')), 'too-large'],
  ['a giant project file', () => put('splashtop.yaml', Buffer.alloc(9 << 20, '# comment\n')), 'too-large'],
  [
    'aliases that multiply',
    () =>
      put(
        'bomb.yaml',
        `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
          .split('')
          .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]\n`)
          .join('')}`,
      ),
    'too-large',
  ],
  ['a program that imports what lies outside', () => put('bad.ts', "import text from '../../../secret'\n"), 'program-import'],
  ['a program that asks for the network', () => put('bad.ts', "await fetch('http://127.0.0.1:1/')\n"), 'program-hermetic'],
  ['a program that asks for the environment', () => put('bad.ts', 'process.env.HOME\n'), 'program-hermetic'],
  ['a program without an end of depth', () => put('bad.ts', 'const f = (n: number): number => f(n + 1) + 1\nf(0)\n'), 'program-limit'],
  ['no project file', () => rmSync(at('splashtop.yaml')), 'project-not-found'],
  [
    'a project file that is a link',
    () => {
      rmSync(at('splashtop.yaml'))
      symlinkSync('../secret', at('splashtop.yaml'))
    },
    'project-not-found',
  ],
  [
    'a project file that is a pipe',
    () => {
      rmSync(at('splashtop.yaml'))
      execFileSync('mkfifo', [at('splashtop.yaml')])
    },
    'project-not-found',
  ],
  ['another team', () => edit('splashtop.yaml', /^team: .*$/m, 'team: other'), 'untrusted-guarding'],
])('one with %s is refused, soon, and shows nothing of what lies outside', async (what, make, code) => {
  pullOf(plain)
  make()
  // What could keep whoever reads it waiting for ever is read by a process that can be ended; and some by both, as a person's.
  const by = /project file that is a pipe|for ever/.test(what) ? apart : /pipe|device|without an end|multiply/.test(what) ? bounded : within
  const ended = await planned([], by)
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining(`error[${code}]`)])
})

test('one with folders within folders and a thousand files is read like others', async () => {
  pullOf(plain)
  put(`${'d/'.repeat(300)}deep.yaml`, user('bea').replace('---\n', ''))
  for (let n = 0; n < 1000; n++) put(`many/${n}.yaml`, '# nothing\n')
  expect(await planned()).toMatchObject({ code: 0, stdout: expect.stringContaining('Plan: 1 to create.') })
})

test('one with a Git folder full of traps springs none', async () => {
  pullOf(plain)
  const sprung = join(base, 'sprung')
  execFileSync('git', ['init', '--quiet', pull])
  const trap = `touch ${sprung}`
  put('.git/hooks/trap', `#!/bin/sh\n${trap}\n`)
  execFileSync('chmod', ['+x', at('.git/hooks/trap')])
  add(
    '.git/config',
    `[core]\n\tfsmonitor = ${at('.git/hooks/trap')}\n\tpager = ${trap}\n\tsshCommand = ${trap}\n[diff]\n\texternal = ${trap}\n[filter "trap"]\n\tclean = ${trap}\n\tsmudge = ${trap}\n[alias]\n\tls-tree = !${trap}\n`,
  )
  put('.gitattributes', '* filter=trap diff=trap\n')
  // The trap is one: whoever asks this Git for its state springs it.
  execFileSync('git', ['-C', pull, 'status', '--porcelain'], { env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' }, stdio: 'ignore' })
  expect(existsSync(sprung)).toBe(true)
  rmSync(sprung)
  put('.git/HEAD', `${'0'.repeat(39)}1\n`)
  add('organisation.yaml', user('bea'))
  for (const format of ['terminal', 'html', 'sarif'])
    expect((await planned(['--format', format], format === 'terminal' ? apart : within)).code).toBe(0)
  expect(existsSync(sprung)).toBe(false)
})

test.each<[what: string, words: () => string[], message: string]>([
  ['nothing that is trusted', () => ['--untrusted'], 'Name a checkout that you trust'],
  ['what is trusted alone', () => ['--trusted', trusted.path], 'Write `--untrusted` as well'],
  ['a folder that is not there', () => ['--untrusted', '--trusted', '../nowhere'], "can't be looked at: ENOENT"],
  ['a folder of its own', () => ['--untrusted', '--trusted', '.'], 'are not apart'],
  ['a folder within it', () => ['--untrusted', '--trusted', './guardrails'], 'are not apart'],
  ['the folder around it', () => ['--untrusted', '--trusted', '..'], 'are not apart'],
  [
    'a link to itself',
    () => {
      symlinkSync(pull, join(base, 'alias'))
      return ['--untrusted', '--trusted', '../alias']
    },
    'are not apart',
  ],
])('whoever names %s is told', async (_, words, message) => {
  const ended = await within('plan', '-C', pull, ...words())
  rmSync(join(base, 'alias'), { force: true })
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining(message)])
})

test('what is trusted and has faults judges nobody, and they are told with their place', async () => {
  const other = join(base, 'broken')
  cpSync(trusted.path, other, { recursive: true })
  writeFileSync(join(other, 'wrong.yaml'), 'kind: User\n')
  try {
    const ended = await within('plan', '-C', pull, '--untrusted', '--trusted', '../broken')
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('error[untrusted-guarding]')
    expect(ended.stderr).toContain('--> ../broken/wrong.yaml:1:1')
  } finally {
    rmSync(other, { recursive: true })
  }
})
