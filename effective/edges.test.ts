import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import type { Resource } from '../schema/resource.ts'
import { draws, shown } from '../test/reference/worlds.ts'
import { accessOf, waysTo } from './access.ts'
import { type Asked, type Chosen, edgesOf, viaOf } from './edges.ts'
import { type Effective, effective } from './effective.ts'
import { fold } from './fold.ts'
import { hoursOf } from './hours.ts'
import { nextOccurrence } from './occurrences.ts'

/** Pair by pair, in the order of names. */
function pairs(e: Effective): [Resource<'User'>, Resource<'Computer'>][] {
  const named = <T extends { name: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1))
  return named(e.world.of('User')).flatMap((user) =>
    named(e.world.of('Computer')).map((computer) => [user, computer] as [Resource<'User'>, Resource<'Computer'>]),
  )
}

function grantedOneByOne(e: Effective, asked: Asked): string[] {
  return pairs(e).flatMap(([user, computer]) => {
    const pair = `${user.name} ${computer.name}`
    if ('at' in asked) {
      const { allowed, until } = accessOf(e, user, computer, asked.at)
      return allowed ? [`${pair} ${until ?? ''}`] : []
    }
    const [of, to] = [e.userClass(user.name), e.computerClass(computer.name)]
    const ways = of && to ? waysTo(e, of, to) : []
    if (ways.some(({ schedule }) => schedule === undefined)) return [`${pair} always`]
    const schedules = ways.flatMap(({ schedule }) => schedule ?? [])
    if ('between' in asked) {
      const hours = hoursOf(e, schedules, asked.between.from, asked.between.to)
      return hours.length > 0 ? [`${pair} ${JSON.stringify(hours)}`] : []
    }
    const starts = schedules.flatMap(
      (name) => nextOccurrence(e.world.find('Schedule', name) as Resource<'Schedule'>, e.zone, asked.since)?.from ?? [],
    )
    return starts.length > 0 ? [`${pair} ${Math.max(asked.since, Math.min(...starts))}`] : []
  })
}

const told = (e: Effective, asked: Asked, chosen?: Chosen): string[] =>
  [...edgesOf(e, asked, chosen)].map(({ user, computer, grant }) => {
    const pair = `${user.name} ${computer.name}`
    if ('at' in asked) return `${pair} ${grant.until ?? ''}`
    if (grant.permanent) return `${pair} always`
    return 'between' in asked ? `${pair} ${JSON.stringify(grant.hours)}` : `${pair} ${grant.next ?? asked.since}`
  })

const questions = (time: number): Asked[] => [{ at: time }, { between: { from: time, to: time + 90_000_000 } }, { since: time }]

describe('edges', () => {
  test('are those that a pair has when it is asked alone, whatever was asked', () => {
    fc.assert(
      fc.property(draws, (draw) => {
        const e = effective(draw.world)
        for (const asked of questions(draw.times[0] as number)) expect(told(e, asked), shown(draw)).toEqual(grantedOneByOne(e, asked))
      }),
    )
  })

  test('that are chosen are those among all which have the names; folded, there are as many', () => {
    const names = fc.subarray(['ann', 'ben', 'cid', 'dot', 'pc-1', 'pc-2', 'pc-3'])
    fc.assert(
      fc.property(draws, fc.boolean(), fc.boolean(), fc.boolean(), names, (draw, byUser, byComputer, byEither, wanted) => {
        const e = effective(draw.world)
        const set = new Set([
          ...wanted,
          ...[...draw.world.of('Computer').slice(0, 2), ...draw.world.of('User').slice(1, 3)].map(({ name }) => name),
        ])
        const chosen: Chosen = {
          ...(byUser && { users: set }),
          ...(byComputer && { computers: set }),
          ...(byEither && { either: { users: set, computers: set } }),
        }
        for (const asked of questions(draw.times[0] as number)) {
          const expected = [...edgesOf(e, asked)].filter(({ user, computer }) => {
            const [u, c] = [set.has(user.name), set.has(computer.name)]
            return (!byUser || u) && (!byComputer || c) && (!byEither || u || c)
          })
          expect([...edgesOf(e, asked, chosen)].map(({ user, computer }) => `${user.name} ${computer.name}`)).toEqual(
            expected.map(({ user, computer }) => `${user.name} ${computer.name}`),
          )
          const rows = fold(e, asked, chosen)
          expect(rows.reduce((sum, { edges }) => sum + edges, 0)).toBe(expected.length)
          const folded = rows.flatMap(({ users, sides }) =>
            users.flatMap((user) => sides.flatMap(({ computers }) => computers.map((computer) => `${user.name} ${computer.name}`))),
          )
          expect(folded.sort(), shown(draw)).toEqual(expected.map(({ user, computer }) => `${user.name} ${computer.name}`).sort())
        }
      }),
    )
  })

  test('name as their cause a declaration that is there', () => {
    fc.assert(
      fc.property(draws, ({ world, times }) => {
        const e = effective(world)
        for (const edge of edgesOf(e, { since: times[0] as number }))
          for (const way of edge.grant.ways) expect(world.has(viaOf(e, way, edge)), viaOf(e, way, edge)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('that rest on equal ways have one grant, whoever they are between; others have another', () => {
    const lines = [
      'Team acme {owner: olga}',
      'User ann {group: crew}',
      'User bob {group: crew, licence: technician}',
      'User cid {group: crew, role: group-admin}',
      'Group crew {type: users}',
      'Group lab {type: computers, admins: [cid]}',
      'Computer l1 {group: lab}',
      'Computer l2 {group: lab} status {enrolment: {package: kiosk}}',
      'Computer mac {}',
      'AccessPermission p {subjects: {groups: [crew]}, computers: {mode: only, groups: [lab], computers: [mac]}}',
    ]
    const grants = new Map(
      [...edgesOf(effective(worldOf(lines.join('\n'))), { at: 0 })].map((edge) => [`${edge.user.name} ${edge.computer.name}`, edge.grant]),
    )
    const same = (...pairs: string[]) => new Set(pairs.map((pair) => grants.get(pair))).size === 1
    expect(same('ann l1', 'ann l2', 'bob l1', 'bob l2')).toBe(true)
    expect(same('ann mac', 'bob mac', 'cid mac')).toBe(true)
    expect(same('ann l1', 'ann mac')).toBe(false)
    expect(same('ann l1', 'cid l1')).toBe(false)
    expect(grants.get('cid l1')?.ways.map(({ basis }) => basis.by)).toEqual(['administers', 'permission'])
  })
})
