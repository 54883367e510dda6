/** What holds of every world, whatever it declares: over the same random worlds as the judge's (test/reference). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, type Json } from '../schema/canonical.ts'
import type { Key, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { declare, TEAM } from '../test/reference/names.ts'
import { type Draw, draws, shown } from '../test/reference/worlds.ts'
import { times } from '../test/times.ts'
import { accessOf, waysTo } from './access.ts'
import { type Effective, effective } from './effective.ts'
import { featureNames, featureOf } from './features.ts'
import { reasonOf } from './reasons.ts'
import { settingsOf } from './settings.ts'
import { succeed } from './succession.ts'
import type { ComputerClass, FeatureValue, UserClass } from './types.ts'

type User = Resource<'User'>
type Computer = Resource<'Computer'>
const who = (e: Effective, name: string) => e.userClass(name) as UserClass
const what = (e: Effective, name: string) => e.computerClass(name) as ComputerClass
const text = (value: unknown): string => canonical(value ?? null)
const sorted = (values: readonly unknown[]): string => values.map(text).sort().join('\n')

/** What a user is given as a user, and what a computer is as a computer. */
const ofUser = (e: Effective, user: User): string =>
  text([featureNames.map((feature) => featureOf(e, who(e, user.name), feature)), sorted(e.ways(who(e, user.name)))])
const ofComputer = (e: Effective, computer: Computer): string => text(Object.fromEntries(settingsOf(e, what(e, computer.name))))
const ofPair = (e: Effective, user: User, computer: Computer, times: readonly number[]): string =>
  text([
    sorted(waysTo(e, who(e, user.name), what(e, computer.name)).map((way) => reasonOf(e, user, computer, way))),
    times.map((time) => {
      const { reasons, ...rest } = accessOf(e, user, computer, time)
      return [rest, sorted(reasons)]
    }),
  ])

/** Every answer that there is, by what was asked. */
function answers(e: Effective, times: readonly number[]): Record<string, string> {
  const all: Record<string, string> = {}
  for (const user of e.world.of('User')) all[user.name] = ofUser(e, user)
  for (const computer of e.world.of('Computer')) {
    all[computer.name] = ofComputer(e, computer)
    for (const user of e.world.of('User')) all[`${user.name} ${computer.name}`] = ofPair(e, user, computer, times)
  }
  return all
}
const classes = (e: Effective): Record<string, string[]> =>
  Object.fromEntries([
    ...[...e.users].map(([key, { users }]) => [`users ${key}`, users.map(({ name }) => name).sort()]),
    ...[...e.computers].map(([key, { computers }]) => [`computers ${key}`, computers.map(({ name }) => name).sort()]),
  ])

function pairs(world: World, ask: (user: User, computer: Computer) => void): void {
  for (const user of world.of('User')) for (const computer of world.of('Computer')) ask(user, computer)
}
const holds = (law: (draw: Draw) => void) =>
  fc.assert(
    fc.property(draws, (draw) => {
      law(draw)
    }),
    { numRuns: times(400) },
  )
/** The same resource that says something else. */
const saying = (resource: Resource, spec: Record<string, Json>): [Key, Resource] => [
  resource.key,
  declare(resource.kind, resource.name, { ...resource.declared.spec, ...spec }, { labels: resource.labels, status: resource.status }),
]

