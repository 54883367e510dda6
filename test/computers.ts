/** What the tests of computers share: a project with packages and a policy, served; and agents of it, as processes on states of their own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Shown } from '../agent/standing.ts'
import { type AgentProcess, agentProcess } from '../bench/agent-process.ts'
import { type Served, served } from './served.ts'
import { installed, launcher } from './splashctl.ts'

const KIOSKS = `apiVersion: splashtop.io/v1
kind: List
items:
  - apiVersion: splashtop.io/v1
    kind: Group
    metadata: {name: kiosks}
    spec: {displayName: Kiosks, type: computers, match: {hostname: kiosk-*}}
  - apiVersion: splashtop.io/v1
    kind: Group
    metadata: {name: lab}
    spec: {displayName: Lab, type: computers}
  - apiVersion: splashtop.io/v1
    kind: DeploymentPackage
    metadata: {name: kiosk}
    spec: {displayName: Kiosk, settings: {session: {sound: 'off'}}}
  - apiVersion: splashtop.io/v1
    kind: DeploymentPackage
    metadata: {name: asking}
    spec: {displayName: Asking, approval: required}
  - apiVersion: splashtop.io/v1
    kind: PreferencePolicy
    metadata: {name: kiosks}
    spec:
      displayName: Kiosks
      settings:
        general: {hideTrayIcon: false}
        session: {idleTimeoutMinutes: 10}
      targets: {groups: [kiosks]}
  - apiVersion: splashtop.io/v1
    kind: PreferencePolicy
    metadata: {name: lab}
    spec: {displayName: Lab, settings: {session: {idleTimeoutMinutes: 240}}, targets: {groups: [lab]}}
`

export interface Computers extends Served {
  /** Runs splashctl, which must succeed; gives what it wrote to stdout. */
  good(...args: string[]): Promise<string>
  /** Changes the declarations. */
  edit(from: string, to: string): void
  /** Applies, and says at which revision and when it was committed. */
  applied(...args: string[]): Promise<{ revision: number; at: number }>
  git(...args: string[]): string
  root: string
  /** The server is gone, as by a power cut. */
  lost(): Promise<void>
  /** It is back, under its address; and later by so many milliseconds, for whoever waited for it. */
  back(laterMs?: number): Promise<void>
  code(name: string): Promise<string>
  /** A computer of this name, not enrolled yet. */
  computer(hostname: string): AgentProcess
  /** One that enrolled by the code of a package, and runs. */
  running(hostname: string, by?: string): Promise<AgentProcess>
}

const FILE = 'computers.yaml'

/** @param env of the server, and of whoever applies */
export async function computers(env: NodeJS.ProcessEnv = {}): Promise<Computers> {
  const project = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example', env })
  const base = join(project.path, '..')
  const agents: AgentProcess[] = []
  let server: ChildProcess = project.child
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Maya', '-c', 'user.email=maya@atelier.example', '-c', 'commit.gpgsign=false']
    return execFileSync('git', [...who, ...args], { cwd: project.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  }
  async function good(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await project.splashctl(...args)
    if (code !== 0) throw new Error(`splashctl ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
    return stdout
  }
  writeFileSync(join(project.path, FILE), KIOSKS)
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'Kiosks')
  await good('login', '--token-file', join(base, 'owner.token'))
  const { root } = JSON.parse(await good('keys', '--json')) as { root: { fingerprint: string } }
  const made: Computers = {
    ...{ ...project, good, git, root: root.fingerprint },
    edit(from, to) {
      const text = readFileSync(join(project.path, FILE), 'utf8')
      if (text.split(from).length !== 2) throw new Error(`\`${from}\` is not there once`)
      writeFileSync(join(project.path, FILE), text.replace(from, to))
    },
    async applied(...args) {
      await good('apply', '--yes', ...args)
      const { revisions } = JSON.parse(await good('history', '--json', '-n', '1')) as { revisions: { revision: number; time: string }[] }
      const [{ revision, time } = { revision: 0, time: '' }] = revisions
      return { revision, at: Date.parse(time) }
    },
    async lost() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    },
    async back(laterMs = 0) {
      await made.lost()
      const env = { ...project.env, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'later.ts')}`, TEST_LATER_MS: String(laterMs) }
      server = (await serving(base, laterMs === 0 ? project.env : env, new URL(project.url).host)).child
    },
    async code(name) {
      return (JSON.parse(await good('package', name, '--json')) as { code: string }).code
    },
    computer(hostname) {
      const agent = agentProcess({
        ...{ folder: base, hostname, env: project.env },
        launcher: join(installed, 'bin', 'splashtop-agent.js'),
      })
      agents.push(agent)
      return agent
    },
    async running(hostname, by = 'kiosk') {
      const agent = made.computer(hostname)
      const { code, stderr } = await agent.enrol({ code: await made.code(by), server: project.url, root: root.fingerprint })
      if (code !== 0) throw new Error(`${hostname} could not enrol: ${stderr}`)
      agent.start()
      await agent.until('its settings are enforced', isEnforced)
      return agent
    },
    async end() {
      for (const agent of agents) await agent.end('SIGTERM')
      await made.lost()
      await project.end()
    },
  }
  return made
}

/** `splashctl server`, as soon as it listens. */
export async function serving(folder: string, env: NodeJS.ProcessEnv, listen: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [launcher, 'server', '--listen', listen], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { msg, url: said } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && said) resolve(said)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, url }
}

/** It runs, and has said of each setting what became of it. */
export const isEnforced = ({ running, settings }: Shown): boolean =>
  running && Object.keys(settings).length > 0 && Object.values(settings).every(({ enforcement }) => enforcement !== null)
