/** Impact against the plainest reading of it: every user with every computer, before and after, asked one by one. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effective } from '../../effective/effective.ts'
import { featureNames, featureOf, inSession } from '../../effective/features.ts'
import { join } from '../../effective/hours.ts'
import { nextOccurrence } from '../../effective/occurrences.ts'
import { settingsOf } from '../../effective/settings.ts'
import type { ComputerClass, UserClass } from '../../effective/types.ts'
import { canonical } from '../../schema/canonical.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { occurrencesBetween } from '../../test/reference/hours.ts'
import { permanent, schedulesOf } from '../../test/reference/naive.ts'
import { draws } from '../../test/reference/worlds.ts'
import { times } from '../../test/times.ts'
import type { AccessChange } from '../types.ts'
import { impactOf, WINDOW_DAYS } from './impact.ts'

const DAY = 86_400_000

const listsOf: Record<string, (resource: Resource) => string[][]> = {
  AccessPermission: (one) => Object.values((one as Resource<'AccessPermission'>).spec.subjects),
  GranularControl: (one) => Object.values((one as Resource<'GranularControl'>).spec.subjects),
  PreferencePolicy: (one) => Object.values((one as Resource<'PreferencePolicy'>).spec.targets),
}
/** No subject in two permissions, controls or policies: an invariant refuses them, and a mixture of two worlds may have them. */
const isTold = (world: World): boolean =>
  Object.entries(listsOf).every(([kind, lists]) => {
    const named = world.of(kind as 'User').flatMap((resource) => lists(resource as Resource).flat())
    return new Set(named).size === named.length
  })

/** Two worlds that share what neither replaces: of some keys the other has its own resource, or none. */
const pairs = fc
  .tuple(draws, draws, fc.integer({ min: 1, max: 12 }), fc.nat(99))
  .map(([one, other, share, start]) => {
    const keys = [...new Set([...one.world.all(), ...other.world.all()].map(({ key }) => key))].sort()
    const after = new Map([...one.world.all()].map((resource) => [resource.key, resource]))
    const changed: Key[] = []
    for (const [index, key] of keys.entries()) {
      if ((index * 7 + start) % 12 >= share) continue
      const next = other.world.get(key)
      if (next) after.set(key, next)
      else after.delete(key)
      changed.push(key)
    }
    // Few of two random schedules give the same edge at other hours: so some of them are moved by themselves.
    for (const [index, schedule] of one.world.of('Schedule').entries()) {
      if ((index + start) % 2 === 0 || changed.includes(schedule.key)) continue
      const spec = { ...schedule.declared.spec, timeSlot: { start: '08:00', end: '16:45' } }
      after.set(schedule.key, schedule.with({ declared: { ...schedule.declared, spec } }))
      changed.push(schedule.key)
    }
    return {
      before: one.world,
      after: new World(one.world.team, after),
      changed,
      time: Math.floor((one.times[0] as number) / 1000) * 1000,
    }
  })
  .filter(({ after }) => isTold(after))

interface Edge {
  permanent: boolean
  hours: string
  features: string
}

function edgesOf(world: World, time: number): Map<string, Edge> {
  const { zone, userClass, computerClass } = effective(world)
  const found = new Map<string, Edge>()
  for (const user of world.of('User'))
    for (const computer of world.of('Computer')) {
      const always = permanent(world, user, computer)
      const live = schedulesOf(world, user, computer).filter((schedule) => nextOccurrence(schedule, zone, time) !== undefined)
      if (!always && live.length === 0) continue
      const spans = live.flatMap((schedule) => occurrencesBetween(schedule, zone, time, time + WINDOW_DAYS * DAY))
      const hours = join(spans).map(({ from, to }) => [Math.max(from, time), Math.min(to, time + WINDOW_DAYS * DAY)])
      const settings = settingsOf(effective(world), computerClass(computer.name) as ComputerClass)
      const features = featureNames.map((name) =>
        inSession(name, featureOf({ world }, userClass(user.name) as UserClass, name).value, settings),
      )
      found.set(`${user.name} ${computer.name}`, { permanent: always, hours: JSON.stringify(hours), features: features.join() })
    }
  return found
}

const told = (changes: readonly AccessChange[]): [string, AccessChange][] =>
  changes.flatMap((change) =>
    change.users.flatMap((user) => change.computers.map((computer) => [`${user} ${computer}`, change] as [string, AccessChange])),
  )
