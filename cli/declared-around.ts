/** What is declared where an import is to write: nobody is declared twice. */
import { existsSync } from 'node:fs'
import { load, scan } from '../reconciler/sources/load.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { hasErrors, ProblemError } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { isInside } from './placed-files.ts'

export interface Around {
  resources: readonly Resource[]
  /** AccessTests, which no control plane holds. */
  tests: readonly Resource[]
}

/** The project's declarations, or those of another folder outside of it. A ProblemError where they can't be read whole. */
export async function declaredAround(project: Project, folder: string): Promise<Around> {
  const inside = isInside(project, folder)
  if (!inside && !existsSync(folder)) return { resources: [], tests: [] }
  const place: Project = inside ? project : { ...project, root: folder, sources: ['.'] }
  const scanned = await scan(place)
  // A source that isn't there yet may be the very folder that the import makes.
  const problems = scanned.problems.filter(({ code }) => code !== 'source-not-found')
  const loaded = await load(place, { ...scanned, problems }, { cache: inside })
  if (hasErrors(loaded.problems)) throw new ProblemError(loaded.problems)
  return { resources: loaded.resources, tests: loaded.local }
}
