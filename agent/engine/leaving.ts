/**
 * What happens to the desktop when sessions begin and end: it is locked, or its user is logged off. By the programs that the computer has for it (able.ts); that
 * one was started, or could not be, is told to the device's log. Locking is asked of a program that says nothing of when it is done: what is known is its start.
 */
import { spawn } from 'node:child_process'
import type { Json } from '../../schema/canonical.ts'
import type { Settings } from '../effective.ts'
import type { Able, Means } from './able.ts'
import { part } from './rules.ts'

export interface Leaving {
  /** A session has begun. */
  began(settings: Settings): void
  /** The last one has ended. */
  left(settings: Settings): void
  /** The agent goes: what waits is done now. */
  close(): void
}

interface Around {
  able: Pick<Able, 'locker' | 'logOff'>
  env: NodeJS.ProcessEnv
  tell(event: string, details: { [key: string]: Json }): void
}

export function leaving({ able, env, tell }: Around): Leaving {
  let waiting: { timer: NodeJS.Timeout; act: () => void } | undefined

  function run(what: 'screen-lock' | 'log-off', means: Means): void {
    // Nothing begins where it is missing (rules.ts); a setting that came since is in force all the same.
    if ('missing' in means) {
      tell(`${what}-failed`, { reason: means.missing })
      return
    }
    const [program, ...args] = means.line
    const child = spawn(program, args, { env, stdio: 'ignore', detached: true })
    child.once('spawn', () => tell(`${what}-started`, { program }))
    child.once('error', (error) => tell(`${what}-failed`, { program, reason: error.message }))
    child.unref()
  }
  const forget = () => {
    clearTimeout(waiting?.timer)
    waiting = undefined
  }

  return {
    began(settings) {
      forget()
      if (settings['security.lockScreenOnConnect']?.value === true) run('screen-lock', able.locker)
    },
    left(settings) {
      forget()
      const logOff = settings['security.logoffOnDisconnect']?.value ?? null
      if (settings['security.lockScreenOnDisconnect']?.value === true) run('screen-lock', able.locker)
      if (part(logOff, 'enabled') !== true) return
      const act = () => {
        waiting = undefined
        run('log-off', able.logOff)
      }
      waiting = { act, timer: setTimeout(act, Number(part(logOff, 'afterSeconds') ?? 0) * 1000) }
    },
    close() {
      const act = waiting?.act
      forget()
      act?.()
    },
  }
}
