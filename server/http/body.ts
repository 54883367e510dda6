/**
 * Bodies of requests: JSON in UTF-8, bounded in size by the endpoint and in depth here, before anything goes down into it. No field is written
 * twice: of two values readers take different ones, and a proxy that looked at the first would have let the second through. Whatever is wrong
 * here is a Problem that repeats nothing of what was sent; what is found wrong later (checks.ts, declared.ts) names fields and resources, cut
 * and made visible, and secrets never.
 */
import { ProblemError, problem } from '../../schema/problem.ts'

/** As deep as a document may be (reconciler/sources/limits.ts), and the list around it. */
export const DEPTH = 100

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  const fields = fieldsIn(bytes)
  if (fields === undefined)
    throw invalid(`goes deeper than ${DEPTH} levels`, 'Send what is flatter: nothing that can be declared is so deep.')
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw invalid('is not UTF-8', 'Encode it as UTF-8.')
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid('is not JSON', 'Send one JSON document.') // the reason would quote what was sent, which may hold secrets
  }
  if (fieldsOf(value) !== fields) throw invalid('has a field twice', 'Write each field of an object once.')
  return value
}

const [QUOTE, ESCAPE, OPEN, CLOSE, BEGIN, END, COLON] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d, 0x3a]

/** How many fields are written, each of which has one colon; undefined where they lie too deep to be read. */
function fieldsIn(bytes: Uint8Array): number | undefined {
  let [depth, fields] = [0, 0]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === ESCAPE) i++
    } else if (byte === OPEN || byte === BEGIN) {
      if (++depth > DEPTH) return undefined
    } else if (byte === CLOSE || byte === END) depth--
    else if (byte === COLON) fields++
  }
  return fields
}

/** How many there are in what was read, where the last of two has taken the place of the first. */
function fieldsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let fields = 0
  if (Array.isArray(value)) for (const entry of value) fields += fieldsOf(entry)
  else
    for (const name in value) {
      const inner = (value as Record<string, unknown>)[name]
      fields += typeof inner === 'object' ? 1 + fieldsOf(inner) : 1
    }
  return fields
}

export const invalid = (what: string, fix: string): ProblemError => new ProblemError(problem('invalid-request', `The body ${what}.`, fix))
