/** Whom and what a change touches, acts upon, or only follows: what lies between the table of rights and a single change. */
import { describe, expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import type { Json } from '../schema/canonical.ts'
import type { Identity } from '../schema/kind.ts'
import { edited, worldOf } from '../schema/kinds/cases.ts'
import { World } from '../schema/world.ts'
import { type Act, refusals } from './permission.ts'

const team = `
  Team acme {owner: olga}
  User olga {email: olga@acme.example}
  User sue {email: sue@acme.example, role: super-admin}
  User adam {email: adam@acme.example, role: admin}
  User gina {email: gina@acme.example, role: group-admin, group: crew}
  User mia {email: mia@acme.example, group: crew}
  User dan {email: dan@acme.example, group: desk}
  User una {email: una@acme.example}
  Group crew {type: mixed, admins: [gina]}
  Group desk {type: mixed}
  Computer pc-crew {group: crew}
  Computer pc-desk {group: desk}
  ScheduledResource lab {groups: [crew]}`
const why = (who: Identity, before: World, after: World, acts: readonly Act[]) =>
  refusals(before, after, who, acts).map(({ key, why }) => `${key.replace('/acme/', ' ')}: ${why}`)
function tried(name: string, text: string, ...lines: string[]): string[] {
  const [before, after] = [worldOf(text), worldOf(edited(text, ...lines))]
  const keys = new Set([...before.all(), ...after.all()].map(({ key }) => key))
  return why({ user: name }, before, after, between(before, after, keys, () => 'tried').changes)
}

describe('who administers groups', () => {
  const gina = (...lines: string[]) => tried('gina', team, ...lines)
  test('may let in, and give hours to, somebody who is nowhere before, or nowhere afterwards', () => {
    const invited = ['User new {email: new@acme.example, group: crew}', 'Schedule s {resource: lab, subjects: {users: [new]}}']
    expect(gina(...invited)).toEqual([])
    expect(tried('gina', edited(team, ...invited), 'User new', 'Schedule s')).toEqual([])
  })

  test('gives nothing to a name that nobody bears', () => {
    expect(gina('Schedule s {resource: lab, subjects: {users: [ghost]}}')).toEqual(['Schedule s: not in its groups'])
    expect(gina('Schedule s {resource: nowhere}')).toEqual(['Schedule s: not in its groups'])
  })

  test('gives nothing to somebody who comes in, or goes out, by the same commit', () => {
    const schedule = 'Schedule s {resource: lab, subjects: {users: [una]}}'
    const out = edited(team, schedule, 'User una {email: una@acme.example, group: crew}')
    expect(gina(schedule, 'User una {email: una@acme.example, group: crew}')).toEqual([
      'User una: not in its groups',
      'Schedule s: not in its groups',
    ])
    expect(tried('gina', out, 'User una {email: una@acme.example}', 'Schedule s')).toEqual([
      'User una: not in its groups',
      'Schedule s: not in its groups',
    ])
  })

  test('has the computers that its groups match; a user is in no group for being called like one', () => {
    const matching = edited(
      team,
      'Group crew {type: mixed, admins: [gina], match: {hostname: "*una*"}}',
      'Computer luna-1 {}',
      'Computer other {}',
    )
    expect(tried('gina', matching, 'Computer luna-1 {note: Ours}')).toEqual([])
    expect(tried('gina', matching, 'Computer other {note: Ours}')).toEqual(['Computer other: not in its groups'])
    expect(tried('gina', matching, 'User una {email: gina2@acme.example}')).toEqual(['User una: not in its groups'])
  })

  test('has packages for its groups, whichever policy they come with; a resource is what its schedules are about', () => {
    const text = edited(
      team,
      'PreferencePolicy theirs {targets: {groups: [desk]}}',
      'ScheduledResource hall {groups: [desk]}',
      'ScheduledResource both {groups: [crew, desk]}',
    )
    expect(tried('gina', text, 'DeploymentPackage p {group: crew, preferencePolicy: theirs}')).toEqual([])
    for (const resource of ['hall', 'both'])
      expect(tried('gina', text, `Schedule s {resource: ${resource}, subjects: {groups: [crew]}}`)).toEqual([
        'Schedule s: not in its groups',
      ])
  })

  test('has, where a custom role gives the right to groups, that to its own', () => {
    const keeper = edited(
      team,
      'Role keeper {extends: group-admin, grants: [groups.edit, groups.create, groups.delete]}',
      'User kim {email: kim@acme.example, role: keeper}',
      'Group yard {type: mixed, admins: [kim]}',
    )
    expect(tried('kim', keeper, 'Group yard {type: mixed, admins: [kim], description: Ours}')).toEqual([])
    expect(tried('kim', keeper, 'Group yard')).toEqual([])
    expect(tried('kim', keeper, 'Group desk {type: mixed, description: Ours}', 'Group cellar {type: users}')).toEqual([
      'Group cellar: not in its groups',
      'Group desk: not in its groups',
    ])
  })
})

describe('whom somebody may act upon:', () => {
  const roles = edited(
    team,
    'Role deputy {extends: super-admin, denies: [users.edit, users.remove, sso.manage]}',
    'Role idle {extends: super-admin, denies: [team.settings, sso.manage, users.role, roles.manage, groups.admins, team.rename]}',
    'User dora {email: dora@acme.example, role: deputy}',
    'User ida {email: ida@acme.example, role: idle}',
    'User lost {email: lost@acme.example, role: ghost}',
    'User gus {email: gus@acme.example, role: group-admin, group: crew}',
    'Group attic {type: users, admins: [gus]}',
    'User gil {email: gil@acme.example, role: group-admin, group: crew}',
  )
  const cases: [what: string, who: string, whom: string, spec: string, expected: string[]][] = [
    ['an administrator upon administrators of groups', 'adam', 'gina', 'role: group-admin, group: crew', []],
    ['an administrator upon who has no role that exists', 'adam', 'lost', 'role: ghost', []],
    ['an administrator upon itself', 'adam', 'adam', 'role: admin', []],
    [
      'an administrator not upon a higher rank, though it was denied whatever is more',
      'adam',
      'ida',
      'role: idle',
      ['User ida: a higher rank'],
    ],
    ['a super administrator not upon the owner', 'sue', 'olga', '', ['User olga: a higher rank']],
    ['the owner upon a super administrator', 'olga', 'sue', 'role: super-admin', []],
    ['the owner upon itself', 'olga', 'olga', '', []],
    ['who administers groups upon itself, where it is in one of them', 'gina', 'gina', 'role: group-admin, group: crew', []],
    ['who administers groups upon another that has none', 'gina', 'gil', 'role: group-admin, group: crew', []],
    [
      'who administers groups not upon another that has others',
      'gina',
      'gus',
      'role: group-admin, group: crew',
      ['User gus: a higher rank'],
    ],
  ]
  test.each(cases)('%s', (_what, who, whom, spec, expected) => {
    expect(tried(who, roles, `User ${whom} {email: new@acme.example${spec && `, ${spec}`}}`)).toEqual(expected)
  })

  test('whoever cuts a role down that may more than itself took what it didn’t have', () => {
    const more = edited(roles, 'Role second {extends: super-admin}')
    expect(tried('dora', more, 'Role second {extends: member}')).toEqual(['Role second: more than it holds'])
    expect(tried('dora', more, 'Role second')).toEqual(['Role second: more than it holds'])
    expect(tried('olga', more, 'Role second')).toEqual([])
  })

  test('only who makes a role more than itself is refused for it, not who goes on to change a user that bears it', () => {
    const helpers = edited(roles, 'Role helper {extends: member}', 'User hal {email: hal@acme.example, role: helper}')
    const raised = 'Role helper {extends: super-admin}'
    expect(tried('sue', edited(helpers, 'Role chief {extends: super-admin, denies: [sso.manage]}'), raised)).toEqual([])
    const chief = edited(
      helpers,
      'Role chief {extends: super-admin, denies: [sso.manage]}',
      'User cher {email: c@acme.example, role: chief}',
    )
    expect(tried('cher', chief, raised, 'User hal {email: new@acme.example, role: helper}')).toEqual(['Role helper: more than it holds'])
    expect(tried('cher', chief, raised, 'User una {email: una@acme.example, role: helper}')).toEqual([
      'Role helper: more than it holds',
      'User una: more than it holds',
    ])
  })
})

describe('a granular control is configurable', () => {
  const lets = (...features: string[]) =>
    edited(
      team,
      `Team acme {owner: olga, granularDefaults: {${features.map((one) => `${one}: {adminConfigurable: true}`).join(', ')}}}`,
      'GranularControl g {subjects: {users: [mia], groups: [desk]}, controls: {chat: disabled, remotePrint: disabled}}',
    )
  const cases: [what: string, configurable: string[], line: string, may: boolean][] = [
    [
      'for the one feature that changes',
      ['chat'],
      'GranularControl g {subjects: {users: [mia], groups: [desk]}, controls: {chat: default, remotePrint: disabled}}',
      true,
    ],
    [
      'not for another that changes beside it',
      ['chat'],
      'GranularControl g {subjects: {users: [mia], groups: [desk]}, controls: {chat: default}}',
      false,
    ],
    [
      'not where a feature comes to it',
      ['chat'],
      'GranularControl g {subjects: {users: [mia], groups: [desk]}, controls: {chat: disabled, remotePrint: disabled, remoteReboot: disabled}}',
      false,
    ],
    [
      'in all that it controls, for another user',
      ['chat'],
      'GranularControl g {subjects: {users: [mia, dan], groups: [desk]}, controls: {chat: disabled, remotePrint: disabled}}',
      false,
    ],
    [
      'in all that it controls, for another group',
      ['remotePrint'],
      'GranularControl g {subjects: {users: [mia]}, controls: {chat: disabled, remotePrint: disabled}}',
      false,
    ],
    [
      'where the team lets all of them',
      ['chat', 'remotePrint'],
      'GranularControl g {subjects: {users: [mia, dan]}, controls: {chat: disabled, remotePrint: disabled}}',
      true,
    ],
    ['not where it is taken away whole', ['chat'], 'GranularControl g', false],
    ['where it is taken away whole, and the team lets all of it', ['chat', 'remotePrint'], 'GranularControl g', true],
    [
      'where only a label changes, whatever the team lets',
      [],
      'GranularControl g {subjects: {users: [mia], groups: [desk]}, controls: {chat: disabled, remotePrint: disabled}} labels {a: b}',
      true,
    ],
  ]
  test.each(cases)('%s', (_what, features, line, may) => {
    expect(tried('adam', lets(...features), line)).toEqual(may ? [] : ['GranularControl g: not configurable'])
  })

  test('by nobody but super administrators where no team says so', () => {
    const control = worldOf('GranularControl g {subjects: {users: [mia]}, controls: {chat: disabled}}')
    const people = worldOf('User adam {email: a@acme.example, role: admin}\nUser sue {email: s@acme.example, role: super-admin}')
    const act: Act = { op: 'create', key: 'GranularControl/acme/g', fields: [], needs: ['granular.manage'] }
    const after = new World('acme', [...people.all(), ...control.all()])
    expect(why({ user: 'adam' }, people, after, [act])).toEqual(['GranularControl g: not configurable'])
    expect(why({ user: 'sue' }, people, after, [act])).toEqual([])
  })
})

describe('what only follows from what is done beside it:', () => {
  const text = edited(
    team,
    'Role remover {extends: member, grants: [users.remove, groups.delete, groups.edit, users.edit]}',
    'User rita {email: rita@acme.example, role: remover}',
    'AccessPermission a {subjects: {users: [mia, dan]}, computers: {mode: none}}',
    'AccessPermission b {subjects: {groups: [crew, desk]}, computers: {mode: none}}',
  )
  const before = worldOf(text)
  const rita = (after: World, ...acts: Act[]) => why({ user: 'rita' }, before, after, acts)
  const act = (op: string, key: string, path: string, old: Json, now: Json): Act => ({
    op,
    key,
    fields: [{ path, before: old, after: now }],
    needs: [key.startsWith('User') ? 'users.group' : 'permissions.manage'],
  })
  const people = (op: string, now: Json) => act(op, 'AccessPermission/acme/a', 'spec.subjects.users', ['mia', 'dan'], now)
  const withoutMia = before.with([['User/acme/mia', null]])

  test('a name goes from a list with who bore it, and nothing else does', () => {
    expect(rita(withoutMia, people('update', ['dan']))).toEqual([])
    expect(rita(withoutMia, people('update', []))).toEqual(['AccessPermission a: not held'])
    expect(rita(withoutMia, people('update', ['dan', 'una']))).toEqual(['AccessPermission a: not held'])
    expect(rita(withoutMia, people('update', null))).toEqual(['AccessPermission a: not held'])
    const alone = (old: Json, now: Json) => act('update', 'AccessPermission/acme/a', 'spec.subjects.users', old, now)
    expect(rita(withoutMia, alone(['mia'], []))).toEqual([])
    expect(rita(withoutMia, alone(['mia'], null))).toEqual(['AccessPermission a: not held'])
    expect(rita(withoutMia, alone(null, ['dan']))).toEqual(['AccessPermission a: not held'])
    expect(rita(before, people('update', ['dan']))).toEqual(['AccessPermission a: not held'])
  })

  test.each(['create', 'replace', 'rename', 'adopt', 'release', 'record'])('%s is done, and follows from nothing', (op) => {
    expect(rita(withoutMia, people(op, ['dan']))).toEqual(['AccessPermission a: not held'])
    expect(rita(withoutMia, { ...people(op, ['dan']), fields: [] })).toEqual(['AccessPermission a: not held'])
  })

  test('an update in which no field changes has nothing that follows', () => {
    expect(rita(withoutMia, { ...people('update', ['dan']), fields: [] })).toEqual(['AccessPermission a: not held'])
  })

  test('all that changes has to follow, not a part', () => {
    const more = [{ path: 'spec.computers.mode', before: 'none', after: 'all' }]
    expect(rita(withoutMia, { ...people('update', ['dan']), fields: [...people('update', ['dan']).fields, ...more] })).toEqual([
      'AccessPermission a: not held',
    ])
  })

  test('a user is in no group any more once its group is gone, and in none that it was not in', () => {
    const put = (after: World, now: Json, old: Json = 'desk') => rita(after, act('update', 'User/acme/dan', 'spec.group', old, now))
    const withoutDesk = before.with([['Group/acme/desk', null]])
    expect(put(withoutDesk, null)).toEqual([])
    expect(put(withoutDesk, 'crew')).toEqual(['User dan: not held'])
    expect(put(before, null)).toEqual(['User dan: not held'])
    expect(put(before, 'desk', null)).toEqual(['User dan: not held'])
  })

  test('a new name stands where the old one stood', () => {
    const yard = worldOf('Group yard {type: mixed}').all()
    const after = before.with([['Group/acme/desk', null], ...[...yard].map((one) => [one.key, one] as const)])
    const rename: Act = { op: 'rename', key: 'Group/acme/yard', from: 'Group/acme/desk', fields: [], needs: ['groups.edit'] }
    const groups = (now: Json) => act('update', 'AccessPermission/acme/b', 'spec.subjects.groups', ['crew', 'desk'], now)
    const dan = (now: Json) => act('update', 'User/acme/dan', 'spec.group', 'desk', now)
    expect(rita(after, rename, groups(['crew', 'yard']), dan('yard'))).toEqual([])
    expect(rita(after, rename, groups(['crew']), dan(null))).toEqual(['AccessPermission b: not held', 'User dan: not held'])
    expect(rita(after, groups(['crew', 'yard']), dan('yard'))).toEqual(['AccessPermission b: not held', 'User dan: not held'])
  })
})

test('a right that is only of oneself is no right to change anything', () => {
  const before = worldOf(team)
  const act: Act = { op: 'update', key: 'User/acme/mia', fields: [], needs: ['logs.read'] }
  expect(why({ user: 'mia' }, before, before, [act])).toEqual(['User mia: not held'])
})

test('even the owner is told of what nobody may, though it may the rest of it', () => {
  const before = worldOf(team)
  const act: Act = { op: 'update', key: 'Team/acme/acme', fields: [], needs: ['team.settings', 'team.transfer'] }
  expect(refusals(before, before, { user: 'olga' }, [act])).toMatchObject([{ action: 'team.transfer', why: 'not held' }])
})
