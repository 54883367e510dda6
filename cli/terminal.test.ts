import { expect, test } from 'vitest'
import { type ColorWish, wantsColor } from './terminal.ts'

const cases: [boolean, NodeJS.ProcessEnv, ColorWish, boolean][] = [
  [true, {}, 'auto', true],
  [false, {}, 'auto', false],
  [true, { NO_COLOR: '1' }, 'auto', false],
  [true, { NO_COLOR: '' }, 'auto', true],
  [false, { FORCE_COLOR: '1' }, 'auto', true],
  [true, { FORCE_COLOR: '0' }, 'auto', false],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'auto', false],
  [true, { TERM: 'dumb' }, 'auto', false],
  [false, { NO_COLOR: '1' }, 'always', true],
  [true, { FORCE_COLOR: '1' }, 'never', false],
]

test.each(cases)('on a terminal: %s, with %o and --color %s, colours: %s', (terminal, env, wish, expected) => {
  expect(wantsColor(terminal, env, wish)).toBe(expected)
})
