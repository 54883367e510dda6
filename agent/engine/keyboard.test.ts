/** Keys by what they mean, on a keyboard of few keys: what is pressed, with Shift or without, and what is lent. */
import { beforeEach, expect, test } from 'vitest'
import { type Keyboard, keyboard } from './keyboard.ts'

const [SHIFT, A, CAPITAL_A, ONE, BANG, LEFT, HAN] = [0xffe1, 0x61, 0x41, 0x31, 0x21, 0xff51, 0x100674e]
let done: string[]
let keys: Keyboard
beforeEach(() => {
  done = []
  keys = keyboard({
    first: 10,
    // Shift, a letter, a digit, an arrow; and two keys with nothing on them.
    rows: [
      [SHIFT, 0],
      [A, CAPITAL_A],
      [ONE, BANG],
      [LEFT, LEFT],
      [0, 0],
      [0, 0],
    ],
    press: (code, down) => void done.push(`${down ? '+' : '-'}${code}`),
    assign: (code, symbol) => void done.push(`${code}=${symbol.toString(16)}`),
  })
})
const type = (...symbols: number[]) => {
  for (const symbol of symbols) for (const down of [true, false]) keys.key(symbol, down)
}

test('a symbol is typed by its key', () => {
  type(A, LEFT)
  expect(done).toEqual(['+11', '-11', '+13', '-13'])
})

test('Shift is pressed where the symbol needs it and nobody holds it, and let go where it does not', () => {
  type(BANG)
  expect(done.splice(0)).toEqual(['+10', '+12', '-10', '-12'])
  keys.key(SHIFT, true)
  type(CAPITAL_A, ONE)
  expect(done.splice(0)).toEqual(['+10', '+11', '-11', '-10', '+12', '+10', '-12'])
})

test('Shift goes along with keys that write nothing', () => {
  keys.key(SHIFT, true)
  type(LEFT)
  expect(done).toEqual(['+10', '+13', '-13'])
})

test('a symbol that no key has is given a key, which the oldest of them loses when there is none left', () => {
  type(HAN)
  expect(done.splice(0)).toEqual(['15=100674e', '+15', '-15'])
  type(HAN, 0x1000430, 0x1000431)
  expect(done.splice(0)).toEqual(['+15', '-15', '14=1000430', '+14', '-14', '15=1000431', '+15', '-15'])
})

test('nothing stays pressed or lent', () => {
  keys.key(A, true)
  keys.key(HAN, true)
  done = []
  keys.release()
  expect(done).toEqual(['-11', '-15', '15=0'])
  keys.key(A, false)
  expect(done).toHaveLength(3)
})

test('a keyboard that becomes another one is typed on as it is then, and what somebody else was lent is not lent again', () => {
  type(HAN) // 15
  done = []
  // The letter and the digit have changed places; another session has the fourteenth key, and ours is still there.
  keys.follow([
    [SHIFT, 0],
    [ONE, BANG],
    [A, CAPITAL_A],
    [LEFT, LEFT],
    [0x1000436, 0x1000436],
    [HAN, HAN],
  ])
  type(A, HAN, 0x1000436)
  expect(done.splice(0)).toEqual(['+12', '-12', '+15', '-15', '+14', '-14'])
  // A new layout takes what was lent.
  keys.follow([
    [SHIFT, 0],
    [ONE, BANG],
    [A, CAPITAL_A],
    [LEFT, LEFT],
    [0, 0],
    [0, 0],
  ])
  type(HAN)
  expect(done.splice(0)).toEqual(['15=100674e', '+15', '-15'])
  keys.release()
  expect(done).toEqual(['15=0'])
})
