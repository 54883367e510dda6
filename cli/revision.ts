/**
 * How people name a revision: by its number; from the newest backwards, as they are used to from Git (`HEAD`, `HEAD~2`); or by a date or a
 * time, which means the revision that was in force then. Who asks about a day asks how it ended: a bare date is the end of that day in the
 * team's time zone. Of a day that is not over it is the newest revision.
 */
import { timeOf } from '../effective/time.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { unknownRevision } from '../server/revisions.ts'
import { toTheSecond } from './tally.ts'

/** What a date or a time covers, in milliseconds since 1970: a whole day `[from, to)`, or one moment, where both are the same. */
export interface Moment {
  from: number
  to: number
}

/** @param zone gives the team's time zone; asked only where the text needs one */
export async function revisionNamed(controlPlane: ControlPlane, text: string, zone: () => Promise<string>): Promise<number> {
  const [newest] = await controlPlane.history(1)
  const head = newest?.revision ?? 0
  const back = stepsBack(text)
  if (back !== undefined) {
    if (back <= head) return head - back
    throw new ProblemError(
      problem('unknown-revision', `\`${text}\` is before the first revision: there ${head === 1 ? 'is' : 'are'} ${head}.`, SEE_HISTORY),
    )
  }
  if (/^\d+$/.test(text)) {
    if (Number(text) > head) throw new ProblemError(unknownRevision(text, head))
    return Number(text)
  }
  return revisionOn(controlPlane, text, await momentNamed(text, zone))
}

/** The revision in force at a moment. Before the first there was none, and nobody could reach anything: that is said, not answered. */
export async function revisionOn(controlPlane: ControlPlane, text: string, { from, to }: Moment): Promise<number> {
  const revision = await controlPlane.revisionAt(from === to ? to : to - 1)
  if (revision > 0) return revision
  const first = await controlPlane.revisionEntry(1)
  throw new ProblemError(
    problem(
      'unknown-revision',
      first ? `\`${text}\` is before the first revision, which is of ${toTheSecond(first.time)}.` : 'Nothing was applied yet.',
      SEE_HISTORY,
    ),
  )
}

const SEE_HISTORY = 'Run `splashctl history` for the revisions that there are; 0 is the beginning, when there was nothing.'

/** `HEAD` 0, `HEAD~2` and `HEAD^^` 2. */
function stepsBack(text: string): number | undefined {
  const found = /^HEAD(?:~(\d{1,9})?|(\^+))?$/i.exec(text)
  if (!found) return undefined
  if (found[2] !== undefined) return found[2].length
  return found[1] === undefined ? (text.endsWith('~') ? 1 : 0) : Number(found[1])
}

/** As `momentOf`; the zone is looked up only for a text that bears none. */
export async function momentNamed(text: string, zone: () => Promise<string>): Promise<Moment> {
  return momentOf(text, /[zZ]$|T.*[+-]\d{2}:?\d{2}$/.test(text) ? 'UTC' : await zone())
}

/** `2026-03-03` is a day; `2026-03-03T09:00` a moment, in the team's zone unless it bears an offset. */
export function momentOf(text: string, zone: string): Moment {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      const day = Temporal.PlainDate.from(text)
      const start = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).epochMilliseconds
      return { from: start(day), to: start(day.add({ days: 1 })) }
    }
    const time = timeOf(text, zone)
    return { from: time, to: time }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ProblemError(
      problem(
        'usage',
        `\`${text}\` is neither a revision nor a date.`,
        'Write a number, `HEAD`, `HEAD~2`, 2026-03-03 or 2026-03-03T09:00.',
      ),
    )
  }
}
