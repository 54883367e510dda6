import { describe, expect, test } from 'vitest'
import type { Json } from '../schema/canonical.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Feature } from '../schema/vocabulary.ts'
import { effective } from './effective.ts'
import { featureNames, featureOf, inSession } from './features.ts'
import type { FeatureValue, UserClass } from './types.ts'

const crew = 'Group crew {type: users}'

/** A feature of ann, and what decided it. */
function feature(name: Feature, lines: readonly string[], who = 'ann'): string {
  const world = worldOf([lines.some((line) => line.startsWith('Team')) ? '' : 'Team acme {owner: olga}', crew, ...lines].join('\n'))
  const e = effective(world)
  const { value, origin } = featureOf(e, e.userClass(who) as UserClass, name)
  return `${value} ${origin.kind} ${[origin.key?.replace('/acme/', '/'), origin.path].filter(Boolean).join(' ')}`
}

const control = (subjects: string, controls: string, name = 'gc') =>
  `GranularControl ${name} {subjects: ${subjects}, controls: {${controls}}}`
const own = (controls: string) => control('{users: [ann]}', controls, 'own')
const groups = (controls: string) => control('{groups: [crew]}', controls, 'groups')

describe('the user, its group, the team', () => {
  test.each<[string, Feature, string[], string]>([
    [
      "a user's own value wins",
      'chat',
      ['User ann {group: crew}', own('chat: disabled'), groups('chat: enabled')],
      'disabled control GranularControl/own spec.controls.chat',
    ],
    [
      "a user's default skips the group",
      'chat',
      ['User ann {group: crew}', own('chat: default'), groups('chat: disabled')],
      'enabled builtin spec.granularDefaults.chat.member',
    ],
    [
      'a group has nothing to follow',
      'chat',
      ['User ann {group: crew}', groups('chat: followGroup')],
      'enabled builtin spec.granularDefaults.chat.member',
    ],
    [
      "a group's value holds for who says nothing",
      'chat',
      ['User ann {group: crew}', groups('chat: disabled')],
      'disabled control GranularControl/groups spec.controls.chat',
    ],
    [
      'and for who follows it',
      'chat',
      ['User ann {group: crew}', own('chat: followGroup'), groups('chat: disabled')],
      'disabled control GranularControl/groups spec.controls.chat',
    ],
    [
      'and for who controls something else',
      'chat',
      ['User ann {group: crew}', own('remotePrint: disabled'), groups('chat: disabled')],
      'disabled control GranularControl/groups spec.controls.chat',
    ],
    [
      "a group's default is the team's",
      'chat',
      ['User ann {group: crew}', groups('chat: default')],
      'enabled builtin spec.granularDefaults.chat.member',
    ],
    [
      'following without a group is the default',
      'chat',
      ['User ann {}', own('chat: followGroup'), groups('chat: disabled')],
      'enabled builtin spec.granularDefaults.chat.member',
    ],
    [
      'one-way values pass through',
      'fileTransfer',
      ['User ann {group: crew}', groups('fileTransfer: toComputerOnly')],
      'toComputerOnly control GranularControl/groups spec.controls.fileTransfer',
    ],
    [
      "the team's default by role",
      'chat',
      ['User ann {role: admin}', 'Team acme {owner: olga, granularDefaults: {chat: {admin: disabled}}}'],
      'disabled team Team/acme spec.granularDefaults.chat.admin',
    ],
    [
      'of a super administrator',
      'chat',
      ['User ann {role: super-admin}', 'Team acme {owner: olga, granularDefaults: {chat: {superAdmin: disabled}}}'],
      'disabled team Team/acme spec.granularDefaults.chat.superAdmin',
    ],
    [
      'of a group administrator',
      'chat',
      ['User ann {role: group-admin}', 'Team acme {owner: olga, granularDefaults: {chat: {groupAdmin: disabled}}}'],
      'disabled team Team/acme spec.granularDefaults.chat.groupAdmin',
    ],
    [
      'through a custom role',
      'chat',
      ['User ann {role: desk}', 'Role desk {extends: admin}', 'Team acme {owner: olga, granularDefaults: {chat: {admin: disabled}}}'],
      'disabled team Team/acme spec.granularDefaults.chat.admin',
    ],
    [
      'another role has another default',
      'chat',
      ['User ann {}', 'Team acme {owner: olga, granularDefaults: {chat: {admin: disabled}}}'],
      'enabled builtin spec.granularDefaults.chat.member',
    ],
    ['members have no remote command', 'remoteCommand', ['User ann {}'], 'disabled builtin spec.granularDefaults.remoteCommand.member'],
    [
      'unless the team says so',
      'remoteCommand',
      ['User ann {}', 'Team acme {owner: olga, granularDefaults: {remoteCommand: {member: enabled}}}'],
      'enabled team Team/acme spec.granularDefaults.remoteCommand.member',
    ],
    ['administrators have it', 'remoteCommand', ['User ann {role: admin}'], 'enabled builtin spec.granularDefaults.remoteCommand.admin'],
  ])('%s', (_, name, lines, expected) => {
    expect(feature(name, lines)).toBe(expected)
  })

  test('a world without a team has the built-in defaults', () => {
    const e = effective(worldOf('User ann {}\nUser bob {role: admin}'))
    const all = (who: string) => featureNames.filter((name) => featureOf(e, e.userClass(who) as UserClass, name).value === 'enabled')
    expect(all('ann')).toEqual([
      'fileTransfer',
      'remotePrint',
      'copyPaste',
      'remoteControl',
      'sessionRecording',
      'chat',
      'remoteReboot',
      'systemTools',
    ])
    expect(all('bob')).toEqual([
      'fileTransfer',
      'remotePrint',
      'copyPaste',
      'remoteControl',
      'remoteCommand',
      'sessionRecording',
      'chat',
      'remoteReboot',
      'systemTools',
    ])
  })
})

