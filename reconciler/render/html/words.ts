/** What the sections say alike: counts, names that may be many, values, places in files. */
import type { Json } from '../../../schema/canonical.ts'
import type { Position } from '../../../schema/problem.ts'
import { splitKey } from '../../../schema/resource.ts'
import type { Op } from '../../types.ts'
import { grouped } from '../grouped.ts'
import { type Content, html, type Markup, written } from './markup.ts'

/** `1 user`, `2,000 users`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${grouped(n)} ${n === 1 ? noun : plural}`

export const ops: Readonly<Record<Op, { sign: string; word: string; done: string }>> = {
  create: { sign: '+', word: 'create', done: 'created' },
  update: { sign: '~', word: 'update', done: 'updated' },
  replace: { sign: '±', word: 'replace', done: 'replaced' },
  rename: { sign: '›', word: 'rename', done: 'renamed' },
  adopt: { sign: '&', word: 'adopt', done: 'adopted' },
  release: { sign: '!', word: 'release', done: 'released' },
  delete: { sign: '−', word: 'delete', done: 'deleted' },
}

export const named = (key: string): string => {
  const { kind, name } = splitKey(key)
  return `${kind} ${name}`
}

export const where = ({ file, line }: Position): string => `${file}:${line}`
export const places = (at: readonly Position[]): Markup =>
  at.length === 0
    ? html``
    : html`<span class="place">${at.slice(0, 3).map((one, index) => [index > 0 && ', ', html`<code>${where(one)}</code>`])}${at.length > 3 && ` and ${count(at.length - 3, 'more place')}`}</span>`

/** `fileTransfer` → `file transfer`. */
export const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** More names than this are counted: a list of a thousand is nobody's evidence. */
const NAMES = 100
export const nameList = (names: readonly string[]): Markup =>
  html`<ul class="names">${names.slice(0, NAMES).map((name) => html`<li>${name}</li>`)}${
    names.length > NAMES && html`<li class="rest">and ${grouped(names.length - NAMES)} more</li>`
  }</ul>`

/** "alice", "alice and bob", "12 users of contractors". */
export function several(names: readonly string[], noun: string, group: string | null): string {
  const [first = '', second] = names
  const of = group === null ? '' : ` of ${group}`
  if (names.length === 1) return `${first}${of}`
  return names.length === 2 ? `${first} and ${second}${of}` : `${grouped(names.length)} ${noun}${of}`
}

/** A value on one line. */
export function value(json: Json): string {
  if (json === null) return '(none)'
  if (typeof json === 'string') return json === '' ? '""' : json
  if (Array.isArray(json)) return json.length === 0 ? '(empty)' : json.map(value).join(', ')
  if (typeof json === 'object') {
    if (json.secret === 'set') return 'secret (set)'
    if (json.secret === 'changed') return 'secret (changed)'
    return Object.entries(json)
      .map(([key, inner]) => `${key}: ${value(inner)}`)
      .join(', ')
  }
  return String(json)
}

/** Text of ours, in which names stand in backticks. */
export const quoted = (text: string): Content => text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Long texts are cut, and say so. */
export const short = (text: string, size = 600): string =>
  text.length <= size ? text : `${text.slice(0, size)}… (${grouped(text.length)} characters)`

/** `2026-03-02 09:00` in a zone. */
export function local(instant: string, zone: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** A section of the page; `head` stands beside its heading. */
export const section = (id: string, title: string, head: Content, body: Content): Markup => html`
<section id="${id}" aria-labelledby="${id}-title">
<div class="head"><h2 id="${id}-title">${title}</h2>${head}</div>
${body}
</section>`

export const sentenceList = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/** As many as are worth drawing, and as there is room for (in characters); the others, to be counted. */
export function within<T>(
  list: readonly T[],
  { most, room }: { most: number; room: number },
  draw: (one: T) => Markup,
): { drawn: Markup[]; rest: readonly T[] } {
  const drawn: Markup[] = []
  let left = room
  for (const one of list.slice(0, most)) {
    const markup = draw(one)
    left -= written(markup).length
    // The first is always shown: what a section is about should not be missing from it.
    if (left < 0 && drawn.length > 0) break
    drawn.push(markup)
  }
  return { drawn, rest: list.slice(drawn.length) }
}
