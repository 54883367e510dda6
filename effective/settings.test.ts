import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { settingNodes } from '../schema/vocabulary.ts'
import { effective } from './effective.ts'
import { boundSettings, isSameSecret, settingsOf } from './settings.ts'
import type { ComputerClass, EffectiveSetting } from './types.ts'

const settings = (lines: readonly string[]) => {
  const e = effective(worldOf(lines.join('\n')))
  return settingsOf(e, e.computerClass('pc') as ComputerClass)
}
/** A setting of pc, as `value origin locked`. */
function told(name: string, lines: readonly string[]): string {
  const { value, origin, locked } = settings(lines).get(name) ?? { value: 'nothing', origin: '', locked: false }
  return `${JSON.stringify(value)} ${origin}${locked ? ' locked' : ''}`
}

const lab = 'Group lab {type: computers}'
const policy = (targets: string, of: string, name = 'strict') =>
  `PreferencePolicy ${name} {displayName: ${name}, settings: ${of}, targets: ${targets}}`
const idle = (minutes: number) => `{session: {idleTimeoutMinutes: ${minutes}}}`

describe('built-in, package, policy', () => {
  test.each<[string, string, string[], string]>([
    ['the built-in default', 'session.idleTimeoutMinutes', ['Computer pc {}'], '0 builtin'],
    ['a switch that is on', 'security.remotePrint', ['Computer pc {}'], 'true builtin'],
    ['an object with its defaults', 'security.requestPermission', ['Computer pc {}'], '{"mode":"off","timeoutSeconds":30} builtin'],
    ['nothing where there is no default', 'general.computerName', ['Computer pc {}'], 'null builtin'],
    [
      'what the package set at enrolment',
      'session.idleTimeoutMinutes',
      ['Computer pc {} status {enrolment: {package: kiosk, settings: {session: {idleTimeoutMinutes: 5}}}}'],
      '5 package kiosk',
    ],
    [
      'a policy over the package',
      'session.idleTimeoutMinutes',
      [
        'Computer pc {} status {enrolment: {package: kiosk, settings: {session: {idleTimeoutMinutes: 5}}}}',
        policy('{computers: [pc]}', idle(9)),
      ],
      '9 policy strict locked',
    ],
    [
      'what the policy does not list stays',
      'session.sound',
      ['Computer pc {} status {enrolment: {package: kiosk, settings: {session: {sound: off}}}}', policy('{computers: [pc]}', idle(9))],
      '"off" package kiosk',
    ],
    [
      'a setting is managed whole',
      'security.requestPermission',
      ['Computer pc {}', policy('{computers: [pc]}', '{security: {requestPermission: {mode: allowOnTimeout}}}')],
      '{"mode":"allowOnTimeout","timeoutSeconds":30} policy strict locked',
    ],
    [
      'a policy of the group',
      'session.idleTimeoutMinutes',
      [lab, 'Computer pc {group: lab}', policy('{groups: [lab]}', idle(9))],
      '9 policy strict locked',
    ],
    [
      'a policy of the computer before that of the group',
      'session.idleTimeoutMinutes',
      [lab, 'Computer pc {group: lab}', policy('{groups: [lab]}', idle(9)), policy('{computers: [pc]}', idle(3), 'own')],
      '3 policy own locked',
    ],
    [
      'a policy by the package',
      'session.idleTimeoutMinutes',
      [
        'Computer pc {} status {enrolment: {package: kiosk}}',
        'DeploymentPackage kiosk {displayName: Kiosk, preferencePolicy: strict}',
        policy('{}', idle(9)),
      ],
      '9 policy strict locked',
    ],
    [
      'a policy of the group before that by the package',
      'session.idleTimeoutMinutes',
      [
        lab,
        'Computer pc {group: lab} status {enrolment: {package: kiosk}}',
        'DeploymentPackage kiosk {displayName: Kiosk, preferencePolicy: own}',
        policy('{groups: [lab]}', idle(9)),
        policy('{}', idle(3), 'own'),
      ],
      '9 policy strict locked',
    ],
    [
      'a package that is gone names none',
      'session.idleTimeoutMinutes',
      ['Computer pc {} status {enrolment: {package: kiosk}}', policy('{}', idle(9))],
      '0 builtin',
    ],
    [
      'a policy of others is none',
      'session.idleTimeoutMinutes',
      [lab, 'Computer pc {}', policy('{groups: [lab], computers: [other]}', idle(9))],
      '0 builtin',
    ],
  ])('%s', (_, name, lines, expected) => {
    expect(told(name, lines)).toBe(expected)
  })

  test('a secret is told as no more than that there is one', () => {
    const lines = [
      'Computer pc {}',
      policy('{computers: [pc]}', '{security: {additionalPassword: {mode: securityCode, securityCode: {valueFrom: {env: LAB_CODE}}}}}'),
    ]
    expect(told('security.additionalPassword', lines)).toBe('{"mode":"securityCode","securityCode":{"secret":"set"}} policy strict locked')
  })

  test('there is a value for every setting', () => {
    expect([...settings(['Computer pc {}']).keys()]).toEqual([...settingNodes.keys()])
    expect(settingNodes.size).toBeGreaterThan(30)
  })
})

