/** Starts a server process (server-child.ts, or the bare one beside it), asks it what it uses, ends or kills it. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import type { ServeOptions } from '../../server/http/serve.ts'

export interface ServerStart {
  /** A SQLite file, or the URL of a PostgreSQL database. */
  database: string
  keyFolder: string
  port: number
  rate: NonNullable<ServeOptions['rate']>
  timeouts?: NonNullable<ServeOptions['timeouts']>
  tls?: TlsFiles
}

/** A certificate and its key, in PEM. */
export interface TlsFiles {
  cert: string
  key: string
}

/** Megabytes. */
export interface Usage {
  resident: number
  /** By JavaScript and its buffers: what can't be let go. */
  held: number
  /** The most that was ever resident. */
  peak: number
}
export type Told = { url: string } | { usage: Usage } | { cpu: number }

export interface ServerProcess {
  url: string
  /** What it logs, when it was asked to be read. */
  log: Readable | null
  /** After what is not needed any more was let go. */
  usage(): Promise<Usage>
  /** Milliseconds of processors since it began. */
  cpu(): Promise<number>
  /** Stops it as a signal to it would: what is under way is finished. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Nobody is held back: what is measured is the server, not its patience. */
export const UNLIMITED: ServerStart['rate'] = { perSecond: 1e9, burst: 1e9 }

export interface StartOptions {
  /** `pipe` to read it; else it goes where the system throws things away. */
  log?: 'ignore' | 'pipe'
  /** Of Node: `--cpu-prof` and the like. */
  flags?: readonly string[]
}

/** A process that may be killed before it listens. */
export interface Starting {
  ready: Promise<ServerProcess>
  kill(): Promise<void>
}

export const startServer = (start: ServerStart, options?: StartOptions): Promise<ServerProcess> => starting(start, options).ready
export const starting = (start: ServerStart, options: StartOptions = {}): Starting => begun('server-child.ts', start, options)

/** A server of `node:http`, or `node:https`, and nothing else that gives one answer to everything (bare-child.ts). */
export const startBare = (answer: BareAnswer): Promise<ServerProcess> => begun('bare-child.ts', answer, {}).ready
export interface BareAnswer {
  status: number
  headers: Record<string, string>
  bytes: number
  tls?: TlsFiles
}

function begun(file: string, argument: object, { log = 'ignore', flags = [] }: StartOptions): Starting {
  const stdio: StdioOptions = ['ignore', log, 'inherit', 'ipc']
  const program = path.join(import.meta.dirname, file)
  const child = spawn(process.execPath, ['--expose-gc', ...flags, program, JSON.stringify(argument)], { stdio })
  const gone = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  const ready = heard(child).then(
    (told): ServerProcess => ({
      ...{ url: (told as { url: string }).url, log: child.stdout, kill },
      usage: async () => ((await asked(child, 'usage')) as { usage: Usage }).usage,
      cpu: async () => ((await asked(child, 'cpu')) as { cpu: number }).cpu,
      async stop() {
        if (child.connected) child.disconnect()
        await gone
      },
    }),
  )
  return { ready, kill }
}

/** Started, and killed after so many milliseconds, whether it got ready by then or not. */
export async function killedEarly(start: ServerStart, milliseconds: number): Promise<void> {
  const { ready, kill } = starting(start)
  const ended = ready.catch(() => undefined) // that it never got ready is what it is about
  await after(milliseconds)
  await kill()
  await ended
}

function asked(child: ChildProcess, what: 'usage' | 'cpu'): Promise<Told> {
  const answer = heard(child)
  child.send(what)
  return answer
}

/** The next thing that a child tells. */
function heard(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const told = (what: Told) => {
      child.off('exit', ended)
      resolve(what)
    }
    const ended = (code: number | null, signal: string | null) => {
      child.off('message', told)
      reject(new Error(`the server process ended by itself (${signal ?? code})`))
    }
    child.once('message', told).once('exit', ended)
  })
}
