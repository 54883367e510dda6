import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { Resource } from '../schema/resource.ts'
import { effective } from './effective.ts'
import { type Explanation, explain, originText } from './explanation.ts'
import { timeOf } from './time.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
const enrolled = 'Computer pc {} status {enrolment: {facts: {os: linux}}}'
const farm = 'ScheduledResource farm {computers: [pc]}'
const admin = 'User ann {role: admin}'
const hours = (name: string, start: string, end: string, more = '') =>
  `Schedule ${name} {resource: farm, subjects: {users: [ann]}, startDate: 2026-03-02, timeSlot: {start: "${start}", end: "${end}"}, recurrence: {frequency: daily}${more}}`

function told(at: string, ...lines: string[]): Explanation {
  const world = worldOf([team, ...lines].join('\n'))
  const e = effective(world)
  const [user, computer] = [world.find('User', 'ann'), world.find('Computer', 'pc')]
  return explain(e, user as Resource<'User'>, computer as Resource<'Computer'>, timeOf(at, e.zone))
}
const paris = (time: number | undefined) =>
  time === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString()

describe('an explanation', () => {
  test('says who, what and when it is about, and what is allowed', () => {
    const found = told('2026-03-10T12:00', admin, enrolled)
    expect(found).toMatchObject({ user: 'ann', computer: 'pc', allowed: true, until: undefined, next: undefined, missing: [], notes: [] })
    expect(paris(found.time)).toBe('2026-03-10T12:00:00')
    expect(found.reasons).toHaveLength(1)
  })

  test('says what is missing where access is denied, and only there', () => {
    expect(told('2026-03-10T12:00', 'User ann {}', enrolled).missing).not.toEqual([])
    expect(told('2026-03-10T12:00', 'User ann {}', enrolled).allowed).toBe(false)
    expect(told('2026-03-10T12:00', 'User ann {}', enrolled, farm, hours('day', '09:00', '17:00')).missing).toEqual([])
  })

  test('has every feature, with what is left of it on the computer', () => {
    const policy = 'PreferencePolicy p {settings: {security: {copyPaste: toComputerOnly}}, targets: {computers: [pc]}}'
    const { features, settings } = told('2026-03-10T12:00', admin, enrolled, policy)
    expect(features.get('copyPaste')).toMatchObject({ value: 'enabled', inSession: 'toComputerOnly' })
    expect(features.get('fileTransfer')).toMatchObject({ value: 'enabled', inSession: 'enabled' })
    expect(features.size).toBe(12)
    expect(settings.get('security.copyPaste')).toMatchObject({ value: 'toComputerOnly', origin: 'policy p' })
  })

  test('has the settings of an exclusive session', () => {
    const exclusive = 'ScheduledResource farm {computers: [pc], exclusiveAccess: {supported: true, default: true, lockInput: true}}'
    const { settings, bound } = told('2026-03-10T12:00', 'User ann {}', enrolled, exclusive, hours('day', '09:00', '17:00'))
    expect(bound.exclusive?.schedule).toBe('day')
    expect(settings.get('security.lockInput')).toMatchObject({ value: true, origin: 'schedule day' })
  })

  test('is of this world, or an error of whoever asks', () => {
    const world = worldOf([team, admin, enrolled].join('\n'))
    const [ann, pc] = [world.find('User', 'ann') as Resource<'User'>, world.find('Computer', 'pc') as Resource<'Computer'>]
    const other = <K extends 'User' | 'Computer'>(kind: K) => new Resource<K>({ kind, namespace: 'acme', name: 'other', declared: {} })
    expect(() => explain(effective(world), other('User'), pc, 0)).toThrow('User/acme/other or Computer/acme/pc is not of this world')
    expect(() => explain(effective(world), ann, other('Computer'), 0)).toThrow(TypeError)
  })
})

