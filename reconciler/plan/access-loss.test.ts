import { expect, test } from 'vitest'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import type { Safety } from '../types.ts'
import { accessLossRule } from './access-loss.ts'
import { plan } from './plan.ts'
import { declare, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const project = (resources: readonly Resource[]) => ({ team: TEAM, manager: 'project:acme', resources })
const limits = { maxAccessLoss: 1000, maxAccessLossShare: 0.2 }

/** So many members, who reach each of so many computers through one permission; the owner, who reaches all, is one more. */
const team = (users: number, computers: number, given = computers): Resource[] => [
  declare('Team', TEAM, { owner: 'boss' }),
  declare('User', 'boss', { email: 'boss@acme.example' }),
  ...Array.from({ length: users }, (_, i) => declare('User', `u-${i}`, { email: `u-${i}@acme.example` })),
  ...Array.from({ length: computers }, (_, i) => declare('Computer', `pc-${i}`, {})),
  declare('AccessPermission', 'some', {
    subjects: { users: Array.from({ length: users }, (_, i) => `u-${i}`) },
    computers: given === 0 ? { mode: 'none' } : { mode: 'only', computers: Array.from({ length: given }, (_, i) => `pc-${i}`) },
  }),
]

function verdict(from: Resource[], to: Resource[], safety: Partial<Safety> = {}, allowed?: number): string[] {
  const live = plan(project(from), new World(TEAM, []), at).final
  const planned = plan(project(to), live, at)
  const found = accessLossRule({ ...limits, ...safety }, allowed).check(planned.plan, live, planned.final, to.length)
  expect(found.map(({ code }) => code).filter((code) => code !== 'too-many-access-lost')).toEqual([])
  return found.map(({ message }) => message)
}

test.each([
  { users: 9, computers: 10, given: 8, says: 0, because: '18 of 100 are not over a share of 20 %' },
  { users: 9, computers: 10, given: 7, says: 1, because: '27 of 100 are' },
  { users: 2, computers: 3, given: 0, says: 0, because: 'shares count from ten live edges on, and there are nine' },
  { users: 3, computers: 3, given: 0, says: 1, because: 'of twelve edges nine are over it' },
])('$users users of $computers computers keep $given: $because', ({ users, computers, given, says }) => {
  expect(verdict(team(users, computers), team(users, computers, given))).toHaveLength(says)
})

test('a single edge may always go, and the count bounds where the share does not', () => {
  expect(verdict(team(1, 20), team(1, 20, 19), { maxAccessLoss: 0, maxAccessLossShare: 0 })).toEqual([])
  expect(verdict(team(1, 20), team(1, 20, 18), { maxAccessLoss: 1, maxAccessLossShare: 1 })).toHaveLength(1)
  expect(verdict(team(1, 20), team(1, 20, 18), { maxAccessLoss: 2, maxAccessLossShare: 1 })).toEqual([])
})

test('an allowance lets so much pass, and no more', () => {
  const [from, to] = [team(9, 10), team(9, 10, 0)]
  expect(verdict(from, to, {}, 89)).toHaveLength(1)
  expect(verdict(from, to, {}, 90)).toEqual([])
})

test('what it says is how much of how much, the limit, and who loses most', () => {
  const [from, to] = [team(5, 10), team(5, 10, 2)]
  expect(verdict(from, to)).toEqual([
    'The plan takes away 40 of 60 ways to a computer (66.7 %); the limit is 20 % of them. Most is lost by `u-0` (8), `u-1` (8), `u-2` (8), and 2 more users lose some.',
  ])
  expect(
    verdict(
      from,
      from.filter((one) => one.key !== 'User/acme/boss'),
      { maxAccessLoss: 5, maxAccessLossShare: 1 },
    ),
  ).toEqual(['The plan takes away 10 of 60 ways to a computer (16.7 %); the limit is 5. All of it is lost by `boss` (10).'])
})

test('a first plan takes nothing away, and nobody is read for it', () => {
  const planned = plan(project(team(5, 5)), new World(TEAM, []), at)
  const unread = {
    ...planned.plan,
    get impact(): never {
      throw new Error('the impact was asked for')
    },
  }
  expect(accessLossRule(limits).check(unread, new World(TEAM, []), planned.final, 1)).toEqual([])
})

/** What is permanent for some becomes what a schedule gives, or the schedule changes. */
const hours = (members: number, spec: Record<string, Json>): Resource[] => [
  ...team(members, 4, 0),
  declare('ScheduledResource', 'lab', { computers: Array.from({ length: 4 }, (_, i) => `pc-${i}`) }),
  declare('Schedule', 'hours', {
    resource: 'lab',
    subjects: { users: Array.from({ length: members }, (_, i) => `u-${i}`) },
    timeSlot: { start: '04:00', end: '04:01' },
    ...spec,
  }),
]
const DAILY = { recurrence: { frequency: 'daily' } }

test('what held always and is left to a schedule counts as taken away, and what is kept of it is told', () => {
  expect(verdict(team(5, 4), hours(5, { startDate: '2099-01-01' }))).toEqual([
    'The plan takes away 20 of 24 ways to a computer (83.3 %), of them 20 have none before 2026-03-30; the limit is 20 % of them. Most is lost by `u-0` (4), `u-1` (4), `u-2` (4), and 2 more users lose some.',
  ])
  expect(verdict(team(5, 4), hours(5, { startDate: '2026-01-01', ...DAILY }))[0]).toContain(
    '24 ways to a computer (83.3 %), of them 20 keep some hours;',
  )
})

test('so do hours of which none is left in the next four weeks, by a year that was misspelt', () => {
  const [from, typo] = [hours(5, { startDate: '2026-01-01', ...DAILY }), hours(5, { startDate: '2036-01-01', ...DAILY })]
  expect(verdict(from, typo)[0]).toContain('20 of 24 ways to a computer (83.3 %), of them 20 have none before 2026-03-30;')
  expect(verdict(from, typo, {}, 19)).toHaveLength(1)
  expect(verdict(from, typo, {}, 20)).toEqual([])
})

test('other hours, more of them, and what had none in those weeks anyway are no loss', () => {
  const daily = hours(5, { startDate: '2026-01-01', ...DAILY })
  expect(verdict(daily, hours(5, { startDate: '2026-01-01', ...DAILY, timeSlot: { start: '05:00', end: '05:01' } }))).toEqual([])
  expect(verdict(daily, team(5, 4))).toEqual([])
  expect(verdict(hours(5, { startDate: '2036-01-01', ...DAILY }), hours(5, { startDate: '2037-01-01', ...DAILY }))).toEqual([])
})
