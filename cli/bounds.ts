/**
 * A run with bounds of time and memory: the same command line once more, in a process of its own that is ended when it has had its share.
 * Every measure of a load has a bound already (reconciler/sources/limits.ts); this one is of what they come to together, where a stranger
 * chose how much that is. Nothing else could end a reader, a planner or an interpreter that is busy.
 */
import { spawn } from 'node:child_process'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Context } from './context.ts'
import { type ExitCode, exit } from './exit.ts'

/** Milliseconds, and megabytes of JavaScript's own memory: several times what 100,000 resources take. */
const BOUNDS = { time: 600_000, memory: 2048 }
/** Says to a process which one started it so; of any other it says nothing. */
const WITHIN = 'SPLASHTOP_WITHIN'

export const isBounded = ({ env }: Pick<Context, 'env'>): boolean => env[WITHIN] === `${process.ppid}`

/** @param words those of the command line, as Node is given them */
export function bounded(
  context: Pick<Context, 'env' | 'interruption'>,
  { time, memory } = BOUNDS,
  words: readonly string[] = [...process.execArgv, ...process.argv.slice(1)],
): Promise<ExitCode> {
  return new Promise((settle, fail) => {
    const started = spawn(process.execPath, [`--max-old-space-size=${memory}`, ...words], {
      stdio: 'inherit',
      env: { ...context.env, [WITHIN]: `${process.pid}` },
    })
    context.interruption.atExit(() => started.kill('SIGKILL'))
    let late = false
    const alarm = setTimeout(() => {
      late = true
      started.kill('SIGKILL')
    }, time)
    started.on('error', fail)
    started.on('exit', (code, signal) => {
      clearTimeout(alarm)
      const known = Object.values(exit).find((each) => each === code)
      if (known !== undefined && !late) settle(known)
      else
        fail(
          new ProblemError(
            problem(
              'untrusted-limit',
              late
                ? `The untrusted checkout took more than ${time / 1000} seconds.`
                : `The process that read the untrusted checkout came to an end by itself (${signal ?? `exit status ${code}`}).`,
              'Look at what is in it before anything else: it is much larger, or much more entangled, than what people write.',
            ),
          ),
        )
    })
  })
}
