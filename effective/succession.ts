/**
 * The meaning of a world that differs from a known one in a few resources: only who and what those resources name is read again. A plan
 * over a hundred thousand users changes three of them, and asks what that means.
 *
 * Only what a group's `match` takes in can be anybody: where that changes, all computers are read again.
 */
import { hasMatch } from '../schema/membership.ts'
import { type Key, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { type ComputerTraits, computerReader, type UserTraits, userReader } from './classes.ts'
import { adopt, type Effective, populationOf } from './effective.ts'
import { listed, namedByPermission } from './naming.ts'

/** Names whose class may be another; `all`: nobody's is certain. */
export interface Touched {
  users: Set<string>
  computers: Set<string> | 'all'
}

interface Touching {
  users(names: Iterable<string>): void
  computers(names: Iterable<string>): void
  /** The computers that were in a group, would be if it were there, or came by a package. */
  computersOf(which: { group: string } | { awaits: string } | { package: string }): void
  everyComputer(): void
}

type Toucher = (touched: Touching, states: readonly Resource[], worlds: readonly World[]) => void

const named = (states: readonly Resource[], path: string): string[] => states.flatMap((state) => listed(state, path))
const differ = (states: readonly Resource[], part: (state: Resource) => unknown): boolean =>
  new Set(states.map((state) => JSON.stringify(part(state)))).size > 1 || states.length === 1

/** Whom a changed resource of each kind may move to another class; `states` are those before and after, as far as there are. */
const touchers: Partial<Record<string, Toucher>> = {
  User: (touched, states) => touched.users(states.map(({ name }) => name)),
  Computer: (touched, states) => touched.computers(states.map(({ name }) => name)),
  Team: (touched, states) => touched.users(states.flatMap((state) => (state as Resource<'Team'>).spec.owner ?? [])),
  Role(touched, [state], worlds) {
    for (const world of worlds) touched.users(bearersOf(world, (state as Resource).key))
  },
  Group(touched, states) {
    const { name } = states[0] as Resource
    touched.users(named(states, 'spec.admins'))
    if (states.some((state) => hasMatch(state as Resource<'Group'>))) {
      if (differ(states, ({ declared }) => [declared.spec?.match, declared.spec?.type])) touched.everyComputer()
    } else if (states.length === 1) {
      touched.computersOf({ group: name })
      touched.computersOf({ awaits: name })
    }
  },
  AccessPermission(touched, states) {
    touched.users(named(states, 'spec.subjects.users'))
    touched.computers(states.flatMap(namedByPermission))
  },
  ScheduledResource: (touched, states) => touched.computers(named(states, 'spec.computers')),
  Schedule: (touched, states) => touched.users(named(states, 'spec.subjects.users')),
  GranularControl: (touched, states) => touched.users(named(states, 'spec.subjects.users')),
  PreferencePolicy(touched, states, worlds) {
    touched.computers(named(states, 'spec.targets.computers'))
    if (differ(states, (state) => listed(state, 'spec.targets.groups')))
      for (const group of new Set(named(states, 'spec.targets.groups'))) touched.computersOf({ group })
    const { name } = states[0] as Resource
    if (states.length === 1)
      for (const by of worlds.flatMap((world) => world.of('DeploymentPackage')))
        if (by.declared.spec?.preferencePolicy === name) touched.computersOf({ package: by.name })
  },
  DeploymentPackage(touched, states) {
    if (differ(states, ({ declared }) => declared.spec?.preferencePolicy)) touched.computersOf({ package: (states[0] as Resource).name })
  },
}

/** The users who have a role, or one that extends it, through however many. */
function bearersOf(world: World, role: Key, seen = new Set<Key>()): string[] {
  if (seen.has(role)) return []
  seen.add(role)
  return world.referrers(role).flatMap(({ resource }) => (resource.kind === 'Role' ? bearersOf(world, resource.key, seen) : resource.name))
}

/** @param changed keys of every resource that differs between the two worlds */
export function touchedBy(before: Effective, after: World, changed: Iterable<Key>): Touched {
  const users = new Set<string>()
  const computers = new Set<string>()
  let everyComputer = false
  const touched: Touching = {
    users: (names) => Array.from(names, (name) => users.add(name)),
    computers: (names) => Array.from(names, (name) => computers.add(name)),
    computersOf(which) {
      const classes =
        'group' in which
          ? before.classesIn(which)
          : [...before.computers.values()].filter((one) =>
              'awaits' in which ? one.awaits === which.awaits : one.package === which.package,
            )
      for (const one of classes) for (const { name } of one.computers) computers.add(name)
    },
    everyComputer: () => (everyComputer = true),
  }
  for (const key of changed) {
    const states = [before.world.get(key), after.get(key)].filter((state) => state !== undefined)
    if (states.length > 0) touchers[splitKey(key).kind]?.(touched, states, [before.world, after])
  }
  return { users, computers: everyComputer ? 'all' : computers }
}

/** The meaning of `world`, which differs from that of `before` in the `changed` resources and nowhere else. */
export function succeed(before: Effective, world: World, changed: Iterable<Key>): Effective {
  const touched = touchedBy(before, world, changed)
  const former = populationOf(before.world)
  const users = move({
    classes: former.users,
    keys: former.userKeys,
    names: [...touched.users],
    find: (name) => world.find('User', name),
    traits: userReader(world),
    members: ({ users: list }) => list,
    make: (traits: UserTraits, list) => ({ ...traits, users: list }),
    remain: (one, list) => ({ ...one, users: list }),
  })
  const computers = move({
    classes: former.computers,
    keys: former.computerKeys,
    names:
      touched.computers === 'all'
        ? [...new Set([...former.computerKeys.keys(), ...world.of('Computer').map(({ name }) => name)])]
        : [...touched.computers],
    find: (name) => world.find('Computer', name),
    traits: computerReader(world),
    members: ({ computers: list }) => list,
    make: (traits: ComputerTraits, list) => ({ ...traits, computers: list }),
    remain: (one, list) => ({ ...one, computers: list }),
  })
  return adopt(world, { users: users.classes, userKeys: users.keys, computers: computers.classes, computerKeys: computers.keys })
}

interface Moving<Member extends { name: string }, Class extends { key: string }, Traits extends { key: string }> {
  classes: Map<string, Class>
  keys: Map<string, string>
  names: readonly string[]
  find(name: string): Member | undefined
  traits(member: Member): Traits
  members(one: Class): readonly Member[]
  make(traits: Traits, members: Member[]): Class
  remain(one: Class, members: Member[]): Class
}

/** Moves each touched one from its former class to its own; classes that nobody leaves or enters stay the very same objects. */
function move<Member extends { name: string }, Class extends { key: string }, Traits extends { key: string }>(
  moving: Moving<Member, Class, Traits>,
): { classes: Map<string, Class>; keys: Map<string, string> } {
  const { names } = moving
  const leaving = new Map<string, Set<string>>()
  const entering = new Map<string, { traits: Traits; members: Member[] }>()
  const keys = names.length === 0 ? moving.keys : new Map(moving.keys)
  for (const name of names) {
    const former = moving.keys.get(name)
    const member = moving.find(name)
    if (former !== undefined) {
      const list = leaving.get(former)
      if (list) list.add(name)
      else leaving.set(former, new Set([name]))
    }
    if (!member) {
      keys.delete(name)
      continue
    }
    const traits = moving.traits(member)
    keys.set(name, traits.key)
    const list = entering.get(traits.key)
    if (list) list.members.push(member)
    else entering.set(traits.key, { traits, members: [member] })
  }
  const classes = names.length === 0 ? moving.classes : new Map(moving.classes)
  for (const [key, gone] of leaving) {
    const one = moving.classes.get(key) as Class
    const stay = moving.members(one).filter(({ name }) => !gone.has(name))
    const enter = entering.get(key)
    if (enter) classes.set(key, moving.make(enter.traits, [...stay, ...enter.members]))
    else if (stay.length > 0) classes.set(key, moving.remain(one, stay))
    else classes.delete(key)
  }
  for (const [key, { traits, members }] of entering) {
    if (leaving.has(key)) continue
    const one = moving.classes.get(key)
    classes.set(key, moving.make(traits, one ? [...moving.members(one), ...members] : members))
  }
  return { classes, keys }
}
