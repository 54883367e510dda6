/**
 * Completion for bash, zsh and fish. The scripts hold all words that are always the same, so that Tab is answered at once. One thing is
 * asked for: the names that are live, by `splashctl get KIND -o name`, which only reads, and whose complaints nobody sees.
 */
import { worldKinds } from '../schema/kinds/index.ts'
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
  /** What it takes goes on after these. */
  begins: boolean
  /** It takes the name of something live, of the kind with this plural. */
  namesOf: string | undefined
  says: string
}
const help: Flag = { names: ['-h', '--help'], takes: undefined, begins: false, namesOf: undefined, says: 'show the help page' }

function flagOf({ flags, says, choices, begins, namesOf }: OptionWords): Flag {
  const names = [...flags.matchAll(/--?[A-Za-z-]+/g)].map(([name]) => name)
  return { names, takes: / [A-Z]/.test(flags) ? (choices ?? begins ?? []) : undefined, begins: begins !== undefined, namesOf, says }
}
const flagsOf = (command: Command): Flag[] => [...[...command.options, ...everywhere].map(flagOf), help]
/** Flags of any command that take the next word with them; the same flag means the same everywhere. */
const valued = (commands: readonly Command[]): string[] => [
  ...new Set(commands.flatMap((command) => flagsOf(command).flatMap(({ names, takes }) => (takes === undefined ? [] : names)))),
]

/** What may stand as the first argument; undefined where files may. */
function firstWords(command: Command): readonly string[] | undefined {
  const [first] = command.arguments
  if (!first) return []
  if (first.choices ?? first.words) return first.choices ?? first.words
  if (first.completes === 'kinds') return worldKinds.map((kind) => kind.plural)
  return first.completes === 'files' ? undefined : []
}
/** Of which kind the names are that an argument takes: a plural, `-` for the kind before it; undefined where it takes none. */
const namesAt = ({ arguments: all }: Command, index: number): string | undefined =>
  all[index]?.namesOf ?? (all[index]?.completes === 'names' ? '-' : undefined)
/** Words for the second argument, where they are always the same. */
const secondWords = (command: Command): readonly string[] => command.arguments[1]?.words ?? []

const bashNames = (kind: string | undefined): string | undefined =>
  kind === undefined ? undefined : `_splashctl_names ${kind === '-' ? '"$first"' : kind}`

function bash(commands: readonly Command[]): string {
  const words = (all: readonly string[]): string => `COMPREPLY=($(compgen -W '${all.join(' ')}' -- "$word"))`
  const files = 'COMPREPLY=($(compgen -f -- "$word"))'
  const cases = commands.map((command) => {
    const flags = flagsOf(command)
    const values = flags.flatMap(({ names, takes, begins, namesOf }) => {
      if (takes === undefined) return []
      const offered = namesOf ? `_splashctl_names ${namesOf}` : takes.length > 0 ? words(takes) : files
      return [`        ${names.join('|')}) ${offered}${begins ? '; _splashctl_goes_on' : ''}; return ;;`]
    })
    const first = firstWords(command)
    const second = bashNames(namesAt(command, 1)) ?? (secondWords(command).length > 0 ? words(secondWords(command)) : undefined)
    const arguments_ =
      first === undefined
        ? `else ${files}; fi`
        : `elif (( given == 0 )); then ${bashNames(namesAt(command, 0)) ?? words(first)}${second ? `\n      elif (( given == 1 )); then ${second}` : ''}; fi`
    return `    ${command.name})
      case "$previous" in
${values.join('\n')}
      esac
      if [[ "$word" == -* ]]; then ${words(flags.flatMap((f) => f.names))}
      ${arguments_} ;;`
  })
  return `# bash completion for splashctl
_splashctl_goes_on() { compopt -o nospace 2>/dev/null; }
# Names are compared, not expanded: they come from a database.
_splashctl_names() {
  local name
  while IFS= read -r name; do
    if [[ "$name" == "$word"* && "$name" != *[!A-Za-z0-9._-]* ]]; then COMPREPLY+=("$name"); fi
  done < <("\${COMP_WORDS[0]/#\\~/$HOME}" "\${at[@]}" get "$1" -o name </dev/null 2>/dev/null)
  compopt +o default 2>/dev/null
}
_splashctl() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" first="" given=0 at=() i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -C|--directory) ((i++)); at=(-C "\${COMP_WORDS[i]/#\\~/$HOME}") ;;
      # A value behind an equals sign is a word of its own here.
      ${valued(commands).join('|')}|=) ((i++)) ;;
      -*) ;;
      *)
        if [[ -z "$command" ]]; then command="\${COMP_WORDS[i]}"
        else ((given++)); first="\${first:-\${COMP_WORDS[i]}}"; fi ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
${cases.join('\n')}
    *) ${words([...commands.map((c) => c.name), '--help', '--version'])} ;;
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
    const options = flagsOf(command).map(({ names, takes, begins, namesOf, says }) => {
      const known = namesOf
        ? `_splashctl_names ${namesOf}`
        : takes?.length
          ? begins
            ? `compadd -S "" ${takes.join(' ')}`
            : `(${takes.join(' ')})`
          : '_files'
      const value = takes === undefined ? '' : `:value:${known}`
      return names.map((name) => quoted(`*${name}[${escaped(says)}]${value}`)).join(' ')
    })
    const words = firstWords(command)
    const title = (index: number) => `${index + 1}:${command.arguments[index]?.name.toLowerCase()}`
    const named = (index: number) => {
      const kind = namesAt(command, index)
      return kind === undefined ? '' : quoted(`${title(index)}:_splashctl_names ${kind}`)
    }
    const first = words === undefined ? quoted('*:file:_files') : words.length > 0 ? quoted(`${title(0)}:(${words.join(' ')})`) : named(0)
    const given = secondWords(command)
    const second = named(1) || (given.length > 0 ? quoted(`${title(1)}:(${given.join(' ')})`) : '')
    return `      ${command.name}) _arguments ${[...options, first, second].filter((part) => part !== '').join(' \\\n        ')} ;;`
  })
  return `#compdef splashctl
