/** Runs the real program in a process of its own, as a person does, in a folder that is thrown away. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = fileURLToPath(new URL('..', import.meta.url))
/** The folder that an installation would be (built.ts); where nothing was built, the checkout. */
export const installed = process.env.SPLASHTOP_BUILT ?? checkout
export const launcher = join(installed, 'bin', 'splashctl.js')
/** What Node compiled is the program's own text, of no test: it is not made anew for each, nor left in the user's home. */
const compiled = installed === checkout ? {} : { NODE_COMPILE_CACHE: join(installed, 'compiled') }

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Folder {
  path: string
  /** Where the keys are kept, beside the folder and not in the user's home. */
  env: NodeJS.ProcessEnv
  splashctl(...args: string[]): Promise<Ended>
  remove(): void
}

/** A temporary folder, holding a copy of `from` (a path in the checkout) if it is given. */
export function folder(from?: string): Folder {
  const base = mkdtempSync(join(tmpdir(), 'splashctl-'))
  const path = join(base, 'project')
  if (from === undefined) mkdirSync(path)
  else cpSync(join(checkout, from), path, { recursive: true, filter: (source) => !source.includes('.splashtop') })
  const { FORCE_COLOR, ...env } = process.env
  const own = { ...env, ...compiled, NO_COLOR: '1', SPLASHTOP_KEYS: join(base, 'keys') }
  return {
    path,
    env: own,
    splashctl: (...args) => run(process.execPath, [launcher, ...args], path, own),
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

export function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', fail)
    child.on('close', (code, signal) => settle({ code, signal, stdout, stderr }))
  })
}
