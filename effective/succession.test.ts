/** What a change touches, and what it leaves alone: that the outcome is right is a law (laws.test.ts), that it is cheap stands here. */
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { effective } from './effective.ts'
import { succeed, touchedBy } from './succession.ts'

const base = [
  'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}',
  'User olga {}',
  'User ann {group: crew}',
  'User bob {group: crew}',
  'User cy {}',
  'Group crew {type: mixed, admins: [olga]}',
  'Group lab {type: computers}',
  'Computer pc-1 {group: lab}',
  'Computer pc-2 {group: lab}',
  'Computer pc-3 {} status {enrolment: {package: kiosk}}',
  'Role senior {extends: admin}',
  'AccessPermission p {subjects: {users: [cy], groups: [crew]}, computers: {mode: only, computers: [pc-3]}}',
  'ScheduledResource farm {displayName: Farm, computers: [pc-1]}',
  'Schedule day {resource: farm, subjects: {users: [ann]}, startDate: 2026-03-02, timeSlot: {start: "08:00", end: "12:00"}}',
  'GranularControl ctl {subjects: {users: [bob]}, controls: {chat: disabled}}',
  'PreferencePolicy strict {displayName: Strict, settings: {}, targets: {computers: [pc-1], groups: [lab]}}',
  'DeploymentPackage kiosk {displayName: Kiosk, platforms: [linux]}',
]
const before = worldOf(base.join('\n'))
const keyOf = (line: string): Key => `${line.split(' ')[0]}/acme/${line.split(' ')[1]}`

/** What few worlds have, beside all that. */
const rarer = worldOf(
  [
    ...base,
    'User dan {role: desk}',
    'User eve {role: front-desk}',
    'Role desk {extends: member}',
    'Role front-desk {extends: desk}',
    'Group auto {type: computers, match: {hostname: "z*"}}',
    'Computer pc-4 {} status {enrolment: {group: desk}}',
    'PreferencePolicy by-package {displayName: By package, settings: {}, targets: {}}',
    'DeploymentPackage booth {displayName: Booth, preferencePolicy: by-package}',
    'Computer pc-5 {} status {enrolment: {package: booth}}',
    'DeploymentPackage bare {}',
    'User rob {role: ring}',
    'Role ring {extends: round}',
    'Role round {extends: ring}',
  ].join('\n'),
)

/** The world with a line changed or (`-`) taken away, and the key of that line. */
function edited(line: string, from = before): { world: World; key: Key } {
  const key = keyOf(line.replace(/^-/, ''))
  const next = line.startsWith('-') ? null : (worldOf(line).get(key) as Resource)
  return { world: from.with([[key, next]]), key }
}
function touches(line: string, from = before): { users: string[]; computers: string | string[] } {
  const { world, key } = edited(line, from)
  const { users, computers } = touchedBy(effective(from), world, [key])
  return { users: [...users].sort(), computers: computers === 'all' ? computers : [...computers].sort() }
}

