/**
 * The schedules among the answers to "what is missing?": those that lead to the computer but not now, and those that would if they named
 * one more user, or their resource one more computer.
 */
import type { Path } from '../schema/fields.ts'
import { compare } from '../schema/problem.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { Edit, Missing, Question } from './missing.ts'
import { besides, tooText } from './missing-others.ts'
import { lists } from './missing-permission.ts'
import { nextOccurrence } from './occurrences.ts'
import { clock, wall } from './wall.ts'
import { schedulesFor } from './ways.ts'

/** So many schedules that could be widened are worth telling. */
const WIDENED = 2

type Pair = { schedule: Resource<'Schedule'>; resource: Resource<'ScheduledResource'> }
function pairOf({ e: { world } }: Question, name: string): Pair | undefined {
  const schedule = world.find('Schedule', name)
  const resource = schedule?.spec.resource === undefined ? undefined : world.find('ScheduledResource', schedule.spec.resource)
  return schedule && resource && { schedule, resource }
}

/** Schedules that lead from the user to the computer, and don't now. The next to run comes first. */
export function asleep(q: Question): Missing[] {
  const found = schedulesFor(q.e.world, q.of).flatMap(({ name, of }) => {
    const pair = pairOf(q, name)
    return (pair && lists(q, pair.resource.spec) && why(q, pair, of)) || []
  })
  return found.sort((a, b) => (a.from ?? 0) - (b.from ?? 0))
}

/** What is in the way; undefined where it runs. */
function why(q: Question, { schedule, resource }: Pair, by: 'user' | 'group'): Missing | undefined {
  const subject = by === 'user' ? q.user.name : `group ${q.of.group}`
  const next = nextOccurrence(schedule, q.e.zone, q.time)
  const from = next && next.from > q.time ? next.from : undefined
  const edits: Edit[] = []
  const but: string[] = []
  const fixes: string[] = []
  let at: { key: Key; path: Path } | undefined
  if (resource.status.suspended !== undefined) {
    at = { key: resource.key, path: 'spec.admins' }
    but.push(`its resource ${resource.name} is suspended, because all of its administrators are gone or demoted`)
    fixes.push(
      `Name a user with the role \`group-admin\` or above in \`spec.admins\` of ScheduledResource/${resource.name}, and have it resumed in the control plane`,
    )
  }
  if (!resource.spec.enabled) {
    at ??= { key: resource.key, path: 'spec.enabled' }
    but.push(`its resource ${resource.name} is not enabled`)
    edits.push({ key: resource.key, path: 'spec.enabled', op: 'set', value: true })
    fixes.push(`Set \`spec.enabled: true\` in ScheduledResource/${resource.name}`)
  }
  if (schedule.spec.paused) {
    at ??= { key: schedule.key, path: 'spec.paused' }
    but.push('it is paused')
    edits.push({ key: schedule.key, path: 'spec.paused', op: 'set', value: false })
    fixes.push(`Set \`spec.paused: false\` in Schedule/${schedule.name}`)
  }
  if (!next) {
    at ??= { key: schedule.key, path: schedule.spec.endDate === undefined ? 'spec.recurrence' : 'spec.endDate' }
    but.push(`it has no occurrence after ${wall(q.time, q.e.zone)}`)
    fixes.push(
      schedule.spec.endDate === undefined
        ? `Extend \`spec.recurrence\` of Schedule/${schedule.name}`
        : `Move \`spec.endDate\` of Schedule/${schedule.name}, now ${schedule.spec.endDate}`,
    )
  } else if (from !== undefined) {
    at ??= { key: schedule.key, path: 'spec.timeSlot' }
    const slot = `${wall(from, q.e.zone)} to ${clock(next.to, from, q.e.zone)}`
    but.push(`${wall(q.time, q.e.zone)} is outside its hours; the next are ${slot}`)
    fixes.push(
      but.length > 1
        ? `it then runs from ${wall(from, q.e.zone)} on`
        : `Wait until ${wall(from, q.e.zone)}, or widen \`spec.timeSlot\` or \`spec.recurrence\` of Schedule/${schedule.name}`,
    )
  }
  if (!at) return undefined
  const possible = next !== undefined && resource.status.suspended === undefined
  const wakesAll = edits.some(({ key }) => key === resource.key)
  const others = edits.length === 0 ? [] : wakesAll ? usersOf(q, resource.name) : besides(schedule.spec.subjects, q.user.name)
  return {
    says: `schedule ${schedule.name} gives ${subject} the computers of ${resource.name}, among them ${q.computer.name}, but ${but.join(', and ')}`,
    ...at,
    edits: possible ? edits : [],
    from: possible ? from : undefined,
    others,
    fix: `${inOne(fixes)}${tooText(others)}.`,
  }
}

