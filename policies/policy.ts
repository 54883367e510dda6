/**
 * What a guardrail is. It looks at the world as it will be (and, where it is about a change, at the plan and the world before) and says
 * what is found, where, about which resource. Which level a finding has in a project, and which finding is excused, is no business of
 * the guardrail: rules.ts knows.
 *
 * A guardrail runs at every plan over everything there is. So it reads what is few first (the team, policies, schedules), leaves early, asks
 * for classes of users and computers where it can, and reads `declared`, since `spec` fills defaults in for a hundred thousand resources.
 */
import type { Effective } from '../effective/effective.ts'
import type { Plan } from '../reconciler/types.ts'
import type { Position } from '../schema/problem.ts'
import type { packs } from '../schema/project.ts'
import type { Key } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export type Pack = (typeof packs)[number]

export interface Finding {
  /** Whom a waiver names: the resource to mend, not every resource that suffers. */
  resource: Key
  message: string
  /** Where this one is mended otherwise than by the guardrail's own `fix`. */
  fix?: string
  at: readonly Position[]
}

/** When people last used what they may reach, as the log of sessions tells. */
export interface LastUsed {
  /** How far the log reaches back; milliseconds. */
  since: number
  /** Start of the last session, by user name; milliseconds. */
  users: ReadonlyMap<string, number>
}

export interface PolicyContext {
  plan: Plan
  before: World
  /** The world as it will be: live overlaid by what is declared. */
  after: World
  /** What `after` means. Built when first asked for. */
  effective(): Effective
  /** `plan.evaluatedAt` in milliseconds. */
  now: number
  /** Users who must keep their way in (`safety.breakGlass`). */
  breakGlass: readonly string[]
  /** The user who applies, where it is one of the team. */
  applier?: string
  /** Absent where no log of sessions is at hand. */
  lastUsed?: LastUsed
}

export interface Policy {
  id: string
  level: 'error' | 'warning'
  /** What must not happen, in a few words. */
  title: string
  about: {
    /** Why: what happens to whom. */
    why: string
    /** Sections of the administrator guide, as `S1`. */
    guide: readonly string[]
  }
  /** What to do about it, in the imperative. */
  fix: string
  /** A declaration that it complains of, in YAML, as short as can be. */
  example: string
  packs: readonly Pack[]
  /** The level in the pack `strict`, where that differs. */
  strict?: 'error'
  /** It speaks of a change, or of what isn't always known: a waiver that excuses nothing today is needed tomorrow, so nobody is told. */
  passing?: true
  /** What it judges by, where that isn't always at hand; without it, it says nothing. Absent for one that looks at declarations alone. */
  needs?: 'lastUsed'
  /** Where it is written, of one that the project wrote itself. It belongs to no pack, and has its own level unless `rules` sets another. */
  own?: Position
  find(context: PolicyContext): Iterable<Finding>
}
