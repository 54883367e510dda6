/**
 * Which changes of a plan bring a difference about: those declarations which stand in the chains that come or go. What takes access away is
 * often in no chain (a permission that overrides another): then it is what the plan newly says of the user, of its group, or of a link.
 *
 * Twelve users who are moved by twelve changes are told in one sentence, so a user's own change stands as `@user` until the names are
 * known; a computer's as `@computer`.
 */
import { holds } from '../../../effective/effective.ts'
import { reasonOf } from '../../../effective/reasons.ts'
import type { Way } from '../../../effective/types.ts'
import { referencesOf } from '../../../schema/fields.ts'
import { kindNamed } from '../../../schema/kinds/index.ts'
import { compare } from '../../../schema/problem.ts'
import { type Key, keyOf, type Resource } from '../../../schema/resource.ts'
import type { World } from '../../../schema/world.ts'
import { rebinds } from './binding.ts'
import { type Computers, type Difference, targetId, type Users } from './edges.ts'
import type { Clock } from './times.ts'

export const USER = '@user'
export const COMPUTER = '@computer'

export interface Causes {
  /** Keys of changes, sorted; `@user` and `@computer` for their own. */
  ofAccess(difference: Difference): readonly string[]
  /** Of what differs for users, or computers, that rests on these declarations. */
  of(own: typeof USER | typeof COMPUTER, joint: Users | Computers, on: readonly (Key | undefined)[]): readonly string[]
}

