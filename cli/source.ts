/**
 * The world that a question is about, for every command that answers one: what is live (the default), what the files would make of it, or
 * what was live at a revision. `openSource` finds it, says in words which one it is, and knows where each declaration of it was written.
 *
 * Where something is written in the files at hand, its position is exact to the field. What is live or past was written at some other time:
 * of that the backend knows the commit, the file and the line at which the resource begins, and Git knows the rest, where it has the commit.
 */
import { type Place, writtenAt } from '../reconciler/plan/written.ts'
import type { Declaration, RevisionEntry } from '../reconciler/types.ts'
import type { Path } from '../schema/fields.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { type Backend, openBackend, readLive } from './backend.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'
import { findProject } from './request.ts'
import { type Moment, momentNamed, revisionNamed, revisionOn } from './revision.ts'
import { toTheSecond } from './tally.ts'

export const sourceOptions: readonly OptionWords[] = [
  {
    flags: '--source SOURCE',
    says: 'live: what was applied (the default); files: what would be live once the files are applied',
    choices: ['live', 'files'],
  },
  { flags: '--revision REVISION', says: 'what was live at a revision: its number, or HEAD~1 for the one before the newest' },
  {
    flags: '--date DATE',
    says: "what was live at the end of a day (2026-03-03), or at a time (2026-03-03T09:00); in the team's time zone",
  },
]

export interface Source {
  project: Awaited<ReturnType<typeof findProject>>
  world: World
  /** Null where it is what the files declare. */
  revision: number | null
  /** Who made that revision, when and from which commit; undefined for files, and before the first. */
  entry: RevisionEntry | undefined
  /** What `--date` named. */
  moment: Moment | undefined
  /** What there is to complain about in the files; empty for the others. They don't keep a question from being answered. */
  problems: readonly Problem[]
  /** Where a resource, its field, or one entry of a list field is declared; empty where no file is known. */
  positionsOf(key: Key, path?: Path, entry?: string): Place[]
  /** For people: "what the files declare", "revision 12 of 2026-03-03T09:12:44Z, commit abc1234 by alice". */
  from: string
  /** Once the answer is given: resources are read when somebody looks at them. */
  close(): Promise<void>
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
    const moment = wish.date === undefined ? undefined : await momentNamed(wish.date, zone)
    const revision = moment
      ? await revisionOn(controlPlane, wish.date as string, moment)
      : await revisionNamed(controlPlane, wish.revision as string, zone)
    context.progress.phase('read')
    const source = await appliedWorld(project, backend, await controlPlane.worldAt(revision), moment)
    return moment && moment.from < moment.to ? { ...source, from: `${source.from}${await ofThatDay(backend, revision, moment)}` } : source
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** That it was not the only one of its day: before it, another may have held for hours. */
async function ofThatDay({ controlPlane }: Backend, revision: number, { from }: Moment): Promise<string> {
  const made = revision - (await controlPlane.revisionAt(from - 1))
  return made > 1 ? `, the last of ${made} revisions of that day` : ''
}

/** The team's time zone; UTC where the team says nothing. */
export const zoneOf = (world: World): string => world.find('Team', world.team)?.spec.scheduledAccess.timeZone ?? 'UTC'

function wishOf(options: Options): { source: string | undefined; revision: string | undefined; date: string | undefined } {
  const [source, revision, date] = ['source', 'revision', 'date'].map((name) => textOption(options, name))
  if (revision !== undefined && date !== undefined)
    throw usage('`--revision` and `--date` both say which revision is meant.', 'Write one of the two.')
  const past = revision !== undefined ? '--revision' : date !== undefined ? '--date' : undefined
  if (source === 'files' && past)
    throw usage(`\`${past}\` asks for what was live, \`--source files\` for what the files declare now.`, 'Write one of the two.')
  return { source, revision, date }
}

/** What the backend keeps: live, or as it was. */
async function appliedWorld(project: Source['project'], backend: Backend, world: World, moment: Moment | undefined): Promise<Source> {
  const entry = await backend.controlPlane.revisionEntry(world.revision)
  return {
    project,
    world,
    revision: world.revision,
    entry,
    moment,
    problems: [],
    positionsOf: await placesIn(project, world),
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
    entry: undefined,
    moment: undefined,
    problems: [...loaded.problems, ...problems],
    positionsOf: (key, path, entry) => declared.get(key)?.at(path, entry) ?? elsewhere(key, path, entry),
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
  return `revision ${revision} of ${toTheSecond(time)}, ${commit === null ? '' : `commit ${commit.slice(0, 12)} `}by ${actor}`
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))
