/**
 * Runs the real program in a folder that is thrown away: in a process of its own, as a person does (`folder`); or, where what is asked is not how
 * it starts, waits and ends but what it answers, within this one (`within`), which saves the half of such a test that is starting.
 */
import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { main as fromSources } from '../cli/main.ts'

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

/** As `folder`; one run at a time, as a process holds the lock of an embedded control plane once. */
export function within(from?: string): Folder {
  const made = folder(from)
  return { ...made, splashctl: (...args) => runWithin(args, made.path, made.env) }
}

/** @param main of the program: the one of the sources, or of what is built of them */
export async function runWithin(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, main = fromSources): Promise<Ended> {
  const [stdout, stderr] = [new Kept(), new Kept()]
  const own = Object.assign(new EventEmitter(), {
    ...{
      argv: [process.execPath, launcher, ...args],
      execArgv: [],
      execPath: process.execPath,
      pid: process.pid,
      platform: process.platform,
    },
    ...{ env, stdout, stderr, stdin: Readable.from([]), exitCode: undefined as number | undefined },
    cwd: () => cwd,
    exit(code: number): never {
      throw new Error(`the program ended itself with ${code}`)
    },
  })
  await main(own as object as NodeJS.Process)
  return { code: own.exitCode ?? 0, signal: null, stdout: stdout.text, stderr: stderr.text }
}

/** A stream that is no terminal. */
class Kept extends Writable {
  text = ''
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
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
