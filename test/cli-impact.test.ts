/** What a change means, asked of the program: in the terminal, as the comment of a pull request, in JSON, and of the guard, in the server too. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { accessLossRule } from '../reconciler/plan/access-loss.ts'
import { applyTo, declaration, declare, place, refusal, user } from '../server/testing.ts'
import { type Folder, within } from './splashctl.ts'

const resource = (kind: string, name: string, spec: string): string =>
  `apiVersion: splashtop.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`
const people = (group: string, count: number): string =>
  Array.from({ length: count }, (_, i) =>
    resource('User', `${group}-${i}`, `{displayName: ${group} ${i}, email: ${group}-${i}@studio.example, group: ${group}}`),
  ).join('')
const machines = (group: string, count: number): string =>
  Array.from({ length: count }, (_, i) => resource('Computer', `${group}-pc-${i}`, `{displayName: ${group} ${i}, group: ${group}}`)).join(
    '',
  )

const organisation = [
  resource('Team', 'studio', '{displayName: Studio, owner: chief, scheduledAccess: {timeZone: Europe/Paris}}'),
  resource('User', 'chief', '{displayName: Chief, email: chief@studio.example}'),
  ...['editors', 'guests'].map((group) => resource('Group', group, `{displayName: ${group}, type: users}`)),
  ...['suites', 'lab'].map((group) => resource('Group', group, `{displayName: ${group}, type: computers}`)),
  people('editors', 6),
  people('guests', 6),
  machines('suites', 5),
  machines('lab', 8),
  resource('AccessPermission', 'editors', '{subjects: {groups: [editors]}, computers: {mode: only, groups: [suites]}}'),
  resource('ScheduledResource', 'lab', '{displayName: The lab, groups: [lab]}'),
  resource(
    'Schedule',
    'office-hours',
    '{displayName: Office hours, resource: lab, subjects: {groups: [guests]}, startDate: 2026-01-05, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR]}}',
  ),
].join('')

let project: Folder
const file = () => join(project.path, 'organisation.yaml')
const edit = (from: string, to: string): void => {
  const text = readFileSync(file(), 'utf8')
  expect(text).toContain(from)
  writeFileSync(file(), text.replace(from, to))
}
const at = ['--at', '2026-03-02T09:00:00Z']

beforeEach(async () => {
  project = within()
  writeFileSync(join(project.path, 'splashtop.yaml'), 'apiVersion: splashtop.io/v1\nkind: Project\nteam: studio\npolicies: {packs: []}\n')
  writeFileSync(file(), organisation)
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
})
afterEach(() => project.remove())

describe('one user who moves between groups', () => {
  beforeEach(() => edit('email: guests-3@studio.example, group: guests', 'email: guests-3@studio.example, group: editors'))
  const line = () =>
    readFileSync(file(), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('guests-3@')) + 1

  test('gains and loses in the terminal exactly what that user gains and loses', async () => {
    const { code, stdout } = await project.splashctl('plan', ...at)
    expect(code).toBe(0)
    const place = `organisation.yaml:${line()}`
    expect(
      stdout.slice(stdout.indexOf('Impact:')),
    ).toBe(`Impact: of the ways from a user to a computer, 5 gained and 8 lost; 91 before, 88 after.
  + guests-3 gains 5 computers of suites, always
    by User guests-3 (${place})
  - guests-3 loses 8 computers of lab, Mon–Fri 09:00–17:00
    by User guests-3 (${place})

Plan: 1 to update.
`)
  })

  test('and in JSON, which keeps to its schema, edge by edge', async () => {
    const { stdout } = await project.splashctl('plan', '--json', ...at)
    const document = JSON.parse(stdout)
    const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(documents.plan as object)
    expect(check(document), JSON.stringify(check.errors)).toBe(true)
    expect(document.impact.edges).toEqual({ before: 91, after: 88, gained: 5, lost: 8, changed: 0 })
    const [gained, lost] = [document.impact.gained, document.impact.lost]
    expect([gained.length, lost.length]).toEqual([1, 1])
    expect(gained[0]).toMatchObject({
      users: ['guests-3'],
      computers: [0, 1, 2, 3, 4].map((i) => `suites-pc-${i}`),
      userGroup: 'editors',
      computerGroup: 'suites',
      before: null,
      after: { permanent: true, text: 'always' },
      because: ['User/studio/guests-3'],
    })
    expect(lost[0]).toMatchObject({ users: ['guests-3'], computerGroup: 'lab', userGroup: 'guests', after: null })
    expect(lost[0].before).toMatchObject({ permanent: false, schedules: ['office-hours'], next: null })
    expect(lost[0].before.hours).toHaveLength(21)
    expect(lost[0].before.hours[0]).toEqual(['2026-03-02T09:00:00Z', '2026-03-02T16:00:00Z'])
    // The clocks change on 29 March.
    expect(lost[0].before.hours.slice(-2)).toEqual([
      ['2026-03-27T08:00:00Z', '2026-03-27T16:00:00Z'],
      ['2026-03-30T07:00:00Z', '2026-03-30T09:00:00Z'],
    ])
    expect([document.impact.changed, document.impact.features, document.impact.settings]).toEqual([[], [], []])
  })

  test('and as the comment of a pull request', async () => {
    const { stdout } = await project.splashctl('plan', '--format', 'markdown', ...at)
    expect(stdout).toContain('➕ guests-3 gains 5 computers of suites, always')
    expect(stdout).toContain('➖ guests-3 loses 8 computers of lab, Mon–Fri 09&#58;00–17&#58;00')
    expect(stdout).toContain('<details><summary>User: 1 to update</summary>')
  })
})

test('a schedule that says the same in other words changes nobody’s hours', async () => {
  edit('recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR]}', 'recurrence: {rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}')
  const { stdout } = await project.splashctl('plan', ...at)
  expect(stdout).toContain('Impact: nobody gains or loses access.\n\nPlan: 1 to update.')
})

describe('a plan that takes much access away', () => {
  beforeEach(() => edit('subjects: {groups: [guests]}', 'subjects: {groups: [editors]}'))

  test('is refused by plan and apply, names who loses most, and passes when so much is allowed', async () => {
    const planned = await project.splashctl('plan', ...at)
    expect(planned.code).toBe(4)
    expect(planned.stderr).toContain(
      'The plan takes away 48 of 91 ways to a computer (52.7 %); the limit is 20 % of them. Most is lost by `guests-0` (8), `guests-1` (8), `guests-2` (8), and 3 more users lose some.',
    )
    expect(planned.stderr).toContain('--allow-access-loss 48')
    expect(await project.splashctl('apply', '--yes', '--allow-access-loss', '47')).toMatchObject({ code: 4 })
    expect(JSON.parse((await project.splashctl('history', '--json')).stdout).revisions).toHaveLength(1)
    expect(await project.splashctl('apply', '--yes', '--allow-access-loss', '48')).toMatchObject({ code: 0, stderr: '' })
  })

  test('is told what a count is', async () => {
    const { code, stderr } = await project.splashctl('plan', '--allow-access-loss', 'all')
    expect(code).toBe(1)
    expect(stderr).toContain('`all` is not a count.')
  })
})

test('the guard holds in the server, whatever a client says of the impact', async () => {
  const here = place()
  const plane = await here.open()
  const team = (mode: string) =>
    declaration(
      ...['a', 'b', 'c', 'd'].map((name) => user(name)),
      ...['pc-1', 'pc-2', 'pc-3'].map((name) => declare('Computer', name, {})),
      declare('AccessPermission', 'some', { subjects: { users: ['a', 'b', 'c', 'd'] }, computers: { mode } }),
    )
  try {
    await applyTo(plane, team('all'))
    const rules = [accessLossRule({ maxAccessLoss: 1000, maxAccessLossShare: 0.2 })]
    expect(await refusal(applyTo(plane, team('none'), { rules }))).toEqual(['too-many-access-lost'])
    expect((await plane.world()).revision).toBe(1)
    await applyTo(plane, team('none'), { rules: [accessLossRule({ maxAccessLoss: 1000, maxAccessLossShare: 0.2 }, 12)] })
    expect((await plane.world()).revision).toBe(2)
  } finally {
    await plane.close()
    here.remove()
  }
})
