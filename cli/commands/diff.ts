/**
 * What lies between two revisions: who committed what, each change from the one world to the other, and what it means for access. The
 * answer is a function of the log alone: asked again in a year it is the same, byte for byte.
 */
import type { Impact, Plan } from '../../reconciler/types.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { type Difference, differenceOf as differenceIn, type Side } from '../../server/difference.ts'
import { type Backend, openBackend, readLive } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { exit } from '../exit.ts'
import { formatIn } from '../format.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { momentNamed, revisionNamed } from '../revision.ts'
import { revisionText, zoneOf } from '../source.ts'
import { tally } from '../tally.ts'

/** So many revisions in between are listed one by one, the newest first. */
const LISTED = 20

type Write = (context: Context, difference: Difference) => Promise<void>
const formats: Readonly<Record<string, Write>> = {
  terminal: (context, difference) => show(context, difference),
  json: async (context, difference) => context.document(documentOf(difference)),
  markdown: (context, difference) => showMarkdown(context, difference),
  html: async ({ out }, difference) => out.write((await import('../report.ts')).diffReport(difference, planOf(difference))),
}

export const diff: Command = {
  name: 'diff',
  summary: 'Show what lies between two revisions',
  about:
    'Tells the changes that lead from one revision to another, by which commits they came, and who gained or lost which access by them. A revision is named by its number, by HEAD (the newest) and HEAD~2 (two before it), or by a date: 2026-03-03 is the revision in force at the end of that day, 2026-03-03T09:00 the one at that time, in the time zone of the team. With one revision, it is compared with what is live. `diff 7 5` tells the way back. What the files would change is shown by `plan`.',
  arguments: [
    { name: 'FROM', says: 'a revision or a date; FROM..TO is understood, too', required: true, words: ['HEAD', 'HEAD~1'] },
    { name: 'TO', says: 'a revision or a date; what is live when it is left out' },
  ],
  options: [
    { flags: '--at TIME', says: 'look at access from this time on, instead of from when the later revision was made' },
    { flags: '--exit-code', says: 'exit with 2 when there are changes' },
    {
      flags: '--format FORMAT',
      says: 'terminal (the default), json (the same as --json), markdown, html (one file for an auditor, to be opened in a browser)',
      choices: Object.keys(formats),
    },
  ],
  examples: [
    { line: 'splashctl diff HEAD~1', says: 'what the last commit changed, and what that meant' },
    { line: 'splashctl diff 2026-02-28 2026-03-31', says: 'what became different in March' },
    { line: 'splashctl diff 3 7 --json', says: 'the same between two revisions, for a program' },
    { line: 'splashctl diff 2025-12-31 2026-03-31 --format html > quarter.html', says: 'the first quarter, for an auditor' },
  ],
  async run(context, args, options) {
    const [from, to] = sidesOf(args)
    const write = formats[formatIn(options, context, 'terminal')] as Write
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const zone = async () => zoneOf(await readLive(context, backend))
      const before = await revisionNamed(backend.controlPlane, from, zone)
      const after = await revisionNamed(backend.controlPlane, to, zone)
      const at = textOption(options, 'at')
      const evaluatedAt = at === undefined ? undefined : (await momentNamed(at, zone)).from
      const difference = await differenceOf(context, backend, { before, after }, evaluatedAt)
      context.progress.end()
      await write(context, difference)
      return options.exitCode === true && difference.changes.length > 0 ? exit.changes : exit.success
    } finally {
      await backend.close()
    }
  },
}

/** `A B`, `A..B`, `A..` and `A`, as Git understands them; what is left out is the newest revision. */
function sidesOf(args: readonly string[]): [from: string, to: string] {
  const [first = '', second] = args
  const range = /^(.+?)\.\.(.*)$/.exec(first)
  if (range && second !== undefined)
    throw new ProblemError(problem('usage', `\`${first}\` names two revisions already.`, 'Write `splashctl diff FROM TO`.'))
  const sides: [string, string] = range ? [range[1] as string, range[2] || 'HEAD'] : [first, second ?? 'HEAD']
  if (sides.includes('files'))
    throw new ProblemError(
      problem('usage', '`diff` compares revisions, and files are none.', 'Run `splashctl plan` for what the files would change.'),
    )
  return sides
}

async function differenceOf(
  context: Context,
  { controlPlane }: Backend,
  sides: { before: number; after: number },
  at: number | undefined,
): Promise<Difference> {
  context.progress.phase('read')
  const difference = await differenceIn(controlPlane, sides, at)
  context.progress.phase('plan')
  return difference
}

const documentOf = ({ from, to, revisions, evaluatedAt, changes, impact }: Difference): object => {
  return { version: 1, from, to, revisions, evaluatedAt, changes, impact, problems: [] }
}

/** What renderers of plans read of one. */
function planOf(difference: Difference): Plan {
  const { from, evaluatedAt, changes } = difference
  return {
    ...{ base: from.revision, evaluatedAt, changes, drift: [], digest: '' },
    get impact() {
      return difference.impact
    },
  }
}

const named = ({ revision, entry }: Side): string => (entry ? revisionText(entry) : `revision ${revision}, before anything was applied`)

async function showMarkdown({ out }: Context, difference: Difference): Promise<void> {
  const { renderMarkdown } = await import('../../reconciler/render/markdown.ts')
  const { from, to, changes } = difference
  const did = changes.length === 0 ? 'nothing that is declared differs' : tally(changes)
  const heading = `Revision ${from.revision} to ${to.revision}: ${did}`
  out.write(
    renderMarkdown(planOf(difference), [], {
      past: { heading, revision: to.revision, evidence: [`From ${named(from)}`, `to ${named(to)}`] },
    }),
  )
}

async function show({ out }: Context, difference: Difference): Promise<void> {
  const { from, to, revisions, changes } = difference
  const { renderChanges, renderTotals } = await import('../../reconciler/render/terminal.ts')
  const { isTold, notTold, renderImpact } = await import('../../reconciler/render/impact.ts')
  const { revisionTable } = await import('../revision-table.ts')
  const parts = [[`${out.paint('From', 'bold')} ${named(from)}`, `${out.paint('  to', 'bold')} ${named(to)}`]]
  const more = revisions.length - LISTED
  if (revisions.length > 0) {
    parts.push([revisionTable(revisions.slice(0, LISTED), out).trimEnd()])
    if (more > 0) parts.push([`… and ${count(more, 'revision')} more; \`splashctl history -n ${revisions.length}\` lists them.`])
  }
  if (changes.length > 0) parts.push(renderChanges(changes, out, 'done'))
  if (changes.length > 0 && !isTold({ base: from.revision, changes })) parts.push([`Impact: ${notTold(to.revision)}`])
  else if (changes.length > 0 || moves(difference.impact)) parts.push(renderImpact(difference.impact, changes, out))
  parts.push(changes.length > 0 ? renderTotals(changes, out, 'done') : ['Nothing that is declared differs.'])
  out.write(`${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`)
}

/** Without a change of what is declared something may be meant otherwise: a computer enrolled, a licence ended. */
const moves = ({ gained, lost, changed, features, settings, sessions }: Impact): boolean =>
  [gained, lost, changed, features, settings, sessions].some((list) => list.length > 0)
