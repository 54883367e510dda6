import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NAME_PATTERN } from '../schema/shape.ts'
import { firstFree, freeNames, slugOf } from './slug.ts'

test.each([
  ['alice.martin', 'alice.martin'],
  ['Zoë.L’Écuyer', 'zoe.l-ecuyer'],
  ['jörg_strauß+it', 'jorg-strauss-it'],
  ['søren.æ', 'soren.ae'],
  ['..a..b..', 'a.b'],
  ['-x-', 'x'],
  ['李', 'user'],
  ['', 'user'],
])('%s is called %s', (text, name) => {
  expect(slugOf(text, 'user')).toBe(name)
})

test('whatever the text, and however many bear it: names are names, and all differ', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('a', 'A', 'á', `${'a'.repeat(80)}.${'b'.repeat(80)}`)),
      ),
      (texts) => {
        const free = freeNames([])
        const names = texts.map((text) => free(slugOf(text, 'user')))
        for (const name of names) {
          expect(name).toMatch(new RegExp(NAME_PATTERN))
          expect(name.length).toBeLessThanOrEqual(253)
        }
        expect(new Set(names).size).toBe(texts.length)
      },
    ),
  )
})

test('names that clash are numbered in their order', () => {
  expect(['anna', 'anna', 'anna-2'].map(freeNames(['anna']))).toEqual(['anna-2', 'anna-3', 'anna-2-2'])
})

test('a hundred thousand of one name take no time', () => {
  const free = freeNames([])
  const names = Array.from({ length: 100_000 }, () => free('info'))
  expect(names.at(-1)).toBe('info-100000')
})

test('one alone gets the first name that nobody has', () => {
  const taken = new Set(['kiosk', 'kiosk-2'])
  expect(firstFree('kiosk', (name) => taken.has(name))).toBe('kiosk-3')
  expect(firstFree('desk', (name) => taken.has(name))).toBe('desk')
})