_splashctl_names() {
  local -a names
  # What it is called with last is a kind, or \`-\` for the one that was typed before.
  local kind="\${@[-1]}"
  if [[ "$kind" == - ]]; then kind="\${(Q)line[1]}"; fi
  local at="\${opt_args[-C]:-\${opt_args[--directory]:-.}}"
  names=(\${(f)"$(splashctl -C "\${(Q)at/#\\~/$HOME}" get "$kind" -o name </dev/null 2>/dev/null)"})
  compadd "\${@[1,-2]}" -a names
}
_splashctl() {
  local line state
  _arguments -C '1:command:->command' '*::argument:->argument'
  case "$state" in
    command)
      local -a commands
      commands=(${commands.map((c) => quoted(`${c.name}:${escaped(c.summary)}`)).join('\n        ')})
      _describe command commands ;;
    argument)
      local -A opt_args
      case "$line[1]" in
${cases.join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_splashctl" ]; then _splashctl "$@"; else compdef _splashctl splashctl; fi
`
}

function fish(commands: readonly Command[]): string {
  const lines = [
    `# fish completion for splashctl
# The words before this one that are neither options nor their values: the command, then its arguments.
function __splashctl_words
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
        else if contains -- $word ${valued(commands).join(' ')}
            set skip yes
        else if not string match -q -- '-*' $word
            echo -- $word
        end
    end
end
# Is this the argument of that number, of that command?
function __splashctl_at
    set -l words (__splashctl_words)
    test (count $words) -eq $argv[2]; and test "$words[1]" = $argv[1]
end
function __splashctl_names
    set -l words (__splashctl_words)
    set -l at .
    set -l line (commandline -opc)
    for i in (seq 2 (count $line))
        contains -- $line[$i] -C --directory; and set at (string replace -r '^~' $HOME -- $line[(math $i + 1)])
    end
    set -q argv[1]; or set argv $words[2]
    splashctl -C $at get $argv[1] -o name </dev/null 2>/dev/null
end
complete -c splashctl -f`,
  ]
  for (const command of commands) {
    lines.push(`complete -c splashctl -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`)
    const when = `-n '__fish_seen_subcommand_from ${command.name}'`
    for (const { names, takes, namesOf, says } of flagsOf(command)) {
      const shape = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ')
      const value = namesOf
        ? ` -x -a '(__splashctl_names ${namesOf})'`
        : takes === undefined
          ? ''
          : takes.length > 0
            ? ` -x -a ${quoted(takes.join(' '))}`
            : ' -r'
      lines.push(`complete -c splashctl ${when} ${shape}${value} -d ${quoted(says)}`)
    }
    const words = firstWords(command)
    if (words === undefined) lines.push(`complete -c splashctl ${when} -F`)
    else if (words.length > 0) lines.push(`complete -c splashctl -n '__splashctl_at ${command.name} 1' -a ${quoted(words.join(' '))}`)
    const given = secondWords(command)
    if (given.length > 0) lines.push(`complete -c splashctl -n '__splashctl_at ${command.name} 2' -a ${quoted(given.join(' '))}`)
    for (const index of [0, 1]) {
      const kind = namesAt(command, index)
      if (kind !== undefined)
        lines.push(
          `complete -c splashctl -n '__splashctl_at ${command.name} ${index + 1}' -a '(__splashctl_names${kind === '-' ? '' : ` ${kind}`})'`,
        )
    }
  }
  return `${lines.join('\n')}\n`
}
