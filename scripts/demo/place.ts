/** The folder of the demo: the example organisation, the control plane that serves it, its keys, and the states of the agents. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { ProblemError, problem } from '../../schema/problem.ts'
import { declare } from './desktop.ts'
import { checkout, type Processes, wrong } from './processes.ts'

export interface Plane {
  folder: string
  /** The project, which is a copy to be edited. */
  project: string
  url: string
  /** Of the root key. */
  fingerprint: string
  /** The sign-in and the keys of the demo, and not those of whoever runs it. */
  env: NodeJS.ProcessEnv
  splashctl(...words: string[]): Promise<string>
}

export interface Demo {
  begin(processes: Processes, say: (text: string) => void): Promise<Plane>
  /** Takes it away, if it is not to be kept. */
  end(say: (text: string) => void): void
}

/** @param keep the folder, which stays; a temporary one goes */
export function place(keep: string | undefined): Demo {
  const folder = keep === undefined ? mkdtempSync(path.join(tmpdir(), 'splashtop-demo-')) : kept(path.resolve(keep))
  return {
    begin: (processes, say) => begun(folder, processes, say),
    end(say) {
      if (keep === undefined) rmSync(folder, { recursive: true, force: true })
      say(keep === undefined ? 'Ended; nothing is left.' : `Ended; all of it is in ${folder}.`)
    },
  }
}

function kept(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length === 0) return folder
  throw new ProblemError(problem('usage', `There is something in ${folder} already.`, 'Name an empty folder, or a new one.'))
}

const [TEAM, OWNER, EMAIL] = ['acme', 'it-owner', 'it-owner@acme.example']

async function begun(folder: string, processes: Processes, say: (text: string) => void): Promise<Plane> {
  const project = path.join(folder, 'acme')
  cpSync(path.join(checkout, 'examples', 'acme'), project, { recursive: true })
  rmSync(path.join(project, 'plan.txt'))
  declare(project)
  // Acme lets nobody into its console but from its offices, and whoever tries it sits on the loopback.
  const team = path.join(project, 'team.yaml')
  writeFileSync(team, readFileSync(team, 'utf8').replace(/^( +)allow:\n/m, '$&$1  - 127.0.0.0/8 # this demo\n'))
  // What the checkout's own environment says of servers, tokens and keys is none of the demo's business.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SPLASHTOP_') && name !== 'FORCE_COLOR')
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: path.join(folder, 'config') }
  const splashctl = (...words: string[]) => processes.splashctl(words, { folder: project, env })
  const file = path.join(project, 'splashtop.yaml')
  const text = readFileSync(path.join(checkout, 'splashtop.yaml'), 'utf8').replace(
    /^ {2}- examples\/acme\/$/m,
    "  - '*.yaml'\n  - people/\n  - computers/",
  )
  const to = (url: string) => text.replace('embedded: {}', `server: {url: ${url}}`).replaceAll('./schema/', `${checkout}/schema/`)
  writeFileSync(file, to('http://127.0.0.1:8443'))

  const data = path.join(folder, 'server')
  await splashctl('server', 'init', '--team', TEAM, '--owner', OWNER, '--email', EMAIL, '--data', data)
  const url = await serving({ data, project, folder, env }, processes)
  writeFileSync(file, to(url))
  say(`The control plane serves team ${TEAM} at ${url}.`)
  await splashctl('login', '--token-file', 'owner.token')
  rmSync(path.join(project, 'owner.token'))
  const applied = await splashctl('apply', '--yes')
  say(/^Applied .*$/m.exec(applied)?.[0] ?? 'The example organisation is applied.')
  const { root } = JSON.parse(await splashctl('keys', '--json', '--data', data)) as { root: { fingerprint: string } }
  return { folder, project, url, fingerprint: root.fingerprint, env, splashctl }
}

interface Serving {
  data: string
  project: string
  folder: string
  env: NodeJS.ProcessEnv
}

/** Starts it where nobody else listens, and gives its URL once it does. What it logs is in a file. */
async function serving({ data, project, folder, env }: Serving, processes: Processes): Promise<string> {
  const words = ['server', '--data', data, '--listen', '127.0.0.1:0']
  const child = spawn(process.execPath, [path.join(checkout, 'bin', 'splashctl.js'), ...words], { cwd: project, env, stdio: 'pipe' })
  processes.goesOn('The control plane', child)
  child.stdin.end()
  child.stderr.resume()
  const log: string[] = []
  const lines = createInterface({ input: child.stdout })
  const url = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      log.push(line)
      writeFileSync(path.join(folder, 'server.log'), `${line}\n`, { flag: 'a', mode: 0o600 })
      const { msg, url: said } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && said) resolve(said)
    })
    child.once('exit', () => reject(wrong(`The control plane does not start: ${log.at(-1) ?? 'it says nothing'}`)))
  })
  return url
}
