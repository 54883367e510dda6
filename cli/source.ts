/**
 * The world that a question is about, for every command that answers one: what is live (the default), what the files would make of it, or
 * what was live at a revision. `openSource` finds it, says in words which one it is, and knows where each declaration of it was written.
 *
 * Where something is written in the files at hand, its position is exact to the field. What is live or past was written at some other time:
 * of that the backend knows the commit, the file and the line at which the resource begins, and Git knows the rest, where it has the commit.
 */
import { type Effective, effective } from '../effective/effective.ts'
import { succeed } from '../effective/succession.ts'
import type { Span } from '../effective/types.ts'
import { type Place, writtenAt } from '../reconciler/plan/written.ts'
import type { Declaration, RevisionEntry } from '../reconciler/types.ts'
import { shortCommit } from '../schema/commit.ts'
import type { Path } from '../schema/fields.ts'
import type { Problem } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { timeFrom, usage } from './at.ts'
import { type Backend, openBackend, readLive } from './backend.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'
import { type Held, heldIn, reachOf } from './held.ts'
import { type Rename, renamesIn } from './renamed.ts'
import { findProject } from './request.ts'
import { type Moment, momentNamed, revisionNamed, revisionOn } from './revision.ts'
import { toTheSecond } from './tally.ts'
import { visibleLine } from './visible.ts'

export const sourceOptions: readonly OptionWords[] = [
  {
    flags: '--source SOURCE',
    says: 'live: what was applied (the default); files: what would be live once the files are applied',
    choices: ['live', 'files'],
  },
  { flags: '--revision REVISION', says: 'what was live at a revision: its number, or HEAD~1 for the one before the newest' },
  {
    flags: '--date DATE',
    says: "what was live on a day (2026-03-03), under each revision that was in force, or at a time (2026-03-03T09:00); in the team's time zone. `--at` chooses a time of the day",
  },
]

export interface Source {
  project: Awaited<ReturnType<typeof findProject>>
  world: World
  /** Null where it is what the files declare. */
  revision: number | null
  /** Of the files, where it is what they declare. */
  configDigest: string | undefined
  /** Who made that revision, when and from which commit; undefined for files, and before the first. */
  entry: RevisionEntry | undefined
  /** What `--date` named, or the time of it that `--at` chose. */
  moment: Moment | undefined
  /** The revision as it was in force; of a whole day all that were, in order, each with its part of the day. Empty for files. */
  revisions: readonly Held[]
  /** A whole day, of which `world` is the end. */
  day: Day | undefined
  /** How the time that was asked about was understood. */
  notes: readonly string[]
  /** `--revision` or `--date` was asked for. */
  past: boolean
  /** What there is to complain about in the files; empty for the others. They don't keep a question from being answered. */
  problems: readonly Problem[]
  /** Where a resource, its field, or one entry of a list field is declared; empty where no file is known. */
  positionsOf(key: Key, path?: Path, entry?: string): Place[]
  /** Whoever got another name, ever. */
  renames(): Promise<Rename[]>
  /** For people: "what the files declare", "revision 12 of 2026-03-03T09:12:44Z, commit abc1234 by alice". */
  from: string
  /** Once the answer is given: resources are read when somebody looks at them. */
  close(): Promise<void>
}

export interface Day {
  span: Span
  held: readonly (Held & Span)[]
  /** How many earlier revisions of the day were too many to be judged. */
  leftOut: number
  /** The worlds of those revisions, in order; what they share is kept once. */
  effects(progress: (done: number, of: number) => void): Promise<Effective[]>
}