const instants = (hours: [string, string][]): string => JSON.stringify(hours.map((span) => span.map((time) => Date.parse(time))))
const at = (time: number): string => new Date(time).toISOString()

describe('impact', () => {
  test('is what asking every user and every computer one by one gives, edge by edge', () => {
    const seen = { gained: 0, lost: 0, changed: 0 }
    fc.assert(
      fc.property(pairs, ({ before, after, changed, time }) => {
        const [was, is] = [edgesOf(before, time), edgesOf(after, time)]
        const impact = impactOf(before, after, changed, at(time))
        const [gained, lost, moved] = [told(impact.gained), told(impact.lost), told(impact.changed)]
        for (const list of [gained, lost, moved]) expect(new Set(list.map(([edge]) => edge)).size).toBe(list.length)
        expect(gained.map(([edge]) => edge).sort()).toEqual([...is.keys()].filter((edge) => !was.has(edge)).sort())
        expect(lost.map(([edge]) => edge).sort()).toEqual([...was.keys()].filter((edge) => !is.has(edge)).sort())
        const differs = (edge: string): boolean => {
          const [a, b] = [was.get(edge), is.get(edge)]
          return a !== undefined && b !== undefined && (a.permanent !== b.permanent || (!a.permanent && a.hours !== b.hours))
        }
        const names = new Set(moved.map(([edge]) => edge))
        for (const edge of was.keys()) if (differs(edge)) expect(names).toContain(edge)
        // What is told although the window is the same differs beyond it.
        for (const [edge, change] of moved)
          if (!differs(edge)) {
            expect(is.has(edge) && was.has(edge)).toBe(true)
            expect(change.before?.permanent).toBe(false)
            expect(change.before?.text !== change.after?.text || canonical(change.before?.schedules ?? []) !== '[]').toBe(true)
          }
        for (const [edge, { after: when, features }] of [...gained, ...moved]) {
          expect(when?.permanent).toBe(is.get(edge)?.permanent)
          if (!when?.permanent) expect(instants(when?.hours ?? [])).toBe(is.get(edge)?.hours)
          expect(Object.values(features).join()).toBe(is.get(edge)?.features)
        }
        for (const [edge, { before: when, features }] of lost) {
          if (!when?.permanent) expect(instants(when?.hours ?? [])).toBe(was.get(edge)?.hours)
          expect(Object.values(features).join()).toBe(was.get(edge)?.features)
        }
        expect(impact.edges).toEqual({
          before: was.size,
          after: is.size,
          gained: gained.length,
          lost: lost.length,
          changed: moved.length,
        })
        for (const { because } of [...impact.gained, ...impact.lost, ...impact.changed]) {
          expect(because.length).toBeGreaterThan(0)
          expect(because.filter((key) => !changed.includes(key))).toEqual([])
        }
        seen.gained += gained.length
        seen.lost += lost.length
        seen.changed += moved.length
      }),
      { numRuns: times(600), seed: 20260329 },
    )
    expect(Math.min(seen.gained, seen.lost, seen.changed)).toBeGreaterThan(12)
  })

  const outside = ['twoStepVerification', 'oneToMany', 'attendedAccess']
  const restricted = ['fileTransfer', 'copyPaste', 'remotePrint', 'remoteControl', 'sessionRecording']
  test('tells the features of every user, those of sessions edge by edge, and the settings of every computer that differ, and of no other', () => {
    let seen = 0
    const features = (world: World, user: Resource<'User'> | undefined) => {
      const one = user && effective(world).userClass(user.name)
      return featureNames.map((name) => (one ? featureOf({ world }, one, name).value : null))
    }
    const settings = (world: World, computer: Resource<'Computer'>) =>
      [...settingsOf(effective(world), effective(world).computerClass(computer.name) as ComputerClass)].map(
        ([name, { value, origin, locked }]) => [name, { value, origin, locked }],
      )
    fc.assert(
      fc.property(pairs, ({ before, after, changed, time }) => {
        const impact = impactOf(before, after, changed, at(time))
        const alone = impact.features.filter(({ computers }) => computers === null)
        const named = new Map(alone.flatMap((change) => change.users.map((name) => [name, change.features] as const)))
        expect(named.size).toBe(alone.reduce((sum, { users }) => sum + users.length, 0))
        const [old, now] = [edgesOf(before, time), edgesOf(after, time)]
        const reaches = (edges: Map<string, Edge>, user: string) => [...edges.keys()].some((edge) => edge.startsWith(`${user} `))
        const sessions = new Map(
          impact.features.flatMap(({ users, computers, features: said }) =>
            users.flatMap((user) =>
              (computers ?? []).flatMap((computer) =>
                Object.entries(said).map(([name, value]) => [`${user} ${computer} ${name}`, value] as const),
              ),
            ),
          ),
        )
        const wanted = new Map<string, object>()
        for (const name of new Set([...before.of('User'), ...after.of('User')].map((user) => user.name))) {
          const [was, is] = [features(before, before.find('User', name)), features(after, after.find('User', name))]
          const differing = featureNames.filter((_, i) => was[i] !== is[i])
          const stays = before.find('User', name) !== undefined && after.find('User', name) !== undefined
          const reached = reaches(old, name) && reaches(now, name)
          const own = differing.filter((feature) => !stays || outside.includes(feature) || (reached && !restricted.includes(feature)))
          const value = (feature: (typeof featureNames)[number]) => featureNames.indexOf(feature)
          expect(named.get(name) ?? {}).toEqual(
            Object.fromEntries(own.map((feature) => [feature, { before: was[value(feature)], after: is[value(feature)] }])),
          )
          if (stays)
            for (const [edge, { features: had }] of old)
              if (edge.startsWith(`${name} `) && now.has(edge))
                for (const feature of differing.filter((one) => restricted.includes(one))) {
                  const [a, b] = [had, now.get(edge)?.features].map((list) => list?.split(',')[value(feature)])
                  if (a !== b) wanted.set(`${edge} ${feature}`, { before: a, after: b })
                }
        }
        expect(Object.fromEntries([...sessions].sort())).toEqual(Object.fromEntries([...wanted].sort()))
        seen += wanted.size
        for (const { because } of [...impact.features, ...impact.settings]) {
          expect(because.length).toBeGreaterThan(0)
          expect(because.filter((key) => !changed.includes(key))).toEqual([])
        }
        const set = new Map(impact.settings.flatMap((change) => change.computers.map((name) => [name, change.settings] as const)))
        for (const computer of after.of('Computer')) {
          const former = before.find('Computer', computer.name)
          if (!former) continue
          const [was, is] = [settings(before, former), settings(after, computer)]
          const expected = is.flatMap(([name, state], i) =>
            isDeepStrictEqual(was[i]?.[1], state) ? [] : [[name, { before: was[i]?.[1], after: state }]],
          )
          expect(set.get(computer.name) ?? {}).toEqual(Object.fromEntries(expected))
        }
      }),
      { numRuns: times(400), seed: 7 },
    )
    expect(seen).toBeGreaterThan(12)
  })

  test('is the same whatever the order of resources and of what changed', () => {
    fc.assert(
      fc.property(pairs, fc.nat(9), ({ before, after, changed, time }, turn) => {
        const turned = <T>(list: readonly T[]): T[] => [...list.slice(turn), ...list.slice(0, turn)].reverse()
        const again = impactOf(
          new World(before.team, turned([...before.all()])),
          new World(after.team, turned([...after.all()])),
          turned(changed),
          at(time),
        )
        expect(JSON.stringify(again)).toBe(JSON.stringify(impactOf(before, after, changed, at(time))))
      }),
      { numRuns: times(300), seed: 11 },
    )
  })

  test('of the way back is the way there, reversed', () => {
    const without = ({ users, computers }: AccessChange) => [users, computers]
    const edges = (changes: readonly AccessChange[]) =>
      told(changes)
        .map(([edge]) => edge)
        .sort()
    fc.assert(
      fc.property(pairs, ({ before, after, changed, time }) => {
        const there = impactOf(before, after, changed, at(time))
        const back = impactOf(after, before, changed, at(time))
        expect(edges(back.lost)).toEqual(edges(there.gained))
        expect(edges(back.gained)).toEqual(edges(there.lost))
        expect(edges(back.changed)).toEqual(edges(there.changed))
        expect(
          there.gained
            .map(without)
            .flat(3)
            .every((name) => name.length > 0),
        ).toBe(true)
      }),
      { numRuns: times(250), seed: 3 },
    )
  })
})
