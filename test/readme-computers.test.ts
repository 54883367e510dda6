/** The section "Computers" of the README, done as it says: from an empty folder to an agent that enforces an edited setting. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgentProcess, agentProcess } from '../bench/agent-process.ts'
import { isEnforced } from './computers.ts'
import { checkout, type Ended, type Folder, folder, installed, run } from './splashctl.ts'

const [, section = ''] = readFileSync(join(checkout, 'README.md'), 'utf8').split(/^## Computers$/m)
const blocks = [...(section.split(/^## /m)[0] as string).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text.trimEnd())
/** Of the first two blocks the last line goes on in its terminal. */
const [server, agent] = blocks.map((block) => block.slice(block.lastIndexOf('\n') + 1))

let [project, port] = [{} as Folder, 0]
let kiosk: AgentProcess
const going: ChildProcess[] = []

/** In a shell in which `npx` starts the programs of this checkout; the control plane listens where nobody else does. */
const shell = (exec: '' | 'exec', text: string): string[] => {
  const npx = `npx() { program=$1; shift; ${exec} '${process.execPath}' '${join(installed, 'bin')}'/"$program".js "$@"; }`
  return ['-ec', `${npx}\n${text.replaceAll(':8443', `:${port}`).replace(/ server --data server$/m, `$& --listen 127.0.0.1:${port}`)}`]
}
const done = (text: string): Promise<Ended> => run('sh', shell('', text), project.path, project.env)
function goesOn(line: string): ChildProcess {
  const child = spawn('sh', shell('exec', line), { cwd: project.path, env: project.env, stdio: ['ignore', 'pipe', 'pipe'] })
  going.push(child)
  return child
}

beforeAll(async () => {
  project = folder()
  const base = join(project.path, '..')
  project.env = { ...project.env, HOME: base, XDG_CONFIG_HOME: join(base, 'config'), XDG_DATA_HOME: join(base, 'data') }
  mkdirSync(join(base, 'config'), { mode: 0o700 })
  kiosk = agentProcess({ folder: join(base, 'lab'), hostname: 'kiosk-1', env: project.env })
  const probe = createServer()
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  port = (probe.address() as { port: number }).port
  await once(probe.close(), 'close')
})
afterAll(async () => {
  for (const child of going.reverse())
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  project.remove()
})

test('it is three blocks, of which two end with what goes on', () => {
  expect([blocks.length, server, agent]).toEqual([
    3,
    'npx splashctl -C ../lab server --data server',
    'npx splashtop-agent run --state ../lab/kiosk-1',
  ])
})

test('the first begins a control plane', async () => {
  const [first = ''] = blocks
  expect(await done(first.replace(server as string, ''))).toMatchObject({ code: 0 })
  const child = goesOn(server as string)
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  for await (const line of lines) if (line.includes('"listening"')) break
  child.stdout?.resume()
})

test('the second enrols a computer and starts its agent', async () => {
  const [, second = ''] = blocks
  const enrolled = await done(second.replace(agent as string, ''))
  expect(enrolled).toMatchObject({ code: 0, stdout: expect.stringContaining('This computer is `kiosk-1` of team `lab`') })
  goesOn(agent as string)
  const { shown } = await kiosk.until('its settings are enforced', isEnforced)
  expect(shown.settings['general.hideTrayIcon']).toMatchObject({ value: false, origin: 'policy kiosks', locked: true })
})

test('the third edits a setting, which is enforced within a second of the apply', async () => {
  const soon = kiosk.until('the edit', ({ settings }) => settings['general.hideTrayIcon']?.enforcement === 'enforced')
  const edited = await done(blocks[2] as string)
  expect(edited.code).toBe(0)
  for (const line of [
    /^general\.hideTrayIcon +true +policy kiosks, locked +enforced$/m,
    /^1 of 1 computer/m,
    /^kiosk-1 +kiosks +current/m,
    / kiosk-1 +started/,
  ])
    expect(edited.stdout).toMatch(line)
  const { at } = await soon
  const { stdout } = await done('npx splashctl -C ../lab history --json -n 1')
  const [{ time } = { time: '' }] = (JSON.parse(stdout) as { revisions: { time: string }[] }).revisions
  expect(at - Date.parse(time)).toBeLessThan(1000)
})
