/** Makes declarations of what is there already: the whole live team, or the users of a table. It writes new files, and nothing else. */
import { basename, resolve } from 'node:path'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Project } from '../../reconciler/sources/project.ts'
import { isSourceOf } from '../../reconciler/sources/provenance.ts'
import { type Problem, ProblemError, problem } from '../../schema/problem.ts'
import type { World } from '../../schema/world.ts'
import { openBackend, readLive } from '../backend.ts'
import { type Command, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { declaredAround } from '../declared-around.ts'
import { type ExitCode, exit } from '../exit.ts'
import { csvImport } from '../import-csv.ts'
import { liveImport } from '../import-live.ts'
import { fromRoot, isInside, type PlacedFile, place, sourceFolder } from '../placed-files.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { tally } from '../tally.ts'
import { visibleLine } from '../visible.ts'

const forLive = { all: '--all', unmanaged: '--unmanaged', computers: '--computers' }
const forTable = { createGroups: '--create-groups', update: '--update' }

export const importCommand: Command = {
  name: 'import',
  summary: 'Declare what is live, or the users of a CSV file',
  about: `Without a file, the whole live team becomes declarations: a file for each kind, references by name, secrets as the handles they were declared by. A plan of them by the same manager changes nothing. What another manager declares is named in a comment and left to it.

With a CSV file, its users become declarations. The columns are those of the vendor's console, in any order, case and language of the two: account (the e-mail address), group, display name, licence, role. Who exists already is not declared again. Whose address belongs to the domain of an SsoMethod signs in with it, and needs no invitation.

Files are written all together or not at all, and none that is there is overwritten.`,
  arguments: [{ name: 'FILE', says: 'a CSV file of users; without it, what is live', completes: 'files' }],
  options: [
    { flags: '--out PATH', says: 'the folder to write to; of a CSV file, the file (the default: in the first folder of `sources`)' },
    { flags: '--dry-run', says: 'write nothing; show the declarations' },
    { flags: '--live', says: 'what is live, as without a file' },
    { flags: forLive.all, says: 'declare also what other managers declare: once it is to change hands' },
    { flags: forLive.unmanaged, says: 'only what nobody manages' },
    { flags: forLive.computers, says: 'also computers that came by enrolment, and that nobody declared' },
    { flags: forTable.createGroups, says: 'declare the groups of the CSV file that there are not, as groups of users' },
  ],
  examples: [
    { line: 'splashctl import', says: 'what is live, for a project that lost its files' },
    { line: 'splashctl import --all --out organisation/live', says: 'what others declare, too, to take it over with `plan --adopt`' },
    { line: 'splashctl import users.csv --dry-run', says: 'look first' },
    { line: 'splashctl import users.csv --create-groups', says: 'users and their groups, from the vendor’s table' },
  ],
  async run(context, [file], options) {
    refuseStrangers(file, options)
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const live = await readLive(context, backend)
      return await (file === undefined ? ofLive(context, project, live, options) : ofTable(context, project, live, file, options))
    } finally {
      await backend.close()
    }
  },
}

function refuseStrangers(file: string | undefined, options: Options): void {
  const given = (flags: Record<string, string>) =>
    Object.keys(flags).flatMap((key) => (options[key] === true ? [flags[key] as string] : []))
  const [stranger] = file === undefined ? given(forTable) : given({ ...forLive, live: '--live' })
  if (stranger === undefined) return
  throw new ProblemError(
    file === undefined
      ? problem('usage', `\`${stranger}\` is about a CSV file, and none is named.`, 'Name the file: `splashctl import users.csv`.')
      : problem('usage', `\`${stranger}\` is about what is live, and \`${file}\` is a file.`, 'Leave one of the two out.'),
  )
}

