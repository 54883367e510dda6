/** A code of the second step: typed on a terminal, which does not show it, or read from a file; never an argument, which others on the computer could read. */
import type { RemoteTwoStep } from '../providers/control-plane/http/two-step.ts'
import { ProblemError } from '../schema/problem.ts'
import type { Context } from './context.ts'
import { readToken } from './hidden.ts'

/** So often a mistyped code is asked for again. */
const TRIES = 3

export const readCode = (context: Context, file: string | undefined): Promise<string> =>
  readToken(context, file, 'A code of your app, or a recovery code: ')

/** Passes it with a code; on a terminal a wrong one is asked for again. Gives how many recovery codes are left. */
export async function pass(context: Context, twoStep: RemoteTwoStep, file: string | undefined): Promise<number> {
  for (let tried = 1; ; tried++)
    try {
      return await twoStep.verify(await readCode(context, file))
    } catch (error) {
      const wrong = error instanceof ProblemError && error.problems[0]?.code === 'two-step-code'
      if (!wrong || file !== undefined || !context.stdin.isTTY || tried === TRIES) throw error
      context.report(error.problems)
    }
}