/** Whom the schedules of a resource name, beside the one who asks. */
function usersOf(q: Question, resource: string): string[] {
  const schedules = q.e.world.of('Schedule').filter(({ spec }) => spec.resource === resource)
  const [users, groups] = [schedules.flatMap(({ spec }) => spec.subjects.users), schedules.flatMap(({ spec }) => spec.subjects.groups)]
  return besides({ users: [...new Set(users)].sort(compare), groups: [...new Set(groups)].sort(compare) }, q.user.name)
}

/**
 * Schedules that would do if they named the user, or if their resource had the computer: those first that run at the time that was asked
 * about, then the next to run.
 */
export function widened(q: Question): Missing[] {
  const found: {
    schedule: Resource<'Schedule'>
    resource: Resource<'ScheduledResource'>
    by: 'user' | 'group' | undefined
    from: number | undefined
  }[] = []
  const naming = new Map(schedulesFor(q.e.world, q.of).map(({ name, of }) => [name, of]))
  for (const { name: scheduleName } of q.e.world.of('Schedule')) {
    const pair = pairOf(q, scheduleName)
    if (!pair) continue
    const { schedule, resource } = pair
    const [by, has] = [naming.get(scheduleName), lists(q, resource.spec)]
    if ((by === undefined) === !has || schedule.spec.paused || !resource.spec.enabled || resource.status.suspended !== undefined) continue
    const next = nextOccurrence(schedule, q.e.zone, q.time)
    if (!next) continue
    found.push({ schedule, resource, by, from: next.from > q.time ? next.from : undefined })
  }
  found.sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || compare(a.schedule.name, b.schedule.name))
  return found.slice(0, WIDENED).map(({ schedule, resource, by, from }) => {
    const then = from === undefined ? 'which run then' : `from ${wall(from, q.e.zone)} on`
    const name = by ? q.computer.name : q.user.name
    const [on, path]: [Resource, Path] = by ? [resource, 'spec.computers'] : [schedule, 'spec.subjects.users']
    const others = by ? usersOf(q, resource.name) : []
    return {
      says: by
        ? `schedule ${schedule.name} names ${by === 'user' ? q.user.name : `group ${q.of.group}`}, but its resource ${resource.name} does not have ${name}`
        : `schedule ${schedule.name} gives access to ${q.computer.name} through ${resource.name}, but names neither ${name}${q.of.group === undefined ? ` nor a group that ${name} is in` : ` nor group ${q.of.group}`}`,
      key: on.key,
      path,
      edits: [{ key: on.key, path, op: 'add' as const, value: name }],
      from,
      others,
      fix: `Add \`${name}\` to \`${path}\` of ${on.kind}/${on.name} for access in its hours, ${then}${tooText(others)}.`,
    }
  })
}

/** Several things to do as one sentence, without its full stop. */
const inOne = (parts: readonly string[]): string =>
  parts.map((part, i) => (i === 0 ? part : `${part.charAt(0).toLowerCase()}${part.slice(1)}`)).join('; ')
