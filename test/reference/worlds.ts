/**
 * Whole worlds by lot, for the judges: every kind and field that meaning reads, valid by construction, with few names so that declarations
 * meet. Beside each world, times at which to ask: around the ends of hours and the days on which clocks change, since that is where two
 * readings of the same words part.
 */
import fc from 'fast-check'
import { World } from '../../schema/world.ts'
import { occurrencesBetween } from './hours.ts'
import { computer, policies, scheduled } from './machines.ts'
import { builtin, declare, names, TEAM } from './names.ts'
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
    }),
  )
  .map(({ around: { zone, day }, parts, moments }) => {
    const world = new World(TEAM, parts.flat())
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
