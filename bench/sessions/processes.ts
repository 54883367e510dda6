/** What processes of this machine hold, as Linux tells it. */
import { readdirSync, readFileSync } from 'node:fs'

/** The processes that one has started, with those that these have. */
export const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '))
    .filter((text) => text !== '')
    .flatMap((text) => [Number(text), ...(unlessGone(() => childrenOf(Number(text))) ?? [])])

export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

/** Megabytes. */
export const resident = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

export const killed = (pid: number): void => void unlessGone(() => process.kill(pid, 'SIGKILL'))

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
