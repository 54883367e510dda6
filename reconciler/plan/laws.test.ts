import fc from 'fast-check'
import { expect, test } from 'vitest'
import { request } from '../../providers/conformance.ts'
import { type Memory, memory } from '../../providers/memory/memory.ts'
import { fieldsOf } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { times } from '../../test/times.ts'
import type { Declaration, Planned } from '../types.ts'
import { judge } from './judge.ts'
import { plan } from './plan.ts'
import { declare, faulty, organisation, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const backend = () => memory(TEAM, (again, live) => plan(again.declaration, live, at))
const project = (resources: readonly Resource[], manager = 'git:acme/iac'): Declaration => ({ team: TEAM, manager, resources })

async function apply(to: Memory, declaration: Declaration): Promise<Planned> {
  const planned = plan(declaration, to.world, at)
  expect(planned.problems.filter((found) => found.level === 'error')).toEqual([])
  await to.apply(request(declaration, planned))
  return planned
}
/** What is declared, by key: a world without identities and revisions. */
const contents = (world: World) => Object.fromEntries([...world.all()].map((resource) => [resource.key, resource.declared]))

test('a plan after an apply is empty, from any organisation to any other', async () => {
  await fc.assert(
    fc.asyncProperty(organisation(), organisation(), async (one, two) => {
      const to = backend()
      for (const resources of [one, two]) {
        await apply(to, project(resources))
        const again = plan(project(resources), to.world, at)
        expect(again.plan.changes).toEqual([])
        expect(again.writes).toEqual([])
      }
    }),
    { numRuns: times(600) },
  )
})

test('what is applied is what is declared', async () => {
  await fc.assert(
    fc.asyncProperty(organisation(), organisation(), async (one, two) => {
      const to = backend()
      await apply(to, project(one))
      await apply(to, project(two))
      expect(contents(to.world)).toEqual(contents(new World(TEAM, two)))
    }),
    { numRuns: times(400) },
  )
})

test('the order of files and documents changes no byte of a plan', () => {
  fc.assert(
    fc.property(
      organisation().chain((resources) =>
        fc.tuple(fc.constant(resources), fc.shuffledSubarray(resources, { minLength: resources.length })),
      ),
      organisation(),
      ([resources, shuffled], before) => {
        const live = plan(project(before), new World(TEAM, []), at).final
        expect(JSON.stringify(plan(project(shuffled), live, at).plan)).toBe(JSON.stringify(plan(project(resources), live, at).plan))
      },
    ),
    { numRuns: times(600) },
  )
})

test('a field that another manager set survives every edit of ours', async () => {
  await fc.assert(
    fc.asyncProperty(organisation({ licence: false }), organisation({ licence: false }), async (one, two) => {
      const to = backend()
      await apply(to, project(one))
      const theirs = one
        .filter((resource) => resource.kind === 'User')
        .map((resource) => declare('User', resource.name, { licence: 'technician' }))
      await apply(to, project(theirs, 'console'))
      await apply(to, project(two))
      const kept = theirs.filter((resource) => to.world.has(resource.key))
      for (const resource of kept.filter((user) => two.some((mine) => mine.key === user.key)))
        expect(to.world.get(resource.key)?.value('spec.licence')).toBe('technician')
    }),
    { numRuns: times(400) },
  )
})

test('the inverse edit restores the former world', async () => {
  await fc.assert(
    fc.asyncProperty(organisation(), organisation(), async (one, two) => {
      const to = backend()
      await apply(to, project(one))
      const before = contents(to.world)
      await apply(to, project(two))
      await apply(to, project(one))
      expect(contents(to.world)).toEqual(before)
    }),
    { numRuns: times(400) },
  )
})

test('judging what changed finds what judging everything finds', () => {
  fc.assert(
    fc.property(organisation(), faulty(), (one, two) => {
      const live = plan(project(one), new World(TEAM, []), at).final
      const { final, writes } = plan(project(two), live, at)
      const changed = writes.flatMap((write) => (write.from === undefined ? [write.key] : [write.key, write.from]))
      // Which of two twins is named first depends on which was looked at.
      const names = (message: string) => [...message.matchAll(/`[^`]*`/g)].map(String).sort().join()
      const text = (problems: ReturnType<typeof judge>) => problems.map((found) => `${found.code} ${names(found.message)}`).sort()
      expect(text(judge(final, { changed, before: live }))).toEqual(text(judge(final, { before: live })))
    }),
    { numRuns: times(1000) },
  )
})

test('a plan is JSON, and nothing but JSON', () => {
  fc.assert(
    fc.property(organisation(), organisation(), (one, two) => {
      const live = plan(project(one), new World(TEAM, []), at).final
      const made = plan(project(two), live, at).plan
      expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    }),
    { numRuns: times(400) },
  )
})

test('of several managers each field that is declared has one owner, and a plan after each apply is empty', async () => {
  let applied = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ manager: fc.constantFrom('a', 'b', 'constructor'), resources: organisation(), adopts: fc.boolean() }), {
        minLength: 2,
        maxLength: 5,
      }),
      async (steps) => {
        const to = backend()
        for (const { manager, resources, adopts } of steps) {
          const declaration = { ...project(resources, manager), ...(adopts && { adopt: new Set(resources.map(({ key }) => key)) }) }
          const planned = plan(declaration, to.world, at)
          if (planned.problems.some((found) => found.level === 'error')) continue
          await to.apply(request(declaration, planned))
          applied++
          const again = plan(project(resources, manager), to.world, at)
          expect([again.plan.changes, again.writes]).toEqual([[], []])
          for (const { key, kind, declared } of resources)
            for (const path of fieldsOf(kindNamed(kind), declared).keys()) {
              const holders = Object.values(to.world.get(key)?.live?.applied ?? {}).filter(({ fields }) => fields.includes(path))
              expect([key, path, holders.length]).toEqual([key, path, 1])
            }
        }
      },
    ),
    { numRuns: times(400) },
  )
  expect(applied).toBeGreaterThan(times(250))
})
