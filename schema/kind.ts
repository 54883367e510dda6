/**
 * What a kind's file says (schema/kinds/*.ts): everything about it that is neither meaning (effective/) nor storage (server/).
 * General code asks these questions; it never asks which kind it has before it.
 */
import type { ActionId } from './actions.ts'
import type { Path, Tree } from './fields.ts'
import type { KindName } from './generated/types.ts'
import type { Problem } from './problem.ts'
import type { Resource } from './resource.ts'
import type { ObjectNode } from './shape.ts'
import type { World } from './world.ts'

/**
 * Whose rights hold: those of a user of the team; of a pipeline, which has a role of its own and never more rights than who issued its token;
 * or of the operator, who has the control plane's own files in hand.
 */
export type Identity = { user: string } | { pipeline: string; role: string; issuer: string } | { operator: string }

/** Who acts: a person, a pipeline, or the operating system's user when the control plane is embedded (`os:alice`). */
export interface Actor {
  name: string
  /** Without one, whoever comes over a network may do nothing; in the process itself it is the operator. */
  identity?: Identity
  /** The address that the control plane sees, when there is a network between. */
  address?: string
}

export interface Judgement {
  actor?: Actor
  /** The world before the commit; absent where there is none (an offline `validate`). */
  before?: World
  /** The resources of a kind that may break an invariant: those that changed, and those which refer to them. */
  touched<K extends KindName>(kind: K): readonly Resource<K>[]
}

/**
 * What must hold of every final state, whatever the client; checked by `validate`, by the plan, and again by the server. It can't be
 * switched off or waived (a guardrail of policies/ can).
 */
export interface Invariant {
  id: string
  /** What it says, in a sentence, for the documentation. */
  says: string
  check(world: World, judgement: Judgement): Problem[]
}

export interface Column {
  title: string
  /** A path below the resource: `spec.email`, `status.invitation`, `metadata.labels.dept`. Lists are joined. */
  path: Path
  /** Shown in its place where it has a value. */
  unless?: Path
}

/** What the control plane writes into `status` when a commit touches a resource. Pure: what must be drawn by lot is asked for by name. */
export interface Settling {
  resource: Resource
  /** The same resource before the commit; absent when it is new. */
  previous: Resource | undefined
  world: World
  now: string
  /** Draws a code of 12 characters [0-9A-Z], stores it sealed, and leaves only the time of issue to be seen. */
  issueCode(): void
}

export interface Kind<K extends KindName = KindName> {
  name: K
  plural: string
  /** Short forms that `splashctl get` understands beside name and plural. */
  short?: string[]
  /** Sections of the administrator guide, as `S4`. */
  guide: string[]
  summary: string
  /** A short, whole declaration in YAML, for its page. Optional only so that tests may leave it out; a test asks it of every real kind. */
  example?: string
  /** One per team, and it bears the team's name. */
  singleton?: boolean
  displayName: 'unique' | 'free' | 'none'
  spec: ObjectNode
  invariants: Invariant[]
  columns: Column[]
  /**
   * It says something about a declaration and is no part of what is declared: read from sources, and then in no World, plan or count,
   * never sent to a backend, and refused by one.
   */
  local?: true
  /** The action ids (actions.ts) that each write needs; a field without an entry needs `update`. Every kind that is written has them. */
  actions?: {
    create: ActionId
    delete: ActionId
    update: ActionId
    fields?: Record<Path, ActionId>
    /** The list of users who are acted upon: nobody does so to one of higher rank. */
    upon?: Path
  }
  /** `forbidden`: no plan deletes it. */
  deletion?: 'forbidden'
  /** True when ceasing to declare the resource releases it instead of deleting it. */
  releasedOnRemoval?(live: Resource<K>): boolean
  /** References in `status`, by path, to a kind: what is renamed is so there, too. Nobody declared them, so nothing is refused or deleted for them. */
  statusRefs?: Readonly<Record<Path, KindName>>
  /** The next `status`. It runs for each resource that a commit touches, and for those which refer to such a one. */
  settle?(settling: Settling & { resource: Resource<K>; previous: Resource<K> | undefined }): Tree
}
