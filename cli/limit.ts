/** The option by which lists are kept short. */
import { ProblemError, problem } from '../schema/problem.ts'
import { type Options, type OptionWords, textOption } from './command.ts'

const LIMIT = 20
export const limitOption: OptionWords = { flags: '-n, --limit COUNT', says: `how many to show, the newest first (${LIMIT})` }

export function limitOf(options: Options): number {
  const text = textOption(options, 'limit')
  if (text === undefined) return LIMIT
  const limit = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0
  if (limit < 1) throw new ProblemError(problem('usage', `\`${text}\` is not a count.`, 'Write `--limit` with a whole number from 1 on.'))
  return limit
}
