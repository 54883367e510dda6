/** Who and what there is in a random world, and how one of its declarations is made. Few names, so that declarations meet. */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import { type Declared, normalise } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { Resource } from '../../schema/resource.ts'
import { sparse } from './schedules.ts'

export const TEAM = 'acme'

export function declare(
  kind: string,
  name: string,
  spec: Record<string, Json | undefined>,
  more: { labels?: Json; status?: Json } = {},
): Resource {
  const origin = { file: `${kind}/${name}.yaml`, line: 1, column: 1 }
  const declared = { ...(more.labels && { metadata: { labels: more.labels } }), spec: sparse(spec) } as Declared
  return new Resource({
    kind,
    namespace: TEAM,
    name,
    declared: normalise(kindNamed(kind), declared),
    ...(more.status !== undefined && { status: more.status as Record<string, Json> }),
    origin: { ...origin, at: (path) => ({ ...origin, column: path.length + 1 }) },
  })
}

export const groupTypes = {
  'g-users': 'users',
  'g-people': 'users',
  'g-computers': 'computers',
  'g-lab': 'computers',
  'g-mixed': 'mixed',
  'g-crew': 'mixed',
} as const
export type GroupName = keyof typeof groupTypes

export const some = <T>(arbitrary: fc.Arbitrary<T>, freq = 1) => fc.option(arbitrary, { nil: undefined, freq })
export const pick = (from: readonly string[]) => (from.length === 0 ? fc.constant(undefined) : some(fc.constantFrom(...from), 3))
export const few = (from: readonly string[], maxLength = 2) => fc.subarray([...from], { maxLength: Math.min(maxLength, from.length) })
export const bit = some(fc.boolean())

export interface Names {
  users: string[]
  computers: string[]
  groups: GroupName[]
  forUsers: string[]
  forComputers: string[]
  roles: string[]
  packages: string[]
  policies: string[]
}

export const names: fc.Arbitrary<Names> = fc
  .record({
    users: fc.subarray(['ann', 'bob', 'cy', 'dee', 'eve'], { minLength: 1 }),
    computers: fc.subarray(['pc-1', 'pc-2', 'pc-3', 'mac-1', 'mac-2'], { minLength: 1 }),
    groups: fc.subarray(Object.keys(groupTypes) as GroupName[]),
    roles: fc.nat(3).map((n) => ['r-one', 'r-two', 'r-three'].slice(0, n)),
    packages: few(['pack-a', 'pack-b']),
    policies: few(['pol-a', 'pol-b', 'pol-c'], 3),
  })
  .map((drawn) => ({
    ...drawn,
    forUsers: drawn.groups.filter((name) => groupTypes[name] !== 'computers'),
    forComputers: drawn.groups.filter((name) => groupTypes[name] !== 'users'),
  }))

/** A declaration that speaks of nobody means nothing, and only makes a counterexample longer. */
export const naming = (resources: readonly Resource[]): Resource[] =>
  resources.filter(({ spec }) => {
    const { users, groups } = (spec as { subjects: { users: string[]; groups: string[] } }).subjects
    return users.length + groups.length > 0
  })

export const builtin = ['super-admin', 'admin', 'group-admin', 'member']

/** Each subject is named by at most one of several declarations: who by which (undefined: by none). */
export const dealt = (subjects: readonly string[], among: readonly string[]): fc.Arbitrary<Record<string, string[]>> =>
  fc.tuple(...subjects.map(() => pick(among))).map((owners) => {
    const hands: Record<string, string[]> = Object.fromEntries(among.map((name) => [name, []]))
    owners.forEach((owner, i) => {
      if (owner !== undefined) hands[owner]?.push(subjects[i] as string)
    })
    return hands
  })
