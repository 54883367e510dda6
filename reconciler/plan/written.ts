/**
 * Where what is live, or was, was written: the backend keeps, for each manager of a resource, the commit, the file and the line at which
 * the manager's declaration began when it was applied. The file may hold something else by now; the commit tells where to look.
 */
import { overlaps, type Path } from '../../schema/fields.ts'
import type { Position } from '../../schema/problem.ts'
import type { ManagerName, Resource } from '../../schema/resource.ts'

/** A position in the files of a commit; without one, in files that were under no version control, or that lie here. */
export interface Place extends Position {
  commit?: string
}

/** The place of the one who manages the field; where nobody does, those of all who declare the resource, its owner's first. */
export function writtenAt(resource: Resource | undefined, path: Path = ''): Place[] {
  const live = resource?.live
  if (!resource || !live) return []
  const field = path === '' ? undefined : managerOf(resource, path)
  const managers = field === undefined ? Object.keys(live.applied).sort(first(live.existence)) : [field]
  return managers.flatMap((manager) => {
    const { file, line = 1, commit } = live.applied[manager]?.source ?? {}
    return file === undefined ? [] : [{ file, line, column: 1, ...(commit !== undefined && { commit }) }]
  })
}

const first = (owner: ManagerName | null) => (a: ManagerName, b: ManagerName) =>
  Number(b === owner) - Number(a === owner) || (a < b ? -1 : 1)

/** The manager of a field, of what it stands in, or of what stands in it. */
function managerOf(resource: Resource, path: Path): ManagerName | undefined {
  const { owners } = resource
  const exact = owners.get(path)
  if (exact !== undefined) return exact
  for (const [owned, manager] of owners) if (overlaps(owned, path)) return manager
  return undefined
}
