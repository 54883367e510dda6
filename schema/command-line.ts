/** What the parser of a command line (`commander`) complains of, as a Problem: `splashctl` and `splashtop-agent` speak alike. */
import { type Problem, ProblemError, problem } from './problem.ts'

/** Reads a command line; false where help was shown in its place, which is an ordinary end. @param command as its help is asked for */
export function understood(read: () => unknown, command: string): boolean {
  try {
    read()
    return true
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'commander.helpDisplayed') return false
    if (!code?.startsWith('commander.')) throw error
    throw new ProblemError(usage(message, command))
  }
}

function usage(message: string, command: string): Problem {
  const [first = '', ...more] = message
    .replace(/^error: /, '')
    .replace(/'([^']*)'/g, '`$1`')
    .split('\n')
  const hint = more.join(' ').replace(/^\(Did you mean (.*)\?\)$/, '; did you mean `$1`?')
  const text = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}${hint === '' ? '.' : hint}`
  return problem('usage', text, `Run \`${command} --help\` for what it understands.`)
}
