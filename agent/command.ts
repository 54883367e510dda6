/** What a command's file says: data and one function, from which parsing and help follow. */
import type { ExitCode } from './exit.ts'
import type { Speaking } from './speaking.ts'

export type Options = Readonly<Record<string, string | boolean | undefined>>

export interface Command {
  name: string
  summary: string
  /** What a person should know before running it; plain paragraphs. */
  about: string
  arguments: readonly { name: string; says: string; required?: true }[]
  /** As commander reads them: `-n, --lines COUNT`. */
  options: readonly { flags: string; says: string }[]
  examples: readonly { line: string; says: string }[]
  run(speaking: Speaking, args: readonly string[], options: Options): Promise<ExitCode>
}

export const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** Options that every command takes. */
export const everywhere: Command['options'] = [
  { flags: '--state DIR', says: 'the folder of the agent’s state (default: $STATE_DIRECTORY, or /var/lib/splashtop-agent)' },
  { flags: '--json', says: 'write one JSON document to stdout' },
]

/** Each command's name and where it is: starting must not cost what a run costs. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  enrol: () => import('./commands/enrol.ts').then((m) => m.enrolCommand),
  run: () => import('./commands/run.ts').then((m) => m.runCommand),
  status: () => import('./commands/status.ts').then((m) => m.statusCommand),
  logs: () => import('./commands/logs.ts').then((m) => m.logsCommand),
  recordings: () => import('./commands/recordings.ts').then((m) => m.recordingsCommand),
  unenrol: () => import('./commands/unenrol.ts').then((m) => m.unenrolCommand),
}
/** What the agent runs beside itself; not for people, so it is in no list. */
export const inner: Readonly<Record<string, () => Promise<Command>>> = {
  inventory: () => import('./commands/inventory.ts').then((m) => m.inventoryCommand),
  session: () => import('./commands/session.ts').then((m) => m.sessionCommand),
}
