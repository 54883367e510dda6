/** Who can reach which computers: everybody, or the users, groups and computers that are named; now, at a time, in a span, or ever. */

import type { Asked, Chosen } from '../../effective/edges.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import { members } from '../../schema/membership.ts'
import type { Resource } from '../../schema/resource.ts'
import { atOption, betweenFrom, now, timeFrom, usage } from '../at.ts'
import { type Command, listOption, type Options, textOption } from '../command.ts'
import { reportBeside } from '../complaints.ts'
import { exit } from '../exit.ts'
import { openSource, type Source, sourceOptions } from '../source.ts'
import { resourcesNamed } from '../subject.ts'

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
    { flags: '--ever', says: 'at any time from `--at` (or now) on: schedules too that do not run at the time' },
    ...sourceOptions,
    { flags: '--all', says: 'a table with one line for each user and computer, however many there are' },
    {
      flags: '--format FORMAT',
      says: 'table (the default), csv, json, or html: one file for an auditor, with everybody and the four weeks to come',
      choices: ['table', 'csv', 'json', 'html'],
    },
  ],
  examples: [
    { line: 'splashctl access', says: 'who reaches what now, by groups' },
    { line: 'splashctl access --computer pc-17', says: 'who can reach this computer' },
    { line: 'splashctl access --user alice --ever', says: 'all that she reaches, whatever the hour' },
    { line: 'splashctl access --group lab --date 2026-03-03 --format csv', says: 'who could reach the lab on that day, for an auditor' },
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
    const source = await openSource(context, options)
    try {
      const e = effective(source.world)
      const chosen = chosenBy(options, source)
      const { asked, notes } = askedBy(e, source, args, options)
      const format = context.json ? 'json' : (textOption(options, 'format') ?? 'table')
      if (format === 'html') refuseNarrowing(options)
      if (format === 'table') {
        const { writeAccess } = await import('../access-text.ts')
        context.progress.end()
        await writeAccess(e, asked, chosen, { out: context.out, all: options.all === true, from: source.from, notes })
      } else if (format === 'html') {
        const { accessReport } = await import('../report.ts')
        context.progress.end()
        context.out.write(await accessReport(context, source, beginningOf(asked)))
      } else {
        const { writeCsv, writeJson } = await import('../access-rows.ts')
        context.progress.end()
        await (format === 'json' ? writeJson(e, asked, chosen, source, context.out) : writeCsv(e, asked, chosen, context.out))
      }
      if (!context.json) reportBeside(context, source.problems)
      return exit.success
    } finally {
      await source.close()
    }
  },
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

/** RFC 3339, UTC. */
function beginningOf(asked: Asked): string {
  const time = 'at' in asked ? asked.at : 'since' in asked ? asked.since : asked.between.from
  return Temporal.Instant.fromEpochMilliseconds(time).toString({ smallestUnit: 'second' })
}

/** Which time was asked about. A day that `--date` names is asked about whole. */
function askedBy(
  e: Effective,
  { moment }: Source,
  [to, ...more]: readonly string[],
  options: Options,
): { asked: Asked; notes: readonly string[] } {
  const [at, between] = [textOption(options, 'at'), textOption(options, 'between')]
  if (more.length > 0 || (to !== undefined && between === undefined))
    throw usage(`\`${more[0] ?? to}\` is one word too many.`, 'Name users, groups and computers by `--user`, `--group` and `--computer`.')
  if ([between !== undefined, at !== undefined || options.ever === true].every(Boolean))
    throw usage('`--between` says which time is meant, and so does another option.', 'Write `--between` alone, or `--at` and `--ever`.')
  if (between !== undefined) {
    const { span, notes } = betweenFrom(between, to, e.zone)
    return { asked: { between: span }, notes }
  }
  const { time, notes } = at !== undefined ? timeFrom(at, e.zone, '--at') : { time: moment?.from ?? now(), notes: [] }
  if (options.ever === true) return { asked: { since: time }, notes }
  if (at === undefined && moment && moment.from < moment.to) return { asked: { between: moment }, notes }
  return { asked: { at: time }, notes }
}

/** Users and computers that are named, themselves or by a group. */
function chosenBy(options: Options, { world, from, revision }: Source): Chosen {
  const named = (kind: 'User' | 'Group' | 'Computer', option: string) => listOption(options, option).map((name) => ({ kind, name }))
  const found = resourcesNamed(world, [...named('User', 'user'), ...named('Group', 'group'), ...named('Computer', 'computer')], {
    from,
    revision,
  })
  const of = (kind: string) => found.filter((resource) => resource.kind === kind)
  const groups = of('Group') as Resource<'Group'>[]
  const typed = (type: string) => groups.filter((group) => (group.spec.type ?? 'mixed') === type).map((group) => members(world, group.name))
  const [people, machines, both] = [typed('users'), typed('computers'), typed('mixed')]
  const set = (list: readonly Resource[]): ReadonlySet<string> => new Set(list.map(({ name }) => name))
  return {
    ...((of('User').length > 0 || people.length > 0) && { users: set([...of('User'), ...people.flatMap(({ users }) => users)]) }),
    ...((of('Computer').length > 0 || machines.length > 0) && {
      computers: set([...of('Computer'), ...machines.flatMap(({ computers }) => computers)]),
    }),
    ...(both.length > 0 && {
      either: { users: set(both.flatMap(({ users }) => users)), computers: set(both.flatMap(({ computers }) => computers)) },
    }),
  }
}
