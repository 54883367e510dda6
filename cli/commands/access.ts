/** Who can reach which computers: everybody, or the users, groups and computers that are named; now, at a time, in a span, or ever. */

import type { Asked, Chosen } from '../../effective/edges.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import type { Span } from '../../effective/types.ts'
import { wall } from '../../effective/wall.ts'
import type { HeldSlice } from '../access-day-rows.ts'
import { atOption, betweenFrom, timeFrom, usage } from '../at.ts'
import { chosenBy } from '../chosen.ts'
import { type Command, type Options, textOption } from '../command.ts'
import { reportBeside } from '../complaints.ts'
import type { Context } from '../context.ts'
import { exit } from '../exit.ts'
import { formatIn } from '../format.ts'
import type { Held } from '../held.ts'
import { notInForce, timeOfSource } from '../in-force.ts'
import { withFormerNames } from '../renamed.ts'
import { type Day, openSource, type Source, sourceOptions } from '../source.ts'

export const access: Command = {
  name: 'access',
  summary: 'List who can reach which computers',
  about:
    'Without options: everybody, folded by groups. Users and computers that are named narrow it down; several of one sort add to each other. What is listed is what is granted: that an invitation is still pending, or a computer not enrolled yet, is told by `splashctl explain`.',
  arguments: [{ name: 'TO', says: 'the end of `--between`, where that was given the beginning alone' }],
  options: [
    { flags: '-u, --user USER', says: 'only what this user reaches', repeated: true, namesOf: 'users' },
    { flags: '-g, --group GROUP', says: 'only the users, or the computers, of this group, by its type', repeated: true, namesOf: 'groups' },
    { flags: '-c, --computer COMPUTER', says: 'only who reaches this computer', repeated: true, namesOf: 'computers' },
    atOption,
    { flags: '--between FROM', says: 'at any time between two: `--between FROM TO`, `FROM/TO`, or `FROM/P7D`; with the hours' },
    {
      flags: '--ever',
      says: 'at any time from `--at` (or now, or the last moment of a past revision) on: schedules too that do not run at the time',
    },
    ...sourceOptions,
    { flags: '--all', says: 'a table with one line for each user and computer, however many there are' },
    {
      flags: '--format FORMAT',
      says: 'table (the default), csv, json (the same as --json), or html: one file for an auditor, with everybody and the four weeks to come',
      choices: ['table', 'csv', 'json', 'html'],
    },
  ],
  examples: [
    { line: 'splashctl access', says: 'who reaches what now, by groups' },
    { line: 'splashctl access --computer pc-17', says: 'who can reach this computer' },
    { line: 'splashctl access --user alice --ever', says: 'all that she reaches, whatever the hour' },
    {
      line: 'splashctl access --group lab --date 2026-03-03 --format csv',
      says: 'who could reach the lab on that day, when, and under which revision: for an auditor',
    },
    { line: 'splashctl access --date 2026-03-03 --at 2026-03-03T14:00', says: 'at that time, under the revision that was in force' },
    {
      line: 'splashctl access --date 2026-03-03 --format html > access.html',
      says: 'all of that day to look at, with a calendar and a search',
    },
    {
      line: 'splashctl access --between 2026-03-07 2026-03-09 --source files',
      says: 'who could over a weekend, once the files are applied',
    },
  ],
  async run(context, args, options) {
    const format = formatIn(options, context, 'table')
    if (format === 'html') refuseNarrowing(options)
    const source = await openSource(context, options)
    try {
      const e = effective(source.world)
      const { asked, notes } = askedBy(e, source, args, options)
      const notice = notInForce(source, asked, e.zone)
      if (source.day && 'between' in asked && format !== 'html') {
        await writeDay(context, source, source.day, { span: asked.between, notes, format }, options)
        return exit.success
      }
      const [chosen = {}] = await withFormerNames(source, (one) => chosenBy(options, [source.world], one))
      if (format === 'table') {
        const { writeAccess } = await import('../access-text.ts')
        context.progress.end()
        await writeAccess(e, asked, chosen, { out: context.out, all: options.all === true, from: source.from, notice, notes })
      } else if (format === 'html') {
        const { accessReport } = await import('../report.ts')
        context.progress.end()
        context.out.write(await accessReport(context, source, beginningOf(asked, source), notice ?? lastOfDay(source)))
      } else {
        const { writeCsv, writeJson } = await import('../access-rows.ts')
        context.progress.end()
        await (format === 'json'
          ? writeJson(e, asked, chosen, { ...source, notice }, context.out)
          : writeCsv(e, asked, chosen, source, context.out))
      }
      if (!context.json) reportBeside(context, source.problems)
      return exit.success
    } finally {
      await source.close()
    }
  },
}

