/**
 * Links a declaration over a live world: decides for each resource what becomes of it, follows deletions to whatever refers to what is
 * deleted, rewrites the references to what is renamed, and gives the final world.
 *
 *   renames ─▶ live world with references rewritten ─▶ merge each declared resource ─▶ removals ─▶ cascades ─▶ final world
 *
 * Two premises keep it quick. A declared resource whose digest is the live one and was applied by the same manager needs no look inside.
 * And a removal is found among the live resources that nothing declares, usually none.
 */
import { defaultAt, fieldsOf, type Path } from '../../schema/fields.ts'
import type { Kind } from '../../schema/kind.ts'
import { isLocal, kindNamed } from '../../schema/kinds/index.ts'
import { type Position, type Problem, problem } from '../../schema/problem.ts'
import { appliedBy, type Key, keyOf, type ManagerName, type Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { type Declaration, type FieldChange, type Op, plainReasons } from '../types.ts'
import { differences, immutability } from './diff.ts'
import { created, type Merged, merge, released, sourceOf } from './merge.ts'
import { cascade, renamesBehind, rewriteReferences, type WhyRewritten } from './references.ts'

/** What becomes of one resource, before it is told as a Change. */
export interface Step {
  op: Op | 'record'
  key: Key
  from?: Key
  /** As it is live, under its old name and with its old references. */
  before: Resource | null
  after: Resource | null
  reason: string
  at: Position[]
  /** Of what is deleted: where it was, in words, as far as that is known. */
  was?: string
  /** Its secrets whose values are others, though their handles may be the same. */
  rotated?: Path[]
  /** The deletion that this one follows from. */
  because?: Key
}

export interface Linked {
  steps: Step[]
  final: World
  problems: Problem[]
  /** References that will dangle and were complained about here (judge.ts, `danglingId`). */
  dangling: ReadonlySet<string>
}

export function link(declaration: Declaration, live: World): Linked {
  const { manager, team } = declaration
  const problems: Problem[] = []
  const wanted = unique(declaration.resources, problems)
  refuseLocal(wanted, problems)
  const renames = renamesOf(wanted, live, declaration, problems)
  const rewritten = rewriteReferences(live, renames)
  const whyRewritten = renamesBehind(renames, wanted)
  const steps = new Map<Key, Step>()

  for (const resource of wanted.values()) {
    const from = renames.get(resource.key)
    const before = live.get(from ?? resource.key) ?? null
    if (before && from === undefined && !rewritten.has(resource.key) && settled(before, resource, declaration)) continue
    const step = decide(declaration, before, rewritten.get(before?.key ?? '') ?? before, resource, from, { problems, whyRewritten })
    if (step) steps.set(step.key, step)
  }
  for (const [key, after] of rewritten)
    if (!steps.has(key) && !wanted.has(key) && ![...renames.values()].includes(key)) {
      const before = live.get(key) as Resource
      // What nobody declared, as where a computer enrolled, is no change of its own: it goes with the rename.
      const op = after.digest === before.digest ? 'record' : 'update'
      steps.set(key, { op, key, before, after, ...whyRewritten(before) })
    }

  const gone = new Set(renames.values())
  for (const resource of spokenOf(declaration, live))
    if (!wanted.has(resource.key) && !gone.has(resource.key)) {
      const step = remove(resource, manager, problems)
      if (step) steps.set(step.key, step)
    }

  const dangling = cascade(steps, live, wanted, team, problems)
  const final = overlay(live, steps)
  return { steps: [...steps.values()], final, problems, dangling }
}

/** The live resources about which silence says something. */
function spokenOf({ scope }: Declaration, live: World): Iterable<Resource> {
  return scope ? [...scope].flatMap((key) => live.get(key) ?? []) : live.all()
}

/** The live world with the steps done. */
function overlay(live: World, steps: ReadonlyMap<Key, Step>): World {
  if (steps.size === 0) return live
  const changes: [Key, Resource | null][] = []
  for (const step of steps.values()) if (step.from !== undefined && !steps.has(step.from)) changes.push([step.from, null])
  for (const step of steps.values()) changes.push([step.key, step.after])
  return live.size === 0 ? new World(live.team, new Map(changes as [Key, Resource][]), live.revision) : live.with(changes)
}

export function unique(resources: readonly Resource[], problems: Problem[]): Map<Key, Resource> {
  const found = new Map<Key, Resource>()
  for (const resource of resources) {
    const first = found.get(resource.key)
    if (!first) found.set(resource.key, resource)
    else
      problems.push(
        problem(
          'duplicate-resource',
          `${resource.kind} \`${resource.name}\` is declared twice.`,
          'Keep one of the two, or give the other another name.',
          [...resource.at(), ...first.at()],
        ),
      )
  }
  return found
}

/** What only says something about a declaration is not to be kept: whoever sends it mistook it for a part. */
function refuseLocal(wanted: Map<Key, Resource>, problems: Problem[]): void {
  for (const [key, resource] of wanted) {
    if (!isLocal(resource.kind)) continue
    wanted.delete(key)
    problems.push(
      problem(
        'local-kind',
        `${resource.kind} \`${resource.name}\` is sent to be kept, and a ${resource.kind} stays with the files.`,
        `Send the resources without those of the kind ${resource.kind}.`,
        resource.at(),
      ),
    )
  }
}

/** New key → old key, for each declared rename whose old name is live. */
function renamesOf(wanted: ReadonlyMap<Key, Resource>, live: World, { manager, adopt }: Declaration, problems: Problem[]): Map<Key, Key> {
  const renames = new Map<Key, Key>()
  const sources = new Map<Key, Resource>()
  for (const resource of wanted.values()) {
    if (resource.renamedFrom === undefined) continue
    const from = keyOf(resource.kind, resource.namespace, resource.renamedFrom)
    const twin = sources.get(from)
    const at = resource.at('metadata.annotations["splashtop.io/renamed-from"]')
    if (twin)
      problems.push(
        problem(
          'rename-conflict',
          `${resource.kind} \`${resource.name}\` and \`${twin.name}\` are both renamed from \`${resource.renamedFrom}\`.`,
          'One resource becomes one: remove the annotation from one of the two.',
          [...at, ...twin.at('metadata.annotations["splashtop.io/renamed-from"]')],
        ),
      )
    sources.set(from, resource)
    const old = live.get(from)
    if (twin || !old || from === resource.key) continue
    if (live.has(resource.key)) continue // it was done before: the annotation may stay, whoever bears the old name now
    const still = wanted.get(from)
    if (still)
      problems.push(
        problem(
          'rename-conflict',
          `${resource.kind} \`${resource.name}\` is renamed from \`${old.name}\`, which is still declared.`,
          'Remove the old declaration, or the annotation; a new resource of the old name comes in a later apply.',
          [...at, ...still.at()],
        ),
      )
    else if (old.live && old.live.existence !== null && old.live.existence !== manager && !adopt?.has(from) && !adopt?.has(resource.key))
      problems.push(
        problem(
          'owned-by-other',
          `${resource.kind} \`${old.name}\` belongs to \`${old.live.existence}\`, so it can't be renamed here.`,
          `Rename it where it is declared, or take it over with \`--adopt ${resource.kind}/${old.name}\`.`,
          at,
        ),
      )
    else renames.set(resource.key, from)
  }
  return renames
}

/**
 * Nothing to do: live is what this manager applied, that is what it declares, and nobody left a field of it behind. Where the manager is
 * the only one this is seen without a look inside.
 */
function settled(live: Resource, wanted: Resource, { manager, adopt }: Declaration): boolean {
  if (live.digest !== wanted.digest) return false
  if (live.sole === manager) return true
  if (adopt?.has(wanted.key) || live.live?.existence == null || appliedBy(live.live, manager)?.digest !== wanted.digest) return false
  const { owners } = live
  return [...fieldsOf(kindNamed(wanted.kind), wanted.declared).keys()].every((path) => owners.has(path))
}

/** What becomes of a declared resource; `current` is `before` with the references that renames rewrite. */
function decide(
  { manager, adopt, commit }: Declaration,
  before: Resource | null,
  current: Resource | null,
  wanted: Resource,
  from: Key | undefined,
  { problems, whyRewritten }: { problems: Problem[]; whyRewritten: WhyRewritten },
): Step | undefined {
  const kind = kindNamed(wanted.kind)
  const at = wanted.at()
  if (!before || !current) {
    if (wanted.annotations['splashtop.io/observe-only'] === 'true') {
      const fix = 'Create it where it is managed, or remove the annotation `splashtop.io/observe-only`.'
      problems.push(problem('observed-missing', `${wanted.kind} \`${wanted.name}\` is only observed here, and does not exist.`, fix, at))
      return undefined
    }
    return {
      op: 'create',
      key: wanted.key,
      before: null,
      after: created(wanted, manager, commit),
      reason: plainReasons.created,
      at,
    }
  }
  if (wanted.annotations['splashtop.io/observe-only'] === 'true') return undefined
  const merged = merge(kind, current, wanted, {
    manager,
    adopt: adopt?.has(wanted.key) === true || (from !== undefined && adopt?.has(from) === true),
    source: sourceOf(wanted, commit),
  })
  problems.push(...merged.problems)
  const after = next(wanted, current, merged)
  const changed = differences(kind, before.declared, after.declared)
  const where = (path: Path | undefined) => (path === undefined ? at : wanted.at(path))
  const step = { key: wanted.key, before, after }
  const frozen = changed.find((field) => fixed(kind, before, field.path) !== undefined)
  const fixedBy = frozen && fixed(kind, before, frozen.path)
  if (frozen && (fixedBy === 'refuse' || from !== undefined)) {
    problems.push(
      problem(
        'immutable',
        `\`${frozen.path}\` of ${wanted.kind} \`${wanted.name}\` can't change from ${JSON.stringify(frozen.before)} to ${JSON.stringify(frozen.after)}.`,
        fixedBy === 'refuse'
          ? 'Restore the former value; this field is fixed once it is set.'
          : 'Rename it first, and replace it in an apply of its own: a replacement begins anew, a rename keeps everything.',
        where(frozen.path),
      ),
    )
  }
  if (from !== undefined) return { ...step, op: 'rename', from, reason: `renamed from \`${before.name}\``, at }
  const takes = merged.existence !== before.live?.existence
  if (frozen && fixedBy === 'replace')
    return { ...step, after: restart(after), op: 'replace', reason: `\`${frozen.path}\` can't be changed in place`, at: where(frozen.path) }
  if (takes) {
    const owner = before.live?.existence
    return { ...step, op: 'adopt', reason: owner ? `taken over from \`${owner}\`` : 'nobody manages it', at }
  }
  if (changed.length > 0) return { ...step, op: 'update', ...whyUpdated(before, wanted, changed, { manager, whyRewritten }) }
  if (merged.recorded || current.status !== before.status) return { ...step, op: 'record', reason: 'ownership', at }
  return undefined
}

/** How a field is fixed, if it is: `refuse` once somebody set it; `replace` from the beginning, its default included. */
function fixed(kind: Kind, before: Resource, path: Path): 'refuse' | 'replace' | undefined {
  const rule = immutability(kind, path)
  const value = before.value(path) ?? (rule === 'replace' ? defaultAt(kind, path) : undefined)
  return value == null ? undefined : rule
}

/** Why an update is due, and where the files say so: what they declare, what they ceased to, or else a reference that a rename rewrites. */
function whyUpdated(
  before: Resource,
  wanted: Resource,
  changed: readonly FieldChange[],
  { manager, whyRewritten }: { manager: ManagerName; whyRewritten: WhyRewritten },
): Pick<Step, 'reason' | 'at'> {
  const declared = changed.find(({ path }) => wanted.value(path) !== undefined)
  if (declared) return { reason: plainReasons.updated, at: wanted.at(declared.path) }
  const { owners } = before
  if (changed.some(({ path }) => owners.get(path) === manager))
    return { reason: 'no longer declared: back to the default', at: wanted.at() }
  return whyRewritten(before)
}

/** The resource as it will be stored. */
function next(wanted: Resource, before: Resource | null, merged: Merged): Resource {
  const { existence, applied } = merged
  const live = before?.live
  return wanted.with({
    declared: merged.declared,
    ...(merged.declared === wanted.declared && { digest: wanted.digest }),
    ...(before && { status: before.status }),
    live: { uid: live?.uid ?? '', created: live?.created ?? 0, changed: live?.changed ?? 0, existence, applied },
  })
}

/** A replacement begins anew: another identity, no status. */
const restart = (resource: Resource): Resource =>
  resource.with({ status: {}, live: { ...(resource.live as NonNullable<Resource['live']>), uid: '', created: 0, changed: 0 } })

/** What becomes of a live resource that isn't declared: nothing, unless this manager has a part in it. */
function remove(live: Resource, manager: ManagerName, problems: Problem[]): Step | undefined {
  if (live.sole != null && live.sole !== manager) return undefined
  const state = live.live
  const own = appliedBy(state, manager)
  if (!state || (state.existence !== manager && !own)) return undefined
  const kind = kindNamed(live.kind)
  // Where it was: the file may hold something else there by now, so this is told and not pointed at.
  const was = own?.source.file ? ` (it was at ${own.source.file}:${own.source.line ?? 1})` : ''
  const step = { key: live.key, before: live, at: [] }
  const keep = live.annotations['splashtop.io/retain-on-remove'] === 'true' || kind.releasedOnRemoval?.(live) === true
  if (state.existence !== manager || keep) {
    const merged = released(live, manager)
    const reason =
      state.existence !== manager
        ? `no longer declared${was}; it belongs to another manager`
        : `no longer declared${was}; it stays, unmanaged`
    return { ...step, op: 'release', after: next(live, live, merged), reason }
  }
  if (live.annotations['splashtop.io/prevent-destroy'] === 'true' || kind.deletion === 'forbidden') {
    problems.push(
      problem(
        'delete-refused',
        `${live.kind} \`${live.name}\` is no longer declared${was}, and may not be deleted.`,
        kind.deletion === 'forbidden'
          ? `Declare it again: a ${live.kind} can't be deleted.`
          : 'Declare it again, or first apply it without the annotation `splashtop.io/prevent-destroy`.',
      ),
    )
    return undefined
  }
  return { ...step, op: 'delete', after: null, reason: `no longer declared${was}`, was }
}
