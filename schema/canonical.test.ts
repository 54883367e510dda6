import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, digest, same } from './canonical.ts'

test('the canonical form is that of RFC 8785, as another implementation writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const wellFormed = JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value))
      if (!wellFormed) expect(() => canonical(value)).toThrow('lone surrogate')
      else expect(canonical(value)).toBe(canonicalize(value))
    }),
    { numRuns: 1000 },
  )
})

test('keys that look like numbers stand in code-unit order, not in the order of objects', () => {
  expect(canonical({ b: 1, 10: 2, 9: 3, '-': 4 })).toBe('{"-":4,"10":2,"9":3,"b":1}')
})

test.each([
  ['undefined', undefined],
  ['a function', () => 1],
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a big integer', 1n],
  ['a lone surrogate', '\ud800'],
])('%s has no canonical form', (_, value) => {
  expect(() => canonical({ value: [value] })).toThrow(TypeError)
})

test('equal content has one digest, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(digest(turned)).toBe(digest(value))
      expect(same(turned, value)).toBe(true)
    }),
  )
  expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(true)
  expect(same({ a: 1 }, { a: 2 })).toBe(false)
  expect(same(null, {})).toBe(false)
})
