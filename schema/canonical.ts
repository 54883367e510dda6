/**
 * The one canonical form (RFC 8785, JSON Canonicalization Scheme) and the one digest over it. Whatever is compared, signed or
 * stored by its content goes through here, so that two programs never disagree about equality.
 */
import { hash } from 'node:crypto'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * The RFC 8785 text of a JSON value: keys in code-unit order, numbers and strings as ECMAScript writes them. A hundred thousand of these
 * are made in one run, so this is our own; the tests hold it against the `canonicalize` package.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (!ESCAPED.test(value)) return `"${value}"`
      if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      break
    default:
      throw new TypeError(`only JSON values have a canonical form, not a ${typeof value}`)
  }
  if (value === null) return 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const entry of value) text += text === '' ? canonical(entry) : `,${canonical(entry)}`
    return `[${text}]`
  }
  const tree = value as Record<string, unknown>
  for (const key of sorted(Object.keys(tree))) {
    const inner = tree[key]
    if (inner !== undefined) text += (text === '' ? '' : ',') + keyText(key) + canonical(inner)
  }
  return `{${text}}`
}

/** Texts without any of these are their own JSON; the others may hold half a surrogate pair. */
const ESCAPED = /["\\\x00-\x1f\ud800-\udfff]/

/** Most are in order already, and to see that is quicker than to sort. */
function sorted(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort()
  return keys
}

/** `"key":`, made once for the few keys that there are. */
const keyTexts = new Map<string, string>()
function keyText(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const made = `${canonical(key)}:`
  if (keyTexts.size < 4096) keyTexts.set(key, made)
  return made
}

/** SHA-256 of the canonical form, in lower-case hexadecimal. */
export const digest = (value: unknown): string => digestText(canonical(value))

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export const digestText = (text: string | Uint8Array): string => hash('sha256', text, 'hex')

/** Equality of JSON values, as the canonical form sees it. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return canonical(a) === canonical(b)
}
