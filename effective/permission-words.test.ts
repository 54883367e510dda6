import { describe, expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import type { ActionId } from '../schema/actions.ts'
import type { Identity } from '../schema/kind.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { World } from '../schema/world.ts'
import { type Act, mayDo, refusals } from './permission.ts'

/** What is refused of going from one world to another, in the words that a person reads. */
function said(who: Identity, before: World, after: World) {
  const keys = new Set([...before.all(), ...after.all()].map(({ key }) => key))
  return mayDo(before, after, who, between(before, after, keys, () => 'tried').changes)
}
const team = `
  Team acme {owner: olga}
  User olga {email: olga@acme.example}
  User sue {email: sue@acme.example, role: super-admin}
  User adam {email: adam@acme.example, role: admin}
  User gina {email: gina@acme.example, role: group-admin}
  User gus {email: gus@acme.example, role: group-admin}
  User gone {email: gone@acme.example, role: admin, disabled: true}
  User lost {email: lost@acme.example, role: ghost}
  User dora {email: dora@acme.example, role: deputy}
  Role deputy {extends: super-admin, denies: [sso.manage]}
  Group crew {type: mixed, admins: [gina]}
  Group bay {type: mixed, admins: [gina]}
  Group desk {type: mixed}
  Computer pc-desk {group: desk}
  PreferencePolicy theirs {targets: {groups: [crew]}}`
const live = worldOf(team)
/** The world with lines added, or put in place of those that begin alike. */
function edited(...lines: string[]): World {
  const put = new Map([...team.split('\n'), ...lines].map((line) => [line.trim().split(' ').slice(0, 2).join(' '), line]))
  return worldOf([...put.values()].join('\n'))
}

describe('a refusal says', () => {
  const roles = (list: string) => `Let somebody apply it who may (roles that may: ${list}), or leave it out.`
  const cases: [what: string, who: Identity, line: string, message: string, fix: string][] = [
    [
      'what the action is, and which roles have it',
      { user: 'adam' },
      'SsoMethod entra {idp: azureAD}',
      '`adam` (admin) may not create, change and delete single sign-on methods (`sso.manage`): SsoMethod `entra`.',
      roles('`owner`, `super-admin`'),
    ],
    [
      'that the role which a custom one extends has what that denies',
      { user: 'dora' },
      'SsoMethod entra {idp: azureAD}',
      '`dora` (deputy) may not create, change and delete single sign-on methods (`sso.manage`): SsoMethod `entra`.',
      roles('`owner`, `super-admin`'),
    ],
    [
      'which groups the rights end at, sorted',
      { user: 'gina' },
      'Computer pc-desk {group: desk, displayName: Mine}',
      '`gina` (group-admin) may rename and annotate computers (`computers.edit`) only within the groups that it administers (bay, crew), before and after, with all that they touch: Computer `pc-desk`.',
      roles('`owner`, `super-admin`, `admin`'),
    ],
    [
      'that there are no such groups',
      { user: 'gus' },
      'Computer pc-desk {group: desk, displayName: Mine}',
      '`gus` (group-admin) may rename and annotate computers (`computers.edit`) only within the groups that it administers (none), before and after, with all that they touch: Computer `pc-desk`.',
      roles('`owner`, `super-admin`, `admin`'),
    ],
    [
      'that a policy has to name its administrator',
      { user: 'gina' },
      'PreferencePolicy theirs {targets: {groups: [bay]}}',
      '`gina` (group-admin) may create, change and delete preference policies (`policies.manage`) only where `spec.admins` names it: PreferencePolicy `theirs`.',
      roles('`owner`, `super-admin`, `admin`'),
    ],
    [
      'what the team would have to let',
      { user: 'adam' },
      'GranularControl g {subjects: {groups: [crew]}, controls: {chat: disabled}}',
      '`adam` (admin) may set granular controls of users and groups (`granular.manage`) only for features that the team lets administrators configure: GranularControl `g`.',
      'Let the owner or a super administrator apply it, or set `adminConfigurable` of the feature in `spec.granularDefaults` of the Team.',
    ],
    [
      'that somebody of higher rank is concerned',
      { user: 'adam' },
      'User sue {email: new@acme.example, role: super-admin}',
      "`adam` (admin) may not change users (`users.edit`) where a user of higher rank, or with rights that it doesn't have, is concerned: User `sue`.",
      'Let somebody apply it whose rank is as high: `owner`, `super-admin`, `admin`.',
    ],
    [
      'that nobody gives more than it has',
      { user: 'dora' },
      'Role second {extends: super-admin}',
      '`dora` (deputy) may not create, change and delete custom roles (`roles.manage`) beyond its own rights: Role `second`.',
      'Give a role that may no more than you may, or let the owner apply it.',
    ],
    [
      'why somebody is nobody: no such user',
      { user: 'hans' },
      'Group attic {type: users}',
      '`hans` may change nothing: there is no user `hans` in the team. It is about Group `attic`.',
      'Apply as somebody who is in the team, enabled, with a role that exists.',
    ],
    [
      'why somebody is nobody: disabled',
      { user: 'gone' },
      'Group attic {type: users}',
      '`gone` may change nothing: the user `gone` is disabled. It is about Group `attic`.',
      'Apply as somebody who is in the team, enabled, with a role that exists.',
    ],
    [
      'why somebody is nobody: no such role',
      { user: 'lost' },
      'Group attic {type: users}',
      '`lost` may change nothing: there is no role `ghost`. It is about Group `attic`.',
      'Apply as somebody who is in the team, enabled, with a role that exists.',
    ],
    [
      'why a pipeline is nobody: whoever issued its token',
      { pipeline: 'deploy', role: 'admin', issuer: 'gone' },
      'Group attic {type: users}',
      '`pipeline deploy` may change nothing: its token was issued by `gone`, and the user `gone` is disabled. It is about Group `attic`.',
      'Apply as somebody who is in the team, enabled, with a role that exists.',
    ],
    [
      'why a pipeline is nobody: its own role',
      { pipeline: 'deploy', role: 'ghost', issuer: 'olga' },
      'Group attic {type: users}',
      '`pipeline deploy` may change nothing: there is no role `ghost`. It is about Group `attic`.',
      'Apply as somebody who is in the team, enabled, with a role that exists.',
    ],
  ]
  test.each(cases)('%s', (_what, who, line, message, fix) => {
    expect(said(who, live, edited(line))).toMatchObject([{ code: 'not-permitted', message, fix }])
  })

  test('that nobody at all may, where that is so', () => {
    const hand = { op: 'update', key: 'Team/acme/acme', fields: [], needs: ['team.transfer' as const] }
    expect(mayDo(live, live, { user: 'olga' }, [hand])).toMatchObject([
      {
        message: '`olga` (owner) may not hand the team over to another owner (`team.transfer`): Team `acme`.',
        fix: 'Let somebody apply it who may (nobody may), or leave it out.',
      },
    ])
  })

  test('only the beginning where it is about many: five are named and pointed at, the others counted', () => {
    const pcs = (n: number, note: string) => Array.from({ length: n }, (_, i) => `Computer pc-${i} {group: desk, note: ${note}}`)
    const told = (n: number) => said({ user: 'gina' }, edited(...pcs(n, 'a')), edited(...pcs(n, 'b')))[0]
    const named = ['pc-0', 'pc-1', 'pc-2', 'pc-3', 'pc-4'].map((name) => `Computer \`${name}\``).join(', ')
    expect(told(5)?.message).toMatch(new RegExp(`: ${named}\\.$`))
    expect(told(7)?.message).toMatch(new RegExp(`: ${named} and 2 more\\.$`))
    expect([told(5)?.at, told(7)?.at].map((at) => at?.length)).toEqual([5, 5])
  })

  test('once what is refused alike: for the same action and reason; and to nobody all of it at once', () => {
    const lines = ['Group attic {type: users}', 'Group crew {type: mixed, description: Ours, admins: [gina]}', 'Group bay {type: users}']
    const messages = (who: Identity) => said(who, live, edited(...lines)).map(({ message }) => message)
    expect(messages({ user: 'gone' })).toEqual([
      '`gone` may change nothing: the user `gone` is disabled. It is about Group `attic`, Group `bay`, Group `crew`.',
    ])
    expect(messages({ user: 'adam' })).toEqual(['`adam` (admin) may not appoint group administrators (`groups.admins`): Group `bay`.'])
    expect(messages({ user: 'gina' })).toEqual([
      '`gina` (group-admin) may not create groups (`groups.create`): Group `attic`.',
      '`gina` (group-admin) may not appoint group administrators (`groups.admins`): Group `bay`.',
      '`gina` (group-admin) may not change groups (`groups.edit`): Group `crew`.',
    ])
  })
})

describe('a refusal points', () => {
  /** A world in which every field has a place of its own, called after it. */
  const placed = (world: World, of: string) =>
    new World(
      'acme',
      [...world.all()].map((one) => {
        const at = (path: string) => ({ file: `${of} ${path}`, line: 1, column: 1 })
        return one.with({ origin: { ...at(one.key), at } })
      }),
    )
  const places = (who: string, before: World, after: World) =>
    said({ user: who }, placed(before, 'old'), placed(after, 'new')).flatMap(({ at }) => at.map(({ file }) => file))

  const cases: [what: string, who: string, line: string, places: string[]][] = [
    [
      'at the field that the action is for',
      'adam',
      'User mia {email: m@acme.example, role: admin, licence: technician, group: desk}',
      ['new spec.role'],
    ],
    [
      'at the field that brings a new resource under the action',
      'adam',
      'User new {email: new@acme.example, role: admin}',
      ['new spec.role'],
    ],
    ['at the field that is gone from the file', 'adam', 'User gil {email: gil@acme.example}', ['new spec.role']],
    [
      'else at what changes, and is there to be seen',
      'mia',
      'User gil {email: gil@acme.example, licence: technician, role: group-admin}',
      ['new spec.licence'],
    ],
    [
      'at the resource where what changes is no longer there',
      'mia',
      'User dan {email: dan@acme.example, group: desk}',
      ['new User/acme/dan'],
    ],
    ['at the first that is there, whatever is gone', 'mia', 'User dan {email: d@acme.example, group: desk}', ['new spec.email']],
  ]
  const from = ['User mia {email: mia@acme.example, group: desk}', 'User gil {email: gil@acme.example, role: group-admin}']
  const before = edited(...from, 'User dan {email: dan@acme.example, group: desk, displayName: Dan, licence: technician}')
  test.each(cases)('%s', (_what, who, line, expected) => {
    const kept = [...before.all()].filter(({ key }) => key !== `${line.split(' ')[0]}/acme/${line.split(' ')[1]}`)
    expect(places(who, before, new World('acme', [...kept, ...worldOf(line).all()]))).toEqual(expected)
  })

  test('at what was, where it is deleted; and nowhere, where it is in neither world', () => {
    const without = live.with([['Group/acme/desk', null]])
    expect(places('mia', edited(...from), edited(...from).with([['User/acme/mia', null]]))).toEqual(['old User/acme/mia'])
    // To revoke an enrolment is the same action, and the field for that.
    expect(places('mia', before, before.with([['Computer/acme/pc-desk', null]]))).toEqual(['old Computer/acme/pc-desk'])
    expect(
      mayDo(live, without, { user: 'mia' }, [{ op: 'delete', key: 'Group/acme/attic', fields: [], needs: ['groups.delete'] }]),
    ).toMatchObject([{ at: [] }])
  })
})

test('the lacking action is the first that is not held, or the one that takes its change from nobody', () => {
  const needs: ActionId[] = ['users.edit', 'users.role']
  const act: Act = { op: 'update', key: 'User/acme/gus', fields: [{ path: 'spec.role', before: null, after: 'admin' }], needs }
  const lacking = (who: Identity, ...acts: Act[]) => refusals(live, live, who, acts).map(({ action, why }) => [action, why])
  expect(lacking({ user: 'adam' }, act)).toEqual([['users.role', 'not held']])
  expect(lacking({ user: 'gone' }, act)).toEqual([['users.edit', 'nobody']])
  expect(lacking({ user: 'gone' }, { ...act, needs: [] })).toEqual([['users.edit', 'nobody']])
})
