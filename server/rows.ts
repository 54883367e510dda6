/**
 * Resources as the store keeps them, and back. Coming back, nothing is parsed before somebody looks: of a hundred thousand rows a run
 * compares the digests and reads a few.
 */
import { digestText } from '../schema/canonical.ts'
import type { Declared, Path, Tree } from '../schema/fields.ts'
import { compare } from '../schema/problem.ts'
import { type Applied, type Backing, type Live, type ManagerName, Resource } from '../schema/resource.ts'
import { storedJson } from './faults.ts'
import type { OwnershipRow, Row } from './store/store.ts'

const noStatus = '{}'
const nothing: Tree = Object.freeze({})
/** Field lists are shared by many rows as one text; they are shared once parsed, too. */
const parsedFields = new Map<string, readonly Path[]>()
function fieldsFrom(row: Row, text: string): readonly Path[] {
  let fields = parsedFields.get(text)
  if (!fields) {
    if (parsedFields.size > 10_000) parsedFields.clear()
    parsedFields.set(text, (fields = Object.freeze(storedJson(`\`${row.key}\``, text) as Path[])))
  }
  return fields
}

function appliedOf(owner: OwnershipRow, row: Row, own: () => Declared): Applied {
  let declared: Declared | undefined
  return {
    get declared() {
      return (declared ??= owner.lastApplied === row.declared ? own() : (storedJson(`\`${row.key}\``, owner.lastApplied) as Declared))
    },
    get fields() {
      return fieldsFrom(row, owner.fields)
    },
    digest: owner.digest,
    source: owner.source,
  }
}

/** What a live resource reads its parts from. */
class Stored implements Backing {
  readonly #row: Row
  constructor(row: Row) {
    this.#row = row
  }
  get sole(): ManagerName | null | undefined {
    return this.#row.sole
  }
  declared(): Declared {
    const { key, declared } = this.#row
    return storedJson(`\`${key}\``, declared) as Declared
  }
  mentions(json: string, fold?: (text: string) => string): boolean {
    const row = this.#row
    if (row.mentions?.(json, fold) === false) return false
    return (fold ? fold(row.declared) : row.declared).includes(json)
  }
  status(): Tree {
    const { key, status } = this.#row
    return status === noStatus ? nothing : (storedJson(`\`${key}\``, status) as Tree)
  }
  live(): Live {
    const row = this.#row
    const applied: Record<ManagerName, Applied> = {}
    for (const owner of row.ownership) applied[owner.manager] = appliedOf(owner, row, () => this.declared())
    return { uid: row.uid, existence: row.existence, applied, created: row.created, changed: row.changed }
  }
}

/** A stored row as a live resource. */
export function resourceOf(team: string, row: Row): Resource {
  const { kind, name, key, digest } = row
  return new Resource({ kind, namespace: team, name, key, digest, backing: new Stored(row) })
}

/** A live resource as a row. */
export function rowOf(resource: Resource, live: Live): Row {
  const declared = JSON.stringify(resource.declared)
  return {
    key: resource.key,
    kind: resource.kind,
    name: resource.name,
    uid: live.uid,
    existence: live.existence,
    declared,
    digest: resource.digest,
    status: JSON.stringify(resource.status),
    created: live.created,
    changed: live.changed,
    ownership: Object.entries(live.applied).map(([manager, applied]) => ({
      manager,
      fields: JSON.stringify(applied.fields),
      lastApplied: applied.digest === resource.digest ? declared : JSON.stringify(applied.declared),
      digest: applied.digest,
      source: applied.source,
    })),
  }
}

/**
 * One digest for all that a row says, for the audit log: identity, content (by its own digest), status, and who owns what. The order of
 * owners says nothing.
 */
export function rowDigest(row: Row): string {
  const owners = row.ownership.map(({ manager, fields, lastApplied, digest, source }) => [
    ...[manager, fields, lastApplied === row.declared ? null : lastApplied, digest],
    ...[source.commit ?? null, source.file ?? null, source.line ?? null],
  ])
  if (owners.length > 1) owners.sort(([a], [b]) => compare(a as string, b as string))
  return digestText(JSON.stringify([row.key, row.uid, row.existence, row.digest, row.status, row.created, row.changed, owners]))
}