describe('the next hours', () => {
  const next = (at: string, ...lines: string[]) => {
    const found = told(at, 'User ann {}', enrolled, farm, ...lines).next
    return found && [found.schedule, paris(found.from), paris(found.to)]
  }
  const [early, day] = [hours('early', '06:00', '08:00'), hours('day', '09:00', '17:00')]
  test('are those after the hours that run', () => {
    expect(next('2026-03-10T12:00', day)).toEqual(['day', '2026-03-11T09:00:00', '2026-03-11T17:00:00'])
    expect(next('2026-03-10T12:00', day, early)).toEqual(['early', '2026-03-11T06:00:00', '2026-03-11T08:00:00'])
  })
  test('are the first to come where none run', () => {
    expect(next('2026-03-10T08:30', day, early)).toEqual(['day', '2026-03-10T09:00:00', '2026-03-10T17:00:00'])
  })
  test('are none without a schedule, after the last, or beside what is always', () => {
    expect(next('2026-03-10T12:00')).toBeUndefined()
    expect(next('2026-03-10T12:00', hours('day', '09:00', '17:00', ', endDate: 2026-03-10'))).toBeUndefined()
    expect(told('2026-03-10T12:00', admin, enrolled, farm, day).next).toBeUndefined()
  })
})

describe('a note says', () => {
  const notes = (...lines: string[]) => told('2026-03-10T12:00', ...lines).notes
  const day = (more = '') => hours('day', '09:00', '17:00', more)
  test.each<[string, string[], string[]]>([
    ['nothing of what was accepted and enrolled', ['User ann {role: admin} status {invitation: accepted}', enrolled], []],
    [
      'that the invitation is pending',
      ['User ann {role: admin} status {invitation: pending}', enrolled],
      ["ann has not accepted the invitation yet, and can't sign in before."],
    ],
    [
      'that the invitation has expired',
      ['User ann {role: admin} status {invitation: expired}', enrolled],
      ['The invitation of ann has expired; nobody can sign in by it.'],
    ],
    [
      'that the computer has not enrolled',
      [admin, 'Computer pc {}'],
      ['pc has not enrolled, as far as is known here: nobody connects before it has.'],
    ],
    [
      'that the enrolment is revoked, which is all that matters then',
      [admin, 'Computer pc {enrolment: revoked}'],
      ['The enrolment of pc is revoked: it takes no session.'],
    ],
    [
      'that a session may go on after the hours',
      ['User ann {}', enrolled, farm, day()],
      ['A session that runs at Tue 2026-03-10 17:00 may go on; no new one begins (no forceDisconnectAtEnd).'],
    ],
    [
      'that a session ends with the hours',
      ['User ann {}', enrolled, farm, day(', forceDisconnectAtEnd: true')],
      ['Schedule day ends sessions at Tue 2026-03-10 17:00 (forceDisconnectAtEnd).'],
    ],
    [
      'which schedule ends last, and so decides',
      ['User ann {}', enrolled, farm, day(', forceDisconnectAtEnd: true'), hours('late', '10:00', '18:00')],
      ['A session that runs at Tue 2026-03-10 18:00 may go on; no new one begins (no forceDisconnectAtEnd).'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(notes(...lines)).toEqual(expected)
  })

  const bound = 'connectionPool: {supported: true, default: true}, exclusiveAccess: {supported: true, default: true}'
  const last = /17:00/
  test('that a pool and exclusive access do not bind whom something permanent admits', () => {
    expect(notes(admin, enrolled, `ScheduledResource farm {computers: [pc], ${bound}}`, day())).toEqual([
      'The connection pool and the exclusive access of schedule day do not bind this session: a permanent grant admits it, and is never bound.',
    ])
  })
  test('that they do not bind whom another schedule admits without', () => {
    const two = [
      `ScheduledResource farm {computers: [pc], ${bound}}`,
      day(),
      day(', exclusiveAccess: false').replace('Schedule day', 'Schedule free'),
    ]
    expect(notes('User ann {}', enrolled, ...two).filter((note) => !last.test(note))).toEqual([
      'The exclusive access of schedule day does not bind this session: another schedule admits it without.',
    ])
  })
  test('nothing of them where they bind, or where there are none', () => {
    const farms = [`ScheduledResource farm {computers: [pc], ${bound}}`, farm]
    for (const one of farms) expect(notes('User ann {}', enrolled, one, day()).filter((note) => !last.test(note))).toEqual([])
  })
})

test('an origin in a word or two', () => {
  const origin = { path: '', says: '' }
  expect(originText({ ...origin, kind: 'control', key: 'GranularControl/acme/guests' })).toBe('control guests')
  expect(originText({ ...origin, kind: 'team', key: 'Team/acme/acme' })).toBe('team')
  expect(originText({ ...origin, kind: 'control', key: undefined })).toBe('control')
  expect(originText({ ...origin, kind: 'licence', key: undefined })).toBe('licence')
})
