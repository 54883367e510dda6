/**
 * May it? Whether who acts holds what each change of a plan needs, judged on the world before (nobody gives itself the right by the very commit
 * that needs it) and on what the change touches there and afterwards.
 *
 *   the action      held by the role (roles.ts), and its conditions met: within the groups (within.ts), assigned, as the team lets it
 *   rank            nobody acts upon a user of higher rank, or upon one who may what the actor may not
 *   no more         nobody gives a role, or makes one, that may what the actor may not
 *
 * What only follows from a deletion or a rename (a name that goes from a list) needs nothing of its own: the deletion was asked about.
 */
import { type ActionId, actions } from '../schema/actions.ts'
import type { Json } from '../schema/canonical.ts'
import { overlaps, type Path, refSlots } from '../schema/fields.ts'
import { builtinRoles } from '../schema/formats.ts'
import type { Identity } from '../schema/kind.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { type Position, type Problem, problem } from '../schema/problem.ts'
import { baseRole, roleOf } from '../schema/ranks.ts'
import { type Key, keyOf, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { listed, naming } from './naming.ts'
import { type Condition, exceeding, type Holder, holderOf, holdersOf, mayWrite, type Rights, rankNumber, roleRights } from './roles.ts'
import { type Look, movesComputers, within } from './within.ts'

/** A change, as far as rights go: a Change of a plan is one. */
export interface Act {
  op: string
  key: Key
  /** The old key of a rename. */
  from?: Key
  fields: readonly { path: Path; before: Json; after: Json }[]
  needs: readonly ActionId[]
}

/** Why a change isn't the actor's to make. */
export interface Refusal {
  key: Key
  /** The action that it lacks for it, or would need to hold as well. */
  action: ActionId
  why: 'not held' | 'not in its groups' | 'not assigned' | 'not configurable' | 'a higher rank' | 'more than it holds' | 'nobody'
  at: Position[]
}

/** What is refused of a list of changes, each change at most once. */
export function refusals(before: World, after: World, identity: Identity, acts: readonly Act[]): Refusal[] {
  const holder = holderOf(before, identity)
  const renames = new Map(acts.flatMap(({ key, from }) => (from === undefined ? [] : [[from, key]])))
  const look: Look = { before, after, holder, renames, known: new Map() }
  // Nobody is above the owner or may more, and a first apply may hold a hundred thousand changes: what it holds needs no look.
  const free = ({ needs }: Act) => holder.rank === 'owner' && needs.every((id) => holder.rights.has(id))
  return acts.flatMap((act) => (free(act) ? [] : (refusalOf(look, act) ?? [])))
}

export function mayDo(before: World, after: World, identity: Identity, acts: readonly Act[]): Problem[] {
  const holder = holderOf(before, identity)
  const alike = Map.groupBy(refusals(before, after, identity, acts), ({ action, why }) => `${why} ${why === 'nobody' ? '' : action}`)
  return [...alike.values()].map((these) => told(holder, these))
}

function refusalOf(look: Look, act: Act): Refusal | undefined {
  const { before, after, holder } = look
  const [old, now] = [before.get(act.from ?? act.key), after.get(act.key)]
  const { kind: name } = splitKey(act.key)
  const kind = kindNamed(name)
  const refuse = (action: ActionId | undefined, why: Refusal['why']): Refusal => ({
    key: act.key,
    action: action ?? (kind.actions?.update as ActionId),
    why,
    at: placeOf(act, now ?? old, action),
  })
  if (holder.rank === undefined) return refuse(act.needs[0], 'nobody')
  const following = follows(look, act)
  // That a name goes from a list acts upon nobody else in it; that a user's own group goes, acts upon the user.
  const acted = upon(before, following ? undefined : kind.actions?.upon, old, now)
  if (acted.some((user) => outranks(before, user, holder))) return refuse(act.needs[0], 'a higher rank')
  if (following) return undefined
  for (const action of [...act.needs, ...unsaid(look, old, now)]) {
    const conditions = holder.rights.get(action)
    if (!conditions) return refuse(action, 'not held')
    for (const condition of conditions) {
      const why = unmet[condition](look, old, now)
      if (why) return refuse(action, why)
    }
  }
  const more = moved(look, old, now).some((rights) => exceeding(rights, holder.rights) !== undefined)
  return more ? refuse(act.needs[0], 'more than it holds') : undefined
}

/** What a change does that none of its fields says: where a group, or a label that a group matches, moves computers, they are put in groups. */
function unsaid(look: Look, old: Resource | undefined, now: Resource | undefined): ActionId[] {
  const free = look.holder.rights.get('computers.group')?.size === 0
  return !free && movesComputers(look, old, now) ? ['computers.group'] : []
}

/** Where a change says what needs an action: the field that the action is for, else the first that changes, else the resource. */
function placeOf({ fields }: Act, resource: Resource | undefined, action: ActionId | undefined): Position[] {
  if (!resource) return []
  const own = Object.entries(kindNamed(resource.kind).actions?.fields ?? {}).find(([, id]) => id === action)?.[0]
  if (own !== undefined && (resource.value(own) !== undefined || fields.some(({ path }) => overlaps(path, own)))) return resource.at(own)
  return resource.at(fields.find(({ path }) => resource.value(path) !== undefined)?.path)
}

/** The users, as they are before, that a change acts upon. */
function upon(before: World, path: Path | undefined, old: Resource | undefined, now: Resource | undefined): Resource<'User'>[] {
  const users = [old, now].flatMap((one) => (one && path !== undefined ? listed(one, path) : []))
  if (old?.kind === 'User') users.push(old.name)
  return [...new Set(users)].flatMap((name) => before.find('User', name) ?? [])
}

function outranks(world: World, user: Resource<'User'>, holder: Holder): boolean {
  const rank = roleOf(world, user)
  if (rank === undefined || holder.rank === undefined) return false
  if (rankNumber(rank) < rankNumber(holder.rank)) return true
  if (exceeding(roleRights(world, user.spec.role), holder.rights) !== undefined) return true
  // Of two who administer groups, the one who has others as well is not the other's to act upon.
  return holder.rank === 'group-admin' && !holder.groups.isSupersetOf(new Set(naming(world).administers.get(user.name)))
}

/** The rights of the roles that a change gives, makes or takes away: whoever does so has them too. */
function moved({ before, after }: Look, old: Resource | undefined, now: Resource | undefined): Rights[] {
  if (now?.kind === 'User') {
    const [was, is] = [old, now].map((user) => (user as Resource<'User'> | undefined)?.spec.role) as [string | undefined, string]
    return is === was ? [] : [roleRights(after, is)]
  }
  const rights = (world: World, one: Resource | undefined) => (one?.kind === 'Role' ? [roleRights(world, one.name)] : [])
  return [...rights(before, old), ...rights(after, now), ...(now?.kind === 'Role' ? grown({ before, after }, now.name) : [])]
}

/** The rights of the roles that extend one and have more by its change: a denial that goes gives back what they grant. */
const grown = ({ before, after }: Pick<Look, 'before' | 'after'>, name: string): Rights[] =>
  after.of('Role').flatMap((role) => {
    const is = roleRights(after, role.name)
    return extendsRole(after, role.name, name) && exceeding(is, roleRights(before, role.name)) !== undefined ? [is] : []
  })

function extendsRole(world: World, from: string, name: string): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = world.find('Role', at)?.spec.extends) {
    if (at === name) return true
    seen.add(at)
  }
  return false
}

