/**
 * What a plan's writes become in the store: rows with their identity, revision, settled status and owners, the log that says so, sealed
 * codes and secrets, and the body of the audit entry. Pure but for what is drawn by lot.
 */
import { randomUUID } from 'node:crypto'
import type { Planned, Write } from '../reconciler/types.ts'
import type { Tree } from '../schema/fields.ts'
import type { Actor } from '../schema/kind.ts'
import { compare, ProblemError, problem } from '../schema/problem.ts'
import { type Key, type Live, type ManagerName, Resource } from '../schema/resource.ts'
import { heldSince } from '../schema/secrets.ts'
import type { AuditBody, AuditChange, AuditRead, AuditToken, Span } from './audit.ts'
import type { Keys, Mark } from './keys.ts'
import { rowDigest, rowOf } from './rows.ts'
import { type Bond, drawCode, lookupOf, seal } from './seal.ts'
import { sealedByKey } from './sealed.ts'
import type { KeptAnew } from './secrets.ts'
import { settle, type Touched } from './settle.ts'
import type { Commit, LogEntry } from './store/store.ts'

/** The name under which a deployment code is sealed. */
export const CODE = 'code'

/** A write of a plan; or, as `settle`, what only the control plane itself has to say of a resource. */
export type Settled = Omit<Write, 'op'> & { op: Write['op'] | 'settle' }

export interface CommitInput {
  databaseId: string
  team: string
  planned: { readonly writes: readonly Settled[]; readonly final: Planned['final'] }
  /** The revision that the commit will reach. */
  revision: number
  now: string
  keys: Keys | undefined
  /** Values of secrets that the commit keeps anew, or takes away. */
  secrets?: readonly KeptAnew[]
}

export interface Prepared {
  entries: LogEntry[]
  sealed: NonNullable<Commit['sealed']>
  /** The live resources that the commit puts (or, null, takes away): how a World in memory follows without reading. */
  changes: [Key, Resource | null][]
}

export function prepare(input: CommitInput): Prepared {
  const { planned, revision, now, team, secrets = [] } = input
  const touched = new Map<Key, Touched>()
  const moved = new Set<Key>()
  for (const { op, key, from, before, after } of planned.writes) {
    if (op !== 'record') moved.add(key)
    if (from !== undefined) moved.add(from)
    if (after) touched.set(key, { resource: after, previous: op === 'replace' ? undefined : (before ?? undefined) })
  }
  const { statuses, referrers, codes } = settle(planned.final, touched, moved, now)
  const anew = Map.groupBy(secrets, ({ key }) => key)
  const entries: LogEntry[] = []
  const changes: Prepared['changes'] = []
  const put = (op: string, from: Key | undefined, resource: Resource, live: Live) => {
    const status = withSecrets(statuses.get(resource.key) ?? {}, anew.get(resource.key), now)
    const stored = settledResource(resource, status, live)
    entries.push({ op, key: resource.key, ...(from !== undefined && { from }), row: rowOf(stored, live) })
    if (from !== undefined && !planned.final.has(from)) changes.push([from, null])
    changes.push([resource.key, stored])
  }
  for (const write of planned.writes) {
    if (write.after) put(write.op, write.from, write.after, liveAfter(write, revision))
    else {
      entries.push({ op: write.op, key: write.key, row: null })
      changes.push([write.key, null])
    }
  }
  for (const resource of referrers) put('settle', undefined, resource, { ...(resource.live as Live), changed: revision })
  const uidOf = new Map(entries.map(({ key, row }) => [key, row?.uid ?? '']))
  const bond = (key: Key, name: string) => ({ databaseId: input.databaseId, team, uid: uidOf.get(key) as string, name })
  const sealed = [
    ...codes.map((key) => sealedCode(input.keys, key, bond(key, CODE))),
    ...secrets.map((secret) => sealedSecret(input.keys, secret, bond(secret.key, secret.path))),
  ]
  return { entries, changes, sealed }
}

