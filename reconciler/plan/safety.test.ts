import { expect, test } from 'vitest'
import { World } from '../../schema/world.ts'
import type { Safety } from '../types.ts'
import { guard } from './guard.ts'
import { plan } from './plan.ts'
import { type Allowances, defaultSafety, safetyRules } from './safety.ts'
import { declare, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const users = (count: number) => Array.from({ length: count }, (_, i) => declare('User', `u-${i}`, { email: `u${i}@acme.example` }))
const team = [declare('User', 'boss', { email: 'boss@acme.example' }), declare('Team', TEAM, { owner: 'boss' })]
const project = (resources: Parameters<typeof plan>[0]['resources']) => ({ team: TEAM, manager: 'project:acme', resources })

/** What the guard says of going from one declaration to another. */
function verdict(
  from: ReturnType<typeof users>,
  to: ReturnType<typeof users>,
  allow: Allowances['deletes'] = {},
  safety: Partial<Safety> = {},
): string[] {
  const live = plan(project(from), new World(TEAM, []), at).final
  const planned = plan(project(to), live, at)
  return guard(planned, live, safetyRules({ ...defaultSafety, ...safety }, { deletes: allow })).map((found) => found.code)
}

test.each([
  { from: 30, to: 29, says: [], because: 'a single deletion always passes' },
  { from: 8, to: 0, says: [], because: 'shares count from ten live resources on' },
  { from: 30, to: 20, says: ['too-many-deletes'], because: 'a third of the users is over the share of 20 %' },
  { from: 100, to: 81, says: [], because: '19 of 101 is under both limits' },
  { from: 200, to: 179, says: ['too-many-deletes'], because: '21 is over the count of 20' },
])('from $from to $to users: $because', ({ from, to, says }) => {
  expect(verdict([...team, ...users(from)], [...team, ...users(to)])).toEqual(says)
})

test('an allowance names the kind and the count, and lets no more pass', () => {
  const [from, to] = [[...team, ...users(30)], team]
  expect(verdict(from, to, { User: 30 })).toEqual([])
  expect(verdict(from, to, { User: 29 })).toEqual(['too-many-deletes'])
  expect(verdict(from, to, { Group: 30 })).toEqual(['too-many-deletes'])
})

test('a configuration that declares nothing is refused until each kind is allowed', () => {
  const some = users(5)
  expect(verdict(some, [])).toEqual(['empty-configuration'])
  expect(verdict(some, [], { User: 5 })).toEqual([])
})

test('a project that declares nothing any more is refused, whatever other projects leave standing', () => {
  const mine = project(users(5))
  const theirs = { ...project(team), manager: 'project:other' }
  const first = plan(theirs, new World(TEAM, []), at).final
  const live = plan(mine, first, at).final
  const planned = plan(project([]), live, at)
  expect(guard(planned, live, safetyRules(defaultSafety)).map((found) => found.code)).toEqual(['empty-configuration'])
})

test('a break-glass user that does not exist is a warning, with near names and its place', () => {
  const world = plan(project(team), new World(TEAM, []), at)
  const found = guard(
    world,
    new World(TEAM, []),
    safetyRules({ ...defaultSafety, breakGlass: ['bos'] }, { deletes: {} }, () => [{ file: 'splashtop.yaml', line: 9, column: 3 }]),
  )
  expect(found).toMatchObject([
    { code: 'break-glass-unknown', level: 'warning', message: expect.stringContaining('did you mean `boss`?'), at: [{ line: 9 }] },
  ])
})

test('the last enabled administrator stays', () => {
  const admin = declare('User', 'root', { email: 'root@acme.example', role: 'admin' })
  const member = declare('User', 'root', { email: 'root@acme.example', role: 'member' })
  const disabled = declare('User', 'root', { email: 'root@acme.example', role: 'admin', disabled: true })
  const helper = declare('Role', 'helper', { extends: 'admin' })
  const viaRole = declare('User', 'root', { email: 'root@acme.example', role: 'helper' })
  expect(verdict([admin], [member])).toEqual(['last-administrator'])
  expect(verdict([admin], [disabled])).toEqual(['last-administrator'])
  expect(verdict([admin], [helper, viaRole])).toEqual([])
  expect(verdict([admin, ...team], [member, ...team])).toEqual([])
})

test('a break-glass user keeps the way in', () => {
  const admin = declare('User', 'glass', { email: 'glass@acme.example', role: 'admin' })
  const disabled = declare('User', 'glass', { email: 'glass@acme.example', role: 'admin', disabled: true })
  expect(verdict([...team, admin], [...team, disabled], {}, { breakGlass: ['glass'] })).toEqual(['break-glass'])
  expect(verdict([...team, admin], team, {}, { breakGlass: ['glass'] })).toEqual(['break-glass'])
  expect(verdict([...team, admin], [...team, admin], {}, { breakGlass: ['glass'] })).toEqual([])
})
