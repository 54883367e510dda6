/**
 * How long it takes until there is a picture, at most. A display that is not there says so; one that is there and says nothing, as that of a machine that is
 * being suspended, would be waited for as long as the viewer does, and look like a session that runs.
 */
import { PASSWORD_SECONDS } from './asking.ts'
import type { Rules } from './rules.ts'

/** Beside what people take their time for. */
const OPENING_MS = 15_000

/** @param failed the time is over. Gives back what ends the waiting. */
export function awaitPicture({ password, permission }: Pick<Rules, 'password' | 'permission'>, failed: (error: Error) => void): () => void {
  const people = (password ? PASSWORD_SECONDS : 0) + (permission?.seconds ?? 0)
  const timer = setTimeout(() => failed(new Error(`The display did not answer within ${OPENING_MS / 1000} s.`)), people * 1000 + OPENING_MS)
  return () => clearTimeout(timer)
}
