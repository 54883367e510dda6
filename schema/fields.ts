/**
 * A *field* is what ownership and diffs speak of: a path down to a scalar, a whole set or atomic list, an atomic object, or a secret.
 * `{}` where an object may stand is a field too: "empty, and I mean it". Everything here is driven by a kind's schema; nothing knows a kind.
 *
 * A path is written as a person would: `spec.timeSlot.start`, `metadata.labels.dept`, `metadata.labels["splashtop.io/sensitive"]`.
 */
import { type Json, same } from './canonical.ts'
import { equalities } from './equality.ts'
import type { Kind } from './kind.ts'
import { compare } from './problem.ts'
import { isMapNode, isObjectNode, type MapNode, mapOf, type Node, type ObjectNode, type OnDelete, object, text } from './shape.ts'

export type Tree = { [key: string]: Json }
/** The sparse content of a manifest: exactly what was written, `kind` and names aside. */
export interface Declared {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }
  spec?: Tree
}
export type Path = string
export type Fields = Map<Path, Json>

const labelled = mapOf('Key and value pairs.', text('', { maxLength: 1024 }))
const metadata: ObjectNode = object('', { labels: labelled, annotations: labelled })
const roots = new WeakMap<Kind, ObjectNode>()

/** The schema of a kind's `Declared`. */
export function rootOf(kind: Kind): ObjectNode {
  let root = roots.get(kind)
  if (!root) roots.set(kind, (root = object('', { metadata, spec: kind.spec })))
  return root
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_-]*$/
export const joinPath = (path: Path, key: string): Path =>
  PLAIN.test(key) ? (path === '' ? key : `${path}.${key}`) : `${path}[${JSON.stringify(key)}]`

const segmentsOf = new Map<Path, readonly string[]>()
/** The keys along a path. */
export function segments(path: Path): readonly string[] {
  let found = segmentsOf.get(path)
  if (!found) {
    found = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map((m) => (m[2] ?? (JSON.parse(`"${m[1]}"`) as string)) as string)
    if (segmentsOf.size > 10_000) segmentsOf.clear()
    segmentsOf.set(path, found)
  }
  return found
}

/** True for an object of the schema whose properties are fields of their own. */
const isBranch = (node: Node): node is ObjectNode | MapNode =>
  node.type === 'object' && !node['x-secret'] && !(isObjectNode(node) && node['x-atomic'])

const child = (node: ObjectNode | MapNode, key: string): Node | undefined =>
  isObjectNode(node) ? (Object.hasOwn(node.properties, key) ? node.properties[key] : undefined) : node.additionalProperties

/** The schema node that a path leads to. */
export function nodeAt(kind: Kind, path: Path): Node | undefined {
  let node: Node | undefined = rootOf(kind)
  for (const key of segments(path)) {
    if (!node || (!isObjectNode(node) && !isMapNode(node))) return undefined
    node = child(node, key)
  }
  return node
}

/** Paths of a node's properties, made once: a hundred thousand resources share them. */
const pathsBelow = new WeakMap<Node, Map<string, Path>>()
function pathBelow(node: Node, path: Path, key: string): Path {
  let paths = pathsBelow.get(node)
  if (!paths) {
    paths = new Map()
    pathsBelow.set(node, paths)
  }
  let found = paths.get(key)
  if (found === undefined || !found.startsWith(path)) {
    found = joinPath(path, key)
    if (isObjectNode(node)) paths.set(key, found)
  }
  return found
}

/** The fields of a sparse tree, in the schema's order (free keys in code-unit order). */
export function fieldsOf(kind: Kind, declared: Declared): Fields {
  const out: Fields = new Map()
  const walk = (node: Node, value: Json, path: Path): void => {
    if (!isBranch(node) || value === null || typeof value !== 'object' || Array.isArray(value)) {
      out.set(path, value)
      return
    }
    const keys = Object.keys(value)
    if (keys.length === 0 && path !== '' && path !== 'spec' && path !== 'metadata') out.set(path, value)
    const ordered = isObjectNode(node) ? Object.keys(node.properties) : keys.sort(compare)
    for (const key of ordered) {
      const inner = value[key]
      if (inner !== undefined) walk(child(node, key) as Node, inner, pathBelow(node, path, key))
    }
  }
  walk(rootOf(kind), declared as Tree, '')
  return out
}

