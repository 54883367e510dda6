/**
 * The fast parser: js-yaml's events, composed here into JSON. It only ever says yes: whatever is wrong, rare or in doubt is `undefined`,
 * and the slow parser (slow.ts) has the word, with positions and reasons. So everything subtle is decided in one place, and the law
 * "both refuse, or both give the same value" has little left to break on. (reader.ts says what happens if they ever disagree.)
 */
import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml'
import type { Json } from '../../schema/canonical.ts'
import { limits } from './limits.ts'
import { isFault, plainScalar } from './scalar.ts'

export interface Fast {
  value: Json
  /** Where the document's own map begins, as an offset into its text. */
  start: number
  /** Where the entries of its top-level `items` begin, if it has any; -1 for an empty one. */
  items: number[]
}

/**
 * Tabs, controls, anchors, aliases, tags, explicit keys, colons apart from their key, and markers that are indented: right or wrong, they
 * go the slow way. (js-yaml also backtracks over anchors and tags, at a cost that doubles with each level; they never reach it.)
 */
const RARE =
  /[\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^%|^ *:|^ +(?:---|\.\.\.)|(?:^|[:\-?,[{}\]"'])\s*[&*!]|(?:^|[\s,[{\]}"'])\?(?:\s|$)/m
/** What most texts are free of, found in one quick pass; only the others are looked at more closely. */
const MAY_BE_RARE = /[^\n -~\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]|[!&*?%]/
/** A `:` that begins a line, apart from its key. */
const COLON_FIRST = /\n *:/
const mayBeRare = (text: string): boolean =>
  MAY_BE_RARE.test(text) || text.includes('---') || text.includes('...') || COLON_FIRST.test(text)

/** A bracket closed at the beginning of a line: js-yaml wants it further in than most people write it. */
const CLOSED_AT_START = /^ *[\]}]/m

/** YAML's own bound for a key without `?` is 1024, and parsers count differently. */
const LONGEST_KEY = 1000

/** `refused`: nothing rare in it, yet js-yaml says no; `deep`: it says so because of the depth. */
export interface Refusal {
  verdict: 'rare' | 'refused' | 'deep'
  /** Where this parser gave up: at what is rare, or near what is wrong. The slow one knows better, if it gets to read the text. */
  offset: number
  /** js-yaml's reason. */
  reason?: string
}

export function fast(text: string): Fast | Refusal {
  const rare = mayBeRare(text) ? RARE.exec(text) : null
  if (rare) return { verdict: 'rare', offset: rare.index + Math.max(0, rare[0].length - 1) }
  let events: Event[]
  try {
    events = parseEvents(text, { maxDepth: 2 * limits.depth })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const offset = Math.min(error.mark?.position ?? 0, text.trimEnd().length)
    if (error.reason.includes('maxDepth')) return { verdict: 'deep', offset }
    return { verdict: CLOSED_AT_START.test(text) ? 'rare' : 'refused', offset, reason: error.reason }
  }
  return new Composer(text, events).document()
}

/** The same few keys are met a million times. */
const plainKeys = new Set<string>()
function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) return true
  // A colon within a key is rare, and parsers part ways over where it ends.
  if (key === '<<' || key.includes(':') || plainScalar(key) !== key) return false
  if (plainKeys.size < 4096) plainKeys.add(key)
  return true
}

/** A cursor over one document's events. Null stands for "go the slow way". */
class Composer {
  readonly #text: string
  readonly #events: Event[]
  #at = 0
  #nodes = 0
  #items: number[] = []

  constructor(text: string, events: Event[]) {
    this.#text = text
    this.#events = events
  }

