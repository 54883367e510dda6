/**
 * The reconciler's glossary, one meaning a word.
 *
 *   Change    what becomes of one resource, in JSON: it can be saved, signed, sent and read
 *   Plan      the changes that lead from a live world to the declared one, a pure function of (declared, live, evaluatedAt)
 *   Write     the next state of one resource as the backend keeps it; what a Change means, in full
 *   Impact    what the changes mean: who gains or loses which access, when, with which features; which devices change which setting
 *   Drift     a field that someone else moved since this manager applied it
 *   Receipt   what each change became
 *   Secret    a field whose value stands in no file: what is declared is a handle to it. *Rotated* is one whose value is another than the backend
 *             holds, whatever its handle
 *   Rule      a guardrail over a plan; rules are data, handed to guard() by whoever wires
 *   Provider  that through which a plan is applied
 */
import type { ActionId } from '../schema/actions.ts'
import type { Json } from '../schema/canonical.ts'
import type { Path } from '../schema/fields.ts'
import type { Actor } from '../schema/kind.ts'
import type { Level, Position, Problem } from '../schema/problem.ts'
import type { Key, ManagerName, Resource } from '../schema/resource.ts'
import type { SecretValue } from '../schema/secrets.ts'
import type { World } from '../schema/world.ts'

export type Op = 'create' | 'update' | 'replace' | 'delete' | 'rename' | 'adopt' | 'release'

/** Why most of a plan is due. Beside the sign of a change it goes without saying. */
export const plainReasons = { created: 'declared, and not live', updated: 'declared differently' } as const
export const isPlain = ({ reason }: Pick<Change, 'reason'>): boolean => (Object.values(plainReasons) as string[]).includes(reason.text)

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
  /** Who gains and loses which access. Computed when it is first asked for; null where nobody has computed it. */
  impact: Impact | null
  /** SHA-256 of the canonical `{base, changes}`. */
  digest: string
}

/**
 * `effective(live)` against `effective(live overlaid by the plan)`. An *edge* is a user and a computer that the one can reach at
 * `evaluatedAt` or later. Lists of names are sorted; in an AccessChange every user is meant with every computer, and no edge stands in
 * two of them.
 */
export interface Impact {
  /** The calendar hours that are compared: four weeks from `evaluatedAt`. RFC 3339, UTC. */
  from: string
  until: string
  /** The team's time zone, in which `text` speaks. */
  zone: string
  edges: { before: number; after: number; gained: number; lost: number; changed: number }
  gained: AccessChange[]
  lost: AccessChange[]
  /** Edges that stay, at other hours, or with sessions that are bound otherwise. */
  changed: AccessChange[]
  /** Users who have other features than before, and with which computers. */
  features: FeatureChange[]
  /** Computers that get other settings than before, or lock and unlock them. */
  settings: SettingChange[]
  /** Running sessions that would end; empty where no session is known. */
  sessions: SessionEnd[]
}
export interface AccessChange {
  users: string[]
  computers: string[]
  /** The group of all these users or computers, when it is one and the same (after the plan; for what is lost, before it). */
  userGroup: string | null
  computerGroup: string | null
  before: When | null
  after: When | null
  /** Of what is changed: the first moment at which it differs, where that lies beyond the window; RFC 3339, UTC. */
  since: string | null
  /** What a session has, after the plan (for what is lost: before it): E and V together, by feature. */
  features: Record<string, string>
  /** The changes of the plan that bring this about. */
  because: Key[]
}
/** When access holds. */
export interface When {
  permanent: boolean
  /** The schedules that give it, sorted; empty when permanent, to which they add nothing. */
  schedules: string[]
  /** Within the window, joined and sorted, `[from, to)`; RFC 3339, UTC. The whole window when permanent. */
  hours: [string, string][]
  /** The first occurrence that ends after `evaluatedAt`, when it lies beyond the window; RFC 3339, UTC. */
  next: string | null
  /** The date after which nothing begins any more, as the schedules declare it; null: there is no such date. */
  until: string | null
  /** How its schedules bind a session that nothing else admits, those that do so alike together; empty when permanent. */
  bound: Binding[]
  /** For people: "always", "Mon–Fri 09:00–17:00 until 2026-06-26". */
  text: string
}
/** A session is bound by what all the schedules say that admit it. */
export interface Binding {
  schedules: string[]
  /** The resource out of whose free computers the server picks. */
  pool: string | null
  /** Refused while somebody is logged on there; and what it adds to the settings of the computer. */
  exclusive: { blankScreen: boolean; lockInput: boolean; logoffAfterDisconnect: boolean } | null
  /** Sessions end with the hours. */
  forceDisconnect: boolean
}
/**
 * Features that users newly have, or have no longer. Of those that computers may restrict, what sessions have: E and V together, between users
 * and computers whose edge stays. Of the others, what the users have: of a user who reaches nothing, only what it has without a session.
 */
