/** The team, its users and groups, and what is permitted and controlled, by lot. */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { features, featureValues } from '../../schema/vocabulary.ts'
import { builtin, dealt, declare, few, type GroupName, groupTypes, type Names, naming, pick, some, TEAM } from './names.ts'
import { sparse } from './schedules.ts'

export const team = (zone: string): fc.Arbitrary<Resource> => {
  const defaults = Object.keys(features).map((feature) => [
    feature,
    some(
      fc.record(
        Object.fromEntries(
          ['owner', 'superAdmin', 'admin', 'groupAdmin', 'member'].map((role) => [role, fc.constantFrom(...featureValues(feature))]),
        ),
        { requiredKeys: [] },
      ),
    ),
  ])
  const switched = ['fileTransfer', 'copyPaste', 'remotePrint', 'remoteReboot', 'remoteCommand', 'chat', 'sessionRecording', 'systemTools']
  return fc
    .record({
      features: fc.record(
        {
          ...Object.fromEntries(switched.map((name) => [name, fc.oneof(fc.constant(true), fc.boolean())])),
          oneToMany: fc.constantFrom('owner', 'ownerAndAdmins'),
        },
        { requiredKeys: [] },
      ),
      granularDefaults: fc.record(Object.fromEntries(defaults) as Record<string, fc.Arbitrary<Json | undefined>>),
      twoStepVerification: fc.record({ admins: fc.boolean(), members: fc.boolean() }, { requiredKeys: [] }),
      licence: some(fc.record({ technician: fc.boolean() })),
    })
    .map(({ features, granularDefaults, twoStepVerification, licence }) =>
      declare(
        'Team',
        TEAM,
        {
          owner: 'ann',
          scheduledAccess: { timeZone: zone },
          features: sparse(features as Record<string, Json>),
          granularDefaults: sparse(granularDefaults),
          authentication: { twoStepVerification },
        },
        licence && { status: { licence: { edition: 'enterprise', ...licence, userSeats: 100, maxComputers: 100 } } },
      ),
    )
}

export const user = (name: string, { roles, forUsers }: Names): fc.Arbitrary<Resource> =>
  fc
    .record({
      role: fc.oneof(fc.constant(undefined), fc.constantFrom(undefined, ...builtin), fc.constantFrom('group-admin', 'member', ...roles)),
      group: pick(forUsers),
      licence: some(fc.constantFrom('access', 'technician')),
      disabled: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, false, true),
    })
    .map((spec) => declare('User', name, { email: `${name}@acme.example`, ...spec }))

/** Priorities are all different, so no computer falls between two groups. */
export const group = (name: GroupName, index: number, { users }: Names): fc.Arbitrary<Resource> =>
  fc
    .record({
      admins: few(users),
      hostname: some(fc.constantFrom('PC-*', '*', 'mac-?', '*-1', 'desk*', 'pc-2', '?c-*')),
      os: some(fc.subarray(['linux', 'macos', 'windows'])),
      labels: some(fc.constantFrom({ site: 'paris' }, { site: 'rome' }, { site: 'paris', floor: '2' }, {})),
      priority: fc.constantFrom(0, 10, -10),
    })
    .map(({ admins, priority, ...asked }) =>
      declare('Group', name, {
        type: groupTypes[name],
        admins,
        match: groupTypes[name] === 'users' ? undefined : sparse({ ...asked, priority: priority + index }),
      }),
    )

export const permissions = ({ users, forUsers, computers, forComputers }: Names): fc.Arbitrary<Resource[]> => {
  const named = ['perm-a', 'perm-b', 'perm-c', 'perm-d']
  return fc.tuple(dealt(users, named), dealt(forUsers, named)).chain(([byUsers, byGroups]) =>
    fc
      .tuple(
        ...named.map((name) => {
          const modes = ['all', 'none', 'ownGroup', 'only', 'only', ...(byGroups[name]?.length === 0 ? ['followGroup'] : [])]
          return fc.tuple(fc.constantFrom(...modes), few(computers), few(forComputers)).map(([mode, listed, groups]) =>
            declare('AccessPermission', name, {
              subjects: { users: byUsers[name] as string[], groups: byGroups[name] as string[] },
              computers: mode === 'only' ? { mode, computers: listed, groups } : { mode: mode as string },
            }),
          )
        }),
      )
      .map(naming),
  )
}

export const controls = ({ users, forUsers }: Names): fc.Arbitrary<Resource[]> => {
  const named = ['ctl-a', 'ctl-b', 'ctl-c']
  return fc.tuple(dealt(users, named), dealt(forUsers, named)).chain(([byUsers, byGroups]) =>
    fc
      .tuple(
        ...named.map((name) => {
          const more = ['default', ...(byGroups[name]?.length === 0 ? ['followGroup'] : [])]
          const values = Object.keys(features).map((feature) => [feature, fc.constantFrom(...featureValues(feature), ...more)])
          return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<string>>, { requiredKeys: [] }).map((drawn) =>
            declare('GranularControl', name, {
              subjects: { users: byUsers[name] as string[], groups: byGroups[name] as string[] },
              controls: drawn as Record<string, string>,
            }),
          )
        }),
      )
      .map(naming),
  )
}
