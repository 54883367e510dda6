/** What was typed as X11 names it: characters by their code (keysymdef.h: Latin-1 as it is, others from 0x1000000 on), the rest by a table. */

const named: Readonly<Record<string, number | readonly [left: number, right: number]>> = {
  ...{ Backspace: 0xff08, Tab: 0xff09, Enter: 0xff0d, Pause: 0xff13, ScrollLock: 0xff14, Escape: 0xff1b, Delete: 0xffff },
  ...{
    Home: 0xff50,
    ArrowLeft: 0xff51,
    ArrowUp: 0xff52,
    ArrowRight: 0xff53,
    ArrowDown: 0xff54,
    PageUp: 0xff55,
    PageDown: 0xff56,
    End: 0xff57,
  },
  ...{ PrintScreen: 0xff61, Insert: 0xff63, ContextMenu: 0xff67 },
  ...{ Shift: [0xffe1, 0xffe2], Control: [0xffe3, 0xffe4], Alt: [0xffe9, 0xffea], Meta: [0xffeb, 0xffec] },
}
const RIGHT = 2
export const [CONTROL, ALT, DELETE, V, TAB, SUPER, ENTER, BACKSPACE, PRINT, ESCAPE] = [
  0xffe3, 0xffe9, 0xffff, 0x76, 0xff09, 0xffeb, 0xff0d, 0xff08, 0xff61, 0xff1b,
]
/** What is written, unlike what moves, deletes or is held down (keysymdef.h keeps 0xff00 and what follows for these). */
export const isCharacter = (symbol: number): boolean => symbol < 0xff00 || symbol >= 0x1000000
/** F1 is 1. */
export const functionKey = (number: number): number => 0xffbd + number

/** Undefined for what has no symbol: locks, dead keys, keys of the browser. */
export function keysymOf({ key, location }: Pick<KeyboardEvent, 'key' | 'location'>): number | undefined {
  const found = named[key]
  if (typeof found === 'number') return found
  if (found) return location === RIGHT ? found[1] : found[0]
  const number = /^F([1-9]|1\d|2[0-4])$/.exec(key)?.[1]
  if (number !== undefined) return functionKey(Number(number))
  const [character, ...more] = [...key]
  const code = character?.codePointAt(0)
  if (code === undefined || more.length > 0 || code < 0x20 || (code > 0x7e && code < 0xa0)) return undefined
  return code <= 0xff ? code : 0x1000000 + code
}
