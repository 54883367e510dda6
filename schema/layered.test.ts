/** Whatever is put and taken away, however often, a World is what a Map would be. */
import { expect, test } from 'vitest'
import { random } from '../bench/random.ts'
import { type Key, Resource } from './resource.ts'
import { World } from './world.ts'

const SEED = 20261201
const KINDS = ['User', 'Group', 'Computer'] as const
const key = (i: number): Key => `${KINDS[i % KINDS.length]}/acme/n${i}`
const one = (i: number, mark: number): Resource =>
  new Resource({ kind: KINDS[i % KINDS.length] as (typeof KINDS)[number], namespace: 'acme', name: `n${i}`, declared: { spec: { mark } } })
const told = (of: Iterable<Resource>): string[] => [...of].map(({ key, declared }) => `${key} ${JSON.stringify(declared)}`).sort()

test.each([0, 30, 1000, 5000])(`a world of %i that changes three hundred times (seed ${SEED})`, (size) => {
  const { number: below, oneIn } = random(SEED + size)
  const plain = new Map(Array.from({ length: size }, (_, i) => [key(i), one(i, 0)] as const))
  let world = new World('acme', new Map(plain))
  for (let step = 1; step <= 300; step++) {
    const before = [world, told(plain.values())] as const
    const changes = new Map<Key, Resource | null>()
    for (let i = oneIn(10) ? below(60) : below(4); i >= 0; i--) {
      const which = below(size + 10)
      changes.set(key(which), oneIn(3) ? null : one(which, step))
    }
    for (const [name, resource] of changes)
      if (resource) plain.set(name, resource)
      else plain.delete(name)
    if (oneIn(2)) world.of('User') // its lists are there, or are not
    world = world.with(changes, step)
    expect([world.revision, world.size]).toEqual([step, plain.size])
    for (const name of [...changes.keys(), key(below(size + 10))])
      expect([world.get(name), world.has(name)]).toEqual([plain.get(name), plain.has(name)])
    if (step % 20 > 0) continue
    expect(told(world.all())).toEqual(told(plain.values()))
    expect(told(world.copy().values())).toEqual(told(plain.values()))
    for (const kind of KINDS) expect(told(world.of(kind))).toEqual(told([...plain.values()].filter((resource) => resource.kind === kind)))
    expect(told(before[0].all())).toEqual(before[1]) // it is as it was
  }
})