export interface FeatureChange {
  users: string[]
  userGroup: string | null
  /** Null: no computer has a say in these features, or the users come or go. */
  computers: string[] | null
  computerGroup: string | null
  /** Of users who come or go, all of E; null where the user does not exist. */
  features: Record<string, { before: string | null; after: string | null }>
  because: Key[]
}
export interface SettingChange {
  computers: string[]
  computerGroup: string | null
  /** By `section.name`. */
  settings: Record<string, { before: SettingState; after: SettingState }>
  because: Key[]
}
export interface SettingState {
  /** Whole; a secret in it is `{secret: 'set' | 'changed'}`. */
  value: Json
  /** `builtin`, `package NAME`, `policy NAME`. */
  origin: string
  locked: boolean
}
export interface SessionEnd {
  user: string
  computer: string
  since: string
  because: Key[]
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
  /** What the AccessTests of the declaration found; a failed one is among the Problems too. */
  tests: TestResult[]
}

/** What became of one AccessTest: every combination of subject, computer and time that it asks for. */
export interface TestResult {
  name: string
  at: Position[]
  passed: boolean
  /** How many combinations were asked. */
  checks: number
  /** Why it failed, a message for each combination that did, bounded; with the explanation. */
  failures: string[]
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

/** What a guardrail that a project wrote itself says of itself, and where. */
export interface OwnGuardrail {
  id: string
  level: 'error' | 'warning'
  title: string
  why: string
  fix: string
  at: Position
}
export interface OwnFinding {
  /** The id of the guardrail. */
  guardrail: string
  /** `User/alice`, as it was told: perhaps of no such resource. */
  resource: string
  message: string
  fix?: string
  path?: Path
}
/** The guardrails of a project, ready to look. */
export interface OwnGuardrails {
  guardrails: readonly OwnGuardrail[]
  /** Of error level: what keeps them from looking at all; and what there is to tell beside. */
  problems: readonly Problem[]
  /** What those with these ids find, and those that could not look. */
  judge(ids: ReadonlySet<string>, plan: Plan, before: World, after: World): { findings: OwnFinding[]; problems: Problem[] }
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
  /**
   * What it speaks of, when that is not the whole team: silence about anything else says nothing. Of a key in it that is not among the
   * resources it says that it is no longer declared.
   */
  scope?: ReadonlySet<Key>
  /** Resources of kinds that are `local`: they say something about the declaration, and are in no World, plan or count. */
  local?: readonly Resource[]
}

/** A plan that was agreed to: in one process with all that planning made, over a wire the plan alone. */
export type Agreed = Planned | Pick<Planned, 'plan'>

/** A secret's field, of a resource as it is declared. */
export interface SecretField {
  key: Key
  path: Path
}
/** What its handle led to. Whoever sends it over a wire reveals the value there, and nowhere else. */
export interface ResolvedSecret extends SecretField {
  value: SecretValue
}

export interface ApplyRequest {
  declaration: Declaration
  /** What was shown and agreed to. Applied only if planning again at the current revision gives the same changes. */
  planned: Agreed
  actor: Actor
  /** The same key twice is the same apply: the second answers with the first's receipt. */
  idempotencyKey: string
  /** A digest of all that was loaded, so that an unchanged project can be recognised before it is loaded. */
  configDigest?: string
  rules?: readonly Rule[]
  /** The values of the secrets that the declaration manages, each once. One that is left out stays as the backend holds it. */
  secrets?: readonly ResolvedSecret[]
  signal?: AbortSignal
  /** Asked about the very state that is committed over: throws a ProblemError where whoever asks may not any more, as when its token was revoked meanwhile. */
  still?(): Promise<void>
  progress?(done: number, of: number): void
}

export interface Unchanged {
  revision: number
  /** Values are held for secrets of this manager: whether they are the same still, only who can read them knows. */
  secrets?: boolean
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
 *  - A value of a secret is in no answer, Problem, history or log.
 * May
 *  - keep history (`history`) and give the worlds that were (`at`, `revisionAt`), remember the digest of what was applied last (`unchanged`), report who moved a drifted field.
 *  - keep the values of secrets (`differing`). Then `apply` refuses a secret whose value it neither holds nor is given (`secret-missing`), and a
 *    plan that doesn't show the ones that are rotated (`stale-plan`).
 */
export interface Provider {
  readonly name: string
  read(): Promise<World>
  apply(request: ApplyRequest): Promise<Receipt>
  history?(limit?: number): Promise<RevisionEntry[]>
  /** The world as it was at a revision, with its status and owners; a revision that there never was is a ProblemError (`unknown-revision`). */
  at?(revision: number): Promise<World>
  /** The revision in force at a time (milliseconds since 1970): the last one up to then, 0 before the first. */
  revisionAt?(time: number): Promise<number>
  /** The same drift, with who moved each field and when, as far as the backend's log tells. */
  movedBy?(drift: readonly Drift[]): Promise<Drift[]>
  /** Is this configuration what this manager applied last, with nothing moved since? Then a plan is empty without reading anything. */
  unchanged?(manager: ManagerName, configDigest: string): Promise<Unchanged | undefined>
  /**
   * Which of these secrets have another value than is held, or none. Of a rename, `key` is the old one. Whoever may ask can try guesses, so only
   * who may write such a field may ask. Where what is held can't be opened, as without the keys, nothing held is said to differ.
   */
  differing?(secrets: readonly ResolvedSecret[], actor: Actor): Promise<SecretField[]>
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
