/** From a fingerprint, and from one key to the next. */
import { expect, test } from 'vitest'
import { Signers } from './testing.ts'
import { beginTrust, follow, type KeySource, trusting } from './trust.ts'

const signers = () => new Signers(() => Date.parse('2026-03-02T09:00:00.000Z'))
const sourceOf = (of: Signers): KeySource & { asked: number[] } => {
  const asked: number[] = []
  return {
    asked,
    async root(number) {
      asked.push(number)
      return of.roots[number - 1]
    },
    onlineKey: async () => of.onlineText,
  }
}

test('a chain is followed from the root that was told to the key that signs', () => {
  const of = signers()
  of.rotateRoot()
  of.rotateOnline()
  expect(beginTrust(of.roots, of.onlineText, of.fingerprint, 0)).toEqual({ root: of.root, online: of.online })
})

test('what does not lead from the fingerprint is refused', () => {
  const [of, stranger] = [signers(), signers()]
  expect(() => beginTrust(stranger.roots, stranger.onlineText, of.fingerprint, 0)).toThrow('untrusted-document')
  expect(() => beginTrust(of.roots, stranger.onlineText, of.fingerprint, 0)).toThrow('untrusted-document')
  expect(() => beginTrust([], of.onlineText, of.fingerprint, 0)).toThrow('untrusted-document')
  of.rotateRoot()
  expect(() => beginTrust([of.roots[0] as string, stranger.roots[0] as string], of.onlineText, of.fingerprint, 0)).toThrow(
    'untrusted-document',
  )
})

test('new roots are asked for one after the other, until there is none', async () => {
  const of = signers()
  const { root } = of
  for (let i = 0; i < 3; i++) of.rotateRoot()
  const source = sourceOf(of)
  const followed = await follow(root, source)
  expect(source.asked).toEqual([2, 3, 4, 5])
  expect(trusting(followed, 1)).toEqual({ root: of.root, online: of.online })
})

test('a chain without end is followed for a while at a time', async () => {
  const of = signers()
  const { root } = of
  for (let i = 0; i < 120; i++) of.rotateRoot()
  const source = sourceOf(of)
  expect((await follow(root, source)).root.root).toBe(101)
  expect(source.asked).toHaveLength(100)
})

test('a key that was replaced is not trusted again', async () => {
  const of = signers()
  const [root, former] = [of.root, of.onlineText]
  of.rotateOnline()
  expect(() => trusting({ root, online: former }, 2)).toThrow('was followed by a newer one')
  expect(trusting({ root, online: of.onlineText }, 2).online.serial).toBe(2)
})
