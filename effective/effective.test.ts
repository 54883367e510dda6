/** Classes: whom the declarations can't tell apart, and what leads from the one to the other. */
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { effective, holds } from './effective.ts'
import type { ComputerClass, Target } from './types.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
const of = (...lines: string[]) => effective(worldOf([team, ...lines].join('\n')))

describe('users are of one class', () => {
  const together = (...lines: string[]): boolean => {
    const e = of(...lines)
    const [ann, bob] = [e.userClass('ann'), e.userClass('bob')]
    expect(ann).toBeDefined()
    expect(bob).toBeDefined()
    return ann === bob
  }
  test.each<[string, string[], boolean]>([
    ['when nothing is said of them', ['User ann {}', 'User bob {}'], true],
    ['when other things are', ['User ann {displayName: Ann}', 'User bob {email: bob@acme.example}'], true],
    ['when defaults are written', ['User ann {role: member, licence: access, disabled: false}', 'User bob {}'], true],
    ['when their roles count as the same', ['User ann {role: admin}', 'User bob {role: senior}', 'Role senior {extends: admin}'], true],
    ['when their role can not be told', ['User ann {role: gone}', 'User bob {}'], true],
    ['unless their role differs', ['User ann {role: admin}', 'User bob {}'], false],
    ['unless one is disabled', ['User ann {disabled: true}', 'User bob {}'], false],
    ['unless their group differs', ['User ann {group: crew}', 'User bob {}', 'Group crew {type: users}'], false],
    ['unless they are in different groups', ['User ann {group: crew}', 'User bob {group: staff}'], false],
    [
      'unless different controls name them',
      [
        'User ann {}',
        'User bob {}',
        ...['ann', 'bob'].map((name) => `GranularControl of-${name} {subjects: {users: [${name}]}, controls: {}}`),
      ],
      false,
    ],
    [
      'unless different permissions name them',
      [
        'User ann {}',
        'User bob {}',
        ...['ann', 'bob'].map((name) => `AccessPermission of-${name} {subjects: {users: [${name}]}, computers: {mode: none}}`),
      ],
      false,
    ],
    ['unless their licence differs', ['User ann {licence: technician}', 'User bob {}'], false],
    [
      'unless a permission names one',
      ['User ann {}', 'User bob {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: none}}'],
      false,
    ],
    [
      'unless a control names one',
      ['User ann {}', 'User bob {}', 'GranularControl c {subjects: {users: [ann]}, controls: {chat: disabled}}'],
      false,
    ],
    ['unless a schedule names one', ['User ann {}', 'User bob {}', 'Schedule s {resource: farm, subjects: {users: [ann]}}'], false],
    [
      'unless one administers a group',
      ['User ann {role: group-admin}', 'User bob {role: group-admin}', 'Group lab {type: computers, admins: [ann]}'],
      false,
    ],
    [
      'when one administers a group that its role gives it nothing of',
      ['User ann {role: admin}', 'User bob {role: admin}', 'Group lab {type: computers, admins: [ann]}'],
      true,
    ],
  ])('%s', (_, lines, same) => {
    expect(together(...lines)).toBe(same)
  })

  test('and the key of a class says it all, so that classes of two worlds can be held against each other', () => {
    const key = (...lines: string[]) => of(...lines).userClass('ann')?.key
    expect(key('User ann {}')).toBe('+member access     ')
    expect(
      key(
        'User ann {role: admin, group: crew, licence: technician, disabled: true}',
        'AccessPermission p {subjects: {users: [ann]}, computers: {mode: none}}',
        'GranularControl c {subjects: {users: [ann]}, controls: {}}',
        ...['night', 'day'].map((name) => `Schedule ${name} {resource: farm, subjects: {users: [ann]}}`),
      ),
    ).toBe('-admin technician crew p c day,night ')
    expect(key('User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}')).toBe('+group-admin access     lab')
    const computer = (...lines: string[]) => of(...lines).computerClass('pc')?.key
    expect(computer('Computer pc {}')).toBe('     ')
    expect(computer('Computer pc {} status {enrolment: {group: gone}}')).toBe(' gone    ')
    expect(computer('Computer pc {group: lab} status {enrolment: {group: gone}}')).toBe('lab     ')
    expect(
      computer(
        'Computer pc {group: lab} status {enrolment: {package: kiosk, settings: {session: {sound: off}}}}',
        'ScheduledResource farm {computers: [pc]}',
        'PreferencePolicy strict {targets: {computers: [pc]}}',
      ),
    ).toBe('lab  ScheduledResource/acme/farm computer:strict kiosk {"session":{"sound":"off"}}')
  })

  test('and one that administers has nothing of it beside a permission of its own', () => {
    const permission = 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: none}}'
    const e = of('User ann {role: group-admin}', 'Group lab {type: computers, admins: [ann]}', permission)
    expect(e.userClass('ann')).toMatchObject({ administers: [], permission: 'p' })
  })

  test('and their class says what it was made of', () => {
    const hours = (name: string) => `Schedule ${name} {resource: farm, subjects: {users: [ann]}}`
    const e = of(
      'User ann {role: group-admin, group: crew, licence: technician, disabled: true}',
      'Group crew {type: users, admins: [ann]}',
      'Group lab {type: computers, admins: [ann]}',
      hours('night'),
      hours('day'),
      'GranularControl c {subjects: {users: [ann]}, controls: {}}',
    )
    expect(e.userClass('ann')).toMatchObject({
      disabled: true,
      role: 'group-admin',
      group: 'crew',
      licence: 'technician',
      permission: undefined,
      control: 'c',
      schedules: ['day', 'night'],
      administers: ['crew', 'lab'],
    })
  })
})

