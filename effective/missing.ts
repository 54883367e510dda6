/**
 * What is missing where access is denied, and which declaration would give it. "No" alone sends people to whoever wrote the files; this is
 * what that person would answer.
 *
 * Each answer carries the edits that would give the access, as data: a test makes them and asks again, so that no advice is idle. The
 * least dangerous come first: to wait, then what lets in this user alone, then what lets in others too, and says whom; at last what no edit
 * can mend. Among equals a schedule that is there but doesn't run now comes before the declaration that decides what the user always
 * reaches, and that before schedules that could be widened.
 */
import type { Json } from '../schema/canonical.ts'
import type { Path } from '../schema/fields.ts'
import type { Key, Resource } from '../schema/resource.ts'
import { holdsAt } from './access.ts'
import { type Effective, holds } from './effective.ts'
import { permanentlyMissing } from './missing-permission.ts'
import { asleep, widened } from './missing-schedules.ts'
import type { ComputerClass, UserClass } from './types.ts'
import { waysOf } from './ways.ts'

/** A change of one field: `set` a scalar, `add` an entry to a list or `remove` one; with path '' a declaration that isn't there yet. */
export interface Edit {
  readonly key: Key
  readonly path: Path
  readonly op: 'set' | 'add' | 'remove'
  readonly value: Json
}

export interface Missing {
  /** A sentence without its full stop: "schedule night-shift names group contractors, but is paused". */
  readonly says: string
  /** What decides, and where: undefined when no declaration speaks of it at all. */
  readonly key: Key | undefined
  readonly path: Path
  readonly entry?: string
  /** Made together, they give the access. Empty when waiting does, or when no declaration can. */
  readonly edits: readonly Edit[]
  /** From when on it would hold, in milliseconds; undefined: at the time that was asked about. */
  readonly from: number | undefined
  /** Who else would gain by it, in words; the fix says so. */
  readonly others: readonly string[]
  /** In the imperative. */
  readonly fix: string
}

/** Who asks for what, and when. */
export interface Question {
  e: Effective
  user: Resource<'User'>
  computer: Resource<'Computer'>
  of: UserClass
  to: ComputerClass
  time: number
}

/** Meant for a pair that `accessOf` denies; for one that it allows, it says what else could be. */
export function missingOf(e: Effective, user: Resource<'User'>, computer: Resource<'Computer'>, time: number): Missing[] {
  const [of, to] = [e.userClass(user.name), e.computerClass(computer.name)]
  if (!of || !to) return []
  const q: Question = { e, user, computer, of, to, time }
  const found = [...asleep(q), ...permanentlyMissing(q), ...widened(q)].sort((a, b) => danger(a) - danger(b))
  if (!of.disabled) return found
  const wake: Edit = { key: user.key, path: 'spec.disabled', op: 'set', value: false }
  const disabled: Missing = {
    says: `${user.name} is disabled, and a disabled user reaches nothing`,
    key: user.key,
    path: 'spec.disabled',
    edits: [wake],
    from: undefined,
    others: [],
    fix: `Set \`spec.disabled: false\` in User/${user.name}.`,
  }
  const otherwise = waysOf(e.world, { ...of, disabled: false }).filter(({ target }) => holds(target, to))
  if (otherwise.some((way) => holdsAt(e, way, time))) return [disabled]
  return [disabled, ...found.map((one) => ({ ...one, edits: one.edits.length > 0 || one.from !== undefined ? [wake, ...one.edits] : [] }))]
}

function danger({ edits, from, others }: Missing): number {
  if (edits.length === 0) return from === undefined ? 3 : 0
  return others.length === 0 ? 1 : 2
}
