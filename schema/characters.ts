/**
 * Characters that no declaration may hold, in values or keys: control characters, those that turn the direction of text, invisible ones, and
 * halves of surrogate pairs. A name must not be able to forge the plan that someone reviews. Joiners stay allowed: Persian and emoji need
 * them.
 */
import type { Json } from './canonical.ts'

const INVISIBLE = '\\u200b\\u2028\\u2029\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}'
const HOSTILE = new RegExp(`[\\p{Cc}\\p{Cs}\\p{Bidi_Control}${INVISIBLE}]`, 'u')
/** For whoever looks for such a character elsewhere: of a RegExp with the flag `u`. */
export const hostilePattern = HOSTILE.source
const EVERY = new RegExp(hostilePattern, 'gu')
/** All of the above in UTF-16, and whatever needs a second look (pairs of surrogates): what every string of every file goes through. */
const SUSPICIOUS = /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]/

const isClean = (text: string): boolean => !SUSPICIOUS.test(text) || !HOSTILE.test(text)

/** The first hostile character of a text; line feeds and tabs are not when `lines` are allowed. */
export function hostileIn(text: string, lines = false): string | undefined {
  if (isClean(text)) return undefined
  return HOSTILE.exec(lines ? text.replaceAll(/[\n\t]/g, ' ') : text)?.[0]
}

/** True when no string of the value, keys included, holds any such character, line breaks among them: the quick answer for almost all. */
export function allClean(value: Json): boolean {
  if (typeof value === 'string') return isClean(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) {
    for (const entry of value) if (!allClean(entry)) return false
    return true
  }
  for (const key in value) if (!isClean(key) || !allClean(value[key] as Json)) return false
  return true
}

/** `U+202E` */
export const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** A text that can be shown in a message whatever it holds: hostile characters by number, and cut. */
export function visible(text: string, limit = 60): string {
  const shown = text.slice(0, limit * 2).replaceAll(EVERY, (character) => `<${codePoint(character)}>`)
  return shown.length > limit ? `${shown.slice(0, limit)}…` : shown
}
