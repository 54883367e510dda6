import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import { adminActions } from '../schema/actions.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { groupOf } from '../schema/membership.ts'
import type { World } from '../schema/world.ts'
import { times } from '../test/times.ts'
import { refusals } from './permission.ts'
import { exceeding, holderOf, rankNumber } from './roles.ts'

/** Small teams in which everything may refer to everything, so that two of them lie a few edits apart. */
const users = ['u0', 'u1', 'u2', 'u3']
const groups = ['g0', 'g1', 'g2']
const some = (names: readonly string[], max = 2) => fc.subarray([...names], { maxLength: max })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const actions = fc.subarray([...adminActions, 'sso.manage', 'users.role'], { maxLength: 3 })
const role = fc.constantFrom('super-admin', 'admin', 'group-admin', 'member', 'r0', 'r1')

const line = (kind: string, name: string, spec: object) => `${kind} ${name} ${JSON.stringify(spec)}`
const roleLines = fc
  .tuple(
    fc.record({ extends: fc.constantFrom('super-admin', 'group-admin', 'member', 'r1'), grants: actions, denies: actions }),
    fc.record({ extends: fc.constantFrom('super-admin', 'admin', 'group-admin', 'member'), grants: actions, denies: actions }),
  )
  .map(([r0, r1]) => [line('Role', 'r0', r0), line('Role', 'r1', r1)])
const userLine = (name: string) =>
  fc
    .record({ role, group: maybe(fc.constantFrom(...groups)), disabled: fc.boolean() })
    .map((spec) => line('User', name, { email: `${name}@acme.example`, ...spec, disabled: spec.disabled && name === 'u3' }))
const groupLine = (name: string) => some(users).map((admins) => line('Group', name, { type: 'mixed', admins }))
const computerLine = (name: string) => maybe(fc.constantFrom(...groups)).map((group) => line('Computer', name, { group }))
const subjects = fc.record({ users: some(users), groups: some(groups) })
const rest = fc.tuple(
  maybe(subjects.map((of) => line('AccessPermission', 'p0', { subjects: of, computers: { mode: 'none' } }))),
  maybe(subjects.map((of) => line('GranularControl', 'c0', { subjects: of, controls: { chat: 'disabled' } }))),
  maybe(fc.record({ groups: some(groups), computers: some(['k0', 'k1']) }).map((spec) => line('ScheduledResource', 's0', spec))),
)
const team = (chat: boolean) => line('Team', 'acme', { owner: 'owner', granularDefaults: { chat: { adminConfigurable: chat } } })
const lines = fc
  .tuple(
    fc.boolean().map(team),
    roleLines,
    fc.tuple(...users.map(userLine)),
    fc.tuple(...groups.map(groupLine)),
    fc.tuple(computerLine('k0'), computerLine('k1')),
    rest,
  )
  .map(([one, ...more]) => [one, line('User', 'owner', { email: 'owner@acme.example' }), ...more.flat()])

/** Two worlds that differ in a few lines. */
const step = fc
  .tuple(lines, lines, fc.array(fc.nat({ max: 14 }), { minLength: 1, maxLength: 2 }))
  .map(
    ([one, other, taken]) =>
      [one, one.map((each, i) => (taken.includes(i) ? other[i] : each))].map((all) =>
        worldOf(all.filter((each) => each !== undefined).join('\n')),
      ) as [World, World],
  )

const changes = (before: World, after: World) =>
  between(before, after, new Set([...before.all(), ...after.all()].map(({ key }) => key)), () => 'tried').changes
const may = (before: World, after: World, name: string) => refusals(before, after, { user: name }, changes(before, after)).length === 0

test('nobody makes anybody, itself included, more than it is itself', () => {
  let tried = 0
  fc.assert(
    fc.property(step, fc.constantFrom(...users), ([before, after], name) => {
      const actor = holderOf(before, { user: name })
      if (changes(before, after).length === 0 || !may(before, after, name)) return
      tried++
      for (const other of users) {
        // Who was disabled had its rights given by others, and only gets them back.
        if (before.find('User', other)?.spec.disabled) continue
        const [was, is] = [holderOf(before, { user: other }), holderOf(after, { user: other })]
        const beyond = exceeding(is.rights, actor.rights)
        // Who was more than the actor, and is so still, got nothing from it.
        if (beyond !== undefined && exceeding(was.rights, actor.rights) === undefined) expect.fail(`${name} gave ${beyond} to ${other}`)
        if (!actor.rights.has('groups.admins')) expect([...is.groups].filter((group) => !was.groups.has(group))).toEqual([])
      }
    }),
    { numRuns: times(2500) },
  )
  expect(tried).toBeGreaterThan(times(100))
})

test('nobody takes a denial from a role, and so gives what another grants that extends it', () => {
  const roles = (base: object) =>
    worldOf(
      [
        line('Team', 'acme', { owner: 'owner' }),
        line('User', 'owner', { email: 'owner@acme.example' }),
        line('Role', 'base', base),
        line('Role', 'wide', { extends: 'base', grants: ['permissions.manage'] }),
        line('User', 'u0', { email: 'u0@acme.example', role: 'wide' }),
      ].join('\n'),
    )
  const denied = { extends: 'super-admin', denies: ['permissions.manage'] }
  expect(may(roles(denied), roles({ extends: 'member' }), 'u0')).toBe(false)
  expect(may(roles(denied), roles({ extends: 'member', denies: ['permissions.manage'] }), 'u0')).toBe(true)
})

test('nobody changes a user of higher rank', () => {
  fc.assert(
    fc.property(step, fc.constantFrom(...users), ([before, after], name) => {
      const { rank } = holderOf(before, { user: name })
      if (rank === undefined) return
      for (const other of before.of('User')) {
        const theirs = holderOf(before, { user: other.name }).rank
        if (theirs === undefined || rankNumber(theirs) >= rankNumber(rank) || other.digest === after.get(other.key)?.digest) continue
        expect(may(before, after, name)).toBe(false)
      }
    }),
    { numRuns: times(1500) },
  )
})

test('whose rights end at its groups draws no user or computer into them, and pushes none out', () => {
  fc.assert(
    fc.property(step, fc.constantFrom(...users), ([before, after], name) => {
      const actor = holderOf(before, { user: name })
      if (actor.rank !== 'group-admin' || !may(before, after, name)) return
      for (const computer of before.of('Computer')) {
        const now = after.find('Computer', computer.name)
        const [from, to] = [groupOf(before, computer), now && groupOf(after, now)]
        if (from !== to) expect([from, to].every((group) => group !== undefined && actor.groups.has(group))).toBe(true)
      }
      for (const user of before.of('User')) {
        const [from, to] = [user.spec.group, after.find('User', user.name)?.spec.group]
        if (from !== to) expect([from, to].every((group) => group !== undefined && actor.groups.has(group))).toBe(true)
      }
    }),
    { numRuns: times(1500) },
  )
})

test('the owner may whatever any other may', () => {
  fc.assert(
    fc.property(step, fc.constantFrom(...users), ([before, after], name) => {
      if (may(before, after, name)) expect(may(before, after, 'owner')).toBe(true)
    }),
    { numRuns: times(600) },
  )
})
