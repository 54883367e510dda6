/** What a session is measured on: a control plane, an agent on a virtual display, and links to it, all by the programs as they are installed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { type AgentProcess, agentProcess } from '../agent-process.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const splashctl = path.join(root, 'bin', 'splashctl.js')

const declared = (settings: string) => `apiVersion: splashtop.io/v1
kind: List
items:
  - apiVersion: splashtop.io/v1
    kind: Group
    metadata: {name: kiosks}
    spec: {displayName: Kiosks, type: computers}
  - apiVersion: splashtop.io/v1
    kind: DeploymentPackage
    metadata: {name: kiosk}
    spec: {displayName: Kiosk, group: kiosks}
  - apiVersion: splashtop.io/v1
    kind: PreferencePolicy
    metadata: {name: kiosks}
    spec: {displayName: Kiosks, settings: ${settings}, targets: {groups: [kiosks]}}
  - apiVersion: splashtop.io/v1
    kind: AccessPermission
    metadata: {name: jo}
    spec: {subjects: {users: [jo]}, computers: {mode: only, groups: [kiosks]}}
`

export interface SessionPlace {
  /** Puts these settings in force, as flow YAML. */
  settings(flow: string): Promise<void>
  /** A link to a session, good once. */
  link(): Promise<string>
  /** The processes of the sessions that run. */
  sessions(): number[]
  end(): Promise<void>
}

export async function sessionPlace(display: string): Promise<SessionPlace> {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-bench-'))
  const project = path.join(folder, 'project')
  cpSync(path.join(root, 'examples', 'minimal'), project, { recursive: true })
  const homes = { HOME: folder, XDG_CONFIG_HOME: path.join(folder, 'config'), XDG_DATA_HOME: path.join(folder, 'data') }
  const env: NodeJS.ProcessEnv = { ...process.env, ...homes, SPLASHTOP_KEYS: path.join(folder, 'keys'), DISPLAY: display, NO_COLOR: '1' }
  async function run(args: readonly string[], cwd = project, as: NodeJS.ProcessEnv = env): Promise<string> {
    const child = spawn(process.execPath, [splashctl, ...args], { cwd, env: as, stdio: ['ignore', 'pipe', 'pipe'] })
    const [said, failed, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    if (code !== 0) throw new Error(`splashctl ${args.join(' ')} ended with ${code}: ${failed}${said}`)
    return said
  }
  await run(['server', 'init', '--team', 'atelier', '--owner', 'maya', '--email', 'maya@atelier.example'], folder)
  const server = spawn(process.execPath, [splashctl, 'server', '--listen', '127.0.0.1:0'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await listening(server)
  const file = path.join(project, 'splashtop.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8').replace(/^backend:.*(\n +.*)*/m, '')}backend: {server: {url: ${url}}}\n`)
  const settings = async (flow: string) => {
    writeFileSync(path.join(project, 'kiosks.yaml'), declared(flow))
    await run(['apply', '--yes'])
  }
  await run(['login', '--token-file', path.join(folder, 'owner.token')])
  await settings("{session: {sound: 'off'}}")
  const { text: invitation } = JSON.parse(await run(['token', 'create', '--invite', 'jo', '--json'])) as { text: string }
  const login = await fetch(`${url}/v1/teams/atelier:login`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${invitation}`, 'content-type': 'application/json' }, body: '{}' },
  })
  const jo = { ...env, SPLASHTOP_TOKEN: ((await login.json()) as { text: string }).text, SPLASHTOP_SERVER: url }
  const { code } = JSON.parse(await run(['package', 'kiosk', '--json'])) as { code: string }
  const { root: key } = JSON.parse(await run(['keys', '--json'])) as { root: { fingerprint: string } }
  const agent: AgentProcess = agentProcess({
    folder,
    hostname: 'kiosk-1',
    env,
    launcher: path.join(root, 'bin', 'splashtop-agent.js'),
    patienceMs: 60_000,
  })
  const enrolled = await agent.enrol({ code, server: url, root: key.fingerprint })
  if (enrolled.code !== 0) throw new Error(enrolled.stderr)
  const running = agent.start()
  await agent.until(
    'its settings are enforced',
    (shown) => shown.running && Object.values(shown.settings).every(({ enforcement }) => enforcement),
  )
  // So that each is another policy, for which one can wait.
  let turn = false
  return {
    async settings(flow) {
      const { policy } = agent.shown()
      const before = policy?.digest
      await settings(`${flow.slice(0, -1)}, general: {hideTrayIcon: ${(turn = !turn)}}}`)
      await agent.until('the policy came', (shown) => shown.policy?.digest !== before)
    },
    link: async () => (await run(['connect', 'kiosk-1'], project, jo)).trim(),
    sessions: () => childrenOf(running.pid as number),
    async end() {
      await agent.end('SIGKILL')
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function listening(server: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const { msg, url } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && url) resolve(url)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

/** Processes and threads end while one looks. */
function lines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

export function childrenOf(pid: number): number[] {
  const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : []
  return threads
    .flatMap((thread) => lines(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((word) => word !== '')
    .flatMap((word) => [Number(word), ...childrenOf(Number(word))])
}

/** Milliseconds of a processor that these processes have used. Linux counts in hundredths of a second. */
export const spent = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields = lines(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
  }, 0)
