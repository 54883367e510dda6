/**
 * What changed between two states of a resource, field by field, and the Change that says so. Secrets are masked here, before anything
 * that people, files or logs could see is made.
 */
import type { ActionId } from '../../schema/actions.ts'
import type { Json } from '../../schema/canonical.ts'
import { type Declared, defaultAt, equalField, fieldsOf, nodeAt, overlaps, type Path, segments, type Tree } from '../../schema/fields.ts'
import type { Kind } from '../../schema/kind.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Position } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { secretSlots } from '../../schema/secrets.ts'
import { isMapNode, isObjectNode, type Node } from '../../schema/shape.ts'
import type { Change, FieldChange, Op } from '../types.ts'

/** The fields that differ in meaning, in the schema's order; those which went away last. Values as they are, secrets too: mask before use. */
export function differences(kind: Kind, before: Declared, after: Declared): FieldChange[] {
  const old = fieldsOf(kind, before)
  const now = fieldsOf(kind, after)
  const changes: FieldChange[] = []
  const note = (path: Path): void => {
    const [a, b] = [old.get(path) ?? defaultAt(kind, path), now.get(path) ?? defaultAt(kind, path)]
    if (!equalField(kind, path, a, b)) changes.push({ path, before: a ?? null, after: b ?? null })
  }
  for (const path of now.keys()) note(path)
  for (const path of old.keys()) if (!now.has(path)) note(path)
  return changes
}

const hasSecrets = (kind: Kind): boolean => secretSlots(kind).length > 0

const mask = { secret: 'set' } as const

/** The tree as people may see it: `{secret: set}` where a secret stands. */
export function masked(kind: Kind, declared: Declared): Json {
  if (!hasSecrets(kind)) return declared as Json
  const walk = (node: Node, value: Json): Json => {
    if (node['x-secret']) return value === null ? null : mask
    if (typeof value !== 'object' || value === null || Array.isArray(value) || node.type !== 'object') return value
    const out: Tree = {}
    for (const [key, inner] of Object.entries(value)) {
      const below = isObjectNode(node) ? node.properties[key] : isMapNode(node) ? node.additionalProperties : undefined
      out[key] = below ? walk(below, inner) : inner
    }
    return out
  }
  return { ...(declared as Tree), ...(declared.spec && { spec: walk(kind.spec, declared.spec) }) }
}

/** Does a secret stand at this path, or inside the value that does? */
export function maskField(kind: Kind, change: FieldChange): FieldChange {
  if (!hasSecrets(kind)) return change
  const below = (node: Node | undefined, value: Json): Json => {
    if (!node || value === null) return value
    if (node['x-secret']) return mask
    if (!isObjectNode(node) || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, below(node.properties[key], inner)]))
  }
  const node = nodeAt(kind, change.path)
  const [before, after] = [below(node, change.before), below(node, change.after)]
  if (node?.['x-secret'] && before !== null && after !== null) return { path: change.path, before, after: { secret: 'changed' } }
  return { path: change.path, before, after }
}

/** What a change needs that touches no field with an action of its own: one list for all that are alike. */
const plainNeeds = new WeakMap<Kind, Partial<Record<Op, ActionId[]>>>()

/** The action ids that the fields of a change need, over the kind's own for the operation. */
export function needs(kind: Kind, op: Op, fields: readonly Path[]): ActionId[] {
  if (fields.length > 0) return needsOf(kind, op, fields)
  let known = plainNeeds.get(kind)
  if (!known) plainNeeds.set(kind, (known = {}))
  return (known[op] ??= needsOf(kind, op, fields))
}

function needsOf(kind: Kind, op: Op, fields: readonly Path[]): ActionId[] {
  const ids = new Set<ActionId>()
  if (!kind.actions) return []
  const { create, delete: remove, update, fields: special = {} } = kind.actions
  if (op === 'create' || op === 'replace') ids.add(create)
  if (op === 'delete' || op === 'replace') ids.add(remove)
  if (op === 'rename' || op === 'adopt' || op === 'release') ids.add(update)
  for (const path of fields) {
    const match = Object.keys(special).find((prefix) => overlaps(path, prefix))
    if (match) ids.add(special[match] as ActionId)
    else if (op !== 'create') ids.add(update)
  }
  return [...ids].sort()
}

export interface Parts {
  op: Op
  key: Key
  from?: Key
  before: Resource | null
  after: Resource | null
  reason: string
  at: Position[]
  /** Secrets that are another value behind what may be the same handle. */
  rotated?: readonly Path[]
}

/** The Change between two states. A creation and a deletion are told by `after` and `before` alone: their `fields` are empty. */
export function changeOf({ op, key, from, before, after, reason, at, rotated = [] }: Parts): Change {
  const kind = kindNamed((after ?? (before as Resource)).kind)
  if (!before && after && from === undefined) {
    const { declared } = after
    const touched = specialFields(kind, declared)
    return {
      op,
      key,
      before: null,
      after: masked(kind, declared),
      fields: [],
      reason: { text: reason, at },
      needs: needs(kind, op, touched),
    }
  }
  const fields = before && after ? differences(kind, before.declared, after.declared) : []
  const shown = fields.map((field) => maskField(kind, field))
  for (const path of rotated)
    if (!shown.some((field) => field.path === path)) shown.push({ path, before: mask, after: { secret: 'changed' } })
  const touched = after ? shown.map((field) => field.path) : []
  return {
    op,
    key,
    ...(from !== undefined && { from }),
    before: before ? masked(kind, before.declared) : null,
    after: after ? masked(kind, after.declared) : null,
    fields: shown,
    reason: { text: reason, at },
    needs: needs(kind, op, touched),
  }
}

/** Of a new resource, the fields with an action of their own that it sets to something else than the default. */
function specialFields(kind: Kind, declared: Declared): Path[] {
  return Object.keys(kind.actions?.fields ?? {}).filter((path) => {
    let at: Json | undefined = declared as Tree
    for (const key of segments(path)) at = typeof at === 'object' && at !== null && !Array.isArray(at) ? at[key] : undefined
    return at !== undefined && at !== null && !equalField(kind, path, at, defaultAt(kind, path))
  })
}

/** The schema node of a field, or of the nearest object around it, that may not change. */
export function immutability(kind: Kind, path: Path): 'replace' | 'refuse' | undefined {
  let node: Node | undefined = kind.spec
  const keys = segments(path)
  if (keys[0] !== 'spec') return undefined
  for (const key of keys.slice(1)) {
    if (!node || !isObjectNode(node)) return undefined
    node = node.properties[key]
    if (node?.['x-immutable']) return node['x-immutable']
  }
  return undefined
}