describe('a change touches', () => {
  test.each<[string, string, string | string[], string | string[]]>([
    ['a user: itself', 'User ann {disabled: true}', ['ann'], []],
    ['a new user: itself', 'User dee {}', ['dee'], []],
    ['a user who goes: itself', '-User ann', ['ann'], []],
    ['a computer: itself', 'Computer pc-1 {}', [], ['pc-1']],
    ['the team: the owner that was and the one that is', 'Team acme {owner: ann}', ['ann', 'olga'], []],
    ['a team without an owner: the one that was', 'Team acme {}', ['olga'], []],
    ['a role that nobody has: nobody', 'Role senior {extends: member}', [], []],
    ['the name of a group: its administrators', 'Group crew {type: mixed, displayName: Crew, admins: [ann]}', ['ann', 'olga'], []],
    ['the match of a group: every computer', 'Group lab {type: computers, match: {hostname: "pc*"}}', [], 'all'],
    ['the type of a group that matches nothing: none', 'Group lab {type: mixed}', [], []],
    ['a group that goes: the computers in it', '-Group lab', [], ['pc-1', 'pc-2']],
    [
      'a permission: the users and the computers that it named or names, no groups',
      'AccessPermission p {subjects: {users: [bob]}, computers: {mode: only, computers: [pc-2]}}',
      ['bob', 'cy'],
      ['pc-2', 'pc-3'],
    ],
    [
      'a permission of another mode than only: no computer by name',
      'AccessPermission q {subjects: {users: [bob]}, computers: {mode: all, computers: [pc-2]}}',
      ['bob'],
      [],
    ],
    ['a resource: its computers', 'ScheduledResource farm {displayName: Farm, computers: [pc-2]}', [], ['pc-1', 'pc-2']],
    ['a schedule: its users', 'Schedule day {resource: farm, subjects: {users: [bob]}}', ['ann', 'bob'], []],
    ['a control: its users', 'GranularControl ctl {subjects: {users: [cy]}, controls: {}}', ['bob', 'cy'], []],
    [
      'the settings of a policy: the computers that it names, to look at once more',
      'PreferencePolicy strict {displayName: Strict, settings: {general: {autoUpdate: false}}, targets: {computers: [pc-1], groups: [lab]}}',
      [],
      ['pc-1'],
    ],
    [
      'the groups of a policy: the computers in them',
      'PreferencePolicy strict {displayName: Strict, settings: {}, targets: {computers: [pc-1], groups: [crew]}}',
      [],
      ['pc-1', 'pc-2'],
    ],
    ['a new policy that nothing names: nobody', 'PreferencePolicy lax {displayName: Lax, settings: {}}', [], []],
    ['a policy that goes: the computers that it named, and those in its groups', '-PreferencePolicy strict', [], ['pc-1', 'pc-2']],
    ['the name of a package: nobody', 'DeploymentPackage kiosk {displayName: Kiosks, platforms: [linux]}', [], []],
    [
      'the policy of a package: the computers that it brought',
      'DeploymentPackage kiosk {displayName: Kiosk, platforms: [linux], preferencePolicy: strict}',
      [],
      ['pc-3'],
    ],
    ['a package that goes: the computers that it brought', '-DeploymentPackage kiosk', [], ['pc-3']],
    ['what says nothing of classes: nobody', 'SsoMethod okta {protocol: saml2, idp: okta}', [], []],
    ['what is in neither world: nobody', '-User nobody', [], []],
  ])('%s', (_, line, users, computers) => {
    expect(touches(line)).toEqual({ users, computers })
  })
})

describe('rarer changes touch', () => {
  test.each<[string, string, string[], string | string[]]>([
    ['a role: who has it, or one that extends it', 'Role desk {extends: admin}', ['dan', 'eve'], []],
    ['the type of a group that matches: every computer', 'Group auto {type: mixed, match: {hostname: "z*"}}', [], 'all'],
    ['a new group: the computers that were put in it before', 'Group desk {type: computers}', [], ['pc-4']],
    ['a new group with a match: every computer', 'Group desk {type: computers, match: {hostname: "d*"}}', [], 'all'],
    ['a group with a match that goes: every computer', '-Group auto', [], 'all'],
    ['the name of a group that matches: nobody', 'Group auto {type: computers, displayName: Auto, match: {hostname: "z*"}}', [], []],
    ['a role in a circle: who has it', 'Role ring {extends: admin}', ['rob'], []],
    ['a package that says nothing any more: the computers that it brought', 'DeploymentPackage booth {}', [], ['pc-5']],
    ['the settings of a policy that a package names: nobody', 'PreferencePolicy by-package {displayName: Same, settings: {}}', [], []],
    ['a policy that goes: the computers whose package names it', '-PreferencePolicy by-package', [], ['pc-5']],
  ])('%s', (_, line, users, computers) => {
    expect(touches(line, rarer)).toEqual({ users, computers })
  })
})

