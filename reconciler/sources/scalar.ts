/**
 * What a plain scalar means. Both parsers hand their scalars as text to this one function, so they cannot disagree about `0o14` or `.nan`.
 *
 * It is the core schema of YAML 1.2 (`yes`, `on` and dates are texts), less what can't be JSON (`.inf`, `.nan`), what a number can't hold
 * exactly, and decimals with leading zeros, which other readers of YAML take for octal numbers or texts.
 */
export interface Fault {
  fault: string
  fix: string
}
export type Scalar = null | boolean | number | string

const WORDS = new Map<string, Scalar>([
  ['', null],
  ['~', null],
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
])
const INTEGER = /^[-+]?[0-9]+$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const BASED = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
/** No number, null or boolean is longer: a longer one is refused, never rounded. */
const LONGEST = 400

export const isFault = (scalar: Scalar | Fault): scalar is Fault => typeof scalar === 'object' && scalar !== null

export function plainScalar(text: string): Scalar | Fault {
  const first = text.charCodeAt(0)
  // Most plain scalars begin with a letter that no number and none of the words begins with.
  if (first > 0x3a && first !== 0x7e && !WORD_START.has(first)) return text
  const word = WORDS.get(text)
  if (word !== undefined) return word
  if (!NUMBER_START.test(text)) return text
  if (NOT_FINITE.test(text))
    return { fault: `\`${text}\` is not a finite number.`, fix: 'Write a finite number, or quote it if it is a text.' }
  const based = BASED.test(text)
  if (!based && !FLOAT.test(text)) return text
  if (text.length > LONGEST) return { fault: 'The number has too many digits.', fix: 'Quote it if it is a text.' }
  const integer = INTEGER.test(text)
  if (integer && /^[-+]?0[0-9]/.test(text))
    return {
      fault: `\`${text}\` is read as ${Number(text)} by some and as a text or an octal number by others.`,
      fix: 'Quote it if it is a text; else leave the leading zeros out.',
    }
  const value = based ? Number(text) : Number(text.replace(/^\+/, ''))
  if (!Number.isFinite(value))
    return { fault: `\`${text}\` is larger than any number can be.`, fix: 'Write a smaller number, or quote it if it is a text.' }
  if ((integer || based) && BigInt(text.replace(/^[-+]/, '')) !== BigInt(Math.abs(value)))
    return { fault: `\`${text}\` can't be kept exactly as a number.`, fix: 'Quote it if it is a text, such as an identifier.' }
  // JSON has one zero.
  return value === 0 ? 0 : value
}

const WORD_START = new Set([...'nNtTfF'].map((letter) => letter.charCodeAt(0)))
const NUMBER_START = /^[-+.0-9]/