test('a schedule that is added takes no access away, at no time and by no way', () => {
  holds(({ world, times }) => {
    for (const schedule of world.of('Schedule')) {
      const [with_, without] = [effective(world), effective(world.with([[schedule.key, null]]))]
      pairs(world, (user, computer) => {
        const before = waysTo(without, who(without, user.name), what(without, computer.name)).map(text)
        const after = waysTo(with_, who(with_, user.name), what(with_, computer.name)).map(text)
        expect(after).toEqual(expect.arrayContaining(before))
        for (const time of times) {
          const [one, other] = [accessOf(without, user, computer, time), accessOf(with_, user, computer, time)]
          if (!one.allowed) continue
          expect(other.allowed).toBe(true)
          expect(other.until ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(one.until ?? Number.POSITIVE_INFINITY)
        }
      })
    }
  })
})

test('a user who is disabled reaches nothing, and nobody else notices', () => {
  holds(({ world, times }) => {
    const before = answers(effective(world), times)
    for (const user of world.of('User')) {
      const e = effective(world.with([saying(user, { disabled: true })]))
      const disabled = e.world.find('User', user.name) as User
      expect(e.ways(who(e, user.name))).toEqual([])
      for (const computer of world.of('Computer'))
        for (const time of times) expect(accessOf(e, disabled, computer, time)).toMatchObject({ allowed: false, reasons: [] })
      const mine = (asked: string) => asked.split(' ')[0] === user.name
      const others = (all: Record<string, string>) => Object.fromEntries(Object.entries(all).filter(([asked]) => !mine(asked)))
      expect(others(answers(e, times))).toEqual(others(before))
    }
  })
})

test("a user's own control wins over its group's, and that over the team's default", () => {
  const concrete = (value: unknown): value is FeatureValue => value !== undefined && value !== 'default' && value !== 'followGroup'
  const inverse = (value: FeatureValue): FeatureValue => (value === 'disabled' ? 'enabled' : 'disabled')
  holds(({ world }) => {
    const e = effective(world)
    const controls = world.of('GranularControl')
    for (const user of world.of('User'))
      for (const feature of featureNames.filter((name) => name !== 'twoStepVerification')) {
        const said = controls.find(({ spec }) => spec.subjects.users.includes(user.name))?.spec.controls[feature]
        const group = controls.find(({ spec }) => spec.subjects.groups.includes(user.spec.group ?? ''))
        const follows = user.spec.group !== undefined && (said === undefined || said === 'followGroup')
        const decides = concrete(said)
          ? said
          : follows && concrete(group?.spec.controls[feature])
            ? group.spec.controls[feature]
            : undefined
        const { value } = featureOf(e, who(e, user.name), feature)
        // A licence, a switch or the role may take the feature away before anybody is asked.
        if (concrete(decides)) expect(['disabled', decides]).toContain(value)
        if (!concrete(decides)) continue
        const contrary = inverse(decides)
        const roles = ['owner', 'superAdmin', 'admin', 'groupAdmin', 'member']
        const team = world.find('Team', TEAM) as Resource
        const edits = [saying(team, { granularDefaults: { [feature]: Object.fromEntries(roles.map((role) => [role, contrary])) } })]
        if (concrete(said) && group && !group.spec.subjects.users.includes(user.name))
          edits.push(saying(group as Resource, { controls: { [feature]: contrary } }))
        const changed = effective(world.with(edits))
        expect(featureOf(changed, who(changed, user.name), feature).value).toBe(value)
      }
  })
})

test('the order of the files changes nothing', () => {
  fc.assert(
    fc.property(
      draws.chain((draw) =>
        fc.record({ draw: fc.constant(draw), shuffled: fc.shuffledSubarray([...draw.world.all()], { minLength: draw.world.size }) }),
      ),
      ({ draw: { world, times }, shuffled }) => {
        const [one, other] = [effective(world), effective(new World(TEAM, shuffled))]
        expect(classes(other)).toEqual(classes(one))
        expect(answers(other, times)).toEqual(answers(one, times))
      },
    ),
  )
})

test('a reason is a reason: its chain alone, and the team, give the same way', () => {
  /** The ways of a pair, and those that hold at each of the times. */
  const waysOf = (e: Effective, user: User, computer: Computer, times: readonly number[]): [Set<string>, Set<string>[]] => [
    new Set(waysTo(e, who(e, user.name), what(e, computer.name)).map(text)),
    times.map((time) => new Set(accessOf(e, user, computer, time).reasons.map(({ way }) => text(way)))),
  ]
  holds(({ world, times }) => {
    const e = effective(world)
    const team = world.find('Team', TEAM) as Resource
    pairs(world, (user, computer) => {
      const [, whole] = waysOf(e, user, computer, times)
      // Some ways have one chain.
      const parts = new Map<string, ReturnType<typeof waysOf>>()
      for (const way of waysTo(e, who(e, user.name), what(e, computer.name))) {
        const keys = [...new Set(reasonOf(e, user, computer, way).chain.map(({ key }) => key))].sort()
        const chain = keys.join(' ')
        const alone = () => effective(new World(TEAM, [team, ...keys.map((key) => world.get(key) as Resource)]))
        const [ways, part] = parts.get(chain) ?? waysOf(alone(), user, computer, times)
        parts.set(chain, [ways, part])
        const one = text(way)
        expect(ways).toContain(one)
        expect(part.map((at) => at.has(one))).toEqual(whole.map((at) => at.has(one)))
      }
    })
  })
})

test('what follows from a known meaning by a few edits, and from that by more, is what is read from nothing', () => {
  const few = fc.array(fc.nat(999), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(draws, draws, few, few, ({ world, times }, other, first, second) => {
      const keys = [...new Set([...world.all(), ...other.world.all()].map(({ key }) => key))]
      const edited = (from: World, picks: readonly number[], to: World): [World, Key[]] => {
        const changed = [...new Set(picks.map((pick) => keys[pick % keys.length] as Key))]
        return [from.with(changed.map((key) => [key, to.get(key) ?? null])), changed]
      }
      let succeeded = effective(world)
      for (const [picks, to] of [
        [first, other.world],
        [second, world],
      ] as const) {
        answers(succeeded, times) // whatever it keeps, it has now
        const [next, changed] = edited(succeeded.world, picks, to)
        succeeded = succeed(succeeded, next, changed)
        const read = effective(new World(TEAM, next.all()))
        expect(classes(succeeded)).toEqual(classes(read))
        expect(answers(succeeded, times)).toEqual(answers(read, times))
      }
    }),
  )
})

test('those of one class have the same answers', () => {
  holds((draw) => {
    const { world, times } = draw
    const e = effective(world)
    const named = (answer: string, name: string) => answer.replaceAll(`"${name}"`, '"ONE"')
    for (const { users } of e.users.values())
      for (const user of users) {
        const first = users[0] as User
        expect(ofUser(e, user)).toBe(ofUser(e, first))
        for (const computer of world.of('Computer'))
          for (const time of times) {
            const ways = (one: User) => accessOf(e, one, computer, time).reasons.map(({ way }) => way)
            expect(ways(user), shown(draw)).toEqual(ways(first))
          }
      }
    for (const { computers } of e.computers.values())
      for (const computer of computers) {
        const first = computers[0] as Computer
        expect(named(ofComputer(e, computer), computer.name)).toBe(named(ofComputer(e, first), first.name))
        for (const user of world.of('User'))
          expect(waysTo(e, who(e, user.name), what(e, computer.name))).toEqual(waysTo(e, who(e, user.name), what(e, first.name)))
      }
  })
})
