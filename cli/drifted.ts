/**
 * Drift: fields that somebody else moved since this project applied them, as a plan finds them, with the place where the files still say
 * something else; and the edits that make the files say what is live.
 */

import { driftOf } from '../reconciler/plan/plan.ts'
import { isProgram } from '../reconciler/sources/files.ts'
import type { Declaration, Drift, Provider } from '../reconciler/types.ts'
import type { Json } from '../schema/canonical.ts'
import type { Declared } from '../schema/fields.ts'
import { worldKinds } from '../schema/kinds/index.ts'
import { compare, type Position, type Problem, problem } from '../schema/problem.ts'
import { type Key, keyOf, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Edit } from './yaml-edits.ts'

export interface Drifted {
  drift: Drift
  declared: Resource
  at: Position[]
  /** As it is live, a secret too: never to be shown. */
  live: Json | undefined
}

/**
 * Of everything that is declared here, in the order of the kinds and of names. A plan tells only of what it would change: what it may not, as
 * another manager has it now, it tells as an error.
 */
export function driftedIn({ manager, resources }: Declaration, world: World): Drifted[] {
  const declared = new Map<Key, Resource>()
  const moved: { before: Resource; declared: Declared }[] = []
  for (const resource of resources) {
    // One that is about to be renamed is live by its former name.
    const former = resource.renamedFrom && keyOf(resource.kind, resource.namespace, resource.renamedFrom)
    const live = world.get(resource.key) ?? (former === undefined ? undefined : world.get(former))
    // Where nobody else applied anything, what is live is what was applied.
    if (!live || live.sole === manager) continue
    declared.set(live.key, resource)
    moved.push({ before: live, declared: resource.declared })
  }
  const rank = new Map<string, number>(worldKinds.map(({ name }, index) => [name, index]))
  moved.sort(({ before: a }, { before: b }) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || compare(a.name, b.name))
  return driftOf(manager, moved).flatMap((drift): Drifted[] => {
    const resource = declared.get(drift.key) as Resource
    // What is no longer declared is nobody's to mend here.
    if (resource.value(drift.path) === undefined) return []
    return [{ drift, declared: resource, at: resource.at(drift.path), live: world.get(drift.key)?.value(drift.path) }]
  })
}

/** The same, with who moved each and when, as far as the backend's log tells. */
export async function withWho(drifted: readonly Drifted[], provider: Provider): Promise<Drifted[]> {
  const known = await provider.movedBy?.(drifted.map(({ drift }) => drift))
  return drifted.map((one, index) => ({ ...one, drift: known?.[index] ?? one.drift }))
}

/** The edits by file, and what is left to people: secrets, and what programs declare. */
export function editsFor(drifted: readonly Drifted[]): { edits: Map<string, { edit: Edit; of: Drifted }[]>; left: Problem[] } {
  const edits = new Map<string, { edit: Edit; of: Drifted }[]>()
  const left: Problem[] = []
  for (const of of drifted) {
    const { drift, declared, at, live } = of
    const [place] = at
    if (isMasked(drift.live) || isMasked(drift.lastApplied)) left.push(leftAlone(of, 'it is a secret, or holds one'))
    else if (!place || isProgram(place.file)) left.push(leftAlone(of, 'a program declares it'))
    else {
      const edit = { kind: declared.kind, name: declared.name, path: drift.path, value: live }
      edits.set(place.file, [...(edits.get(place.file) ?? []), { edit, of }])
    }
  }
  return { edits, left }
}

export function leftAlone({ drift, at }: Drifted, why: string): Problem {
  const { kind, name } = splitKey(drift.key)
  return problem(
    'drift-left',
    `\`${drift.path}\` of ${kind} \`${name}\` is not written: ${why}.`,
    'Mend the declaration by hand, or apply it to take the field back.',
    at,
  )
}

/** Does a secret stand in it? A plan shows none. */
const isMasked = (value: Json): boolean =>
  typeof value === 'object' && value !== null && (Object.hasOwn(value, 'secret') || Object.values(value).some(isMasked))
