/**
 * Within its groups: what is asked of somebody whose rights end at the groups that it administers. Everybody and every computer that a change
 * touches lies in them, before and after, each judged by itself. A change touches more than it names:
 *
 *   the subjects of a permission   all that they reach with it and without it: what a permission takes the place of comes back when it goes
 *   a group's `match`              computers that are in no group yet, and those that are yet to come: they are nobody's, so it is not asked of them
 *   a group that goes              whoever and whatever is in it, and then in none
 *   a resource                     the subjects of its schedules
 *   a policy                       the computers of the packages that name it; a package, those that it brought, where it changes their policy
 *   a user who goes                the resources that it looks after: without anybody who does, they are suspended
 */
import { canonical, type Json } from '../schema/canonical.ts'
import { referencesOf } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { groupOf, hasMatch, members } from '../schema/membership.ts'
import { type Key, keyOf, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { userReader } from './classes.ts'
import { listed, namedByPermission } from './naming.ts'
import type { Holder } from './roles.ts'
import type { Target } from './types.ts'
import { groupWays, permanentWays } from './ways.ts'

export interface Look {
  before: World
  after: World
  holder: Holder
  /** The new key of what is renamed, by its old one. */
  renames: ReadonlyMap<Key, Key>
  /** Of permissions whose computers were looked at: do all of them lie in the groups? Many users follow the same one. */
  known: Map<Resource, boolean>
}

interface Side {
  world: World
  one: Resource
}

export function within(look: Look, old: Resource | undefined, now: Resource | undefined): boolean {
  const sides: Side[] = []
  if (old) sides.push({ world: look.before, one: old })
  if (now) sides.push({ world: look.after, one: now })
  return (
    sides.length > 0 &&
    sides.every((side) => isAbout(look, side)) &&
    (unnamed[(now ?? old)?.kind as string]?.(look, sides, old, now) ?? true)
  )
}

/** Is a declaration about somebody or something, and does all of it lie in the groups? What is about nobody yet can be pointed anywhere by others. */
function isAbout(look: Look, { world, one }: Side): boolean {
  const found = about(look, world, one)
  return found.length > 0 && found.every((inside) => inside)
}

/** Of every user, group and computer that a declaration names: does it lie in the groups? Of what it is a part of, too. */
function about(look: Look, world: World, resource: Resource): boolean[] {
  const { kind, name } = resource
  if (kind === 'User' || kind === 'Computer' || kind === 'Group') return [isWithin(look, kind, name)]
  return referencesOf(kindNamed(kind), resource.declared).flatMap((reference) => {
    // Whoever administers a declaration isn't who it is about.
    if (reference.path === 'spec.admins') return []
    if (reference.kind === 'User' || reference.kind === 'Group' || reference.kind === 'Computer')
      return [isWithin(look, reference.kind, reference.name)]
    const whole = reference.onDelete === 'cascade' ? world.get(keyOf(reference.kind, world.team, reference.name)) : undefined
    return whole ? about(look, world, whole) : []
  })
}

/** Wherever it is, before and after. */
function isWithin({ before, after, holder }: Look, kind: 'User' | 'Group' | 'Computer', name: string): boolean {
  if (kind === 'Group') return holder.groups.has(name)
  const worlds = [before, after].filter((world) => world.find(kind, name))
  const groupIn = (world: World): string | undefined => {
    const found = world.get(keyOf(kind, world.team, name)) as Resource
    return found.kind === 'User' ? (found as Resource<'User'>).spec.group : groupOf(world, found as Resource<'Computer'>)
  }
  return worlds.length > 0 && worlds.every((world) => holder.groups.has(groupIn(world) ?? ''))
}

type Further = (look: Look, sides: readonly Side[], old: Resource | undefined, now: Resource | undefined) => boolean
/** What a change touches without naming it, by the kind of what changes. */
const unnamed: Readonly<Record<string, Further>> = {
  AccessPermission: (look, sides) => {
    const subjects = (of: 'users' | 'groups') => new Set(sides.flatMap(({ one }) => listed(one, `spec.subjects.${of}`)))
    const [users, groups] = [subjects('users'), subjects('groups')]
    return [look.before, look.after].every((world) => reached(world, users, groups).every((target) => isInside(look, world, target)))
  },
  Group: (look, _, old, now) => {
    if ((old && matching(old)) !== (now && matching(now))) return false
    if (!old || now) return true
    const { users, computers } = members(look.before, old.name)
    const stays = ({ kind, name, key }: Resource<'User'> | Resource<'Computer'>) =>
      !look.after.has(key) || isWithin(look, kind as 'User' | 'Computer', name)
    return [...users, ...computers].every(stays)
  },
  ScheduledResource: (look, sides) =>
    sides.every(({ world, one }) =>
      (world.index('Schedule', 'of-resource', resourceOf).get(one.name) ?? []).every(
        (schedule) =>
          listed(schedule, 'spec.subjects.users').every((name) => isWithin(look, 'User', name)) &&
          listed(schedule, 'spec.subjects.groups').every((name) => isWithin(look, 'Group', name)),
      ),
    ),
  PreferencePolicy: (look, sides) =>
    sides.every(({ world, one }) =>
      (world.index('DeploymentPackage', 'by-policy', policyOf).get(one.name) ?? []).every(
        (by) => isAbout(look, { world, one: by }) && hasBrought(look, world, by.name),
      ),
    ),
  DeploymentPackage: (look, sides, old, now) => {
    const same = (old && policyOf(old)[0]) === (now && policyOf(now)[0])
    return same || sides.every(({ world, one }) => hasBrought(look, world, one.name))
  },
  User: (look, _, old, now) => {
    const lookedAfter = old && !now ? look.before.index('ScheduledResource', 'admins', adminsOf).get(old.name) : undefined
    return (lookedAfter ?? []).every((resource) => about(look, look.before, resource).every((inside) => inside))
  },
}

const resourceOf = (schedule: Resource): string[] => said(schedule, 'resource')
const policyOf = (by: Resource): string[] => said(by, 'preferencePolicy')
const adminsOf = (resource: Resource): string[] => listed(resource, 'spec.admins')
const broughtBy = (computer: Resource): string[] => {
  const { package: by } = (computer.status.enrolment ?? {}) as { package?: string }
  return by === undefined ? [] : [by]
}
function said({ declared }: Resource, field: string): string[] {
  const name = declared.spec?.[field]
  return typeof name === 'string' ? [name] : []
}

/** Do the computers that a package brought into the team lie in the groups, wherever they are by now? */
const hasBrought = (look: Look, world: World, name: string): boolean =>
  (world.index('Computer', 'brought-by', broughtBy).get(name) ?? []).every((computer) => isWithin(look, 'Computer', computer.name))

/** What users and groups reach at any hour, each target once. Who is disabled counts as well: it may be let in again. */
function reached(world: World, users: ReadonlySet<string>, groups: ReadonlySet<string>): Target[] {
  const traits = userReader(world)
  const ways = [
    ...[...users].flatMap((name) => {
      const user = world.find('User', name)
      return user ? permanentWays(world, { ...traits(user), disabled: false }) : []
    }),
    ...[...groups].flatMap((name) => groupWays(world, name)),
  ]
  return [...new Map(ways.map(({ target }) => [JSON.stringify(target), target])).values()]
}

/** All computers are nobody's, however many groups somebody administers. */
function isInside(look: Look, world: World, target: Target): boolean {
  if ('all' in target) return false
  if ('group' in target) return isWithin(look, 'Group', target.group)
  const permission = world.get(target.named) as Resource
  let inside = look.known.get(permission)
  if (inside === undefined)
    look.known.set(permission, (inside = namedByPermission(permission).every((name) => isWithin(look, 'Computer', name))))
  return inside
}

/** Which computers fall into a group by themselves, as a text; undefined where none ever do. */
function matching(resource: Resource): string | undefined {
  const group = resource as Resource<'Group'>
  return hasMatch(group) && group.spec.type !== 'users' ? canonical(group.spec.match as Json) : undefined
}

/** Does a change put computers in other groups without saying so in `spec.group` of each? */
export function movesComputers(look: Look, old: Resource | undefined, now: Resource | undefined): boolean {
  const kind = (now ?? old)?.kind
  if (kind === 'Computer') {
    if (!old || !now || (old.name === now.name && canonical(old.labels) === canonical(now.labels))) return false
    return isMoved(look, old as Resource<'Computer'>, now as Resource<'Computer'>)
  }
  if (kind !== 'Group' || (old && now && old.name === now.name && matching(old) === matching(now))) return false
  const { before, after } = look
  const left = old ? members(before, old.name).computers : []
  const come = now ? members(after, now.name).computers : []
  return [...left, ...come].some(({ name }) => {
    const [was, is] = [before.find('Computer', name), after.find('Computer', name)]
    // Where its declaration puts it, that was asked about.
    return was && is && said(is, 'group').length === 0 && isMoved(look, was, is)
  })
}

function isMoved({ before, after, renames }: Look, was: Resource<'Computer'>, is: Resource<'Computer'>): boolean {
  const [from, to] = [groupOf(before, was), groupOf(after, is)]
  const key = from === undefined ? undefined : keyOf('Group', before.team, from)
  const still = key === undefined ? undefined : (renames.get(key) ?? key)
  // What is in no group once its own has gone, only follows.
  if (to === undefined) return still !== undefined && after.has(still)
  return still === undefined || splitKey(still).name !== to
}
