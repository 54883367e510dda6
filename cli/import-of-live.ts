/** `splashctl import`, of what is live. */
import { resolve } from 'node:path'
import { plan } from '../reconciler/plan/plan.ts'
import { coverageOf } from '../reconciler/plan/sensitive.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { isSourceOf } from '../reconciler/sources/provenance.ts'
import type { World } from '../schema/world.ts'
import { type Options, textOption } from './command.ts'
import type { Context } from './context.ts'
import { declaredAround } from './declared-around.ts'
import { type ExitCode, exit } from './exit.ts'
import { deliver, listed, next, now } from './import-delivery.ts'
import { liveImport } from './import-live.ts'
import { fromRoot, isInside, sourceFolder } from './placed-files.ts'
import { count } from './problems.ts'
import { tally } from './tally.ts'
import { visibleLine } from './visible.ts'

export async function importLive(context: Context, project: Project, live: World, options: Options): Promise<ExitCode> {
  const out = textOption(options, 'out')
  const folder = out === undefined ? sourceFolder(project) : resolve(context.folder, out)
  const wishes = { all: options.all === true, unmanaged: options.unmanaged === true, computers: options.computers === true }
  const found = await liveImport(project, live, folder, wishes)
  const around = isInside(project, folder) ? await declaredAround(project, folder) : { resources: [], tests: [] }
  const { team, manager } = project
  const { plan: made, problems } = plan({ team, manager, resources: [...around.resources, ...found.resources] }, live, {
    evaluatedAt: now(),
  })
  const own = new Set(found.files.map(({ path }) => fromRoot(project, path)))
  // What is live so is imported so; what a plan has against it is told, and mended in the files.
  const complaints = problems.filter(({ at }) => at.some((position) => own.has(position.file)))
  const keys = new Set(found.resources.map(({ key }) => key))
  const changes = made.changes.filter(({ key }) => keys.has(key))
  const written = await deliver(context, project, found.files, options)
  if (context.json) {
    const { leftOut, enrolled } = found
    context.document({
      version: 1,
      revision: live.revision,
      files: listed(project, found.files),
      leftOut,
      enrolled,
      changes: changes.length,
      problems: complaints,
    })
    return exit.success
  }
  context.report(complaints)
  const { err } = context
  for (const { manager: other, resources } of found.leftOut)
    err.write(`Left to \`${visibleLine(other)}\`: ${count(resources, 'resource')}; \`--all\` declares them too.\n`)
  if (found.enrolled > 0) err.write(`Left out: ${count(found.enrolled, 'enrolled computer')}; \`--computers\` declares them.\n`)
  if (!written) return exit.success
  const untested = coverageOf(around.tests, live).filter(({ tests }) => tests.length === 0)
  if (untested.length > 0)
    err.write(
      `AccessTests are files and nothing else, so none came along, and ${listing(untested.map(({ group }) => group))} must have one each: until then a plan is refused. Bring them from where they were written, or write them (docs/kinds/AccessTest.md).\n`,
    )
  const [first] = found.files
  if (first && isInside(project, folder) && !isSourceOf(project, fromRoot(project, first.path)))
    err.write('This project reads them only once its `sources` name the folder.\n')
  const says =
    changes.length === 0
      ? 'A plan of them changes nothing'
      : `A plan of them has ${count(changes.length, 'change')} (${tally(changes, 'to come')})`
  return next(context, `${says}.`)
}

/** `people`, `finance` and 3 more groups. */
function listing(groups: readonly string[]): string {
  const shown = groups.slice(0, 3).map((name) => `\`${visibleLine(name)}\``)
  return groups.length > shown.length
    ? `${shown.join(', ')} and ${count(groups.length - shown.length, 'more group')}`
    : `${groups.length === 1 ? 'group' : 'groups'} ${shown.join(', ')}`
}
