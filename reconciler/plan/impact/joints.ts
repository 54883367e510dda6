/**
 * Who went from which class to which. Users (and computers alike) that a change leaves in their class are never looked at one by one; those
 * that it moves are few, and joined again by where they came from and where they went.
 *
 * `succeed` keeps the classes that a change doesn't touch as the same objects: only the others are gone through.
 */
import { compare } from '../../../schema/problem.ts'
import { type Key, type Resource, splitKey } from '../../../schema/resource.ts'
import type { World } from '../../../schema/world.ts'

export interface Joint<C> {
  readonly id: number
  /** Undefined: they did not exist. */
  readonly before: C | undefined
  /** Undefined: they no longer exist. */
  readonly after: C | undefined
  /** Sorted; the new names of those that are renamed. */
  readonly names: readonly string[]
  /** The plan changes these resources themselves, and that moved them. */
  readonly own: boolean
}

/** What is asked of either side, for users and for computers alike. */
export interface Side<C> {
  readonly classes: ReadonlyMap<string, C>
  classOf(name: string): C | undefined
  members(one: C): readonly Resource[]
}

export interface Joints<C> {
  readonly moved: readonly Joint<C>[]
  /** Those of a class who stay in it; undefined where nobody does. */
  stayed(key: string): Joint<C> | undefined
}

/** New key → old key: what was there under another name, by the identity that a rename keeps. */
export function renamesOf(before: World, after: World, changed: ReadonlySet<Key>): Map<Key, Key> {
  const gone = new Map<string, Key>()
  for (const key of changed) {
    const uid = after.has(key) ? '' : (before.get(key)?.live?.uid ?? '')
    if (uid !== '') gone.set(uid, key)
  }
  const renames = new Map<Key, Key>()
  if (gone.size === 0) return renames
  for (const key of changed) {
    const uid = before.has(key) ? undefined : after.get(key)?.live?.uid
    const old = uid === undefined ? undefined : gone.get(uid)
    if (old !== undefined && splitKey(old).kind === splitKey(key).kind) renames.set(key, old)
  }
  return renames
}

export function jointsOf<C extends { readonly key: string }>(
  before: Side<C>,
  after: Side<C>,
  changed: ReadonlySet<Key>,
  renames: ReadonlyMap<Key, Key>,
): Joints<C> {
  const later = new Map<Key, Key>([...renames].map(([now, was]) => [was, now]))
  const nameIn = (names: ReadonlyMap<Key, Key>, { key, name }: Resource): string => {
    const other = names.size === 0 ? undefined : names.get(key)
    return other === undefined ? name : splitKey(other).name
  }
  const formerName = (resource: Resource): string => nameIn(renames, resource)
  const laterName = (resource: Resource): string => nameIn(later, resource)

  const moves = new Map<string, { before: C | undefined; after: C | undefined; names: string[]; own: boolean }>()
  const move = (was: C | undefined, is: C | undefined, name: string, own: boolean): void => {
    const id = `${own ? '!' : ''}${was?.key ?? ''}\n${is?.key ?? ''}`
    const found = moves.get(id)
    if (found) found.names.push(name)
    else moves.set(id, { before: was, after: is, names: [name], own })
  }
  for (const [key, was] of before.classes) {
    if (after.classes.get(key) === was) continue
    for (const resource of before.members(was)) {
      const name = laterName(resource)
      const is = after.classOf(name)
      if (is?.key !== key) move(was, is, name, changed.has(resource.key))
    }
  }
  for (const [key, is] of after.classes) {
    if (before.classes.get(key) === is) continue
    for (const resource of after.members(is))
      if (before.classOf(formerName(resource)) === undefined) move(undefined, is, resource.name, changed.has(resource.key))
  }
  const sorted = [...moves].sort(([a], [b]) => compare(a, b)).map(([, joint]) => joint)
  const moved = sorted.map((joint, id) => ({ ...joint, id, names: joint.names.sort() }))

  const stays = new Map<string, Joint<C> | undefined>()
  const stay = (key: string): Joint<C> | undefined => {
    const [was, is] = [before.classes.get(key), after.classes.get(key)]
    if (!was || !is) return undefined
    let names: string[] | undefined
    const list = (): string[] => {
      const members = was === is ? after.members(is) : after.members(is).filter((one) => before.classOf(formerName(one))?.key === key)
      return members.map((one) => one.name).sort()
    }
    if (was !== is && (names = list()).length === 0) return undefined
    return {
      id: moved.length + stays.size,
      before: was,
      after: is,
      own: false,
      get names() {
        return (names ??= list())
      },
    }
  }
  return {
    moved,
    stayed(key) {
      if (!stays.has(key)) stays.set(key, stay(key))
      return stays.get(key)
    },
  }
}
