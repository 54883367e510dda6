/**
 * The HTML reports as commands write them (`plan --format html`, `access --format html`): the pure report of reconciler/render/html with what
 * only a command knows, which is its evidence and the lines of the files that Problems are about.
 */
import type { Fact, ShownProblem } from '../reconciler/render/html/data/types.ts'
import { renderReport } from '../reconciler/render/html/page.ts'
import { reportData } from '../reconciler/render/html/report.ts'
import { frame } from '../reconciler/sources/frame.ts'
import { scan } from '../reconciler/sources/load.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { sourceCommit } from '../reconciler/sources/provenance.ts'
import type { Plan, RevisionEntry, TestResult } from '../reconciler/types.ts'
import { commitSays, shortCommit } from '../schema/commit.ts'
import type { Problem } from '../schema/problem.ts'
import { sortProblems } from '../schema/problem.ts'
import type { World } from '../schema/world.ts'
import { osActor } from '../server/embedded.ts'
import type { Context } from './context.ts'
import { readerFor } from './problems.ts'
import { revisionText, type Source } from './source.ts'
import { tallyOf, toTheSecond } from './tally.ts'
import { version } from './version.ts'

/** Places of a Problem whose lines are shown, and columns of such a line. */
const PLACES = 4
const WIDTH = 110

export interface Planning {
  project: Project
  /** As it is shown, with who moved what drifted. */
  plan: Plan
  live: World
  final: World
  tests: readonly TestResult[]
  problems: readonly Problem[]
  configDigest: string
  /** Of a stranger's checkout nobody knows what its Git would do. */
  untrusted: boolean
  /** The commit that `live` is the state of. */
  entry: RevisionEntry | undefined
}

export async function planReport(context: Context, planning: Planning): Promise<string> {
  const { project, plan, live, final, tests, problems, configDigest, untrusted, entry } = planning
  const evidence: Fact[] = [
    { name: 'Team', value: project.team },
    { name: 'Manager', value: project.manager, says: 'in whose name the files are applied' },
    untrusted ? UNTRUSTED : checkedOut(await sourceCommit(project, (await scan(project)).files)),
    { name: 'Digest of the files', value: configDigest },
    { name: 'Compared with', value: `revision ${live.revision}`, says: entry ? appliedText(entry) : 'nothing was applied yet' },
    { name: 'Evaluated at', value: plan.evaluatedAt },
    { name: 'Digest of the plan', value: plan.digest, says: 'SHA-256 of its revision and changes; an apply records the same' },
    ...made(),
  ]
  return renderReport(
    reportData({
      world: final,
      change: { plan, before: live },
      evaluatedAt: plan.evaluatedAt,
      problems: withFrames(problems, context.root),
      tests,
      evidence,
    }),
  )
}

/** What lies between two revisions. */
export interface Past {
  before: World
  after: World
  from: { revision: number; entry: RevisionEntry | null }
  to: { revision: number; entry: RevisionEntry | null }
  /** Those in between, the newest first. */
  revisions: readonly RevisionEntry[]
}
/** So many revisions in between are told by themselves. */
const REVISIONS = 50

/** @param plan holds the changes and their impact, as those of a plan */
export function diffReport({ before, after, from, to, revisions }: Past, plan: Plan): string {
  const side = ({ revision, entry }: Past['from']) => (entry ? revisionText(entry) : `revision ${revision}, before anything was applied`)
  const between = revisions.slice(0, REVISIONS).map(({ revision, time, actor, manager, commit, counts }): Fact => {
    const did = tallyOf(counts) || 'nothing that a plan shows'
    return { name: `Revision ${revision}`, value: commit ?? 'no commit', says: `${toTheSecond(time)} by ${actor} for ${manager}: ${did}` }
  })
  const more = revisions.length - between.length
  const evidence: Fact[] = [
    { name: 'Team', value: after.team },
    { name: 'From', value: side(from) },
    { name: 'To', value: side(to) },
    ...between,
    ...(more > 0 ? [{ name: 'Earlier ones', value: String(more), says: '`splashctl history` lists them' }] : []),
    { name: 'Evaluated at', value: plan.evaluatedAt },
    ...made(),
  ]
  const title = `${after.team}: revision ${from.revision} to ${to.revision}`
  const change = { plan, before }
  return renderReport(reportData({ world: after, change, title, evaluatedAt: plan.evaluatedAt, problems: [], tests: [], evidence }))
}

