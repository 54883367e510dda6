import { expect, test } from 'vitest'
import type { Declared } from './fields.ts'
import { type Backing, Resource } from './resource.ts'
import { World } from './world.ts'

/** As a store gives it: text, read when it is asked for. */
class Text implements Backing {
  readonly text: string
  reads = 0
  constructor(declared: Declared) {
    this.text = JSON.stringify(declared)
  }
  declared(): Declared {
    this.reads++
    return JSON.parse(this.text) as Declared
  }
  mentions(json: string, fold = (text: string) => text): boolean {
    return fold(this.text).includes(json)
  }
}
const backings: Text[] = []
function user(name: string, email: string, group: string): Resource<'User'> {
  const backing = new Text({ metadata: { labels: { note: group } }, spec: { email, group } })
  backings.push(backing)
  return new Resource<'User'>({ kind: 'User', namespace: 'acme', name, backing })
}

function many(): World {
  backings.length = 0
  const groups = Array.from({ length: 20 }, (_, i) => new Resource({ kind: 'Group', namespace: 'acme', name: `g${i}`, declared: {} }))
  const users = Array.from({ length: 200 }, (_, i) =>
    user(`u${i}`, i % 50 === 0 ? 'SAME@acme.example' : `u${i}@Acme.Example`, `g${i % 20}`),
  )
  return new World('acme', [...groups, ...users])
}
const emails = {
  name: 'emails',
  keys: (one: Resource<'User'>) => [String(one.declared.spec?.email).toLowerCase()],
  fold: (text: string) => text.toLowerCase(),
}

test('the first few whose referrers are asked are found as the others are: by what refers to them, and nothing else', () => {
  const world = many()
  for (let round = 0; round < 2; round++)
    for (let i = 0; i < 20; i++) {
      const found = world.referrers(`Group/acme/g${i}`)
      expect(found.map(({ resource }) => resource.name)).toEqual(Array.from({ length: 10 }, (_, k) => `u${i + 20 * k}`))
      expect(found.every(({ reference }) => reference.path === 'spec.group' && reference.name === `g${i}`)).toBe(true)
    }
  expect(world.referrers('Group/acme/nobody')).toEqual([])
})

test('one name is looked for without reading what does not hold it', () => {
  const world = many()
  world.referrers('Group/acme/g7')
  expect(backings.reduce((sum, { reads }) => sum + reads, 0)).toBe(10)
})

test('what shares a key is the same, found by its text or by an index', () => {
  const world = many()
  const indexed = many().index('User', emails.name, emails.keys)
  for (const key of [
    'same@acme.example',
    'u1@acme.example',
    'u2@acme.example',
    'nobody@acme.example',
    'u3@acme.example',
    'u4@acme.example',
  ])
    expect(world.indexed('User', emails, key).map(({ name }) => name)).toEqual((indexed.get(key) ?? []).map(({ name }) => name))
})

test('a glance keeps nothing that it had to read, and drops nothing that was read before', () => {
  const one = user('ann', 'ann@acme.example', 'g1')
  expect(one.glance(({ spec }) => spec.email)).toBe('ann@acme.example')
  expect(one.glance(({ declared }) => declared.spec?.group)).toBe('g1')
  const { declared, spec } = one
  expect([one.glance((same) => same.declared === declared), one.declared === declared, one.spec === spec]).toEqual([true, true, true])
  expect(backings.at(-1)?.reads).toBe(3)
})
