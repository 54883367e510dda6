/**
 * The time that a question is about. People write the wall time of their team, and twice a year some of it is missing or comes twice: then
 * the answer says which instant was taken.
 */
import { timeOf } from '../effective/time.ts'
import type { Span } from '../effective/types.ts'
import { wall } from '../effective/wall.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { OptionWords } from './command.ts'

export const atOption: OptionWords = {
  flags: '--at TIME',
  says: "the time that is asked about: 2026-03-02T09:00 in the team's time zone, or with Z or an offset; if not given, now, or the last moment at which a past revision was in force",
}

export interface At {
  /** Milliseconds since 1970. */
  time: number
  /** What there is to say about how the text was understood. */
  notes: readonly string[]
}

export const now = (): number => Math.floor(Date.now() / 1000) * 1000

/** The years that a date of a declaration can have. */
const FIRST = Date.UTC(1970, 0, 1)
const LAST = Date.UTC(9999, 11, 31)
/** The longest span whose hours are listed. */
const YEARS = 10

/** @param option the option that the text is from, for the complaint about it; `clocks`: those of the zone, likewise */
export function timeFrom(text: string, zone: string, option: string, clocks = zone): At {
  try {
    const time = timeOf(text.trim(), zone)
    if (time < FIRST || time > LAST)
      throw usage(`\`${text}\` is not within the years 1970 to 9999.`, `Write \`${option}\` with a time that schedules can speak of.`)
    return { time, notes: doubts(text.trim(), zone) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw usage(
      `\`${text}\` is not a point in time.`,
      `Write \`${option}\` with a date and a time that exist: 2026-03-02T09:00 (in ${clocks}), 2026-03-02T09:00:00Z or 2026-03-02T09:00+01:00.`,
    )
  }
}

/** `FROM` and `TO` apart, or as `FROM/TO`; the end may also be a duration, as `P7D`. */
export function betweenFrom(from: string, to: string | undefined, zone: string): { span: Span; notes: readonly string[] } {
  const [first = '', second = to, ...more] = from.split('/')
  if (second === undefined || more.length > 0 || (from.includes('/') && to !== undefined))
    throw usage(
      `\`${[from, to ?? ''].join(' ').trim()}\` is not a beginning and an end.`,
      'Write `--between FROM TO`, e.g. `--between 2026-03-02T08:00 2026-03-02T18:00`.',
    )
  const begin = timeFrom(first, zone, '--between')
  const end = /^P/i.test(second) ? { time: later(begin.time, second, zone), notes: [] } : timeFrom(second, zone, '--between')
  if (end.time > later(begin.time, `P${YEARS}Y`, zone))
    throw usage(`From \`${first}\` to \`${second}\` it is more than ${YEARS} years.`, 'Ask about fewer, or with `--ever` about any time.')
  if (end.time <= begin.time) throw usage(`\`${second}\` is not after \`${first}\`.`, 'Write `--between` with the earlier time first.')
  return { span: { from: begin.time, to: end.time }, notes: [...begin.notes, ...end.notes] }
}

function later(time: number, duration: string, zone: string): number {
  try {
    return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).add(duration.toUpperCase()).epochMilliseconds
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw usage(`\`${duration}\` is not a duration.`, 'Write it as in ISO 8601: `P7D` is a week, `PT8H` eight hours.')
  }
}

/** Wall times that the clocks skip or show twice. */
function doubts(text: string, zone: string): string[] {
  if (/[zZ]$|[+-]\d{2}(?::?\d{2})?(?:\[.*)?$/.test(text.slice(10))) return []
  const said = Temporal.PlainDateTime.from(text.replace(' ', 'T'))
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => said.toZonedDateTime(zone, { disambiguation }))
  if (!earlier || !later || earlier.equals(later)) return []
  return earlier.toPlainDateTime().equals(said)
    ? [
        `The clocks of ${zone} show ${text} twice; the earlier is meant (${earlier.offset}). Write the offset for the other: ${said.toString({ smallestUnit: 'minute' })}${later.offset}.`,
      ]
    : [`The clocks of ${zone} skip ${text}; taken as ${wall(later.epochMilliseconds, zone)}.`]
}

/** RFC 3339, UTC. */
export const instantText = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString()

export const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))
