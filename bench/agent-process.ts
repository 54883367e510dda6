/**
 * Agents as processes of their own, each on a state of its own and under a host name of its own, so that several stand on one machine. What they hold is
 * looked at as `splashtop-agent status` does, and waited for by the files that they replace: nobody sleeps, nobody asks again and again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import path from 'node:path'
import { machineClock } from '../agent/clock.ts'
import { type Shown, standingOf } from '../agent/standing.ts'
import { openState } from '../agent/state.ts'
import { ProblemError } from '../schema/problem.ts'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface AgentProcess {
  hostname: string
  state: string
  /** Runs one of its commands to the end. `input` is its standard input. */
  command(words: readonly string[], input?: string): Promise<Ended>
  enrol(at: EnrolAt): Promise<Ended>
  /** Starts one of its commands, by default the agent itself. */
  start(words?: readonly string[]): ChildProcess
  shown(): Shown
  /** Resolves as soon as its state holds that, with when it did; rejects after a while. */
  until(what: string, holds: (shown: Shown) => boolean): Promise<{ shown: Shown; at: number }>
  /** Ends what was started by a signal, and gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export interface EnrolAt {
  code: string
  server: string
  root: string
  more?: readonly string[]
}

export interface AgentOptions {
  folder: string
  hostname: string
  env: NodeJS.ProcessEnv
  /** `bin/splashtop-agent.js` of an installation; when nothing is said, of what a run of the tests built (test/built.ts), else of this checkout. */
  launcher?: string
  patienceMs?: number
}

const LAUNCHER = path.join(process.env.SPLASHTOP_BUILT ?? path.join(import.meta.dirname, '..'), 'bin', 'splashtop-agent.js')

export function agentProcess({ folder, hostname, env, launcher = LAUNCHER, patienceMs = 15_000 }: AgentOptions): AgentProcess {
  const state = path.join(folder, hostname)
  const clock = machineClock()
  let child: ChildProcess | undefined
  const begin = (words: readonly string[], stdio: 'pipe' | 'ignore'): ChildProcess =>
    spawn(process.execPath, [launcher, ...words, '--state', state], { cwd: folder, env, stdio: ['pipe', stdio, 'pipe'] })
  const shown = (): Shown => standingOf(openState(state), clock)

  async function command(words: readonly string[], input = ''): Promise<Ended> {
    const running = begin(words, 'pipe')
    running.stdin?.end(input)
    let [stdout, stderr] = ['', '']
    running.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    running.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const [code] = (await once(running, 'close')) as [number | null]
    return { code, stdout, stderr }
  }

  return {
    ...{ hostname, state, command, shown },
    enrol: ({ code, server, root, more = [] }) =>
      command(['enrol', '-', '--server', server, '--root', root, '--as', hostname, ...more], `${code}\n`),
    start(words = ['run']) {
      child = begin(words, 'ignore')
      child.stdin?.end()
      child.stderr?.resume()
      return child
    },
    async until(what, holds) {
      let last: Shown | undefined
      const found = await watched(
        state,
        () => {
          last = shown()
          return holds(last) ? { shown: last, at: Date.now() } : undefined
        },
        patienceMs,
      )
      if (found) return found
      throw new Error(`${hostname} never came to this: ${what}; it is ${told(last)}`)
    },
    async end(signal = 'SIGTERM') {
      if (!child) return null
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill(signal)
        await gone
      }
      return child.exitCode
    },
  }
}

/** What `look` gives as soon as it gives anything, asked whenever a file of the folder is another one; undefined where the time is over before. */
export async function watched<T>(folder: string, look: () => T | undefined, patienceMs: number): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>()
  const late = setTimeout(() => resolve(undefined), patienceMs)
  const asked = () => {
    try {
      const found = look()
      if (found !== undefined) resolve(found)
    } catch (error) {
      // Between two of its files; what comes next is looked at anew.
      if (!(error instanceof ProblemError)) reject(error)
    }
  }
  const watcher = watch(folder, asked)
  asked()
  try {
    return await promise
  } finally {
    watcher.close()
    clearTimeout(late)
  }
}

const told = (shown: Shown | undefined): string =>
  shown === undefined ? 'not readable' : JSON.stringify({ running: shown.running, policy: shown.policy, conditions: shown.conditions })