/**
 * @param time the moment from which access is asked about; RFC 3339, UTC
 * @param notice what a reader must know of it first
 */
export async function accessReport(context: Context, source: Source, time: string, notice?: string): Promise<string> {
  const { project, world, revision, entry, from, problems, configDigest } = source
  const evidence: Fact[] = [
    { name: 'Team', value: world.team },
    { name: 'Source', value: from },
    ...(revision === null
      ? [
          checkedOut(await sourceCommit(project, (await scan(project)).files)),
          ...(configDigest === undefined ? [] : [{ name: 'Digest of the files', value: configDigest }]),
          { name: 'Over', value: `revision ${world.revision}`, says: 'what is live and not declared in these files is as it is there' },
        ]
      : appliedFacts(revision, entry)),
    { name: 'Evaluated at', value: time },
    ...made(),
  ]
  return renderReport(
    reportData({ world, change: null, notice, evaluatedAt: time, problems: withFrames(problems, context.root), tests: [], evidence }),
  )
}

/** The digest stands in the history, whose records are chained (`splashctl audit verify`): what they say can't be made up afterwards. */
function appliedFacts(revision: number, entry: RevisionEntry | undefined): Fact[] {
  const number = { name: 'Revision', value: String(revision) }
  if (!entry) return [{ ...number, says: 'nothing was applied yet' }]
  const { commit, actor, manager, time, planDigest } = entry
  return [
    number,
    commit === null
      ? { name: 'Commit', value: 'none', says: 'the files that were applied were not in a Git checkout' }
      : { name: 'Commit', value: commit, says: `that the revision was applied from, ${commitSays(commit)}` },
    { name: 'Applied by', value: actor, says: `for ${manager}, at ${toTheSecond(time)}` },
    planDigest === null
      ? { name: 'Digest of the plan', value: 'none', says: 'the revision was made by no plan' }
      : {
          name: 'Digest of the plan',
          value: planDigest,
          says: 'SHA-256 of the revision before and the changes; `splashctl history --json` tells it, too',
        },
  ]
}

const UNTRUSTED: Fact = { name: 'Commit', value: 'not known', says: 'the files are untrusted, so Git was not asked' }

function checkedOut(commit: string | undefined): Fact {
  return commit === undefined
    ? { name: 'Commit', value: 'none', says: 'the files are not in a Git checkout' }
    : { name: 'Commit', value: commit, says: `what is checked out, ${commitSays(commit)}` }
}

const made = (): Fact[] => [{ name: 'Made by', value: osActor().name, says: `with splashctl ${version}` }]

const appliedText = ({ time, actor, commit }: RevisionEntry): string =>
  `applied ${toTheSecond(time)} by ${actor}${commit === null ? '' : `, commit ${shortCommit(commit)}`}`

/** The lines are read as for a terminal: none of a file that holds a secret. */
function withFrames(problems: readonly Problem[], root: string | undefined): ShownProblem[] {
  const read = readerFor(problems, root)
  const order = { error: 0, warning: 1, info: 2 }
  return sortProblems(problems)
    .sort((a, b) => order[a.level] - order[b.level])
    .map((one) => ({
      ...one,
      frames: one.at.slice(0, PLACES).map(({ file, line, column }) => {
        const text = read(file)
        return text === undefined ? null : frame(text, line, column, WIDTH) || null
      }),
    }))
}
