/** What a declaration would change, judged as an apply would judge it; nothing is written. */
import { setImmediate as others } from 'node:timers/promises'
import { planParts, problems, record, version } from '../../../protocol/documents.ts'
import { guard } from '../../../reconciler/plan/guard.ts'
import { plan as planOf } from '../../../reconciler/plan/plan.ts'
import type { Declaration, Planned } from '../../../reconciler/types.ts'
import { type Problem, sortProblems } from '../../../schema/problem.ts'
import { permitted } from '../../permission.ts'
import { invalid } from '../body.ts'
import { type DeclarationBody, declarationOf, declarationOptions, declarationParts } from '../declared.ts'
import { type Asked, endpoint } from '../endpoint.ts'

/** A declaration may hold a hundred thousand resources. */
export const DECLARATION_LIMIT = 96 * 1024 * 1024

interface Body extends DeclarationBody {
  evaluatedAt?: string
  impact?: boolean
}

export const evaluatedAt = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$',
  description: 'When the plan is evaluated: RFC 3339, UTC. Now, when nothing is said.',
} as const

export const plan = endpoint<undefined, Body>({
  method: 'POST',
  path: '/v1/teams/{team}:plan',
  id: 'plan',
  summary: 'What a declaration would change, and what that means',
  says: 'The answer is that of `splashctl plan --json`. Problems of level error are those that would refuse an apply.',
  needs: 'read',
  body: {
    limit: DECLARATION_LIMIT,
    schema: record(declarationParts, {
      ...declarationOptions,
      evaluatedAt,
      impact: { type: 'boolean', description: 'False: who gains and loses what is not worked out.' },
    }),
  },
  answers: { 200: { says: 'The plan.', schema: record({ version, ...planParts, problems }) } },
  async run(asked) {
    const { plane, body } = asked
    const planned = planOf(declarationOf(plane.team, body), await plane.world(), {
      evaluatedAt: timeOf(body.evaluatedAt),
      actor: asked.actor,
    })
    return { body: await documentOf(asked, planned, body.impact !== false) }
  },
})

/** A pattern lets days through that no month has. */
export function timeOf(text: string | undefined): string {
  if (text === undefined) return Temporal.Now.instant().toString({ smallestUnit: 'second' })
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    throw invalid('has a time at `evaluatedAt` that there is not', 'Write it as `2026-03-02T09:00:00Z`.')
  }
}

/** A plan with all that would refuse it. */
export async function documentOf(asked: Pick<Asked, 'plane' | 'actor' | 'rules'>, planned: Planned, impact: boolean): Promise<object> {
  const { base, evaluatedAt: time, changes, drift, digest } = planned.plan
  const told = await judged(asked, planned)
  return {
    ...{ version: 1, base, evaluatedAt: time, changes, drift: await asked.plane.movedBy(drift) },
    ...{ impact: impact ? planned.plan.impact : null, digest, problems: told },
  }
}

async function judged({ plane, actor, rules }: Pick<Asked, 'plane' | 'actor' | 'rules'>, planned: Planned): Promise<Problem[]> {
  const live = await plane.world()
  return sortProblems([...planned.problems, ...guard(planned, live, rules), ...permitted(planned, live, actor)])
}

/** Planned for whoever commits it: in between it is the turn of those who wait meanwhile. */
export async function planIn({ plane, actor }: Pick<Asked, 'plane' | 'actor'>, declaration: Declaration, time?: string): Promise<Planned> {
  const planned = planOf(declaration, await plane.world(), { evaluatedAt: timeOf(time), actor })
  await others()
  return planned
}
