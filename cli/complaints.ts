/**
 * What is wrong with the files, beside an answer about what they declare: errors in full, since the answer rests on them; warnings as a
 * count, since whoever asks a question didn't ask for those.
 */
import { hasErrors, type Problem } from '../schema/problem.ts'
import type { Context } from './context.ts'
import { summary } from './problems.ts'

export function reportBeside(context: Pick<Context, 'report' | 'err'>, problems: readonly Problem[]): void {
  if (hasErrors(problems)) context.report(problems.filter(({ level }) => level === 'error'))
  const rest = problems.filter(({ level }) => level !== 'error')
  if (rest.length > 0)
    context.err.write(`The files have ${summary(rest)}; \`splashctl validate\` shows ${rest.length === 1 ? 'it' : 'them'}.\n`)
}
