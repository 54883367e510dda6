/**
 * What a World means, by classes: who its users and computers are to the declarations, and which ways lead from the one to the other.
 * Built in one pass over users and computers, and kept with the World; what nobody asks for (ways, classes by target) is made when asked.
 */
import type { World } from '../schema/world.ts'
import { computerReader, userReader } from './classes.ts'
import type { ComputerClass, Target, UserClass, Way } from './types.ts'
import { waysOf } from './ways.ts'

export interface Effective {
  readonly world: World
  /** The team's time zone; UTC where it says nothing. */
  readonly zone: string
  /** By class key. */
  readonly users: ReadonlyMap<string, UserClass>
  readonly computers: ReadonlyMap<string, ComputerClass>
  userClass(name: string): UserClass | undefined
  computerClass(name: string): ComputerClass | undefined
  /** Every way of a class, permanent ones first; those of schedules that are paused, or whose resource is off or suspended, are none. */
  ways(user: UserClass): readonly Way[]
  /** The classes of computers that a target holds. */
  classesIn(target: Target): readonly ComputerClass[]
}

/** Who is in which class; every name has one. */
export interface Population {
  users: Map<string, UserClass>
  computers: Map<string, ComputerClass>
  userKeys: Map<string, string>
  computerKeys: Map<string, string>
}

const known = new WeakMap<World, { effective: Effective; population: Population }>()

export function effective(world: World): Effective {
  return meaning(world).effective
}

/** For whoever makes the meaning of a next world out of that of a former one (succession.ts). */
export function populationOf(world: World): Population {
  return meaning(world).population
}
export function adopt(world: World, population: Population): Effective {
  const made = { effective: effectiveOf(world, population), population }
  known.set(world, made)
  return made.effective
}

function meaning(world: World): { effective: Effective; population: Population } {
  const found = known.get(world)
  if (found) return found
  const population = populate(world)
  const made = { effective: effectiveOf(world, population), population }
  known.set(world, made)
  return made
}

function populate(world: World): Population {
  const population: Population = { users: new Map(), computers: new Map(), userKeys: new Map(), computerKeys: new Map() }
  const { users, computers, userKeys, computerKeys } = population
  const traitsOfUser = userReader(world)
  for (const user of world.of('User')) {
    const traits = traitsOfUser(user)
    userKeys.set(user.name, traits.key)
    const found = users.get(traits.key)
    if (found) (found.users as (typeof user)[]).push(user)
    else users.set(traits.key, { ...traits, users: [user] })
  }
  const traitsOfComputer = computerReader(world)
  for (const computer of world.of('Computer')) {
    const traits = traitsOfComputer(computer)
    computerKeys.set(computer.name, traits.key)
    const found = computers.get(traits.key)
    if (found) (found.computers as (typeof computer)[]).push(computer)
    else computers.set(traits.key, { ...traits, computers: [computer] })
  }
  return population
}

const none: readonly never[] = []

function effectiveOf(world: World, { users, computers, userKeys, computerKeys }: Population): Effective {
  const ways = new Map<string, readonly Way[]>()
  let all: readonly ComputerClass[] | undefined
  let byGroup: Map<string, ComputerClass[]> | undefined
  let byName: Map<string, ComputerClass[]> | undefined
  return {
    world,
    zone: world.find('Team', world.team)?.spec.scheduledAccess.timeZone ?? 'UTC',
    users,
    computers,
    userClass: (name) => users.get(userKeys.get(name) ?? ''),
    computerClass(name) {
      const key = computerKeys.get(name)
      return key === undefined ? undefined : computers.get(key)
    },
    ways(user) {
      let found = ways.get(user.key)
      if (!found) ways.set(user.key, (found = waysOf(world, user)))
      return found
    },
    classesIn(target) {
      if ('all' in target) return (all ??= [...computers.values()])
      if ('group' in target)
        return (byGroup ??= index(computers, ({ group }) => (group === undefined ? none : [group]))).get(target.group) ?? none
      return (byName ??= index(computers, ({ namedIn }) => namedIn)).get(target.named) ?? none
    },
  }
}

function index(classes: ReadonlyMap<string, ComputerClass>, keys: (one: ComputerClass) => readonly string[]): Map<string, ComputerClass[]> {
  const found = new Map<string, ComputerClass[]>()
  for (const one of classes.values())
    for (const key of keys(one)) {
      const list = found.get(key)
      if (list) list.push(one)
      else found.set(key, [one])
    }
  return found
}

/** Does a target hold a class of computers? */
export function holds(target: Target, computer: ComputerClass): boolean {
  if ('all' in target) return true
  return 'group' in target ? computer.group === target.group : computer.namedIn.includes(target.named)
}
