/** Whoever asks for something of its own must be a person: a pipeline has no eyes. */
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Asked } from './endpoint.ts'

export function personOf({ actor, holder }: Pick<Asked, 'actor' | 'holder'>): string {
  if (actor.identity && 'user' in actor.identity) return actor.identity.user
  throw new ProblemError(
    problem('not-permitted', `\`${holder.name}\` is no person, and has no sessions.`, 'Sign in as a user: `splashctl login`.'),
  )
}
