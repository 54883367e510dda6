/** How a command that has nothing but Problems to tell writes them: for a person, as its own document, or as SARIF. */
import type { Problem } from '../schema/problem.ts'
import type { Options, OptionWords } from './command.ts'
import type { Context } from './context.ts'
import { formatIn } from './format.ts'

export type ProblemFormat = 'terminal' | 'json' | 'sarif'

export const problemFormatOption: OptionWords = {
  flags: '--format FORMAT',
  says: 'terminal (the default), json (the same as --json), sarif (for a code host, beside the lines of a change)',
  choices: ['terminal', 'json', 'sarif'] satisfies ProblemFormat[],
}

export function problemFormatOf(options: Options, context: Context): ProblemFormat {
  const format = formatIn(options, context, 'terminal') as ProblemFormat
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
  context.document(sarif(problems, context.root, context.policyNamed))
}
