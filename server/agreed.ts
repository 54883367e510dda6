/**
 * What was agreed to against what is: the plan that a commit carries out is the one that somebody read, or one that says the same. It is planned again
 * unless our own plan() made it from this very world; what it would change otherwise is told, and refused.
 */
import { guard } from '../reconciler/plan/guard.ts'
import { isOwnPlan, plan } from '../reconciler/plan/plan.ts'
import { managedSecrets, secretId, unshown } from '../reconciler/plan/secrets.ts'
import type { Agreed, ApplyRequest, Change, Planned, SecretField } from '../reconciler/types.ts'
import { canonical } from '../schema/canonical.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { identityOf, permitted } from './permission.ts'
import { type Deciding, type Holding, rotatedAmong, unexpected } from './secrets.ts'

/**
 * The plan to commit: the given one if our own plan() made it from this very world and it shows the secrets that are rotated, else one made here
 * that must say the same.
 */
export async function checked(request: ApplyRequest, holding: Holding): Promise<Deciding> {
  const { declaration, planned: agreed, actor, secrets: given = [] } = request
  const { live } = holding
  const { evaluatedAt } = agreed.plan
  const again = (rotated: readonly SecretField[]) =>
    plan(declaration, live, { evaluatedAt, actor, rotated: new Set(rotated.map(secretId)) })
  const isOperator = 'operator' in (identityOf(actor) ?? {})
  // Whoever sends a value may try guesses, by what becomes of the plan: so that it may write all of them is asked before one is compared.
  if (given.length > 0 && !isOperator) refuse(permitted(again(given), live, actor))
  let planned = isOfThisWorld(agreed, live) && actor.address === undefined ? agreed : again([])
  const managed = managedSecrets(declaration, planned)
  const rotated = await rotatedAmong(holding, given, managed)
  if (unshown(planned, rotated).length > 0) planned = again(rotated)
  if (planned !== agreed) {
    refuseStale(agreed, planned, live)
    // What was agreed to is on record by its own digest, whatever lines its declarations stand on here.
    planned = { ...planned, plan: { ...planned.plan, digest: agreed.plan.digest } }
  }
  const problems = [
    ...planned.problems,
    ...unexpected(given, managed),
    ...guard(planned, live, request.rules ?? []),
    ...permitted(planned, live, actor),
  ]
  refuse(problems)
  return { planned: { ...planned, problems }, managed, given, rotated }
}

function refuse(problems: Problem[]): void {
  if (hasErrors(problems)) throw new ProblemError(problems)
}

const isOfThisWorld = (planned: Agreed, live: World): planned is Planned =>
  isOwnPlan(planned) &&
  planned.plan.base === live.revision &&
  planned.final.team === live.team &&
  planned.writes.every(({ key, from, before }) => (live.get(from ?? key) ?? null) === before)

function refuseStale(agreed: Agreed, again: Planned, live: World): void {
  const moved = movedIn(agreed.plan.changes, again.plan.changes)
  if (moved.length === 0) return
  const shown = moved.slice(0, 5).map((key) => `\`${key}\``)
  throw new ProblemError(
    problem(
      'stale-plan',
      `The plan was made at revision ${agreed.plan.base}; at revision ${live.revision} it would change something else: ${shown.join(', ')}${
        moved.length > shown.length ? ` and ${moved.length - shown.length} more` : ''
      }.`,
      'Plan again, read the new plan, and apply that.',
    ),
  )
}

/** The keys whose changes are not the same in both, or not in the same order. Where they are declared is not what they are. */
function movedIn(planned: readonly Change[], again: readonly Change[]): Key[] {
  const placeless = (change: Change) => canonical({ ...change, reason: change.reason.text })
  const text = (changes: readonly Change[]) => new Map(changes.map((change) => [change.key, placeless(change)]))
  const [a, b] = [text(planned), text(again)]
  const keys = [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key))
  const reordered = planned.filter((change, i) => change.key !== again[i]?.key).map((change) => change.key)
  return keys.length > 0 ? keys : reordered
}
