/** The question before a commit. Only the whole word counts, as a habit of pressing Enter must not delete anybody's access. */
import { createInterface } from 'node:readline'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Context } from './context.ts'

/** Throws unless a person types `yes`. */
export async function confirm(context: Context, question: string): Promise<void> {
  if (context.json || !context.stdin.isTTY)
    throw new ProblemError(
      problem(
        'confirmation-needed',
        context.json ? 'With `--json` nobody can be asked to confirm the plan.' : 'There is no terminal on which to confirm the plan.',
        'Add `--yes` to apply without a question, once the plan has been read.',
      ),
    )
  // `terminal: false` leaves the line discipline to the terminal, so that Ctrl-C is the signal that it is everywhere else.
  const reader = createInterface({ input: context.stdin, terminal: false })
  context.err.write(question)
  const answer = await new Promise<string | undefined>((settle) => {
    reader.once('line', settle)
    reader.once('close', () => settle(undefined))
  })
  reader.close()
  if (answer === undefined) context.err.write('\n')
  if (answer?.trim() !== 'yes')
    throw new ProblemError(
      problem('declined', 'Nothing was applied: the plan was not confirmed.', 'Type `yes`, the whole word, to apply a plan.'),
    )
}
