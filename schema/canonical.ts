/**
 * The one canonical form (RFC 8785, JSON Canonicalization Scheme) and the one digest over it. Whatever is compared, signed or
 * stored by its content goes through here, so that two programs never disagree about equality.
 */
import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The RFC 8785 text of a JSON value. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only JSON values have a canonical form')
  return text
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
