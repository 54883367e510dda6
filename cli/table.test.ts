import stringWidth from 'fast-string-width'
import { expect, test } from 'vitest'
import { fakeSurface } from './fake-surface.ts'
import { table } from './table.ts'

const rows = [
  ['alice', 'Alice Müller', 'a@example.com'],
  ['yuki', '山田 雪', 'y@example.com'],
  ['zoe', 'Zoé 🎬', 'z@example.com'],
]

test('columns stand below each other by what characters take up on a terminal', () => {
  const lines = table(['NAME', 'DISPLAY NAME', 'EMAIL'], rows, fakeSurface()).trimEnd().split('\n')
  const starts = lines.map((line) => stringWidth(line.slice(0, Math.max(line.indexOf('EMAIL'), line.search(/\w@/)))))
  expect(new Set(starts)).toEqual(new Set([23]))
})

test('on a terminal the widest column gives way, and no line is wider than the terminal', () => {
  const long = [['alice', 'x'.repeat(200), 'a@example.com']]
  const text = table(['NAME', 'DISPLAY NAME', 'EMAIL'], long, fakeSurface({ terminal: true, width: 60 }))
  for (const line of text.trimEnd().split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(60)
  expect(text).toContain('a@example.com')
  expect(text).toContain('x…')
})

test('on a narrow terminal the first column stays whole, and what is left out is named', () => {
  const name = 'a-name-that-somebody-has-to-type'
  const titles = ['NAME', 'ONE', 'TWO', 'THREE', 'FOUR']
  const text = table(titles, [[name, ...Array<string>(4).fill('y'.repeat(30))]], fakeSurface({ terminal: true, width: 70 }))
  expect(text).toContain(name)
  expect(text).toMatch(/Not shown at this width: THREE, FOUR\.\n$/)
  for (const line of text.trimEnd().split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(70)
})

test('where no terminal is asking, nothing is cut', () => {
  expect(table(['NAME', 'NOTE'], [['a', 'x'.repeat(500)]], fakeSurface({ width: 60 }))).toContain('x'.repeat(500))
})

test('a value can not forge a line', () => {
  expect(table(['NAME'], [['a\n\x1b[31mroot']], fakeSurface()).split('\n')).toHaveLength(3)
})
