/** Keys of keyboards that differ, as their browsers tell of them: what the computer hears is the same. */
import { expect, test } from 'vitest'
import type { InputMessage } from '../../protocol/viewer.ts'
import { type Key, typing } from './typing.ts'

const [CONTROL, SUPER, ALT, LEFT, ENTER] = [0xffe3, 0xffeb, 0xffe9, 0xff51, 0xff0d]

function typist(isMac = false) {
  const said: InputMessage[] = []
  const keys = typing((message) => said.push(message), isMac)
  const event = (key: string, code: string, more: Partial<Key> = {}): Key => ({
    ...{ key, code, location: 0, isComposing: false, keyCode: 0, ctrlKey: false, altKey: false, metaKey: false },
    ...more,
  })
  return {
    keys,
    /** What came of what was done since it was last asked: `+61` down, `-61` up. */
    heard: () => said.splice(0).map((message) => ('key' in message ? `${message.key[1] ? '+' : '-'}${message.key[0].toString(16)}` : '')),
    down: (key: string, code: string, more?: Partial<Key>) => keys.down(event(key, code, more)),
    up: (key: string, code: string, more?: Partial<Key>) => keys.up(event(key, code, more)),
  }
}
const [down, up] = [(symbol: number) => `+${symbol.toString(16)}`, (symbol: number) => `-${symbol.toString(16)}`]

test('a key goes down and up as what it was when it went down', () => {
  const one = typist()
  expect(one.down('A', 'KeyA')).toBe(true)
  one.up('a', 'KeyA')
  expect(one.heard()).toEqual([down(0x41), up(0x41)])
  one.down('ArrowLeft', 'ArrowLeft')
  one.keys.release()
  expect(one.heard()).toEqual([down(LEFT), up(LEFT)])
})

test.each(['Dead', 'Process', 'Compose', 'Unidentified'])('%s is left to whoever composes', (key) => {
  const one = typist()
  expect(one.down(key, 'Quote')).toBe(false)
  one.up(key, 'Quote')
  expect(one.heard()).toEqual([])
})

test('while something is composed, its keys are not typed; what comes of it is', () => {
  const one = typist()
  expect([one.down('ê', 'KeyE', { isComposing: true }), one.down('Enter', 'Enter', { keyCode: 229 })]).toEqual([false, false])
  one.keys.text('ê€\n')
  const typed = [0xea, 0x1000000 + 0x20ac, ENTER].flatMap((symbol) => [down(symbol), up(symbol)])
  expect(one.heard()).toEqual(typed)
})

test('the Control that Windows presses with AltGr is not held while the character is typed', () => {
  const one = typist()
  one.down('Control', 'ControlLeft', { ctrlKey: true })
  one.down('AltGraph', 'AltRight', { ctrlKey: true, altKey: true })
  one.down('@', 'KeyQ', { ctrlKey: true, altKey: true })
  one.up('@', 'KeyQ')
  one.up('AltGraph', 'AltRight')
  one.up('Control', 'ControlLeft')
  expect(one.heard()).toEqual([down(CONTROL), up(CONTROL), down(0x40), up(0x40)])
})

test('Option of a Mac makes characters, and is Alt where it makes none', () => {
  const one = typist(true)
  one.down('Alt', 'AltLeft', { altKey: true })
  one.down('@', 'KeyL', { altKey: true })
  one.up('@', 'KeyL', { altKey: true })
  expect(one.heard()).toEqual([down(0x40), up(0x40)])
  one.down('ArrowLeft', 'ArrowLeft', { altKey: true })
  one.up('ArrowLeft', 'ArrowLeft', { altKey: true })
  one.up('Alt', 'AltLeft')
  expect(one.heard()).toEqual([down(ALT), down(LEFT), up(LEFT), up(ALT)])
})

test('what a Mac does not say was let go of under Command is let go of with it', () => {
  const one = typist(true)
  one.down('Meta', 'MetaLeft', { metaKey: true })
  one.down('c', 'KeyC', { metaKey: true })
  one.up('Meta', 'MetaLeft')
  expect(one.heard()).toEqual([down(SUPER), down(0x63), up(SUPER), up(0x63)])
})

test.each([
  ['Control', 'ControlLeft', { ctrlKey: true }, false, [down(0x76), up(0x76)]],
  ['the right Control', 'ControlRight', { ctrlKey: true, location: 2 }, false, [down(0x76), up(0x76)]],
  ['Command', 'MetaLeft', { metaKey: true }, true, [up(SUPER), down(CONTROL), down(0x76), up(0x76), up(CONTROL), down(SUPER)]],
] as const)('pasting is Control and V, also where %s is held, and that stays held', (name, code, more, isMac, then) => {
  const one = typist(isMac)
  one.down(name === 'Command' ? 'Meta' : 'Control', code, more)
  expect(one.down('v', 'KeyV', more)).toBe(false)
  one.heard()
  one.keys.paste()
  expect(one.heard()).toEqual(then)
})

test('pasting with Shift is that of a terminal', () => {
  const one = typist()
  one.down('Control', 'ControlLeft', { ctrlKey: true })
  one.down('Shift', 'ShiftLeft', { ctrlKey: true })
  expect(one.down('V', 'KeyV', { ctrlKey: true })).toBe(false)
  one.heard()
  one.keys.paste()
  expect(one.heard()).toEqual([down(0x56), up(0x56)])
})

test('Control and V of a Mac, and Super and V of others, are keys like others: their browsers paste by neither', () => {
  const [mac, other] = [typist(true), typist()]
  expect([mac.down('v', 'KeyV', { ctrlKey: true }), other.down('v', 'KeyV', { metaKey: true })]).toEqual([true, true])
  expect([mac.heard(), other.heard()]).toEqual([[down(0x76)], [down(0x76)]])
})

test('a shortcut typed on Cyrillic keys is that of the Latin letter; what is written stays what it is', () => {
  const one = typist()
  one.down('с', 'KeyC', { ctrlKey: true })
  expect(one.down('м', 'KeyV', { ctrlKey: true })).toBe(false)
  one.down('с', 'KeyC')
  one.down('€', 'KeyE', { ctrlKey: true, altKey: true })
  expect(one.heard()).toEqual([down(0x63), down(0x1000441), down(0x10020ac)])
})

test('the way out to the buttons is not typed', () => {
  const one = typist()
  expect(one.down('m', 'KeyM', { ctrlKey: true, altKey: true })).toBe(false)
  expect(one.heard()).toEqual([])
})