export async function openSource(context: Context, options: Options): Promise<Source> {
  const wish = wishOf(options)
  const project = await findProject(context)
  const backend = await openBackend(context, project, { write: false })
  try {
    if (wish.source === 'files') return await declaredWorld(context, project, backend)
    if (wish.revision === undefined && wish.date === undefined) {
      const live = await readLive(context, backend)
      if (live.revision > 0 || wish.source === 'live') return await appliedWorld(project, backend, live, undefined)
      context.progress.end()
      if (!context.json) context.err.write('Nothing was applied yet, so this is what the files declare.\n')
      return await declaredWorld(context, project, backend)
    }
    const { controlPlane } = backend
    const zone = async () => zoneOf(await readLive(context, backend))
    if (wish.date === undefined) {
      const revision = await revisionNamed(controlPlane, wish.revision as string, zone)
      context.progress.phase('read')
      return { ...(await appliedWorld(project, backend, await controlPlane.worldAt(revision), undefined)), past: true }
    }
    const { moment, notes } = await chosenMoment(wish.date, wish.at, zone)
    const revision = await revisionOn(controlPlane, wish.date, moment)
    context.progress.phase('read')
    const source = { ...(await appliedWorld(project, backend, await controlPlane.worldAt(revision), moment)), notes, past: true }
    if (moment.from === moment.to) return source
    const day = await dayOf(backend, source.world, moment)
    return { ...source, day, revisions: day.held, from: `${source.from}${ofThatDay(day)}` }
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** That it was not the only one of its day: before it, another may have held for hours. */
const ofThatDay = ({ held, leftOut }: Day): string =>
  held.length + leftOut > 1 ? `, the last of ${held.length + leftOut} revisions of that day` : ''

/** What `--date` names; with `--at`, that time of it. */
async function chosenMoment(
  date: string,
  at: string | undefined,
  zone: () => Promise<string>,
): Promise<{ moment: Moment; notes: readonly string[] }> {
  const moment = await momentNamed(date, zone)
  if (moment.from > Date.now())
    throw usage(
      `\`${date}\` is still to come, and \`--date\` asks about what was live.`,
      `Write \`--at ${date}\`, which asks what the declarations of now give then.`,
    )
  if (at === undefined) return { moment, notes: moment.to > Date.now() ? [NOT_OVER] : [] }
  const { time, notes } = timeFrom(at, await zone(), '--at')
  if (time < moment.from || time > moment.to || (time === moment.to && moment.from < moment.to))
    throw usage(
      `\`${at}\` is not within \`${date}\`.`,
      'Write `--at` with a time of that day; `--revision N --at TIME` asks what a revision gives at any time.',
    )
  return { moment: { from: time, to: time }, notes }
}

const NOT_OVER = 'The day is not over: what follows until its end holds if nothing else is applied.'

async function dayOf({ controlPlane }: Backend, last: World, span: Span): Promise<Day> {
  const { held, leftOut } = await heldIn(controlPlane, span)
  return {
    span,
    held,
    leftOut,
    async effects(progress) {
      const found: Effective[] = []
      for (const [done, { entry }] of held.entries()) {
        progress(done, held.length)
        const { revision } = entry
        const world = revision === last.revision ? last : await controlPlane.worldAt(revision)
        const before = found.at(-1)
        if (before) {
          const keys = (await controlPlane.touched(before.world.revision, revision)).flatMap(({ key, from }) =>
            from ? [key, from] : [key],
          )
          const shared = before.world.with(
            keys.map((key) => [key, world.get(key) ?? null] as const),
            revision,
          )
          found.push(succeed(before, shared, keys))
        } else found.push(effective(world))
      }
      return found
    },
  }
}

/** The team's time zone; UTC where the team says nothing. */
export const zoneOf = (world: World): string => world.find('Team', world.team)?.spec.scheduledAccess.timeZone ?? 'UTC'

interface Wish {
  source: string | undefined
  revision: string | undefined
  date: string | undefined
  at: string | undefined
}

function wishOf(options: Options): Wish {
  const [source, revision, date, at] = ['source', 'revision', 'date', 'at'].map((name) => textOption(options, name))
  if (revision !== undefined && date !== undefined)
    throw usage('`--revision` and `--date` both say which revision is meant.', 'Write one of the two.')
  const past = revision !== undefined ? '--revision' : date !== undefined ? '--date' : undefined
  if (source === 'files' && past)
    throw usage(`\`${past}\` asks for what was live, \`--source files\` for what the files declare now.`, 'Write one of the two.')
  return { source, revision, date, at }
}

/** What the backend keeps: live, or as it was. */
async function appliedWorld(project: Source['project'], backend: Backend, world: World, moment: Moment | undefined): Promise<Source> {
  const entry = await backend.controlPlane.revisionEntry(world.revision)
  return {
    project,
    world,
    revision: world.revision,
    configDigest: undefined,
    entry,
    moment,
    revisions: entry ? [await reachOf(backend.controlPlane, entry)] : [],
    day: undefined,
    notes: [],
    past: false,
    problems: [],
    positionsOf: await placesIn(project, world),
    renames: () => renamesIn(backend.controlPlane),
    from: entry ? revisionText(entry) : `revision ${world.revision}, before anything was applied`,
    close: () => backend.close(),
  }
}

/** What is live, overlaid by what the files declare. Files that can't be read end the run, as they end a plan. */
async function declaredWorld(context: Context, project: Source['project'], backend: Backend): Promise<Source> {
  const { scan } = await import('../reconciler/sources/load.ts')
  const { loadDeclaration } = await import('./reconcile.ts')
  const { plan } = await import('../reconciler/plan/plan.ts')
  context.progress.phase('scan')
  const scanned = await scan(project)
  const loaded = await loadDeclaration(context, project, scanned, { adopt: new Set() }, () => readLive(context, backend))
  const live = await readLive(context, backend)
  context.progress.phase('plan')
  // Without its tests: a failed one is often what the question is about.
  const { local, ...declaration }: Declaration = loaded.declaration
  const { final, problems } = plan(declaration, live, { evaluatedAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }) })
  const elsewhere = await placesIn(project, final)
  const declared = new Map(declaration.resources.map((resource) => [resource.key, resource]))
  return {
    project,
    world: final,
    revision: null,
    configDigest: scanned.configDigest,
    entry: undefined,
    moment: undefined,
    revisions: [],
    day: undefined,
    notes: [],
    past: false,
    problems: [...loaded.problems, ...problems],
    positionsOf: (key, path, entry) => declared.get(key)?.at(path, entry) ?? elsewhere(key, path, entry),
    renames: () => renamesIn(backend.controlPlane),
    from: 'what the files declare',
    close: () => backend.close(),
  }
}

/** Exact to the field, where the commit is at hand that a declaration was applied from. */
async function placesIn({ root }: Source['project'], world: World): Promise<Source['positionsOf']> {
  const { committed } = await import('../reconciler/sources/committed.ts')
  const exact = await committed(root)
  return (key, path = '', entry) =>
    writtenAt(world.get(key), path).map((place) => {
      const { commit } = place
      const found = commit === undefined ? undefined : exact(commit, place, key, path, entry)
      return found ? { ...found, commit: commit as string } : place
    })
}

/** "revision 12 of 2026-03-03T09:12:44Z, commit abc1234 by alice". */
export function revisionText({ revision, time, commit, actor }: RevisionEntry): string {
  return `revision ${revision} of ${toTheSecond(time)}, ${commit === null ? '' : `commit ${visibleLine(shortCommit(commit))} `}by ${visibleLine(actor)}`
}
