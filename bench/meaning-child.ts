/**
 * One measurement of meaning in a process of its own (bench/meaning.ts starts it): builds the effective access of a population, then asks
 * for the impact of changes of several sizes. Writes one JSON document.
 */
import { performance } from 'node:perf_hooks'
import { effective } from '../effective/effective.ts'
import { impactOf } from '../reconciler/plan/impact.ts'
import type { Json } from '../schema/canonical.ts'
import { changed, type Population, population } from './population.ts'

type Edit = Parameters<typeof changed>[1][number]
const timed = <T>(run: () => T): [T, number] => {
  const began = performance.now()
  const result = run()
  return [result, performance.now() - began]
}

const size = JSON.parse(process.argv[2] as string) as Population
const world = population(size)
globalThis.gc?.()
const empty = process.memoryUsage().rss
const [before, built] = timed(() => {
  const made = effective(world)
  for (const user of made.users.values()) made.ways(user)
  return made
})

const move = (i: number): Edit => [`User/bench/user-${i}`, (spec) => ({ ...spec, group: spec.group === 'group-0' ? 'group-1' : 'group-0' })]
const edits: Record<string, Edit[]> = {
  'a user to another group': [move(11)],
  'a computer to another group': [['Computer/bench/pc-11', (spec) => ({ ...spec, group: 'group-0' })]],
  'a permission widened to all': [['AccessPermission/bench/permission-1', (spec) => ({ ...spec, computers: { mode: 'all' } })]],
  'a schedule an hour longer': [
    ['Schedule/bench/shift-1', (spec) => ({ ...spec, timeSlot: { ...(spec.timeSlot as { [key: string]: Json }), end: '19:00' } })],
  ],
  'a policy deleted': [['PreferencePolicy/bench/policy-3', null]],
  'a group deleted': [['Group/bench/group-9', null]],
  '10 users to another group': Array.from({ length: 10 }, (_, i) => move(i * 7 + 1)),
  '100 users to another group': Array.from({ length: 100 }, (_, i) => move(i * 7 + 1)),
  '1,000 users to another group': Array.from({ length: 1000 }, (_, i) => move(i * 7 + 1)),
}
impactOf(world, world, [], '2026-03-02T09:00:00Z')
const impacts: Record<string, { milliseconds: number; edges: number }> = {}
let peak = 0
for (const [what, list] of Object.entries(edits)) {
  const usable = list.filter(([key]) => world.has(key))
  const [after, keys] = changed(world, usable)
  const [impact, milliseconds] = timed(() => impactOf(world, after, keys, '2026-03-02T09:00:00Z'))
  if (list.length === 1) peak = process.resourceUsage().maxRSS / 1024
  impacts[what] = { milliseconds, edges: impact.edges.gained + impact.edges.lost + impact.edges.changed }
}
process.stdout.write(
  JSON.stringify({
    built,
    impacts,
    classes: before.users.size + before.computers.size,
    /** MB: resident at its peak until the impact of each single change was told, and how much of it there was before any meaning. */
    peak,
    empty: empty / 1024 ** 2,
  }),
)
