/**
 * Random organisations for the laws (laws.test.ts): a handful of names, so that edits meet; valid by construction, so that what is tested
 * is planning and not refusal. Types that can't change are fixed by name. `faulty` breaks some of them on purpose.
 */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import { type Declared, normalise } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { Resource } from '../../schema/resource.ts'

export const TEAM = 'acme'

export function declare(kind: string, name: string, spec: Record<string, Json>, labels?: Record<string, string>): Resource {
  const origin = { file: `${kind}/${name}.yaml`, line: 1, column: 1 }
  const declared: Declared = { ...(labels && { metadata: { labels } }), spec }
  return new Resource({
    kind,
    namespace: TEAM,
    name,
    declared: normalise(kindNamed(kind), declared),
    origin: { ...origin, at: (path) => ({ ...origin, column: path.length + 1 }) },
  })
}

const some = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 })
/** A spec without the fields that weren't drawn. */
const sparse = (fields: Record<string, Json | undefined>): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<string, Json>

const groupTypes = { 'g-users': 'users', 'g-computers': 'computers', 'g-mixed': 'mixed', 'g-more': 'users' } as const
const groupNames = Object.keys(groupTypes) as (keyof typeof groupTypes)[]
const userNames = ['u-a', 'u-b', 'u-c', 'u-d', 'u-e']
const computerNames = ['pc-1', 'pc-2', 'pc-3', 'pc-4']
const subsets = <T>(of: readonly T[]) => fc.subarray([...of])

/** Fields that this draw declares of a user; another manager has the rest to itself. */
export interface Flavour {
  licence: boolean
}

/** The resources of one project. */
export function organisation(flavour: Flavour = { licence: true }): fc.Arbitrary<Resource[]> {
  return fc
    .record({ users: subsets(userNames), groups: subsets(groupNames), computers: subsets(computerNames), farms: subsets(['farm', 'lab']) })
    .chain(({ users, groups, computers, farms }) => {
      const userGroups = groups.filter((name) => groupTypes[name] !== 'computers')
      const computerGroups = groups.filter((name) => groupTypes[name] !== 'users')
      const pick = (from: readonly string[]) => (from.length === 0 ? fc.constant(undefined) : some(fc.constantFrom(...from)))
      const user = (name: string) =>
        fc
          .record({
            role: some(fc.constantFrom('member', 'admin')),
            group: pick(userGroups),
            licence: flavour.licence ? some(fc.constantFrom('access', 'technician')) : fc.constant(undefined),
            disabled: some(fc.boolean()),
            displayName: some(fc.constantFrom('Ada', 'Zoë  L.', '李')),
            dept: some(fc.constantFrom('it', 'finance')),
          })
          .map(({ dept, ...spec }) =>
            declare('User', name, sparse({ email: `${name}@acme.example`, ...spec }), dept === undefined ? undefined : { dept }),
          )
      const group = (name: keyof typeof groupTypes) =>
        fc
          .record({ displayName: some(fc.constantFrom(`${name} one`, `${name} two`)) })
          .map((spec) => declare('Group', name, sparse({ type: groupTypes[name], ...spec })))
      const computer = (name: string) =>
        fc
          .record({ group: pick(computerGroups), note: some(fc.constantFrom('', 'under the desk', 'line\nbreak')) })
          .map((spec) => declare('Computer', name, sparse(spec)))
      const farm = (name: string) =>
        fc
          .record({ computers: subsets(computers), enabled: some(fc.boolean()) })
          .map((spec) => declare('ScheduledResource', name, sparse(spec)))
      const schedule = (farmName: string) =>
        fc
          .record({
            users: subsets(users),
            paused: some(fc.boolean()),
            end: fc.constantFrom('12:00', '18:30'),
          })
          .map(({ users: named, end, paused }) =>
            declare(
              'Schedule',
              `${farmName}-hours`,
              sparse({
                resource: farmName,
                subjects: { users: named },
                startDate: '2026-03-02',
                timeSlot: { start: '08:00', end },
                recurrence: { frequency: 'weekly', days: ['MO', 'FR'] },
                paused,
              }),
            ),
          )
      const permission = fc
        .record({ subjects: subsets(users), computers: fc.subarray(computers, { minLength: Math.min(1, computers.length) }) })
        .map(({ subjects, computers: reach }) =>
          declare('AccessPermission', 'some', {
            subjects: { users: subjects },
            computers: reach.length === 0 ? { mode: 'none' } : { mode: 'only', computers: reach },
          }),
        )
      return fc.tuple(
        fc.constant([
          declare('User', 'u-owner', { email: 'owner@acme.example' }),
          declare('Team', TEAM, { owner: 'u-owner', scheduledAccess: { timeZone: 'Europe/Paris' } }),
        ]),
        fc.tuple(...users.map(user)),
        fc.tuple(...groups.map(group)),
        fc.tuple(...computers.map(computer)),
        fc.tuple(...farms.map(farm)),
        fc.tuple(...farms.map(schedule)),
        fc.option(
          permission.map((one) => [one]),
          { nil: [] },
        ),
      )
    })
    .map((parts) => parts.flat())
}

/** An organisation in which something may be wrong: shared addresses, references to nothing, a subject in two permissions. */
export function faulty(): fc.Arbitrary<Resource[]> {
  const faults: ((resources: Resource[]) => Resource[])[] = [
    (resources) => [...resources, declare('User', 'u-twin', { email: 'OWNER@acme.example' })],
    (resources) => resources.filter((resource) => resource.kind !== 'Group'),
    (resources) => resources.filter((resource) => resource.kind !== 'Computer'),
    (resources) => [
      ...resources,
      declare('AccessPermission', 'again', { subjects: { users: ['u-a', 'u-owner'] }, computers: { mode: 'all' } }),
    ],
    (resources) => [...resources, declare('Group', 'g-extra', { type: 'users', admins: ['u-a'], displayName: 'g-users one' })],
    (resources) => [...resources, declare('User', 'u-nowhere', { email: 'nowhere@acme.example', group: 'g-computers' })],
    (resources) => resources.filter((resource) => resource.kind !== 'Team'),
  ]
  return fc.tuple(organisation(), fc.subarray(faults)).map(([resources, chosen]) => chosen.reduce((now, fault) => fault(now), resources))
}
