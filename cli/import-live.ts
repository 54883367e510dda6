/**
 * A live team as files that declare it: one for each kind, in the formatter's form, the same bytes each time. What was written is read back
 * and compared before it goes to its place, since a plan of it will be believed.
 */
import { join } from 'node:path'
import { documentsOf } from '../reconciler/sources/documents.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { digest } from '../schema/canonical.ts'
import { normalise } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { parse } from '../schema/parse.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { declaredAround } from './declared-around.ts'
import { documentText } from './declared-yaml.ts'
import { type Imported, type ImportedWorld, type ImportWishes, importedWorld } from './imported-world.ts'
import { filesOf, fromRoot, type PlacedFile, schemaLine, taken } from './placed-files.ts'
import { count } from './problems.ts'

export interface LiveImport extends ImportedWorld {
  files: PlacedFile[]
  /** What the files declare, with their places in them. */
  resources: Resource[]
}

/** Throws a ProblemError when there is nothing to import, or where something stands in the way. Writes nothing. */
export async function liveImport(project: Project, world: World, folder: string, wishes: ImportWishes): Promise<LiveImport> {
  const found = importedWorld(world, project.manager, wishes)
  if (found.imported.length === 0) throw new ProblemError(nothing(world, found))
  const first = schemaLine(project, folder)
  const byKind = Map.groupBy(found.imported, ({ kind }) => kind)
  const files = [...byKind].flatMap(([kind, resources]) => {
    const { plural } = kindNamed(kind)
    const heading = [
      `${count(resources.length, kind, plural)} of team ${world.team}, as live at revision ${world.revision}. A field that is absent is not managed here.`,
    ]
    return filesOf(
      join(folder, `${plural}.yaml`),
      heading,
      first,
      resources.map((one) => documentText(one, one.remarks)),
    )
  })
  const { resources: declared } = await declaredAround(project, folder)
  const twice = declaredTwice(found.imported, declared, project)
  const conflicts = twice.length > 0 ? twice : taken(project, files)
  if (conflicts.length > 0) throw new ProblemError(conflicts)
  return { ...found, files, resources: await readBack(project, files, found.imported) }
}

function nothing(world: World, { leftOut, enrolled }: ImportedWorld): Problem {
  const others = leftOut.map(({ manager, resources }) => `${count(resources, 'resource')} by \`${manager}\``)
  const told = [...(others.length > 0 ? [`managed: ${others.join(', ')}`] : []), ...(enrolled > 0 ? [`enrolled: ${enrolled}`] : [])]
  return problem(
    'nothing-to-import',
    world.size === 0 ? `Nothing is live in team \`${world.team}\`.` : `Nothing live is this project's, or nobody's (${told.join('; ')}).`,
    world.size === 0
      ? 'Mend `team` or `backend` in splashtop.yaml, or apply something first.'
      : 'Write `manager` in splashtop.yaml as it was, or declare what others manage with `--all`, and what came by enrolment with `--computers`.',
  )
}

function declaredTwice(imported: readonly Imported[], declared: readonly Resource[], { team, root }: Project): Problem[] {
  const wanted = new Set(imported.map(({ kind, name }) => keyOf(kind, team, name)))
  const twice = declared.filter(({ key }) => wanted.has(key))
  const [one] = twice
  if (!one) return []
  const more = twice.length > 1 ? `, and ${count(twice.length - 1, 'more resource')} of what is to be imported` : ''
  return [
    problem(
      'already-declared',
      `${one.kind} \`${one.name}\` is declared already${more}.`,
      `Import into a fresh project or another folder (\`--out\`), or only what nobody manages (\`--unmanaged\`). The project is \`${root}\`.`,
      one.at(),
    ),
  ]
}

/** The resources that the files declare. A difference from what they were written for is a fault of ours, and nothing is written. */
async function readBack(project: Project, files: readonly PlacedFile[], imported: readonly Imported[]): Promise<Resource[]> {
  const resources: Resource[] = []
  for (const { path, text } of files) {
    const { documents, problems } = await documentsOf(Buffer.from(text), fromRoot(project, path))
    const parsed = parse(documents, { team: project.team })
    const faults = [...problems, ...parsed.problems].map((fault) => ({ ...fault, at: [] }))
    if (faults.length > 0) throw new ProblemError(faults)
    resources.push(...parsed.resources)
  }
  for (const [index, { kind, name, declared }] of imported.entries()) {
    const { key, digest: found } = resources[index] ?? {}
    const wanted = digest(normalise(kindNamed(kind), structuredClone(declared)))
    if (key !== keyOf(kind, project.team, name) || found !== wanted) throw new Error(`${kind} ${name} would not be read as it is live`)
  }
  return resources
}
