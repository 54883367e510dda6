/** What processes of this machine hold and use, as Linux tells it, and their ends. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/** The processes that one has started, with those that these have. Threads and processes end while one looks. */
export const childrenOf = (pid: number): number[] =>
  (unlessGone(() => readdirSync(`/proc/${pid}/task`)) ?? [])
    .flatMap((task) => (unlessGone(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')) ?? '').trim().split(' '))
    .filter((text) => text !== '')
    .flatMap((text) => [Number(text), ...childrenOf(Number(text))])

export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

/** Megabytes. */
export const resident = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Milliseconds of a processor that these have used. Linux counts in hundredths of a second. */
export const spent = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields = (unlessGone(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10
  }, 0)

export const killed = (pid: number): void => void unlessGone(() => process.kill(pid, 'SIGKILL'))

/** Kills what was started here, and waits for its end. */
export async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** Undefined where it ended meanwhile. */
export function unlessGone<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
