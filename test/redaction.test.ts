/**
 * Secrets are planted wherever a run meets them, and the real program is run through what it does (within this process) and through the ways in which it
 * ends (in one of its own, as it is published). Then every byte that it wrote is searched: what it printed, its database with the log that a crash leaves, caches, keys, backups, temporary files,
 * diagnostic reports. What is found nowhere must have been there to be found, so each search looks for a control as well, which is meant to be
 * seen; and a program that leaks is caught.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CODE } from '../server/commit.ts'
import { readKeys } from '../server/keys.ts'
import { unseal } from '../server/seal.ts'
import { openSqlite } from '../server/store/sqlite/store.ts'
import { makeToken } from '../server/tokens.ts'
import { formsOf, plantedBelow, plantedIn } from './redaction/planted.ts'
import { checkout, type Ended, type Folder, launcher, run, within } from './splashctl.ts'

const TEAM = 'acme'
/** Seen by design in what is printed and in what is kept. */
const control = { control: 'Contr0lDisplayName' }

const planted = {
  'the API token': makeToken({ identity: { user: 'olga' }, issuedBy: 'olga' }, Date.now()).text,
  'the code in a file': 'Pl4ntedFileCode',
  'the next code in a file': 'Pl4ntedNextCode',
  'the value of a wrong form': 'pl4nted wrong form!',
  'the password in the URL of a database': 'Pl4ntedDbPassword',
  'the password in a URL in a file': 'Pl4ntedUrlPassword',
  'the literal in a file': 'Pl4ntedLiteral',
  'the value that nobody allowed': 'Pl4ntedForbidden',
}

let project: Folder
let base: string
let shown: Ended[]
beforeEach(() => {
  project = within()
  base = join(project.path, '..')
  shown = []
  for (const name of ['vault', 'tmp', 'config', 'cache', 'reports']) mkdirSync(join(base, name))
  Object.assign(project.env, {
    TMPDIR: join(base, 'tmp'),
    XDG_CONFIG_HOME: join(base, 'config'),
    XDG_CACHE_HOME: join(base, 'cache'),
    SPLASHTOP_SECRETS: `env:TOKEN,env:WRONG,env:DATABASE_URL,file:${join(base, 'vault', 'code')}`,
    TOKEN: planted['the API token'],
    WRONG: planted['the value of a wrong form'],
    DATABASE_URL: `postgres://app:${planted['the password in the URL of a database']}@db.example/acme`,
    FORBIDDEN: planted['the value that nobody allowed'],
  })
  code(planted['the code in a file'])
  write('splashtop.yaml', `apiVersion: splashtop.io/v1\nkind: Project\nteam: ${TEAM}\nsources: [org]\n`)
  mkdirSync(join(project.path, 'org'))
  write('org/team.yaml', TEAM_FILE)
})
afterEach(() => project.remove())

const write = (name: string, text: string) => writeFileSync(join(project.path, name), text)
const code = (value: string) => writeFileSync(join(base, 'vault', 'code'), `${value}\n`)

const TEAM_FILE = `
apiVersion: splashtop.io/v1
kind: SsoMethod
metadata: {name: entra}
spec: {displayName: ${control.control}, idp: azureAD, scim: {enabled: true, token: {valueFrom: {env: TOKEN}}}}
---
apiVersion: splashtop.io/v1
kind: SsoMethod
metadata: {name: okta}
spec: {displayName: Okta, idp: okta, scim: {token: {valueFrom: {env: DATABASE_URL}}}}
---
apiVersion: splashtop.io/v1
kind: PreferencePolicy
metadata: {name: safe}
spec:
  displayName: Safe
  settings: {security: {additionalPassword: {mode: securityCode, securityCode: {valueFrom: {file: ../vault/code}}}}}
  targets: {computers: [bench-1]}
---
apiVersion: splashtop.io/v1
kind: DeploymentPackage
metadata: {name: benches}
spec: {displayName: Benches, platforms: [linux]}
---
apiVersion: splashtop.io/v1
kind: Computer
metadata: {name: bench-1}
spec: {displayName: Bench}
`
const policy = (name: string, valueFrom: string) => `
apiVersion: splashtop.io/v1
kind: PreferencePolicy
metadata: {name: ${name}}
spec:
  displayName: ${name}
  settings: {security: {additionalPassword: {mode: securityCode, securityCode: {valueFrom: ${valueFrom}}}}}
`

