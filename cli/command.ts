/**
 * What a command's file says. A command is data and one function, so that parsing, help, completion and the reference pages all come
 * from the same words.
 */
import type { Context } from './context.ts'
import type { ExitCode } from './exit.ts'

export interface OptionWords {
  /** As commander reads them: `-o, --output FORMAT`. */
  flags: string
  says: string
  choices?: readonly string[]
  /** May be given several times; its value is a list. */
  repeated?: true
  /** How a value may begin: completion offers it, and whoever types goes on. */
  begins?: readonly string[]
  /** Its value is the name of something live: the plural of a kind, `users`. */
  namesOf?: string
}
export interface ArgumentWords {
  name: string
  says: string
  required?: true
  /** Takes all the words that remain. Only the last argument can. */
  variadic?: true
  choices?: readonly string[]
  /** What completion offers, though the command takes other words, too: it has more to say of them than that they are none. */
  words?: readonly string[]
  /** What completion offers; names are those of the kind before them. */
  completes?: 'kinds' | 'names' | 'files'
  /** Completion offers the names of what is live of this kind, by its plural. */
  namesOf?: string
}
/** Values of options by their long name in camelCase: a flag is true, a value is text, a repeated one is a list. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export interface Command {
  name: string
  summary: string
  /** What a person should know before running it; plain paragraphs. */
  about: string
  arguments: readonly ArgumentWords[]
  options: readonly OptionWords[]
  examples: readonly { line: string; says: string }[]
  /** The folder that `-C` names may be one that is not there yet: it makes it. */
  makesFolder?: true
  run(context: Context, args: readonly string[], options: Options): Promise<ExitCode>
}

export const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
export const listOption = (options: Options, name: string): readonly string[] => {
  const value = options[name]
  return typeof value === 'object' ? value : []
}

/** Options that every command takes, before or after its name. */
export const everywhere: readonly OptionWords[] = [
  { flags: '-C, --directory DIR', says: 'work as if started in this folder' },
  { flags: '--json', says: 'write one JSON document to stdout, progress as NDJSON to stderr' },
  { flags: '--color WHEN', says: 'colours: auto (the default: on a terminal), always or never', choices: ['auto', 'always', 'never'] },
]

/** Each command's name and where it is. Modules are loaded when they are needed: starting must not cost what a run costs. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: () => import('./commands/init.ts').then((m) => m.init),
  validate: () => import('./commands/validate.ts').then((m) => m.validate),
  fmt: () => import('./commands/fmt.ts').then((m) => m.fmt),
  plan: () => import('./commands/plan.ts').then((m) => m.plan),
  apply: () => import('./commands/apply.ts').then((m) => m.apply),
  drift: () => import('./commands/drift.ts').then((m) => m.drift),
  test: () => import('./commands/test.ts').then((m) => m.test),
  policy: () => import('./commands/policy.ts').then((m) => m.policy),
  get: () => import('./commands/get.ts').then((m) => m.get),
  access: () => import('./commands/access.ts').then((m) => m.access),
  explain: () => import('./commands/explain.ts').then((m) => m.explain),
  diff: () => import('./commands/diff.ts').then((m) => m.diff),
  history: () => import('./commands/history.ts').then((m) => m.history),
  audit: () => import('./commands/audit.ts').then((m) => m.audit),
  import: () => import('./commands/import.ts').then((m) => m.importCommand),
  backup: () => import('./commands/backup.ts').then((m) => m.backup),
  login: () => import('./commands/login.ts').then((m) => m.login),
  logout: () => import('./commands/logout.ts').then((m) => m.logout),
  'two-step': () => import('./commands/two-step.ts').then((m) => m.twoStep),
  whoami: () => import('./commands/whoami.ts').then((m) => m.whoami),
  package: () => import('./commands/package.ts').then((m) => m.packageCommand),
  token: () => import('./commands/token.ts').then((m) => m.token),
  server: () => import('./commands/server.ts').then((m) => m.server),
  fleet: () => import('./commands/fleet.ts').then((m) => m.fleet),
  logs: () => import('./commands/logs.ts').then((m) => m.logs),
  approve: () => import('./commands/approve.ts').then((m) => m.approve),
  unenrol: () => import('./commands/unenrol.ts').then((m) => m.unenrol),
  connect: () => import('./commands/connect.ts').then((m) => m.connect),
  keys: () => import('./commands/keys.ts').then((m) => m.keys),
  completion: () => import('./commands/completion.ts').then((m) => m.completion),
}
