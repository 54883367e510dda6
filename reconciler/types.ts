/**
 * The reconciler's glossary, one meaning a word.
 *
 *   Change    what becomes of one resource, in JSON: it can be saved, signed, sent and read
 *   Plan      the changes that lead from a live world to the declared one, a pure function of (declared, live, evaluatedAt)
 *   Write     the next state of one resource as the backend keeps it; what a Change means, in full
 *   Drift     a field that someone else moved since this manager applied it
 *   Receipt   what each change became
 *   Rule      a guardrail over a plan; rules are data, handed to guard() by whoever wires
 *   Provider  that through which a plan is applied
 */
import type { ActionId } from '../schema/actions.ts'
import type { Json } from '../schema/canonical.ts'
import type { Path } from '../schema/fields.ts'
import type { Actor } from '../schema/kind.ts'
import type { Level, Position, Problem } from '../schema/problem.ts'
import type { Key, ManagerName, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export type Op = 'create' | 'update' | 'replace' | 'delete' | 'rename' | 'adopt' | 'release'

export interface FieldChange {
  path: Path
  /** Null where there is no value. A secret is `{secret: 'set' | 'changed'}`, never a fingerprint. */
  before: Json
  after: Json
}

export interface Change {
  op: Op
  key: Key
  /** The old key of a rename. */
  from?: Key
  /** The sparse manifest content before and after, secrets masked; null where the resource does not exist. */
  before: Json
  after: Json
  fields: FieldChange[]
  reason: { text: string; at: Position[] }
  needs: ActionId[]
}

export interface Drift {
  key: Key
  path: Path
  lastApplied: Json
  live: Json
  /** Who moved it, when, if the backend says so. */
  by: ManagerName | null
  time: string | null
}

export interface Plan {
  base: number
  /** RFC 3339, UTC. */
  evaluatedAt: string
  changes: Change[]
  drift: Drift[]
  /** Who gains and loses which access; null until it is computed. */
  impact: Json
  /** SHA-256 of the canonical `{base, changes}`. */
  digest: string
}

/**
 * What the backend stores for one Change, or for ownership that changed without any (a field declared at the value it has).
 * `after` carries `live`: owners, existence, what was applied. `status` in it is the former one; the control plane settles it.
 */
export interface Write {
  op: Op | 'record'
  key: Key
  from?: Key
  before: Resource | null
  after: Resource | null
}

/** The outcome of planning: what to show, what to store, what to complain about. */
export interface Planned {
  plan: Plan
  writes: Write[]
  /** Live overlaid by what is declared: the world as it will be. */
  final: World
  problems: Problem[]
  /** How many resources the declaration has. */
  declared: number
}

export interface Receipt {
  /** The revision reached; the base when there was nothing to write. */
  revision: number
  results: { op: Op; key: Key; result: 'done' | 'failed' | 'skipped' | 'unknown'; problems?: Problem[] }[]
  problems: Problem[]
}

/**
 * A guardrail over a whole plan. `before` and `after` are worlds; `declared` is how many resources the project declares. Waivable, unlike
 * an invariant.
 */
export interface Rule {
  id: string
  level: Level
  check(plan: Plan, before: World, after: World, declared: number): Problem[]
}

/** What a project declares, ready to be planned by whoever holds the live world. */
export interface Declaration {
  team: string
  manager: ManagerName
  resources: readonly Resource[]
  /** Keys taken over from other managers, with their declared fields. */
  adopt?: ReadonlySet<Key>
  /** The commit that the files are from, when they are under version control. */
  commit?: string
}

export interface ApplyRequest {
  declaration: Declaration
  /** What was shown and agreed to. Applied only if planning again at the current revision gives the same changes. */
  planned: Planned
  actor: Actor
  /** The same key twice is the same apply: the second answers with the first's receipt. */
  idempotencyKey: string
  /** A digest of all that was loaded, so that an unchanged project can be recognised before it is loaded. */
  configDigest?: string
  rules?: readonly Rule[]
  signal?: AbortSignal
  progress?(done: number, of: number): void
}

export interface RevisionEntry {
  revision: number
  time: string
  actor: string
  manager: ManagerName
  commit: string | null
  planDigest: string | null
  /** How many resources were created, updated, deleted … */
  counts: Partial<Record<Op, number>>
}

/**
 * The contract of whatever takes our plans. `providers/conformance.ts` tries every line of it.
 *
 * Must
 *  - `read` gives one whole world at one revision, and never writes; a kind that could not be read whole is a ProblemError, never absence.
 *  - `apply` is all or nothing: the receipt says `done` for every change, or nothing was written.
 *  - `apply` refuses with `stale-plan` when what it finds is not what was planned for; movement of untouched resources doesn't stale a plan.
 *  - `apply` with an idempotency key that was seen gives the first receipt, and writes nothing.
 *  - After `apply`, `read` shows exactly the planned world (status aside), and a second plan is empty.
 *  - `apply` checks every invariant on the final state, whatever the client checked.
 *  - An aborted signal before the commit writes nothing.
 * May
 *  - keep history (`history`), remember the digest of what was applied last (`unchanged`), report who moved a drifted field.
 */
export interface Provider {
  readonly name: string
  read(): Promise<World>
  apply(request: ApplyRequest): Promise<Receipt>
  history?(limit?: number): Promise<RevisionEntry[]>
  /** The same drift, with who moved each field and when, as far as the backend's log tells. */
  movedBy?(drift: readonly Drift[]): Promise<Drift[]>
  /** Is this configuration what this manager applied last, with nothing moved since? Then a plan is empty without reading anything. */
  unchanged?(manager: ManagerName, configDigest: string): Promise<{ revision: number } | undefined>
  close(): Promise<void>
}

/** The `safety` part of the project file. Shares count from 10 live resources of a kind on; a single delete always passes. */
export interface Safety {
  /** Per kind. */
  maxDeletes: number
  maxDeleteShare: number
  maxAccessLoss: number
  maxAccessLossShare: number
  /** Users who must keep their way in. */
  breakGlass: string[]
}
