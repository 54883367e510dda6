/**
 * SIGINT and SIGTERM. Until the commit begins nothing has been written, so the program may simply stop: the terminal is put in order
 * and the lock dies with the process. While a commit is under way the first signal asks it to stop where it can do so without harm
 * (`signal`), and the second ends the process; the transaction is whole or absent either way.
 */
import { type ExitCode, exit } from './exit.ts'

export interface Interruption {
  /** Aborted by the first signal that comes while a commit is under way. */
  signal: AbortSignal
  /** Runs what must not be cut off. */
  guarded<T>(work: () => Promise<T>): Promise<T>
  /** The exit code of the signal that came, if one did. */
  readonly code: ExitCode | undefined
  /** What has to be put in order before the process ends. */
  atExit(restore: () => void): void
  stop(): void
}

export function interruption(process: NodeJS.Process): Interruption {
  const controller = new AbortController()
  const restores: (() => void)[] = []
  let guarded = 0
  let code: ExitCode | undefined
  const onSignal = (name: NodeJS.Signals) => {
    const again = code !== undefined
    code = name === 'SIGINT' ? exit.interrupted : exit.terminated
    if (guarded > 0 && !again) {
      controller.abort(new Error(`${name} was received`))
      return
    }
    for (const restore of restores) restore()
    process.exit(code)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    async guarded(work) {
      guarded++
      try {
        return await work()
      } finally {
        guarded--
      }
    },
    get code() {
      return code
    },
    atExit(restore) {
      restores.push(restore)
    },
    stop() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