describe('computers are of one class', () => {
  const enrolled = (status: string) => [`Computer one {} status {enrolment: ${status}}`, 'Computer two {}']
  test.each<[string, string[], boolean]>([
    ['when nothing is said of them', ['Computer one {}', 'Computer two {note: there}'], true],
    ['when nothing came with the enrolment', enrolled('{facts: {os: linux}}'), true],
    ['unless their group differs', ['Computer one {group: lab}', 'Computer two {}', 'Group lab {type: computers}'], false],
    ['unless a resource names one', ['Computer one {}', 'Computer two {}', 'ScheduledResource farm {computers: [one]}'], false],
    [
      'unless a permission names one',
      ['Computer one {}', 'Computer two {}', 'AccessPermission p {subjects: {}, computers: {mode: only, computers: [one]}}'],
      false,
    ],
    [
      'when the permission that names one does not look at its list',
      ['Computer one {}', 'Computer two {}', 'AccessPermission p {subjects: {}, computers: {mode: all, computers: [one]}}'],
      true,
    ],
    ['unless a policy names one', ['Computer one {}', 'Computer two {}', 'PreferencePolicy p {targets: {computers: [one]}}'], false],
    ['unless their package differs', enrolled('{package: kiosk}'), false],
    [
      'unless their packages are two',
      ['Computer one {} status {enrolment: {package: kiosk}}', 'Computer two {} status {enrolment: {package: desk}}'],
      false,
    ],
    [
      'unless their policies are two',
      [
        'Computer one {}',
        'Computer two {}',
        ...['one', 'two'].map((name) => `PreferencePolicy of-${name} {targets: {computers: [${name}]}}`),
      ],
      false,
    ],
    ['unless their groups are two', ['Computer one {group: lab}', 'Computer two {group: desk}'], false],
    [
      'when their packages gave the same settings',
      ['one', 'two'].map((name) => `Computer ${name} {} status {enrolment: {settings: {session: {sound: off}}}}`),
      true,
    ],
    ['unless their package gave other settings', enrolled('{settings: {session: {sound: off}}}'), false],
  ])('%s', (_, lines, same) => {
    const e = of(...lines)
    const [one, two] = [e.computerClass('one'), e.computerClass('two')]
    expect(one).toBeDefined()
    expect(two).toBeDefined()
    expect(one === two).toBe(same)
  })

  test('and their class says what it was made of', () => {
    const e = of(
      'Computer one {group: lab} status {enrolment: {package: kiosk, settings: {session: {sound: off}}}}',
      'Group lab {type: computers}',
      'ScheduledResource farm {computers: [one]}',
      'AccessPermission p {subjects: {}, computers: {mode: only, computers: [one]}}',
      'PreferencePolicy strict {targets: {groups: [lab]}}',
    )
    expect(e.computerClass('one')).toMatchObject({
      group: 'lab',
      namedIn: ['AccessPermission/acme/p', 'ScheduledResource/acme/farm'],
      policy: { name: 'strict', through: 'group' },
      package: 'kiosk',
      captured: { session: { sound: 'off' } },
    })
  })

  test.each<[string, string[], unknown]>([
    ['that names it', ['PreferencePolicy own {targets: {computers: [one]}}'], { name: 'own', through: 'computer' }],
    ['of its group', [], { name: 'grouped', through: 'group' }],
  ])('and their policy is the one %s, before others', (_, lines, policy) => {
    const rest = ['Group lab {type: computers}', 'PreferencePolicy grouped {targets: {groups: [lab]}}', 'PreferencePolicy packed {}']
    const kiosk = 'DeploymentPackage kiosk {preferencePolicy: packed}'
    const e = of('Computer one {group: lab} status {enrolment: {package: kiosk}}', kiosk, ...rest, ...lines)
    expect(e.computerClass('one')?.policy).toEqual(policy)
  })
  test('and their policy is that of the package, if nothing else is and it is there', () => {
    const computer = 'Computer one {} status {enrolment: {package: kiosk}}'
    const kiosk = 'DeploymentPackage kiosk {preferencePolicy: packed}'
    expect(of(computer, kiosk, 'PreferencePolicy packed {}').computerClass('one')?.policy).toEqual({ name: 'packed', through: 'package' })
    expect(of(computer, kiosk).computerClass('one')?.policy).toBeUndefined()
    expect(of(computer, 'DeploymentPackage kiosk {}').computerClass('one')?.policy).toBeUndefined()
    expect(of(computer).computerClass('one')?.policy).toBeUndefined()
  })
})

