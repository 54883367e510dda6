/**
 * Many people and many computers under few declarations, as a World that was just read from a store: every resource is a text that nobody
 * has parsed yet. For measuring what meaning costs (bench/meaning.ts).
 */
import type { Json } from '../schema/canonical.ts'
import type { Declared } from '../schema/fields.ts'
import { type Key, keyOf, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { random } from './random.ts'

export interface Population {
  users: number
  computers: number
  /** Permissions, schedules and the like; groups, half of it, come beside them. */
  declarations: number
}

const TEAM = 'bench'

/** As it lies in a store: parsed when somebody looks, and as often as somebody does. */
export function stored(kind: string, name: string, spec: { [key: string]: Json }): Resource {
  const text = JSON.stringify({ spec })
  return new Resource({ kind, namespace: TEAM, name, backing: { declared: () => JSON.parse(text) as Declared } })
}

/** One in a hundred is named by itself, as those are whom no rule fits. */
const ALONE = 100

export function population({ users, computers, declarations }: Population): World {
  const draw = random(7)
  const groups = Math.max(2, Math.floor(declarations / 2))
  const all = new Map<Key, Resource>()
  const put = (kind: string, name: string, spec: { [key: string]: Json }) => all.set(keyOf(kind, TEAM, name), stored(kind, name, spec))
  const group = (i: number) => `group-${((i % groups) + groups) % groups}`
  const user = (i: number) => `user-${i}`
  const computer = (i: number) => `pc-${i}`
  put('Team', TEAM, { displayName: 'Bench', owner: user(0), scheduledAccess: { timeZone: 'Europe/Paris' } })
  for (let i = 0; i < groups; i++) put('Group', `group-${i}`, { displayName: `Group ${i}`, type: 'mixed' })
  for (let i = 0; i < users; i++) {
    const role = i % 1000 === 0 ? 'admin' : i % 200 === 0 ? 'group-admin' : 'member'
    put('User', user(i), { email: `${user(i)}@bench.example`, displayName: `User ${i}`, role, group: group(draw.number(groups)) })
  }
  for (let i = 0; i < computers; i++) put('Computer', computer(i), { displayName: `PC ${i}`, group: group(draw.number(groups)) })
  // Each declaration of these names subjects that no other of its kind does.
  const each = Math.max(1, Math.floor(declarations / 5))
  for (let i = 0; i < each; i++) {
    const alone = i * ALONE
    put('AccessPermission', `permission-${i}`, {
      subjects: { groups: i < groups ? [group(i)] : [], users: alone < users ? [user(alone)] : [] },
      computers: { mode: 'only', groups: [group(i), group(i + 1)], computers: alone < computers ? [computer(alone)] : [] },
    })
    put('ScheduledResource', `farm-${i}`, { displayName: `Farm ${i}`, groups: [group(i + 2)], connectionPool: { supported: true } })
    put('Schedule', `shift-${i}`, {
      resource: `farm-${i}`,
      subjects: { groups: [group(i + 3)], users: [user((i * 37) % users)] },
      startDate: '2026-01-05',
      timeSlot: { start: i % 2 ? '08:00' : '20:00', end: i % 2 ? '18:00' : '04:00', crossesMidnight: i % 2 === 0 },
      recurrence: { frequency: 'weekly', days: ['MO', 'TU', 'WE', 'TH', 'FR'] },
    })
    if (i < groups) put('GranularControl', `control-${i}`, { subjects: { groups: [group(i)] }, controls: { fileTransfer: 'disabled' } })
    if (i < groups)
      put('PreferencePolicy', `policy-${i}`, {
        displayName: `Policy ${i}`,
        settings: { security: { lockScreenOnDisconnect: true } },
        targets: { groups: [group(i)] },
      })
  }
  return new World(TEAM, all, 1)
}

/** A world with some resources declared otherwise or (null) gone, and which. */
export function changed(
  world: World,
  edits: readonly [Key, ((spec: { [key: string]: Json }) => { [key: string]: Json }) | null][],
): [World, Key[]] {
  const next = edits.map(([key, edit]): [Key, Resource | null] => {
    if (edit === null) return [key, null]
    const resource = world.get(key) as Resource
    return [key, stored(resource.kind, resource.name, edit((resource.declared.spec ?? {}) as { [key: string]: Json }))]
  })
  return [world.with(next, world.revision + 1), edits.map(([key]) => key)]
}
