/**
 * What a plan does to references that others hold: a rename rewrites them, a deletion follows them, as each reference's `onDelete` says.
 */
import { type Declared, type Path, referencesOf, segments, type Tree, valueAt } from '../../schema/fields.ts'
import { kindNamed, worldKinds } from '../../schema/kinds/index.ts'
import { compare, type Position, type Problem, problem } from '../../schema/problem.ts'
import { type Applied, type Key, keyOf, type ManagerName, Resource, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { danglingId } from './judge.ts'
import type { Step } from './link.ts'

/** The live resources whose references a rename rewrites, by their (old) keys: in what is live, in what each manager applied, and in their status. */
export function rewriteReferences(live: World, renames: ReadonlyMap<Key, Key>): Map<Key, Resource> {
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
  for (const [key, status] of rewrittenStatus(live, renames)) out.set(key, (out.get(key) ?? (live.get(key) as Resource)).with({ status }))
  return out
}

/** The next status of those whose status names what is renamed. */
function* rewrittenStatus(live: World, renames: ReadonlyMap<Key, Key>): Generator<[Key, Tree]> {
  const names = new Map([...renames].map(([to, from]) => [from, splitKey(to).name]))
  const kinds = new Set([...renames.values()].map((from) => splitKey(from).kind))
  for (const { name, statusRefs = {} } of worldKinds) {
    const refs = Object.entries(statusRefs).filter(([, kind]) => kinds.has(kind))
    if (refs.length === 0) continue
    for (const { key, status } of live.of(name)) {
      let next: Tree | undefined
      for (const [path, kind] of refs) {
        const held = valueAt(status, path)
        const to = typeof held === 'string' ? names.get(keyOf(kind, live.team, held)) : undefined
        if (to === undefined) continue
        next ??= structuredClone(status) as Tree
        const keys = segments(path)
        const within = keys.slice(0, -1).reduce((at, part) => at[part] as Tree, next)
        within[keys.at(-1) as string] = to
      }
      if (next) yield [key, next]
    }
  }
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

export type WhyRewritten = (before: Resource) => { reason: string; at: Position[] }

/** The renames that rewrite what a live resource refers to, and where the files say so. */
export function renamesBehind(renames: ReadonlyMap<Key, Key>, wanted: ReadonlyMap<Key, Resource>): WhyRewritten {
  const later = new Map([...renames].map(([to, from]) => [from, to]))
  return ({ kind, namespace, declared }) => {
    const behind = new Set(referencesOf(kindNamed(kind), declared).map((held) => keyOf(held.kind, namespace, held.name)))
    const found = [...behind].flatMap((from) => {
      const to = later.get(from)
      return to === undefined ? [] : { from, to }
    })
    const [first] = found
    return {
      reason: counted(
        found.map(({ from, to }) => `${splitKey(from).kind} \`${splitKey(from).name}\` is renamed to \`${splitKey(to).name}\``),
      ),
      at: (first && wanted.get(first.to)?.at('metadata.annotations["splashtop.io/renamed-from"]')) ?? [],
    }
  }
}

/** So many causes of one change are told. */
const TOLD = 3
function counted(causes: readonly string[]): string {
  const rest = causes.length - TOLD
  return [...causes.slice(0, TOLD), ...(rest > 0 ? [`and ${rest} more likewise`] : [])].join('; ')
}

/**
 * Follows each deletion to whoever refers to what is deleted, as the reference's `onDelete` says. It acts only where the reference isn't
 * written in this project's files: there, it is an error at its line.
 */
export function cascade(
  steps: Map<Key, Step>,
  live: World,
  wanted: ReadonlyMap<Key, Resource>,
  team: string,
  problems: Problem[],
): Set<string> {
  const dangling = new Set<string>()
  const queue = [...steps.values()].filter((step) => step.op === 'delete').map((step) => step.key)
  const restricted: { referrer: Key; path: Path; gone: Key }[] = []
  // A list may lose a thousand entries at once: why, is told when all are known.
  const lost = new Map<Key, { own: string | undefined; causes: Set<string> }>()
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const gone = live.get(key) as Resource
    const was = steps.get(key)?.was ?? ''
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
        restricted.push({ referrer: current.key, path: reference.path, gone: key })
      } else if (reference.onDelete === 'cascade') {
        steps.set(current.key, {
          op: 'delete',
          key: current.key,
          before: referrer,
          after: null,
          reason: `deleted with ${gone.kind} \`${gone.name}\`${was}`,
          at: [],
          was,
          because: key,
        })
        lost.delete(current.key)
        queue.push(current.key)
      } else {
        const declared = replaceReference(current.declared, reference.path, gone.name)
        const after = current.with({ declared })
        const place = declaredHere?.at() ?? []
        if (!step || step.op === 'record')
          steps.set(current.key, {
            ...step,
            op: 'update',
            key: current.key,
            before: step?.before ?? referrer,
            after,
            reason: '',
            at: place,
            because: key,
          })
        else steps.set(step.key, { ...step, after })
        const told = lost.get(current.key) ?? { own: step?.op === 'record' ? undefined : step?.reason, causes: new Set() }
        told.causes.add(`${gone.kind} \`${gone.name}\` is deleted${was}`)
        lost.set(current.key, told)
      }
    }
  }
  for (const [key, { own, causes }] of lost) {
    const step = steps.get(key) as Step
    steps.set(key, { ...step, reason: counted([...(own === undefined ? [] : [own]), ...causes]) })
  }
  // A referrer that goes as well, by whatever way, holds nothing back: only the final state may not dangle.
  const blocked = new Map<Key, string[]>()
  for (const { referrer, path, gone } of restricted) {
    if (steps.get(referrer)?.op === 'delete') continue
    dangling.add(danglingId(referrer, path, gone))
    const { kind, name } = splitKey(referrer)
    blocked.set(gone, [...(blocked.get(gone) ?? []), `${kind} \`${name}\` (\`${path}\`)`])
  }
  for (const [key, referrers] of blocked) {
    const gone = live.get(key) as Resource
    problems.push(
      problem(
        'still-referenced',
        `${gone.kind} \`${gone.name}\` can't be deleted${steps.get(key)?.was ?? ''}: ${referrers.sort(compare).join(', ')} ${referrers.length === 1 ? 'refers' : 'refer'} to it.`,
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
