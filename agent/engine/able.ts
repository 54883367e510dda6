/**
 * What this computer has by which a setting can be held: a screen locker, a log-in manager that ends a desktop, a folder for recordings. Looked at when the agent
 * starts; which of them is missing is told with each setting that would need it.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isInstalled } from '../programs.ts'
import { isInside } from './inside.ts'
import { printingIn } from './printing/queue.ts'

/** The line by which it is done, or why it can't be. */
export type Means = { line: readonly [string, ...string[]] } | { missing: string }

export interface Able {
  locker: Means
  logOff: Means
  /** What draws words, for windows and pictures (drawing.ts). */
  letters: { by: 'node-av' | 'ffmpeg' } | { missing: string }
  /** What makes queues of the print server (printing/queue.ts). */
  printing: Means
  /** Where recordings are kept; undefined: nowhere. */
  recordings: string | undefined
}

/** Screen lockers of X11, by how they are asked to lock now. Those that run already and wait are asked first. */
const lockers: readonly (readonly [string, ...string[]])[] = [
  ['xscreensaver-command', '-lock'],
  ['light-locker-command', '--lock'],
  ['mate-screensaver-command', '--lock'],
  ['cinnamon-screensaver-command', '--lock'],
  ['xfce4-screensaver-command', '--lock'],
  ['i3lock', '-n', '-c', '202020'],
  ['xsecurelock'],
  ['slock'],
  ['xtrlock'],
]
const PATIENCE_MS = 3000

export function ableIn(env: NodeJS.ProcessEnv, recordings: string | undefined): Able {
  const locker = lockers.find(([program]) => isInstalled(program, env))
  const session = sessionOn(env)
  return {
    locker: locker
      ? { line: locker }
      : { missing: 'No screen locker is installed on this computer (i3lock, xsecurelock and others are known).' },
    logOff: session
      ? { line: ['loginctl', 'terminate-session', session.id] }
      : { missing: 'The display belongs to no session of systemd-logind, which would end it.' },
    letters: isInside()
      ? { by: 'node-av' }
      : isInstalled('ffmpeg', env)
        ? { by: 'ffmpeg' }
        : { missing: 'There is neither the package node-av nor `ffmpeg` on this system, one of which draws the words.' },
    printing: printingIn(env),
    recordings,
  }
}

/** Of a computer that carries no sessions nothing is looked at: the agent of a server without a display starts none of these programs. */
export const unable = (missing: string): Able => ({
  ...{ locker: { missing }, logOff: { missing }, letters: { missing }, printing: { missing } },
  recordings: undefined,
})

/** The folder that file transfer opens to a session. */
export const filesIn = (env: NodeJS.ProcessEnv): string => env.SPLASHTOP_FILES ?? join(env.HOME || '/var/lib/splashtop-agent', 'Splashtop')

export interface LogInSession {
  id: string
  /** `greeter`: nobody is logged in. */
  class: string
}

/** The session of systemd-logind whose display this is; undefined where there is none, or no logind. */
export function sessionOn(env: NodeJS.ProcessEnv): LogInSession | undefined {
  const ask = (...args: string[]): string => {
    const { status, stdout } = spawnSync('loginctl', args, { env, encoding: 'utf8', timeout: PATIENCE_MS })
    return status === 0 ? stdout : ''
  }
  const ids = ask('list-sessions', '--no-legend')
    .split('\n')
    .flatMap((line) => /^\s*(\S+)/.exec(line)?.[1] ?? [])
  for (const id of ids) {
    const about = new Map(
      ask('show-session', id, '-p', 'Display', '-p', 'Class')
        .split('\n')
        .map((line) => line.split('=', 2) as [string, string]),
    )
    if (about.get('Display') === env.DISPLAY?.replace(/\.0$/, '')) return { id, class: about.get('Class') ?? '' }
  }
  return undefined
}
