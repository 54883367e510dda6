/**
 * A World is every resource of a team at a revision: indexed, immutable. Desired and live worlds are the same type, so everything that
 * reads one reads the other. Indexes are built when they are first asked for and kept: a run that changes nothing builds none.
 */
import { type Reference, referencesOf, refSlots } from './fields.ts'
import type { KindName } from './generated/types.ts'
import { kindNamed, kinds } from './kinds/index.ts'
import { changed, copied, type Resources } from './layered.ts'
import { type Key, keyOf, type Resource, splitKey } from './resource.ts'

export interface Referrer {
  resource: Resource
  reference: Reference
}

/** The referrers of so many resources are looked for by name; an index, which reads every resource, pays from there on. */
const FEW = 4

export class World {
  readonly team: string
  /** The revision that this is the state of; 0 before the first commit and in worlds made from files alone. */
  readonly revision: number
  readonly #resources: Resources
  #kinds = new Map<string, Resource[]>()
  readonly #indexes = new Map<string, Map<string, Resource[]>>()
  readonly #memory = new Map<unknown, unknown>()
  readonly #few = new Map<string, number>()
  readonly #sought = new Map<Key, Referrer[]>()
  #referrers: Map<Key, Referrer[]> | undefined

  constructor(team: string, resources: Resources | Iterable<Resource>, revision = 0) {
    this.team = team
    this.revision = revision
    this.#resources = Symbol.iterator in resources && !(resources instanceof Map) ? byKey(resources) : (resources as Resources)
  }

  get size(): number {
    return this.#resources.size
  }
  get(key: Key): Resource | undefined {
    return this.#resources.get(key)
  }
  has(key: Key): boolean {
    return this.#resources.has(key)
  }
  find<K extends KindName>(kind: K, name: string): Resource<K> | undefined {
    return this.#resources.get(keyOf(kind, this.team, name)) as Resource<K> | undefined
  }
  all(): IterableIterator<Resource> {
    return this.#resources.values()
  }
  /** By key, for whoever makes another world of them. */
  copy(): Map<Key, Resource> {
    return copied(this.#resources)
  }
  /** The resources of a kind, in no particular order. */
  of<K extends KindName>(kind: K): readonly Resource<K>[] {
    if (this.#kinds.size === 0)
      for (const resource of this.#resources.values()) {
        const list = this.#kinds.get(resource.kind)
        if (list) list.push(resource)
        else this.#kinds.set(resource.kind, [resource])
      }
    return (this.#kinds.get(kind) ?? []) as unknown as Resource<K>[]
  }
  /** The resources of a kind by what `keys` says of each; kept under `name`, which must be unique to the function. */
  index<K extends KindName>(kind: K, name: string, keys: (resource: Resource<K>) => Iterable<string>): ReadonlyMap<string, Resource<K>[]> {
    const id = `${kind}:${name}`
    let index = this.#indexes.get(id)
    if (!index) {
      index = new Map()
      for (const resource of this.of(kind))
        for (const key of resource.glance((one) => [...keys(one)])) {
          const list = index.get(key)
          if (list) list.push(resource)
          else index.set(key, [resource])
        }
      this.#indexes.set(id, index)
    }
    return index as Map<string, Resource<K>[]>
  }
  /**
   * The resources that stand in an index under a key. Where each key is a text of the resource, printable and whole, once it is folded, the
   * first few are found by their text, without an index. `asked`: about how many keys are asked so.
   */
  indexed<K extends KindName>(
    kind: K,
    {
      name,
      keys,
      fold,
    }: { name: string; keys: (resource: Resource<K>) => Iterable<string>; fold?: ((text: string) => string) | undefined },
    key: string,
    asked = 1,
  ): readonly Resource<K>[] {
    const id = `${kind}:${name}`
    const sought = this.#few.get(id) ?? 0
    if (!fold || asked > FEW || sought >= FEW || this.#indexes.has(id)) return this.index(kind, name, keys).get(key) ?? []
    this.#few.set(id, sought + 1)
    const written = JSON.stringify(key)
    return this.of(kind).filter((resource) => resource.mayMention(written, fold) && resource.glance((one) => [...keys(one)].includes(key)))
  }
  /** A value computed from this world once, by a function of it. */
  remember<T>(compute: (world: World) => T): T {
    if (!this.#memory.has(compute)) this.#memory.set(compute, compute(this))
    return this.#memory.get(compute) as T
  }
  /** Whoever refers to a resource, or to a name that no resource bears; `asked`: about how many resources are asked so. */
  referrers(key: Key, asked = 1): readonly Referrer[] {
    if (this.#referrers) return this.#referrers.get(key) ?? []
    let found = this.#sought.get(key)
    if (!found && asked <= FEW && this.#sought.size < FEW) {
      const { kind, name } = splitKey(key)
      const written = JSON.stringify(name)
      found = []
      for (const referring of mayReferTo(kind))
        for (const resource of this.of(referring))
          if (resource.mayMention(written))
            for (const reference of referencesIn(resource)) if (this.#target(reference) === key) found.push({ resource, reference })
      this.#sought.set(key, found)
    }
    if (found) return found
    this.#referrers = new Map()
    for (const resource of this.#resources.values())
      for (const reference of referencesIn(resource)) {
        const target = this.#target(reference)
        const list = this.#referrers.get(target)
        if (list) list.push({ resource, reference })
        else this.#referrers.set(target, [{ resource, reference }])
      }
    return this.#referrers.get(key) ?? []
  }
  #target({ kind, name }: Reference): Key {
    return keyOf(kind, this.team, name)
  }
  /** This world with some resources put or (null) taken away. */
  with(changes: Iterable<readonly [Key, Resource | null]>, revision = this.revision): World {
    const by = new Map(changes)
    const next = new World(this.team, changed(this.#resources, by), revision)
    if (by.size <= FEW && this.#kinds.size > 0) next.#kinds = this.#kindsWith(by)
    return next
  }
  /** Of the kinds that nothing is put into or taken from, the lists are the same. */
  #kindsWith(changes: ReadonlyMap<Key, Resource | null>): Map<string, Resource[]> {
    const kinds = new Map(this.#kinds)
    for (const [key, resource] of changes) {
      const { kind } = splitKey(key)
      const list = [...(kinds.get(kind) ?? [])]
      const before = this.#resources.get(key)
      const at = before ? list.indexOf(before) : -1
      list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, ...(resource ? [resource] : []))
      kinds.set(kind, list)
    }
    return kinds
  }
}

const referring = new Map<string, KindName[]>()
/** The kinds that have a field for the name of one of this kind. */
function mayReferTo(kind: string): readonly KindName[] {
  let found = referring.get(kind)
  if (!found) {
    found = kinds.filter((one) => refSlots(one).some((slot) => slot.kind === kind)).map(({ name }) => name)
    referring.set(kind, found)
  }
  return found
}

const referencesIn = (resource: Resource): Reference[] => resource.glance(({ kind, declared }) => referencesOf(kindNamed(kind), declared))

function byKey(resources: Iterable<Resource>): Map<Key, Resource> {
  const found = new Map<Key, Resource>()
  for (const resource of resources) found.set(resource.key, resource)
  return found
}
