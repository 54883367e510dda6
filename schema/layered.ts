/**
 * Resources by key, and a few changes over them: what differs in little from what is there shares it. To copy twenty thousand for each one that somebody puts
 * takes longer than all else that a server does with it, while agents wait.
 */
import type { Key, Resource } from './resource.ts'

/** What a World reads; a Map of its own is one, too. */
export interface Resources {
  readonly size: number
  get(key: Key): Resource | undefined
  has(key: Key): boolean
  values(): IterableIterator<Resource>
}

type Changes = ReadonlyMap<Key, Resource | null>

/** Of fewer all are copied; and where changes are more than this part of what is below them. */
const [LEAST, PART] = [1000, 64]

/** These with some put or (null) taken away. */
export function changed(of: Resources, changes: Changes): Resources {
  const [base, over] = of instanceof Layered ? [of.base, of.over] : [of, undefined]
  if (base.size >= LEAST && (changes.size + (over?.size ?? 0)) * PART <= base.size)
    return new Layered(base, over ? new Map([...over, ...changes]) : changes)
  const next = copied(of)
  for (const [key, resource] of changes)
    if (resource) next.set(key, resource)
    else next.delete(key)
  return next
}

export const copied = (of: Resources): Map<Key, Resource> => {
  if (!(of instanceof Layered)) return new Map(of as ReadonlyMap<Key, Resource>)
  const next = new Map(of.base as ReadonlyMap<Key, Resource>)
  for (const [key, resource] of of.over)
    if (resource) next.set(key, resource)
    else next.delete(key)
  return next
}

class Layered implements Resources {
  readonly base: Resources
  readonly over: Changes
  readonly size: number

  constructor(base: Resources, over: Changes) {
    this.base = base
    this.over = over
    let { size } = base
    for (const [key, resource] of over) size += Number(resource !== null) - Number(base.has(key))
    this.size = size
  }
  get(key: Key): Resource | undefined {
    const put = this.over.get(key)
    return put === undefined ? this.base.get(key) : (put ?? undefined)
  }
  has(key: Key): boolean {
    const put = this.over.get(key)
    return put === undefined ? this.base.has(key) : put !== null
  }
  *values(): IterableIterator<Resource> {
    for (const resource of this.base.values()) {
      const put = this.over.get(resource.key)
      if (put === undefined) yield resource
      else if (put) yield put
    }
    for (const [key, resource] of this.over) if (resource && !this.base.has(key)) yield resource
  }
}