describe('meaning', () => {
  const e = of(
    'Group lab {type: computers}',
    'Computer one {group: lab}',
    'Computer two {}',
    'Computer three {}',
    'ScheduledResource farm {computers: [one, two]}',
  )
  const names = (classes: readonly ComputerClass[]) => classes.flatMap(({ computers }) => computers.map(({ name }) => name)).sort()
  test.each<[string, Target, string[]]>([
    ['everything', { all: true }, ['one', 'three', 'two']],
    ['a group', { group: 'lab' }, ['one']],
    ['a group that is not there', { group: 'gone' }, []],
    ['what a resource names', { named: 'ScheduledResource/acme/farm' }, ['one', 'two']],
    ['what nothing names', { named: 'ScheduledResource/acme/gone' }, []],
  ])('knows the computers of %s', (_, target, expected) => {
    expect(names(e.classesIn(target))).toEqual(expected)
    expect(names([...e.computers.values()].filter((one) => holds(target, one)))).toEqual(expected)
    expect(e.classesIn(target)).toEqual(e.classesIn(target))
  })

  test('is kept with its world, and so are the ways of a class', () => {
    const world = worldOf([team, 'User ann {role: admin}'].join('\n'))
    expect(effective(world)).toBe(effective(world))
    const ann = effective(world).userClass('ann')
    expect(ann && effective(world).ways(ann)).toBe(ann && effective(world).ways(ann))
  })

  test('has the time zone of the team, or UTC, and knows nobody who is not there', () => {
    expect(e.zone).toBe('Europe/Paris')
    expect(effective(worldOf('User ann {}')).zone).toBe('UTC')
    expect(effective(worldOf('Team acme {}')).zone).toBe('UTC')
    expect(e.userClass('nobody')).toBeUndefined()
    expect(e.computerClass('nothing')).toBeUndefined()
  })
})

test('of two declarations that name one subject, which no commit lets through, the first by name counts, whatever the order', () => {
  const two = (make: (name: string) => string) => [
    [make('a'), make('b')],
    [make('b'), make('a')],
  ]
  const rest = ['User ann {group: crew}', 'Computer pc {}', 'Group crew {type: mixed}']
  for (const lines of two((name) => `AccessPermission ${name} {subjects: {users: [ann]}, computers: {mode: none}}`))
    expect(of(...rest, ...lines).userClass('ann')?.permission).toBe('a')
  for (const lines of two((name) => `GranularControl ${name} {subjects: {users: [ann]}, controls: {}}`))
    expect(of(...rest, ...lines).userClass('ann')?.control).toBe('a')
  for (const lines of two((name) => `PreferencePolicy ${name} {targets: {computers: [pc]}}`))
    expect(of(...rest, ...lines).computerClass('pc')?.policy?.name).toBe('a')
})
