/**
 * A table of users as a file that declares them. Everything that is asked of a declaration is asked of the rows before anything is written,
 * with the rest of the project and over what is live: schema, references, invariants.
 */
import { basename, dirname } from 'node:path'
import { link } from '../reconciler/plan/link.ts'
import { plan } from '../reconciler/plan/plan.ts'
import { isProgram } from '../reconciler/sources/files.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { readBytes } from '../reconciler/sources/read.ts'
import type { Declaration } from '../reconciler/types.ts'
import { fieldsOf, type Path, treeOf } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { parse } from '../schema/parse.ts'
import { hasErrors, type Position, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { readCsv } from './csv-reader.ts'
import { type Known, usersOf } from './csv-users.ts'
import { documentText } from './declared-yaml.ts'
import { type EditedFile, editedFiles } from './edited-files.ts'
import { filesOf, fromRoot, type PlacedFile, schemaLine, taken } from './placed-files.ts'
import type { Edit } from './yaml-edits.ts'

export interface CsvImport {
  files: PlacedFile[]
  /** Groups first; as they are declared, each with its place in the table. */
  resources: Resource[]
  known: Known[]
  /** The files in which declarations of known users are edited; none without `update`. */
  edited: EditedFile[]
  /** Warnings. */
  problems: Problem[]
}

export interface CsvWishes {
  /** The table; absolute. */
  file: string
  /** The file of declarations; absolute. */
  out: string
  createGroups: boolean
  /** Edit the declarations of known users of whom the table says something else. */
  update: boolean
  /** RFC 3339, UTC. */
  evaluatedAt: string
}

/** Throws a ProblemError with everything that is wrong anywhere in the table. Writes nothing. */
export function csvImport(
  project: Project,
  declaration: Declaration,
  live: World,
  { file, out, createGroups, update, evaluatedAt }: CsvWishes,
): CsvImport {
  const name = fromRoot(project, file)
  const bytes = readBytes(project.root, name)
  if (!(bytes instanceof Uint8Array)) throw new ProblemError(bytes)
  const found = usersOf(readCsv(bytes, name), link(declaration, live).final, { createGroups })
  const parsed = parse([...found.groups, ...found.users], { team: project.team })
  const problems: Problem[] = [...found.problems, ...parsed.problems]
  const updates = update
    ? updatesOf(found.known, declaration.resources)
    : { resources: new Map<Key, Resource>(), edits: new Map(), problems: [] }
  problems.push(...updates.problems)
  const resources = [...declaration.resources.map((one) => updates.resources.get(one.key) ?? one), ...parsed.resources]
  const made = plan({ ...declaration, resources }, live, { evaluatedAt })
  // What is wrong elsewhere in the project is the next plan's to tell.
  problems.push(...made.problems.filter(({ at }) => at.some((place) => place.file === name)))
  if (hasErrors(problems)) throw new ProblemError(problems)
  const edited = editedFiles(project, updates.edits)
  const unedited = edited.flatMap(({ file: path, left }) =>
    left.map(({ edit, why }) => notEdited(edit, why, { file: path, line: 1, column: 1 })),
  )
  if (unedited.length > 0) throw new ProblemError(unedited)
  const documents = parsed.resources.map((resource) => documentText(resource, []))
  const files = filesOf(out, [`Imported from ${basename(file)}.`], schemaLine(project, dirname(out)), documents)
  const there = taken(project, files)
  if (there.length > 0) throw new ProblemError(there)
  return { files, resources: parsed.resources, known: found.known, edited, problems }
}

interface Updates {
  /** As they will be declared, what is new of each with its place in the table. */
  resources: Map<Key, Resource>
  /** By file. */
  edits: Map<string, Edit[]>
  problems: Problem[]
}

function updatesOf(known: readonly Known[], declared: readonly Resource[]): Updates {
  const byKey = new Map(declared.map((resource) => [resource.key, resource]))
  const updates: Updates = { resources: new Map(), edits: new Map(), problems: [] }
  for (const { resource, differs } of known) {
    const own = byKey.get(resource.key)
    const [first] = differs
    if (!first) continue
    const edits = differs.map(({ path, csv }): Edit => ({ kind: resource.kind, name: resource.name, path, value: csv }))
    if (!own?.origin || isProgram(own.origin.file)) {
      const why = own ? 'a program declares it' : 'this project does not declare it'
      updates.problems.push(...edits.map((edit, index) => notEdited(edit, why, differs[index]?.at ?? first.at)))
      continue
    }
    const { origin } = own
    const fields = new Map([...fieldsOf(kindNamed(own.kind), own.declared), ...differs.map(({ path, csv }) => [path, csv] as const)])
    const at = (path: Path, entry?: string) => differs.find((one) => one.path === path)?.at ?? origin.at(path, entry)
    const { line, column } = origin
    updates.resources.set(own.key, own.with({ declared: treeOf(fields), origin: { file: origin.file, line, column, at } }))
    updates.edits.set(origin.file, [...(updates.edits.get(origin.file) ?? []), ...edits])
  }
  return updates
}

const notEdited = ({ kind, name, path }: Edit, why: string, at: Position): Problem =>
  problem('not-edited', `\`${path}\` of ${kind} \`${name}\` can't be edited: ${why}.`, 'Edit it by hand, or leave `--update` out.', at)
