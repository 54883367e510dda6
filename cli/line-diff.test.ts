import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeSurface } from './fake-surface.ts'
import { lineDiff, stepsOf } from './line-diff.ts'

test('the lines around a change are shown, and no others', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`)
  const text = lineDiff('a.yaml', lines.join('\n'), lines.with(10, 'changed').join('\n'), fakeSurface())
  expect(text).toBe(
    [
      '--- a.yaml',
      '+++ a.yaml (formatted)',
      '@@ -8 +8 @@',
      ' line 7',
      ' line 8',
      ' line 9',
      '-line 10',
      '+changed',
      ' line 11',
      ' line 12',
      ' line 13',
      '',
    ].join('\n'),
  )
})

test('what is kept and taken away is the former text, what is kept and added the new one', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const steps = stepsOf(a, b)
      const without = (sign: string) => steps.filter((s) => s.sign !== sign).map((s) => s.text)
      expect(without('+')).toEqual(a)
      expect(without('-')).toEqual(b)
    }),
  )
})
