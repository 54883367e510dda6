/** The format that `--format` names, the same rule for every command that takes one. */
import { ProblemError, problem } from '../schema/problem.ts'
import { type Options, textOption } from './command.ts'
import type { Context } from './context.ts'

/** `json` is the same as `--json`; another beside `--json` is a second document, and refused. */
export function formatIn(options: Options, context: Context, usual: string): string {
  const named = textOption(options, 'format')
  if (context.json && named !== undefined && named !== 'json')
    throw new ProblemError(
      problem('usage', `\`--json\` and \`--format ${named}\` ask for two different documents.`, 'Write one of the two.'),
    )
  // From here on the run speaks as with `--json`, also when it ends before it has its document.
  if (named === 'json') context.json = true
  return named ?? (context.json ? 'json' : usual)
}