describe('what excludes a feature', () => {
  const technician = 'User ann {licence: technician, role: admin}'
  const bought = (technicianLicence: boolean, rest = '') =>
    `Team acme {owner: olga${rest}} status {licence: {edition: enterprise, technician: ${technicianLicence}}}`
  test.each<[string, Feature, string[], string]>([
    [
      "the team's switch",
      'chat',
      ['User ann {}', 'Team acme {owner: olga, features: {chat: false}}', own('chat: enabled')],
      'disabled team Team/acme spec.features.chat',
    ],
    ["a user's licence", 'attendedAccess', ['User ann {role: admin}', own('attendedAccess: enabled')], 'disabled licence spec.licence'],
    ["the team's licence", 'attendedAccess', [technician, bought(false)], 'disabled licence Team/acme status.licence.technician'],
    [
      'neither, with both licences',
      'attendedAccess',
      [technician, bought(true)],
      'enabled builtin spec.granularDefaults.attendedAccess.admin',
    ],
    [
      'a licence that nobody knows of excludes nothing',
      'attendedAccess',
      [technician],
      'enabled builtin spec.granularDefaults.attendedAccess.admin',
    ],
    [
      'members never have one-to-many',
      'oneToMany',
      ['User ann {licence: technician}', 'Team acme {owner: olga, features: {oneToMany: ownerAndAdmins}}', own('oneToMany: enabled')],
      'disabled role spec.role',
    ],
    ['it is left to the owner', 'oneToMany', [technician], 'disabled team Team/acme spec.features.oneToMany'],
    [
      'unless administrators may too',
      'oneToMany',
      [technician, bought(true, ', features: {oneToMany: ownerAndAdmins}')],
      'enabled builtin spec.granularDefaults.oneToMany.admin',
    ],
    [
      'group administrators among them',
      'oneToMany',
      ['User ann {licence: technician, role: group-admin}', 'Team acme {owner: olga, features: {oneToMany: ownerAndAdmins}}'],
      'enabled builtin spec.granularDefaults.oneToMany.groupAdmin',
    ],
    ['the licence comes before the role', 'oneToMany', ['User ann {}'], 'disabled licence spec.licence'],
  ])('%s', (_, name, lines, expected) => {
    expect(feature(name, lines)).toBe(expected)
  })

  test('the owner has one-to-many', () => {
    expect(feature('oneToMany', ['User olga {licence: technician}'], 'olga')).toBe('enabled builtin spec.granularDefaults.oneToMany.owner')
  })
})

