/**
 * Links a declaration over a live world: decides for each resource what becomes of it, follows deletions to whatever refers to what is
 * deleted, rewrites the references to what is renamed, and gives the final world.
 *
 *   renames ─▶ live world with references rewritten ─▶ merge each declared resource ─▶ removals ─▶ cascades ─▶ final world
 *
 * Two premises keep it quick. A declared resource whose digest is the live one and was applied by the same manager needs no look inside.
 * And a removal is found among the live resources that nothing declares, usually none.
 */
import { type Declared, type Path, referencesOf, segments, type Tree } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { compare, type Position, type Problem, problem } from '../../schema/problem.ts'
import { type Applied, type Key, keyOf, type ManagerName, Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import type { Declaration, Op } from '../types.ts'
import { differences, immutability } from './diff.ts'
import { danglingId } from './judge.ts'
import { created, type Merged, merge, released, sourceOf } from './merge.ts'

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
  const renames = renamesOf(wanted, live, declaration, problems)
  const rewritten = rewriteReferences(live, renames)
  const steps = new Map<Key, Step>()

  for (const resource of wanted.values()) {
    const from = renames.get(resource.key)
    const before = live.get(from ?? resource.key) ?? null
    if (before && from === undefined && !rewritten.has(resource.key) && settled(before, resource, manager)) continue
    const step = decide(declaration, before, rewritten.get(before?.key ?? '') ?? before, resource, from, problems)
    if (step) steps.set(step.key, step)
  }
  for (const [key, after] of rewritten)
    if (!steps.has(key) && !wanted.has(key) && ![...renames.values()].includes(key))
      steps.set(key, { op: 'update', key, before: live.get(key) as Resource, after, reason: 'it refers to what is renamed', at: [] })

  const gone = new Set(renames.values())
  for (const resource of live.all())
    if (!wanted.has(resource.key) && !gone.has(resource.key)) {
      const step = remove(resource, manager, problems)
      if (step) steps.set(step.key, step)
    }

  const dangling = cascade(steps, live, wanted, team, problems)
  const final = overlay(live, steps)
  return { steps: [...steps.values()], final, problems, dangling }
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
    const still = wanted.get(from)
    if (still || live.has(resource.key))
      problems.push(
        problem(
          'rename-conflict',
          still
            ? `${resource.kind} \`${resource.name}\` is renamed from \`${old.name}\`, which is still declared.`
            : `${resource.kind} \`${old.name}\` can't be renamed to \`${resource.name}\`: both exist.`,
          still ? 'Remove the old declaration, or the annotation.' : 'Remove the annotation, and delete the one that is too many.',
          still ? [...at, ...still.at()] : at,
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

/** Nothing to do, without a look inside: live is what this manager applied, and that is what it declares. */
function settled(live: Resource, wanted: Resource, manager: ManagerName): boolean {
  if (live.digest !== wanted.digest) return false
  if (live.sole === manager) return true
  const state = live.live
  return state?.existence != null && state.applied[manager]?.digest === wanted.digest
}

/** What becomes of a declared resource; `current` is `before` with the references that renames rewrite. */
function decide(
  { manager, adopt, commit }: Declaration,
  before: Resource | null,
  current: Resource | null,
  wanted: Resource,
  from: Key | undefined,
  problems: Problem[],
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
      reason: 'declared, and not live',
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
  const after = next(wanted, before, merged)
  const changed = differences(kind, before.declared, after.declared)
  const where = (path: Path | undefined) => (path === undefined ? at : wanted.at(path))
  const step = { key: wanted.key, before, after }
  const frozen = changed.find((field) => before.value(field.path) != null && immutability(kind, field.path) !== undefined)
  if (frozen && immutability(kind, frozen.path) === 'refuse') {
    problems.push(
      problem(
        'immutable',
        `\`${frozen.path}\` of ${wanted.kind} \`${wanted.name}\` can't change from ${JSON.stringify(frozen.before)} to ${JSON.stringify(frozen.after)}.`,
        `Restore the former value; this field is fixed once it is set.`,
        where(frozen.path),
      ),
    )
  }
  if (from !== undefined) return { ...step, op: 'rename', from, reason: `renamed from \`${before.name}\``, at }
  const takes = merged.existence !== before.live?.existence
  if (frozen && immutability(kind, frozen.path) === 'replace')
    return { ...step, after: restart(after), op: 'replace', reason: `\`${frozen.path}\` can't be changed in place`, at: where(frozen.path) }
  if (takes) {
    const owner = before.live?.existence
    return { ...step, op: 'adopt', reason: owner ? `taken over from \`${owner}\`` : 'nobody manages it', at }
  }
  const reset = changed.length > 0 && changed.every((field) => wanted.value(field.path) === undefined)
  if (changed.length > 0)
    return {
      ...step,
      op: 'update',
      reason: reset ? 'no longer declared: back to the default' : 'declared differently',
      at: where(changed[0]?.path),
    }
  if (merged.recorded) return { ...step, op: 'record', reason: 'ownership', at }
  return undefined
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
  const own = state?.applied[manager]
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
  return { ...step, op: 'delete', after: null, reason: `no longer declared${was}` }
}

/** The live resources whose references a rename rewrites, by their (old) keys: in what is live and in what each manager applied. */
function rewriteReferences(live: World, renames: ReadonlyMap<Key, Key>): Map<Key, Resource> {
  const out = new Map<Key, Resource>()
  for (const [to, from] of renames) {
    const [oldName, newName] = [live.get(from)?.name as string, to.slice(to.lastIndexOf('/') + 1)]
    for (const { resource, reference } of live.referrers(from)) {
      const current = out.get(resource.key) ?? resource
      const edit = (declared: Declared): Declared => replaceReference(declared, reference.path, oldName, newName)
      const state = current.live
      const applied: Record<ManagerName, Applied> = {}
      for (const [manager, theirs] of Object.entries(state?.applied ?? {})) {
        const declared = edit(theirs.declared)
        applied[manager] = declared === theirs.declared ? theirs : withDeclared(theirs, declared)
      }
      out.set(resource.key, current.with({ declared: edit(current.declared), ...(state && { live: { ...state, applied } }) }))
    }
  }
  return out
}

function withDeclared(applied: Applied, declared: Declared): Applied {
  return { ...applied, declared, digest: new Resource({ kind: '', namespace: '', name: '', declared }).digest }
}

/** Puts `to` in the place of `from` at a reference's path; without `to`, takes it out of a list, or unsets it. */
function replaceReference(declared: Declared, path: Path, from: string, to?: string): Declared {
  const keys = segments(path)
  const copy = structuredClone(declared) as Tree
  let at: Tree = copy
  for (const key of keys.slice(0, -1)) {
    const inner = at[key]
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return declared
    at = inner
  }
  const last = keys[keys.length - 1] as string
  const value = at[last]
  if (Array.isArray(value)) {
    if (!value.includes(from)) return declared
    const rest = value.filter((name) => name !== from)
    at[last] = to === undefined ? rest : ([...new Set([...rest, to])] as string[]).sort(compare)
  } else if (value !== from) return declared
  else if (to === undefined) delete at[last]
  else at[last] = to
  return copy as Declared
}

/**
 * Follows each deletion to whoever refers to what is deleted, as the reference's `onDelete` says. It acts only where the reference isn't
 * written in this project's files: there, it is an error at its line.
 */
function cascade(steps: Map<Key, Step>, live: World, wanted: ReadonlyMap<Key, Resource>, team: string, problems: Problem[]): Set<string> {
  const dangling = new Set<string>()
  const queue = [...steps.values()].filter((step) => step.op === 'delete').map((step) => step.key)
  const blocked = new Map<Key, string[]>()
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const gone = live.get(key) as Resource
    for (const { resource: referrer, reference } of live.referrers(key)) {
      const step = steps.get(referrer.key) ?? renamedStep(steps, referrer.key)
      if (step?.op === 'delete') continue
      const current = step?.after ?? referrer
      const holds = referencesOf(kindNamed(current.kind), current.declared).some(
        (held) => held.path === reference.path && keyOf(held.kind, team, held.name) === key,
      )
      if (!holds) continue
      const declaredHere = wanted.get(current.key)
      const id = danglingId(current.key, reference.path, key)
      if (declaredHere && writes(declaredHere, reference.path, gone.name)) {
        dangling.add(id)
        problems.push(
          problem(
            'still-referenced',
            `${current.kind} \`${current.name}\` still refers to ${gone.kind} \`${gone.name}\` (\`${reference.path}\`), which this plan deletes.`,
            `Remove the reference, or declare ${gone.kind} \`${gone.name}\` again.`,
            declaredHere.at(reference.path, gone.name),
          ),
        )
      } else if (reference.onDelete === 'restrict') {
        dangling.add(id)
        const list = blocked.get(key) ?? []
        list.push(`${current.kind} \`${current.name}\` (\`${reference.path}\`)`)
        blocked.set(key, list)
      } else if (reference.onDelete === 'cascade') {
        steps.set(current.key, {
          op: 'delete',
          key: current.key,
          before: referrer,
          after: null,
          reason: `deleted with ${gone.kind} \`${gone.name}\``,
          at: [],
          because: key,
        })
        queue.push(current.key)
      } else {
        const declared = replaceReference(current.declared, reference.path, gone.name)
        const after = current.with({ declared })
        const reason = `${gone.kind} \`${gone.name}\` is deleted`
        if (step) steps.set(step.key, { ...step, op: step.op === 'record' ? 'update' : step.op, after })
        else steps.set(current.key, { op: 'update', key: current.key, before: referrer, after, reason, at: [], because: key })
      }
    }
  }
  for (const [key, referrers] of blocked) {
    const gone = live.get(key) as Resource
    problems.push(
      problem(
        'still-referenced',
        `${gone.kind} \`${gone.name}\` can't be deleted${steps.get(key)?.reason.replace('no longer declared', '') ?? ''}: ${referrers.sort(compare).join(', ')} ${referrers.length === 1 ? 'refers' : 'refer'} to it.`,
        'Remove these references first, or in the same change.',
        steps.get(key)?.at ?? [],
      ),
    )
  }
  return dangling
}

const renamedStep = (steps: ReadonlyMap<Key, Step>, from: Key): Step | undefined => [...steps.values()].find((step) => step.from === from)

const writes = (wanted: Resource, path: Path, name: string): boolean => {
  const value = wanted.value(path)
  return value === name || (Array.isArray(value) && value.includes(name))
}
