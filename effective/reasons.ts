/**
 * Why somebody reaches something: the chain of declarations from the user to the computer. It is complete: a world of the chain's resources
 * and the Team gives the same access, which is what makes it a reason and not a hint (laws.test.ts holds it to that).
 */
import { placedIn } from '../schema/membership.ts'
import { type Key, keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Effective } from './effective.ts'
import type { Link, Reason, Way } from './types.ts'

type User = Resource<'User'>
type Computer = Resource<'Computer'>

export function reasonOf({ world }: Effective, user: User, computer: Computer, way: Way): Reason {
  return { way, chain: [...basisLinks(world, user, way), ...targetLinks(world, user, computer, way)] }
}

const link = (key: Key, path: string, says: string, entry?: string): Link => ({ key, path, says, ...(entry !== undefined && { entry }) })
const key = (world: World, kind: string, name: string): Key => keyOf(kind, world.team, name)

/** From the user to what grants. */
function basisLinks(world: World, user: User, { basis }: Way): Link[] {
  switch (basis.by) {
    case 'role':
    case 'administers':
      return roleLinks(world, user)
    case 'group':
      return [...through(world, user, basis.through), inGroup(user)]
    case 'permission': {
      const permission = key(world, 'AccessPermission', basis.permission)
      if (basis.of === 'user')
        return [
          link(user.key, '', `user ${user.name}`),
          link(permission, 'spec.subjects.users', `permission ${basis.permission} names ${user.name}`, user.name),
        ]
      const group = user.spec.group as string
      return [
        ...through(world, user, basis.through),
        inGroup(user),
        link(permission, 'spec.subjects.groups', `permission ${basis.permission} names group ${group}`, group),
      ]
    }
    case 'schedule': {
      const schedule = world.find('Schedule', basis.schedule) as Resource<'Schedule'>
      const resource = schedule.spec.resource as string
      const group = user.spec.group as string
      return [
        ...(basis.of === 'user'
          ? [
              link(user.key, '', `user ${user.name}`),
              link(schedule.key, 'spec.subjects.users', `schedule ${schedule.name} names ${user.name}`, user.name),
            ]
          : [inGroup(user), link(schedule.key, 'spec.subjects.groups', `schedule ${schedule.name} names group ${group}`, group)]),
        link(schedule.key, 'spec.resource', `it opens resource ${resource}`),
      ]
    }
  }
}

const inGroup = (user: User): Link => link(user.key, 'spec.group', `${user.name} is in group ${user.spec.group}`)

/** The user's own permission, when it says to follow the group. */
const through = (world: World, user: User, permission: string | undefined): Link[] =>
  permission === undefined
    ? []
    : [
        link(
          key(world, 'AccessPermission', permission),
          'spec.subjects.users',
          `permission ${permission} lets ${user.name} follow its group`,
          user.name,
        ),
      ]

/** Where the role is said, through custom roles to the built-in one. */
function roleLinks(world: World, user: User): Link[] {
  const team = world.find('Team', world.team)
  if (team?.spec.owner === user.name)
    return [link(user.key, '', `user ${user.name}`), link(team.key, 'spec.owner', `${user.name} is the owner, who reaches every computer`)]
  const links = [link(user.key, 'spec.role', `${user.name} has role ${user.spec.role}`)]
  let role = world.find('Role', user.spec.role)
  while (role && !links.some((one) => one.key === role?.key)) {
    links.push(link(role.key, 'spec.extends', `role ${role.name} counts as ${role.spec.extends}`))
    role = world.find('Role', role.spec.extends as string)
  }
  return links
}

/** From what grants to the computer. */
function targetLinks(world: World, user: User, computer: Computer, { basis, target }: Way): Link[] {
  if ('all' in target) {
    if (basis.by !== 'permission') return [link(computer.key, '', `which reaches every computer, ${computer.name} too`)]
    const permission = key(world, 'AccessPermission', basis.permission)
    return [link(permission, 'spec.computers.mode', 'it gives every computer'), link(computer.key, '', `computer ${computer.name}`)]
  }
  if ('named' in target) {
    const path = basis.by === 'schedule' ? 'spec.computers' : 'spec.computers.computers'
    return [link(target.named, path, `which names ${computer.name}`, computer.name), link(computer.key, '', `computer ${computer.name}`)]
  }
  const { group } = target
  return [...groupLinks(world, user, group, basis), ...memberLinks(world, computer, group)]
}

/** What says that the group is meant. */
function groupLinks(world: World, user: User, group: string, basis: Way['basis']): Link[] {
  const itself = key(world, 'Group', group)
  switch (basis.by) {
    case 'administers':
      return [link(itself, 'spec.admins', `${user.name} administers group ${group}`, user.name)]
    case 'group':
      return [link(itself, 'spec.type', `a mixed group gives its members its own computers`)]
    case 'schedule': {
      const resource = world.find('Schedule', basis.schedule)?.spec.resource as string
      return [link(key(world, 'ScheduledResource', resource), 'spec.groups', `resource ${resource} holds group ${group}`, group)]
    }
    case 'permission': {
      const permission = world.find('AccessPermission', basis.permission) as Resource<'AccessPermission'>
      if (permission.spec.computers.mode === 'only')
        return [link(permission.key, 'spec.computers.groups', `it gives the computers of group ${group}`, group)]
      const own = basis.of === 'user' ? [inGroup(user)] : []
      return [
        link(permission.key, 'spec.computers.mode', 'it gives the computers of its own group'),
        ...own,
        link(itself, 'spec.type', `group ${group} holds users and computers`),
      ]
    }
    case 'role':
      return []
  }
}

/** What puts the computer in the group. */
function memberLinks(world: World, computer: Computer, group: string): Link[] {
  const itself = key(world, 'Group', group)
  if (computer.spec.group !== undefined) return [link(computer.key, 'spec.group', `${computer.name} is in group ${group}`)]
  if (placedIn(world, computer) !== undefined)
    return [
      link(itself, '', `group ${group}`),
      link(computer.key, 'status.enrolment.group', `${computer.name} was put in group ${group} when it was enrolled`),
    ]
  return [
    link(itself, 'spec.match', `group ${group} takes in ${computer.name} by its match`),
    link(computer.key, '', `computer ${computer.name}`),
  ]
}
