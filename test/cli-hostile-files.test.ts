/** A checkout may be a stranger's: what stands in a source folder and is no plain file inside it is neither read, nor shown, nor waited for. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Folder, within } from './splashctl.ts'

const USER = 'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: bea}\nspec: {displayName: Bea, email: bea@acme.example}\n'

let project: Folder
let outside: string
beforeEach(() => {
  project = within()
  outside = join(project.path, '..', 'outside')
  writeFileSync(join(project.path, 'splashtop.yaml'), 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nsources: [src]\n')
  mkdirSync(join(project.path, 'src'))
})
afterEach(() => project.remove())

test.each<[string, (path: string) => void, string]>([
  [
    'a link to a file outside',
    (path) => {
      writeFileSync(outside, 'token: hunter2\n')
      symlinkSync(outside, path)
    },
    'source-outside',
  ],
  [
    'a link to a pipe outside',
    (path) => {
      execFileSync('mkfifo', [outside])
      symlinkSync(outside, path)
    },
    'source-outside',
  ],
  [
    'a link to what Git keeps',
    (path) => {
      mkdirSync(join(project.path, '.git'))
      writeFileSync(join(project.path, '.git', 'config'), '[http]\n\textraheader = hunter2\n')
      symlinkSync('../.git/config', path)
    },
    'source-outside',
  ],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'source-outside'],
  ['a pipe', (path) => execFileSync('mkfifo', [path]), 'unreadable-file'],
])('%s among the sources is a problem without lines', async (_, make, code) => {
  make(join(project.path, 'src', 'h.yaml'))
  for (const command of [['validate'], ['plan'], ['fmt', '--check'], ['fmt', '--check', 'src/h.yaml']]) {
    const { code: ended, stdout, stderr } = await project.splashctl(...command)
    expect([command, ended]).toEqual([command, 1])
    expect(stderr).toContain(`error[${code}]`)
    expect(stderr).toMatch(/--> src\/h\.yaml:1:1\nfix:/)
    expect(stdout + stderr).not.toContain('hunter2')
  }
})

test.each([
  ['a line feed', Buffer.from('a\nerror.yaml'), 'hostile-character', 'src/a<U+000A>error.yaml'],
  ['an escape', Buffer.from('a\x1b[2J.yaml'), 'hostile-character', 'src/a<U+001B>[2J.yaml'],
  ['a character that turns text around', Buffer.from('a\u202e.yaml'), 'hostile-character', 'src/a<U+202E>.yaml'],
  ['bytes that are no UTF-8', Buffer.from('caf\xe9.yaml', 'latin1'), 'unreadable-file', 'src/caf\ufffd.yaml'],
])('a file whose name holds %s is a problem that shows it, and so is a folder or a link', async (_, name, code, shown) => {
  const path = Buffer.concat([Buffer.from(`${project.path}/src/`), name])
  const refuses = async (...command: string[]) => {
    const { code: ended, stderr } = await project.splashctl(...command)
    expect([command, ended]).toEqual([command, 1])
    expect(stderr).toContain(`error[${code}]: `)
    expect(stderr.replaceAll('\n', ' ')).toContain(`\`${shown}\``)
    expect(stderr).toMatch(/^fix: Rename it/m)
    expect(stderr).not.toMatch(/^error\.yaml/m)
  }
  mkdirSync(path)
  await refuses('validate')
  rmSync(path, { recursive: true })
  symlinkSync('../splashtop.yaml', path)
  await refuses('validate')
  rmSync(path)
  writeFileSync(path, USER)
  for (const command of [['validate'], ['apply', '--yes'], ['fmt', '--check']]) await refuses(...command)
  writeFileSync(join(project.path, 'splashtop.yaml'), 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nsources: ["src/*.yaml"]\n')
  await refuses('validate')
})

test('where no folder can be made nothing is kept, and nothing hangs', async () => {
  Object.assign(project.env, { XDG_CACHE_HOME: '/proc/nowhere', SPLASHTOP_KEYS: '/proc/nowhere/keys' })
  writeFileSync(
    join(project.path, 'src', 'user.yaml'),
    'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: ada}\nspec: {email: ada@acme.example}\n',
  )
  const { code, stdout } = await project.splashctl('validate')
  expect([code, stdout]).toEqual([0, expect.stringContaining('Valid: 1 file')])
})
