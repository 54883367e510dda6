/**
 * Writing one revision: what is put into the rows, sealed or issued, and the entry of the audit log that vouches for it, signed where the
 * keys are in reach. Whoever changes anything in the store does it through here, so that nothing in it goes unrecorded.
 */
import type { Actor } from '../schema/kind.ts'
import { type Problem, problem } from '../schema/problem.ts'
import type { ManagerName } from '../schema/resource.ts'
import { type AuditRead, type AuditToken, auditEntry, gapOf } from './audit.ts'
import { auditBody, type Prepared } from './commit.ts'
import { isEmptyFolder, type Keys, keysMissing, makeKeys, readKeys, readMark, writeMark } from './keys.ts'
import type { Store, TokenRow } from './store/store.ts'
import { spanOf, tellUnsigned, unsignedAtEnd } from './unsigned.ts'
import { WHO_WROTE_IT } from './verify.ts'

/** What a revision is to hold, beside its entries. */
export interface Entry extends Pick<Prepared, 'entries' | 'sealed'> {
  /** The revision that it was made for: at another one it is refused as stale. */
  base: number
  time: string
  actor: Actor
  manager: ManagerName
  idempotencyKey: string
  commit?: string | null
  planDigest?: string | null
  configDigest?: string | null
  /** By key, the paths that changed. */
  fields?: ReadonlyMap<string, string[]>
  tokens?: readonly { row: TokenRow; audit: AuditToken }[]
  /** Sealed values that somebody is told, once this is written. */
  reads?: readonly AuditRead[]
  signal?: AbortSignal | undefined
}

export interface Written {
  revision: number
  /** The idempotency key was seen before: nothing was written now. */
  repeated: boolean
  problems: Problem[]
}

export interface Ledger {
  /** The keys; whatever is wrong with them is a Problem, not an end. */
  keys(use: 'check' | 'commit'): Promise<{ keys: Keys | undefined; problems: Problem[] }>
  write(entry: Entry, keys: Keys | undefined): Promise<Written>
}

/** @param folder where the keys of the store's database are, or are to be made with its first commit */
export function ledger(store: Store, team: string, folder: string): Ledger {
  return {
    async keys(use) {
      try {
        const first = use === 'commit' && (await store.auditHead(team)) === undefined
        const make = first || (use === 'commit' && isEmptyFolder(folder))
        const keys = make ? makeKeys(folder) : readKeys(folder)
        return { keys, problems: keys ? [] : [keysMissing(folder)] }
      } catch (error) {
        return { keys: undefined, problems: [keysMissing(folder, `can't be used (${(error as Error).message})`)] }
      }
    },
    async write({ base, time, fields = new Map(), tokens = [], reads = [], signal, ...entry }, keys) {
      const { actor, manager, entries, sealed, idempotencyKey } = entry
      const { commit = null, planDigest = null, configDigest = null } = entry
      const problems: Problem[] = []
      const gap = await gapOf(store, team, keys)
      // What is older than the mark was signed when it was written: if it no longer is, somebody took that away, and it is not to be excused.
      const signedUpTo = keys && !gap ? (readMark(keys.folder, team)?.sequence ?? 0) : 0
      const unsigned = keys ? await unsignedAtEnd(store, team, signedUpTo) : []
      if (unsigned.length > 0)
        problems.push(problem('audit-unsigned', `${tellUnsigned(unsigned)}; the entry of this apply records that.`, WHO_WROTE_IT))
      const said = { actor, manager, commit, planDigest, configDigest, fields, gap, unsigned: spanOf(unsigned) }
      const body = auditBody({ ...said, reads, tokens: tokens.map(({ audit }) => audit) }, { entries, sealed })
      let mark = { sequence: 0, hash: '' }
      signal?.throwIfAborted()
      const done = await store.commit({
        ...{
          team,
          expectedRevision: base,
          entries,
          idempotencyKey,
          time,
          actor: actor.name,
          manager,
          commit,
          planDigest,
          configDigest,
          sealed,
        },
        ...(tokens.length > 0 && { tokens: tokens.map(({ row }) => row) }),
        audit: (revision, previous) =>
          (mark = auditEntry({ databaseId: store.databaseId, team }, previous, { revision, time, body }, keys)),
      })
      if (keys && !done.repeated) problems.push(...keepMark(keys, team, mark))
      return { ...done, problems }
    },
  }
}

/** The commit stands whatever becomes of the mark: it is a second witness, and an older one only sees less. */
function keepMark(keys: Keys, team: string, { sequence, hash }: { sequence: number; hash: string }): Problem[] {
  try {
    writeMark(keys.folder, team, { sequence, hash })
    return []
  } catch (error) {
    return [keysMissing(keys.folder, `can't be written (${(error as Error).message})`)]
  }
}
