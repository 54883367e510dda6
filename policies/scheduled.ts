/**
 * Scheduled access as guardrails ask for it: which schedules give anything, to whom, and how they bind. effective/ answers for one class of
 * users; here all classes are asked at once, so the schedules are read once, as they were written, without filling their defaults in.
 */
import { naming } from '../effective/naming.ts'
import type { Target, UserClass } from '../effective/types.ts'
import { names } from '../schema/invariants.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export interface Scheduled {
  schedule: Resource<'Schedule'>
  resource: Resource<'ScheduledResource'>
  /** The computers of the resource. */
  targets: Target[]
  /** `pooled`, `exclusive`, `pooled and exclusive`; '' where nothing binds. */
  mode: string
  /** When it is certainly over, whatever the zone; milliseconds. */
  until: number
}

/** By name: those that give access, as effective/ways.ts has it. Neither paused, nor of a resource that is off or suspended. */
export const scheduled = (world: World): ReadonlyMap<string, Scheduled> => world.remember(read)

const said = { connectionPool: 'pooled', exclusiveAccess: 'exclusive' } as const
const modes = Object.keys(said) as (keyof typeof said)[]

function read(world: World): Map<string, Scheduled> {
  const found = new Map<string, Scheduled>()
  for (const schedule of world.of('Schedule')) {
    const [name] = names(schedule.value('spec.resource'))
    const resource = name === undefined ? undefined : world.find('ScheduledResource', name)
    if (!resource || schedule.value('spec.paused') === true || resource.value('spec.enabled') === false) continue
    const targets: Target[] = names(resource.value('spec.groups')).map((group) => ({ group }))
    if (names(resource.value('spec.computers')).length > 0) targets.push({ named: resource.key })
    if (targets.length === 0 || resource.status.suspended !== undefined) continue
    const binding = modes.filter(
      (mode) =>
        resource.value(`spec.${mode}.supported`) === true &&
        (schedule.value(`spec.${mode}`) ?? resource.value(`spec.${mode}.default`)) === true,
    )
    found.set(schedule.name, {
      schedule,
      resource,
      targets,
      mode: binding.map((mode) => said[mode]).join(' and '),
      until: untilOf(schedule),
    })
  }
  return found
}

/** An occurrence may end on the day after its date, and days begin at different times around the world: three of them are enough. */
function untilOf(schedule: Resource<'Schedule'>): number {
  const once = (schedule.value('spec.recurrence.frequency') ?? 'once') === 'once' && schedule.value('spec.recurrence.rule') === undefined
  const [last] = names(schedule.value(once ? 'spec.startDate' : 'spec.endDate'))
  return last === undefined ? Number.POSITIVE_INFINITY : Date.parse(last) + 3 * 24 * 3_600_000
}

/** The schedules that give a class of users anything, now or later. */
export function schedulesOf(world: World, { schedules, group }: UserClass, now: number): Scheduled[] {
  const groups = group === undefined ? undefined : naming(world).schedulesOfGroup.get(group)
  if (schedules.length === 0 && groups === undefined) return []
  const all = scheduled(world)
  const found: Scheduled[] = []
  for (const name of schedules.length > 0 && groups ? new Set([...schedules, ...groups]) : (groups ?? schedules)) {
    const one = all.get(name)
    if (one && now < one.until) found.push(one)
  }
  return found
}
