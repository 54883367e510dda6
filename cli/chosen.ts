/**
 * Users and computers that a question about access names, themselves or by a group: found in each of the worlds that it is about. Somebody
 * may be in one of them alone, and whoever is in none is a slip.
 */
import type { Chosen } from '../effective/edges.ts'
import { members } from '../schema/membership.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { listOption, type Options } from './command.ts'
import { type Asked, type Named, resourceNamed, resourcesNamed } from './subject.ts'

export function chosenBy(options: Options, worlds: readonly World[], asked: Asked): Chosen[] {
  const names = {
    users: wanted('User', listOption(options, 'user')),
    groups: wanted('Group', listOption(options, 'group')),
    computers: wanted('Computer', listOption(options, 'computer')),
  }
  const all = [...names.users, ...names.groups, ...names.computers]
  const nowhere = all.filter((one) => !worlds.some((world) => resourceNamed(world, one)))
  if (nowhere.length > 0) resourcesNamed(worlds.at(-1) as World, nowhere, asked)
  return worlds.map((world) => {
    const [users, computers] = [found(world, names.users), found(world, names.computers)]
    const groups = names.groups.map((one) => groupIn(world, one, worlds))
    const [people, machines, both] = ['users', 'computers', 'mixed'].map((type) => groups.filter((group) => group.type === type)) as [
      Group[],
      Group[],
      Group[],
    ]
    return {
      ...(names.users.length + people.length > 0 && { users: set([...users, ...people.flatMap((group) => group.users)]) }),
      ...(names.computers.length + machines.length > 0 && {
        computers: set([...computers, ...machines.flatMap((group) => group.computers)]),
      }),
      ...(both.length > 0 && {
        either: { users: set(both.flatMap((group) => group.users)), computers: set(both.flatMap((group) => group.computers)) },
      }),
    }
  })
}

const wanted = (kind: Named['kind'], names: readonly string[]): Named[] => names.map((name) => ({ kind, name }))
const found = (world: World, names: readonly Named[]): Resource[] => names.flatMap((one) => resourceNamed(world, one) ?? [])
const set = (list: readonly Resource[]): ReadonlySet<string> => new Set(list.map(({ name }) => name))

interface Group {
  type: string
  users: readonly Resource<'User'>[]
  computers: readonly Resource<'Computer'>[]
}

/** A group that isn't in a world yet, or not any more, is empty there, and of the type that it has elsewhere. */
function groupIn(world: World, wish: Named, worlds: readonly World[]): Group {
  const here = resourceNamed(world, wish) as Resource<'Group'> | undefined
  const known = here ?? worlds.map((one) => resourceNamed(one, wish) as Resource<'Group'> | undefined).findLast(Boolean)
  return { type: known?.spec.type ?? 'mixed', ...(here ? members(world, here.name) : { users: [], computers: [] }) }
}