/** @param renames new key → old key */
export function causesOf(before: Clock, after: Clock, changed: ReadonlySet<Key>, renames: ReadonlyMap<Key, Key>): Causes {
  const worlds = [before.effective.world, after.effective.world]
  const team = after.effective.world.team
  let index: Map<Key, Key[]> | undefined
  const referring = (key: Key): readonly Key[] => (index ??= referringTo(worlds, changed)).get(key) ?? []
  const referred = (key: Key): Key[] =>
    worlds.flatMap((world) => {
      const resource = world.get(key)
      return resource ? referencesIn(resource).filter((other) => changed.has(other)) : []
    })
  const chains = new Map<string, readonly Key[]>()

  /** The first by name stands for all of them. */
  const first = <K extends 'User' | 'Computer'>(world: World, kind: K, side: 'before' | 'after', { names }: Users | Computers) => {
    const key = keyOf(kind, team, names[0] as string)
    return world.get(side === 'before' ? (renames.get(key) ?? key) : key) as Resource<K> | undefined
  }

  /** The keys of one way's chain, for one of these users and one of these computers. */
  const chain = ({ effective }: Clock, side: 'before' | 'after', way: Way, { users, computers }: Difference): readonly Key[] => {
    const id = `${side} ${users.id} ${computers.own ? computers.id : ''} ${wayWords(way)}`
    let found = chains.get(id)
    if (!found) {
      const user = first(effective.world, 'User', side, users)
      const computer = first(effective.world, 'Computer', side, computers)
      found = user && computer ? [...new Set(reasonOf(effective, user, computer, way).chain.map(({ key }) => key))] : []
      found = found.map((key) => (key === user?.key ? USER : key === computer?.key ? COMPUTER : key))
      chains.set(id, found)
    }
    return found
  }

  const isChanged = (key: string, { users, computers }: Pick<Difference, 'users' | 'computers'>): boolean =>
    key === USER ? users.own : key === COMPUTER ? computers.own : changed.has(key)

  const ofAccess = (difference: Difference): readonly string[] => {
    const { users, computers } = difference
    const [had, has] = [waysOf(before, users.before, computers.before), waysOf(after, users.after, computers.after)]
    // To what is had always no schedule adds, and none takes from it.
    const permanent = has.some(({ schedule }) => schedule === undefined)
    const telling = (ways: readonly Way[]) => (permanent ? ways.filter(({ schedule }) => schedule === undefined) : ways)
    const [old, now] = [telling(had), telling(has)]
    const links = new Set<string>()
    const ids = (ways: readonly Way[]) => new Set(ways.map(wayWords))
    const [oldIds, nowIds] = [ids(old), ids(now)]
    const isMoved = ({ schedule }: Way): boolean =>
      schedule !== undefined &&
      (before.effective.zone !== after.effective.zone ||
        changed.has(keyOf('Schedule', team, schedule)) ||
        rebinds(before.effective, after.effective, schedule))
    for (const way of old)
      if (!nowIds.has(wayWords(way)) || isMoved(way)) for (const key of chain(before, 'before', way, difference)) links.add(key)
    for (const way of now)
      if (!oldIds.has(wayWords(way)) || isMoved(way)) for (const key of chain(after, 'after', way, difference)) links.add(key)
    if (difference.before && difference.after && before.effective.zone !== after.effective.zone) links.add(keyOf('Team', team, team))
    const found = new Set([...links].filter((key) => isChanged(key, difference)))
    // A permission of one's own overrides what role and group give, and is in no chain of what is lost.
    const [was, is] = [users.before?.permission, users.after?.permission]
    if (was !== is)
      for (const name of [was, is]) {
        const key = name === undefined ? undefined : keyOf('AccessPermission', team, name)
        if (key !== undefined && changed.has(key)) found.add(key)
      }
    if (users.before === undefined || users.after === undefined || users.before.disabled !== users.after.disabled)
      if (users.own) found.add(USER)
    if ((computers.before === undefined || computers.after === undefined) && computers.own) found.add(COMPUTER)
    if (found.size > 0) return [...found].sort(compare)
    return fallback([users.before?.group, users.after?.group], links, difference)
  }

  /**
   * Nothing in the chains changed: what the plan says of the groups, else of whatever stands in a chain, else what that refers to (the
   * administrators of a resource), else all of it.
   */
  const fallback = (groups: readonly (string | undefined)[], links: ReadonlySet<string>, difference: Difference): readonly string[] => {
    const said = (keys: readonly Key[]): string[] => [...new Set(keys.flatMap(referring))].sort(compare)
    const ofGroups = said(groups.flatMap((group) => (group === undefined ? [] : keyOf('Group', team, group))))
    if (ofGroups.length > 0) return ofGroups
    const ofLinks = said([...links])
    if (ofLinks.length > 0) return ofLinks
    const behind = [...new Set([...links].flatMap(referred))].sort(compare)
    if (behind.length > 0) return behind
    const own = [...(difference.users.own ? [USER] : []), ...(difference.computers.own ? [COMPUTER] : [])]
    return own.length > 0 ? own : [...changed].sort(compare)
  }

  return {
    ofAccess,
    of(own, joint, on) {
      const found = new Set(on.filter((key) => key !== undefined && changed.has(key)) as Key[])
      if (joint.own) found.add(own)
      if (found.size > 0) return [...found].sort(compare)
      const speaking = new Set(on.flatMap((key) => (key === undefined ? [] : referring(key))))
      return [...(speaking.size > 0 ? speaking : changed)].sort(compare)
    },
  }
}

const words = new WeakMap<Way, string>()
function wayWords(way: Way): string {
  let found = words.get(way)
  if (found === undefined) words.set(way, (found = `${targetId(way.target)} ${way.schedule ?? ''} ${JSON.stringify(way.basis)}`))
  return found
}

function waysOf({ effective }: Clock, user: Users['before'], computer: Computers['before']): readonly Way[] {
  return user && computer ? effective.ways(user).filter(({ target }) => holds(target, computer)) : []
}

/** Who, among what changed, refers to what, before or after. */
function referringTo(worlds: readonly World[], changed: ReadonlySet<Key>): Map<Key, Key[]> {
  const found = new Map<Key, Key[]>()
  for (const key of changed)
    for (const world of worlds) {
      const resource = world.get(key)
      if (!resource) continue
      for (const target of referencesIn(resource)) {
        const list = found.get(target)
        if (!list) found.set(target, [key])
        else if (list.at(-1) !== key) list.push(key)
      }
    }
  return found
}

const referencesIn = ({ kind, namespace, declared }: Resource): Key[] =>
  referencesOf(kindNamed(kind), declared).map((to) => keyOf(to.kind, namespace, to.name))
