import { expect, test } from 'vitest'
import { cell, row } from './csv.ts'

test.each([
  ['alice', 'alice'],
  ['Paris, France', '"Paris, France"'],
  ['the "lab"', '"the ""lab"""'],
  ['two\nlines', '"two\nlines"'],
  ['', ''],
  // What a spreadsheet would run.
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
])('%j is written as %j', (text, written) => {
  expect(cell(text)).toBe(written)
})

test('a row ends as RFC 4180 has it', () => {
  expect(row(['a', 'b,c'])).toBe('a,"b,c"\r\n')
})
