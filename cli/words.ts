/** Finds the command's name among the words of a command line, where options that every command takes may come before it. */

export interface Words {
  /** Undefined when help about the whole program is wanted, or nothing was said at all. */
  name: string | undefined
  /** All other words, in their order. */
  rest: string[]
  /** Known before anything is parsed, so that a complaint about the command line itself is JSON too. */
  json: boolean
}

/** Options before the name that take the next word with them. */
const withValue: ReadonlySet<string> = new Set(['-C', '--directory', '--color'])

export function splitWords(argv: readonly string[]): Words {
  const end = argv.indexOf('--')
  const json = argv.slice(0, end === -1 ? undefined : end).includes('--json')
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string
    if (withValue.has(word)) i++
    else if (!word.startsWith('-')) {
      const rest = [...argv.slice(0, i), ...argv.slice(i + 1)]
      // `splashctl help plan` is `splashctl plan --help`.
      if (word !== 'help') return { name: word, rest, json }
      const inner = splitWords(rest)
      return { ...inner, rest: [...inner.rest, '--help'] }
    }
  }
  return { name: undefined, rest: [...argv], json }
}
