/**
 * Sealed values in the audit log. Nobody can make one without the operator key, but who can write the database could take one away, or put
 * back an older one of the same resource; so a change also tells the digest of what it sealed, and verifying follows them as the store does
 * (store/sqlite/sealed.ts): a rename takes them along, a delete takes them away. Of the ciphertext: the log says nothing about the value.
 */
import { digestText } from '../schema/canonical.ts'
import { compare } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import type { AuditChange } from './audit.ts'
import type { Commit, Sealed } from './store/store.ts'

/** By name, the digest of each value that a resource holds; null for one that is taken away. */
export type SealedDigests = Record<string, string | null>
/** What the log says that is sealed, so far. */
export type SealedLeft = Map<Key, Map<string, string>>

export const sealedDigest = ({ value, lookup }: Pick<Sealed, 'value' | 'lookup'>): string =>
  digestText(JSON.stringify([lookup, Buffer.from(value).toString('base64')]))

/** By key, what a commit seals; names stand in order, as the log is canonical. */
export function sealedByKey(sealed: NonNullable<Commit['sealed']>): Map<Key, SealedDigests> {
  const found = new Map<Key, SealedDigests>()
  for (const { key, name, value, lookup } of [...sealed].sort((a, b) => compare(a.name, b.name)))
    found.set(key, { ...found.get(key), [name]: value && sealedDigest({ value, lookup }) })
  return found
}

export function followSealed(left: SealedLeft, changes: readonly AuditChange[]): void {
  const moved: [Key, Map<string, string>][] = []
  for (const { key, from, digest } of changes) {
    if (digest !== undefined && from === undefined) continue
    const held = left.get(from ?? key)
    if (digest !== undefined && held) moved.push([key, held])
    left.delete(from ?? key)
  }
  const at = (key: Key): Map<string, string> => {
    const held = left.get(key) ?? new Map<string, string>()
    left.set(key, held)
    return held
  }
  for (const [key, held] of moved) for (const [name, value] of held) at(key).set(name, value)
  for (const { key, sealed = {} } of changes)
    for (const [name, value] of Object.entries(sealed))
      if (value === null) at(key).delete(name)
      else at(key).set(name, value)
}

/** What is sealed otherwise than the log says, in words. */
export function differentlySealed(left: SealedLeft, stored: readonly Sealed[]): string[] {
  const found: string[] = []
  for (const sealed of stored) {
    const { key, name } = sealed
    if (left.get(key)?.get(name) !== sealedDigest(sealed))
      found.push(`The sealed \`${name}\` of \`${key}\` is not what was last committed.`)
    left.get(key)?.delete(name)
  }
  for (const [key, held] of left) for (const name of held.keys()) found.push(`The sealed \`${name}\` of \`${key}\` is gone.`)
  return found
}
