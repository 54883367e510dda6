/**
 * How a plan is written, by the name that `--format` takes. Each format is one line here and a module that is only read when it is asked for.
 * Problems are shown beside it on stderr, unless the format has them itself and its reader is a program (`tells`).
 */
import type { Project } from '../reconciler/sources/project.ts'
import type { Plan, Planned } from '../reconciler/types.ts'
import { hasErrors, type Problem } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Backend } from './backend.ts'
import type { Options, OptionWords } from './command.ts'
import type { Context } from './context.ts'
import { formatIn } from './format.ts'
import { speakSarif, writeSarif } from './problem-formats.ts'
import { nothingToDo } from './tally.ts'

/** A plan, and all that a format may want to say about it. */
export interface ShownPlan {
  project: Project
  configDigest: string
  /** As it is shown: with who moved what drifted. */
  plan: Plan
  planned: Planned
  live: World
  problems: readonly Problem[]
  /** Of the changes that the user of `--as` may not make, the action that it lacks. */
  lacking: ReadonlyMap<Key, string>
  backend: Backend
  /** The files are a stranger's: Git is not asked about them. */
  untrusted: boolean
}

export interface PlanFormat {
  /** The program that reads it finds the Problems in it. */
  tells?: true
  /** Told of what was applied last, too, although there is nothing to do. */
  whole?: true
  write(context: Context, shown: ShownPlan): Promise<void>
}

export const planFormats: Readonly<Record<string, PlanFormat>> = {
  terminal: { write: (context, shown) => terminal(context, shown) },
  json: { tells: true, write: async (context, { plan, problems }) => context.document({ version: 1, ...plan, problems }) },
  markdown: {
    write: async ({ out }, { plan, problems }) =>
      out.write((await import('../reconciler/render/markdown.ts')).renderMarkdown(plan, problems)),
  },
  sarif: { tells: true, whole: true, write: (context, { problems }) => writeSarif(context, problems) },
  html: { whole: true, write: async (context, shown) => context.out.write(await htmlOf(context, shown)) },
}

export const formatOption: OptionWords = {
  flags: '--format FORMAT',
  says: 'terminal (the default), json (the same as --json), markdown (the comment of a pull request), html (one file for a reviewer, to be opened in a browser), sarif (the problems, for a code host)',
  choices: Object.keys(planFormats),
}

export function formatOf(options: Options, context: Context): PlanFormat {
  const format = formatIn(options, context, 'terminal')
  if (format === 'sarif') speakSarif(context)
  return planFormats[format] as PlanFormat
}

/** What makes a picture of a plan is only read where there is something in it. */
async function terminal({ out }: Context, { plan, problems, lacking }: ShownPlan): Promise<void> {
  // What is wrong may be why there is nothing to do: then only that is said.
  if (plan.changes.length === 0 && hasErrors(problems)) return
  if (plan.changes.length + plan.drift.length === 0) out.write(nothingToDo(plan.base))
  else out.write((await import('../reconciler/render/terminal.ts')).renderPlan(plan, { width: out.width, color: out.color, lacking }))
}

async function htmlOf(context: Context, shown: ShownPlan): Promise<string> {
  const { planned, live, backend } = shown
  const { planReport } = await import('./report.ts')
  const entry = await backend.controlPlane.revisionEntry(live.revision)
  return planReport(context, { ...shown, final: planned.final, tests: planned.tests, entry })
}
