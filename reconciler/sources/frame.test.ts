import { describe, expect, test } from 'vitest'
import { frame, visible } from './frame.ts'

describe('a code frame', () => {
  test('shows the line, its neighbours, and a mark under the column', () => {
    expect(frame('a: 1\nbb: x\nc: 3\nd: 4\n', 2, 5)).toBe(['  1 | a: 1', '> 2 | bb: x', '    |     ^', '  3 | c: 3'].join('\n'))
  })
  test('aligns the numbers of lines', () => {
    expect(frame(Array.from({ length: 12 }, (_, i) => `l${i + 1}`).join('\n'), 9, 1)).toBe(
      ['   8 | l8', '>  9 | l9', '     | ^', '  10 | l10'].join('\n'),
    )
  })
  test('cuts long lines around the mark', () => {
    const shown = frame(`${'a'.repeat(500)}X${'b'.repeat(500)}`, 1, 501, 100).split('\n')
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(120)
    const mark = (shown[1] as string).indexOf('^')
    expect((shown[0] as string)[mark]).toBe('X')
  })
  test('shows what would move the cursor or turn the text around', () => {
    const shown = frame('a: \u001b[31mred\u202e\tz\u200b\n', 1, 4)
    expect(shown).toContain('<U+001B>[31mred<U+202E> z<U+200B>')
    expect([...shown].every((character) => character === '\n' || !/\p{C}/u.test(character))).toBe(true)
  })
  test('puts the mark under wide characters', () => {
    const [line, mark] = frame('日本: x\n', 1, 5).split('\n') as [string, string]
    // Two characters of two columns each stand before it.
    expect(mark.indexOf('^')).toBe(line.indexOf('x') + 2)
  })
  test('of a line that does not exist is empty, at the end of the file it is not', () => {
    expect(frame('a\n', 7, 1)).toBe('')
    expect(frame('a', 1, 99)).toContain('^')
    expect(frame('', 1, 1)).toContain('^')
  })
})

test('ordinary text is shown as it is', () => {
  expect(visible('Élodie 😀 日本')).toBe('Élodie 😀 日本')
})
