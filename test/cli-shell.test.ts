/** The program as a shell sees it: help, completion, pipes. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../cli/command.ts'
import { scriptFor } from '../cli/completion-scripts.ts'
import { type Folder, folder, launcher } from './splashctl.ts'

let project: Folder
beforeAll(() => {
  project = folder('examples/minimal')
})
afterAll(() => project.remove())

/** Where something is live and the program is in reach by its name. */
async function linked() {
  const bin = join(project.path, '..', 'bin')
  mkdirSync(bin, { recursive: true })
  if (!existsSync(join(bin, 'splashctl'))) symlinkSync(launcher, join(bin, 'splashctl'))
  expect((await project.splashctl('apply', '--yes')).code).toBe(0)
  return { cwd: project.path, env: { ...project.env, PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter) } }
}

const all = () => Promise.all(Object.values(commands).map((load) => load()))

test('help names every command, and an unknown one is met with its neighbour', async () => {
  const help = await project.splashctl('--help')
  expect(help.code).toBe(0)
  for (const { name, summary } of await all()) {
    expect(help.stdout).toContain(name)
    expect(help.stdout.replace(/\s+/g, ' ')).toContain(summary)
  }
  const unknown = await project.splashctl('paln')
  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toContain('did you mean `plan`?')
})

test('every command has a summary, an explanation and an example that names it', async () => {
  for (const command of await all()) {
    expect(command.about).toMatch(/\.$/)
    expect(command.summary).not.toMatch(/\.$/)
    expect(command.examples.length).toBeGreaterThan(0)
    for (const { line } of command.examples) expect(line).toContain(`splashctl ${command.name}`)
  }
})

test('an unknown option is met with its neighbour', async () => {
  const end = await project.splashctl('plan', '--exit-cod')
  expect(end.code).toBe(1)
  expect(end.stderr).toContain('error[usage]: Unknown option `--exit-cod`; did you mean `--exit-code`?')
})

test('a reader that goes away is no error', () => {
  const line = `"${process.execPath}" "${launcher}" plan --json | head -c 10`
  const { status, stderr, stdout } = spawnSync('bash', ['-c', `set -o pipefail; ${line}`], {
    cwd: project.path,
    env: project.env,
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '{\n  "versi' })
  expect(stderr).not.toContain('EPIPE')
})

test('output that can not be written is a failure, and says so', () => {
  const line = `"${process.execPath}" "${launcher}" get > /dev/full`
  const { status, stderr } = spawnSync('bash', ['-c', line], { cwd: project.path, env: project.env, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('error[output-failed]')
  expect(stderr).not.toContain('    at ')
})

/** What is live of them in the example. */
const computers = ['bench-1']

test('the completion script for bash is one that bash can run, and completes commands, options and values', async () => {
  const script = scriptFor('bash', await all())
  const there = await linked()
  const complete = (...words: string[]) => {
    const line = `${script}\nCOMP_WORDS=(${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _splashctl; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { ...there, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout.trim().split('\n')
  }
  expect(complete('splashctl', 'pl')).toEqual(['plan'])
  expect(complete('splashctl', '-C', 'x', 'plan', '--ex')).toEqual(['--exit-code'])
  expect(complete('splashctl', 'get', 'us')).toEqual(['users'])
  expect(complete('splashctl', 'get', 'users', '-o', 'y')).toEqual(['yaml'])
  expect(complete('splashctl', 'completion', '')).toEqual(['bash', 'zsh', 'fish'])
  expect(complete('splashctl', 'completion', 'bash', '')).toEqual([''])
  expect(complete('splashctl', 'plan', '--allow-delete', 'Us')).toEqual(['User='])
  expect(complete('splashctl', 'apply', '--adopt', 'Us')).toEqual(['User/'])
  expect(complete('splashctl', 'get', 'users', '')).toEqual(['jo', 'maya'])
  expect(complete('splashctl', 'get', '-o', 'yaml', 'user', 'm')).toEqual(['maya'])
  expect(complete('splashctl', 'get', 'user', 'maya', '')).toEqual([''])
  expect(complete('splashctl', '-C', '..', 'get', 'users', '')).toEqual([''])
  expect(complete('splashctl', 'explain', '')).toEqual(['jo', 'maya'])
  expect(complete('splashctl', 'explain', '--at', '2026-03-02', 'jo', '')).toEqual(computers)
  expect(complete('splashctl', 'access', '--user', 'm')).toEqual(['maya'])
})

test('the completion scripts for zsh and fish know the same; fish completes by its own, where there is one', async () => {
  const script = scriptFor('fish', await all())
  for (const text of [script, scriptFor('zsh', await all())]) {
    expect(text).toContain('-o name </dev/null 2>/dev/null')
    expect(text).toMatch(/allow-delete.*\bUser= /)
    expect(text).toMatch(/adopt.*\bUser\/ /)
  }
  if (spawnSync('fish', ['--version']).error) return
  const there = await linked()
  const complete = (line: string) => {
    const { status, stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `${script}\ncomplete -C '${line}'`], {
      ...there,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout.split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[0]]))
  }
  expect(complete('splashctl pla')).toEqual(['plan'])
  expect(complete('splashctl get us')).toEqual(['users'])
  expect(complete('splashctl plan --allow-delete Us')).toEqual(['User='])
  expect(complete('splashctl get users ')).toEqual(['jo', 'maya'])
  expect(complete('splashctl get -o yaml user m')).toEqual(['maya'])
  expect(complete('splashctl get user maya ')).toEqual([])
  expect(complete('splashctl -C .. get users ')).toEqual([])
  expect(complete('splashctl explain ')).toEqual(['jo', 'maya'])
  expect(complete('splashctl explain --at 2026-03-02 jo ')).toEqual(computers)
  expect(complete('splashctl access --user m')).toEqual(['maya'])
})

test('the version is one line', async () => {
  expect((await project.splashctl('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
