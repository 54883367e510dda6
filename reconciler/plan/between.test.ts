import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { request } from '../../providers/conformance.ts'
import { memory } from '../../providers/memory/memory.ts'
import { digest } from '../../schema/canonical.ts'
import { type ManagerName, Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import type { Change, Declaration } from '../types.ts'
import { between, revisionsOf } from './between.ts'
import { plan } from './plan.ts'
import { organisation, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const keysOf = (...worlds: World[]) => worlds.flatMap((world) => [...world.all()].map(({ key }) => key))
const changesOf = (before: World, after: World) => between(before, after, keysOf(before, after), ({ op, key }) => `${op} ${key}`).changes

/** A live resource: `uid` is who it is. */
function live(
  name: string,
  uid: string,
  spec: Record<string, string> = {},
  existence: ManagerName | null = 'git:acme',
  status = {},
): Resource {
  const declared = { spec: { email: `${uid}@acme.example`, ...spec } }
  const source = { commit: 'c0ffee', file: 'people.yaml', line: 7 }
  const applied = {
    'git:acme': { declared, digest: digest(declared), fields: Object.keys(declared.spec).map((key) => `spec.${key}`), source },
  }
  return new Resource({ kind: 'User', namespace: TEAM, name, declared, status, live: { uid, existence, applied, created: 1, changed: 1 } })
}
const ops = (before: Resource[], after: Resource[]) =>
  changesOf(new World(TEAM, before), new World(TEAM, after)).map(
    ({ op, key, from }) => `${op} ${key.split('/')[2]}${from ? ` from ${from.split('/')[2]}` : ''}`,
  )

describe('between two worlds', () => {
  test.each<[string, Resource[], Resource[], string[]]>([
    ['nothing', [live('a', '1')], [live('a', '1')], []],
    ['a resource that came', [], [live('a', '1')], ['create a']],
    ['one that went', [live('a', '1')], [], ['delete a']],
    ['one that changed', [live('a', '1')], [live('a', '1', { role: 'admin' })], ['update a']],
    ['another name', [live('a', '1')], [live('z', '1')], ['rename z from a']],
    [
      'names that were exchanged',
      [live('a', '1'), live('b', '2')],
      [live('a', '2'), live('b', '1')],
      ['rename a from b', 'rename b from a'],
    ],
    ['a name that was taken over from one that went', [live('a', '1'), live('b', '2')], [live('b', '1')], ['rename b from a', 'delete b']],
    [
      'a name that went on, and was taken by a new one',
      [live('a', '1')],
      [live('a', '2'), live('z', '1')],
      ['create a', 'rename z from a'],
    ],
    ['one that was made anew', [live('a', '1')], [live('a', '2')], ['replace a']],
    ['another owner', [live('a', '1', {}, 'old')], [live('a', '1', {}, 'new')], ['adopt a']],
    ['an owner that let go', [live('a', '1', {}, 'old')], [live('a', '1', {}, null)], ['release a']],
    ['a status, which nobody declared', [live('a', '1')], [live('a', '1', {}, 'git:acme', { invitation: 'sent' })], []],
  ])('is told: %s', (_, before, after, wanted) => {
    expect(ops(before, after)).toEqual(wanted)
  })

  test('what went one way comes back the other way', () => {
    const [one, two] = [
      [live('a', '1'), live('b', '2')],
      [live('b', '1', { role: 'admin' }), live('c', '3')],
    ]
    expect(ops(one, two)).toEqual(['rename b from a', 'create c', 'delete b'])
    expect(ops(two, one)).toEqual(['rename a from b', 'create b', 'delete c'])
  })

  test('a status that differs is no change, but is known to differ', () => {
    const [before, after] = [
      [live('a', '1'), live('b', '2')],
      [live('a', '1', {}, 'git:acme', { invitation: 'sent' }), live('b', '2')],
    ].map((list) => new World(TEAM, list)) as [World, World]
    expect(between(before, after, keysOf(before, after), () => '')).toEqual({ changes: [], differing: [`User/${TEAM}/a`] })
  })

  test('a change says where the later state was written, and why it is, as it was asked to', () => {
    const [change] = changesOf(new World(TEAM, [live('a', '1')]), new World(TEAM, [live('a', '1', { role: 'admin' })]))
    expect(change?.reason).toEqual({ text: `update User/${TEAM}/a`, at: [{ file: 'people.yaml', line: 7, column: 1 }] })
    expect(change?.fields).toEqual([{ path: 'spec.role', before: 'member', after: 'admin' }])
  })
})

test('a resource is what it is by the revisions that touched it, under every name that it had', () => {
  const found = revisionsOf([
    ...[
      { revision: 1, key: 'a' },
      { revision: 1, key: 'b' },
      { revision: 2, key: 'a' },
    ],
    ...[
      { revision: 4, key: 'a', from: 'b' },
      { revision: 4, key: 'b', from: 'a' },
    ],
    ...[
      { revision: 5, key: 'z', from: 'b' },
      { revision: 6, key: 'z' },
    ],
  ])
  expect(Object.fromEntries([...found].map(([key, revisions]) => [key, [...revisions]]))).toEqual({
    a: [1, 4], // it is the former b
    b: [1, 2, 4, 5], // it was the former a, and left the name
    z: [1, 2, 4, 5, 6],
  })
})

test('between what was and what a plan made of it lies what the plan said', async () => {
  const project = (resources: readonly Resource[]): Declaration => ({ team: TEAM, manager: 'git:acme/iac', resources })
  const said = (changes: readonly Change[]) => changes.map(({ reason, ...rest }) => rest)
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(organisation(), organisation(), fc.boolean(), async (one, two, renames) => {
      const to = memory(TEAM, (again, world) => plan(again.declaration, world, at))
      const steps = [one, two, ...(renames ? [two.map(renamed)] : [])]
      for (const resources of steps) {
        const before = to.world
        const planned = plan(project(resources), before, at)
        if (planned.problems.some((found) => found.level === 'error')) return
        await to.apply(request(project(resources), planned))
        const { changes } = between(before, to.world, keysOf(before, to.world), () => '')
        const order = (list: Change[]) =>
          said(list)
            .map((change) => JSON.stringify(change))
            .sort()
        expect(order(changes)).toEqual(order(planned.plan.changes))
        for (const { op } of changes) seen.set(op, (seen.get(op) ?? 0) + 1)
      }
    }),
    { numRuns: 100 },
  )
  for (const op of ['create', 'update', 'delete', 'rename']) expect([op, seen.get(op) ?? 0]).not.toEqual([op, 0])
})

/** Schedules are referred to by nothing, so that one can be renamed alone. */
const renamed = (resource: Resource): Resource =>
  resource.kind === 'Schedule' ? resource.with({ name: `${resource.name}-2`, renamedFrom: resource.name }) : resource
