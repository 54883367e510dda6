/**
 * How schedules bind the sessions that nothing else admits: out of a pool, exclusively, cut off at the end. Several may hold at once, and
 * then a session is bound only by what all of them say (effective/access.ts): so what is compared is not schedule by schedule, but in
 * which hours somebody is *not* bound.
 */
import { modesOf } from '../../../effective/access.ts'
import type { Effective } from '../../../effective/effective.ts'
import { canonical } from '../../../schema/canonical.ts'
import { compare } from '../../../schema/problem.ts'
import type { Binding } from '../../types.ts'

type Mode = Omit<Binding, 'schedules'>

const unbound: Mode = { pool: null, exclusive: null, forceDisconnect: false }
const known = new WeakMap<Effective, Map<string, Mode>>()

export function modeOf(effective: Effective, name: string): Mode {
  let modes = known.get(effective)
  if (!modes) known.set(effective, (modes = new Map()))
  let found = modes.get(name)
  if (!found) modes.set(name, (found = read(effective, name)))
  return found
}

function read({ world }: Effective, name: string): Mode {
  const schedule = world.find('Schedule', name)
  const resource = schedule?.spec.resource === undefined ? undefined : world.find('ScheduledResource', schedule.spec.resource)
  if (!schedule || !resource) return unbound
  const { pool, exclusive } = modesOf(schedule, resource)
  const { blankScreen = false, lockInput = false, logoffAfterDisconnect = false } = exclusive ?? {}
  return {
    pool: pool ?? null,
    exclusive: exclusive ? { blankScreen, lockInput, logoffAfterDisconnect } : null,
    forceDisconnect: schedule.spec.forceDisconnectAtEnd,
  }
}

/** The same of another pool is the same: which computers are in it is told by who reaches them. */
export const modeText = (effective: Effective, name: string): string => {
  const { pool, ...rest } = modeOf(effective, name)
  return canonical({ ...rest, pooled: pool !== null })
}

/** Does a schedule bind otherwise than before? */
export const rebinds = (before: Effective, after: Effective, name: string): boolean => modeText(before, name) !== modeText(after, name)

/** Those that bind alike together. */
export function bindingsOf(effective: Effective, schedules: readonly string[]): Binding[] {
  const alike = Map.groupBy(schedules, (name) => canonical({ ...modeOf(effective, name) }))
  return [...alike.values()]
    .map((names) => ({ schedules: [...names].sort(compare), ...modeOf(effective, names[0] as string) }))
    .sort((a, b) => compare(a.schedules[0] as string, b.schedules[0] as string))
}

/**
 * The schedules in whose hours something is so; equal hours of every layer are equal bindings. `open` are those without exclusive access,
 * and each of the others has what one kind of exclusive access adds to them.
 */
export function layersOf(effective: Effective, schedules: readonly string[]): { of(layer: string): readonly string[]; names: string[] } {
  const modes = schedules.map((name) => ({ name, ...modeOf(effective, name) }))
  const some = (is: (mode: Mode) => boolean): string[] => modes.filter(is).map(({ name }) => name)
  const open = some(({ exclusive }) => exclusive === null)
  const layers = new Map<string, string[]>([
    ['unpooled', some(({ pool }) => pool === null)],
    ['open', open],
    ['uncut', some(({ forceDisconnect }) => !forceDisconnect)],
  ])
  for (const extras of new Set(modes.flatMap(({ exclusive }) => (exclusive ? canonical({ ...exclusive }) : []))))
    layers.set(
      extras,
      some(({ exclusive }) => exclusive === null || canonical({ ...exclusive }) === extras),
    )
  return { of: (layer) => layers.get(layer) ?? open, names: [...layers.keys()] }
}
