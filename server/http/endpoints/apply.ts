/**
 * An apply: one transaction, all of it or nothing. With the plan that was shown and agreed to, it is done only if planning again here gives the
 * same changes; without one, whatever the declaration changes is meant.
 */
import { change, listOf, receipt, record, text, version, whole } from '../../../protocol/documents.ts'
import { digestOf } from '../../../reconciler/plan/plan.ts'
import type { ApplyRequest, Plan } from '../../../reconciler/types.ts'
import { digestText } from '../../../schema/canonical.ts'
import type { Actor } from '../../../schema/kind.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import {
  type DeclarationBody,
  declarationOf,
  declarationOptions,
  declarationParts,
  type SecretBody,
  secretsOf,
  secretsSchema,
} from '../declared.ts'
import { endpoint, oneLine, type Schema } from '../endpoint.ts'
import { DECLARATION_LIMIT, evaluatedAt, planIn, timeOf } from './plan.ts'

interface Body extends DeclarationBody {
  plan?: Pick<Plan, 'base' | 'evaluatedAt' | 'changes' | 'digest'>
  evaluatedAt?: string
  configDigest?: string | null
  secrets?: SecretBody[]
}

export const idempotencyHeader: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^[\\x21-\\x7e]+$',
  description: 'The same key again is the same apply: it is answered with the first receipt, and done once. Kept for 30 days.',
}

export const apply = endpoint<undefined, Body>({
  method: 'POST',
  path: '/v1/teams/{team}:apply',
  id: 'apply',
  summary: 'Make the team what a declaration says',
  needs: 'write',
  headers: { 'idempotency-key': idempotencyHeader },
  body: {
    limit: DECLARATION_LIMIT,
    schema: record(declarationParts, {
      ...declarationOptions,
      evaluatedAt,
      plan: {
        ...record({ base: whole, evaluatedAt, changes: listOf(change), digest: text }),
        description: 'What was shown and agreed to. Where it would be another one now, nothing is done (409).',
      },
      secrets: secretsSchema,
      configDigest: {
        ...oneLine,
        type: ['string', 'null'],
        maxLength: 200,
        description: 'A digest of all that was loaded: `applied` tells it again.',
      },
    }),
  },
  answers: { 200: { says: 'What became of each change, and the revision reached.', schema: record({ version, ...receipt }) } },
  async run(asked) {
    const { plane, actor, body, headers, rules, signal, still } = asked
    const declaration = declarationOf(plane.team, body)
    const agreed = body.plan && agreedTo(body.plan)
    const request: Omit<ApplyRequest, 'planned'> = {
      ...{ declaration, actor, rules, signal, still, idempotencyKey: keyOf(headers['idempotency-key'], actor, body) },
      ...(body.configDigest && { configDigest: body.configDigest }),
      ...(body.secrets && { secrets: secretsOf(plane.team, body.secrets) }),
    }
    // Done before, it is answered as then: what stands now may no more let it be planned.
    const former = await plane.receipt(request.idempotencyKey)
    if (former) return { body: { version: 1, ...former } }
    for (let tried = 1; ; tried++)
      try {
        const done = await plane.apply({ ...request, planned: agreed ?? (await planIn(asked, declaration, body.evaluatedAt)) })
        return { body: { version: 1, ...done } }
      } catch (error) {
        // Where nobody agreed to a plan none can be out of date: what it changes by now is meant.
        if (agreed || tried === TRIES || !(error instanceof ProblemError) || error.problems[0]?.code !== 'stale-plan') throw error
      }
  },
})

/** So often it is planned anew, where somebody else's apply came between each time. */
const TRIES = 50

/**
 * Keys of different callers never meet (pipelines of two issuers may bear one name), nor those of different calls: a key that is used for
 * something else must not pass that off as done.
 */
export function keyOf(header: string | string[] | undefined, { name, identity }: Actor, what: unknown): string {
  if (header === undefined) return crypto.randomUUID()
  const who = identity && 'issuer' in identity ? `${name} of ${identity.issuer}` : name
  return `${who} ${String(header)} ${digestText(JSON.stringify(what)).slice(0, 32)}`
}

/** The plan that a client agreed to: its digest, which goes on record, must be that of its changes. */
function agreedTo(plan: NonNullable<Body['plan']>): ApplyRequest['planned'] {
  timeOf(plan.evaluatedAt)
  if (digestOf(plan.base, plan.changes) !== plan.digest)
    throw new ProblemError(
      problem('invalid-request', 'The digest of the plan is not that of its changes.', 'Send the plan as it was made.'),
    )
  return { plan: { ...plan, drift: [], impact: null } }
}