  document(): Fast | Refusal {
    const [document, root] = [this.#events[0], this.#events[1]]
    if (document?.type !== EVENT_ID.DOCUMENT || document.directives.length > 0 || root?.type !== EVENT_ID.MAPPING)
      return { verdict: 'rare', offset: startOf(this.#text, root) ?? 0 }
    this.#at = 1
    const value = this.#node(0)
    // The end of the document, and nothing behind it.
    if (value === undefined || this.#at !== this.#events.length - 1)
      return { verdict: 'rare', offset: startOf(this.#text, this.#events[this.#at - 1]) ?? 0 }
    return { value, start: root.start, items: this.#items }
  }

  #node(depth: number): Json | undefined {
    const event = this.#events[this.#at++] as MappingEvent | SequenceEvent | ScalarEvent | AliasEvent
    if (++this.#nodes > limits.documentNodes || depth > limits.depth || event.anchorStart !== -1) return undefined
    if (event.type === EVENT_ID.SCALAR) {
      if (event.tagStart !== -1) return undefined
      const text = getScalarValue(this.#text, event)
      if (event.style !== SCALAR_STYLE.PLAIN) return event.fast || this.#plainly(event, text) ? text : undefined
      const scalar = plainScalar(text)
      return isFault(scalar) ? undefined : scalar
    }
    if (event.type === EVENT_ID.MAPPING) return event.tagStart === -1 ? this.#map(depth, event.style) : undefined
    if (event.type === EVENT_ID.SEQUENCE) return event.tagStart === -1 ? this.#list(depth, undefined) : undefined
    return undefined
  }

  /** Texts whose escapes, breaks or indentation leave no doubt. */
  #plainly(event: ScalarEvent, text: string): boolean {
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED)
      // Escapes can make half a surrogate pair; and nobody agrees about an escaped line break before an empty line.
      return text.isWellFormed() && !/\\\n *\n/.test(this.#text.slice(event.valueStart, event.valueEnd))
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED) return true
    const header = this.#text.slice(this.#text.lastIndexOf('\n', event.valueStart - 2) + 1, event.valueStart)
    return text.trim() !== '' && !/[|>][-+]?[0-9]/.test(header)
  }

  #map(depth: number, style: MappingEvent['style']): Json | undefined {
    const map: { [key: string]: Json } = {}
    for (;;) {
      const event = this.#events[this.#at++] as Event
      if (event.type === EVENT_ID.POP) return map
      if (event.type !== EVENT_ID.SCALAR || event.anchorStart !== -1 || event.tagStart !== -1) return undefined
      // A key is short, and stands on one line.
      if (event.valueEnd - event.valueStart > LONGEST_KEY || (event.style !== SCALAR_STYLE.PLAIN && !event.fast)) return undefined
      if (style === COLLECTION_STYLE.BLOCK && !this.#beginsLine(event)) return undefined
      const key = getScalarValue(this.#text, event)
      if (event.style === SCALAR_STYLE.PLAIN && !isPlainKey(key)) return undefined
      // A key written twice; `__proto__` is rare enough for the slow way, too.
      if ((map[key] !== undefined && Object.hasOwn(map, key)) || key === '__proto__') return undefined
      const next = this.#events[this.#at]
      // `yaml` ends a map at a comment that stands further left, when a text follows.
      if (
        next?.type === EVENT_ID.SCALAR &&
        next.valueStart > event.valueEnd + 4 &&
        this.#text.slice(event.valueEnd, next.valueStart).includes('#')
      )
        return undefined
      let value: Json | undefined
      if (depth === 0 && key === 'items' && next?.type === EVENT_ID.SEQUENCE && next.anchorStart === -1 && next.tagStart === -1) {
        this.#at++
        this.#nodes++
        value = this.#list(1, this.#items)
      } else value = this.#node(depth + 1)
      if (value === undefined) return undefined
      map[key] = value
    }
  }

  /** A block map's key has nothing but spaces, or the dash of its entry, before it. js-yaml takes `- {} key: x` for two lines. */
  #beginsLine({ valueStart, style }: ScalarEvent): boolean {
    let before = valueStart - (style === SCALAR_STYLE.PLAIN ? 1 : 2)
    while (this.#text.charCodeAt(before) === 0x20) before--
    const sign = this.#text[before]
    return sign === undefined || sign === '\n' || sign === '-'
  }

  #list(depth: number, starts: number[] | undefined): Json | undefined {
    const list: Json[] = []
    for (;;) {
      const event = this.#events[this.#at] as Event
      if (event.type === EVENT_ID.POP) {
        this.#at++
        return list
      }
      if (starts) starts.push(startOf(this.#text, event) ?? -1)
      const value = this.#node(depth + 1)
      if (value === undefined) return undefined
      list.push(value)
    }
  }
}

/**
 * The offset of a path in a text that `fast` accepts: the key where the last step is a key, else the entry; of what is nearest around it
 * when it is absent.
 */
export function offsetIn(text: string, path: readonly (string | number)[]): number {
  if (last?.text !== text) last = { text, events: parseEvents(text, { maxDepth: 2 * limits.depth }) }
  const { events } = last
  let at = 1
  let offset = startOf(text, events[1]) ?? 0
  for (const step of path) {
    const node = events[at++]
    const map = node?.type === EVENT_ID.MAPPING
    if (!map && node?.type !== EVENT_ID.SEQUENCE) return offset
    let found: number | undefined
    for (let index = 0; events[at] !== undefined && events[at]?.type !== EVENT_ID.POP; index++) {
      const here = at
      const key = events[at] as ScalarEvent
      if (map) at++
      if (map ? getScalarValue(text, key) === String(step) : index === step) {
        found = startOf(text, events[here])
        break
      }
      at = behind(events, at)
    }
    if (found === undefined) return offset
    offset = found
  }
  return offset
}

/** Many fields of one document are often asked for in a row. */
let last: { text: string; events: Event[] } | undefined

/** The index behind a node. */
function behind(events: readonly Event[], at: number): number {
  let open = 0
  for (let index = at; index < events.length; index++) {
    const type = events[index]?.type
    if (type === EVENT_ID.POP) open--
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open++
    if (open <= 0) return index + 1
  }
  return events.length
}

/** Where a node begins; undefined for an empty one, which is nowhere. */
function startOf(text: string, event: Event | undefined): number | undefined {
  if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return event.start
  if (event?.type !== EVENT_ID.SCALAR || event.valueStart === -1) return undefined
  if (event.style === SCALAR_STYLE.PLAIN) return event.valueStart
  if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) return event.valueStart - 1
  const line = text.lastIndexOf('\n', event.valueStart - 2) + 1
  const header = /[|>][-+]?[ ]*(?:[ ]#.*)?$/.exec(text.slice(line, event.valueStart - 1))
  return line + (header?.index ?? 0)
}
