/**
 * What is typed, as messages for the computer: keys by what they mean, down and up, with what keyboards and browsers differ in taken out of it. What makes a
 * character (AltGr, and Option of a Mac) is not sent, since the character is.
 */
import type { InputMessage } from '../../protocol/viewer.ts'
import { ALT, CONTROL, ENTER, isCharacter, keysymOf, V } from './keys.ts'

/** What of a `KeyboardEvent` is looked at. */
export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'location' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'altKey' | 'metaKey'>

export interface Typing {
  /** False for what is the browser's: then it must be let go on with it. */
  down(key: Key): boolean
  up(key: Key): void
  /** What was composed, letter by letter. */
  text(text: string): void
  /** Presses these one after the other, and lets go of them in turn. */
  chord(symbols: readonly number[]): void
  /** Control and V, whatever is held down. */
  paste(): void
  /** Lets go of every key. */
  release(): void
}

/** Control, Alt and M lead from the picture to the tools: who has a keyboard alone must be able to leave. */
export const isWayOut = ({ ctrlKey, altKey, code }: Pick<Key, 'ctrlKey' | 'altKey' | 'code'>): boolean =>
  ctrlKey && altKey && code === 'KeyM'

/**
 * The letter of a shortcut. Who types Cyrillic or Greek holds Control and a key that stands for a Latin letter to every program; where Control and Alt are both held,
 * that is AltGr of Windows, which makes a character, as Option of a Mac does.
 */
function meantBy(key: Key, isMac: boolean): Pick<Key, 'key' | 'location'> {
  const isHeld = key.metaKey || (isMac ? key.ctrlKey : key.ctrlKey !== key.altKey)
  const letter = /^Key([A-Z])$/.exec(key.code)?.[1]
  return isHeld && letter && /^[^\u0000-\u00ff]$/u.test(key.key) ? { key: letter.toLowerCase(), location: key.location } : key
}

/** The key code of what an input method is at work on (UI Events, section 8.3.1). */
const AT_WORK = 229
/** It comes as text, in the field (composing.ts). */
const isComposed = ({ key, isComposing, keyCode }: Key): boolean =>
  isComposing || keyCode === AT_WORK || ['Dead', 'Process', 'Compose', 'Unidentified'].includes(key)

/** From a capital letter to its small one. */
const LOWER = 0x20
/** Where Option of a Mac is kept, once it stands for Alt. */
const OPTION = 'Option'
const CONTROLS: ReadonlySet<number> = new Set([0xffe3, 0xffe4])
const SHIFTS: ReadonlySet<number> = new Set([0xffe1, 0xffe2])
const COMMANDS: ReadonlySet<number> = new Set([0xffeb, 0xffec])

/** @param isMac whether the keyboard is one of a Mac */
export function typing(send: (message: InputMessage) => void, isMac: boolean): Typing {
  const held = new Map<string, number>()

  function press(code: string, symbol: number): void {
    held.set(code, symbol)
    send({ key: [symbol, true] })
  }
  function letGo(code: string): void {
    const symbol = held.get(code)
    if (symbol === undefined) return
    held.delete(code)
    send({ key: [symbol, false] })
  }
  function release(): void {
    for (const code of [...held.keys()]) letGo(code)
  }
  function chord(symbols: readonly number[]): void {
    for (const symbol of symbols) send({ key: [symbol, true] })
    for (const symbol of [...symbols].reverse()) send({ key: [symbol, false] })
  }
  const isHeld = (symbols: ReadonlySet<number>): boolean => [...held.values()].some((symbol) => symbols.has(symbol))
  /** What is pasted comes as text first (session.ts), which the browser gives only if it may go on. */
  const isPaste = (key: Key): boolean => meantBy(key, isMac).key.toLowerCase() === 'v' && (isMac ? key.metaKey : key.ctrlKey && !key.altKey)
  /** Some keyboards of phones give their keys no code. */
  const codeOf = ({ code, key }: Key): string => code || key

  return {
    down(event) {
      if (isPaste(event) || isWayOut(event) || isComposed(event)) return false
      // Windows holds Control down with it, and says so before.
      if (event.key === 'AltGraph') letGo('ControlLeft')
      const symbol = keysymOf(meantBy(event, isMac))
      if (symbol === undefined || (isMac && event.key === 'Alt')) return true
      if (isMac) {
        if (!event.altKey || isCharacter(symbol)) letGo(OPTION)
        else if (!held.has(OPTION)) press(OPTION, ALT)
      }
      press(codeOf(event), symbol)
      return true
    },
    up(event) {
      // A Mac says nothing of the keys that are let go of while Command is down.
      if (isMac && event.key === 'Meta') return release()
      letGo(isMac && event.key === 'Alt' ? OPTION : codeOf(event))
    },
    text(text) {
      for (const character of text) {
        const symbol = character === '\n' ? ENTER : keysymOf({ key: character, location: 0 })
        if (symbol !== undefined) chord([symbol])
      }
    },
    chord,
    paste() {
      if (isHeld(CONTROLS)) return chord([isHeld(SHIFTS) ? V - LOWER : V])
      // Command and V of a Mac, which is held on to, or the browser's own menu.
      const commands = [...held.values()].filter((symbol) => COMMANDS.has(symbol))
      for (const symbol of commands) send({ key: [symbol, false] })
      chord([CONTROL, V])
      for (const symbol of commands) send({ key: [symbol, true] })
    },
    release,
  }
}
