/** `splashctl import FILE`, of the users of a table. */
import { basename, resolve } from 'node:path'
import type { Project } from '../reconciler/sources/project.ts'
import { isSourceOf } from '../reconciler/sources/provenance.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { type Options, textOption } from './command.ts'
import type { Context } from './context.ts'
import type { Known } from './csv-users.ts'
import { declaredAround } from './declared-around.ts'
import { writeEdited } from './edited-files.ts'
import { type ExitCode, exit } from './exit.ts'
import { csvImport } from './import-csv.ts'
import { deliver, listed, next, now } from './import-delivery.ts'
import { lineDiff } from './line-diff.ts'
import { fromRoot, sourceFolder } from './placed-files.ts'
import { count } from './problems.ts'

export async function importTable(context: Context, project: Project, live: World, file: string, options: Options): Promise<ExitCode> {
  const out = textOption(options, 'out')
  const path = resolve(context.folder, out ?? '.')
  const target = out === undefined ? resolve(sourceFolder(project), basename(file).replace(/(\.csv|\.tsv|\.txt)?$/i, '.yaml')) : path
  if (!isSourceOf(project, fromRoot(project, target))) throw new ProblemError(notASource(project, target))
  const { team, manager } = project
  const { resources } = await declaredAround(project, project.root)
  const wishes = {
    file: resolve(context.folder, file),
    out: target,
    createGroups: options.createGroups === true,
    update: options.update === true,
    evaluatedAt: now(),
  }
  const found = csvImport(project, { team, manager, resources }, live, wishes)
  const edits = found.edited.filter(({ before, after }) => before !== after)
  if (!context.json)
    for (const { file: name, before, after } of edits) context.out.write(lineDiff(name, before, after, context.out, 'as the table says'))
  const written = await deliver(context, project, found.files, options, () => writeEdited(project, edits))
  const updated = written && wishes.update
  const told = [...found.problems, ...(updated ? [] : differing(found.known, resources))]
  if (context.json) {
    const known = found.known.map(({ resource, differs }) => ({
      key: resource.key,
      differs: differs.map(({ path: field, is, csv }) => ({ path: field, is, csv, updated })),
    }))
    context.document({
      version: 1,
      revision: live.revision,
      files: listed(project, found.files),
      created: found.resources.map(({ key }) => key),
      known,
      problems: told,
    })
    return exit.success
  }
  context.report(told)
  if (found.known.length > 0)
    context.err.write(
      `${count(found.known.length, 'user')} of the table ${found.known.length === 1 ? 'is' : 'are'} there already, and not declared again.\n`,
    )
  if (found.files.length + edits.length === 0) {
    context.out.write('Nothing to write: everybody in the table is there already.\n')
    return exit.success
  }
  return written ? next(context, '') : exit.success
}

/** What the table says otherwise, at its cell and where it is declared. */
function differing(known: readonly Known[], declared: readonly Resource[]): Problem[] {
  const byKey = new Map(declared.map((resource) => [resource.key, resource]))
  return known.flatMap(({ resource, differs }) =>
    differs.map(({ path, is, csv, at }): Problem => {
      const own = byKey.get(resource.key)
      return problem(
        'csv-differs',
        `\`${path}\` of User \`${resource.name}\` is ${JSON.stringify(is)}, and here ${JSON.stringify(csv)}.`,
        own
          ? 'If the table is right, run again with `--update`.'
          : 'This project does not declare the user: it is for its manager to change.',
        [at, ...(own?.at(path) ?? [])],
      )
    }),
  )
}

const notASource = (project: Project, path: string): Problem =>
  problem(
    'source-outside',
    `\`${fromRoot(project, path)}\` is no source of the project: what is written there would be declared by nobody.`,
    'Name a `*.yaml` file among the `sources` of splashtop.yaml with `--out`.',
    project.at(['sources']),
  )