async function splashctl(...args: string[]): Promise<Ended> {
  const ended = await project.splashctl(...args)
  shown.push(ended)
  return ended
}

/** What a first apply said, and a copy of all that it left: it is made once for those that begin with one. */
let first: { ended: Ended; base: string } | undefined
afterAll(() => first && rmSync(first.base, { recursive: true }))
async function applied(): Promise<void> {
  if (first) {
    cpSync(first.base, base, { recursive: true })
    shown.push(first.ended)
    return
  }
  const ended = await splashctl('apply', '--yes')
  expect(ended).toMatchObject({ code: 0 })
  first = { ended, base: mkdtempSync(join(tmpdir(), 'applied-')) }
  cpSync(base, first.base, { recursive: true })
}

/** A run that ends, or leaks, when a value is looked at for the nth time. */
async function atReveal(when: string, args: readonly string[], options: readonly string[] = []): Promise<Ended> {
  const preload = pathToFileURL(join(checkout, 'test', 'redaction', 'reveal.ts')).href
  const env = { ...project.env, AT_REVEAL: when, NODE_OPTIONS: [`--import=${preload}`, ...options].join(' ') }
  const ended = await run(process.execPath, [launcher, ...args], project.path, env)
  shown.push(ended)
  return ended
}

/** The code that the control plane drew for the package: nobody was told it. */
async function drawnCode(): Promise<string> {
  const store = await openSqlite(join(project.path, '.splashtop', 'control-plane.db'), 'read')
  try {
    const keys = readKeys(join(base, 'keys', store.databaseId))
    const sealed = (await store.allSealed(TEAM)).find(({ name }) => name === CODE)
    const row = (await store.snapshot(TEAM)).rows.find(({ key }) => key === sealed?.key)
    if (!keys || !sealed || !row) throw new Error('no code was drawn')
    return unseal(keys, { databaseId: store.databaseId, team: TEAM, uid: row.uid, name: CODE }, sealed.value)
  } finally {
    await store.close()
  }
}

