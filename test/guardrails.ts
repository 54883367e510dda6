/**
 * How the tests of guardrails are written: a world in the short notation of schema/kinds/cases.ts, and the resources of which the
 * guardrail complains there. With `before`, the plan from the one to the other is judged; without, the world as it stands.
 */
import { expect, test } from 'vitest'
import type { Policy } from '../policies/policy.ts'
import { type Known, policyRules } from '../policies/rules.ts'
import { guard } from '../reconciler/plan/guard.ts'
import { emptyPlan, plan } from '../reconciler/plan/plan.ts'
import type { Planned } from '../reconciler/types.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Problem } from '../schema/problem.ts'
import { World } from '../schema/world.ts'

export const NOW = '2026-03-02T09:00:00Z'

export interface GuardrailCase {
  /** What is tried, as the end of a sentence. */
  when: string
  world: string
  before?: string
  known?: Known
  /** `Kind/name` of the resources that are complained of; none when it doesn't fire. */
  fires: string[]
  /** A part of the first message. */
  says?: string
}

const declared = (world: World) => ({ team: 'acme', manager: 'project:acme', resources: [...world.all()] })

/** From one world to another; what was enrolled stays enrolled. */
export function planned(before: string | undefined, text: string): { planned: Planned; live: World } {
  const world = worldOf(text)
  if (before === undefined)
    return { planned: { plan: emptyPlan(0, NOW), writes: [], final: world, problems: [], declared: world.size, tests: [] }, live: world }
  const former = worldOf(before)
  const first = plan(declared(former), new World('acme', []), { evaluatedAt: NOW }).final
  const live = new World(
    'acme',
    [...first.all()].map((one) => one.with({ status: former.get(one.key)?.status ?? {} })),
    1,
  )
  return { planned: plan(declared(world), live, { evaluatedAt: NOW }), live }
}

export function judged(policy: Policy, { world, before, known }: Pick<GuardrailCase, 'world' | 'before' | 'known'>): Problem[] {
  const made = planned(before, world)
  const settings = { packs: [], rules: { [policy.id]: policy.level }, waivers: [], waiverAt: () => [] }
  return guard(made.planned, made.live, policyRules(settings, known, [policy]))
}

/** Tries a guardrail: it has to fire at least once, and at least once not to. */
export function guardrail(policy: Policy, cases: readonly GuardrailCase[]): void {
  test(`${policy.id} is tried both ways`, () => {
    expect(new Set(cases.map(({ fires }) => fires.length > 0))).toEqual(new Set([true, false]))
  })
  test.each(cases.map((one) => [one.fires.length > 0 ? 'complains' : 'is silent', one.when, one] as const))(
    `${policy.id} %s when %s`,
    (_verdict, _when, one) => {
      const found = judged(policy, one)
      expect(found.map(({ resource }) => resource).sort()).toEqual([...one.fires].sort())
      if (one.says !== undefined) expect(found[0]?.message).toContain(one.says)
      for (const problem of found) {
        expect(problem).toMatchObject({ code: 'guardrail', rule: policy.id, level: policy.level })
        expect(problem.message).toMatch(/^[A-Z`1-9].*\.$/)
        expect(problem.fix).toMatch(/^[A-Z].*\.$/)
        expect(problem.at, 'it says where').not.toEqual([])
      }
    },
  )
}
