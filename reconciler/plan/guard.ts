/**
 * Guards look at a whole plan before the first write. They take rules as data: the reconciler imports none, whoever wires hands them in.
 * A rule may be overridden, by kind and count or by a waiver; an invariant (judge.ts) may not.
 */
import { type Problem, sortProblems } from '../../schema/problem.ts'
import type { World } from '../../schema/world.ts'
import type { Planned, Rule } from '../types.ts'

/** What the rules say of a plan; each Problem at the level of its rule. An empty plan is looked at too: the world itself may be at fault. */
export function guard({ plan, final, declared }: Planned, live: World, rules: readonly Rule[]): Problem[] {
  return sortProblems(rules.flatMap((rule) => rule.check(plan, live, final, declared).map((found) => ({ ...found, level: rule.level }))))
}
