/**
 * Completion for bash, zsh and fish. The scripts hold all words themselves: nothing runs while somebody presses Tab, so a slow disk or a
 * checkout that doesn't load never holds up a prompt.
 */
import { kinds } from '../schema/kinds/index.ts'
import { type Command, everywhere, type OptionWords } from './command.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

export function scriptFor(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands)
}

interface Flag {
  names: string[]
  /** Takes a value; of these, if they are known. */
  takes: readonly string[] | undefined
  says: string
}
const help: Flag = { names: ['-h', '--help'], takes: undefined, says: 'show the help page' }

function flagOf({ flags, says, choices }: OptionWords): Flag {
  const names = [...flags.matchAll(/--?[A-Za-z-]+/g)].map(([name]) => name)
  return { names, takes: / [A-Z]/.test(flags) ? (choices ?? []) : undefined, says }
}
const flagsOf = (command: Command): Flag[] => [...[...command.options, ...everywhere].map(flagOf), help]

/** What may stand as the first argument; undefined where files may. */
function firstWords(command: Command): readonly string[] | undefined {
  const [first] = command.arguments
  if (!first) return []
  if (first.choices) return first.choices
  if (first.completes === 'kinds') return kinds.map((kind) => kind.plural)
  return first.completes === 'files' ? undefined : []
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const flags = flagsOf(command)
    const valued = flags.filter((f) => f.takes !== undefined)
    const values = valued.map((f) => {
      const reply = f.takes?.length ? `COMPREPLY=($(compgen -W '${f.takes.join(' ')}' -- "$word"))` : 'COMPREPLY=($(compgen -f -- "$word"))'
      return `        ${f.names.join('|')}) ${reply}; return ;;`
    })
    const words = firstWords(command)
    const reply = words === undefined ? 'COMPREPLY=($(compgen -f -- "$word"))' : `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word"))`
    return `    ${command.name})
      case "$previous" in
${values.join('\n')}
      esac
      if [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W '${flags.flatMap((f) => f.names).join(' ')}' -- "$word"))
      else ${reply}; fi ;;`
  })
  return `# bash completion for splashctl
_splashctl() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -C|--directory|--color) ((i++)) ;;
      -*) ;;
      *) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
${cases.join('\n')}
    *) COMPREPLY=($(compgen -W '${commands.map((c) => c.name).join(' ')} --help --version' -- "$word")) ;;
  esac
}
complete -o default -F _splashctl splashctl
`
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function zsh(commands: readonly Command[]): string {
  // In _arguments brackets and colons are syntax.
  const escaped = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')
  const cases = commands.map((command) => {
    const options = flagsOf(command).map(({ names, takes, says }) => {
      const value = takes === undefined ? '' : takes.length > 0 ? `:value:(${takes.join(' ')})` : ':value:_files'
      return names.map((name) => quoted(`*${name}[${escaped(says)}]${value}`)).join(' ')
    })
    const words = firstWords(command)
    const first =
      words === undefined
        ? quoted('*:file:_files')
        : words.length > 0
          ? quoted(`1:${command.arguments[0]?.name.toLowerCase()}:(${words.join(' ')})`)
          : ''
    return `      ${command.name}) _arguments ${[...options, first].filter((part) => part !== '').join(' \\\n        ')} ;;`
  })
  return `#compdef splashctl
_splashctl() {
  local line state
  _arguments -C '1:command:->command' '*::argument:->argument'
  case "$state" in
    command)
      local -a commands
      commands=(${commands.map((c) => quoted(`${c.name}:${escaped(c.summary)}`)).join('\n        ')})
      _describe command commands ;;
    argument)
      case "$line[1]" in
${cases.join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_splashctl" ]; then _splashctl "$@"; else compdef _splashctl splashctl; fi
`
}

function fish(commands: readonly Command[]): string {
  const lines = ['# fish completion for splashctl', 'complete -c splashctl -f']
  for (const command of commands) {
    lines.push(`complete -c splashctl -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`)
    const when = `-n '__fish_seen_subcommand_from ${command.name}'`
    for (const { names, takes, says } of flagsOf(command)) {
      const shape = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ')
      const value = takes === undefined ? '' : takes.length > 0 ? ` -x -a ${quoted(takes.join(' '))}` : ' -r'
      lines.push(`complete -c splashctl ${when} ${shape}${value} -d ${quoted(says)}`)
    }
    const words = firstWords(command)
    if (words === undefined) lines.push(`complete -c splashctl ${when} -F`)
    else if (words.length > 0) lines.push(`complete -c splashctl ${when} -a ${quoted(words.join(' '))}`)
  }
  return `${lines.join('\n')}\n`
}
