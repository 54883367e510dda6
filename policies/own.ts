/**
 * The guardrails that a project wrote itself (`policies.own`), in the shape of all others, so that levels, waivers and reports know no
 * difference. They look in a sandbox that is handed in, all at once for each plan.
 *
 * One that could not look has not said yes: what went wrong is an error of a rule of its own, which no level and no waiver touches.
 */
import type { OwnGuardrail, OwnGuardrails, Plan, Rule } from '../reconciler/types.ts'
import { isKind } from '../schema/kinds/index.ts'
import { hasErrors, type Position, type Problem, problem } from '../schema/problem.ts'
import { type Key, keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { isTaken } from './named.ts'
import type { Finding, Policy } from './policy.ts'

export interface OwnPolicies {
  policies: readonly Policy[]
  /** Beside the rules of the policies. */
  rules: readonly Rule[]
}
export interface OwnOptions {
  /** Is it on in this project? Only those look. */
  isOn(policy: Policy): boolean
  /** Where a field is declared, whether or not it changed; empty where no file declares it. */
  at(key: Key, path: string): Position[]
}

export function ownPolicies(own: Pick<OwnGuardrails, 'guardrails' | 'judge'>, options: OwnOptions): OwnPolicies {
  const policies = own.guardrails.map((guardrail) => policyOf(guardrail, (plan, before, after) => look(plan, before, after).findings))
  const active = new Set(policies.filter(options.isOn).map(({ id }) => id))
  const seen = new WeakMap<Plan, { before: World; after: World; looked: Looked }>()
  const look = (plan: Plan, before: World, after: World): Looked => {
    const found = seen.get(plan)
    if (found?.before === before && found.after === after) return found.looked
    const { findings, problems } = own.judge(active, plan, before, after)
    const looked: Looked = { findings: new Map(), problems: [...problems] }
    for (const { guardrail, resource, path, message, fix } of findings) {
      const key = keyIn(resource, before, after)
      if (key === undefined) {
        looked.problems.push(
          nobody(
            own.guardrails.find(({ id }) => id === guardrail),
            resource,
          ),
        )
        continue
      }
      const at = options.at(key, path ?? '')
      const place = at.length > 0 ? at : ((after.get(key) ?? before.get(key))?.at(path) ?? [])
      const list = looked.findings.get(guardrail) ?? []
      list.push({ resource: key, message, ...(fix !== undefined && { fix }), at: place })
      looked.findings.set(guardrail, list)
    }
    seen.set(plan, { before, after, looked })
    return looked
  }
  const rule = (level: Problem['level'], isOf: (one: Problem) => boolean): Rule => ({
    id: 'own-guardrail',
    level,
    check: (plan, before, after) => (active.size === 0 ? [] : look(plan, before, after).problems.filter(isOf)),
  })
  return { policies, rules: [rule('error', ({ level }) => level === 'error'), rule('info', ({ level }) => level !== 'error')] }
}

interface Looked {
  /** By guardrail. */
  findings: Map<string, Finding[]>
  problems: Problem[]
}

function policyOf(
  { id, level, title, why, fix, at }: OwnGuardrail,
  find: (plan: Plan, before: World, after: World) => ReadonlyMap<string, Finding[]>,
): Policy {
  return {
    id,
    level,
    title: title.replace(/\.$/, ''),
    about: { why, guide: [] },
    fix,
    example: '',
    packs: [],
    own: at,
    find: ({ plan, before, after }) => find(plan, before, after).get(id) ?? [],
  }
}

function keyIn(resource: string, before: World, after: World): Key | undefined {
  const [, kind = '', name = ''] = /^([A-Za-z]+)\/(.+)$/s.exec(resource) ?? []
  if (!isKind(kind)) return undefined
  const key = keyOf(kind, after.team, name)
  return after.has(key) || before.has(key) ? key : undefined
}

const nobody = (guardrail: OwnGuardrail | undefined, resource: string): Problem =>
  problem(
    'own-guardrail',
    `The guardrail \`${guardrail?.id}\` complains of \`${resource}\`, which is in neither of the two worlds.`,
    'Name a resource as `User/alice`, or hand on what `of` and `get` gave: the one to mend, whom a waiver can name.',
    guardrail?.at,
  )

/** What is wrong with them before they look at anything: those that bear the name of another. */
export function ownProblems({ guardrails, problems }: Pick<OwnGuardrails, 'guardrails' | 'problems'>): Problem[] {
  const found: Problem[] = [...problems]
  const first = new Map<string, OwnGuardrail>()
  for (const guardrail of guardrails) {
    const { id, at } = guardrail
    const other = first.get(id)
    if (other)
      found.push(
        problem('own-guardrail', `Two guardrails are called \`${id}\`.`, 'Give one of them another id: levels and waivers name it.', [
          at,
          other.at,
        ]),
      )
    else if (isTaken(id))
      found.push(
        problem(
          'own-guardrail',
          `\`${id}\` is a rule of splashctl already.`,
          'Choose an id of your own; `splashctl policy list` has those that are taken.',
          at,
        ),
      )
    else first.set(id, guardrail)
  }
  return hasErrors(found) ? found.filter(({ level }) => level === 'error') : found
}
