/**
 * Which part of a live world is declared when it is imported, and what stands above it as a comment. The law: planned by the same manager,
 * what is imported changes nothing.
 *
 * So what this manager has a part in is always taken, with exactly the fields that are its own; what nobody manages comes along. A field
 * of another manager is named and left to it: to declare it too is nobody's wish, as it would be refused the day the other one changes it.
 */
import type { Json } from '../schema/canonical.ts'
import { fieldsOf, nodeAt, type Path, type Tree, treeOf } from '../schema/fields.ts'
import type { Kind } from '../schema/kind.ts'
import { kindNamed, worldKinds } from '../schema/kinds/index.ts'
import { compare } from '../schema/problem.ts'
import { appliedBy, type ManagerName, type Resource } from '../schema/resource.ts'
import { isObjectNode, type Node } from '../schema/shape.ts'
import type { World } from '../schema/world.ts'
import type { Declares } from './declared-yaml.ts'

export interface ImportWishes {
  /** What other managers have, too. */
  all: boolean
  /** Only what nobody manages. */
  unmanaged: boolean
  /** Also what came to exist by enrolment, and nobody declared. */
  computers: boolean
}
export interface Imported extends Declares {
  remarks: string[]
}
export interface ImportedWorld {
  /** By kind, in the kinds' own order, then by name. */
  imported: Imported[]
  /** How many resources were left to whom, by the manager's name. */
  leftOut: { manager: ManagerName; resources: number }[]
  /** How many were left out that came by enrolment. */
  enrolled: number
}

export function importedWorld(world: World, manager: ManagerName, wishes: ImportWishes): ImportedWorld {
  const imported: Imported[] = []
  const leftOut = new Map<ManagerName, number>()
  let enrolled = 0
  for (const { name: kind } of worldKinds)
    for (const resource of [...world.of(kind)].sort((a, b) => compare(a.name, b.name))) {
      const place = placeOf(resource, manager, wishes)
      if (place === 'taken') imported.push(importedFrom(resource, manager, wishes))
      else if (place === 'enrolled') enrolled++
      else leftOut.set(place.manager, (leftOut.get(place.manager) ?? 0) + 1)
    }
  const counts = [...leftOut].map(([name, resources]) => ({ manager: name, resources }))
  return { imported, leftOut: counts.sort((a, b) => compare(a.manager, b.manager)), enrolled }
}

function placeOf(resource: Resource, manager: ManagerName, wishes: ImportWishes): 'taken' | 'enrolled' | { manager: ManagerName } {
  const { live } = resource
  const existence = live?.existence ?? null
  if (wishes.unmanaged && existence !== null) return { manager: existence }
  if (existence === manager || appliedBy(live, manager) !== undefined) return 'taken'
  if (kindNamed(resource.kind).releasedOnRemoval?.(resource) === true) return wishes.computers || wishes.all ? 'taken' : 'enrolled'
  return existence === null || wishes.all ? 'taken' : { manager: existence }
}

function importedFrom(resource: Resource, manager: ManagerName, { all }: ImportWishes): Imported {
  const kind = kindNamed(resource.kind)
  const { owners } = resource
  const fields: [Path, Json][] = []
  const theirs = new Map<ManagerName, Path[]>()
  const unknown: { path: Path; env: string }[] = []
  for (const [path, value] of fieldsOf(kind, resource.declared)) {
    const owner = owners.get(path)
    if (owner !== undefined && owner !== manager) theirs.set(owner, [...(theirs.get(owner) ?? []), path])
    if (all || owner === undefined || owner === manager) fields.push([path, withHandles(kind, resource, path, value, unknown)])
  }
  const remarks = [...theirs]
    .sort(([a], [b]) => compare(a, b))
    .map(([owner, paths]) => `Managed by ${owner}${all ? '' : ', and left to it'}: ${paths.join(', ')}.`)
  for (const { path, env } of unknown)
    remarks.push(`The value of ${path} is known, and not where it comes from: put it into ${env}, or name another place.`)
  return { kind: resource.kind, name: resource.name, declared: treeOf(fields), remarks }
}

/** The value with a handle in the place of each secret that is none: a secret stands in no file. */
function withHandles(kind: Kind, { name }: Resource, path: Path, value: Json, unknown: { path: Path; env: string }[]): Json {
  const walk = (node: Node | undefined, inner: Json, at: Path): Json => {
    if (!node || inner === null || typeof inner !== 'object' || Array.isArray(inner)) {
      if (node?.['x-secret'] === undefined || inner === null) return inner
    } else if (!node['x-secret'])
      return isObjectNode(node)
        ? Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, walk(node.properties[key], each, `${at}.${key}`)]))
        : inner
    else if (isHandle(inner)) return inner
    const env = envName(kind, name, at)
    unknown.push({ path: at, env })
    return { valueFrom: { env } }
  }
  return walk(nodeAt(kind, path), value, path)
}

const isHandle = (value: Tree): boolean =>
  Object.keys(value).length === 1 && typeof value.valueFrom === 'object' && value.valueFrom !== null

/** `SSOMETHOD_ENTRA_SCIM_TOKEN`: made of what the secret is, so that it is the same each time. */
const envName = (kind: Kind, name: string, path: Path): string =>
  `${kind.name} ${name} ${path.replace(/^spec\./, '')}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, 128)
