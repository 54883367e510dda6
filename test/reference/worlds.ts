/**
 * Whole worlds by lot, for the judges: every kind and field that meaning reads, valid by construction, with few names so that declarations
 * meet. Beside each world, times at which to ask: around the ends of hours and the days on which clocks change, since that is where two
 * readings of the same words part.
 */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { occurrencesBetween } from './hours.ts'
import { computer, policies, scheduled } from './machines.ts'
import { builtin, declare, few, names, TEAM } from './names.ts'
import { controls, group, permissions, team, user } from './people.ts'
import { pivot } from './schedules.ts'

export interface Draw {
  world: World
  zone: string
  /** Some random, most of them at a boundary. */
  times: number[]
}

const DAY = 86_400_000
const moments = fc.array(
  fc.record({
    boundary: fc.nat(999),
    beside: fc.constantFrom(0, 0, -1, 1, -1000, 1000, -60_000, 60_000, 1_800_000, -3_600_000),
    near: fc.integer({ min: -4 * DAY, max: 4 * DAY }),
  }),
  { minLength: 2, maxLength: 4 },
)

/** Somebody or something else of whom the declarations say the same: wherever the one is named, the other is. */
function twin(resources: readonly Resource[], kind: string, name: string): Resource[] {
  const other = `${name}-too`
  const both = (value: Json): Json => {
    if (Array.isArray(value)) return value.includes(name) ? [...value, other] : value
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, both(each)]))
  }
  const again = ({ kind, name, labels, status }: Resource, spec: Record<string, Json>) => declare(kind, name, spec, { labels, status })
  return resources.flatMap((each) => {
    const spec = both(each.declared.spec ?? {}) as Record<string, Json>
    if (each.kind !== kind || each.name !== name) return again(each, spec)
    return [
      each,
      declare(kind, other, kind === 'User' ? { ...spec, email: `${other}@acme.example` } : spec, {
        labels: each.labels,
        status: each.status,
      }),
    ]
  })
}

export const draws: fc.Arbitrary<Draw> = fc
  .tuple(names, pivot)
  .chain(([all, around]) =>
    fc.record({
      around: fc.constant(around),
      parts: fc.tuple(
        team(around.zone).map((one) => [one]),
        fc.tuple(
          ...all.users
            .filter((name) => name !== 'ann')
            .concat('ann')
            .map((name) => user(name, all)),
        ),
        fc.tuple(...all.groups.map((name, i) => group(name, i, all))),
        fc.tuple(...all.computers.map((name) => computer(name, all))),
        fc.tuple(
          ...all.roles.map((name, i) =>
            fc.constantFrom(...builtin, ...all.roles.slice(0, i)).map((base) => declare('Role', name, { extends: base })),
          ),
        ),
        permissions(all),
        controls(all),
        policies(all),
        scheduled(all, around),
      ),
      moments,
      twins: fc.record({
        user: few(
          all.users.filter((name) => name !== 'ann'),
          1,
        ),
        computer: few(all.computers, 1),
      }),
    }),
  )
  .map(({ around: { zone, day }, parts, moments, twins }) => {
    let resources: Resource[] = parts.flat()
    for (const name of twins.user) resources = twin(resources, 'User', name)
    for (const name of twins.computer) resources = twin(resources, 'Computer', name)
    const world = new World(TEAM, resources)
    const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    const change = noon.subtract({ hours: 13 }).getTimeZoneTransition('next')?.epochMilliseconds
    const middle = noon.epochMilliseconds
    const boundaries = world
      .of('Schedule')
      .flatMap((schedule) => occurrencesBetween(schedule, zone, middle - 3 * DAY, middle + 3 * DAY).flatMap(({ from, to }) => [from, to]))
    if (change !== undefined && Math.abs(change - middle) < 2 * DAY) boundaries.push(change)
    const times = moments.map(({ boundary, beside, near }) =>
      boundaries.length === 0 ? middle + near : (boundaries[boundary % boundaries.length] as number) + beside,
    )
    return { world, zone, times }
  })

/** The world, a line a resource: what a person reads when two judges differ. */
export function shown({ world, zone, times }: Draw): string {
  const lines = [...world.all()].map((resource) => {
    const status = Object.keys(resource.status).length === 0 ? '' : ` status ${JSON.stringify(resource.status)}`
    const labels = Object.keys(resource.labels).length === 0 ? '' : ` labels ${JSON.stringify(resource.labels)}`
    return `  ${resource.kind} ${resource.name} ${JSON.stringify(resource.declared.spec ?? {})}${labels}${status}`
  })
  const asked = times.map((time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toString())
  return [...lines, `  asked at ${asked.join(', ')}`].join('\n')
}