/** The sparse tree that has exactly these fields. */
export function treeOf(fields: Iterable<readonly [Path, Json]>): Declared {
  const tree: Tree = {}
  for (const [path, value] of fields) {
    const keys = segments(path)
    let at = tree
    for (const key of keys.slice(0, -1)) {
      const next = at[key]
      if (typeof next === 'object' && next !== null && !Array.isArray(next)) at = next
      else {
        const made: Tree = {}
        at[key] = made
        at = made
      }
    }
    const last = keys[keys.length - 1] as string
    if (!(isEmpty(value) && last in at)) at[last] = value
  }
  return tree as Declared
}

const isEmpty = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

export function valueAt(tree: unknown, path: Path): Json | undefined {
  let at = tree as Json | undefined
  for (const key of segments(path)) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, key)) return undefined
    at = at[key]
  }
  return at
}

/** Is `path` the same field as `other`, or does one contain the other (`{}` against what lies below it)? */
export const overlaps = (path: Path, other: Path): boolean =>
  path === other ||
  path.startsWith(`${other}.`) ||
  path.startsWith(`${other}[`) ||
  other.startsWith(`${path}.`) ||
  other.startsWith(`${path}[`)

/** Do two values of one field mean the same? `undefined` is an absent field; `null` is unset, which is the same thing live. */
export function equalField(kind: Kind, path: Path, a: Json | undefined, b: Json | undefined): boolean {
  const [x, y] = [a ?? null, b ?? null]
  if (same(x, y)) return true
  const node = nodeAt(kind, path)
  return node !== undefined && x !== null && y !== null && alike(node, x, y)
}

function alike(node: Node, x: Json, y: Json): boolean {
  if (node.type === 'string')
    return typeof x === 'string' && typeof y === 'string' && node['x-equal'] !== undefined && equalities[node['x-equal']](x, y)
  // Of an object that is managed whole, what is left out is at its default.
  if (isObjectNode(node)) return node['x-atomic'] === true && isTree(x) && isTree(y) && same(fill(node, x), fill(node, y))
  // Entries of a set that mean the same: addresses and domains, of which there are few.
  if (node.type !== 'array' || node['x-list'] !== 'set' || node.items.type !== 'string' || node.items['x-equal'] === undefined) return false
  if (!Array.isArray(x) || !Array.isArray(y) || x.length > 1000 || y.length > 1000) return false
  const within = (list: Json[], one: Json) => list.some((other) => other === one || alike(node.items, one, other))
  return x.every((one) => within(y, one)) && y.every((one) => within(x, one))
}

const isTree = (value: Json): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The default of a field, or undefined. */
export function defaultAt(kind: Kind, path: Path): Json | undefined {
  const node = nodeAt(kind, path)
  if (!node) return undefined
  if (node.default !== undefined) return node.default as Json
  return node.type === 'array' ? [] : undefined
}

/**
 * Sets sorted and without doubles, no empty `spec` or `metadata`: equal content has one form and one digest. The tree is changed in place.
 */
export function normalise(kind: Kind, declared: Declared): Declared {
  if (declared.spec && isEmpty(declared.spec)) delete declared.spec
  if (declared.metadata && isEmpty(declared.metadata as Tree)) delete declared.metadata
  eachSet(kind, declared, (list, holder, key) => {
    if (inOrder(list)) return true
    if (list.every((entry) => typeof entry === 'string')) holder[key] = [...new Set(list)].sort(compare)
    else
      holder[key] = [...new Map(list.map((entry) => [JSON.stringify(entry), entry])).entries()]
        .sort(([a], [b]) => compare(a, b))
        .map(([, entry]) => entry)
    return true
  })
  return declared
}

/** Are all sets as `normalise` would leave them? For whoever may not change the tree. */
export const setsInOrder = (kind: Kind, declared: Declared): boolean => eachSet(kind, declared, inOrder)

function inOrder(list: readonly Json[]): boolean {
  for (let i = 0; i < list.length; i++) {
    if (typeof list[i] !== 'string') return list.length < 2
    if (i > 0 && compare(list[i - 1] as string, list[i] as string) >= 0) return false
  }
  return true
}

/** Every set of a tree, until `each` says false. */
function eachSet(kind: Kind, declared: Declared, each: (list: Json[], holder: Tree, key: string) => boolean): boolean {
  for (const path of setPaths(kind)) {
    const last = path.length - 1
    let holder: Json | undefined = declared as Tree
    for (let i = 0; i < last && holder !== undefined; i++) holder = isTree(holder) ? holder[path[i] as string] : undefined
    if (holder === undefined || !isTree(holder)) continue
    const list = holder[path[last] as string]
    if (Array.isArray(list) && !each(list, holder, path[last] as string)) return false
  }
  return true
}

