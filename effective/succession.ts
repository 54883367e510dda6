/**
 * The meaning of a world that differs from a known one in a few resources: only who and what those resources name is read again. A plan
 * over a hundred thousand users changes three of them, and asks what that means.
 *
 * Whatever may change the class of many at once (a role, the matches of groups, the policy of a package) reads them all again.
 */
import { type Key, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { type ComputerTraits, computerReader, type UserTraits, userReader } from './classes.ts'
import { adopt, type Effective, populationOf } from './effective.ts'
import { listed, namedByPermission } from './naming.ts'

/** Names whose class may be another; `all`: nobody's is certain. */
export interface Touched {
  users: Set<string> | 'all'
  computers: Set<string> | 'all'
}

interface Touching {
  users(names: Iterable<string>): void
  computers(names: Iterable<string>): void
  /** The computers that were in a group, or came by a package. */
  computersOf(which: { group: string } | { package: string }): void
  everyUser(): void
  everyComputer(): void
}

type Toucher = (touched: Touching, states: readonly Resource[]) => void

const named = (states: readonly Resource[], path: string): string[] => states.flatMap((state) => listed(state, path))
const differ = (states: readonly Resource[], part: (state: Resource) => unknown): boolean =>
  new Set(states.map((state) => JSON.stringify(part(state)))).size > 1 || states.length === 1

/** Whom a changed resource of each kind may move to another class; `states` are those before and after, as far as there are. */
const touchers: Partial<Record<string, Toucher>> = {
  User: (touched, states) => touched.users(states.map(({ name }) => name)),
  Computer: (touched, states) => touched.computers(states.map(({ name }) => name)),
  Team: (touched, states) => touched.users(states.flatMap((state) => (state as Resource<'Team'>).spec.owner ?? [])),
  Role: (touched) => touched.everyUser(),
  Group(touched, states) {
    touched.users(named(states, 'spec.admins'))
    if (differ(states, ({ declared }) => [declared.spec?.match, declared.spec?.type])) touched.everyComputer()
  },
  AccessPermission(touched, states) {
    touched.users(named(states, 'spec.subjects.users'))
    touched.computers(states.flatMap(namedByPermission))
  },
  ScheduledResource: (touched, states) => touched.computers(named(states, 'spec.computers')),
  Schedule: (touched, states) => touched.users(named(states, 'spec.subjects.users')),
  GranularControl: (touched, states) => touched.users(named(states, 'spec.subjects.users')),
  PreferencePolicy(touched, states) {
    touched.computers(named(states, 'spec.targets.computers'))
    if (differ(states, (state) => listed(state, 'spec.targets.groups')))
      for (const group of new Set(named(states, 'spec.targets.groups'))) touched.computersOf({ group })
    if (states.length === 1) touched.everyComputer() // packages may name it
  },
  DeploymentPackage(touched, states) {
    if (differ(states, ({ declared }) => declared.spec?.preferencePolicy)) touched.computersOf({ package: (states[0] as Resource).name })
  },
}

/** @param changed keys of every resource that differs between the two worlds */
export function touchedBy(before: Effective, after: World, changed: Iterable<Key>): Touched {
  const users = new Set<string>()
  const computers = new Set<string>()
  let [everyUser, everyComputer] = [false, false]
  const touched: Touching = {
    users: (names) => Array.from(names, (name) => users.add(name)),
    computers: (names) => Array.from(names, (name) => computers.add(name)),
    computersOf(which) {
      const classes =
        'group' in which ? before.classesIn(which) : [...before.computers.values()].filter((one) => one.package === which.package)
      for (const one of classes) for (const { name } of one.computers) computers.add(name)
    },
    everyUser: () => (everyUser = true),
    everyComputer: () => (everyComputer = true),
  }
  for (const key of changed) {
    const states = [before.world.get(key), after.get(key)].filter((state) => state !== undefined)
    if (states.length > 0) touchers[splitKey(key).kind]?.(touched, states)
  }
  return { users: everyUser ? 'all' : users, computers: everyComputer ? 'all' : computers }
}

/** The meaning of `world`, which differs from that of `before` in the `changed` resources and nowhere else. */
export function succeed(before: Effective, world: World, changed: Iterable<Key>): Effective {
  const touched = touchedBy(before, world, changed)
  const former = populationOf(before.world)
  const users = move({
    classes: former.users,
    keys: former.userKeys,
    touched: touched.users,
    every: () => [...new Set([...former.userKeys.keys(), ...world.of('User').map(({ name }) => name)])],
    find: (name) => world.find('User', name),
    traits: userReader(world),
    members: ({ users: list }) => list,
    make: (traits: UserTraits, list) => ({ ...traits, users: list }),
    remain: (one, list) => ({ ...one, users: list }),
  })
  const computers = move({
    classes: former.computers,
    keys: former.computerKeys,
    touched: touched.computers,
    every: () => [...new Set([...former.computerKeys.keys(), ...world.of('Computer').map(({ name }) => name)])],
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
  touched: ReadonlySet<string> | 'all'
  every(): readonly string[]
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
  const names = moving.touched === 'all' ? moving.every() : [...moving.touched]
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
    if (stay.length > 0 && !enter) classes.set(key, moving.remain(one, stay))
    else if (stay.length === 0 && !enter) classes.delete(key)
    else if (enter) classes.set(key, moving.make(enter.traits, [...stay, ...enter.members]))
  }
  for (const [key, { traits, members }] of entering) {
    if (leaving.has(key)) continue
    const one = moving.classes.get(key)
    classes.set(key, moving.make(traits, one ? [...moving.members(one), ...members] : members))
  }
  return { classes, keys }
}
