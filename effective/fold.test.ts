import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Asked, Chosen } from './edges.ts'
import { effective } from './effective.ts'
import { fold, throughText } from './fold.ts'
import { timeOf } from './time.ts'

const lines = [
  'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}',
  'User olga {}',
  'User ann {group: crew}',
  'User bob {group: crew}',
  'User gus {group: crew, role: group-admin}',
  'User cat {group: staff}',
  'User dan {group: staff, disabled: true}',
  'Group crew {type: mixed}',
  'Group staff {type: users}',
  'Group lab {type: computers, admins: [gus]}',
  'Group hall {type: computers}',
  'Computer c1 {group: crew}',
  'Computer l1 {group: lab}',
  'Computer l2 {group: lab}',
  'Computer h1 {group: hall}',
  'Computer stray {}',
  'AccessPermission staff {subjects: {groups: [staff]}, computers: {mode: only, groups: [lab, hall], computers: [stray]}}',
  'ScheduledResource farm {groups: [hall]}',
  'Schedule day {resource: farm, subjects: {groups: [crew]}, startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: daily}}',
]
const e = effective(worldOf(lines.join('\n')))
const noon = timeOf('2026-03-03T12:00', e.zone)

/** `users of group → computers of group: how, edges`. */
const told = (asked: Asked, chosen?: Chosen): string[] =>
  fold(e, asked, chosen).map(({ userGroup, users, sides, grant, through, edges }) => {
    const names = (list: readonly { name: string }[]) =>
      list
        .map(({ name }) => name)
        .sort()
        .join(' ')
    const computers = sides.map((side) => `${side.group ?? '-'}: ${names(side.computers)}`).join('; ')
    return `${userGroup ?? '-'}: ${names(users)} → ${computers} | ${grant.permanent ? 'always' : grant.schedules.join()} | ${through.join()} | ${edges}`
  })

test('a row is a group of users, groups of computers that they reach alike, and when', () => {
  expect(told({ at: noon })).toEqual([
    '-: olga → -: stray; crew: c1; hall: h1; lab: l1 l2 | always | role owner | 5',
    'crew: ann bob gus → crew: c1 | always | own group | 3',
    'crew: ann bob gus → hall: h1 | day | schedule day | 3',
    'crew: gus → lab: l1 l2 | always | administers lab | 2',
    'staff: cat → -: stray; hall: h1; lab: l1 l2 | always | permission staff | 4',
  ])
})

test('what is not asked about is in no row', () => {
  expect(told({ at: timeOf('2026-03-03T18:00', e.zone) }).filter((row) => row.includes('schedule'))).toEqual([])
  expect(told({ at: noon }, { users: new Set(['ann', 'cat']), computers: new Set(['h1', 'l1']) })).toEqual([
    'crew: ann → hall: h1 | day | schedule day | 1',
    'staff: cat → hall: h1; lab: l1 | always | permission staff | 2',
  ])
  expect(told({ at: noon }, { users: new Set() })).toEqual([])
})

test('either: the users with all that they reach, and whoever reaches the computers', () => {
  const either = { users: new Set(['ann']), computers: new Set(['c1']) }
  expect(told({ at: noon }, { either })).toEqual([
    '-: olga → crew: c1 | always | role owner | 1',
    'crew: ann bob gus → crew: c1 | always | own group | 3',
    'crew: ann → hall: h1 | day | schedule day | 1',
  ])
})

test('a way in words', () => {
  const words = (['olga', 'ann', 'gus', 'cat'] as const).map((name) => {
    const of = e.userClass(name)
    return of ? e.ways(of).map((way) => throughText(way, of)) : []
  })
  expect(words).toEqual([
    ['role owner'],
    ['own group', 'schedule day'],
    ['administers lab', 'own group', 'schedule day'],
    ['permission staff', 'permission staff', 'permission staff'],
  ])
})