/** Everything that this test's runs have left, but for what was planted there: the vault, and the files of the project. */
function found(values: Readonly<Record<string, string>>): string[] {
  const kept = ['keys', 'tmp', 'config', 'cache', 'reports', 'project/.splashtop'].map((name) => join(base, name))
  const files = readdirSync(project.path, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.yaml'))
  return [
    ...shown.flatMap(({ stdout, stderr }, index) =>
      plantedIn(Buffer.from(`${stdout}\n${stderr}`), values).map((what) => `run ${index}: ${what}`),
    ),
    ...kept.filter((path) => existsSync(path)).flatMap((path) => plantedBelow(path, values)),
    ...files.flatMap(({ name }) => plantedIn(readFileSync(join(project.path, name)), values).map((what) => `${name}: ${what}`)),
  ]
}

describe('the search', () => {
  test.each([...formsOf(planted['the API token']).keys()])('finds a value that stands somewhere %s', (form) => {
    const bytes = formsOf(planted['the API token']).get(form) as Buffer
    const around = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')])
    expect(plantedIn(around, planted)).toHaveLength(1)
    writeFileSync(join(base, 'tmp', 'leaked'), around)
    expect(found(planted)).toEqual([expect.stringContaining('tmp/leaked: the API token')])
  })

  test.each([0, 1, 2])('finds what is in the Base64 of a longer text, %i bytes on', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${planted['the code in a file']} and more`).toString('base64')
    expect(plantedIn(Buffer.from(text), planted)).toEqual([expect.stringContaining('the code in a file')])
  })

  test.each(['1 leak-to-stderr', '2 leak-to-a-file'])('catches a program that leaks: %s', async (leak) => {
    expect(await atReveal(`${leak} ${join(base, 'tmp', 'log')}`, ['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(found(planted)).not.toEqual([])
  })
})

test('a crash that nobody prepared for writes the environment into its report, and that is found', async () => {
  const env = { ...project.env, NODE_OPTIONS: `--report-uncaught-exception --report-directory=${join(base, 'reports')}` }
  shown.push(await run(process.execPath, ['-e', "throw new Error('a crash')"], project.path, env))
  expect(found(planted).join()).toContain('the value that nobody allowed')
})

/** Whatever a run did: nothing is planted anywhere, and what was meant to be seen was. */
async function expectNothing(): Promise<void> {
  expect(found(planted)).toEqual([])
  expect(found(control).length).toBeGreaterThan(0)
}

// Each of these is a dozen runs of the program.
describe('no secret is in anything that is left', () => {
  test('by an organisation that is planned, applied, rotated, looked at from all sides and backed up', async () => {
    for (const format of ['terminal', 'json', 'html', 'markdown', 'sarif'])
      expect(await splashctl('plan', '--format', format)).toMatchObject({ code: 0 })
    for (const args of [['validate'], ['plan', '--json'], ['apply', '--yes'], ['apply', '--yes']])
      expect(await splashctl(...args)).toMatchObject({ code: 0 })
    expect(shown.at(-1)?.stdout).toContain('Nothing to do')
    code(planted['the next code in a file'])
    expect((await splashctl('apply', '--yes')).stdout).toContain('securityCode  secret (set) → secret (changed)')
    project.env.TOKEN = `${planted['the API token']}0`
    expect((await splashctl('apply', '--yes', '--json')).code).toBe(0)
    write('org/team.yaml', TEAM_FILE.replace('env: DATABASE_URL', 'env: TOKEN').replace('Bench}', 'Bench one}'))
    for (const args of [
      ...[
        ['plan'],
        ['apply', '--yes'],
        ['diff', 'HEAD~1'],
        ['diff', '1', '4', '--json'],
        ['history', '--json'],
        ['audit', 'list', '--json'],
      ],
      ...[
        ['audit', 'verify'],
        ['get', 'sso', '-o', 'yaml'],
        ['get', 'preferencepolicies', '-o', 'json'],
        ['get', 'deploymentpackages'],
        ['backup', 'copy.db'],
      ],
      ...[['policy', 'check'], ['test'], ['fmt'], ['validate', '--json'], ['access', '--format', 'html']],
    ])
      expect([args, (await splashctl(...args)).code]).toEqual([args, 0])
    expect((await splashctl('get', 'sso', 'entra')).stdout).toMatch(/secrets:\n +spec\.scim\.token: /)
    const drawn = await drawnCode()
    expect(drawn).toMatch(/^[0-9A-Z]{12}$/)
    expect(found({ 'the code of the package': drawn })).toEqual([])
    await expectNothing()
  })

  test('but the code of a package where it was asked for: on stdout, or in files that are closed to others', async () => {
    await applied()
    const drawn = { 'the code of the package': await drawnCode() }
    const asked = [
      ['package', 'benches', '--for', 'linux'],
      ['package', 'benches', '--json'],
      ['package', 'benches'],
    ]
    for (const args of asked) {
      const { code, stdout, stderr } = await project.splashctl(...args)
      expect([args, code, plantedIn(Buffer.from(stdout), drawn), plantedIn(Buffer.from(stderr), drawn)]).toEqual([
        args,
        0,
        expect.any(Array),
        [],
      ])
      expect(stdout).toContain(drawn['the code of the package'])
    }
    project.env.SPLASHTOP_DEBUG = '1'
    const others: [code: number, ...args: string[]][] = [
      [0, 'package', 'benches', '--for', 'linux', '--out', 'files', '--json'],
      // The files are there, and it is for another platform.
      [1, 'package', 'benches', '--for', 'linux', '--out', 'files'],
      [1, 'package', 'benches', '--for', 'gpo'],
      [0, 'audit', 'list', '--json'],
      [0, 'history', '--json'],
      [0, 'get', 'package', '-o', 'json'],
      [0, 'plan', '--json'],
    ]
    for (const [code, ...args] of others) expect([(await splashctl(...args)).code, ...args]).toEqual([code, ...args])
    expect(readFileSync(join(project.path, 'files', 'install.sh'), 'utf8')).toContain(drawn['the code of the package'])
    expect(found(drawn)).toEqual([])
    await expectNothing()
  })

  test.each<[string, () => void, string]>([
    ['a value of a wrong form', () => write('org/bad.yaml', policy('bad', '{env: WRONG}')), 'secret-invalid'],
    ['one that nobody allowed', () => write('org/bad.yaml', policy('bad', '{env: FORBIDDEN}')), 'secret-not-allowed'],
    [
      'one that is only in Kubernetes',
      () => write('org/bad.yaml', policy('bad', '{secretKeyRef: {name: a, key: b}}')),
      'secret-unreadable',
    ],
    [
      'an allowance that is a value',
      () => {
        project.env.SPLASHTOP_SECRETS = planted['the value that nobody allowed']
      },
      'usage',
    ],
    [
      'a literal in a file',
      () => write('org/bad.yaml', TEAM_FILE.replace('{valueFrom: {env: TOKEN}}', planted['the literal in a file'])),
      'literal-secret',
    ],
    [
      'a password in an address of a file',
      () =>
        write(
          'org/bad.yaml',
          TEAM_FILE.replace('idp: okta', `idp: okta, loginUrl: 'https://a:${planted['the password in a URL in a file']}@b.example'`),
        ),
      'literal-secret',
    ],
    [
      'a password in the address of the backend',
      () =>
        write(
          'splashtop.yaml',
          `apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nbackend: {server: {url: 'https://a:${planted['the password in a URL in a file']}@b.example'}}\n`,
        ),
      'literal-secret',
    ],
  ])('by a run that is refused for %s', async (_, make, expected) => {
    await applied()
    make()
    project.env.SPLASHTOP_DEBUG = '1'
    for (const args of [
      ['apply', '--yes'],
      ['apply', '--yes', '--full', '--json'],
      ['plan', '--format', 'html'],
      ['validate', '--format', 'sarif'],
    ])
      await splashctl(...args)
    const refused = shown.filter(({ code }) => code === 1)
    expect(refused.length).toBeGreaterThanOrEqual(2)
    for (const { stdout, stderr } of refused) expect(stdout + stderr).toContain(expected)
    await expectNothing()
  })

  test('by a run that a guard refuses, which reads no secret at all', async () => {
    write('splashtop.yaml', `${readFileSync(join(project.path, 'splashtop.yaml'), 'utf8')}safety: {maxDeletes: 2}\n`)
    const many = Array.from({ length: 4 }, (_, i) => policy(`p-${i}`, '{file: ../vault/code}')).join('---')
    write('org/many.yaml', many)
    expect((await splashctl('apply', '--yes')).code).toBe(0)
    write('org/many.yaml', policy('p-0', '{env: FORBIDDEN}'))
    const refused = await splashctl('apply', '--yes')
    expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('too-many-deletes')])
    expect(refused.stderr).not.toContain('secret-not-allowed')
    await expectNothing()
  })

  test.each<[string, string, string[], Partial<Ended>]>([
    ['is killed before it commits', '3 kill', [], { signal: 'SIGKILL' }],
    ['is killed while it hashes', '5 kill', [], { signal: 'SIGKILL' }],
    [
      'has a fault, and shows where',
      '4 fail',
      [],
      { code: 1, stderr: expect.stringMatching(/error\[internal\][\s\S]*a fault in the middle/) as string },
    ],
    [
      'crashes, and writes a diagnostic report',
      '4 crash',
      ['--report-uncaught-exception'],
      { code: 1, stderr: expect.stringContaining('a crash in the middle') as string },
    ],
    [
      'has no memory left, and writes a diagnostic report',
      '4 exhaust',
      ['--report-on-fatalerror', '--report-exclude-env', '--max-old-space-size=80'],
      { signal: 'SIGABRT' },
    ],
    [
      'has no memory left, and was not told to write its report without the environment',
      '4 exhaust',
      ['--report-on-fatalerror', '--max-old-space-size=80'],
      { signal: 'SIGABRT' },
    ],
  ])('by a run that %s', async (_, when, options, expected) => {
    project.env.SPLASHTOP_DEBUG = '1'
    const reports = join(base, 'reports')
    const ended = await atReveal(when, ['apply', '--yes'], [`--report-directory=${reports}`, ...options])
    expect(ended).toMatchObject(expected)
    const isReported = options.includes('--report-exclude-env') || options.includes('--report-uncaught-exception')
    expect(readdirSync(reports)).toHaveLength(isReported ? 1 : 0)
    await expectNothing()
    expect((await splashctl('apply', '--yes')).stdout).toContain('as revision 1')
    expect((await splashctl('audit', 'verify')).code).toBe(0)
    await expectNothing()
  })
})
