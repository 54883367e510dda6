/** How an import ends: files written or shown, and what to do next. */
import type { Project } from '../reconciler/sources/project.ts'
import type { Options } from './command.ts'
import type { Context } from './context.ts'
import { type ExitCode, exit } from './exit.ts'
import { fromRoot, type PlacedFile, place } from './placed-files.ts'
import { count } from './problems.ts'
import { visibleLine } from './visible.ts'

/** Writes the files, or shows them; true where they were written. */
export async function deliver(
  context: Context,
  project: Project,
  files: readonly PlacedFile[],
  options: Options,
  last?: () => Promise<unknown>,
): Promise<boolean> {
  context.progress.end()
  const { out } = context
  if (options.dryRun === true) {
    if (!context.json)
      out.write(files.map(({ path, text }) => `${out.paint(`# ${visibleLine(fromRoot(project, path))}`, 'bold')}\n${text}`).join('---\n'))
    return false
  }
  await context.interruption.guarded(() => place(project, files, last))
  if (!context.json) {
    const names = files.map(({ path }) => visibleLine(fromRoot(project, path)))
    const width = Math.max(0, ...names.map(({ length }) => length))
    for (const [index, { resources }] of files.entries())
      out.write(`${out.paint('+', 'green')} ${(names[index] ?? '').padEnd(width)}  ${out.paint(count(resources, 'resource'), 'dim')}\n`)
  }
  return true
}

export const listed = (project: Project, files: readonly PlacedFile[]) =>
  files.map(({ path, resources }) => ({ file: fromRoot(project, path), resources }))

export function next(context: Context, says: string): ExitCode {
  context.out.write(`\n${says}${says === '' ? '' : ' '}Read the files, then:\n\n  splashctl plan     # what an apply would do\n`)
  return exit.success
}

/** RFC 3339, UTC. */
export const now = (): string => Temporal.Now.instant().toString({ smallestUnit: 'second' })