describe('exclusive access adds to a session', () => {
  const world = ['Computer pc {}']
  const extras = { blankScreen: false, lockInput: false, logoffAfterDisconnect: false }
  const bound = (given: object, lines = world) => {
    const e = effective(worldOf(lines.join('\n')))
    const of = settingsOf(e, e.computerClass('pc') as ComputerClass)
    const made = boundSettings(e, of, { pool: undefined, exclusive: { schedule: 'shift', ...extras, ...given } })
    return [...made]
      .filter(([name, { value }]) => value !== of.get(name)?.value)
      .map(([name, { value, origin }]) => `${name} ${JSON.stringify(value)} ${origin}`)
  }
  test.each<[string, object, string[]]>([
    ['nothing by itself', {}, []],
    ['a black screen', { blankScreen: true }, ['security.blankScreen true schedule shift']],
    ['locked input', { lockInput: true }, ['security.lockInput true schedule shift']],
    ['logging off', { logoffAfterDisconnect: true }, ['security.logoffOnDisconnect {"enabled":true,"afterSeconds":0} schedule shift']],
  ])('%s', (_, given, expected) => {
    expect(bound(given)).toEqual(expected)
  })

  test('logging off that is on already stays as it is', () => {
    const later = policy('{computers: [pc]}', '{security: {logoffOnDisconnect: {enabled: true, afterSeconds: 60}}}')
    expect(bound({ logoffAfterDisconnect: true }, [...world, later])).toEqual([])
  })

  test('a session that nothing binds has the settings of the computer', () => {
    const e = effective(worldOf('Computer pc {}'))
    const of = settingsOf(e, e.computerClass('pc') as ComputerClass)
    expect(boundSettings(e, of, { pool: 'farm', exclusive: undefined })).toBe(of)
  })
})

describe('an effective setting', () => {
  const enrolment = (text: string) => [`Computer pc {} status {enrolment: ${text}}`]
  const five = 'settings: {session: {idleTimeoutMinutes: 5}}'
  test.each<[string, string[], object]>([
    ['points to nothing where it is built in', ['Computer pc {}'], { origin: 'builtin', key: undefined, locked: false }],
    [
      'points to its policy',
      ['Computer pc {}', policy('{computers: [pc]}', idle(5))],
      { origin: 'policy strict', key: 'PreferencePolicy/acme/strict', locked: true },
    ],
    [
      'points to its package',
      enrolment(`{package: kiosk, ${five}}`),
      { origin: 'package kiosk', key: 'DeploymentPackage/acme/kiosk', locked: false },
    ],
    ['points to no package where none is known', enrolment(`{${five}}`), { origin: 'package', key: undefined, locked: false }],
    [
      'is not what a policy unsets',
      ['Computer pc {}', policy('{computers: [pc]}', '{session: {}}')],
      { origin: 'builtin', key: undefined, locked: false },
    ],
    [
      'is not what a package left unset',
      enrolment('{package: kiosk, settings: {session: {idleTimeoutMinutes: null}}}'),
      { origin: 'builtin', key: undefined, locked: false },
    ],
  ])('%s', (_, lines, expected) => {
    expect(settings(lines).get('session.idleTimeoutMinutes')).toMatchObject(expected)
  })

  test('of exclusive access points to its schedule, and is locked', () => {
    const e = effective(worldOf('Computer pc {}'))
    const exclusive = { schedule: 'shift', blankScreen: true, lockInput: false, logoffAfterDisconnect: false }
    const bound = boundSettings(e, settingsOf(e, e.computerClass('pc') as ComputerClass), { pool: undefined, exclusive })
    expect(bound.get('security.blankScreen')).toEqual({ value: true, origin: 'schedule shift', key: 'Schedule/acme/shift', locked: true })
  })

  test('is one object for all classes that have it from the same', () => {
    const e = effective(
      worldOf([lab, 'Computer pc {}', 'Computer mac {group: lab}', 'Computer far {} status {enrolment: {package: kiosk}}'].join('\n')),
    )
    const of = (name: string) => settingsOf(e, e.computerClass(name) as ComputerClass)
    expect(of('mac')).toBe(of('pc'))
    expect(of('pc')).toBe(of('pc'))
    expect(of('far')).not.toBe(of('pc'))
  })

  test('of two policies, or two captures, is not mixed up', () => {
    const lines = [
      policy('{computers: [pc]}', idle(1)),
      policy('{computers: [mac]}', idle(2), 'other'),
      'Computer pc {}',
      'Computer mac {}',
      'Computer one {} status {enrolment: {package: a, settings: {session: {idleTimeoutMinutes: 3}}}}',
      'Computer two {} status {enrolment: {package: b, settings: {session: {idleTimeoutMinutes: 3}}}}',
    ]
    const e = effective(worldOf(lines.join('\n')))
    const of = (name: string) => settingsOf(e, e.computerClass(name) as ComputerClass).get('session.idleTimeoutMinutes')
    expect(['pc', 'mac', 'one', 'two'].map((name) => `${of(name)?.value} ${of(name)?.origin}`)).toEqual([
      '1 policy strict',
      '2 policy other',
      '3 package a',
      '3 package b',
    ])
  })
})

