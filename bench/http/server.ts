/** Starts a server process (server-child.ts, or the bare one beside it), asks it what it uses, ends or kills it. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { ServeOptions } from '../../server/http/serve.ts'

export interface ServerStart {
  /** A SQLite file, or the URL of a PostgreSQL database. */
  database: string
  keyFolder: string
  port: number
  rate: NonNullable<ServeOptions['rate']>
  timeouts?: NonNullable<ServeOptions['timeouts']>
}

/** Megabytes, and milliseconds of processors. */
export interface Usage {
  resident: number
  /** By JavaScript and its buffers: what can't be let go. */
  held: number
  /** The most that was ever resident. */
  peak: number
  cpu: number
}
export type Told = { url: string } | { usage: Usage }

export interface ServerProcess {
  url: string
  /** What it logs, when it was asked to be read. */
  log: Readable | null
  usage(): Promise<Usage>
  /** Stops it as a signal to it would: what is under way is finished. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Nobody is held back: what is measured is the server, not its patience. */
export const UNLIMITED: ServerStart['rate'] = { perSecond: 1e9, burst: 1e9 }

/** @param log `pipe` to read it; else it is thrown away where the system throws things away. `--cpu-prof` and the like are `flags` */
export async function startServer(
  start: ServerStart,
  { log = 'ignore', flags = [] }: { log?: 'ignore' | 'pipe'; flags?: string[] } = {},
): Promise<ServerProcess> {
  return started('server-child.ts', JSON.stringify(start), log, flags)
}

/** A server of `node:http` and nothing else that gives one answer to everything (bare-child.ts). */
export async function startBare(answer: { status: number; headers: Record<string, string>; bytes: number }): Promise<ServerProcess> {
  return started('bare-child.ts', JSON.stringify(answer), 'ignore', [])
}

async function started(file: string, argument: string, log: 'ignore' | 'pipe', flags: readonly string[]): Promise<ServerProcess> {
  const stdio: StdioOptions = ['ignore', log, 'inherit', 'ipc']
  const child = spawn(process.execPath, ['--expose-gc', ...flags, path.join(import.meta.dirname, file), argument], { stdio })
  const { url } = (await heard(child)) as { url: string }
  const gone = once(child, 'exit')
  return {
    url,
    log: child.stdout,
    async usage() {
      const answer = heard(child)
      child.send('usage')
      return ((await answer) as { usage: Usage }).usage
    },
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The next thing that a child tells. */
async function heard(child: ChildProcess): Promise<Told> {
  const [what] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the server process ended by itself (${signal ?? code})`)
    }),
  ])
  return what as Told
}
