/**
 * What differs from one operating system to the next, behind one small interface: who the machine is, what is installed on it, and the few
 * settings that a system enforces. What belongs to the agent itself, or to sessions, is not here (enforcement.ts).
 */
import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import type { Facts } from '../../protocol/enrolment.ts'
import type { Enforcement } from '../../protocol/report.ts'
import type { Json } from '../../schema/canonical.ts'

export interface Outcome {
  state: Enforcement
  /** Why it is not enforced. */
  reason?: string
}
export const enforced: Outcome = { state: 'enforced' }
export const unsupported = (reason: string): Outcome => ({ state: 'unsupported', reason })
export const failed = (reason: string): Outcome => ({ state: 'failed', reason })

export type Enforcer = (value: Json) => Promise<Outcome>

export interface Installed {
  name: string
  version: string
}

export interface Platform {
  name: 'linux' | 'windows' | 'macos' | 'other'
  os(): Promise<Facts['os']>
  /** The same for as long as the system is not installed anew, and of no use anywhere else; undefined where the machine has none. */
  deviceId(): Promise<string | undefined>
  /** By `section.name`: the settings that this system enforces. Asked again and again: what is so already is left alone. */
  enforcers: Readonly<Record<string, Enforcer>>
  software(): Promise<Installed[]>
}

export interface Ran {
  /** Null where it could not be started, or took too long. */
  code: number | null
  stdout: string
  stderr: string
}
/** Runs one of the system's programs, without a shell. */
export type Run = (program: string, args: readonly string[]) => Promise<Ran>

const [PATIENCE_MS, OUTPUT_BYTES] = [15_000, 8 << 20]

export const runIn =
  (env: NodeJS.ProcessEnv): Run =>
  (program, args) =>
    new Promise((settle) => {
      const options = { timeout: PATIENCE_MS, maxBuffer: OUTPUT_BYTES, env: { ...env, LC_ALL: 'C' }, windowsHide: true }
      execFile(program, args, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
        settle({ code, stdout, stderr: stderr || (error?.message ?? '') })
      })
    })
export const run: Run = runIn(process.env)

/** A machine's own number is not handed out: what it is known by here can't be led back to it, nor compared with what others know. */
export const deviceIdOf = (machine: string): string =>
  hash('sha256', `splashtop-agent device ${machine.trim().toLowerCase()}`, 'hex').slice(0, 32)

/**
 * The platform that this runs on.
 * @param system the root of a system that stands for it, of an agent that leaves the machine alone
 */
export async function platform(system?: string): Promise<Platform> {
  switch (system === undefined || process.platform === 'linux' ? process.platform : 'none') {
    case 'linux':
      return (await import('./linux.ts')).linux(system)
    case 'win32':
      return (await import('./windows.ts')).windows()
    case 'darwin':
      return (await import('./macos.ts')).macos()
    default:
      return (await import('./none.ts')).none
  }
}
