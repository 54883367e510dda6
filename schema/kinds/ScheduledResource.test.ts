import { expect, test } from 'vitest'
import { invariantsOf, settled, worldOf } from './cases.ts'
import { ScheduledResource } from './ScheduledResource.ts'

invariantsOf(ScheduledResource, {
  'ScheduledResource-admins-may-administer': [
    { world: 'ScheduledResource r {admins: [ada]}\nUser ada {role: member}', at: [1, 2], says: '`ada`' },
    { world: 'ScheduledResource r {admins: [ada]}\nUser ada {role: group-admin}', at: [] },
    { world: 'ScheduledResource r {admins: [ada]}\nTeam acme {owner: ada}\nUser ada {}', at: [] },
  ],
  'ScheduledResource-display-name-unique': [
    { world: 'ScheduledResource a {displayName: Farm}\nScheduledResource b {displayName: Farm}', at: [1, 2] },
    { world: 'ScheduledResource a {displayName: Farm}\nGroup b {displayName: Farm}', at: [] },
  ],
  'ScheduledResource-groups-hold-computers': [
    { world: 'ScheduledResource a {groups: [us]}\nGroup us {type: users}', at: [1, 2] },
    { world: 'ScheduledResource a {groups: [pcs]}\nGroup pcs {type: computers}', at: [] },
  ],
  'resource-default-supported': [
    { world: 'ScheduledResource a {connectionPool: {default: true}}', at: [1], says: '`connectionPool`' },
    { world: 'ScheduledResource a {exclusiveAccess: {supported: false, default: true}}', at: [1], says: '`exclusiveAccess`' },
    { world: 'ScheduledResource a {connectionPool: {supported: true, default: true}, exclusiveAccess: {supported: true}}', at: [] },
  ],
})

const suspended = (now: string, before?: string) =>
  settled(worldOf(now), 'ScheduledResource r', before === undefined ? {} : { previous: worldOf(before) }).status.suspended

test('a resource is suspended when all of its administrators are gone or demoted, and not before', () => {
  const admins = 'User ann {role: group-admin}\nUser bob {role: admin}\nScheduledResource r {admins: [ann, bob]}'
  expect(suspended(admins)).toBeUndefined()
  expect(suspended(admins.replace('role: admin}', 'role: member}'))).toBeUndefined()
  expect(suspended(admins.replace('group-admin', 'member').replace('role: admin}', 'role: member}'))).toEqual({
    since: '2026-03-02T09:00:00Z',
    reason: 'gone or no longer administrators: ann, bob',
  })
})

test('a resource whose administrators were deleted is suspended, although the deletion emptied its list', () => {
  expect(suspended('ScheduledResource r {admins: []}', 'User ann {role: admin}\nScheduledResource r {admins: [ann]}')).toBeDefined()
})

test('a resource that never had administrators, or that lets go of those who still are, is not suspended', () => {
  expect(suspended('ScheduledResource r {}')).toBeUndefined()
  const ann = 'User ann {role: admin}\nScheduledResource r'
  expect(suspended(`${ann} {admins: []}`, `${ann} {admins: [ann]}`)).toBeUndefined()
})

test('an apply does not clear a suspension', () => {
  expect(suspended('User ann {role: admin}\nScheduledResource r {admins: [ann]} status {suspended: {since: then, reason: x}}')).toEqual({
    since: 'then',
    reason: 'x',
  })
})
