/**
 * AccessTests are asked by classes, of which one user and one computer speak for all. Here a judge that was written apart asks every pair at
 * every time, over worlds by lot: a test holds exactly when each of its pairs does, whoever speaks for them.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runTests } from '../reconciler/plan/tests.ts'
import type { Json } from '../schema/canonical.ts'
import type { Resource } from '../schema/resource.ts'
import type { Feature } from '../schema/vocabulary.ts'
import type { World } from '../schema/world.ts'
import { feature, inSession, settings } from './reference/controls.ts'
import { access, groupOf } from './reference/naive.ts'
import { declare } from './reference/names.ts'
import { draws } from './reference/worlds.ts'
import { times } from './times.ts'

const instant = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000', '')
const features: Feature[] = ['fileTransfer', 'copyPaste', 'remotePrint', 'remoteControl', 'chat', 'twoStepVerification', 'oneToMany']
const asked = [
  'security.copyPaste',
  'security.requestPermission',
  'security.additionalPassword',
  'session.idleTimeoutMinutes',
  'session.watermark',
]

interface Question {
  users: Resource<'User'>[]
  computers: Resource<'Computer'>[]
  times: number[]
}

/** The pairs that a test comes to, found without an index. */
function named(world: World, { users, groups, computers, places, times }: Wish): Question {
  return {
    users: world.of('User').filter(({ name, spec }) => users.includes(name) || (spec.group !== undefined && groups.includes(spec.group))),
    computers: world.of('Computer').filter((one) => computers.includes(one.name) || places.includes(groupOf(world, one) ?? '')),
    times: [...new Set(times.map(instant))].map(Date.parse),
  }
}

interface Wish {
  users: string[]
  groups: string[]
  computers: string[]
  places: string[]
  times: number[]
}
const wished = draws.chain(({ world, times }) => {
  const of = (kind: 'User' | 'Computer') => world.of(kind).map(({ name }) => name)
  const holding = (type: string) =>
    world
      .of('Group')
      .filter(({ spec }) => spec.type !== type)
      .map(({ name }) => name)
  return fc.record({
    world: fc.constant(world),
    wish: fc.record({
      users: fc.subarray(of('User')),
      groups: fc.subarray(holding('computers')),
      computers: fc.subarray(of('Computer')),
      places: fc.subarray(holding('users')),
      times: fc.subarray(times, { minLength: 1 }),
    }),
  })
})

const run = (world: World, { users, groups, computers, places, times }: Wish, expected: { [key: string]: Json }) =>
  runTests(
    [
      declare('AccessTest', 't', {
        subjects: { users, groups },
        targets: { computers, groups: places },
        times: times.map(instant),
        expect: expected,
      }),
    ],
    world,
    '2026-03-02T09:00:00Z',
  )

test('access holds of a test exactly when it holds of each pair at each time', () => {
  let [asking, holding] = [0, 0]
  fc.assert(
    fc.property(wished, fc.constantFrom('allow', 'deny'), ({ world, wish }, answer) => {
      const { users, computers, times } = named(world, wish)
      const answers = users.flatMap((user) =>
        computers.flatMap((computer) => times.map((time) => access(world, user, computer, time).allowed === (answer === 'allow'))),
      )
      const { results } = run(world, wish, { access: answer })
      expect(results).toMatchObject([{ checks: answers.length, passed: answers.every((good) => good) }])
      expect(results[0]?.failures.length === 0).toBe(results[0]?.passed)
      asking += answers.length > 0 ? 1 : 0
      holding += answers.length > 0 && answers.every((good) => good) ? 1 : 0
    }),
    { numRuns: times(1500), seed: 29 },
  )
  // Both happen often enough for the law to mean something.
  expect(asking).toBeGreaterThan(times(500))
  expect(holding).toBeGreaterThan(times(100))
  expect(asking - holding).toBeGreaterThan(times(250))
})

test('features and settings hold of a test exactly when they hold of each pair', () => {
  let holding = 0
  fc.assert(
    fc.property(wished, fc.constantFrom(...features), fc.constantFrom(...asked), ({ world, wish }, name, setting) => {
      const { users, computers } = named(world, wish)
      const [first, place] = [users[0], computers[0]]
      if (!first || !place) return
      const inIt = (user: Resource<'User'>, computer: Resource<'Computer'>) =>
        inSession(name, feature(world, user, name), settings(world, computer))
      const wanted = inIt(first, place)
      const same = users.every((user) => computers.every((computer) => inIt(user, computer) === wanted))
      expect(run(world, wish, { features: { [name]: wanted } }).results).toMatchObject([{ passed: same }])

      const [section = '', key = ''] = setting.split('.')
      const settingOf = (computer: Resource<'Computer'>) => withoutSecrets(settings(world, computer).get(setting)?.value as Json)
      const value = settingOf(place)
      const alike = computers.every((computer) => JSON.stringify(settingOf(computer)) === JSON.stringify(value))
      expect(run(world, wish, { settings: { [section]: { [key]: value } } }).results).toMatchObject([{ passed: alike }])
      holding += same && alike ? 1 : 0
    }),
    { numRuns: times(1000), seed: 25 },
  )
  expect(holding).toBeGreaterThan(times(75))
})

const withoutSecrets = (value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, part]) => !(typeof part === 'object' && part !== null && 'secret' in part)))
    : value