/** Does a change only what the deletions and renames beside it make of its references? */
function follows({ before, after, renames }: Look, { op, key, fields }: Act): boolean {
  if (op !== 'update' || fields.length === 0) return false
  const slots = new Map(refSlots(kindNamed(splitKey(key).kind)).map((slot) => [slot.field, slot.kind]))
  return fields.every(({ path, before: old, after: now }) => {
    const kind = slots.get(path)
    if (kind === undefined) return false
    const next = (name: string): string[] => {
      const target = keyOf(kind, before.team, name)
      const to = renames.get(target)
      if (to !== undefined) return [splitKey(to).name]
      return before.has(target) && !after.has(target) ? [] : [name]
    }
    if (typeof old === 'string') return (next(old)[0] ?? null) === now
    return Array.isArray(old) && Array.isArray(now) && new Set((old as string[]).flatMap(next)).symmetricDifference(new Set(now)).size === 0
  })
}

type Met = (look: Look, old: Resource | undefined, now: Resource | undefined) => Refusal['why'] | undefined
const unmet: Readonly<Record<Condition, Met>> = {
  groups: (look, old, now) => (within(look, old, now) ? undefined : 'not in its groups'),
  assigned: ({ holder }, old, now) => {
    const declaration = old ?? now
    if (!declaration || !('admins' in declaration.spec)) return undefined
    return listed(declaration, 'spec.admins').includes(holder.name) ? undefined : 'not assigned'
  },
  team: ({ before }, old, now) => {
    const defaults = before.find('Team', before.team)?.spec.granularDefaults as Record<string, { adminConfigurable?: boolean }> | undefined
    return configured(old, now).every((feature) => defaults?.[feature]?.adminConfigurable === true) ? undefined : 'not configurable'
  },
  own: () => 'not held',
}

