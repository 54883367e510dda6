import { describe, expect, test } from 'vitest'
import type { Tree } from '../../schema/fields.ts'
import { type Key, Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { renderImpact } from '../render/impact.ts'
import type { Impact } from '../types.ts'
import { impactOf, impactOfCommit } from './impact.ts'
import { declare, TEAM } from './worlds.ts'

const NOW = '2026-03-02T09:00:00Z'
const subjects = (users: string[], groups: string[] = []) => ({ users, groups })
const hours = (name: string, more: object = {}) =>
  declare('Schedule', name, {
    resource: 'farm',
    subjects: subjects([], ['contractors']),
    startDate: '2026-01-05',
    timeSlot: { start: '09:00', end: '17:00' },
    recurrence: { frequency: 'weekly', days: ['MO', 'TU', 'WE', 'TH', 'FR'] },
    ...more,
  })
const permission = (name: string, users: string[], groups: string[], computers: Tree) =>
  declare('AccessPermission', name, { subjects: subjects(users, groups), computers })
const people = (count: number, group: string) =>
  Array.from({ length: count }, (_, i) => declare('User', `${group}-${i}`, { email: `${group}-${i}@acme.example`, group }))
const machines = (count: number, group: string) =>
  Array.from({ length: count }, (_, i) => declare('Computer', `${group}-${String(i).padStart(2, '0')}`, { group }))

const organisation = [
  declare('Team', TEAM, { owner: 'boss', scheduledAccess: { timeZone: 'Europe/Paris' } }),
  declare('User', 'boss', { email: 'boss@acme.example' }),
  declare('User', 'lead', { email: 'lead@acme.example', role: 'group-admin' }),
  declare('Group', 'contractors', { type: 'users' }),
  declare('Group', 'staff', { type: 'users' }),
  declare('Group', 'lab', { type: 'computers' }),
  declare('Group', 'studio', { type: 'computers' }),
  ...people(12, 'contractors'),
  ...people(3, 'staff'),
  ...machines(40, 'lab'),
  ...machines(2, 'studio'),
  permission('of-staff', [], ['staff'], { mode: 'only', groups: ['studio'] }),
  declare('ScheduledResource', 'farm', { groups: ['lab'], admins: ['lead'] }),
  hours('lab-hours', { paused: true }),
]
const world = (resources: readonly Resource[]) => new World(TEAM, resources)
const start = world(organisation)

/** From `before`, with these put in the place of those of their names, or taken away. */
function edited(edits: readonly (Resource | Key)[], before = start): [World, World, Key[]] {
  const changes = edits.map((edit): [Key, Resource | null] => (typeof edit === 'string' ? [edit, null] : [edit.key, edit]))
  return [before, before.with(changes), changes.map(([key]) => key)]
}
const impact = (edits: readonly (Resource | Key)[], before = start): Impact => impactOf(...edited(edits, before), NOW)
const told = (of: Impact): string[] =>
  renderImpact(of, [], { width: 300, color: false })
    .slice(1)
    .map((line) => line.trim())

describe('a sentence', () => {
  test('says how many of whom gain how many of what, when, and without which features', () => {
    const control = declare('GranularControl', 'no-files', {
      subjects: subjects([], ['contractors']),
      controls: { fileTransfer: 'disabled' },
    })
    expect(told(impact([hours('lab-hours'), control]))).toEqual([
      '+ 12 users of contractors gain 40 computers of lab, Mon–Fri 09:00–17:00, without file transfer',
      'by Schedule lab-hours',
    ])
    const before = world([...organisation.slice(0, -1), hours('lab-hours')])
    expect(told(impact([control], before))).toEqual([
      '~ 12 users of contractors on 40 computers of lab: file transfer enabled → disabled',
      'by GranularControl no-files',
    ])
  })

  test('names few, counts many, and says always for what is permanent', () => {
    const more = permission('of-staff', [], ['staff'], { mode: 'only', groups: ['lab', 'studio'] })
    expect(told(impact([more]))).toEqual([
      '+ staff-0, staff-1 and staff-2 gain 40 computers of lab, always',
      'by AccessPermission of-staff',
    ])
  })

  test('tells hours that move, and an end that moves beyond the hours that are compared', () => {
    const before = world([...organisation.slice(0, -1), hours('lab-hours', { endDate: '2026-08-31' })])
    const later = hours('lab-hours', { endDate: '2026-12-31' })
    const longer = hours('lab-hours', { endDate: '2026-08-31', timeSlot: { start: '09:00', end: '18:30' } })
    expect(told(impact([later], before))).toEqual([
      '~ 12 users of contractors: access to 40 computers of lab is extended to Mon–Fri 09:00–17:00 until 2026-12-31 (was Mon–Fri 09:00–17:00 until 2026-08-31)',
      'by Schedule lab-hours',
    ])
    expect(told(impact([longer], before))[0]).toBe(
      '~ 12 users of contractors: access to 40 computers of lab is extended to Mon–Fri 09:00–18:30 until 2026-08-31 (was Mon–Fri 09:00–17:00 until 2026-08-31)',
    )
  })

  test('tells what only begins after the hours that are compared', () => {
    const [gained] = impact([hours('lab-hours', { startDate: '2026-09-07' })]).gained
    expect([gained?.after?.hours, gained?.after?.next, gained?.after?.text]).toEqual([
      [],
      '2026-09-07T07:00:00Z',
      'from 2026-09-07 Mon–Fri 09:00–17:00',
    ])
  })
})

describe('what is told', () => {
  test('of a user who moves between groups is what that user gains and loses, and nothing else', () => {
    const before = world([...organisation.slice(0, -1), hours('lab-hours')])
    const moved = impact([declare('User', 'contractors-3', { email: 'contractors-3@acme.example', group: 'staff' })], before)
    expect(told(moved)).toEqual([
      '+ contractors-3 gains studio-00 and studio-01, always',
      'by User contractors-3',
      '- contractors-3 loses 40 computers of lab, Mon–Fri 09:00–17:00',
      'by User contractors-3',
    ])
    expect(moved.edges).toEqual({ before: 42 + 12 * 40 + 6, after: 42 + 11 * 40 + 8, gained: 2, lost: 40, changed: 0 })
  })

  test('is nothing where only people read the difference, and nobody is read for it', () => {
    const read: string[] = []
    const watched = new World(
      TEAM,
      organisation.map((resource) => {
        const { key, kind, namespace, name, declared } = resource
        const seen = () => {
          read.push(key)
          return declared
        }
        return new Resource({ kind, namespace, name, backing: { declared: seen } })
      }),
    )
    const quiet = impact([declare('User', 'boss', { email: 'chief@acme.example', displayName: 'The chief' })], watched)
    expect([quiet.gained, quiet.lost, quiet.changed, quiet.features, quiet.settings, read]).toEqual([
      [],
      [],
      [],
      [],
      [],
      ['User/acme/boss', 'Team/acme/acme'],
    ])
    expect(quiet.edges).toEqual({ before: 48, after: 48, gained: 0, lost: 0, changed: 0 })
  })

  test('is nothing when a schedule is written in another way, under another name, or covered by another', () => {
    const before = world([...organisation.slice(0, -1), hours('lab-hours')])
    const rule = hours('lab-hours', { recurrence: { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' } })
    const shorter = hours('also', { timeSlot: { start: '10:00', end: '12:00' } })
    expect(told(impact([rule], before))).toEqual([])
    expect(told(impact(['Schedule/acme/lab-hours', hours('other-name')], before))).toEqual([])
    expect(told(impact([shorter], before))).toEqual([])
  })

  test('names the declaration that overrides, although it is in no chain of what is lost', () => {
    const none = permission('nobody', ['staff-1'], [], { mode: 'none' })
    expect(told(impact([none]))).toEqual(['- staff-1 loses studio-00 and studio-01, always', 'by AccessPermission nobody'])
    const group = declare('Group', 'mixed', { type: 'mixed' })
    const before = world([...organisation, group, ...people(1, 'mixed'), ...machines(1, 'mixed')])
    expect(told(impact([permission('closed', [], ['mixed'], { mode: 'none' })], before))).toEqual([
      '- mixed-0 loses mixed-00, always',
      'by AccessPermission closed',
    ])
  })

  test('of a user who is disabled, or deleted, is everything it had', () => {
    for (const edit of ['User/acme/staff-1', declare('User', 'staff-1', { email: 's@acme.example', group: 'staff', disabled: true })])
      expect(told(impact([edit]))).toEqual(['- staff-1 loses studio-00 and studio-01, always', 'by User staff-1'])
  })

  test('of what is renamed is nothing: it is the same user and the same computer', () => {
    const live = (resource: Resource, uid: string) =>
      resource.with({ live: { uid, existence: 'git:acme/iac', applied: {}, created: 1, changed: 1 } })
    const before = start.with(organisation.map((resource) => [resource.key, live(resource, `uid of ${resource.key}`)]))
    const renamed = [
      live(declare('User', 'erika', { email: 's@acme.example', group: 'staff' }), 'uid of User/acme/staff-1'),
      live(declare('Computer', 'edit-1', { group: 'studio' }), 'uid of Computer/acme/studio-00'),
    ]
    const both = impact([...renamed, 'User/acme/staff-1', 'Computer/acme/studio-00'], before)
    expect(told(both)).toEqual([])
    expect(both.edges.before).toBe(both.edges.after)
  })

  test('of a computer that comes or moves is who reaches it, grouped', () => {
    const fresh = impact([declare('Computer', 'studio-02', { group: 'studio' }), declare('Computer', 'studio-03', { group: 'studio' })])
    expect(told(fresh)).toEqual([
      '+ staff-0, staff-1 and staff-2 gain studio-02 and studio-03, always',
      'by Computer studio-02, Computer studio-03',
      '+ boss gains studio-02 and studio-03, always',
      'by Computer studio-02, Computer studio-03',
    ])
    expect(fresh.edges.gained).toBe(8)
  })

  test('of settings is their value, where it comes from, and its lock', () => {
    const policy = declare('PreferencePolicy', 'books', {
      settings: { security: { copyPaste: 'disabled', remotePrint: true } },
      targets: { groups: ['studio'] },
    })
    const found = impact([policy])
    expect(told(found)).toEqual([
      '~ studio-00 and studio-01: copyPaste enabled → disabled, by policy books, now locked; remotePrint on as before, by policy books, now locked',
      'by PreferencePolicy books',
    ])
    expect(found.settings[0]?.settings['security.copyPaste']).toEqual({
      before: { value: 'enabled', origin: 'builtin', locked: false },
      after: { value: 'disabled', origin: 'policy books', locked: true },
    })
  })
})

test('a secret that is another is told as such, and never what it was or is', () => {
  const code = (env: string) =>
    declare('PreferencePolicy', 'safe', {
      settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { valueFrom: { env } } } } },
      targets: { groups: ['studio'] },
    })
  const before = world([...organisation, code('FIRST_HANDLE')])
  const found = impact([code('SECOND_HANDLE')], before)
  expect(told(found)).toEqual([
    '~ studio-00 and studio-01: additionalPassword {mode securityCode, securityCode secret} → {mode securityCode, securityCode another secret}, by policy safe',
    'by PreferencePolicy safe',
  ])
  expect(JSON.stringify(found)).not.toContain('HANDLE')
  const renamed = impact(['PreferencePolicy/acme/safe', code('FIRST_HANDLE').with({ name: 'sure' })], before)
  expect(told(renamed)[0]).toBe(
    '~ studio-00 and studio-01: additionalPassword {mode securityCode, securityCode secret} as before, by policy sure',
  )
})

describe('what is about to be committed', () => {
  const open = world([...organisation.slice(0, -1), hours('lab-hours')])
  test('takes away what a resource gives that loses its last administrator', () => {
    const demoted = edited([declare('User', 'lead', { email: 'lead@acme.example' })], open)
    expect(impactOf(...demoted, NOW).lost).toEqual([])
    const found = impactOfCommit(...demoted, NOW)
    expect(told(found).slice(0, 2)).toEqual(['- 12 users of contractors lose 40 computers of lab, Mon–Fri 09:00–17:00', 'by User lead'])
  })

  test('ends the sessions whose access is gone, and lets go on what is only paused', () => {
    const sessions = [
      { user: 'staff-0', computer: 'studio-00', since: '2026-03-02T08:00:00Z' },
      { user: 'staff-1', computer: 'studio-00', since: '2026-03-02T08:00:00Z' },
      { user: 'contractors-1', computer: 'lab-01', since: '2026-03-02T08:30:00Z' },
    ]
    const ended = (edits: (Resource | Key)[]) => impactOf(...edited(edits, open), NOW, sessions).sessions
    const off = declare('User', 'staff-1', { email: 's@acme.example', group: 'staff', disabled: true })
    expect(ended([off, hours('lab-hours', { paused: true })])).toEqual([{ ...sessions[1], because: ['User/acme/staff-1'] }])
    expect(ended(['Schedule/acme/lab-hours'])).toEqual([{ ...sessions[2], because: ['Schedule/acme/lab-hours'] }])
  })
})
