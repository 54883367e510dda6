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
  ['Control is held', 'Control', 'ControlLeft', false, [down(0x76), up(0x76)]],
  ['Command is held', 'Meta', 'MetaLeft', true, [up(SUPER), down(CONTROL), down(0x76), up(0x76), up(CONTROL)]],
] as const)('pasting is Control and V, also where %s', (_, key, code, isMac, then) => {
  const one = typist(isMac)
  const more = key === 'Control' ? { ctrlKey: true } : { metaKey: true }
  one.down(key, code, more)
  expect(one.down('v', 'KeyV', more)).toBe(false)
  one.heard()
  one.keys.paste()
  expect(one.heard()).toEqual(then)
})

test('the way out to the buttons is not typed', () => {
  const one = typist()
  expect(one.down('m', 'KeyM', { ctrlKey: true, altKey: true })).toBe(false)
  expect(one.heard()).toEqual([])
})