/** The features whose control a change moves: where it is for others than before, all that it controls. */
function configured(old: Resource | undefined, now: Resource | undefined): string[] {
  const controls = (of: Resource | undefined) =>
    (of as Resource<'GranularControl'> | undefined)?.spec.controls as Record<string, string> | undefined
  const [was, is] = [controls(old) ?? {}, controls(now) ?? {}]
  const whom = (of: Resource) => JSON.stringify(['users', 'groups'].map((list) => listed(of, `spec.subjects.${list}`)))
  const moved = old && now && whom(old) !== whom(now)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((feature) => moved || was[feature] !== is[feature])
}

/** So many changes, and groups, are named. */
const TOLD = 5
const names = (list: readonly string[]): string =>
  list.slice(0, TOLD).join(', ') + (list.length > TOLD ? ` and ${list.length - TOLD} more` : '')

function told(holder: Holder, these: readonly Refusal[]): Problem {
  const { action, why } = these[0] as Refusal
  const what = names(these.map(({ key }) => `${splitKey(key).kind} \`${splitKey(key).name}\``))
  const who = `\`${holder.name}\`${holder.rank === undefined ? '' : ` (${holder.role})`}`
  const does = `${(actions[action].charAt(0).toLowerCase() + actions[action].slice(1)).split(':')[0]} (\`${action}\`)`
  // What a custom role denies, the role that it extends may have; but a condition is that of all who have the same.
  const others = holdersOf(action).filter((role) => why === 'not held' || role !== holder.rank)
  const roles = others.length === 0 ? 'nobody may' : `roles that may: ${others.map((role) => `\`${role}\``).join(', ')}`
  const [message, fix] = words[why]({ holder, who, does, what })
  return problem(
    'not-permitted',
    message,
    fix ?? `Let somebody apply it who may (${roles}), or leave it out.`,
    these.flatMap(({ at }) => at).slice(0, TOLD),
  )
}

interface Words {
  holder: Holder
  who: string
  does: string
  what: string
}
const words: Readonly<Record<Refusal['why'], (said: Words) => [message: string, fix?: string]>> = {
  nobody: ({ holder, who, what }) => [
    `${who} may change nothing: ${holder.nobody}. It is about ${what}.`,
    'Apply as somebody who is in the team, enabled, with a role that exists.',
  ],
  'not held': ({ who, does, what }) => [`${who} may not ${does}: ${what}.`],
  'not in its groups': ({ holder, who, does, what }) => [
    `${who} may ${does} only within the groups that it administers (${names([...holder.groups]) || 'none'}), before and after, with all that they touch: ${what}.`,
  ],
  'not assigned': ({ who, does, what }) => [`${who} may ${does} only where \`spec.admins\` names it: ${what}.`],
  'not configurable': ({ who, does, what }) => [
    `${who} may ${does} only for features that the team lets administrators configure: ${what}.`,
    'Let the owner or a super administrator apply it, or set `adminConfigurable` of the feature in `spec.granularDefaults` of the Team.',
  ],
  'a higher rank': ({ who, does, what }) => [
    `${who} may not ${does} where a user of higher rank, or with rights that it doesn't have, is concerned: ${what}.`,
    `Let somebody apply it whose rank is as high: ${builtinRoles
      .slice(0, 3)
      .map((role) => `\`${role}\``)
      .join(', ')}.`,
  ],
  'more than it holds': ({ who, does, what }) => [
    `${who} may not ${does} beyond its own rights: ${what}.`,
    'Give a role that may no more than you may, or let the owner apply it.',
  ],
}

/** May a token be issued that acts as `holder`? A person has tokens of its own; those of pipelines are for who holds `tokens.manage`. */
export function mayIssue(world: World, issuer: Identity, holder: Identity): Problem[] {
  const by = holderOf(world, issuer)
  const refuse = (message: string, fix: string) => [problem('not-permitted', message, fix)]
  if (by.nobody !== undefined)
    return refuse(`\`${by.name}\` may issue no token: ${by.nobody}.`, 'Issue it as somebody who is in the team, enabled.')
  if ('operator' in issuer) return []
  if ('user' in holder && 'user' in issuer && holder.user === issuer.user) return []
  if ('pipeline' in holder && 'user' in issuer && holder.issuer === issuer.user) {
    if (!by.rights.has('tokens.manage'))
      return refuse(
        `\`${by.name}\` (${by.role}) may not issue tokens of pipelines (\`tokens.manage\`).`,
        `Let somebody issue it who may: ${holdersOf('tokens.manage')
          .map((role) => `\`${role}\``)
          .join(', ')}.`,
      )
    // Whoever makes such a role later would not know who has it already.
    if (baseRole(world, holder.role) === undefined)
      return refuse(`There is no role \`${holder.role}\`.`, 'Name a built-in role, or one that is live: `splashctl get roles` lists them.')
    const more = exceeding(roleRights(world, holder.role), by.rights)
    if (more === undefined) return []
    return refuse(
      `A token of role \`${holder.role}\` would hold \`${more}\`, which \`${by.name}\` (${by.role}) does not.`,
      'Give it a role that may no more than its issuer.',
    )
  }
  return refuse(
    `\`${by.name}\` may not issue a token in the name of another.`,
    'Let each person issue its own; a pipeline has a token of its own, under the name of who issues it.',
  )
}

