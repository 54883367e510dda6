/** Revisions that are asked for and were never reached. */
import { type Problem, problem } from '../schema/problem.ts'

export const unknownRevision = (revision: number | string, head: number): Problem =>
  problem(
    'unknown-revision',
    head === 0 ? `There is no revision ${revision}: nothing was applied yet.` : `There is no revision ${revision}; the newest is ${head}.`,
    'Run `splashctl history` for the revisions that there are.',
  )
