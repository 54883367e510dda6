/**
 * A Plan is a pure function of (declared, live, evaluatedAt): no clock, no disk, no order of files. The same three give the same bytes.
 *
 *   link (what becomes of each resource, the final world) ─▶ judge (does the final world hold?) ─▶ changes in order, drift, digest
 */
import { createHash } from 'node:crypto'
import { canonical } from '../../schema/canonical.ts'
import { equalField, fieldsOf } from '../../schema/fields.ts'
import type { Actor } from '../../schema/kind.ts'
import { kindNamed, kinds } from '../../schema/kinds/index.ts'
import { compare, sortProblems } from '../../schema/problem.ts'
import { splitKey } from '../../schema/resource.ts'
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
  const judged =
    changed.length === 0 ? [] : judge(linked.final, { changed, before: live, reported: linked.dangling, ...(actor && { actor }) })
  const planned: Planned = {
    plan: {
      base: live.revision,
      evaluatedAt,
      changes,
      drift: driftOf(declaration, steps),
      impact: null,
      digest: digestOf(live.revision, changes),
    },
    writes: steps.map(({ op, key, from, before, after }) => ({ op, key, ...(from !== undefined && { from }), before, after })),
    final: linked.final,
    problems: sortProblems([...linked.problems, ...judged]),
  }
  made.add(planned)
  return planned
}

/** The plan of a project that is what was applied last. */
export function emptyPlan(base: number, evaluatedAt: string): Plan {
  return { base, evaluatedAt, changes: [], drift: [], impact: null, digest: digestOf(base, []) }
}

/** SHA-256 of the canonical `{base, changes}`, piece by piece: a plan can be larger than any string should be. */
export function digestOf(base: number, changes: readonly Change[]): string {
  const hash = createHash('sha256').update(`{"base":${base},"changes":[`)
  let piece = ''
  for (const [index, change] of changes.entries()) {
    piece += index === 0 ? canonical(change) : `,${canonical(change)}`
    if (piece.length > 65_536) {
      hash.update(piece)
      piece = ''
    }
  }
  return hash.update(`${piece}]}`).digest('hex')
}

const rank = new Map<string, number>(kinds.map((kind, index) => [kind.name, index]))

/** Kinds in their own order, names in code-unit order; deletions last, in the reverse order of kinds, each followed by what goes with it. */
function ordered(steps: readonly Step[]): Step[] {
  const places = new Map<Step, { kind: number; name: string }>()
  for (const step of steps) {
    const { kind, name } = splitKey(step.key)
    places.set(step, { kind: rank.get(kind) ?? 0, name })
  }
  const place = (step: Step) => places.get(step) as { kind: number; name: string }
  const byKey = (a: Step, b: Step): number => place(a).kind - place(b).kind || compare(place(a).name, place(b).name)
  const deletes = steps.filter((step) => step.op === 'delete')
  const followers = Map.groupBy(deletes, (step) => step.because)
  const withFollowers = (step: Step): Step[] => [step, ...(followers.get(step.key) ?? []).sort(byKey).flatMap(withFollowers)]
  const roots = (followers.get(undefined) ?? []).sort((a, b) => place(b).kind - place(a).kind || byKey(a, b))
  return [...steps.filter((step) => step.op !== 'delete').sort(byKey), ...roots.flatMap(withFollowers)]
}

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
