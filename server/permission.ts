/**
 * May who applies do what a plan says? Asked at every commit, whatever the client asked before. Beside the changes that a plan shows this
 * asks about the fields that a commit takes into possession without changing them: whoever owns a field keeps others from it. And nobody shuts
 * itself out.
 */
import { locksOut } from '../effective/lock-out.ts'
import { type Act, mayDo, type Refusal, refusals } from '../effective/permission.ts'
import type { Planned, Write } from '../reconciler/types.ts'
import type { ActionId } from '../schema/actions.ts'
import { overlaps } from '../schema/fields.ts'
import type { Actor, Identity } from '../schema/kind.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { type Problem, problem } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

/** Whose rights hold. In the process itself whoever runs it is the operator; over a network nobody is, unless it was proved. */
export const identityOf = ({ name, identity, address }: Actor): Identity | undefined =>
  identity ?? (address === undefined ? { operator: name } : undefined)

function acts({ plan, writes }: Planned): Act[] {
  const needs = new Map(plan.changes.map((change) => [change.key, change.needs]))
  const records = writes.flatMap((write): Act[] => {
    const more = taken(write).filter((action) => !needs.get(write.key)?.includes(action))
    return more.length === 0
      ? []
      : [{ op: 'record', key: write.key, ...(write.from !== undefined && { from: write.from }), fields: [], needs: more }]
  })
  return [...plan.changes, ...records]
}

/** The actions for the fields that a write takes into possession. */
function taken({ op, before, after }: Write): ActionId[] {
  const { actions } = kindNamed((after ?? before)?.kind ?? '')
  if (!actions || !before || !after || op === 'release') return []
  const had = before.owners
  const paths = [...after.owners].flatMap(([path, owner]) => (had.get(path) === owner ? [] : [path]))
  const own = Object.entries(actions.fields ?? {})
  const ids = paths.map((path) => own.find(([field]) => overlaps(path, field))?.[1] ?? actions.update)
  return [...new Set(op === 'record' && ids.length === 0 ? [actions.update] : ids)]
}

export function permitted(planned: Planned, live: World, actor: Actor): Problem[] {
  if (planned.writes.length === 0) return []
  const identity = identityOf(actor)
  if (identity && 'operator' in identity) return mayDo(live, planned.final, identity, planned.plan.changes)
  if (identity)
    return [...mayDo(live, planned.final, identity, acts(planned)), ...locksOut(live, planned.final, identity, planned.plan.changes)]
  return [
    problem(
      'not-permitted',
      `\`${actor.name}\` may change nothing: it came over the network, and did not say who it is.`,
      'Sign in, or send a token.',
    ),
  ]
}

/** What the applier lacks for each change of a plan that it may not make. */
export const lacking = (planned: Planned, live: World, identity: Identity): ReadonlyMap<Key, ActionId> =>
  new Map(refusals(live, planned.final, identity, planned.plan.changes).map(({ key, action }: Refusal) => [key, action]))
