/** The question before a commit. Only the whole word counts, as a habit of pressing Enter must not delete anybody's access. */
import { createInterface } from 'node:readline'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Context } from './context.ts'

/** What is asked about, and what has not happened when nobody says yes. */
export interface Asked {
  about: string
  undone: string
  /** What to do with `--yes`. */
  act: string
}
const thePlan: Asked = { about: 'the plan', undone: 'Nothing was applied', act: 'apply without a question, once the plan has been read' }

/** Throws unless a person types `yes`. */
export async function confirm(context: Context, question: string, { about, undone, act }: Asked = thePlan): Promise<void> {
  if (context.json || !context.stdin.isTTY)
    throw new ProblemError(
      problem(
        'confirmation-needed',
        context.json ? `With \`--json\` nobody can be asked to confirm ${about}.` : `There is no terminal on which to confirm ${about}.`,
        `Add \`--yes\` to ${act}.`,
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
      problem(
        'declined',
        `${undone}: ${about} ${about.endsWith('s') ? 'were' : 'was'} not confirmed.`,
        'Type `yes`, the whole word, to go on.',
      ),
    )
}
