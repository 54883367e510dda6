/**
 * May who applies do what a plan says? Asked at every commit, whatever the client asked before. Beside the changes that a plan shows this
 * asks about the fields that a commit takes into possession without changing them: whoever owns a field keeps others from it. And nobody shuts
 * itself out.
 */
import { locksOut } from '../effective/lock-out.ts'
import { type Act, mayDo, type Refusal, refusals } from '../effective/permission.ts'
import { needs } from '../reconciler/plan/diff.ts'
import type { Planned, SecretField, Write } from '../reconciler/types.ts'
import type { ActionId } from '../schema/actions.ts'
import { overlaps } from '../schema/fields.ts'
import type { Actor, Identity } from '../schema/kind.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { type Key, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

/** Whose rights hold. In the process itself whoever runs it is the operator; over a network nobody is, unless it was proved. */
export const identityOf = ({ name, identity, address }: Actor): Identity | undefined =>
  identity ?? (address === undefined ? { operator: name } : undefined)

function acts({ plan, writes }: Planned): Act[] {
  const needed = new Map(plan.changes.map((change) => [change.key, change.needs]))
  const records = writes.flatMap((write): Act[] => {
    const more = taken(write).filter((action) => !needed.get(write.key)?.includes(action))
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
  return [stranger(actor)]
}

/** What a network's stranger is told, who may do nothing. */
export const stranger = ({ name }: Actor): Problem =>
  problem(
    'not-permitted',
    `\`${name}\` may change nothing: it came over the network, and did not say who it is.`,
    'Sign in, or send a token.',
  )

/** May who asks write these secrets? Else nobody is told whether a value is the one that is held: whoever is told may guess. */
export function permittedSecrets(secrets: readonly SecretField[], live: World, actor: Actor): Problem[] {
  const identity = identityOf(actor)
  if (!identity) return [stranger(actor)]
  if ('operator' in identity) return []
  const known = secrets.filter(({ key }) => live.has(key))
  return mayDo(
    live,
    live,
    identity,
    known.map(({ key, path }) => ({
      op: 'update',
      key,
      fields: [{ path, before: null, after: null }],
      needs: needs(kindNamed(splitKey(key).kind), 'update', [path]),
    })),
  )
}

/** What the applier lacks for each change of a plan that it may not make. */
export const lacking = (planned: Planned, live: World, identity: Identity): ReadonlyMap<Key, ActionId> =>
  new Map(refusals(live, planned.final, identity, planned.plan.changes).map(({ key, action }: Refusal) => [key, action]))
