/** A real `splashctl server` in a process of its own, as an operator starts it, and a project that names it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Ended, type Folder, folder, launcher, run, runWithin } from './splashctl.ts'

export interface Served extends Folder {
  url: string
  child: ChildProcess
  /** What the server wrote, a line each. */
  log: string[]
  /** On the machine of the control plane. */
  server(...args: string[]): Promise<Ended>
  /** Sends SIGTERM and waits for the end; gives the exit code. */
  stop(): Promise<number | null>
  /** Kills it, if it runs. */
  end(): Promise<void>
}

/**
 * @param from a path in the checkout; its project is changed to name the server
 * @param program what is run, the client too, each in a process of its own; without, only the server is in one
 */
export async function served(
  from: string,
  {
    team,
    owner,
    email,
    program,
    env: more = {},
  }: { team: string; owner: string; email: string; program?: string[]; env?: NodeJS.ProcessEnv },
): Promise<Served> {
  const project = folder(from)
  const base = join(project.path, '..')
  const env = { ...project.env, XDG_CONFIG_HOME: join(base, 'config'), XDG_DATA_HOME: join(base, 'data'), ...more }
  const apart = program ?? [launcher]
  const server = (...args: string[]) => run(process.execPath, [...apart, 'server', ...args], base, env)
  const begun = await server('init', '--team', team, '--owner', owner, '--email', email)
  if (begun.code !== 0) throw new Error(begun.stderr)
  const child = spawn(process.execPath, [...apart, 'server', '--listen', '127.0.0.1:0'], {
    cwd: base,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const log: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line)
      const { msg, url: said } = JSON.parse(line) as { msg?: string; url?: string }
      if (msg === 'listening' && said) resolve(said)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const file = join(project.path, 'splashtop.yaml')
  const text = readFileSync(file, 'utf8')
  const named = `backend: {server: {url: ${url}}}`
  writeFileSync(file, /^backend:/m.test(text) ? text.replace(/^backend:.*(\n +.*)*/m, named) : `${text}${named}\n`)
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const stopped = async () => {
    if (!ended()) await once(child, 'exit')
    return child.exitCode
  }
  return {
    ...{ ...project, env, url, child, log, server },
    splashctl: (...args) =>
      program ? run(process.execPath, [...program, ...args], project.path, env) : runWithin(args, project.path, env),
    async stop() {
      child.kill('SIGTERM')
      return stopped()
    },
    async end() {
      if (!ended()) child.kill('SIGKILL')
      await stopped()
      project.remove()
    },
  }
}