describe('two-step verification is a requirement', () => {
  const asked = (admins: boolean, members: boolean) =>
    `Team acme {owner: olga, authentication: {twoStepVerification: {admins: ${admins}, members: ${members}}}}`
  test.each<[string, string[], string]>([
    [
      'of administrators, by default',
      ['User ann {role: group-admin}'],
      'enabled team Team/acme spec.authentication.twoStepVerification.admins',
    ],
    ['not of members', ['User ann {}'], 'disabled builtin spec.granularDefaults.twoStepVerification.member'],
    [
      'of members, if the team asks',
      ['User ann {}', asked(false, true)],
      'enabled team Team/acme spec.authentication.twoStepVerification.members',
    ],
    [
      'not of administrators, if it does not',
      ['User ann {role: admin}', asked(false, true)],
      'disabled builtin spec.granularDefaults.twoStepVerification.admin',
    ],
    [
      'a control asks for it',
      ['User ann {}', own('twoStepVerification: enabled')],
      'enabled control GranularControl/own spec.controls.twoStepVerification',
    ],
    [
      "a control does not take the team's away",
      ['User ann {}', asked(true, true), own('twoStepVerification: disabled')],
      'enabled team Team/acme spec.authentication.twoStepVerification.members',
    ],
    [
      'a control that is off',
      ['User ann {}', own('twoStepVerification: disabled')],
      'disabled control GranularControl/own spec.controls.twoStepVerification',
    ],
  ])('%s', (_, lines, expected) => {
    expect(feature('twoStepVerification', lines)).toBe(expected)
  })
})

describe('in a session, the most restrictive wins', () => {
  const V = (name: string, value: Json) => new Map([[`security.${name}`, { value }]])
  test.each<[Feature, FeatureValue, Json, FeatureValue]>([
    ['copyPaste', 'enabled', 'enabled', 'enabled'],
    ['copyPaste', 'enabled', 'toComputerOnly', 'toComputerOnly'],
    ['copyPaste', 'enabled', 'disabled', 'disabled'],
    ['copyPaste', 'toComputerOnly', 'enabled', 'toComputerOnly'],
    ['copyPaste', 'toComputerOnly', 'toComputerOnly', 'toComputerOnly'],
    ['copyPaste', 'toComputerOnly', 'fromComputerOnly', 'disabled'],
    ['copyPaste', 'disabled', 'enabled', 'disabled'],
    ['fileTransfer', 'fromComputerOnly', 'disabled', 'disabled'],
    ['fileTransfer', 'fromComputerOnly', 'enabled', 'fromComputerOnly'],
    ['fileTransfer', 'disabled', 'toComputerOnly', 'disabled'],
    ['remotePrint', 'enabled', true, 'enabled'],
    ['remotePrint', 'enabled', false, 'disabled'],
    ['remotePrint', 'disabled', true, 'disabled'],
    ['remoteControl', 'enabled', false, 'disabled'],
    ['sessionRecording', 'enabled', { enabled: true, required: false }, 'enabled'],
    ['sessionRecording', 'enabled', { enabled: false, required: false }, 'disabled'],
    ['sessionRecording', 'disabled', { enabled: true, required: false }, 'disabled'],
  ])('%s %s with %j is %s', (name, value, setting, expected) => {
    expect(inSession(name, value, V(name, setting))).toBe(expected)
  })
  test('a feature that no setting speaks of is as the user has it', () => {
    expect(inSession('chat', 'enabled', V('chat', false))).toBe('enabled')
    expect(inSession('copyPaste', 'enabled', new Map())).toBe('enabled')
  })
})

