/**
 * A virtual display for one computer of the demo, with a few programs on it, so that there is something to see and to move; and who may look at it. Where there is
 * no virtual display to be had, the demo goes without and says what brings one.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isInstalled } from '../../agent/programs.ts'
import type { Plane } from './place.ts'
import type { Processes } from './processes.ts'

/** Who comes, to which computer. Its group lets him at any hour, and asks him for nothing that a demo has not. */
export const [VISITOR, SHOWN] = ['demo.visitor', 'ber-dev-01']

const NEEDED = ['Xvfb', 'xterm', 'ffmpeg']
const SIZE = '1280x720x24'
const TERMINAL = ['-fa', 'Monospace', '-bg', '#15181d', '-fg', '#d8dee9']
const PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  ['xsetroot', '-solid', '#2f4858'],
  ['xterm', '-geometry', '72x22+24+24', '-fs', '11', '-title', 'Type here', ...TERMINAL],
  ['xterm', '-geometry', '78x20+590+400', '-fs', '10', '-title', 'What runs', ...TERMINAL, '-e', 'top', '-d', '1'],
  // Where X11's own toys are, they are shown.
  ['xclock', '-geometry', '180x180+1060+40', '-update', '1'],
  ['xeyes', '-geometry', '160x110+860+60'],
]

/** `:7`; or why there is none. */
export async function desktop(processes: Processes): Promise<{ name: string } | { lacking: string }> {
  const lacking = NEEDED.filter((program) => !isInstalled(program, process.env))
  if (lacking.length > 0) return { lacking: lacking.join(', ') }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  processes.goesOn('The display', server)
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
  const name = `:${String(number).trim()}`
  for (const [program, ...args] of PROGRAMS) if (isInstalled(program, process.env)) processes.runs(started(program, args, name))
  return { name }
}

const started = (program: string, args: readonly string[], display: string): ChildProcess =>
  spawn(program, args, { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' })

/** The visitor, declared beside the others; and, since nobody logs on to a virtual display, without a login of the system
 * to ask for, or a screen to lock. */
export function declare(project: string): void {
  const visitor = {
    ...{ apiVersion: 'splashtop.io/v1', kind: 'User', metadata: { name: VISITOR } },
    spec: { displayName: 'Demo Visitor', email: `${VISITOR}@acme.example`, group: 'pipeline-berlin' },
  }
  writeFileSync(path.join(project, 'demo.yaml'), `${JSON.stringify(visitor)}\n`)
  const policies = path.join(project, 'policies.yaml')
  const [workstations = '', ...others] = readFileSync(policies, 'utf8').split('\n---\n')
  const without = workstations.replace(/^ {4}security:\n(?: {6}.*\n)+/m, '')
  writeFileSync(policies, [without, ...others].join('\n---\n'))
}

/** Where he is signed in. */
export const visitorIn = ({ folder }: Pick<Plane, 'folder'>): string => path.join(folder, 'visitor')

/** Signs the visitor in, with a sign-in of his own; gives how he asks for a link, which is good once, for a minute. */
export async function visitor(plane: Plane, processes: Processes): Promise<() => Promise<string>> {
  const { splashctl, project, folder, env } = plane
  const { text: invitation } = JSON.parse(await splashctl('token', 'create', '--invite', VISITOR, '--json')) as { text: string }
  const his = { folder: project, env: { ...env, XDG_CONFIG_HOME: visitorIn(plane) } }
  const file = path.join(folder, 'visitor.token')
  writeFileSync(file, invitation, { mode: 0o600 })
  await processes.splashctl(['login', '--token-file', file], his)
  rmSync(file)
  return async () => (await processes.splashctl(['connect', SHOWN], his)).trim()
}
