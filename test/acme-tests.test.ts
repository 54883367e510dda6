/**
 * The tests of the example organisation are worth something only if they fail when it is broken. Each mistake below is one that people
 * make; beside it stand the tests that notice, all of them, and each test notices some.
 */
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { guard } from '../reconciler/plan/guard.ts'
import { plan } from '../reconciler/plan/plan.ts'
import { coverageOf, sensitiveRules } from '../reconciler/plan/sensitive.ts'
import { load, scan } from '../reconciler/sources/load.ts'
import { openProject } from '../reconciler/sources/project.ts'
import type { Declaration, Planned } from '../reconciler/types.ts'
import type { Json } from '../schema/canonical.ts'
import { type Fields, fieldsOf, treeOf } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import type { Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'

let organisation: Required<Pick<Declaration, 'local'>> & Declaration
beforeAll(async () => {
  const project = await openProject(path.resolve(import.meta.dirname, '..'))
  const { resources, local } = await load(project, await scan(project), { cache: false })
  organisation = { team: project.team, manager: project.manager, resources, local }
})

const asked = (resources: Declaration['resources']): Planned =>
  plan({ ...organisation, resources }, new World('acme', []), { evaluatedAt: '2026-03-02T09:00:00Z' })
const failing = ({ tests }: Planned): string[] => tests.filter(({ passed }) => !passed).map(({ name }) => name)

/** The organisation with some fields of one resource changed; null takes a field away. */
function broken(key: string, changes: Record<string, Json>): Declaration['resources'] {
  const [kind = '', name = ''] = key.split('/')
  let found = false
  const resources = organisation.resources.map((one) => {
    if (one.kind !== kind || one.name !== name) return one
    found = true
    const fields: Fields = fieldsOf(kindNamed(kind), one.declared)
    for (const [field, value] of Object.entries(changes)) {
      if (value === null) fields.delete(field)
      else fields.set(field, value)
    }
    return one.with({ declared: treeOf(fields) })
  })
  expect(found, key).toBe(true)
  return resources
}

test('all 25 hold, and each has something to ask', () => {
  const planned = asked(organisation.resources)
  expect(planned.problems).toEqual([])
  expect(planned.tests).toHaveLength(25)
  expect(planned.tests.filter(({ checks }) => checks === 0)).toEqual([])
})

const nights = ['paris-nights-cross-midnight', 'paris-nights-in-march', 'paris-nights-in-october']
const mistakes: [what: string, key: string, changes: Record<string, Json>, noticed: string[]][] = [
  ['IT loses its permission', 'AccessPermission/it', { 'spec.computers.mode': 'none' }, ['it-reaches-everything']],
  [
    'nobody above member needs a second factor',
    'Team/acme',
    { 'spec.authentication.twoStepVerification.admins': false },
    ['owner-gets-in'],
  ],
  [
    'one of two laptops is forgotten',
    'AccessPermission/people',
    { 'spec.computers.computers': ['par-lt-hr-1'] },
    ['people-team-on-its-laptops'],
  ],
  [
    'a director is given all laptops',
    'AccessPermission/marc.lefevre',
    { 'spec.computers.computers': null, 'spec.computers.groups': ['laptops'] },
    ['people-laptops-are-closed'],
  ],
  [
    'the administrator loses the permission that keeps her out',
    'AccessPermission/ines.benali',
    { 'spec.computers.mode': 'all' },
    ['books-are-closed', 'ines-sees-no-screen', 'people-laptops-are-closed'],
  ],
  ['a permission that says what holds anyway is cut', 'AccessPermission/own-group', { 'spec.subjects.groups': ['artists-montreal'] }, []],
  [
    'finance is given the audit desks alone',
    'AccessPermission/own-group',
    { 'spec.computers.mode': 'only', 'spec.computers.computers': ['lyo-fin-05', 'lyo-fin-06'] },
    ['books-are-closed', 'finance-at-its-books'],
  ],
  ['somebody of the people team is put in finance', 'User/sophie.moreau', { 'spec.group': 'finance' }, ['books-are-closed']],
  ['audits end at half past four', 'Schedule/quarterly-audit', { 'spec.timeSlot.end': '16:30' }, ['auditors-on-audit-days']],
  [
    'audits are each month',
    'Schedule/quarterly-audit',
    { 'spec.recurrence.rule': 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' },
    ['auditors-not-on-other-days'],
  ],
  [
    'an audit desk is added that can write',
    'ScheduledResource/audit-desks',
    { 'spec.computers': ['lyo-fin-04', 'lyo-fin-05', 'lyo-fin-06'] },
    ['auditors-at-two-desks-only'],
  ],
  [
    'the control is for contractors alone',
    'GranularControl/contractors',
    { 'spec.subjects.groups': ['contractors'] },
    ['auditors-take-nothing-with-them'],
  ],
  [
    'a policy lets the clipboard through, one way',
    'PreferencePolicy/books',
    { 'spec.settings.security.copyPaste': 'fromComputerOnly' },
    ['books-stay-where-they-are'],
  ],
  [
    'a policy asks, and lets in when nobody answers',
    'PreferencePolicy/books',
    { 'spec.settings.security.requestPermission': { mode: 'allowOnTimeout' } },
    ['books-are-locked-up'],
  ],
  [
    'Berlin is given all servers with its own',
    'AccessPermission/pipeline-berlin',
    { 'spec.computers.groups': ['pipeline-berlin', 'render-farm', 'render-gpu', 'servers'] },
    ['servers-are-closed'],
  ],
  ['office hours begin at ten', 'Schedule/contractors-office-hours', { 'spec.timeSlot.start': '10:00' }, ['contractors-in-office-hours']],
  [
    'contractors may stay until seven',
    'Schedule/contractors-office-hours',
    { 'spec.timeSlot.end': '19:00' },
    ['contractors-outside-office-hours'],
  ],
  ['contracts end without an end', 'Schedule/contractors-office-hours', { 'spec.endDate': null }, ['contractors-outside-office-hours']],
  [
    'contractors may print',
    'GranularControl/contractors',
    { 'spec.controls.remotePrint': 'enabled' },
    ['contractors-take-nothing-with-them', 'viktor-delivers-plates'],
  ],
  [
    'who delivers may take with him, too',
    'GranularControl/viktor.lindqvist',
    { 'spec.controls.fileTransfer': 'enabled' },
    ['viktor-delivers-plates'],
  ],
  ['a former contractor is enabled again', 'User/tomasz.zielinski', { 'spec.disabled': false }, ['tomasz-is-out']],
  ['nights begin at a quarter to midnight', 'Schedule/paris-nights', { 'spec.timeSlot.start': '23:45' }, ['paris-nights-cross-midnight']],
  [
    'nights are for working days',
    'Schedule/paris-nights',
    { 'spec.recurrence.frequency': 'weekly', 'spec.recurrence.days': ['MO', 'TU', 'WE', 'TH', 'FR'] },
    ['paris-nights-in-march', 'paris-nights-in-october'],
  ],
  ['nights end at three', 'Schedule/paris-nights', { 'spec.timeSlot.end': '03:00' }, ['paris-nights-in-march', 'paris-nights-in-october']],
  ['nights are over by summer', 'Schedule/paris-nights', { 'spec.endDate': '2026-06-30' }, ['paris-nights-in-october']],
  [
    'nights begin in April',
    'Schedule/paris-nights',
    { 'spec.startDate': '2026-04-01' },
    ['paris-nights-cross-midnight', 'paris-nights-in-march'],
  ],
  [
    'nights no longer cross midnight',
    'Schedule/paris-nights',
    { 'spec.timeSlot.crossesMidnight': false, 'spec.timeSlot.end': '24:00' },
    nights,
  ],
  ['Montréal ends a minute early', 'Schedule/montreal-day', { 'spec.timeSlot.end': '23:59' }, ['montreal-until-midnight']],
  ['reviews are each week', 'Schedule/joint-reviews', { 'spec.recurrence.interval': 1 }, ['no-joint-review-every-week']],
  ['maintenance is resumed', 'Schedule/suite-maintenance', { 'spec.paused': null }, ['suite-maintenance-is-paused']],
  [
    'the farm is taken out of service',
    'ScheduledResource/render-farm',
    { 'spec.enabled': false },
    ['contractors-in-office-hours', 'montreal-until-midnight', ...nights],
  ],
]

describe('a mistake is noticed by the tests that it concerns, and by no other', () => {
  test.each(mistakes)('%s', (_, key, changes, noticed) => {
    expect(failing(asked(broken(key, changes)))).toEqual([...noticed].sort())
  })
  test('each test notices some', () => {
    const noticing = new Set(mistakes.flatMap(([, , , noticed]) => noticed))
    expect(organisation.local.map(({ name }) => name).filter((name) => !noticing.has(name))).toEqual([])
  })
})

test('a wrong answer says which declaration gives it, and where that stands', () => {
  const { problems } = asked(broken('Schedule/suite-maintenance', { 'spec.paused': null }))
  expect(problems).toMatchObject([
    {
      code: 'access-test-failed',
      message: expect.stringMatching(
        /^AccessTest `suite-maintenance-is-paused` fails: `paula\.santos` must not reach `par-edit-1` on Sun 2026-03-01 07:00, Europe\/Paris, and does: .*schedule suite-maintenance names paula\.santos/,
      ),
      at: [
        { file: 'examples/acme/tests.yaml' },
        { file: 'examples/acme/schedules.yaml' },
        { file: 'examples/acme/schedules.yaml' },
        { file: 'examples/acme/schedules.yaml' },
      ],
    },
  ])
})

test('each sensitive group is covered, and would be missed', () => {
  const live = new World('acme', [])
  const planned = asked(organisation.resources)
  const verdict = (local: readonly Resource[]) =>
    guard(planned, live, sensitiveRules({ ...organisation, local })).map(({ resource, at }) => [resource, at[0]?.file])
  expect(coverageOf(organisation.local, planned.final).map(({ group }) => group)).toEqual(['finance', 'people', 'servers'])
  expect(verdict(organisation.local)).toEqual([])
  const kept = organisation.local.filter(({ name }) => /^(?:paris|montreal)-/.test(name))
  expect(verdict(kept)).toEqual(['people', 'finance', 'servers'].map((group) => [`Group/${group}`, 'examples/acme/groups.yaml']))
})