describe('what decided is told in words, where', () => {
  const decided = (name: Feature, ...lines: string[]) => {
    const e = effective(worldOf([crew, ...lines].join('\n')))
    return featureOf(e, e.userClass('ann') as UserClass, name)
  }
  const team = 'Team acme {owner: olga}'
  const ofTeam = (path: string, says: string, kind = 'team') => ({ kind, key: 'Team/acme/acme', path, says })
  const builtin = (feature: Feature, role: string, of: string) => ({
    kind: 'builtin',
    key: undefined,
    path: `spec.granularDefaults.${feature}.${role}`,
    says: `the default of ${of}`,
  })
  test.each<[string, Feature, string[], FeatureValue, unknown]>([
    [
      'the team has no licence',
      'attendedAccess',
      ['Team acme {owner: olga} status {licence: {technician: false}}', 'User ann {role: admin, licence: technician}'],
      'disabled',
      ofTeam('status.licence.technician', 'the team has no technician licence', 'licence'),
    ],
    [
      'the user has none',
      'oneToMany',
      [team, 'User ann {role: admin}'],
      'disabled',
      { kind: 'licence', key: undefined, path: 'spec.licence', says: 'the user has no technician licence' },
    ],
    [
      'members never have it',
      'oneToMany',
      [team, 'User ann {licence: technician}'],
      'disabled',
      { kind: 'role', key: undefined, path: 'spec.role', says: 'members never have it' },
    ],
    [
      'the owner alone has it',
      'oneToMany',
      [team, 'User ann {role: admin, licence: technician}'],
      'disabled',
      ofTeam('spec.features.oneToMany', 'the team leaves it to the owner'),
    ],
    [
      'the team switched it off',
      'chat',
      ['Team acme {features: {chat: false}}', 'User ann {}'],
      'disabled',
      ofTeam('spec.features.chat', 'the team has switched it off'),
    ],
    [
      'a control speaks of the user',
      'chat',
      [team, 'User ann {group: crew}', own('chat: disabled')],
      'disabled',
      { kind: 'control', key: 'GranularControl/acme/own', path: 'spec.controls.chat', says: 'control own says so for the user' },
    ],
    [
      'a control speaks of its group',
      'chat',
      [team, 'User ann {group: crew}', groups('chat: disabled')],
      'disabled',
      { kind: 'control', key: 'GranularControl/acme/groups', path: 'spec.controls.chat', says: 'control groups says so for group crew' },
    ],
    ['a default holds for members', 'chat', [team, 'User ann {}'], 'enabled', builtin('chat', 'member', 'members')],
    [
      'a default holds for a role',
      'chat',
      [team, 'User ann {role: super-admin}'],
      'enabled',
      builtin('chat', 'superAdmin', 'role super-admin'),
    ],
    [
      'the team declares a default',
      'chat',
      ['Team acme {granularDefaults: {chat: {member: disabled}}}', 'User ann {}'],
      'disabled',
      ofTeam('spec.granularDefaults.chat.member', 'the default of members'),
    ],
    [
      'the team requires two steps of administrators',
      'twoStepVerification',
      [team, 'User ann {role: admin}'],
      'enabled',
      ofTeam('spec.authentication.twoStepVerification.admins', 'the team requires it of admins'),
    ],
    [
      'the team requires two steps of members',
      'twoStepVerification',
      ['Team acme {authentication: {twoStepVerification: {members: true}}}', 'User ann {}'],
      'enabled',
      ofTeam('spec.authentication.twoStepVerification.members', 'the team requires it of members'),
    ],
    [
      'a control requires two steps before the team does',
      'twoStepVerification',
      [team, 'User ann {role: admin}', own('twoStepVerification: enabled')],
      'enabled',
      {
        kind: 'control',
        key: 'GranularControl/acme/own',
        path: 'spec.controls.twoStepVerification',
        says: 'control own says so for the user',
      },
    ],
  ])('%s', (_, name, lines, value, origin) => {
    expect(decided(name, ...lines)).toEqual({ value, origin })
  })

  test('there is no team yet: the built-in defaults hold', () => {
    const value = (name: Feature, user: string) => decided(name, user).value
    expect(value('chat', 'User ann {}')).toBe('enabled')
    expect(value('remoteCommand', 'User ann {}')).toBe('disabled')
    expect(value('remoteCommand', 'User ann {role: admin}')).toBe('enabled')
    expect(value('attendedAccess', 'User ann {licence: technician}')).toBe('disabled')
    expect(value('attendedAccess', 'User ann {role: admin, licence: technician}')).toBe('enabled')
    expect(value('oneToMany', 'User ann {role: admin, licence: technician}')).toBe('disabled')
    expect(value('twoStepVerification', 'User ann {role: admin}')).toBe('disabled')
  })

  test('nothing is known of the computer: the user has what it has', () => {
    for (const name of featureNames) expect(inSession(name, 'enabled', new Map())).toBe('enabled')
  })
})