/** May it change anything at all? Asked before a declaration is read, which may be large; what each change needs is asked of the change. */
export function mayChange(holder: Holder): Problem[] {
  if (mayWrite(holder)) return []
  const who = `\`${holder.name}\`${holder.rank === undefined ? '' : ` (${holder.role})`}`
  return [
    problem(
      'not-permitted',
      `${who} may change nothing${holder.nobody === undefined ? '' : `: ${holder.nobody}`}.`,
      holder.nobody === undefined
        ? 'Let somebody apply it who may, or ask for a role that may change something.'
        : 'Come as somebody who is in the team, enabled, with a role that exists.',
    ),
  ]
}

/** May it look at the whole team: everything that is declared, live, and what it means? That is what the management pages show. */
export function mayRead(world: World, holder: Holder): Problem[] {
  const allowed = world.find('Team', world.team)?.spec.members.accessManagement === true
  return mayLook(world, holder, 'sessions.manage', (conditions) => allowed || !conditions.has('team'))
}

/** May it read all of the log? Who may only within its groups, or of itself, is not served here: an entry speaks of many. */
export const mayReadLogs = (world: World, holder: Holder): Problem[] =>
  mayLook(world, holder, 'logs.read', (conditions) => conditions.size === 0)

const seen = { 'sessions.manage': 'what the team declares', 'logs.read': 'the log of the whole team' } as const

function mayLook(world: World, holder: Holder, action: keyof typeof seen, met: (conditions: ReadonlySet<Condition>) => boolean): Problem[] {
  const may = (rights: Rights): boolean => {
    const conditions = rights.get(action)
    return conditions !== undefined && met(conditions)
  }
  if (may(holder.rights)) return []
  const refuse = (message: string, fix: string) => [problem('not-permitted', message, fix)]
  if (holder.nobody !== undefined)
    return refuse(
      `\`${holder.name}\` may see nothing: ${holder.nobody}.`,
      'Come as somebody who is in the team, enabled, with a role that exists.',
    )
  const roles = builtinRoles.filter((role) => may(roleRights(world, role)))
  return refuse(
    `\`${holder.name}\` (${holder.role}) may not see ${seen[action]} (\`${action}\`).`,
    `Ask somebody who may: ${roles.map((role) => `\`${role}\``).join(', ')}.`,
  )
}
