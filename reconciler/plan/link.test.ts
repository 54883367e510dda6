import { describe, expect, test } from 'vitest'
import { request } from '../../providers/conformance.ts'
import { type Memory, memory } from '../../providers/memory/memory.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Declaration, Planned } from '../types.ts'
import { judgePart } from './partial.ts'
import { plan } from './plan.ts'
import { declare, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const project = (resources: readonly Resource[], manager = 'project:acme', adopt: string[] = []): Declaration => ({
  team: TEAM,
  manager,
  resources,
  adopt: new Set(adopt),
})
async function backendWith(...applies: Declaration[]): Promise<Memory> {
  const to = memory(TEAM, (again, live) => plan(again.declaration, live, at))
  for (const declaration of applies) await to.apply(request(declaration, plan(declaration, to.world, at)))
  return to
}
const ops = (planned: Planned) => planned.plan.changes.map(({ op, key }) => `${op} ${key.replace('/acme/', '/')}`)
const codes = (planned: Planned) => planned.problems.map((found) => found.code)
const annotated = (resource: Resource, annotations: Record<string, string>) =>
  resource.with({ declared: { ...resource.declared, metadata: { annotations } } })
const renamed = (resource: Resource, renamedFrom: string) => resource.with({ renamedFrom })

const owner = declare('User', 'owner', { email: 'owner@acme.example' })
const team = declare('Team', TEAM, { owner: 'owner', scheduledAccess: { timeZone: 'Europe/Paris' } })
const pc = declare('Computer', 'pc-1', {})
const farm = declare('ScheduledResource', 'farm', { computers: ['pc-1'] })
const night = declare('Schedule', 'night', {
  resource: 'farm',
  subjects: { users: ['owner'] },
  startDate: '2026-03-02',
  timeSlot: { start: '20:00', end: '23:00' },
})
const base = [owner, team, pc, farm]

test('two declarations of one resource are refused with both positions', () => {
  const twin = declare('User', 'owner', { email: 'other@acme.example' })
  const planned = plan(
    project([owner, twin, team]),
    memory(TEAM, () => {
      throw new Error('not applied')
    }).world,
    at,
  )
  expect(planned.problems.map((found) => [found.code, found.at.length])).toContainEqual(['duplicate-resource', 2])
})

test('deleting a resource deletes what cascades from it, right after it, with the reason', async () => {
  const to = await backendWith(project(base), project([night], 'project:other'))
  const planned = plan(project([owner, team, pc]), to.world, at)
  expect(ops(planned)).toEqual(['delete ScheduledResource/farm', 'delete Schedule/night'])
  expect(planned.plan.changes[1]?.reason.text).toBe('deleted with ScheduledResource `farm` (it was at ScheduledResource/farm.yaml:1)')
  expect(codes(planned)).toEqual([])
})

test('what this project still writes about something that it deletes is an error at its line, and nothing cascades', async () => {
  const to = await backendWith(project([...base, night]))
  const planned = plan(project([owner, team, pc, night]), to.world, at)
  expect(planned.problems.map((found) => [found.code, found.at[0]?.file])).toEqual([['still-referenced', 'Schedule/night.yaml']])
  expect(ops(planned)).toEqual(['delete ScheduledResource/farm'])
})

test('a restricted deletion names every referrer', async () => {
  const group = declare('Group', 'lab', { type: 'computers' })
  const uses = ['one', 'two'].map((name) => declare('ScheduledResource', name, { groups: ['lab'] }))
  const to = await backendWith(project([owner, team, group]), project(uses, 'project:other'))
  const planned = plan(project([owner, team]), to.world, at)
  expect(codes(planned)).toEqual(['still-referenced'])
  expect(planned.problems[0]?.message).toContain(
    'ScheduledResource `one` (`spec.groups`), ScheduledResource `two` (`spec.groups`) refer to it',
  )
})

test('what was removed is told with where it was, and nothing points at what stands there now', async () => {
  const group = declare('Group', 'lab', { type: 'computers' })
  const to = await backendWith(
    project([owner, team, group]),
    project([declare('ScheduledResource', 'one', { groups: ['lab'] })], 'project:other'),
  )
  const planned = plan(project([owner, team]), to.world, at)
  expect(planned.plan.changes.map(({ reason }) => reason)).toEqual([{ text: 'no longer declared (it was at Group/lab.yaml:1)', at: [] }])
  expect(planned.problems.map(({ message, at: places }) => [message, places])).toEqual([
    ["Group `lab` can't be deleted (it was at Group/lab.yaml:1): ScheduledResource `one` (`spec.groups`) refers to it.", []],
  ])
})

test('a misspelt built-in name is told from the built-in names', async () => {
  const planned = plan(
    project([...base, declare('User', 'bob', { email: 'bob@acme.example', role: 'memebr' })]),
    (await backendWith()).world,
    at,
  )
  expect(planned.problems[0]?.message).toContain('did you mean `member`?')
  expect(planned.problems[0]?.fix).toContain('`group-admin`, `member`')
})

test('a single reference with unset is unset when its target goes', async () => {
  const group = declare('Group', 'lab', { type: 'computers' })
  const to = await backendWith(project([owner, team, group]), project([declare('Computer', 'pc-9', { group: 'lab' })], 'project:other'))
  const planned = plan(project([owner, team]), to.world, at)
  expect(planned.plan.changes.map(({ op, fields }) => [op, fields])).toEqual([
    ['update', [{ path: 'spec.group', before: 'lab', after: null }]],
    ['delete', []],
  ])
})

test('a declared reference to nothing is an error with near names', async () => {
  const planned = plan(
    project([...base, declare('Computer', 'pc-2', { group: 'lba' }), declare('Group', 'lab', { type: 'computers' })]),
    (await backendWith()).world,
    at,
  )
  expect(planned.problems.map((found) => found.message)).toEqual([
    'Computer `pc-2` refers to Group `lba` (`spec.group`), which does not exist; did you mean `lab`?',
  ])
})

test('protected resources are not deleted: by annotation, and by their kind', async () => {
  const kept = annotated(declare('Group', 'kept', { type: 'users' }), { 'splashtop.io/prevent-destroy': 'true' })
  const to = await backendWith(project([...base, kept]))
  const planned = plan(project([declare('Computer', 'pc-1', {})]), to.world, at)
  expect(codes(planned).filter((code) => code === 'delete-refused')).toHaveLength(2)
  expect(ops(planned)).not.toContain('delete Team/acme')
})

test('a resource to be retained, and a computer that enrolled, are released', async () => {
  const kept = annotated(declare('Group', 'kept', { type: 'users' }), { 'splashtop.io/retain-on-remove': 'true' })
  const to = await backendWith(project([...base, kept]))
  const enrolled = to.world.get(pc.key)?.with({ status: { enrolment: { facts: {} } } }) as Resource
  const live = to.world.with([[pc.key, enrolled]])
  const planned = plan(project([owner, team, farm]), live, at)
  expect(ops(planned)).toEqual(['release Group/kept', 'release Computer/pc-1'])
  expect(planned.final.get(kept.key)?.live?.existence).toBeNull()
})

test('what nobody manages is adopted by whoever declares it', async () => {
  const kept = annotated(declare('Group', 'kept', { type: 'users' }), { 'splashtop.io/retain-on-remove': 'true' })
  const to = await backendWith(project([...base, kept]), project(base))
  expect(ops(plan(project([...base, kept]), to.world, at))).toEqual(['adopt Group/kept'])
})

test.each([
  [
    'both are renamed from one',
    [renamed(declare('Group', 'a', { type: 'users' }), 'old'), renamed(declare('Group', 'b', { type: 'users' }), 'old')],
  ],
  [
    'the old name is still declared',
    [renamed(declare('Group', 'a', { type: 'users' }), 'old'), declare('Group', 'old', { type: 'users' })],
  ],
])('a rename is refused when %s', async (_, resources) => {
  const to = await backendWith(project([...base, declare('Group', 'old', { type: 'users' })]))
  expect(codes(plan(project([...base, ...resources]), to.world, at))).toContain('rename-conflict')
})

test('renamed-from may stay in the file: it means nothing when the old name is not live', async () => {
  const group = renamed(declare('Group', 'new', { type: 'users' }), 'old')
  const to = await backendWith(project([...base, group]))
  const planned = plan(project([...base, group]), to.world, at)
  expect([ops(planned), codes(planned)]).toEqual([[], []])
})

test('an observed resource is never written, and must be there', async () => {
  const observed = annotated(declare('Group', 'theirs', { type: 'mixed' }), { 'splashtop.io/observe-only': 'true' })
  const absent = plan(project([...base, observed]), (await backendWith()).world, at)
  expect(codes(absent)).toContain('observed-missing')
  const to = await backendWith(project([declare('Group', 'theirs', { type: 'users' })], 'project:other'), project(base))
  const present = plan(project([...base, observed]), to.world, at)
  expect([ops(present), codes(present)]).toEqual([[], []])
})

test('ignored fields keep their live value', async () => {
  const user = declare('User', 'bob', { email: 'bob@acme.example', licence: 'access' })
  const to = await backendWith(project([...base, user]))
  const edited = annotated(declare('User', 'bob', { email: 'bob@acme.example', licence: 'technician' }), {
    'splashtop.io/ignore-fields': 'spec.licence',
  })
  const planned = plan(project([...base, edited]), to.world, at)
  expect(planned.final.get(user.key)?.value('spec.licence')).toBe('access')
})

test('the same value in other words is no change: address case, set order, time zone alias, recurrence', async () => {
  const schedule = (rule: string) =>
    declare('Schedule', 'by-rule', {
      resource: 'farm',
      subjects: { users: ['owner'] },
      startDate: '2026-03-02',
      timeSlot: { start: '08:00', end: '09:00' },
      recurrence: { rule },
    })
  const to = await backendWith(
    project([...base, declare('Group', 'g', { type: 'users', admins: [] }), schedule('FREQ=WEEKLY;BYDAY=MO,TU')]),
  )
  const planned = plan(
    project([
      declare('User', 'owner', { email: 'Owner@ACME.example' }),
      declare('Team', TEAM, { owner: 'owner', scheduledAccess: { timeZone: 'Europe/Paris' } }),
      pc,
      farm,
      declare('Group', 'g', { type: 'users', admins: [] }),
      schedule('BYDAY=TU,MO;FREQ=WEEKLY;INTERVAL=1'),
    ]),
    to.world,
    at,
  )
  expect([ops(planned), codes(planned)]).toEqual([[], []])
})

test('drift is shown with who moved it, before it is overwritten', async () => {
  const user = declare('User', 'bob', { email: 'bob@acme.example', licence: 'access' })
  const theirs = declare('User', 'bob', { licence: 'technician' })
  const to = await backendWith(project([...base, user]), project([theirs], 'console', [user.key]))
  const planned = plan(project([...base, user], 'project:acme', [user.key]), to.world, at)
  expect(planned.plan.drift).toEqual([
    { key: user.key, path: 'spec.licence', lastApplied: 'access', live: 'technician', by: 'console', time: null },
  ])
})

test('a secret shows that it is set or changed, never what it is or where it comes from', async () => {
  const sso = (env: string) =>
    declare('SsoMethod', 'entra', {
      idp: 'azureAD',
      loginUrl: 'https://login.example/saml',
      issuer: 'https://issuer.example',
      domains: ['acme.example'],
      scim: { enabled: true, token: { valueFrom: { env } } },
    })
  const to = await backendWith(project([...base, sso('FIRST_HANDLE')]))
  const first = plan(project([...base, sso('FIRST_HANDLE')]), (await backendWith(project(base))).world, at)
  const second = plan(project([...base, sso('SECOND_HANDLE')]), to.world, at)
  expect(codes(second)).toEqual([])
  expect(second.plan.changes[0]?.fields).toEqual([{ path: 'spec.scim.token', before: { secret: 'set' }, after: { secret: 'changed' } }])
  expect(JSON.stringify([first.plan, second.plan])).not.toContain('HANDLE')
})

test('an empty list is managed, an absent one is not', async () => {
  const to = await backendWith(project([owner, team, pc, declare('Group', 'g', { type: 'users', admins: ['owner'] })]))
  const absent = plan(project([owner, team, pc, declare('Group', 'g', { type: 'users' })], 'project:second'), to.world, at)
  expect(ops(absent)).toEqual([])
  const empty = plan(project([owner, team, pc, declare('Group', 'g', { type: 'users', admins: [] })]), to.world, at)
  expect(empty.plan.changes.map((change) => change.fields)).toEqual([[{ path: 'spec.admins', before: ['owner'], after: [] }]])
})

test('of a configuration that could be read in part, doubles and lost references are told, but not what the unread part may hold', () => {
  const one = declare('Computer', 'pc-2', { group: 'lab' })
  const two = declare('Computer', 'pc-3', { group: 'unread' })
  const resources = [one, two, two]
  const live = memory(TEAM, () => {
    throw new Error('not applied')
  }).world
  const found = (refused: (string | null)[]) =>
    judgePart(project(resources), live, new Set(refused)).map(({ code, message }) => [code, message])
  expect(found(['Group/acme/unread'])).toEqual([
    ['duplicate-resource', 'Computer `pc-3` is declared twice.'],
    ['unresolved-reference', 'Computer `pc-2` refers to Group `lab` (`spec.group`), which does not exist'],
  ])
  expect(found([null]).map(([code]) => code)).toEqual(['duplicate-resource'])
})

describe('two projects that declare one user', () => {
  const bob = declare('User', 'bob', { email: 'bob@acme.example', role: 'admin' })

  test('the second takes it over when it says so, also after it applied the same content', async () => {
    const to = await backendWith(project([bob], 'a'), project([bob], 'b'))
    expect(ops(plan(project([bob], 'b', [bob.key]), to.world, at))).toEqual(['adopt User/bob'])
    const taken = await backendWith(project([bob], 'a'), project([bob], 'b'), project([bob], 'b', [bob.key]))
    expect(ops(plan(project([], 'a'), taken.world, at))).toEqual(['release User/bob'])
  })

  test('a field that its owner let go belongs to whoever still declares it', async () => {
    const to = await backendWith(
      project([declare('User', 'bob', { email: 'bob@acme.example' })], 'c'),
      project([bob], 'a'),
      project([bob], 'b'),
      project([], 'a'),
      project([bob], 'b'),
    )
    expect(to.world.get(bob.key)?.owners.get('spec.role')).toBe('b')
    const overwritten = plan(project([declare('User', 'bob', { email: 'bob@acme.example', role: 'member' })], 'c'), to.world, at)
    expect(codes(overwritten)).toEqual(['owned-by-other'])
  })

  test('a manager may be called like what every object has', async () => {
    const to = await backendWith(project([bob], 'a'), project([declare('User', 'bob', { licence: 'technician' })], 'constructor'))
    expect(to.world.get(bob.key)?.owners.get('spec.licence')).toBe('constructor')
    expect(ops(plan(project([bob], 'toString'), to.world, at))).toEqual([])
    expect(ops(plan(project([], 'constructor'), to.world, at))).toEqual(['release User/bob'])
  })
})

test('a rename that was done may stay in the file when somebody else bears the old name', async () => {
  const [old, later] = [declare('Group', 'old', { type: 'users' }), renamed(declare('Group', 'new', { type: 'users' }), 'old')]
  const to = await backendWith(project([...base, old]), project([...base, later]), project([...base, later, old]))
  expect(to.world.has(old.key)).toBe(true)
  const again = plan(project([...base, later, old]), to.world, at)
  expect([ops(again), codes(again)]).toEqual([[], []])
})

test('what is replaced is not renamed in the same plan, and a default is as immutable as what was written', async () => {
  const to = await backendWith(project([...base, declare('Group', 'g', { type: 'users' })]))
  const both = plan(project([...base, renamed(declare('Group', 'h', { type: 'computers' }), 'g')]), to.world, at)
  expect(codes(both)).toEqual(['immutable'])
  const sso = (spec: Record<string, string>) =>
    declare('SsoMethod', 'okta', {
      idp: 'okta',
      loginUrl: 'https://l.example',
      issuer: 'https://i.example',
      domains: ['acme.example'],
      ...spec,
    })
  const unwritten = await backendWith(project([...base, sso({})]))
  expect(ops(plan(project([...base, sso({ protocol: 'oidc' })]), unwritten.world, at))).toEqual(['replace SsoMethod/okta'])
})

test('a referrer that goes as well holds nothing back', async () => {
  const group = declare('Group', 'crew', { type: 'users' })
  const theirs = declare('Schedule', 'by-crew', {
    resource: 'farm',
    subjects: { groups: ['crew'] },
    startDate: '2026-03-02',
    timeSlot: { start: '08:00', end: '09:00' },
  })
  const to = await backendWith(project([...base, group]), project([theirs], 'project:other'))
  const planned = plan(project([owner, team, pc]), to.world, at)
  expect(codes(planned)).toEqual([])
  expect(ops(planned)).toEqual(['delete ScheduledResource/farm', 'delete Schedule/by-crew', 'delete Group/crew'])
})

test('a change that follows from another says from which, and where that or the resource itself is written', async () => {
  const groups = [declare('Group', 'g', { type: 'users' }), declare('Group', 'g2', { type: 'users' })]
  const theirs = ['g', 'g2'].map((group) => declare('User', `in-${group}`, { email: `${group}@acme.example`, group }))
  const ours = ['g', 'g2'].map((group) => declare('User', `in-${group}`, { disabled: false }))
  const to = await backendWith(project([...base, ...groups]), project(theirs, 'project:other'))
  const planned = plan(project([...base, renamed(declare('Group', 'h', { type: 'users' }), 'g'), ...ours]), to.world, at)
  expect(planned.plan.changes.map(({ key, reason }) => [key, reason.text, reason.at.length])).toEqual([
    ['User/acme/in-g', 'Group `g` is renamed to `h`', 1],
    ['User/acme/in-g2', 'Group `g2` is deleted (it was at Group/g2.yaml:1)', 1],
    ['Group/acme/h', 'renamed from `g`', 1],
    ['Group/acme/g2', 'no longer declared (it was at Group/g2.yaml:1)', 0],
  ])
})

test('what is changed by the files and by a deletion too says both; of many deletions the first are told', async () => {
  const leaving = ['a', 'b', 'c', 'd', 'e'].map((name) => declare('User', name, { email: `${name}@acme.example` }))
  const ann = (spec: Record<string, string>) => declare('User', 'ann', { email: 'ann@acme.example', ...spec })
  const theirs = [
    declare('User', 'ann', { group: 'crew' }),
    declare('AccessPermission', 'some', { subjects: { users: ['a', 'ann', 'b', 'c', 'd', 'e'] }, computers: { mode: 'all' } }),
  ]
  const crew = declare('Group', 'crew', { type: 'users' })
  const to = await backendWith(project([...base, ...leaving, crew, ann({})]), project(theirs, 'project:other'))
  const planned = plan(project([...base, ann({ displayName: 'Ann' })]), to.world, at)
  const updates = planned.plan.changes.filter(({ op }) => op === 'update')
  expect(updates.map(({ key, reason }) => [key, reason.text, reason.at.length])).toEqual([
    ['User/acme/ann', 'declared differently; Group `crew` is deleted (it was at Group/crew.yaml:1)', 1],
    [
      'AccessPermission/acme/some',
      expect.stringMatching(/^(User `.` is deleted \(it was at User\/.\.yaml:1\); ){3}and 2 more likewise$/),
      0,
    ],
  ])
})

test('a field that is ignored from its creation on belongs to nobody', async () => {
  const user = annotated(declare('User', 'bob', { email: 'bob@acme.example', licence: 'technician' }), {
    'splashtop.io/ignore-fields': 'spec.licence',
  })
  const to = await backendWith(project([...base, user]))
  expect(to.world.get(user.key)?.owners.has('spec.licence')).toBe(false)
  expect(to.world.get(user.key)?.value('spec.licence')).toBe('technician')
  const theirs = plan(project([declare('User', 'bob', { licence: 'access' })], 'console'), to.world, at)
  expect([ops(theirs), codes(theirs)]).toEqual([['update User/bob'], []])
})

test('`null` declares a field as unset: it has its default, and belongs to whoever said so', async () => {
  const bob = (spec: Record<string, string | null>) => declare('User', 'bob', { email: 'bob@acme.example', ...spec })
  const to = await backendWith(project([...base, bob({ role: 'admin', displayName: 'Bob' })]))
  const unset = plan(project([...base, bob({ role: null, displayName: null })]), to.world, at)
  expect(unset.plan.changes.map(({ fields }) => fields)).toEqual([
    [
      { path: 'spec.displayName', before: 'Bob', after: null },
      { path: 'spec.role', before: 'admin', after: 'member' },
    ],
  ])
  expect(unset.final.find('User', 'bob')?.spec.role).toBe('member')
  const applied = await backendWith(project([...base, bob({ role: null })]))
  expect(ops(plan(project([...base, bob({ role: null })]), applied.world, at))).toEqual([])
  expect(codes(plan(project([declare('User', 'bob', { role: 'admin' })], 'console'), applied.world, at))).toEqual(['owned-by-other'])
})
