/**
 * Exclusive access (guide S7), as the computer holds it: nobody may be logged on at the machine itself when such a session begins, and what the schedule adds
 * lies over the computer's settings, so that what can't be held keeps the session out like any other setting.
 */
import { execFile } from 'node:child_process'
import type { Exclusive } from '../../protocol/session.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Settings } from '../effective.ts'

const ORIGIN = 'exclusive access'

export function withExclusive(settings: Settings, exclusive: Exclusive | undefined): Settings {
  if (!exclusive) return settings
  const held = settings['security.logoffOnDisconnect']?.value
  const logoff = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {}
  const added: [name: string, asked: boolean, value: Json][] = [
    ['security.blankScreen', exclusive.blankScreen, true],
    ['security.lockInput', exclusive.lockInput, true],
    ['security.logoffOnDisconnect', exclusive.logoffAfterDisconnect, { ...logoff, enabled: true }],
  ]
  const more = added.filter(([, asked]) => asked).map(([name, , value]) => [name, { value, origin: ORIGIN, locked: true }] as const)
  return { ...settings, ...Object.fromEntries(more) }
}

/** Those who are logged on at the machine itself, not over a network; by the login manager, else by the system's own list. */
export async function loggedOn(): Promise<string[]> {
  try {
    return seatedIn(await output('loginctl', ['list-sessions', '--output=json']))
  } catch {
    // No login manager runs here, or an old one.
    return consoleIn(await output('who', []))
  }
}

/** What `loginctl` says of sessions at a seat; that in which somebody is asked who they are is nobody's. */
export function seatedIn(text: string): string[] {
  const all = JSON.parse(text) as { user?: string; seat?: string | null; class?: string }[]
  const seated = all.filter(({ seat, class: of }) => typeof seat === 'string' && seat !== '' && of !== 'greeter')
  return [...new Set(seated.flatMap(({ user }) => (user === undefined ? [] : [user])))]
}

/** What `who` says of consoles and local displays. */
export const consoleIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/^(\S+) +(?:tty\d|:\d)/gm)].map(([, user = '']) => user)),
]

const output = (file: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(file, args, { timeout: 5000, maxBuffer: 1 << 20 }, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
