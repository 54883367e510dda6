/** How a command that has nothing but Problems to tell writes them: for a person, as its own document, or as SARIF. */
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'

export type ProblemFormat = 'terminal' | 'json' | 'sarif'

export const problemFormatOption: OptionWords = {
  flags: '--format FORMAT',
  says: 'terminal (the default), json (the same as --json), sarif (for a code host, beside the lines of a change)',
  choices: ['terminal', 'json', 'sarif'] satisfies ProblemFormat[],
}

export function problemFormatOf(options: Options, context: Context): ProblemFormat {
  const named = textOption(options, 'format')
  if (context.json && named !== undefined && named !== 'json')
    throw new ProblemError(
      problem('usage', `\`--json\` and \`--format ${named}\` ask for two different documents.`, 'Write one of the two.'),
    )
  const format = (named ?? (context.json ? 'json' : 'terminal')) as ProblemFormat
  // From here on the run speaks that way, also when it ends before it knows everything.
  if (format === 'json') context.json = true
  if (format === 'sarif') speakSarif(context)
  return format
}

/** A run that fails before it has its document writes what it found as SARIF, too: a host shows nothing else. */
export function speakSarif(context: Context): void {
  context.failing = (problems) => writeSarif(context, problems)
}
/** What makes SARIF knows every guardrail, so it is read when somebody asks for it. */
export async function writeSarif(context: Context, problems: readonly Problem[]): Promise<void> {
  const { sarif } = await import('./sarif.ts')
  context.progress.end()
  context.document(sarif(problems, context.root))
}
