import { describe, expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import { builtinRoles } from '../schema/formats.ts'
import type { Identity } from '../schema/kind.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import type { World } from '../schema/world.ts'
import { mayDo, mayIssue, refusals } from './permission.ts'

/** Everybody of the page has a name; gina administers crew, and nobody desk. */
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
  Computer pc-none {}
  ScheduledResource lab {groups: [crew]}
  ScheduledResource hall {groups: [desk]}
  PreferencePolicy mine {targets: {groups: [crew]}, admins: [gina]}
  PreferencePolicy theirs {targets: {groups: [crew]}}`
const people = { owner: 'olga', 'super-admin': 'sue', admin: 'adam', 'group-admin': 'gina', member: 'mia' } as const

/** A world with some lines put in place of those of the same resource; one without a spec takes the resource away. */
function edited(text: string, ...edits: string[]): string {
  const id = (line: string) => line.trim().split(' ').slice(0, 2).join(' ')
  const lines = new Map(text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [[id(line), line]])))
  for (const edit of edits) {
    if (edit.includes('{')) lines.set(id(edit), edit)
    else lines.delete(id(edit))
  }
  return [...lines.values()].join('\n')
}

function change(before: World, after: World) {
  const keys = new Set([...before.all(), ...after.all()].map(({ key }) => key))
  return between(before, after, keys, () => 'tried').changes
}
const tried = (who: Identity, text: string, ...edits: string[]) => {
  const [before, after] = [worldOf(text), worldOf(edited(text, ...edits))]
  return refusals(before, after, who, change(before, after)).map(({ why }) => why)
}
const said = (who: Identity, text: string, ...edits: string[]) => {
  const [before, after] = [worldOf(text), worldOf(edited(text, ...edits))]
  return mayDo(before, after, who, change(before, after)).map(({ message }) => message)
}

describe('who may do what, as the page has it', () => {
  const configurable = 'Team acme {owner: olga, granularDefaults: {chat: {adminConfigurable: true}}}'
  /** Y yes, N no, C when the team says so, G within the groups alone. `in` is such a change, `out` one elsewhere. */
  const page: [row: string, cells: string, change: { in?: string; out: string; says?: string }][] = [
    // Nobody hands the team over, and only the owner renames it.
    ['team settings', 'Y Y N N N', { out: 'Team acme {owner: olga, logRetentionDays: 90}' }],
    ['time zone', 'Y Y N N N', { out: 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}' }],
    ['IP restriction', 'Y Y N N N', { out: 'Team acme {owner: olga, ipRestriction: {allow: [10.0.0.0/8]}}' }],
    ['granular defaults', 'Y Y N N N', { out: 'Team acme {owner: olga, granularDefaults: {chat: {member: disabled}}}' }],
    ['single sign-on', 'Y Y N N N', { out: 'SsoMethod entra {idp: azureAD}' }],
    ['rename the team', 'Y N N N N', { out: 'Team acme {owner: olga, displayName: Acme}' }],
    [
      'change roles',
      'Y Y N N N',
      {
        in: 'User mia {email: mia@acme.example, group: crew, role: group-admin}',
        out: 'User dan {email: dan@acme.example, group: desk, role: group-admin}',
      },
    ],
    ['custom roles', 'Y Y N N N', { out: 'Role onboarding {extends: member, grants: [users.invite]}' }],
    [
      'appoint group admins',
      'Y Y N N N',
      { in: 'Group crew {type: mixed, admins: [gina, adam]}', out: 'Group desk {type: mixed, admins: [gina]}' },
    ],
    [
      'invite users',
      'Y Y Y G N',
      { in: 'User new {email: new@acme.example, group: crew}', out: 'User new {email: new@acme.example, group: desk}' },
    ],
    ['invite users into no group', 'Y Y Y N N', { out: 'User new {email: new@acme.example}' }],
    [
      'disable users',
      'Y Y Y G N',
      {
        in: 'User mia {email: mia@acme.example, group: crew, disabled: true}',
        out: 'User dan {email: dan@acme.example, group: desk, disabled: true}',
      },
    ],
    ['remove users', 'Y Y Y G N', { in: 'User mia', out: 'User dan' }],
    ['put users in groups', 'Y Y Y N N', { out: 'User una {email: una@acme.example, group: crew}' }],
    ['create groups', 'Y Y Y N N', { out: 'Group attic {type: users}' }],
    [
      'change groups',
      'Y Y Y N N',
      { in: 'Group crew {type: mixed, admins: [gina], description: Ours}', out: 'Group desk {type: mixed, description: Theirs}' },
    ],
    ['delete groups', 'Y Y Y N N', { out: 'Group desk' }],
    [
      'rename computers',
      'Y Y Y G N',
      { in: 'Computer pc-crew {group: crew, displayName: One}', out: 'Computer pc-desk {group: desk, displayName: One}' },
    ],
    ['put computers in groups', 'Y Y Y N N', { out: 'Computer pc-none {group: crew}' }],
    [
      'remove computers',
      'Y Y Y G N',
      { in: 'Computer pc-crew {group: crew, enrolment: revoked}', out: 'Computer pc-desk {group: desk, enrolment: revoked}' },
    ],
    ['deployment packages', 'Y Y Y G N', { in: 'DeploymentPackage p {group: crew}', out: 'DeploymentPackage p {group: desk}' }],
    [
      'preference policies',
      'Y Y Y G N',
      {
        in: 'PreferencePolicy mine {targets: {computers: [pc-crew]}, admins: [gina]}',
        out: 'PreferencePolicy mine {targets: {groups: [desk]}, admins: [gina]}',
      },
    ],
    ['preference policies of others', 'Y Y Y N N', { out: 'PreferencePolicy theirs {targets: {groups: [crew]}, admins: [gina]}' }],
    [
      'access permissions',
      'Y Y Y N N',
      {
        in: 'AccessPermission a {subjects: {groups: [crew]}, computers: {mode: none}}',
        out: 'AccessPermission a {subjects: {users: [dan]}, computers: {mode: all}}',
      },
    ],
    [
      'scheduled resources',
      'Y Y Y G N',
      { in: 'ScheduledResource r {computers: [pc-crew]}', out: 'ScheduledResource r {computers: [pc-crew, pc-desk]}' },
    ],
    [
      'schedules',
      'Y Y Y G N',
      { in: 'Schedule s {resource: lab, subjects: {users: [mia]}}', out: 'Schedule s {resource: lab, subjects: {users: [dan]}}' },
    ],
    [
      'schedules of resources',
      'Y Y Y G N',
      { in: 'Schedule s {resource: lab, subjects: {groups: [crew]}}', out: 'Schedule s {resource: hall, subjects: {groups: [crew]}}' },
    ],
    [
      'granular controls',
      'Y Y C GC N',
      {
        in: 'GranularControl g {subjects: {users: [mia]}, controls: {chat: disabled}}',
        out: 'GranularControl g {subjects: {users: [dan]}, controls: {chat: disabled}}',
      },
    ],
  ]
  const cells = page.flatMap(([row, letters, tries]) =>
    letters.split(' ').map((cell, i) => [row, builtinRoles[i] as (typeof builtinRoles)[number], cell, tries] as const),
  )
  test.each(cells)('%s, %s: %s', (_row, role, cell, { in: inside, out }) => {
    const who = { user: people[role] }
    const may = (edit: string, text = team) => tried(who, text, edit).length === 0
    const allowing = edited(team, configurable)
    expect(may(out), 'elsewhere').toBe(cell === 'Y')
    expect(may(out, allowing), 'elsewhere, as the team lets').toBe(cell === 'Y' || cell === 'C')
    if (inside === undefined) return
    expect(may(inside), 'within the groups').toBe(cell === 'Y' || cell === 'G')
    expect(may(inside, allowing), 'within the groups, as the team lets').toBe(cell !== 'N')
  })
})

describe('an escalation is refused:', () => {
  const gina = { user: 'gina' }
  const adam = { user: 'adam' }
  const roles = `${team}
    Role deputy {extends: super-admin, denies: [sso.manage]}
    Role desk-lead {extends: group-admin, grants: [users.invite, permissions.manage]}
    Role inviter {extends: member, grants: [users.invite, users.edit]}
    User gus {email: gus@acme.example, role: group-admin, group: crew}
    Group attic {type: users, admins: [gus]}
    User dora {email: dora@acme.example, role: deputy}
    User ines {email: ines@acme.example, role: inviter}
    User lea {email: lea@acme.example, role: desk-lead, group: crew}
    Group crew {type: mixed, admins: [gina, lea]}`
  const dora = { user: 'dora' }
  const mine = edited(roles, 'Group crew {type: mixed, admins: [gina, lea]}')
  const cases: [what: string, who: Identity, edits: string[], why: string[]][] = [
    ['a computer moved into one’s own group', gina, ['Computer pc-desk {group: crew}'], ['not in its groups']],
    ['a computer drawn in by a label', gina, ['Computer pc-none {} labels {site: crew}'], ['not in its groups']],
    ['a group that matches more computers', gina, ['Group crew {type: mixed, admins: [gina, lea], match: {hostname: "*"}}'], ['not held']],
    [
      'a schedule for somebody else’s people on one’s own computers',
      gina,
      ['Schedule s {resource: lab, subjects: {users: [mia, una]}}'],
      ['not in its groups'],
    ],
    ['a resource grown beyond the groups', gina, ['ScheduledResource lab {groups: [crew], computers: [pc-none]}'], ['not in its groups']],
    ['a resource taken over from elsewhere', gina, ['ScheduledResource hall {groups: [crew]}'], ['not in its groups']],
    ['a policy for nobody, to be named by any package', gina, ['PreferencePolicy p {admins: [gina]}'], ['not in its groups']],
    [
      'group administration for oneself',
      gina,
      ['Group desk {type: mixed, admins: [gina]}', 'Computer pc-desk {group: desk, note: mine}'],
      ['not held', 'not in its groups'],
    ],
    ['a member promoted', gina, ['User mia {email: mia@acme.example, group: crew, role: group-admin}'], ['not held']],
    ['an invitation with a role', adam, ['User new {email: new@acme.example, role: admin}'], ['not held']],
    ['one’s own role', adam, ['User adam {email: adam@acme.example, role: super-admin}'], ['not held']],
    [
      'a super administrator disabled by an administrator',
      adam,
      ['User sue {email: sue@acme.example, role: super-admin, disabled: true}'],
      ['a higher rank'],
    ],
    ['the e-mail address of the owner', { user: 'sue' }, ['User olga {email: sue2@acme.example}'], ['a higher rank']],
    [
      'a permission that shuts a super administrator out',
      adam,
      ['AccessPermission a {subjects: {users: [sue]}, computers: {mode: none}}'],
      ['a higher rank'],
    ],
    [
      'a control that takes from the owner',
      { user: 'sue' },
      ['GranularControl g {subjects: {users: [olga]}, controls: {chat: disabled}}'],
      ['a higher rank'],
    ],
    ['one’s own role freed of its denials', dora, ['Role deputy {extends: super-admin}'], ['more than it holds']],
    ['one’s own user given a freer role', dora, ['User dora {email: dora@acme.example, role: super-admin}'], ['more than it holds']],
    ['a role that may more than its maker', dora, ['Role second {extends: super-admin}'], ['more than it holds']],
    ['such a role for somebody else', dora, ['User mia {email: mia@acme.example, group: crew, role: super-admin}'], ['more than it holds']],
    ['the role of those who may more', dora, ['User sue {email: sue@acme.example}'], ['a higher rank']],
    ['the account of a member who may more', gina, ['User ines {email: gina2@acme.example, role: inviter}'], ['a higher rank']],
    [
      'the account of an administrator of other groups',
      gina,
      ['User gus {email: gina2@acme.example, role: group-admin, group: crew}'],
      ['a higher rank'],
    ],
    [
      'a granted action used outside the groups',
      { user: 'lea' },
      ['AccessPermission a {subjects: {users: [dan]}, computers: {mode: all}}'],
      ['not in its groups'],
    ],
    ['an action that was not granted', { user: 'ines' }, ['User mia {email: mia@acme.example, group: desk}'], ['not held']],
    [
      'a control that the team keeps to itself',
      adam,
      ['GranularControl g {subjects: {users: [mia]}, controls: {chat: disabled}}'],
      ['not configurable'],
    ],
    ['anything by who is disabled', { user: 'gone' }, ['User mia {email: mia@acme.example, group: crew, disabled: true}'], ['nobody']],
    [
      'anything by a pipeline whose issuer is gone',
      { pipeline: 'ci', role: 'admin', issuer: 'gone' },
      ['Group cellar {type: users}'],
      ['nobody'],
    ],
    [
      'a pipeline beyond its issuer',
      { pipeline: 'ci', role: 'super-admin', issuer: 'adam' },
      ['SsoMethod entra {idp: azureAD}'],
      ['not held'],
    ],
    ['a pipeline beyond its own role', { pipeline: 'ci', role: 'admin', issuer: 'olga' }, ['SsoMethod entra {idp: azureAD}'], ['not held']],
    [
      'a pipeline upon those above its issuer',
      { pipeline: 'ci', role: 'owner', issuer: 'sue' },
      ['User olga {email: new@acme.example}'],
      ['a higher rank'],
    ],
  ]
  test.each(cases)('%s', (_what, who, edits, why) => {
    expect(tried(who, edited(mine, 'User gone {email: gone@acme.example, role: admin, disabled: true}'), ...edits)).toEqual(why)
  })

  test('what a custom role grants is held, and no more', () => {
    expect(tried({ user: 'ines' }, mine, 'User new {email: new@acme.example}')).toEqual([])
    expect(tried({ user: 'lea' }, mine, 'AccessPermission a {subjects: {users: [mia]}, computers: {mode: ownGroup}}')).toEqual([])
    expect(tried(dora, mine, 'Role third {extends: admin}')).toEqual([])
    expect(tried({ pipeline: 'ci', role: 'admin', issuer: 'olga' }, mine, 'Group cellar {type: users}')).toEqual([])
  })
})

test('what only follows from a deletion needs nothing of its own; but a group does not go while somebody of higher rank is in it', () => {
  const named = `${team}\n  AccessPermission a {subjects: {users: [mia, sue]}, computers: {mode: none}}`
  expect(tried({ user: 'gina' }, named, 'User mia', 'AccessPermission a {subjects: {users: [sue]}, computers: {mode: none}}')).toEqual([])
  expect(tried({ user: 'gina' }, named, 'User mia', 'AccessPermission a {subjects: {users: []}, computers: {mode: none}}')).toEqual([
    'a higher rank',
  ])
  expect(tried({ user: 'gina' }, named, 'AccessPermission a {subjects: {users: [sue]}, computers: {mode: none}}')).toEqual([
    'a higher rank',
  ])
  const grouped = edited(team, 'User sue {email: sue@acme.example, role: super-admin, group: desk}')
  const without = ['Group desk', 'User dan {email: dan@acme.example}', 'Computer pc-desk {}', 'ScheduledResource hall {}']
  expect(tried({ user: 'adam' }, grouped, ...without, 'User sue {email: sue@acme.example, role: super-admin}')).toEqual(['a higher rank'])
  expect(tried({ user: 'adam' }, team, ...without)).toEqual([])
})

test('the operator has the rights of the owner, and nobody hands the team over', () => {
  const root = { operator: 'os:root' }
  expect(
    tried(root, team, 'Team acme {owner: olga, displayName: Acme}', 'User olga {email: o@acme.example}', 'SsoMethod entra {idp: azureAD}'),
  ).toEqual([])
  const [before, after] = [worldOf(team), worldOf(edited(team, 'Team acme {owner: sue}'))]
  const handover = change(before, after).map((one) => ({ ...one, needs: ['team.transfer' as const] }))
  for (const who of [root, { user: 'olga' }, { user: 'sue' }])
    expect(refusals(before, after, who, handover).map(({ why }) => why)).toEqual(['not held'])
})

test('a refusal names who, the action, what it is about, and who may; those alike are told once', () => {
  expect(
    said({ user: 'gina' }, team, 'Group crew {type: mixed, admins: [gina], description: x}', 'Group desk {type: mixed, description: x}'),
  ).toEqual(['`gina` (group-admin) may not change groups (`groups.edit`): Group `crew`, Group `desk`.'])
  const before = worldOf(team)
  const after = worldOf(edited(team, 'Computer pc-desk {group: crew}'))
  expect(mayDo(before, after, { user: 'gina' }, change(before, after))).toMatchObject([
    {
      code: 'not-permitted',
      message:
        '`gina` (group-admin) may put computers in groups (`computers.group`) only within the groups that it administers (crew), before and after, with all that they touch: Computer `pc-desk`.',
      fix: 'Let somebody apply it who may (roles that may: `owner`, `super-admin`, `admin`), or leave it out.',
      at: [{ file: 'world' }],
    },
  ])
})

describe('a token', () => {
  const world = worldOf(
    `${team}\n  Role deputy {extends: super-admin, denies: [sso.manage]}\n  User dora {email: dora@acme.example, role: deputy}`,
  )
  const issue = (issuer: Identity, holder: Identity) => mayIssue(world, issuer, holder).map(({ code }) => code)
  test('of one’s own is everybody’s to issue, and nobody’s in the name of another', () => {
    expect(issue({ user: 'mia' }, { user: 'mia' })).toEqual([])
    expect(issue({ user: 'olga' }, { user: 'mia' })).toEqual(['not-permitted'])
    expect(issue({ pipeline: 'ci', role: 'admin', issuer: 'olga' }, { user: 'olga' })).toEqual(['not-permitted'])
    expect(issue({ user: 'nobody' }, { user: 'nobody' })).toEqual(['not-permitted'])
  })
  test('of a pipeline is for the owner and super administrators, with a role that may no more', () => {
    const of = (issuer: string, role: string) => issue({ user: issuer }, { pipeline: 'ci', role, issuer })
    expect([of('olga', 'super-admin'), of('sue', 'admin'), of('dora', 'admin')]).toEqual([[], [], []])
    expect([of('adam', 'member'), of('sue', 'owner'), of('dora', 'super-admin')]).toEqual([
      ['not-permitted'],
      ['not-permitted'],
      ['not-permitted'],
    ])
    expect(issue({ user: 'sue' }, { pipeline: 'ci', role: 'admin', issuer: 'olga' })).toEqual(['not-permitted'])
  })
})
