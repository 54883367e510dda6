/**
 * The words of meaning. Nobody is asked one by one: people whom the declarations can't tell apart are one *class*, and so are computers.
 *
 *   UserClass      users with equal role, group, licence and the same declarations that name them
 *   ComputerClass  computers in the same group, named by the same declarations, with the same settings
 *   Way            one grant: what gives it (its basis), to which computers (its target), always or in the hours of a schedule
 *   Reach          several ways from one user class to one computer class: what a pair has
 *   Reason         a way, told for one user and one computer as the chain of declarations from the one to the other
 *   Span           a stretch of time, `[from, to)`, in milliseconds since 1970
 */
import type { Json } from '../schema/canonical.ts'
import type { Path, Tree } from '../schema/fields.ts'
import type { BuiltinRole } from '../schema/formats.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { Feature } from '../schema/vocabulary.ts'

export type { Feature }

export interface UserClass {
  /** Equal texts are equal classes, also in another world: role, group, licence and the names of what names these users. */
  readonly key: string
  /** In no particular order; not empty. */
  readonly users: readonly Resource<'User'>[]
  readonly disabled: boolean
  /** The built-in role that theirs counts as; `member` where the role can't be told. */
  readonly role: BuiltinRole
  readonly group: string | undefined
  readonly licence: 'access' | 'technician'
  /** The AccessPermission that names these users themselves. */
  readonly permission: string | undefined
  /** The GranularControl that names these users themselves. */
  readonly control: string | undefined
  /** The Schedules that name these users themselves, sorted. */
  readonly schedules: readonly string[]
  /** The groups that they administer, sorted; only what a group administrator without a permission of its own has by them. */
  readonly administers: readonly string[]
}

export interface ComputerClass {
  readonly key: string
  readonly computers: readonly Resource<'Computer'>[]
  readonly group: string | undefined
  /** The group that they were put in at enrolment, where nothing else says one, and that isn't there (any more): when it comes, they are in it. */
  readonly awaits: string | undefined
  /** Keys of the AccessPermissions and ScheduledResources that name these computers themselves, sorted. */
  readonly namedIn: readonly Key[]
  /** The PreferencePolicy that holds, and through what. */
  readonly policy: { name: string; through: 'computer' | 'group' | 'package' } | undefined
  /** The DeploymentPackage by which they were enrolled, and what it set then. */
  readonly package: string | undefined
  readonly captured: Tree
}

/** Which computers: all, the members of a group, or those that a declaration (AccessPermission, ScheduledResource) names. */
export type Target = { readonly all: true } | { readonly group: string } | { readonly named: Key }

/** What a way rests on, beside the user itself. */
export type Basis =
  /** An AccessPermission that names the user, or its group; `through` the user's own one, when that says `followGroup`. */
  | { readonly by: 'permission'; readonly permission: string; readonly of: 'user' | 'group'; readonly through?: string }
  /** Owner, super administrator and administrator reach everything unless a permission says otherwise. */
  | { readonly by: 'role' }
  /** A group administrator reaches the computers of the groups that it administers. */
  | { readonly by: 'administers' }
  /** Nobody said anything: a user follows its group, and a group without a permission gives its own computers. */
  | { readonly by: 'group'; readonly through?: string }
  /** A Schedule that names the user, or its group. */
  | { readonly by: 'schedule'; readonly schedule: string; readonly of: 'user' | 'group' }

export interface Way {
  readonly basis: Basis
  readonly target: Target
  /** The Schedule in whose occurrences it holds; undefined: always. */
  readonly schedule: string | undefined
}

/** One declaration of a chain, and what it says of the next. */
export interface Link {
  readonly key: Key
  /** The field that speaks: `spec.group`, `spec.subjects.users`; '' for the resource as a whole. */
  readonly path: Path
  /** The entry of a list field. */
  readonly entry?: string
  /** A clause for people: "alice is in group contractors". */
  readonly says: string
}

export interface Reason {
  readonly way: Way
  /** From the user to the computer. The resources of the chain alone, and the team, give this access. */
  readonly chain: readonly Link[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** One occurrence of a schedule: the date that it belongs to, and when it really runs. */
export interface Occurrence extends Span {
  /** `2026-03-29`, in the team's time zone. */
  readonly date: string
}

/** How a session is bound that only schedules admit. */
export interface Bound {
  /** The resource out of whose free computers the server picks. */
  pool: string | undefined
  exclusive: { schedule: string; blankScreen: boolean; lockInput: boolean; logoffAfterDisconnect: boolean } | undefined
}

/** A(user, computer, time). */
export interface Access {
  allowed: boolean
  /** Those that hold at that time; permanent ones first. */
  reasons: Reason[]
  /** When it ends, if nothing but schedules gives it: the end of the last of adjoining or overlapping hours. Milliseconds. */
  until: number | undefined
  bound: Bound
}

export type FeatureValue = 'enabled' | 'disabled' | 'toComputerOnly' | 'fromComputerOnly'
export type OriginKind = 'builtin' | 'package' | 'local' | 'policy' | 'schedule' | 'control' | 'team' | 'licence' | 'role'

/** E(user, feature). */
export interface EffectiveFeature {
  value: FeatureValue
  /** What decided: the GranularControl, the Team's switch, default or requirement, a licence, or the role. */
  origin: { kind: OriginKind; key: Key | undefined; path: Path; says: string }
}

/** V(computer, setting): `security.copyPaste`. */
export interface EffectiveSetting {
  /** Whole, with defaults filled in; a secret as `{secret: 'set'}`. */
  value: Json
  /** `builtin`, `package NAME`, `policy NAME`, `schedule NAME`. */
  origin: string
  key: Key | undefined
  /** A policy holds it on the device. */
  locked: boolean
}
