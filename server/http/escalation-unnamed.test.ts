/** Attempts at more than one may by what a change touches without naming it, through the API: refused, and nothing of it is written. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Answered } from './testing.ts'
import { MANAGER, type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
})
afterEach(() => team.restore())
afterAll(() => team.end())

const said = ({ status, body }: Answered): string =>
  [status, ...(status < 400 ? [] : (body?.problems ?? []).map((found: { code: string }) => found.code))].join(' ')
const head = async () => (await team.call('GET', '/revisions?limit=1')).body.revisions[0].revision as number

describe('what a change touches beyond one’s groups, or one’s rights, without naming it, is refused:', () => {
  /** What else is there, and what is done: all that it names lies within the groups. */
  const touching: [what: string, who: string, there: string[], line: string][] = [
    ['all computers for a group of one’s own', 'kim', [], 'AccessPermission a {subjects: {groups: [yard]}, computers: {mode: all}}'],
    [
      'what a group has, followed by its people',
      'kim',
      [
        'AccessPermission wide {subjects: {groups: [yard]}, computers: {mode: all}}',
        'AccessPermission a {subjects: {users: [yan]}, computers: {mode: none}}',
      ],
      'AccessPermission a {subjects: {users: [yan]}, computers: {mode: followGroup}}',
    ],
    [
      'what a group has, given back by a permission that goes',
      'kim',
      [
        'AccessPermission wide {subjects: {groups: [yard]}, computers: {mode: all}}',
        'AccessPermission a {subjects: {users: [yan]}, computers: {mode: none}}',
      ],
      'AccessPermission a',
    ],
    ['a group of one’s own that matches all computers', 'kim', [], 'Group yard {type: mixed, admins: [kim], match: {hostname: "*"}}'],
    [
      'a group of one’s own that comes before the match of another',
      'kim',
      [
        'Group desk {type: mixed, match: {hostname: pc-none}}',
        'Group yard {type: mixed, admins: [kim], match: {hostname: "pc-*", priority: -5}}',
      ],
      'Group yard {type: mixed, admins: [kim], match: {hostname: "pc-*", priority: 5}}',
    ],
    [
      'a group of one’s own that matches what is yet to come',
      'kim',
      [],
      'Group yard {type: mixed, admins: [kim], match: {hostname: "web-*"}}',
    ],
    ['computers put in a group by its match, by who may put none there', 'ora', [], 'Group desk {type: mixed, match: {hostname: pc-none}}'],
    [
      'a computer put in a group by its label, by who may put none there',
      'ora',
      ['Group desk {type: mixed, match: {labels: {site: graz}}}'],
      'Computer pc-none {} metadata {labels: {site: graz}}',
    ],
    [
      'hours of somebody else’s people on one’s own computers',
      'gina',
      ['Schedule s {resource: lab, subjects: {users: [dan]}, startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}}'],
      'ScheduledResource lab {groups: [crew], enabled: false}',
    ],
    [
      'a policy that somebody else’s package names',
      'gina',
      ['DeploymentPackage kit {group: desk, preferencePolicy: mine}'],
      'PreferencePolicy mine {targets: {groups: [crew]}, settings: {session: {sound: "off"}}, admins: [gina]}',
    ],
    ['a package that comes to be of no group', 'gina', ['DeploymentPackage kit {group: crew}'], 'DeploymentPackage kit {group: null}'],
    ['a package that was of no group', 'gina', ['DeploymentPackage kit {maxEnrolments: 9}'], 'DeploymentPackage kit {group: crew}'],
    [
      'a group of one’s own that goes, with its people and computers in it',
      'kim',
      ['Group shed {type: mixed, admins: [kim]}'],
      'Group yard',
    ],
  ]
  test.each(touching)('%s', async (_what, who, there, line) => {
    await team.restore(...there)
    await team.token(who)
    const before = await head()
    expect(said(await team.write(who, line))).toBe('403 not-permitted')
    expect(await head()).toBe(before)
  })

  test('a patch of one field like any other', async () => {
    await team.restore('DeploymentPackage kit {group: crew}')
    const patch = async (who: string, path: string, spec: object) =>
      said(await team.call('PATCH', `/resources/${path}?manager=${MANAGER}`, { token: await team.token(who), body: { spec } }))
    expect(await patch('gina', 'deploymentpackages/kit', { group: null })).toBe('403 not-permitted')
    expect(await patch('gina', 'deploymentpackages/kit', { maxEnrolments: 3 })).toBe('200')
    expect(await patch('kim', 'groups/yard', { match: { hostname: '*' } })).toBe('403 not-permitted')
    expect(await patch('kim', 'groups/yard', { description: 'Ours' })).toBe('200')
    expect((await team.call('GET', '/resources/deploymentpackages/kit')).body.spec.group).toBe('crew')
  })

  test('but not what stays within the groups', async () => {
    const lines = [
      'AccessPermission a {subjects: {groups: [yard]}, computers: {mode: only, computers: [pc-yard]}}',
      'AccessPermission b {subjects: {users: [yan]}, computers: {mode: followGroup}}',
      'AccessPermission b',
      'AccessPermission a',
      'DeploymentPackage kit {group: yard}',
    ]
    for (const line of lines) expect(said(await team.write('kim', line)), line).toBe('200')
  })
})