async function ofLive(context: Context, project: Project, live: World, options: Options): Promise<ExitCode> {
  const out = textOption(options, 'out')
  const folder = out === undefined ? sourceFolder(project) : resolve(context.folder, out)
  const wishes = { all: options.all === true, unmanaged: options.unmanaged === true, computers: options.computers === true }
  const found = await liveImport(project, live, folder, wishes)
  const around = isInside(project, folder) ? await declaredAround(project, folder) : []
  const { team, manager } = project
  const { plan: made, problems } = plan({ team, manager, resources: [...around, ...found.resources] }, live, { evaluatedAt: now() })
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
  const [first] = found.files
  if (first && !isSourceOf(project, fromRoot(project, first.path)))
    err.write('This project reads them only once its `sources` name the folder.\n')
  const says =
    changes.length === 0
      ? 'A plan of them changes nothing'
      : `A plan of them has ${count(changes.length, 'change')} (${tally(changes, 'to come')})`
  return next(context, `${says}.`)
}

async function ofTable(context: Context, project: Project, live: World, file: string, options: Options): Promise<ExitCode> {
  const out = textOption(options, 'out')
  const path = resolve(context.folder, out ?? '.')
  const target = out === undefined ? resolve(sourceFolder(project), basename(file).replace(/(\.csv|\.tsv|\.txt)?$/i, '.yaml')) : path
  if (!isSourceOf(project, fromRoot(project, target))) throw new ProblemError(notASource(project, target))
  const { team, manager } = project
  const resources = await declaredAround(project, project.root)
  const wishes = { file: resolve(context.folder, file), out: target, createGroups: options.createGroups === true, evaluatedAt: now() }
  const found = csvImport(project, { team, manager, resources }, live, wishes)
  const written = await deliver(context, project, found.files, options)
  const differing = found.known.filter(({ differs }) => differs.length > 0)
  const told = differing.flatMap(({ resource, differs }) =>
    differs.map(({ path: field, is, csv, at }): Problem => {
      const declared = resources.find(({ key }) => key === resource.key)
      return problem(
        'csv-differs',
        `\`${field}\` of User \`${resource.name}\` is ${JSON.stringify(is)}, and here ${JSON.stringify(csv)}.`,
        declared ? 'Edit the declaration, if the table is right.' : 'It is not declared in this project: it is for its manager to change.',
        [at, ...(declared?.at(field) ?? [])],
      )
    }),
  )
  if (context.json) {
    const known = found.known.map(({ resource, differs }) => ({
      key: resource.key,
      differs: differs.map(({ path: field, is, csv }) => ({ path: field, is, csv, updated: false })),
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
  if (found.files.length === 0) {
    context.out.write('Nothing to write: everybody in the table is there already.\n')
    return exit.success
  }
  return written ? next(context, '') : exit.success
}

const now = (): string => Temporal.Now.instant().toString({ smallestUnit: 'second' })

const notASource = (project: Project, path: string): Problem =>
  problem(
    'source-outside',
    `\`${fromRoot(project, path)}\` is no source of the project: what is written there would be declared by nobody.`,
    'Name a `*.yaml` file among the `sources` of splashtop.yaml with `--out`.',
    project.at(['sources']),
  )

/** Writes the files, or shows them; true where they were written. */
async function deliver(context: Context, project: Project, files: readonly PlacedFile[], options: Options): Promise<boolean> {
  context.progress.end()
  const { out } = context
  if (options.dryRun === true) {
    if (!context.json)
      out.write(files.map(({ path, text }) => `${out.paint(`# ${visibleLine(fromRoot(project, path))}`, 'bold')}\n${text}`).join('---\n'))
    return false
  }
  await context.interruption.guarded(() => place(project, files))
  if (!context.json) {
    const names = files.map(({ path }) => visibleLine(fromRoot(project, path)))
    const width = Math.max(...names.map(({ length }) => length))
    for (const [index, { resources }] of files.entries())
      out.write(`${out.paint('+', 'green')} ${(names[index] ?? '').padEnd(width)}  ${out.paint(count(resources, 'resource'), 'dim')}\n`)
  }
  return true
}

const listed = (project: Project, files: readonly PlacedFile[]) =>
  files.map(({ path, resources }) => ({ file: fromRoot(project, path), resources }))

function next(context: Context, says: string): ExitCode {
  context.out.write(`\n${says}${says === '' ? '' : ' '}Read the files, then:\n\n  splashctl plan     # what an apply would do\n`)
  return exit.success
}
