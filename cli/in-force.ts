/**
 * A revision is judged by the clocks of the time when it was in force. Who asks what revision 7 gave means no hour of today, at which nobody
 * went by it any more: without a time it is its last moment, or now while it is in force. Another time may be asked about, and is answered
 * with the words that it never came to that.
 */
import type { Asked } from '../effective/edges.ts'
import { clock, wall } from '../effective/wall.ts'
import { now } from './at.ts'
import type { Source } from './source.ts'

type Judged = Pick<Source, 'past' | 'moment' | 'revisions'>

/** The time of a question that names none: that of `--date`, or the last at which the revision held, in whole seconds. */
export function timeOfSource({ moment, revisions }: Judged): number {
  const held = revisions.at(-1)
  if (moment) return moment.from
  if (held?.until === undefined) return now()
  return Math.max(held.from, Math.floor((held.until - 1) / 1000) * 1000)
}

/** That a revision was not, or not all the time, in force when it is asked about; undefined where it was, and of what is live or declared. */
export function notInForce({ past, moment, revisions }: Judged, asked: Asked, zone: string): string | undefined {
  const [held] = revisions
  if (!past || moment || !held) return undefined
  const { from, until = Number.POSITIVE_INFINITY } = held
  const span = 'between' in asked ? asked.between : { from: 'at' in asked ? asked.at : asked.since, to: undefined }
  const end = span.to ?? span.from + 1
  if (span.from >= from && end <= until) return undefined
  const when = held.until === undefined ? `from ${wall(from, zone)} on` : `from ${wall(from, zone)} to ${clock(held.until, from, zone)}`
  const { revision } = held.entry
  return end > from && span.from < until
    ? `Revision ${revision} was in force only ${when}; of the rest of that time this is what it would have given.`
    : `Revision ${revision} was not in force then, but ${when}: this is what it would have given.`
}