test('who reaches fewer has a row apart: no row leaves open which pair is missing', () => {
  const lines = [
    'Team acme {owner: olga}',
    'Group ext {type: users}',
    'User a {group: ext}',
    'User b {group: ext}',
    'User c {group: ext}',
    'Computer l1 {}',
    'Computer l2 {}',
    'AccessPermission ext {subjects: {groups: [ext]}, computers: {mode: only, computers: [l1, l2]}}',
    'AccessPermission less {subjects: {users: [b]}, computers: {mode: only, computers: [l1]}}',
  ]
  const rows = fold(effective(worldOf(lines.join('\n'))), { at: noon })
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).sort()
  expect(rows.map(({ users, sides, edges }) => [names(users), names(sides.flatMap(({ computers }) => computers)), edges])).toEqual([
    [['a', 'c'], ['l1', 'l2'], 4],
    [['b'], ['l1'], 1],
  ])
})

describe('two computers stand in one row only where', () => {
  const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
  const rows = (lines: readonly string[], asked: Asked = { at: noon }, chosen?: Chosen) => {
    const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(' ')
    return fold(effective(worldOf([team, ...lines].join('\n'))), asked, chosen).map(
      ({ users, sides, through, grant: { until } }) =>
        `${names(users)} → ${sides.map(({ computers }) => names(computers)).join('; ')} | ${through.join(', ')}${until ? ` until ${new Date(until).toISOString().slice(11, 16)}` : ''}`,
    )
  }
  const schedule = (name: string, hours: [from: string, to: string], rest = 'groups: [crew]') =>
    `Schedule ${name} {resource: ${name}, subjects: {${rest}}, startDate: 2026-03-02, timeSlot: {start: "${hours[0]}", end: "${hours[1]}"}, recurrence: {frequency: daily}}`
  const crew = ['Group crew {type: users}', 'User ann {group: crew}', 'User bob {group: crew}']
  const lab = ['Group lab {type: computers}', 'Computer l1 {group: lab}', 'Computer l2 {group: lab}']

  test('they are reached through the same', () => {
    const gus = ['Group crew {type: users}', 'User gus {group: crew, role: group-admin}']
    const places = ['lab', 'hall'].flatMap((name) => [
      `Group ${name} {type: computers, admins: [gus]}`,
      `Computer in-${name} {group: ${name}}`,
    ])
    expect(rows([...gus, ...places])).toEqual(['gus → in-hall | administers hall', 'gus → in-lab | administers lab'])
  })

  test('the same users reach them', () => {
    const permission = 'AccessPermission p {subjects: {groups: [crew]}, computers: {mode: only, groups: [lab, hall]}}'
    const lines = [...crew, ...lab, permission, 'Group hall {type: computers}', 'Computer h1 {group: hall}']
    expect(rows(lines)).toEqual(['ann bob → h1; l1 l2 | permission p'])
    expect(rows(lines, { at: noon }, { either: { users: new Set(['bob']), computers: new Set(['h1']) } })).toEqual([
      'bob ann → h1 | permission p',
      'bob → l1 l2 | permission p',
    ])
  })

  test('they are reached by the same schedules', () => {
    const lines = [...crew, ...lab, 'ScheduledResource s {computers: [l1]}', 'ScheduledResource t {computers: [l2]}']
    expect(rows([...lines, schedule('s', ['09:00', '17:00']), schedule('t', ['09:00', '17:00'])])).toEqual([
      'ann bob → l1 | schedule s until 16:00',
      'ann bob → l2 | schedule t until 16:00',
    ])
  })

  test('they are reached until the same hour, which another schedule may put off', () => {
    const lines = [...crew, ...lab, 'ScheduledResource s {computers: [l1, l2]}', 'ScheduledResource t {computers: [l2]}']
    expect(rows([...lines, schedule('s', ['09:00', '17:00']), schedule('t', ['17:00', '20:00'])])).toEqual([
      'ann bob → l1 | schedule s until 16:00',
      'ann bob → l2 | schedule s until 19:00',
    ])
  })

  test('and each row tells all that gives it, to whichever of its users', () => {
    const own = (user: string) => `AccessPermission of-${user} {subjects: {users: [${user}]}, computers: {mode: only, computers: [l1]}}`
    expect(rows([...crew, ...lab, own('ann'), own('bob')])).toEqual(['ann bob → l1 | permission of-ann, permission of-bob'])
  })
})
