/**
 * The guardrails as a project wants them: packs and levels, and what is excused. What comes out are rules for guard(), one for each
 * guardrail that is on, and three that speak of waivers.
 *
 *   a finding that a waiver excuses   goes out at level `info`, with the waiver in it: counted, never forgotten
 *   a waiver whose day is over        excuses nothing any more, and is an error itself: nobody extends what nobody notices
 *   a waiver that excuses nothing     is a warning: what it spoke of is mended, or it is misspelt
 *
 * All rules of a project are judged together, once for each plan, since whether a waiver is used is known only then.
 */
import { effective } from '../effective/effective.ts'
import type { Plan, Rule } from '../reconciler/types.ts'
import { compare, didYouMean, type Position, type Problem, problem } from '../schema/problem.ts'
import { splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { levelIn, policies, type RuleLevel } from './packs.ts'
import type { LastUsed, Policy, PolicyContext } from './policy.ts'

export interface Waiver {
  rule: string
  resource: string
  reason: string
  expires: string
}

/** What a project says of guardrails (`policies` in its file), and where. */
export interface PolicySettings {
  packs: readonly string[]
  rules: Readonly<Record<string, RuleLevel>>
  waivers: readonly Waiver[]
  /** Where a waiver stands. */
  waiverAt(index: number): Position[]
}

/** What guardrails are told beside the worlds. */
export interface Known {
  breakGlass?: readonly string[]
  applier?: string
  lastUsed?: LastUsed
}

export const levelOf = (policy: Policy, { packs, rules }: Pick<PolicySettings, 'packs' | 'rules'>): RuleLevel =>
  (Object.hasOwn(rules, policy.id) ? rules[policy.id] : undefined) ?? (policy.own ? policy.level : levelIn(policy, packs))

/** The last day of a waiver is a day in UTC, that of the plan's own time: the same plan is judged alike wherever it is made. */
export const isOver = ({ expires }: Waiver, evaluatedAt: string): boolean => expires < dayOf(evaluatedAt)
const dayOf = (evaluatedAt: string): string => Temporal.Instant.from(evaluatedAt).toString().slice(0, 10)

interface Judgement {
  /** By guardrail. */
  standing: Map<string, Problem[]>
  waived: Problem[]
  over: Problem[]
  unused: Problem[]
}

export function policyRules(settings: PolicySettings, known: Known = {}, from: readonly Policy[] = policies): Rule[] {
  const active = from.map((policy) => ({ policy, level: levelOf(policy, settings) })).filter(({ level }) => level !== 'off')
  const judged = new WeakMap<Plan, { before: World; after: World; judgement: Judgement }>()
  const judge = (plan: Plan, before: World, after: World): Judgement => {
    const found = judged.get(plan)
    if (found?.before === before && found.after === after) return found.judgement
    const context: PolicyContext = {
      plan,
      before,
      after,
      effective: () => effective(after),
      now: Temporal.Instant.from(plan.evaluatedAt).epochMilliseconds,
      breakGlass: known.breakGlass ?? [],
      ...(known.applier !== undefined && { applier: known.applier }),
      ...(known.lastUsed && { lastUsed: known.lastUsed }),
    }
    const judgement = judgementOf(
      active.map(({ policy }) => policy),
      context,
      settings,
      new Set(from.map(({ id }) => id)),
    )
    judged.set(plan, { before, after, judgement })
    return judgement
  }
  const part = (id: string, level: Problem['level'], pick: (judgement: Judgement) => Problem[]): Rule => ({
    id,
    level,
    check: (plan, before, after) => pick(judge(plan, before, after)),
  })
  return [
    ...active.map(({ policy, level }) => part(policy.id, level as Problem['level'], ({ standing }) => standing.get(policy.id) ?? [])),
    ...(settings.waivers.length === 0
      ? []
      : [
          part('waived', 'info', ({ waived }) => waived),
          part('waiver-expired', 'error', ({ over }) => over),
          part('waiver-unused', 'warning', ({ unused }) => unused),
        ]),
  ]
}

function judgementOf(active: readonly Policy[], context: PolicyContext, settings: PolicySettings, ids: ReadonlySet<string>): Judgement {
  const judgement: Judgement = { standing: new Map(), waived: [], over: [], unused: [] }
  const used = new Set<Waiver>()
  /** What excuses the same as a waiver that therefore is of no use. */
  const instead = new Map<Waiver, Waiver>()
  for (const policy of active) {
    const standing: Problem[] = []
    for (const { resource, message, fix, at } of policy.find(context)) {
      const { kind, name } = splitKey(resource)
      const found: Problem = { ...problem('guardrail', message, fix ?? policy.fix, at), rule: policy.id, resource: `${kind}/${name}` }
      const named = settings.waivers.filter((one) => one.rule === policy.id && one.resource === found.resource)
      // Of several that which holds longest.
      const [waiver] = named.filter((one) => !isOver(one, context.plan.evaluatedAt)).sort((a, b) => compare(b.expires, a.expires))
      for (const one of waiver ? [waiver] : named) used.add(one)
      if (waiver) for (const one of named) if (one !== waiver) instead.set(one, waiver)
      if (!waiver) standing.push(found)
      else judgement.waived.push({ ...found, level: 'info', waived: { reason: waiver.reason, expires: waiver.expires } })
    }
    judgement.standing.set(policy.id, standing)
  }
  const isRule = (id: string): boolean => ids.has(id) || policies.some((policy) => policy.id === id)
  const needFor = (waiver: Waiver): string | undefined => {
    if (used.has(waiver)) return undefined
    const other = instead.get(waiver)
    if (other) return `another waiver excuses the same until ${other.expires}`
    if (active.some(({ id }) => id === waiver.rule)) return `the rule has nothing to say of \`${waiver.resource}\``
    return isRule(waiver.rule) ? 'the rule is off in this project' : 'there is no such rule'
  }
  for (const [index, waiver] of settings.waivers.entries()) {
    const at = settings.waiverAt(index)
    if (isOver(waiver, context.plan.evaluatedAt)) judgement.over.push(overProblem(waiver, at, needFor(waiver)))
    else if (!used.has(waiver) && isTold(waiver, active, isRule)) {
      const told = [...(judgement.standing.get(waiver.rule) ?? []), ...judgement.waived.filter(({ rule }) => rule === waiver.rule)]
      const meant = instead.has(waiver) ? '' : didYouMean(waiver.resource, new Set(told.map(({ resource }) => resource ?? '')))
      judgement.unused.push(
        problem(
          'waiver-unused',
          `The waiver of \`${waiver.rule}\` for \`${waiver.resource}\` excuses nothing: ${needFor(waiver)}${meant || '.'}`,
          'Mend what it names, or remove the waiver: an excuse that waits for its fault would hide it.',
          at,
        ),
      )
    }
  }
  return judgement
}

/** Would it be told that the waiver excuses nothing? Not of a rule that there isn't, nor of one that speaks of what comes and goes. */
const isTold = ({ rule }: Waiver, active: readonly Policy[], isRule: (id: string) => boolean): boolean => {
  const policy = active.find(({ id }) => id === rule)
  return policy ? policy.passing !== true : isRule(rule)
}

/** @param without why nothing is lost with it; undefined where something is */
const overProblem = ({ rule, resource, expires, reason }: Waiver, at: Position[], without: string | undefined): Problem =>
  problem(
    'waiver-expired',
    `The waiver of \`${rule}\` for \`${resource}\` held until ${expires} (“${reason}”).`,
    without === undefined
      ? 'Mend what it excused; or have it reviewed, and write the day until which it may hold now.'
      : `Remove it: ${without}.`,
    at,
  )
