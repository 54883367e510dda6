import fc from 'fast-check'
import { expect, test } from 'vitest'
import { row } from './csv.ts'
import { csvLimits, readCsv } from './csv-reader.ts'

const read = (text: string | Uint8Array) => readCsv(typeof text === 'string' ? Buffer.from(text) : text, 'a.csv')
const texts = (text: string) => read(text).rows.map((cells) => cells.map((cell) => cell.text))
const faults = (text: string | Uint8Array) =>
  read(text).problems.map(({ code, at }) => `${code} ${at.map(({ line, column }) => `${line}:${column}`).join(' ')}`)

test.each([
  [
    'commas',
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'semicolons',
    'a;b\n1,5;2\n',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'tabs, CRLF, no break at the end',
    'a\tb\r\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'returns alone',
    'a,b\r1,2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a byte order mark', '\ufeffa,b\n', [['a', 'b']]],
  ['a line that names the separator', 'sep=;\na;b,c,d\n', [['a', 'b,c,d']]],
  [
    'quotes, doubled quotes, line breaks',
    'a,b\n"x, ""y""","1\r\n2"\n',
    [
      ['a', 'b'],
      ['x, "y"', '1\n2'],
    ],
  ],
  ['a heading in quotes', '"a;b;c",d\n', [['a;b;c', 'd']]],
  [
    'empty cells, and rows of nothing',
    'a,b,c\n,,\n\n,2,\n',
    [
      ['a', 'b', 'c'],
      ['', '2', ''],
    ],
  ],
  ['nothing', '', []],
])('it reads %s', (_, text, rows) => {
  expect(texts(text)).toEqual(rows)
  expect(faults(text)).toEqual([])
})

test('every cell knows its place, behind line breaks in quotes, too', () => {
  expect(read('a,b\n"1\n2",x\ny,"z"').rows.map((cells) => cells.map(({ at }) => `${at.line}:${at.column}`))).toEqual([
    ['1:1', '1:3'],
    ['2:1', '3:4'],
    ['4:1', '4:3'],
  ])
})

test.each([
  ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', ['csv-syntax 2:3']],
  ['something behind a closing quote', 'a,b\n"1"x,2\n', ['csv-syntax 2:4']],
  ['a quote within', 'a,b\nthe "lab",2\n', ['csv-syntax 2:5']],
  ['each of them', 'a,b\nx"y,2\n1,"2"3\n', ['csv-syntax 2:2', 'csv-syntax 3:6']],
  ['a cell that is too long', `a,b\n1,${'x'.repeat(1 << 20)}\n`, ['too-large 2:3']],
  ['a row that is too long', `a,b\n${','.repeat(1 << 20)}\n`, [`too-large 2:${csvLimits.cells + 1}`]],
  ['too many rows', 'a\n'.repeat(csvLimits.rows + 2), [`too-large ${csvLimits.rows + 2}:1`]],
  ['a NUL', 'a,b\n1,\0\n', ['file-encoding 2:1']],
  ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), ['file-encoding 1:1']],
  ['another encoding', Buffer.from('a\nÉric\n', 'latin1'), ['file-encoding 2:1']],
])('it refuses %s', (_, text, expected) => {
  expect(faults(text)).toEqual(expected)
})

test('what csv.ts writes is read as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\té='), maxLength: 8 }).filter((text) => !/^[=\t\n]/.test(text))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(texts(`a,b,c\r\n${rows.map(row).join('')}`)).toEqual([['a', 'b', 'c'], ...rows])
    }),
  )
})
