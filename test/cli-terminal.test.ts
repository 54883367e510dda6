/** What happens on a real terminal: `script` (of every Debian's bsdutils) lends us one. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Folder, folder, launcher } from './splashctl.ts'

let project: Folder
beforeEach(() => {
  project = folder('examples/minimal')
})
afterEach(() => project.remove())

interface Typist {
  /** Waits until the terminal shows this, does something else meanwhile, then types. */
  whenShown: string
  meanwhile?: () => Promise<unknown>
  types: string
}

function onTerminal(command: string, ...typists: Typist[]): Promise<{ code: number | null; shown: string }> {
  const { NO_COLOR, ...env } = project.env
  return new Promise((settle, fail) => {
    const line = `${process.execPath} ${launcher} ${command}`
    const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: project.path, env: { ...env, TERM: 'xterm', COLUMNS: '100' } })
    let shown = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      const [next] = typists
      if (next && shown.includes(next.whenShown)) {
        typists.shift()
        void Promise.resolve(next.meanwhile?.()).then(() => child.stdin.write(next.types), fail)
      }
    })
    child.on('error', fail)
    child.on('close', (code) => settle({ code, shown }))
  })
}
const database = (): boolean => existsSync(join(project.path, '.splashtop', 'control-plane.db'))

test('Ctrl-C at the confirmation changes nothing', async () => {
  const { code } = await onTerminal('apply', { whenShown: 'to go on:', types: '\x03' })
  expect(code).toBe(130)
  expect(database()).toBe(false)
})

test.each([
  ['anything but the whole word', 'y\n'],
  ['the end of the input', '\x04'],
])('%s declines', async (_, types) => {
  const { code, shown } = await onTerminal('apply', { whenShown: 'to go on:', types })
  expect(code).toBe(1)
  expect(shown).toContain('Nothing was applied')
  expect(database()).toBe(false)
})

test('the whole word applies what was shown, in colour', async () => {
  const { code, shown } = await onTerminal('apply', { whenShown: 'to go on:', types: 'yes\n' })
  expect(code).toBe(0)
  expect(shown).toContain('5 changes: 5 to create.')
  expect(shown).toContain('\x1b[32m')
  expect(shown).toContain('as revision 1')
  expect(database()).toBe(true)
})

test('a plan that went stale while it was read is not applied', async () => {
  const meanwhile = () => project.splashctl('apply', '--yes')
  const { code, shown } = await onTerminal('apply', { whenShown: 'to go on:', meanwhile, types: 'yes\n' })
  expect(code).toBe(5)
  expect(shown).toContain('stale-plan')
  expect(JSON.parse((await project.splashctl('history', '--json')).stdout).revisions).toHaveLength(1)
})

test('edits of drift are shown, and written once a person says yes', async () => {
  await project.splashctl('apply', '--yes')
  // The same team, managed by somebody else for a moment.
  const file = join(project.path, 'splashtop.yaml')
  const [own, folders] = [readFileSync(file, 'utf8'), readdirSync(project.path).filter((name) => name.endsWith('.yaml'))]
  const declared = folders
    .filter((name) => name !== 'splashtop.yaml')
    .find((name) => readFileSync(join(project.path, name), 'utf8').includes('displayName: Workshop'))
  const path = join(project.path, declared as string)
  const text = readFileSync(path, 'utf8')
  writeFileSync(file, own.replace(/^manager: .*$/m, 'manager: console'))
  writeFileSync(path, text.replace('displayName: Workshop', 'displayName: The workshop'))
  const adopted = (
    JSON.parse((await project.splashctl('get', '-o', 'json')).stdout) as { resources: { kind: string; metadata: { name: string } }[] }
  ).resources
  const keys = adopted.flatMap(({ kind, metadata }) => ['--adopt', `${kind}/${metadata.name}`])
  expect(await project.splashctl('apply', '--yes', ...keys)).toMatchObject({ code: 0 })
  writeFileSync(file, own)
  writeFileSync(path, text)
  const declined = await onTerminal('drift --write', { whenShown: 'to go on:', types: 'y\n' })
  expect([declined.code, readFileSync(path, 'utf8')]).toEqual([1, text])
  expect(declined.shown).toContain('Nothing was written: the edits were not confirmed.')
  const { code, shown } = await onTerminal('drift --write', { whenShown: 'to go on:', types: 'yes\n' })
  expect(code).toBe(0)
  expect(shown).toContain('by console')
  expect(readFileSync(path, 'utf8')).toBe(text.replace('displayName: Workshop', 'displayName: The workshop'))
})