describe('a secret is the same one', () => {
  const password = (mode: string, env: string) =>
    `{security: {additionalPassword: {mode: ${mode}, securityCode: {valueFrom: {env: ${env}}}}}}`
  const code = (env: string, held = '') => [
    'Computer pc {}',
    `${policy('{computers: [pc]}', password('securityCode', env))}${held && ` status {secrets: {code: "${held}"}}`}`,
  ]
  const installed = (env: string) => `Computer pc {} status {enrolment: {settings: ${password('securityCode', env)}}}`
  const same = (name: string, before: readonly string[], after: readonly string[]) =>
    isSameSecret(settings(before).get(name) as EffectiveSetting, settings(after).get(name) as EffectiveSetting)

  test.each<[string, readonly string[], readonly string[], boolean]>([
    ['behind the same handle', code('A'), code('A'), true],
    ['not behind another handle', code('A'), code('B'), false],
    ['not where there was none', ['Computer pc {}'], code('A'), false],
    ['where there is none', ['Computer pc {}'], ['Computer pc {}', policy('{computers: [pc]}', idle(5))], true],
    ['not once the value behind it is held anew', code('A', '2026-03-01'), code('A', '2026-03-02'), false],
    ['whatever else of the setting is another', code('A'), ['Computer pc {}', policy('{computers: [pc]}', password('osLogin', 'A'))], true],
    ['that was installed', [installed('A')], [installed('A')], true],
    ['not where another was installed', [installed('A')], [installed('B')], false],
    ['not where a policy has another than was installed', [installed('A')], [installed('A'), ...code('B').slice(1)], false],
    [
      'that was installed, whenever a policy of other settings holds its own anew',
      [installed('A'), `${policy('{computers: [pc]}', idle(5))} status {secrets: {code: "2026-03-01"}}`],
      [installed('A'), `${policy('{computers: [pc]}', idle(5))} status {secrets: {code: "2026-03-02"}}`],
      true,
    ],
  ])('%s', (_, before, after, expected) => {
    expect(same('security.additionalPassword', before, after)).toBe(expected)
  })

  test('in a setting that holds none, whenever the policy that locks it holds others anew', () => {
    const both = (held: string) => [
      'Computer pc {}',
      `${policy('{computers: [pc]}', `{session: {idleTimeoutMinutes: 5}, ${password('securityCode', 'A').slice(1)}`)} status {secrets: {code: "${held}"}}`,
    ]
    expect(same('session.idleTimeoutMinutes', both('2026-03-01'), both('2026-03-02'))).toBe(true)
    expect(same('security.additionalPassword', both('2026-03-01'), both('2026-03-02'))).toBe(false)
  })
})
