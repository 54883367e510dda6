/**
 * The judge of access: A(user, computer, time), word by word from the description of the domain, for one user, one computer and one time.
 * It reads the whole world for each question and keeps nothing: slow, and so plain that it can be held against the page. It imports
 * nothing of effective/ and none of what the schema computes (memberships, ranks), since that is what it judges.
 */
import type { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { contains, occurrencesBetween } from './hours.ts'

type User = Resource<'User'>
type Computer = Resource<'Computer'>
type Group = Resource<'Group'>
type Schedule = Resource<'Schedule'>
export type Role = 'owner' | 'super-admin' | 'admin' | 'group-admin' | 'member'

export interface Enrolment {
  package?: string
  group?: string
  settings?: Record<string, Record<string, unknown>>
  facts?: { hostname?: string; os?: string }
}
export const enrolmentOf = (computer: Computer): Enrolment => (computer.status.enrolment ?? {}) as Enrolment
export const teamOf = (world: World): Resource<'Team'> | undefined => world.of('Team')[0]

/** A custom role counts as the built-in that it extends; the owner is named in the Team. */
export function roleOf(world: World, user: User): Role {
  if (teamOf(world)?.spec.owner === user.name) return 'owner'
  let role = user.spec.role
  for (;;) {
    const custom = world.of('Role').find((each) => each.name === role)
    if (!custom) return role as Role
    role = custom.spec.extends as string
  }
}

/** Each `*` tries every length. */
function looksLike(text: string, pattern: string): boolean {
  if (pattern === '') return text === ''
  if (pattern[0] === '*') {
    for (let length = 0; length <= text.length; length++) if (looksLike(text.slice(length), pattern.slice(1))) return true
    return false
  }
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && looksLike(text.slice(1), pattern.slice(1))
}

function matches(group: Group, computer: Computer): boolean {
  const { hostname, os, labels } = group.spec.match
  if (group.spec.type === 'users') return false
  const wanted = Object.entries(labels ?? {})
  if (hostname === undefined && os.length === 0 && wanted.length === 0) return false
  const facts = enrolmentOf(computer).facts ?? {}
  if (hostname !== undefined && !looksLike((facts.hostname ?? computer.name).toLowerCase(), hostname.toLowerCase())) return false
  if (os.length > 0 && !os.some((one) => one === facts.os)) return false
  return wanted.every(([label, value]) => computer.labels[label] === value)
}

/** Group = spec.group ?? status.enrolment.group ?? Group.match ?? none. A group that is gone puts nobody anywhere. */
export function groupOf(world: World, computer: Computer): string | undefined {
  const named = (name: string | undefined) => world.of('Group').find((group) => group.name === name)?.name
  if (computer.spec.group !== undefined) return computer.spec.group
  const enrolled = named(enrolmentOf(computer).group)
  if (enrolled !== undefined) return enrolled
  const all = world.of('Group').filter((group) => matches(group, computer))
  const highest = Math.max(...all.map((group) => group.spec.match.priority))
  return all.find((group) => group.spec.match.priority === highest)?.name
}

const inGroups = (world: World, computer: Computer, groups: readonly string[]): boolean => {
  const group = groupOf(world, computer)
  return group !== undefined && groups.includes(group)
}

/** ownGroup: the computers of the group, if it is a mixed one. */
function ownGroup(world: World, group: string | undefined, computer: Computer): boolean {
  const mixed = world.of('Group').some((each) => each.name === group && each.spec.type === 'mixed')
  return mixed && groupOf(world, computer) === group
}

/** followGroup: the group's own permission; without one, ownGroup. */
function followGroup(world: World, group: string | undefined, computer: Computer): boolean {
  if (group === undefined) return false
  const permission = world.of('AccessPermission').find((each) => each.spec.subjects.groups.includes(group))
  return permission ? gives(world, permission, group, computer) : ownGroup(world, group, computer)
}

function gives(world: World, permission: Resource<'AccessPermission'>, group: string | undefined, computer: Computer): boolean {
  const { mode, computers, groups } = permission.spec.computers
  if (mode === 'all') return true
  if (mode === 'ownGroup') return ownGroup(world, group, computer)
  if (mode === 'followGroup') return followGroup(world, group, computer)
  if (mode === 'only') return computers.includes(computer.name) || inGroups(world, computer, groups)
  return false
}

/** Does the user reach the computer whatever the hour? */
export function permanent(world: World, user: User, computer: Computer): boolean {
  if (user.spec.disabled) return false
  const own = world.of('AccessPermission').find((each) => each.spec.subjects.users.includes(user.name))
  if (own) return gives(world, own, user.spec.group, computer)
  const role = roleOf(world, user)
  if (role === 'owner' || role === 'super-admin' || role === 'admin') return true
  if (role === 'group-admin') {
    const administered = world.of('Group').filter((group) => group.spec.admins.includes(user.name))
    if (administered.some((group) => groupOf(world, computer) === group.name)) return true
  }
  return followGroup(world, user.spec.group, computer)
}

/** The schedules that give the user the computer, in their hours. */
export function schedulesOf(world: World, user: User, computer: Computer): Schedule[] {
  if (user.spec.disabled) return []
  return world.of('Schedule').filter((schedule) => {
    const { subjects, paused } = schedule.spec
    const resource = resourceOf(world, schedule)
    if (paused || !resource || !resource.spec.enabled || resource.status.suspended !== undefined) return false
    if (!subjects.users.includes(user.name) && !(user.spec.group !== undefined && subjects.groups.includes(user.spec.group))) return false
    return resource.spec.computers.includes(computer.name) || inGroups(world, computer, resource.spec.groups)
  })
}

const resourceOf = (world: World, schedule: Schedule): Resource<'ScheduledResource'> | undefined =>
  world.of('ScheduledResource').find((each) => each.name === schedule.spec.resource)

export interface Answer {
  allowed: boolean
  permanent: boolean
  /** The schedules that hold at the time. */
  schedules: string[]
  /** When the last of the adjoining or overlapping hours ends; undefined for what is permanent, and for what has no end in sight. */
  until: number | undefined
  /** The resources out of whose computers the server may pick; empty where the session isn't bound so. */
  pools: string[]
  /** The schedules that make the session exclusive, with what they turn on. */
  exclusive: { schedule: string; blankScreen: boolean; lockInput: boolean; logoffAfterDisconnect: boolean }[]
}

export function access(world: World, user: User, computer: Computer, time: number): Answer {
  const zone = teamOf(world)?.spec.scheduledAccess.timeZone
  const always = permanent(world, user, computer)
  const granting = zone === undefined ? [] : schedulesOf(world, user, computer)
  const holding = zone === undefined ? [] : granting.filter((schedule) => contains(schedule, zone, time))
  const only = !always && holding.length > 0
  const mode = (schedule: Schedule, name: 'connectionPool' | 'exclusiveAccess'): boolean => {
    const resource = resourceOf(world, schedule) as Resource<'ScheduledResource'>
    return resource.spec[name].supported && (schedule.spec[name] ?? resource.spec[name].default)
  }
  const pooled = only && holding.every((schedule) => mode(schedule, 'connectionPool'))
  const exclusive = only && holding.every((schedule) => mode(schedule, 'exclusiveAccess'))
  return {
    allowed: always || holding.length > 0,
    permanent: always,
    schedules: holding.map((schedule) => schedule.name).sort(),
    until: only ? untilWhen(granting, zone as string, time) : undefined,
    pools: pooled ? holding.map((schedule) => schedule.spec.resource as string) : [],
    exclusive: exclusive
      ? holding.map((schedule) => {
          const { blankScreen, lockInput, logoffAfterDisconnect } = (resourceOf(world, schedule) as Resource<'ScheduledResource'>).spec
            .exclusiveAccess
          return { schedule: schedule.name, blankScreen, lockInput, logoffAfterDisconnect }
        })
      : [],
  }
}

const DAY = 86_400_000
/** Further than this nobody looks for the end of hours that adjoin each other. */
export const SIGHT = 10 * DAY

function untilWhen(schedules: readonly Schedule[], zone: string, time: number): number | undefined {
  let end = time
  for (;;) {
    const later = schedules
      .flatMap((schedule) => occurrencesBetween(schedule, zone, end, end + 1))
      .reduce((latest, { to }) => Math.max(latest, to), end)
    if (later === end) return end
    if (later > time + SIGHT) return undefined
    end = later
  }
}