const setPathsOf = new WeakMap<Kind, string[][]>()
function setPaths(kind: Kind): string[][] {
  let found = setPathsOf.get(kind)
  if (!found) {
    const paths: string[][] = []
    const walk = (node: Node, path: string[]): void => {
      if (node.type === 'array' && node['x-list'] === 'set') paths.push(path)
      if (isObjectNode(node)) for (const [key, inner] of Object.entries(node.properties)) walk(inner, [...path, key])
    }
    walk(rootOf(kind), [])
    setPathsOf.set(kind, (found = paths))
  }
  return found
}

/** What `fill` does with each property of a node, worked out once: a world has a hundred thousand specs. */
interface Slot {
  key: string
  /** Filled in turn when given. */
  object: ObjectNode | undefined
  /** What stands there when nothing is given. */
  absent: 'nothing' | 'default' | 'copy' | 'list' | 'filled'
  preset: Json
}
const slotsOf = new WeakMap<ObjectNode, Slot[]>()
function slots(node: ObjectNode): Slot[] {
  let found = slotsOf.get(node)
  if (!found) {
    found = Object.entries(node.properties).map(([key, inner]): Slot => {
      const object = isObjectNode(inner) && !inner['x-secret'] ? inner : undefined
      const preset = inner.default as Json | undefined
      if (node['x-sparse']) return { key, object, absent: 'nothing', preset: null }
      if (preset !== undefined) return { key, object, absent: typeof preset === 'object' ? 'copy' : 'default', preset }
      if (inner.type === 'array') return { key, object, absent: 'list', preset: null }
      return { key, object, absent: object && !object['x-atomic'] ? 'filled' : 'nothing', preset: null }
    })
    slotsOf.set(node, found)
  }
  return found
}

/** The view that meaning uses: defaults filled in, absent lists empty, `null` gone. */
export function fill(node: ObjectNode, value: Tree | undefined): Tree {
  const out: Tree = {}
  for (const { key, object, absent, preset } of slots(node)) {
    const given = value && Object.hasOwn(value, key) ? value[key] : undefined
    if (given !== undefined && given !== null) out[key] = object ? fill(object, given as Tree) : given
    else if (absent === 'default') out[key] = preset
    else if (absent === 'copy') out[key] = structuredClone(preset)
    else if (given === null) continue
    else if (absent === 'list') out[key] = []
    else if (absent === 'filled') out[key] = fill(object as ObjectNode, undefined)
  }
  return out
}

export interface Reference {
  path: Path
  kind: string
  name: string
  onDelete: OnDelete
  /** True where the reference is an entry of a list. */
  listed: boolean
}

interface RefSlot {
  path: readonly string[]
  /** The same as one text. */
  field: Path
  kind: string
  onDelete: OnDelete
  builtin: readonly string[]
  listed: boolean
}
const refSlotsOf = new WeakMap<Kind, RefSlot[]>()
/** Where references can stand in a kind. */
export function refSlots(kind: Kind): readonly RefSlot[] {
  let found = refSlotsOf.get(kind)
  if (!found) {
    const slots: RefSlot[] = []
    const walk = (node: Node, path: string[], listed: boolean): void => {
      if (node.type === 'string' && node['x-ref'])
        slots.push({ builtin: [], ...node['x-ref'], path, field: path.reduce(joinPath, ''), listed })
      if (node.type === 'array') walk(node.items, path, true)
      if (isObjectNode(node)) for (const [key, inner] of Object.entries(node.properties)) walk(inner, [...path, key], listed)
    }
    walk(rootOf(kind), [], false)
    refSlotsOf.set(kind, (found = slots))
  }
  return found
}

/** Every reference that a tree holds, built-in names left out. */
export function referencesOf(kind: Kind, declared: Declared): Reference[] {
  const out: Reference[] = []
  for (const slot of refSlots(kind)) {
    let at: Json | undefined = declared as Tree
    for (const key of slot.path) at = typeof at === 'object' && at !== null && !Array.isArray(at) ? at[key] : undefined
    if (at === undefined || at === null) continue
    for (const name of Array.isArray(at) ? at : [at])
      if (typeof name === 'string' && !slot.builtin.includes(name))
        out.push({ path: slot.field, kind: slot.kind, name, onDelete: slot.onDelete, listed: slot.listed })
  }
  return out
}
