/** Why there is no session, where that is not a matter of access: in words for a person, with what helps. */
import { visible } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'

const REASON_CHARS = 1000

export const offline = (computer: string): ProblemError =>
  new ProblemError(
    problem(
      'session-offline',
      `\`${computer}\` is not in touch with this control plane.`,
      'See that it is switched on and that its agent runs: `splashctl fleet`.',
    ),
  )

export const refusedBy = (computer: string, reason: unknown): ProblemError =>
  new ProblemError(
    problem(
      'session-refused',
      `\`${computer}\` refuses the session: ${typeof reason === 'string' ? visible(reason, REASON_CHARS) : 'it does not say why.'}`,
      '`splashctl fleet` and `splashtop-agent status` on the computer say more.',
    ),
  )

export const noneFree = (pool: string, cause: unknown): ProblemError =>
  new ProblemError(
    problem('session-pool-full', `No computer of \`${pool}\` is free.`, 'Come later, or ask for more computers in the pool.'),
    { cause },
  )

/** Another computer of a pool may do. */
export const isTaken = (error: unknown): boolean =>
  error instanceof ProblemError && ['session-busy', 'session-offline', 'session-refused'].includes(error.problems[0]?.code ?? '')

export const tooOften = (seconds: number): ProblemError =>
  new ProblemError(problem('rate-limited', 'You asked for too many sessions.', `Wait ${seconds} s, then ask again.`))
