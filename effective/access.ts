/** A(user, computer, time): may this user reach this computer then, through what, until when, and how is the session bound? */
import type { Resource } from '../schema/resource.ts'
import { type Effective, holds } from './effective.ts'
import { endOf } from './hours.ts'
import { occurrences } from './occurrences.ts'
import { reasonOf } from './reasons.ts'
import type { Access, Bound, ComputerClass, UserClass, Way } from './types.ts'

/** Every way from a class of users to a class of computers, whatever the time. */
export const waysTo = (effective: Effective, user: UserClass, computer: ComputerClass): Way[] =>
  effective.ways(user).filter(({ target }) => holds(target, computer))

/** Does a way hold at a time (milliseconds since 1970)? */
export function holdsAt({ world, zone }: Effective, { schedule }: Way, time: number): boolean {
  if (schedule === undefined) return true
  const found = world.find('Schedule', schedule)
  return found !== undefined && occurrences(found, zone, time, time + 1).length > 0
}

export function accessOf(effective: Effective, user: Resource<'User'>, computer: Resource<'Computer'>, time: number): Access {
  const [users, computers] = [effective.userClass(user.name), effective.computerClass(computer.name)]
  const all = users && computers ? waysTo(effective, users, computers) : []
  const ways = all.filter((way) => holdsAt(effective, way, time))
  const permanent = ways.some(({ schedule }) => schedule === undefined)
  const schedules = all.flatMap(({ schedule }) => schedule ?? [])
  return {
    allowed: ways.length > 0,
    reasons: ways.map((way) => reasonOf(effective, user, computer, way)),
    until: permanent || ways.length === 0 ? undefined : endOf(effective, schedules, time),
    bound: boundOf(effective, ways),
  }
}

/** The schedule by which sessions are cut off when access ends at `until`; undefined where those that run may go on. */
export function forcedEnd({ world, zone }: Effective, ways: readonly Way[], until: number): string | undefined {
  const last = [...new Set(ways.flatMap(({ schedule }) => schedule ?? []))].filter((name) => {
    const schedule = world.find('Schedule', name)
    return schedule !== undefined && occurrences(schedule, zone, until - 1, until).length > 0
  })
  return last.find((name) => world.find('Schedule', name)?.spec.forceDisconnectAtEnd)
}

/** A pool and exclusive access bind a session that nothing admits but such schedules; a permanent grant isn't bound by them. */
export function boundOf({ world }: Effective, ways: readonly Way[]): Bound {
  const admitting = ways.map(({ schedule }) => {
    const found = schedule === undefined ? undefined : world.find('Schedule', schedule)
    const resource = found?.spec.resource === undefined ? undefined : world.find('ScheduledResource', found.spec.resource)
    return found && resource ? modesOf(found, resource) : { pool: undefined, exclusive: undefined }
  })
  const [first] = admitting
  return {
    pool: admitting.every(({ pool }) => pool !== undefined) ? first?.pool : undefined,
    exclusive: admitting.every(({ exclusive }) => exclusive !== undefined) ? first?.exclusive : undefined,
  }
}

/** How a schedule binds: as it says itself, else as its resource does, and only where the resource supports it. */
export function modesOf(schedule: Resource<'Schedule'>, resource: Resource<'ScheduledResource'>): Bound {
  const { connectionPool, exclusiveAccess } = resource.spec
  const pooled = connectionPool.supported && (schedule.spec.connectionPool ?? connectionPool.default)
  const exclusive = exclusiveAccess.supported && (schedule.spec.exclusiveAccess ?? exclusiveAccess.default)
  const { blankScreen, lockInput, logoffAfterDisconnect } = exclusiveAccess
  return {
    pool: pooled ? resource.name : undefined,
    exclusive: exclusive ? { schedule: schedule.name, blankScreen, lockInput, logoffAfterDisconnect } : undefined,
  }
}