describe('what follows', () => {
  const names = (list: readonly { name: string }[] = []) => list.map(({ name }) => name).sort()

  test('keeps the very classes that nobody left or entered', () => {
    const { world, key } = edited('User ann {group: crew, role: admin}')
    const [former, next] = [effective(before), succeed(effective(before), world, [key])]
    expect(next.computers).toBe(former.computers)
    expect(next.userClass('cy')).toBe(former.userClass('cy'))
    expect(next.userClass('bob')).toBe(former.userClass('bob'))
    expect(next.userClass('ann')).not.toBe(former.userClass('ann'))
  })

  test('moves one from its class to another that is there, and back', () => {
    const cy = edited('User cy {role: admin}')
    const two = cy.world.with([[keyOf('AccessPermission p'), null]])
    const followed = succeed(effective(before), two, [cy.key, keyOf('AccessPermission p')])
    expect([...followed.users.keys()].sort()).toEqual(
      [
        ...effective(
          worldOf([...base.slice(0, 4), 'User cy {role: admin}', ...base.slice(5, 11), ...base.slice(12)].join('\n')),
        ).users.keys(),
      ].sort(),
    )
    const back = succeed(followed, before, [cy.key, keyOf('AccessPermission p')])
    expect([...back.users.keys()].sort()).toEqual([...effective(worldOf(base.join('\n'))).users.keys()].sort())
    expect(names(back.userClass('cy')?.users)).toEqual(['cy'])
  })

  test('makes a class of those who stay, and one of those who go', () => {
    const twins = worldOf([...base, 'User one {}', 'User two {}', 'User three {}'].join('\n'))
    const gone = twins.with([
      ['User/acme/one', null],
      ['User/acme/two', worldOf('User two {role: admin}').get('User/acme/two') as Resource],
    ])
    const next = succeed(effective(twins), gone, ['User/acme/one', 'User/acme/two'])
    expect(names(effective(twins).userClass('one')?.users)).toEqual(['one', 'three', 'two'])
    expect(names(next.userClass('three')?.users)).toEqual(['three'])
    expect(names(next.userClass('two')?.users)).toEqual(['two'])
    expect(next.userClass('one')).toBeUndefined()
    const joined = succeed(next, twins, ['User/acme/one', 'User/acme/two'])
    expect(names(joined.userClass('three')?.users)).toEqual(['one', 'three', 'two'])
  })

  test('has the resources as they are now, in a class that stays', () => {
    const { world, key } = edited('User ann {group: crew, displayName: Ann}')
    const next = succeed(effective(before), world, [key])
    expect(next.userClass('ann')?.users[0]?.spec.displayName).toBe('Ann')
    expect(next.userClass('ann')?.key).toBe(effective(before).userClass('ann')?.key)
  })

  test('has those who are new beside a change that touches everybody', () => {
    const lines = ['User dee {role: senior}', 'Role senior {extends: member}', 'Computer pc-9 {}', 'Group lab {type: mixed}']
    const next = before.with(lines.map((line) => [keyOf(line), worldOf(line).get(keyOf(line)) as Resource]))
    const followed = succeed(effective(before), next, lines.map(keyOf))
    expect(followed.userClass('dee')?.role).toBe('member')
    expect(names(followed.computerClass('pc-9')?.computers)).toEqual(['pc-9'])
    expect([...followed.users.values()].flatMap(({ users }) => names(users)).sort()).toEqual(names(next.of('User')))
    expect([...followed.computers.values()].flatMap(({ computers }) => names(computers)).sort()).toEqual(names(next.of('Computer')))
  })

  test('has every computer where a match takes in others: those who are new, and nobody who is gone', () => {
    const lines = ['Group lab {type: computers, match: {hostname: "pc-*"}}', 'Computer pc-9 {}']
    const next = before.with([
      ['Computer/acme/pc-1', null],
      ...lines.map((line) => [keyOf(line), worldOf(line).get(keyOf(line)) as Resource] as const),
    ])
    const followed = succeed(effective(before), next, ['Computer/acme/pc-1', ...lines.map(keyOf)])
    expect(['pc-1', 'pc-2', 'pc-3', 'pc-9'].map((name) => followed.computerClass(name)?.group)).toEqual([undefined, 'lab', 'lab', 'lab'])
    expect([...followed.computers.values()].flatMap(({ computers }) => names(computers)).sort()).toEqual(['pc-2', 'pc-3', 'pc-9'])
  })

  test('is kept with its world', () => {
    const { world, key } = edited('User ann {role: admin}')
    expect(succeed(effective(before), world, [key])).toBe(effective(world))
  })
})
