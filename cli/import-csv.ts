/**
 * A table of users as a file that declares them. Everything that is asked of a declaration is asked of the rows before anything is written,
 * with the rest of the project and over what is live: schema, references, invariants.
 */
import { basename, dirname } from 'node:path'
import { link } from '../reconciler/plan/link.ts'
import { plan } from '../reconciler/plan/plan.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { readBytes } from '../reconciler/sources/read.ts'
import type { Declaration } from '../reconciler/types.ts'
import { parse } from '../schema/parse.ts'
import { hasErrors, type Problem, ProblemError } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { readCsv } from './csv-reader.ts'
import { type Known, usersOf } from './csv-users.ts'
import { documentText } from './declared-yaml.ts'
import { filesOf, fromRoot, type PlacedFile, schemaLine, taken } from './placed-files.ts'

export interface CsvImport {
  files: PlacedFile[]
  /** Groups first; as they are declared, each with its place in the table. */
  resources: Resource[]
  known: Known[]
}

export interface CsvWishes {
  /** The table; absolute. */
  file: string
  /** The file of declarations; absolute. */
  out: string
  createGroups: boolean
  /** RFC 3339, UTC. */
  evaluatedAt: string
}

/** Throws a ProblemError with everything that is wrong anywhere in the table. Writes nothing. */
export function csvImport(
  project: Project,
  declaration: Declaration,
  live: World,
  { file, out, createGroups, evaluatedAt }: CsvWishes,
): CsvImport {
  const name = fromRoot(project, file)
  const bytes = readBytes(project.root, name)
  if (!(bytes instanceof Uint8Array)) throw new ProblemError(bytes)
  const found = usersOf(readCsv(bytes, name), link(declaration, live).final, { createGroups })
  const parsed = parse([...found.groups, ...found.users], { team: project.team })
  const problems: Problem[] = [...found.problems, ...parsed.problems]
  const made = plan({ ...declaration, resources: [...declaration.resources, ...parsed.resources] }, live, { evaluatedAt })
  // What is wrong elsewhere in the project is the next plan's to tell.
  problems.push(...made.problems.filter(({ at }) => at.some((place) => place.file === name)))
  if (hasErrors(problems)) throw new ProblemError(problems)
  const documents = parsed.resources.map((resource) => documentText(resource, []))
  const files = filesOf(out, [`Imported from ${basename(file)}.`], schemaLine(project, dirname(out)), documents)
  const there = taken(project, files)
  if (there.length > 0) throw new ProblemError(there)
  return { files, resources: parsed.resources, known: found.known }
}
