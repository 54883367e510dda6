/**
 * What can be said of a configuration of which a part could not be read: doubles, references that lead nowhere, required fields that are
 * absent. Not what depends on the whole (invariants, deletions): that would complain about what isn't wrong.
 */
import { referencesOf } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Problem } from '../../schema/problem.ts'
import { type Key, keyOf } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Declaration } from '../types.ts'
import { danglingId, structural } from './judge.ts'
import { unique } from './link.ts'

/** @param refused what could not be read; null for a declaration that doesn't say what it is: then no reference is known to lead nowhere */
export function judgePart(declaration: Declaration, live: World, refused: ReadonlySet<Key | null>): Problem[] {
  const problems: Problem[] = []
  const wanted = unique(declaration.resources, problems)
  const world = live.with(wanted)
  const excused = new Set<string>()
  for (const resource of wanted.values())
    for (const { path, kind, name } of referencesOf(kindNamed(resource.kind), resource.declared)) {
      const target = keyOf(kind, declaration.team, name)
      if (refused.has(null) || refused.has(target)) excused.add(danglingId(resource.key, path, target))
    }
  // What another manager set of a live resource isn't overlaid here, so it may well have what this declaration lacks.
  const found = [...wanted.values()].flatMap((resource) => {
    const each = structural(world, [resource], excused)
    return live.has(resource.key) ? each.filter(({ code }) => code !== 'missing-field') : each
  })
  return [...problems, ...found]
}
