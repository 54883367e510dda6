/**
 * Why may somebody reach a computer, or why not: asked of what is live, of what the files declare, or of any revision. The answer is the
 * chain of declarations, each with its place; for a denial, what is missing and which declaration would give it.
 */
import { waysTo } from '../../effective/access.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import { type Explanation, explain as explained } from '../../effective/explanation.ts'
import { explanationJson } from '../../effective/explanation-json.ts'
import { hoursOf } from '../../effective/hours.ts'
import { wall } from '../../effective/wall.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { atOption, timeFrom } from '../at.ts'
import { type Command, type Options, textOption } from '../command.ts'
import { reportBeside } from '../complaints.ts'
import { exit } from '../exit.ts'
import { heldJson, heldText } from '../held.ts'
import { notInForce, timeOfSource } from '../in-force.ts'
import { withFormerNames } from '../renamed.ts'
import { type Day, openSource, type Source, sourceOptions } from '../source.ts'
import { resourcesNamed } from '../subject.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'Say why a user may reach a computer, or why not',
  about:
    'Tells through which declarations, until when, with which features and settings. For a denial it tells what is missing, and which declaration would give it. A denial is an answer, not an error: the exit code is 0.',
  arguments: [
    {
      name: 'USER',
      says: 'the name of a user; an address or a display name will do where only one user has it',
      required: true,
      namesOf: 'users',
    },
    { name: 'COMPUTER', says: 'the name of a computer, or its display name', required: true, namesOf: 'computers' },
  ],
  options: [
    atOption,
    ...sourceOptions,
    { flags: '--all', says: 'every setting, those at their built-in default too' },
    { flags: '--exit-code', says: 'exit with 2 when access is denied' },
  ],
  examples: [
    { line: 'splashctl explain alice pc-17', says: 'may she now, and why' },
    { line: 'splashctl explain alice pc-17 --at 2026-03-29T02:30', says: "at a time of the team's clock, here one that is skipped" },
    { line: 'splashctl explain alice pc-17 --source files', says: 'what the files would make of it, before they are applied' },
    { line: 'splashctl explain alice pc-17 --date 2026-03-03T22:15', says: 'could she on that evening, under which commit' },
  ],
  async run(context, [userName = '', computerName = ''], options) {
    const source = await openSource(context, options)
    try {
      const [user, computer] = (await withFormerNames(source, (asked) =>
        resourcesNamed(
          source.world,
          [
            { kind: 'User', name: userName },
            { kind: 'Computer', name: computerName },
          ],
          asked,
        ),
      )) as [Resource<'User'>, Resource<'Computer'>]
      const e = effective(source.world)
      const { time, notes } = timeOfQuestion(e, source, options, user, computer)
      const answer = explained(e, user, computer, time)
      const all = { ...answer, notes: [...notes, ...answer.notes, ...blind(source)] }
      context.progress.end()
      if (context.json) context.document(documentOf(all, source))
      else {
        const { renderExplanation } = await import('../explanation-text.ts')
        context.out.write(renderExplanation(all, { zone: e.zone, source, out: context.out, all: options.all === true }))
        reportBeside(context, source.problems)
      }
      return options.exitCode === true && !answer.allowed ? exit.changes : exit.success
    } finally {
      await source.close()
    }
  },
}

/** `--at`; else the moment that `--date` names, or the last of a past revision. Of a whole day: when access begins under the revision that it ended with. */
function timeOfQuestion(
  e: Effective,
  source: Source,
  options: Options,
  user: Resource<'User'>,
  computer: Resource<'Computer'>,
): { time: number; notes: readonly string[] } {
  const { moment, day, notes } = source
  const at = textOption(options, 'at')
  const held = day?.held.at(-1)
  if (day && held) {
    const [users, computers] = [e.userClass(user.name), e.computerClass(computer.name)]
    const ways = users && computers ? waysTo(e, users, computers) : []
    const schedules = ways.flatMap(({ schedule }) => schedule ?? [])
    const [first] = hoursOf(e, schedules, held.from, held.to)
    const time = first && schedules.length === ways.length ? first.from : held.from
    const asked = `\`--date\` names a whole day; this is as of ${wall(time, e.zone)}, under revision ${held.entry.revision}.`
    return { time, notes: [`${asked}${others(day, e.zone)} \`--at\` asks about another time of it.`, ...notes] }
  }
  if (moment) return { time: moment.from, notes }
  const { time, notes: understood } = at !== undefined ? timeFrom(at, e.zone, '--at') : { time: timeOfSource(source), notes: [] }
  const notice = notInForce(source, { at: time }, e.zone)
  return { time, notes: notice === undefined ? understood : [notice, ...understood] }
}

/** So many revisions of a day are told. */
const TOLD = 3

/** The revisions of the day that this one replaced. */
function others({ held, leftOut }: Day, zone: string): string {
  const before = held.slice(0, -1)
  if (before.length === 0) return ''
  const rest = before.length + leftOut - TOLD
  const told = before.slice(-TOLD).map((one) => heldText(one, zone))
  return ` Before it held: ${told.join('; ')}${rest > 0 ? `; and ${rest} earlier` : ''}. They may give another answer.`
}

/** What this world can't know. */
const blind = ({ revision, world }: Source): string[] =>
  revision === null && world.revision === 0
    ? [
        'Nothing was applied yet, so nobody knows who has enrolled or accepted an invitation; the licence counts as whole, and no resource as suspended.',
      ]
    : []

/** The document of `--json`. */
export function documentOf(
  answer: Explanation,
  source: Pick<Source, 'revision' | 'revisions' | 'positionsOf' | 'problems'>,
): { [key: string]: Json } {
  return {
    version: 1,
    revision: source.revision,
    ...(source.revision !== null && { revisions: source.revisions.map(heldJson) }),
    ...explanationJson(answer, (key, path, entry) => source.positionsOf(key, path, entry)),
    problems: source.problems.map(({ code, level, message, fix, at: places }) => ({
      code,
      level,
      message,
      fix,
      at: places.map((place) => ({ ...place })),
    })),
  }
}
