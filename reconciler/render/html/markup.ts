/**
 * Markup that can't be broken out of. Whatever is put into the template is escaped, unless it is markup itself; and markup is known by a
 * symbol, which no declaration and no JSON can hold. So there is no place in this folder where a forgotten call lets a name become a tag.
 *
 * Characters that nobody sees (controls, direction marks) are shown as `<U+202E>`: a report is read to decide, and must look like what it says.
 */
import { visible } from '../../sources/frame.ts'

const text = Symbol('markup')
export interface Markup {
  readonly [text]: string
}
export type Content = string | number | Markup | readonly Content[] | false | null | undefined

const made = (value: string): Markup => ({ [text]: value })
export const written = (markup: Markup): string => markup[text]
export const nothing: Markup = made('')

const UNSAFE = /[&<>"'`]/
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }
const PLAIN = /^[\x20-\x7e]*$/

export function escaped(value: string): string {
  const seen = PLAIN.test(value) ? value : visible(value)
  return UNSAFE.test(seen) ? seen.replace(/[&<>"'`]/g, (character) => names[character] as string) : seen
}

function content(value: Content): string {
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined || value === false) return ''
  return text in value ? value[text] : (value as readonly Content[]).map(content).join('')
}

/** ``html`<p>${name}</p>` ``: values stand between tags or inside quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let out = strings[0] as string
  for (const [index, value] of values.entries()) out += content(value) + (strings[index + 1] as string)
  return made(out)
}

/** Text of ours that is markup already: the style sheet and the script. Never for what anybody declared. */
export const ours = (value: string): Markup => made(value)

/** JSON inside a `<script>` element: nothing in it can end the element, begin a comment or be read as an entity. */
export const json = (value: unknown): Markup =>
  made(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
