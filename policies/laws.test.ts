/** What holds of every guardrail, over generated organisations: right ones, faulty ones, and plans from the one to the other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guard } from '../reconciler/plan/guard.ts'
import { plan } from '../reconciler/plan/plan.ts'
import { faulty, organisation, TEAM } from '../reconciler/plan/worlds.ts'
import type { Planned } from '../reconciler/types.ts'
import type { Problem } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { policies } from './packs.ts'
import { type PolicySettings, policyRules, type Waiver } from './rules.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const planOf = (resources: readonly Resource[], live: World): Planned => plan({ team: TEAM, manager: 'git:acme/iac', resources }, live, at)
const settings = (waivers: Waiver[] = []): PolicySettings => ({
  packs: ['recommended', 'strict', 'vendor-limits'],
  rules: {},
  waivers,
  waiverAt: (index) => [{ file: 'splashtop.yaml', line: index + 1, column: 1 }],
})
// As if nobody had connected for a year: the log, too, is asked.
const known = { breakGlass: ['u-owner', 'u-a'], applier: 'u-b', lastUsed: { since: Date.parse('2025-03-01T00:00:00Z'), users: new Map() } }
const judged = (planned: Planned, live: World, waivers: Waiver[] = []): Problem[] =>
  guard(planned, live, policyRules(settings(waivers), known))
const words = (problems: readonly Problem[]) => problems.map(({ rule, resource, message }) => `${rule} ${resource} ${message}`).sort()

const pair = fc.tuple(organisation(), fc.oneof(organisation(), faulty()))

test('every finding speaks of a resource that will be there, in a sentence, once', () => {
  const fired = new Set<string>()
  fc.assert(
    fc.property(pair, ([one, two]) => {
      const live = planOf(one, new World(TEAM, [])).final
      const planned = planOf(two, live)
      const found = judged(planned, live)
      for (const { rule = '', resource = '', message, fix } of found) {
        fired.add(rule)
        const [kind = '', ...name] = resource.split('/')
        expect(planned.final.has(keyOf(kind, TEAM, name.join('/'))), `${rule}: ${resource}`).toBe(true)
        expect(message).toMatch(/\.$/)
        expect(message).not.toMatch(/undefined|NaN|\[object/)
        expect(fix).toMatch(/\.$/)
      }
      const findings = words(found)
      expect(findings).toEqual([...new Set(findings)])
    }),
    { numRuns: 150 },
  )
  expect(fired.size).toBeGreaterThan(2)
})

test('the order of declarations changes no word', () => {
  fc.assert(
    fc.property(organisation(), (resources) => {
      const live = new World(TEAM, [])
      expect(words(judged(planOf([...resources].reverse(), live), live))).toEqual(words(judged(planOf(resources, live), live)))
    }),
    { numRuns: 60 },
  )
})

test('with a waiver for each finding none stands; with those a day late, all of them and an error for each', () => {
  fc.assert(
    fc.property(organisation(), (resources) => {
      const live = new World(TEAM, [])
      const planned = planOf(resources, live)
      const found = judged(planned, live)
      const pairs = new Map(found.map(({ rule = '', resource = '' }) => [`${rule} ${resource}`, { rule, resource }]))
      const waivers = (expires: string) => [...pairs.values()].map((one) => ({ ...one, reason: 'x', expires }))
      const excused = judged(planned, live, waivers('2026-03-02'))
      expect(excused.every(({ level, waived }) => level === 'info' && waived)).toBe(true)
      expect(words(excused)).toEqual(words(found))
      const late = judged(planned, live, waivers('2026-03-01'))
      expect(words(late.filter(({ code }) => code === 'guardrail'))).toEqual(words(found))
      expect(late.filter(({ code, level }) => code === 'waiver-expired' && level === 'error')).toHaveLength(pairs.size)
    }),
    { numRuns: 60 },
  )
})

test('nothing changes, and what is judged of the world is judged alike', () => {
  const lasting = policies.filter(({ passing }) => !passing).map(({ id }) => id)
  fc.assert(
    fc.property(organisation(), (resources) => {
      const first = planOf(resources, new World(TEAM, []))
      const again = planOf(resources, first.final)
      const of = (problems: Problem[]) => words(problems.filter(({ rule = '' }) => lasting.includes(rule)))
      expect(of(judged(again, first.final))).toEqual(of(judged(first, new World(TEAM, []))))
    }),
    { numRuns: 60 },
  )
})
