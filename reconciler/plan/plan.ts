/**
 * A Plan is a pure function of (declared, live, evaluatedAt): no clock, no disk, no order of files. The same three give the same bytes.
 *
 *   link (what becomes of each resource, the final world) ─▶ judge (does the final world hold?) ─▶ changes in order, drift, digest
 */
import { digest } from '../../schema/canonical.ts'
import { equalField, fieldsOf } from '../../schema/fields.ts'
import type { Actor } from '../../schema/kind.ts'
import { kindNamed, kinds } from '../../schema/kinds/index.ts'
import { compare, sortProblems } from '../../schema/problem.ts'
import { type Key, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Change, Declaration, Drift, Plan, Planned } from '../types.ts'
import { changeOf, maskField } from './diff.ts'
import { judge } from './judge.ts'
import { link, type Step } from './link.ts'

export interface PlanOptions {
  /** RFC 3339, UTC: when the plan is evaluated. Whoever calls has the clock. */
  evaluatedAt: string
  actor?: Actor
}

/** Made here, and nowhere else: how a server in the same process knows that a final world was judged. */
const made = new WeakSet<Planned>()
export const isOwnPlan = (planned: Planned): boolean => made.has(planned)

export function plan(declaration: Declaration, live: World, { evaluatedAt, actor }: PlanOptions): Planned {
  const linked = link(declaration, live)
  const steps = ordered(linked.steps)
  const shown = steps.filter((step): step is Step & { op: Change['op'] } => step.op !== 'record')
  const changes = shown.map(changeOf)
  const changed = steps.flatMap((step) => (step.from === undefined ? [step.key] : [step.key, step.from]))
  const judged = changed.length === 0 ? [] : judge(linked.final, { changed, before: live, ...(actor && { actor }) })
  const planned: Planned = {
    plan: {
      base: live.revision,
      evaluatedAt,
      changes,
      drift: driftOf(declaration, steps),
      impact: null,
      digest: digest({ base: live.revision, changes }),
    },
    writes: steps.map(({ op, key, from, before, after }) => ({ op, key, ...(from !== undefined && { from }), before, after })),
    final: linked.final,
    problems: withoutEchoes(sortProblems([...linked.problems, ...judged])),
  }
  made.add(planned)
  return planned
}

/** The plan of a project that is what was applied last. */
export function emptyPlan(base: number, evaluatedAt: string): Plan {
  return { base, evaluatedAt, changes: [], drift: [], impact: null, digest: digest({ base, changes: [] }) }
}

/** A reference that cascades refused dangles in the final world too: said once is enough. */
function withoutEchoes(problems: Planned['problems']): Planned['problems'] {
  const refused = new Set(problems.filter((p) => p.code === 'still-referenced').map((p) => place(p.at[0])))
  if (refused.size === 0) return problems
  const deleted = problems.filter((p) => p.code === 'still-referenced').map((p) => p.message)
  return problems.filter(
    (p) =>
      p.code !== 'unresolved-reference' ||
      (!refused.has(place(p.at[0])) && !deleted.some((message) => p.at.length === 0 && message.includes("can't be deleted"))),
  )
}
const place = (at: { file: string; line: number; column: number } | undefined): string => (at ? `${at.file}:${at.line}:${at.column}` : '')

const rank = new Map<string, number>(kinds.map((kind, index) => [kind.name, index]))

/** Kinds in their own order, names in code-unit order; deletions last, in the reverse order of kinds, each followed by what goes with it. */
function ordered(steps: readonly Step[]): Step[] {
  const byKey = (a: Step, b: Step): number => {
    const [x, y] = [splitKey(a.key), splitKey(b.key)]
    return (rank.get(x.kind) ?? 0) - (rank.get(y.kind) ?? 0) || compare(x.name, y.name)
  }
  const deletes = steps.filter((step) => step.op === 'delete')
  const followers = new Map<Key, Step[]>()
  for (const step of deletes) if (step.because !== undefined) followers.set(step.because, [...(followers.get(step.because) ?? []), step])
  const withFollowers = (step: Step): Step[] => [step, ...(followers.get(step.key) ?? []).sort(byKey).flatMap(withFollowers)]
  const roots = deletes.filter((step) => step.because === undefined).sort((a, b) => byKind(b) - byKind(a) || byKey(a, b))
  return [...steps.filter((step) => step.op !== 'delete').sort(byKey), ...roots.flatMap(withFollowers)]
}
const byKind = (step: Step): number => rank.get(splitKey(step.key).kind) ?? 0

/** Fields that this manager applied and that are live with another value: someone else moved them. */
function driftOf({ manager }: Declaration, steps: readonly Step[]): Drift[] {
  const drift: Drift[] = []
  for (const { before } of steps) {
    const applied = before?.live?.applied[manager]
    if (!before || !applied) continue
    const kind = kindNamed(before.kind)
    const live = fieldsOf(kind, before.declared)
    for (const [path, value] of fieldsOf(kind, applied.declared)) {
      if (equalField(kind, path, value, live.get(path))) continue
      const shown = maskField(kind, { path, before: value, after: live.get(path) ?? null })
      drift.push({ key: before.key, path, lastApplied: shown.before, live: shown.after, by: before.owners.get(path) ?? null, time: null })
    }
  }
  return drift
}