/** A day, or a part of it: under each revision that was in force then, within its own hours. */
async function writeDay(
  context: Context,
  source: Source,
  day: Day,
  { span, notes, format }: { span: Span; notes: readonly string[]; format: string },
  options: Options,
): Promise<void> {
  const worlds = await day.effects((done, of) => context.progress.step(done, of))
  const chosen = await withFormerNames(source, (one) =>
    chosenBy(
      options,
      worlds.map(({ world }) => world),
      one,
    ),
  )
  const slices = worlds.flatMap((e, i): HeldSlice[] => {
    const held = day.held[i] as Held & Span
    const [from, to] = [Math.max(held.from, span.from), Math.min(held.to, span.to)]
    return from < to ? [{ e, chosen: chosen[i] as Chosen, span: { from, to }, held: { ...held, from, until: to } }] : []
  })
  const [first, ...more] = slices
  if (!first)
    throw usage(
      'Nothing of that time is left: its revisions are too many, or it is before the first.',
      'Write `--at` with a time, or `--revision` with a revision.',
    )
  const leftOut = first.span.from > span.from ? day.leftOut : 0
  const asked = { span: { from: first.span.from, to: span.to }, leftOut }
  context.progress.end()
  if (format === 'json') await (await import('../access-day-rows.ts')).writeDayJson(slices, asked, context.out)
  else if (format === 'csv') await (await import('../access-day-rows.ts')).writeDayCsv(slices, context.out)
  else if (more.length > 0 || leftOut > 0)
    await (await import('../access-day.ts')).writeDay(slices, { out: context.out, all: options.all === true, notes, ...asked })
  else {
    const { writeAccess } = await import('../access-text.ts')
    const wishes = { out: context.out, all: options.all === true, from: source.from, notes }
    await writeAccess(first.e, { between: first.span }, first.chosen, wishes)
  }
}

/** The report holds everybody and four weeks, and has a search of its own. */
function refuseNarrowing(options: Options): void {
  const narrowing = ['user', 'group', 'computer', 'between', 'all'].find((name) => options[name] !== undefined)
  if (narrowing !== undefined)
    throw usage(
      `\`--${narrowing}\` has no meaning with \`--format html\`, which is about everybody, from a time on.`,
      'Leave it out, and search in the report.',
    )
}

/** RFC 3339, UTC. Of a day, when the revision that it ended with came into force. */
function beginningOf(asked: Asked, { day }: Source): string {
  const time = 'at' in asked ? asked.at : 'since' in asked ? asked.since : (day?.held.at(-1)?.from ?? asked.between.from)
  return Temporal.Instant.fromEpochMilliseconds(time).toString({ smallestUnit: 'second' })
}

/** The report is about one revision; of the others of a day it says that they were. */
function lastOfDay({ day }: Source): string | undefined {
  const others = day === undefined ? 0 : day.held.length + day.leftOut - 1
  if (others === 0) return undefined
  return `This is the last of ${others + 1} revisions of that day, from when it was in force; \`splashctl access --date\` without \`--format html\` tells of all.`
}

/** Which time was asked about. A day that `--date` names is asked about whole, or in part. */
function askedBy(
  e: Effective,
  source: Source,
  [to, ...more]: readonly string[],
  options: Options,
): { asked: Asked; notes: readonly string[] } {
  const { moment, day, notes: understood } = source
  const [at, between] = [textOption(options, 'at'), textOption(options, 'between')]
  if (more.length > 0 || (to !== undefined && between === undefined))
    throw usage(`\`${more[0] ?? to}\` is one word too many.`, 'Name users, groups and computers by `--user`, `--group` and `--computer`.')
  if ([between !== undefined, at !== undefined || options.ever === true].every(Boolean))
    throw usage('`--between` says which time is meant, and so does another option.', 'Write `--between` alone, or `--at` and `--ever`.')
  if (between !== undefined) {
    const { span, notes } = betweenFrom(between, to, e.zone)
    if (moment && (span.from < moment.from || span.to > moment.to))
      throw usage(
        `\`--between\` names a time that is not within \`--date ${textOption(options, 'date')}\`.`,
        'Write `--revision` for what a revision gives at any time, or a time of that day.',
      )
    return { asked: { between: span }, notes: [...understood, ...notes] }
  }
  if (day && options.ever === true) {
    const others = day.held.length + day.leftOut - 1
    const { entry, from } = day.held.at(-1) as Held & Span
    const told =
      others > 0 ? [`What revision ${entry.revision} gives, from ${wall(from, e.zone)} on; before it others were in force that day.`] : []
    return { asked: { since: from }, notes: [...understood, ...told] }
  }
  if (day) return { asked: { between: day.span }, notes: understood }
  const { time, notes } = at !== undefined && !moment ? timeFrom(at, e.zone, '--at') : { time: timeOfSource(source), notes: understood }
  return { asked: options.ever === true ? { since: time } : { at: time }, notes }
}
