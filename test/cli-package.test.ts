/** What is published, and how it starts: on its own, without one of our dependencies in reach, on the Node that is there. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../cli/command.ts'
import { served } from './served.ts'
import { checkout, type Ended, type Folder, folder, launcher, run } from './splashctl.ts'

let project: Folder
beforeAll(() => {
  project = folder('examples/minimal')
})
afterAll(() => project.remove())

/** An empty folder next to the project. */
const beside = (): string => {
  const path = join(project.path, '..', 'another')
  mkdirSync(path)
  return path
}

/** Makes the launcher believe that it runs on another Node. */
const pretend = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${version}'}})`,
]

const splashctl = (...args: string[]) => run(process.execPath, [launcher, ...args], project.path, project.env)

/** The package in one process for many commands, one after the other; `said` is what that process has said by itself. */
async function opened({ path, env }: Folder) {
  const child = fork(join(checkout, 'test', 'package-process.ts'), {
    cwd: path,
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const gone = once(child, 'close')
  const answer = async (): Promise<Ended> => {
    const [ended] = await Promise.race([once(child, 'message'), gone.then(() => Promise.reject(new Error(`It has ended. ${said}`)))])
    return ended as Ended
  }
  await answer()
  return {
    splashctl: (...args: string[]): Promise<Ended> => {
      child.send(args)
      return answer()
    },
    async end(): Promise<string> {
      if (child.connected) child.send([])
      await gone
      return said
    },
  }
}

// The first of them run as a person's do, each in a process of its own; then one process loads what each needs of the package.
test('the package runs every command without any dependency', async () => {
  const ran = new Set<string>()
  /** @param hints for whoever uses a server are no fault, on stderr as they are */
  const well =
    (by: Folder['splashctl'], hints: 'with hints' | 'without hints') =>
    async (...args: string[]): Promise<string> => {
      ran.add(args[0] as string)
      const { code, signal, stderr, stdout } = await by(...args)
      const said = hints === 'with hints' && code === 0 ? '' : stderr.replace(/^The keys are not in it.*\n/, '')
      expect({ args, code, signal, stderr: said }).toEqual({ args, code: 0, signal: null, stderr: '' })
      return stdout
    }
  const person = well(splashctl, 'without hints')
  expect(await person('validate')).toContain('5 resources')
  expect(await person('plan')).toContain('+ User maya')
  expect(await person('apply', '--yes')).toContain('as revision 1')
  expect(await person('plan', '--full')).toMatch(/^Nothing to do/)
  const here = await opened(project)
  try {
    const good = well(here.splashctl, 'without hints')
    expect(await good('fmt', '--check')).toBe('')
    expect(await good('drift')).toMatch(/^No drift/)
    const [elsewhere, table] = [join(project.path, '..', 'imported'), join(project.path, '..', 'users.csv')]
    expect(await good('import', '--out', elsewhere)).toContain('A plan of them changes nothing.')
    writeFileSync(table, 'account,group\nzoe@atelier.example,Workshop\n')
    expect(await good('import', table, '--dry-run')).toContain('name: zoe')
    expect(await good('history')).toContain('5 created')
    expect(await good('audit', 'verify')).toBe('Whole: 1 entry, 1 signed.\n')
    expect(await good('audit', 'list')).toContain('create User maya')
    expect(await good('backup', 'copy.db')).toContain('copy.db')
    expect(await good('init', '--team', 'acme', '-C', beside())).toContain('Team `acme` is ready')
    for (const shell of ['bash', 'zsh', 'fish']) expect(await good('completion', shell)).toContain('splashctl')
    expect(await good('explain', 'jo', 'bench-1', '--revision', '1')).toContain('Allowed: jo → bench-1')
    expect(await good('access')).toContain('workshop (bench-1)')
    expect(await good('policy', 'explain', 'permanent-and-bound')).toContain('permanent-and-bound')
    expect(await good('test')).toMatch(/test/)
    for (const [format, text] of [
      ['terminal', 'Changes: 5 created'],
      ['markdown', '5 created'],
      ['html', '<title>atelier'],
      ['json', '"create"'],
    ])
      expect(await good('diff', '0', '1', '--format', format as string)).toContain(text)
    const kiosks =
      'apiVersion: splashtop.io/v1\nkind: DeploymentPackage\nmetadata: {name: kiosks}\nspec: {displayName: Kiosks, settings: {security: {lockScreenOnDisconnect: true}}}\n'
    writeFileSync(join(project.path, 'kiosks.yaml'), kiosks)
    expect(await good('apply', '--yes')).toContain('1 created')
    // What is to be done with it is told beside it.
    ran.add('package')
    expect(await here.splashctl('package', 'kiosks', '--for', 'linux')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/deploy '[0-9A-Z]{12}'/),
    })
    await good('get')
  } finally {
    expect(await here.end()).toBe('')
  }
  const server = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example', program: [launcher] })
  try {
    ran.add('server')
    const login = ['--token-file', join(server.path, '..', 'owner.token')]
    expect(await well(server.splashctl, 'with hints')('login', ...login)).toContain('as maya')
    const client = await opened(server)
    try {
      const signedIn = well(client.splashctl, 'with hints')
      expect(await signedIn('apply', '--yes')).toContain('Applied 5 changes')
      expect(await signedIn('whoami')).toContain('maya (owner)')
      // What is large is planned and committed in a thread, which has a program of its own.
      const guest = (i: number) =>
        `apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: guest-${i}, annotations: {note: ${'x'.repeat(1024)}}}\nspec: {email: guest-${i}@atelier.example}\n`
      writeFileSync(join(server.path, 'guests.yaml'), Array.from({ length: 300 }, (_, i) => guest(i)).join('---\n'))
      expect(await signedIn('apply', '--yes')).toContain('Applied 300 changes')
      expect(server.log.filter((line) => line.includes('"the planner begins"'))).toHaveLength(1)
      expect(await signedIn('token', 'list')).toContain('maya')
      expect(await signedIn('keys')).toContain('SHA256:')
      for (const words of [['approve'], ['fleet'], ['logs'], ['sessions'], ['two-step', 'status']]) await signedIn(...words)
      ran.add('connect')
      expect((await client.splashctl('connect', 'bench-1')).stderr).toContain('error[two-step-needed]')
      ran.add('unenrol')
      expect((await client.splashctl('unenrol', 'bench-1', '--yes')).stderr).toContain('error[not-enrolled]')
      expect(await signedIn('logout')).toContain('Signed out')
    } finally {
      expect(await client.end()).toBe('')
    }
  } finally {
    await server.end()
  }
  expect([...ran].sort()).toEqual(Object.keys(commands).sort())
})