/** `status.secrets` tells of each value since when it is held, and nothing more. */
function withSecrets(status: Tree, anew: readonly KeptAnew[] | undefined, now: string): Tree {
  if (!anew) return status
  const { secrets: _, ...others } = status
  const held = new Map(Object.entries(heldSince({ status })))
  for (const { path, kept } of anew)
    if (kept) held.set(path, now)
    else held.delete(path)
  return held.size === 0 ? others : { ...others, secrets: Object.fromEntries([...held].sort(([a], [b]) => compare(a, b))) }
}

/** Identity and revisions: drawn anew for what is created or replaced, kept otherwise. */
function liveAfter({ op, after, before }: Settled, revision: number): Live {
  const live = after?.live
  const former = op === 'create' || op === 'replace' ? undefined : before?.live
  return {
    uid: former?.uid ?? randomUUID(),
    existence: live?.existence ?? null,
    applied: live?.applied ?? {},
    created: former?.created ?? revision,
    changed: revision,
  }
}

/** Without where it was written: what is live belongs to no file of this run. */
const settledResource = (resource: Resource, status: Resource['status'], live: Live): Resource =>
  new Resource({
    kind: resource.kind,
    namespace: resource.namespace,
    name: resource.name,
    declared: resource.declared,
    digest: resource.digest,
    status,
    live,
  })

function sealedCode(keys: Keys | undefined, key: Key, bond: Bond): Prepared['sealed'][number] {
  if (!keys) throw unsealable(`The code of \`${key}\``)
  const code = drawCode()
  return { key, name: CODE, value: seal(keys, bond, code), lookup: lookupOf(keys, CODE, code) }
}

function sealedSecret(keys: Keys | undefined, { key, path, kept }: KeptAnew, bond: Bond): Prepared['sealed'][number] {
  if (!kept) return { key, name: path, value: null, lookup: null }
  if (!keys) throw unsealable(`The value of \`${path}\` of \`${key}\``)
  return { key, name: path, value: seal(keys, bond, JSON.stringify(kept)), lookup: null }
}

const unsealable = (what: string): ProblemError =>
  new ProblemError(
    problem(
      'sealing-impossible',
      `${what} can't be sealed: the operator key is out of reach.`,
      'Put the key folder back, or set SPLASHTOP_KEYS to the folder that holds it, then apply again.',
    ),
  )

export interface Said {
  actor: Actor
  manager: ManagerName
  commit: string | null
  planDigest: string | null
  configDigest: string | null
  /** By key, the paths that changed. */
  fields: ReadonlyMap<Key, string[]>
  tokens: AuditToken[]
  reads: readonly AuditRead[]
  gap: Mark | undefined
  unsigned: Span | undefined
}

/** By key, the paths that a plan changes. */
export const changedPaths = ({ plan }: Planned): ReadonlyMap<Key, string[]> =>
  new Map(plan.changes.map((change) => [change.key, change.fields.map((field) => field.path)]))

/** The body of the audit entry: who, why, and what moved; paths and digests, no values. */
export function auditBody(
  { actor, manager, commit, planDigest, configDigest, fields: paths, tokens, reads, gap, unsigned }: Said,
  { entries, sealed }: Pick<Prepared, 'entries' | 'sealed'>,
): AuditBody {
  const digests = sealedByKey(sealed)
  const changes = entries.map(({ op, key, from, row }): AuditChange => {
    const fields = paths.get(key)
    const anew = digests.get(key)
    return {
      op,
      key,
      ...(from !== undefined && { from }),
      ...(fields && fields.length > 0 && { fields }),
      ...(row && { digest: rowDigest(row) }),
      ...(anew && { sealed: anew }),
    }
  })
  return {
    actor: actor.name,
    ...(actor.address !== undefined && { address: actor.address }),
    ...{ manager, commit, planDigest, configDigest, changes },
    ...(tokens.length > 0 && { tokens }),
    ...(reads.length > 0 && { reads: [...reads] }),
    ...(gap && { gap }),
    ...(unsigned && { unsigned }),
  }
}
