/** Within its groups: what a change touches that it doesn't name, each beside its like that touches nobody else. */
import { describe, expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import { edited, worldOf } from '../schema/kinds/cases.ts'
import { type Act, refusals } from './permission.ts'
import { holderOf } from './roles.ts'
import { type Look, within } from './within.ts'

/** kim administers crew, yard and shed, and may do there what administrators may; desk is nobody's. */
const team = `
  Team acme {owner: olga}
  User olga {email: olga@acme.example}
  Role keeper {extends: group-admin, grants: [permissions.manage, groups.create, groups.edit, groups.delete]}
  User kim {email: kim@acme.example, role: keeper}
  User mia {email: mia@acme.example, group: crew}
  User yan {email: yan@acme.example, group: yard}
  User dan {email: dan@acme.example, group: desk}
  Group crew {type: mixed, admins: [kim]}
  Group yard {type: mixed, admins: [kim]}
  Group shed {type: mixed, admins: [kim]}
  Group desk {type: mixed}
  Computer pc-crew {group: crew}
  Computer pc-yard {group: yard}
  Computer pc-desk {group: desk}
  Computer pc-none {}`

function tried(who: string, text: string, lines: readonly string[]): string[] {
  const [before, after] = [worldOf(text), worldOf(edited(text, ...lines))]
  const keys = new Set([...before.all(), ...after.all()].map(({ key }) => key))
  const { changes } = between(before, after, keys, () => 'tried')
  return refusals(before, after, { user: who }, changes).map(({ key, action, why }) => `${key.replace('/acme/', ' ')}: ${action}, ${why}`)
}

/** What is there beside the team, what is done, and what is refused of it: nothing where it is within the groups. */
type Case = [what: string, there: string[], done: string[], refused?: string]
const each = (cases: readonly Case[]) =>
  test.each(cases)('%s', (_what, there, done, refused) => {
    expect(tried('kim', edited(team, ...there), done)).toEqual(refused === undefined ? [] : [`${refused}, not in its groups`])
  })

describe('a permission', () => {
  const mia = (computers: string) => `AccessPermission m {subjects: {users: [mia]}, computers: {${computers}}}`
  const crew = (computers: string) => `AccessPermission c {subjects: {groups: [crew]}, computers: {${computers}}}`
  const [p, c] = ['AccessPermission m: permissions.manage', 'AccessPermission c: permissions.manage']
  each([
    ['for the computers of the groups', [], [mia('mode: only, computers: [pc-crew], groups: [yard]')]],
    ['for those of its subject’s own group', [], [mia('mode: ownGroup')]],
    ['for none, to somebody who reaches those of the groups', [], [mia('mode: none')]],
    ['that follows a group which reaches those of the groups', [], [mia('mode: followGroup')]],
    ['for all computers', [], [mia('mode: all')], p],
    ['for all computers, to a group', [], [crew('mode: all')], c],
    ['that was for all computers, cut down', [mia('mode: all')], [mia('mode: none')], p],
    ['that was for all computers of a group, cut down', [crew('mode: all')], [crew('mode: none')], c],
    ['that follows a group which reaches all', [crew('mode: all')], [mia('mode: followGroup')], p],
    ['that takes what its group reaches', [crew('mode: all')], [mia('mode: none')], p],
    ['that goes, and gives back what its group reaches', [crew('mode: all'), mia('mode: none')], ['AccessPermission m'], p],
    [
      'that drops a subject, which has again what its group reaches',
      [crew('mode: all'), 'AccessPermission m {subjects: {users: [mia, yan]}, computers: {mode: none}}'],
      ['AccessPermission m {subjects: {users: [yan]}, computers: {mode: none}}'],
      p,
    ],
    [
      'that takes a subject in, which had what its group reaches',
      [crew('mode: all'), 'AccessPermission m {subjects: {users: [yan]}, computers: {mode: none}}'],
      ['AccessPermission m {subjects: {users: [mia, yan]}, computers: {mode: none}}'],
      p,
    ],
    ['that goes where the group has no other', [mia('mode: none')], ['AccessPermission m']],
    ['of a group that goes', [crew('mode: none')], ['AccessPermission c']],
    [
      'that gives back computers outside, named by that of the group',
      [crew('mode: only, computers: [pc-crew, pc-desk]'), mia('mode: none')],
      ['AccessPermission m'],
      p,
    ],
    [
      'that gives back computers of the groups, named by that of the group',
      [crew('mode: only, computers: [pc-crew, pc-yard]'), mia('mode: none')],
      ['AccessPermission m'],
    ],
    [
      'that gives back groups outside, named by that of the group',
      [crew('mode: only, groups: [desk]'), mia('mode: none')],
      ['AccessPermission m'],
      p,
    ],
    [
      'of who is disabled, and may be let in again',
      [crew('mode: all'), mia('mode: none'), 'User mia {email: mia@acme.example, group: crew, disabled: true}'],
      ['AccessPermission m'],
      p,
    ],
    ['for nobody', [], ['AccessPermission m {subjects: {users: []}, computers: {mode: none}}'], p],
    ['that comes to be for nobody', [mia('mode: none')], ['AccessPermission m {subjects: {users: []}, computers: {mode: none}}'], p],
    ['that was for nobody', ['AccessPermission m {subjects: {users: []}, computers: {mode: none}}'], [mia('mode: none')], p],
  ])

  test('of many who follow one group is looked at by what that group has, and each stands by itself', () => {
    const names = Array.from({ length: 40 }, (_, i) => `user-${i}`)
    const there = [
      crew('mode: only, computers: [pc-crew, pc-yard]'),
      ...names.map((name) => `User ${name} {email: ${name}@acme.example, group: crew}`),
    ]
    const done = names.map((name) => `AccessPermission ${name} {subjects: {users: [${name}]}, computers: {mode: none}}`)
    expect(tried('kim', edited(team, ...there), done)).toEqual([])
    const outside = edited(team, ...there, crew('mode: only, computers: [pc-desk]'))
    expect(tried('kim', outside, done)).toHaveLength(names.length)
  })

  test('that its bearer may write anywhere is not asked about anybody', () => {
    const free = edited(team, 'Role keeper {extends: member, grants: [permissions.manage]}')
    expect(tried('kim', free, [mia('mode: all')])).toEqual([])
  })
})

describe('a group', () => {
  const one = (name: string, spec = '') => `Group ${name} {type: mixed, admins: [kim]${spec && `, ${spec}`}}`
  const edit = 'Group shed: groups.edit'
  const noteThere = 'Computer pc-none {note: Nowhere}'
  each([
    ['described', [], [one('crew', 'description: Ours')]],
    [
      'described, while it matches computers',
      [one('crew', 'match: {hostname: "web-*"}')],
      [one('crew', 'match: {hostname: "web-*"}, description: Ours')],
    ],
    ['that holds users alone, from now on', [], ['Group shed {type: users, admins: [kim]}']],
    ['that matches computers of nobody', [], [one('shed', 'match: {hostname: "pc-none"}')], edit],
    ['that matches computers which are yet to come', [], [one('shed', 'match: {hostname: "web-*"}')], edit],
    [
      'that takes computers from the match of another',
      ['Group desk {type: mixed, match: {hostname: "pc-none"}}', one('shed', 'match: {hostname: "pc-*", priority: -1}')],
      [one('shed', 'match: {hostname: "pc-*", priority: 1}')],
      edit,
    ],
    ['that lets go what it matched', [one('shed', 'match: {hostname: "pc-none"}')], [one('shed')], edit],
    [
      'that holds users alone, and no longer what it matched',
      [one('shed', 'match: {hostname: "pc-none"}')],
      ['Group shed {type: users, admins: [kim], match: {hostname: "pc-none"}}'],
      edit,
    ],
    ['that is empty, and goes', [], ['Group shed']],
    ['that goes with what it would match', [one('shed', 'match: {hostname: "web-*"}')], ['Group shed'], 'Group shed: groups.delete'],
    [
      'that goes once its members are in another',
      [],
      ['Group yard', 'User yan {email: yan@acme.example, group: crew}', 'Computer pc-yard {group: crew}'],
    ],
  ])

  test.each([
    ['its users', ['User yan {email: yan@acme.example}', 'Computer pc-yard {group: crew}']],
    ['its computers', ['User yan {email: yan@acme.example, group: crew}', 'Computer pc-yard {}']],
  ])('that goes does not leave %s behind in none', (_what, rest) => {
    expect(tried('kim', team, ['Group yard', ...rest])).toEqual(['Group yard: groups.delete, not in its groups'])
  })

  test('goes with those of its members that go', () => {
    expect(tried('kim', team, ['Group yard', 'User yan', 'Computer pc-yard'])).toEqual([])
  })

  test('of others, or a new one, is not its own', () => {
    expect(tried('kim', team, [noteThere, 'Group desk {type: mixed, description: Theirs}', one('barn')])).toEqual([
      'Group barn: groups.admins, not held',
      'Group desk: groups.edit, not in its groups',
      'Computer pc-none: computers.edit, not in its groups',
    ])
  })
})

describe('a resource', () => {
  const lab = (spec = 'groups: [crew]') => `ScheduledResource lab {${spec}}`
  const hours = (subjects: string, more = '') => `Schedule s {resource: lab, subjects: {${subjects}}${more}}`
  const refused = 'ScheduledResource lab: schedules.edit'
  each([
    ['of the groups', [lab()], [lab('groups: [crew], computers: [pc-yard]')]],
    ['that gives hours to people of the groups', [lab(), hours('users: [mia], groups: [yard]')], [lab('groups: [crew], enabled: false')]],
    ['that gives hours to somebody outside', [lab(), hours('users: [dan]')], [lab('groups: [crew, yard]')], refused],
    ['that gives hours to a group outside', [lab(), hours('groups: [crew, desk]')], [lab('groups: [crew], enabled: false')], refused],
    [
      'that gives hours to somebody outside, once they are not paused',
      [lab(), hours('users: [dan]', ', paused: true')],
      [lab('groups: [yard]')],
      refused,
    ],
    [
      'whose hours are somebody else’s, beside another',
      [lab(), 'ScheduledResource hall {groups: [crew]}', hours('users: [dan]')],
      ['ScheduledResource hall {groups: [yard]}'],
    ],
    [
      'that gives hours to somebody outside, beside one’s own people',
      [lab(), hours('users: [dan]')],
      ['Schedule t {resource: lab, subjects: {users: [mia]}}'],
    ],
    ['that comes to be of nothing', [lab()], [lab('groups: []')], refused],
    ['that was of nothing', [lab('groups: []')], [lab()], refused],
  ])

  test('goes with its hours, if all of them are of the groups', () => {
    const [there, gone] = [edited(team, lab(), hours('users: [mia]')), ['ScheduledResource lab', 'Schedule s']]
    expect(tried('kim', there, gone)).toEqual([])
    expect(tried('kim', edited(there, hours('users: [dan]')), gone)).toEqual([
      'Schedule s: schedules.edit, not in its groups',
      'ScheduledResource lab: schedules.edit, not in its groups',
    ])
  })

  test('comes to be with its hours, if all of them are of the groups', () => {
    expect(tried('kim', team, [lab(), hours('users: [mia]')])).toEqual([])
    expect(tried('kim', team, [lab(), hours('users: [dan]')])).toEqual([
      'ScheduledResource lab: schedules.create, not in its groups',
      'Schedule s: schedules.create, not in its groups',
    ])
  })
})

describe('a policy', () => {
  const own = (sound: string, targets = 'groups: [crew]') =>
    `PreferencePolicy own {targets: {${targets}}, settings: {session: {sound: ${sound}}}, admins: [kim]}`
  const kit = (spec: string) => `DeploymentPackage kit {${spec}}`
  const brought = (group: string) => `Computer pc-new {group: ${group}} status {enrolment: {package: kit}}`
  const refused = 'PreferencePolicy own: policies.manage'
  each([
    ['of the groups', [own('off')], [own('both')]],
    ['that a package of the groups names', [own('off'), kit('group: yard, preferencePolicy: own'), brought('crew')], [own('both')]],
    ['that a package outside names', [own('off'), kit('group: desk, preferencePolicy: own')], [own('both')], refused],
    ['that a package of no group names', [own('off'), kit('preferencePolicy: own')], [own('both')], refused],
    [
      'that a package names whose computers are outside by now',
      [own('off'), kit('group: crew, preferencePolicy: own'), brought('desk')],
      [own('both')],
      refused,
    ],
    [
      'beside one that a package outside names',
      [own('off'), 'PreferencePolicy other {targets: {groups: [desk]}}', kit('group: desk, preferencePolicy: other'), brought('desk')],
      [own('both')],
    ],
    ['that comes to be for nothing', [own('off')], [own('off', 'groups: []')], refused],
    ['that was for nothing', [own('off', 'groups: []')], [own('off')], refused],
  ])

  test('that a package outside names does not go', () => {
    const there = edited(team, own('off'), kit('group: desk, preferencePolicy: own'))
    expect(tried('kim', there, ['PreferencePolicy own', kit('group: desk')])).toEqual([`${refused}, not in its groups`])
    expect(tried('kim', edited(there, kit('group: crew, preferencePolicy: own')), ['PreferencePolicy own', kit('group: crew')])).toEqual([])
  })
})

describe('a package', () => {
  const kit = (spec: string) => `DeploymentPackage kit {${spec}}`
  const brought = (group: string) => `Computer pc-new {group: ${group}} status {enrolment: {package: kit}}`
  const policy = (name: string) => `PreferencePolicy ${name} {targets: {groups: [shed]}}`
  const refused = 'DeploymentPackage kit: packages.manage'
  each([
    ['of the groups', [], [kit('group: crew')]],
    ['of none', [], [kit('maxEnrolments: 1')], refused],
    ['that comes to be of none', [kit('group: crew')], [kit('group: null')], refused],
    ['that was of none', [kit('maxEnrolments: 1')], [kit('group: crew')], refused],
    ['of one of the groups after another', [kit('group: crew')], [kit('group: yard')]],
    ['that names another policy', [policy('one'), kit('group: crew'), brought('yard')], [kit('group: crew, preferencePolicy: one')]],
    [
      'that names another policy for computers that are outside by now',
      [policy('one'), kit('group: crew'), brought('desk')],
      [kit('group: crew, preferencePolicy: one')],
      refused,
    ],
    [
      'that goes with the policy of such',
      [policy('one'), kit('group: crew, preferencePolicy: one'), brought('desk')],
      ['DeploymentPackage kit'],
      refused,
    ],
    [
      'whose computers are outside by now, and keep their policy',
      [policy('one'), kit('group: crew, preferencePolicy: one'), brought('desk')],
      [kit('group: crew, preferencePolicy: one, maxEnrolments: 1')],
    ],
    ['that goes without a policy, wherever its computers are', [kit('group: crew'), brought('desk')], ['DeploymentPackage kit']],
  ])

  test('that is only looked at is what it is', () => {
    const world = worldOf(edited(team, policy('one'), kit('group: crew, preferencePolicy: one'), brought('desk')))
    const act = (key: string): Act => ({ op: 'update', key, fields: [], needs: ['packages.manage'] })
    const ask = (name: string) => refusals(world, world, { user: 'kim' }, [act(`DeploymentPackage/acme/${name}`)]).map(({ why }) => why)
    expect([ask('kit'), ask('nothing')]).toEqual([[], ['not in its groups']])
  })
})

describe('a user who goes', () => {
  const gus = 'User gus {email: gus@acme.example, role: group-admin, group: crew}'
  const lab = (groups: string) => `ScheduledResource lab {groups: [${groups}], admins: [gus]}`
  each([
    ['may have looked after a resource of the groups', [gus, lab('crew')], ['User gus', 'ScheduledResource lab {groups: [crew]}']],
    ['may have looked after a resource of nothing', [gus, lab('')], ['User gus', 'ScheduledResource lab {groups: []}']],
    [
      'may not have looked after one outside, which nobody would then',
      [gus, lab('desk')],
      ['User gus', 'ScheduledResource lab {groups: [desk]}'],
      'User gus: users.remove',
    ],
    [
      'is not who is only disabled',
      [gus, lab('desk')],
      ['User gus {email: gus@acme.example, role: group-admin, group: crew, disabled: true}'],
    ],
  ])
})

test('nothing is within the groups that is nowhere', () => {
  const world = worldOf(team)
  const look: Look = { before: world, after: world, holder: holderOf(world, { user: 'kim' }), renames: new Map(), known: new Map() }
  expect(within(look, undefined, undefined)).toBe(false)
})
