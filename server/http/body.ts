/**
 * Bodies of requests: JSON in UTF-8, bounded in size by the endpoint and in depth here, before anything goes down into it. Whatever is wrong
 * is a Problem that repeats nothing of what was sent.
 */
import { ProblemError, problem } from '../../schema/problem.ts'

/** As deep as a document may be (reconciler/sources/limits.ts), and the list around it. */
export const DEPTH = 100

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  if (isTooDeep(bytes)) throw invalid(`goes deeper than ${DEPTH} levels`, 'Send what is flatter: nothing that can be declared is so deep.')
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw invalid('is not UTF-8', 'Encode it as UTF-8.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('is not JSON', 'Send one JSON document.') // the reason would quote what was sent, which may hold secrets
  }
}

const [QUOTE, ESCAPE, OPEN, CLOSE, BEGIN, END] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === ESCAPE) i++
    } else if (byte === OPEN || byte === BEGIN) {
      if (++depth > DEPTH) return true
    } else if (byte === CLOSE || byte === END) depth--
  }
  return false
}

export const invalid = (what: string, fix: string): ProblemError => new ProblemError(problem('invalid-request', `The body ${what}.`, fix))