test('the package runs programs, with an interpreter of its own', async () => {
  const programs = folder('examples/typescript')
  try {
    const ended = await run(process.execPath, [launcher, 'plan'], programs.path, programs.env)
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Schedule audit-wels'), stderr: '' })
  } finally {
    programs.remove()
  }
})

test('the package reads large projects with more than one thread', async () => {
  const large = folder('examples/minimal')
  try {
    // Of comments, which are quickly read and count all the same.
    for (const n of Array(8).keys()) writeFileSync(join(large.path, `comments-${n}.yaml`), `# ${n} ${'x'.repeat(98)}\n`.repeat(5000))
    const coverage = join(large.path, 'coverage')
    const env = { ...large.env, NODE_V8_COVERAGE: coverage }
    expect(await run(process.execPath, [launcher, 'validate'], large.path, env)).toMatchObject({ code: 0 })
    // Each thread writes down which files it ran.
    const reports = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'))
    const ran = reports.filter((report) => report.includes('/dist/parts/reader.js'))
    expect(ran).toHaveLength(Math.min(3, availableParallelism() - 1))
  } finally {
    large.remove()
  }
})

test('the package holds the schemas, and the licence of everything that is bundled', () => {
  const dist = join(launcher, '..', '..', 'dist')
  expect(existsSync(join(dist, 'schemas', 'splashtop.schema.json'))).toBe(true)
  expect(readdirSync(join(dist, 'schemas', 'cli'))).toContain('plan.json')
  for (const name of ['commander', 'js-yaml', 'yaml', 'fast-string-width', 'quickjs-emscripten-core'])
    expect(readFileSync(join(dist, 'licences.txt'), 'utf8')).toMatch(new RegExp(`^${name} \\d`, 'm'))
})

test('on an older Node it says in one sentence what is missing', async () => {
  expect(await run(process.execPath, [...pretend('20.20.2'), launcher, 'plan'], project.path, project.env)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'splashctl needs Node 26 or later, and this is Node 20.20.2: install it from https://nodejs.org.\n',
  })
})

test('in a checkout it starts the newer Node that `npm ci` brought, and hands on its exit code', async () => {
  // What all tests compiled of the sources is read here too.
  const env = { ...project.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
  const checked = (...args: string[]) =>
    run(process.execPath, [...pretend('20.20.2'), join(checkout, 'bin', 'splashctl.js'), ...args], project.path, env)
  expect(await checked('plan', '--full', '--exit-code')).toMatchObject({ code: 0, stderr: '' })
  expect((await checked('paln')).code).toBe(1)
})
