/**
 * A Plan is a pure function of (declared, live, evaluatedAt), and of which secrets were found to be rotated: no clock, no disk, no order of files.
 * The same give the same bytes.
 *
 *   link (what becomes of each resource, the final world) ─▶ judge (does it hold?) ─▶ tests (what is asked of it) ─▶ changes, drift, digest
 */
import { createHash } from 'node:crypto'
import { effective } from '../../effective/effective.ts'
import { succeed } from '../../effective/succession.ts'
import { canonical } from '../../schema/canonical.ts'
import { type Declared, equalField, fieldsOf } from '../../schema/fields.ts'
import type { Actor } from '../../schema/kind.ts'
import { kindNamed, kinds } from '../../schema/kinds/index.ts'
import { compare, hasErrors, type Problem, sortProblems } from '../../schema/problem.ts'
import { appliedBy, type Key, type ManagerName, type Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Agreed, Change, Declaration, Drift, Impact, Plan, Planned } from '../types.ts'
import { changeOf, maskField } from './diff.ts'
import { impactOfCommit } from './impact.ts'
import { judge } from './judge.ts'
import { type Linked, link, type Step } from './link.ts'
import { withHeld, withRotated } from './secrets.ts'
import { judgeTests, runTests, type TestRun } from './tests.ts'

export interface PlanOptions {
  /** RFC 3339, UTC: when the plan is evaluated. Whoever calls has the clock. */
  evaluatedAt: string
  actor?: Actor
  /** The secrets that are rotated, by `secretId`: whoever calls has compared their values. */
  rotated?: ReadonlySet<string>
}

/** Made here, and nowhere else: how a server in the same process knows that a final world was judged. */
const made = new WeakSet<object>()
export const isOwnPlan = (planned: Agreed): planned is Planned => made.has(planned)

export function plan(declaration: Declaration, live: World, { evaluatedAt, actor, rotated }: PlanOptions): Planned {
  const linked = link(declaration, live)
  const steps = ordered(rotated?.size ? withRotated(linked, declaration, rotated) : linked.steps)
  const shown = steps.filter((step): step is Step & { op: Change['op'] } => step.op !== 'record')
  const changes = shown.map(changeOf)
  const invalid = [...linked.problems, ...judged(steps, linked, live, actor)]
  const { results, problems } = hasErrors(invalid)
    ? { results: [], problems: judgeTests(declaration.local ?? [], linked.final).problems }
    : tested(declaration, live, linked.final, steps, evaluatedAt)
  let digest: string | undefined
  let impact: Impact | undefined
  const planned: Planned = {
    plan: {
      base: live.revision,
      evaluatedAt,
      changes,
      drift: driftOf(
        declaration.manager,
        steps.map(({ before, after }) => ({ before, declared: appliedBy(after?.live, declaration.manager)?.declared ?? {} })),
      ),
      // For whoever shows it, or guards by it: who reads everyone's access must want to know.
      get impact() {
        return (impact ??= impactOfCommit(live, withHeld(linked.final, steps, evaluatedAt), keysOf(shown), evaluatedAt))
      },
      // For whoever stores or saves the plan. To write all of it down takes longer than to show its beginning.
      get digest() {
        return (digest ??= digestOf(live.revision, changes))
      },
    },
    writes: steps,
    final: linked.final,
    declared: declaration.resources.length,
    tests: results,
    problems: sortProblems([...invalid, ...problems]),
  }
  made.add(planned)
  return planned
}

function judged(steps: readonly Step[], { final, dangling }: Linked, live: World, actor: Actor | undefined): Problem[] {
  if (steps.length === 0) return []
  const options = { before: live, reported: dangling, ...(actor && { actor }) }
  // Over an empty world everything is new: there is nothing to look for.
  if (live.size === 0) return judge(final, options)
  return judge(final, { ...options, changed: keysOf(steps) })
}

/** Of what is renamed, both. */
const keysOf = (steps: readonly Step[]): Key[] => steps.flatMap(({ key, from }) => (from === undefined ? [key] : [key, from]))

/** Only a world that holds is asked: of another no answer is worth telling. */
function tested({ local = [], resources }: Declaration, live: World, final: World, steps: readonly Step[], evaluatedAt: string): TestRun {
  // What the live world means is asked for the impact as well; what a few changes make of it is then soon known.
  if (local.length > 0 && live.size > 2 * steps.length && steps.length > 0) succeed(effective(live), final, keysOf(steps))
  return runTests(local, final, evaluatedAt, resources)
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
export function ordered(steps: readonly Step[]): Step[] {
  const rankOf = (step: Step): number => rank.get(subject(step).kind) ?? 0
  const byName = (a: Step, b: Step): number => compare(subject(a).name, subject(b).name)
  const byKey = (a: Step, b: Step): number => rankOf(a) - rankOf(b) || byName(a, b)
  const deletes = steps.filter((step) => step.op === 'delete')
  const followers = Map.groupBy(deletes, (step) => step.because)
  const withFollowers = (step: Step): Step[] => [step, ...(followers.get(step.key) ?? []).sort(byKey).flatMap(withFollowers)]
  const roots = (followers.get(undefined) ?? []).sort((a, b) => rankOf(b) - rankOf(a) || byName(a, b))
  // There may be a hundred thousand of the others: first by kind, of which there are few, then each kind by name.
  const others = Map.groupBy(deletes.length === 0 ? steps : steps.filter((step) => step.op !== 'delete'), rankOf)
  const byKind = [...others].sort(([a], [b]) => a - b)
  return [...byKind.flatMap(([, each]) => each.sort(byName)), ...roots.flatMap(withFollowers)]
}

const subject = ({ after, before }: Step): Resource => (after ?? before) as Resource

/**
 * Fields that this manager applied and that are live with another value: someone else moved them. Where that is what is declared by now,
 * or where it is no longer declared and another's, there is nothing to overwrite, and nothing to tell.
 */
export function driftOf(manager: ManagerName, resources: Iterable<{ before: Resource | null; declared: Declared }>): Drift[] {
  const drift: Drift[] = []
  for (const { before, declared } of resources) {
    const applied = appliedBy(before?.live, manager)
    if (!before || !applied) continue
    const kind = kindNamed(before.kind)
    const now = fieldsOf(kind, before.declared)
    const { owners } = before
    const wanted = fieldsOf(kind, declared)
    for (const [path, value] of fieldsOf(kind, applied.declared)) {
      const owner = owners.get(path)
      // Ours still, or taken over since; a field that is ignored is nobody's, and may move as it likes.
      if (owner === undefined || equalField(kind, path, value, now.get(path))) continue
      if (wanted.has(path) ? equalField(kind, path, wanted.get(path), now.get(path)) : owner !== manager) continue
      const shown = maskField(kind, { path, before: value, after: now.get(path) ?? null })
      drift.push({ key: before.key, path, lastApplied: shown.before, live: shown.after, by: owner === manager ? null : owner, time: null })
    }
  }
  return drift
}
