/** What lies between two classes, and what an auditor would look up for it. */
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { type Asked, edgesOf, granter, viaOf } from './edges.ts'
import { effective } from './effective.ts'
import { fold } from './fold.ts'
import { timeOf } from './time.ts'
import type { UserClass } from './types.ts'

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
const of = (...lines: string[]) => effective(worldOf([team, ...lines].join('\n')))
const at = (text: string) => timeOf(text, 'Europe/Paris')
const hours = (name: string, resource: string, start: string, end: string, users = 'ann') =>
  `Schedule ${name} {resource: ${resource}, subjects: {users: [${users}]}, startDate: 2026-03-02, timeSlot: {start: "${start}", end: "${end}"}, recurrence: {frequency: daily}}`
const farm = (name: string, computer: string) => `ScheduledResource ${name} {computers: [${computer}]}`

describe('a grant', () => {
  const e = of(
    'User ann {}',
    'Computer pc {}',
    farm('farm', 'pc'),
    hours('day', 'farm', '09:00', '17:00'),
    hours('late', 'farm', '17:00', '20:00'),
  )
  const grant = (asked: Asked) => [...granter(e, asked)(e.userClass('ann') as UserClass).values()][0]
  const [noon, midnight] = [at('2026-03-10T12:00'), at('2026-03-10T00:00')]

  test('asked at a time says until when, over all that follows', () => {
    expect(grant({ at: noon })).toMatchObject({
      permanent: false,
      schedules: ['day'],
      until: at('2026-03-10T20:00'),
      next: undefined,
      hours: undefined,
    })
    expect(grant({ at: midnight })).toBeUndefined()
  })
  test('asked from a time on says when it begins, unless it runs', () => {
    expect(grant({ since: midnight })).toMatchObject({ schedules: ['day', 'late'], until: undefined, next: at('2026-03-10T09:00') })
    expect(grant({ since: noon })?.next).toBeUndefined()
    expect(grant({ since: at('2026-03-10T09:00') })?.next).toBeUndefined()
    expect(grant({ since: at('2026-03-10T09:00') - 1 })?.next).toBe(at('2026-03-10T09:00'))
  })
  test('asked between times says which hours', () => {
    const [from, to] = [noon, at('2026-03-10T18:00')]
    expect(grant({ between: { from, to } })).toMatchObject({ schedules: ['day', 'late'], hours: [{ from, to }] })
    expect(grant({ between: { from: midnight, to: at('2026-03-10T09:00') } })).toBeUndefined()
  })
  test('that is permanent holds all the while', () => {
    const always = of('User ann {role: admin}', 'Computer pc {}', farm('farm', 'pc'), hours('day', 'farm', '09:00', '17:00'))
    const found = (asked: Asked) => [...granter(always, asked)(always.userClass('ann') as UserClass).values()][0]
    const between = { from: midnight, to: noon }
    expect(found({ between })).toMatchObject({ permanent: true, hours: [between] })
    expect(found({ at: noon })).toMatchObject({ permanent: true, until: undefined, schedules: ['day'] })
    expect(found({ since: midnight })).toMatchObject({ permanent: true, next: undefined })
  })
  test('is one object for classes that have it by the same ways, and another for others', () => {
    const many = of(
      'User ann {}',
      ...['one', 'two', 'three'].map((name) => `Computer ${name} {}`),
      'PreferencePolicy strict {targets: {computers: [two]}}',
      'ScheduledResource farm {computers: [one, two]}',
      farm('other', 'three'),
      hours('day', 'farm', '09:00', '17:00'),
      hours('late', 'other', '09:00', '20:00'),
    )
    const edges = [...edgesOf(many, { at: noon })]
    const to = (name: string) => edges.find(({ computer }) => computer.name === name)?.grant
    expect(edges.map(({ computer }) => computer.name)).toEqual(['one', 'three', 'two'])
    expect(to('one')).toBe(to('two'))
    expect(to('three')?.schedules).toEqual(['late'])
    expect([to('one')?.until, to('three')?.until]).toEqual([at('2026-03-10T17:00'), at('2026-03-10T20:00')])
  })
})

test('what gives an edge is a declaration that an auditor can look up', () => {
  const via = (...lines: string[]): string[] => {
    const e = of('Computer pc {group: crew}', 'Group crew {type: mixed, admins: [ann]}', ...lines)
    return [...edgesOf(e, { at: at('2026-03-10T12:00') }, { users: new Set(['ann']) })].flatMap((edge) =>
      edge.grant.ways.map((way) => viaOf(e, way, edge).replace('/acme/', '/')),
    )
  }
  expect(via('User ann {}', 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: all}}')).toEqual(['AccessPermission/p'])
  expect(via('User ann {}', farm('farm', 'pc'), hours('day', 'farm', '09:00', '17:00'))).toEqual(['Schedule/day'])
  expect(via('User ann {role: group-admin}')).toEqual(['Group/crew'])
  expect(via('User ann {group: crew}')).toEqual(['Group/crew'])
  expect(via('User ann {role: admin}')).toEqual(['User/ann'])
  expect(via('Team acme {owner: ann}', 'User ann {}')).toEqual(['Team/acme'])
})

describe('a row', () => {
  const rows = (e: ReturnType<typeof of>, asked: Asked): string[] =>
    fold(e, asked).map(
      ({ users, sides, edges, grant }) =>
        `${users.map(({ name }) => name).sort()} to ${sides
          .map((side) =>
            side.computers
              .map(({ name }) => name)
              .sort()
              .join('+'),
          )
          .join(' and ')}: ${edges}, ${grant.schedules.join('+')}`,
    )
  const lab = ['Group lab {type: computers}', 'Computer l1 {group: lab}', 'Computer l2 {group: lab}']
  const two = [farm('one', 'l1'), farm('two', 'l2')]

  test('is of one time: computers of a group that are open until, from or by other hours have their own', () => {
    const e = of('User ann {}', ...lab, ...two, hours('day', 'one', '09:00', '17:00'), hours('late', 'two', '10:00', '20:00'))
    const both = ['ann to l1: 1, day', 'ann to l2: 1, late']
    expect(rows(e, { at: at('2026-03-10T12:00') })).toEqual(both)
    expect(rows(e, { since: at('2026-03-10T00:00') })).toEqual(both)
  })

  test('holds users who reach the same: those who do not have their own', () => {
    const only = (user: string, computers: string) =>
      `AccessPermission of-${user} {subjects: {users: [${user}]}, computers: {mode: only, computers: [${computers}]}}`
    const hall = ['Group hall {type: computers}', 'Computer h1 {group: hall}', 'Computer h2 {group: hall}']
    const e = of('User ann {}', 'User bob {}', ...lab, ...hall, only('ann', 'l1, h1'), only('bob', 'l2, h2'))
    expect(rows(e, { at: 0 })).toEqual(['ann to h1 and l1: 2, ', 'bob to h2 and l2: 2, '])
    const all = of('User ann {}', 'User bob {}', ...lab, ...hall, only('ann', 'l1, l2, h1, h2'), only('bob', 'l1, l2, h1, h2'))
    expect(rows(all, { at: 0 })).toEqual(['ann,bob to h1+h2 and l1+l2: 8, '])
  })
})
