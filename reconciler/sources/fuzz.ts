/**
 * Texts that are almost, barely or not at all YAML, from a seed, and what must hold of each: no fault, no hang, and both parsers refuse
 * or give the same value. The suite tries a thousand of them, `npm run soak` ten thousand.
 *
 * Most come from a small grammar of what people write, then suffer a few mutations; some are collections of fragments that have split
 * readers of YAML before.
 */
import type { Json } from '../../schema/canonical.ts'
import { canonical } from '../../schema/canonical.ts'
import { documentsNow, documentsOf } from './documents.ts'
import { fast } from './fast.ts'
import { format } from './fmt.ts'
import { slow } from './slow.ts'
import { split } from './split.ts'

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

// biome-ignore format: one line a family reads best
const SCALARS = [
  'alice', 'Person Number 3', 'a b  c', "it's", 'x#y', 'x #y', 'a:b', 'a: b', 'http://x.example/y?z=1&a=*b', '- a', '-a', '-', '?', '? a', ':', ': a', ':a', ',', 'a,b', '[', ']', '{', '}', '[]', '{}', '[a, b]', '{a: b}', '{a, b: }', '[a: b]', '[[a], {b: [c]}]', '{"a":b}', '{"a":1, "b":[true,null]}',
  'yes', 'no', 'on', 'off', 'y', 'n', 'true', 'True', 'TRUE', 'tRue', 'false', 'null', 'Null', '~', '', '.inf', '-.INF', '+.inf', '.nan', '.', '..', '...', '---', '--- a', '....',
  '0', '-0', '+0', '1', '12', '+12', '-12', '007', '08', '0o14', '0O14', '0x1F', '0xg', '-0x1F', '0b101', '1_000', '1e3', '1E+3', '1e', '.5', '5.', '-.5', '-0.0', '1e999', '1e-999', '9007199254740993', '9007199254740992', '123456789012345678901234567890', '1.7976931348623157e308', '12:30:45', '12:30', '190:20:30', '2026-01-02', '2026-01-02T03:04:05Z', '2026-01-02 03:04:05', '1.2.3', '0.1.0.2', '1,000',
  '"x"', "'x'", '"a\\nb"', '"\\u0041\\x41\\U0001F600"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\q"', '"\\/"', '"a\\', '"', "'", "''", '""', "'a''b'", "'a' b", '"a" "b"', '"a"b', '"a\n  b"', '"a\n\n  b"', "'a\n  b'", '"a\\\n  b"', 'a\n  b', 'a\n\n    b', 'a\n b', '"a\nb"',
  '|\n  a\n  b', '>\n  a\n  b', '|-\n  a', '|+\n  a\n\n', '>-\n  a\n\n  b', '|2\n   a', '|1\n a', '|9\n a', '|0\n a', '|\n', '>', '|\n    a\n  b', '|\n\n\n  a', '| # c\n  a', '|x\n  a', '>\n  a\n    b\n  c', '|\n  ---\n', '|-2\n  a', '|2-\n  a',
  '&a b', '&a', '*a', '*b', '&a [*a]', '&a {x: *a}', '& a', '* a', '!', '!!str 1', '!!int "1"', '!!binary aGk=', '!!set {a}', '!foo x', '!<tag:x> y', '!!', '! a', '@a', '`a`', '%a', '%YAML 1.1', '#c', '# c', 'a # c', 'a  #c', '<<', '=', '!!null', '|a', '>a', 'é', '日本', '😀', '\u00a0', 'a\u00a0b', '\u2028', 'a\u2028b', '\u0085', '\ufeff', 'a\ufeff', '\ufffd', '\u202e',
  '\t', 'a\tb', '\ta', 'a\t', 'a\t#c', '"\t"', "'\t'",
] as const
// biome-ignore format: one line reads best
const KEYS = ['a', 'b', 'name', 'spec', 'kind', 'apiVersion', 'items', 'a b', 'a-b', '"q"', "'q'", '__proto__', 'constructor', 'toString', '1', '007', '1.5', 'null', 'true', 'yes', '~', '', '<<', '"<<"', '? a', '&k a', '*a', '!t a', '[a]', '{a: b}', '- a', '-', 'a:b', 'a: b', '"a\\nb"', '"a\nb"', 'é', '😀', 'a#b', 'a #b', '#a', '|', '>', '@x', '%x', 'x%', '.', '0', '01', 'a\tb', 'a\t', '  a', 'a  ', 'K'.repeat(1030)] as const
const EOL = ['\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\n\n', ' \n', '\t\n', ' # c\n', '\n# c\n', '\n  # c\n', '\r', '\n\t', '']
// biome-ignore format: one line reads best
const SNIPPETS = ['---\n', '...\n', '--- ', '\n', '\n\n', ' ', '  ', '\t', ':', ': ', '- ', '? ', '# ', '"', "'", '[', ']', '{', '}', ',', ', ', '&a ', '*a', '!t ', '|', '>', '|+\n', '\r', '\r\n', '\u0000', '\u0007', '\ufeff', '%', '@', '`', '\\', '<<: ', '\u2028', '\u0085', '😀', '~', '0', '\n ', '\n  ', '\n   ', '-', '--', '---', '....']

export class Generator {
  readonly #random: () => number
  constructor(random: () => number) {
    this.#random = random
  }
  #below(n: number): number {
    return Math.floor(this.#random() * n)
  }
  #of<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T
  }
  #chance(p: number): boolean {
    return this.#random() < p
  }

  /** A text of one to four documents. */
  text(): string {
    if (this.#chance(0.02)) return this.#soup().toWellFormed()
    const documents = Array.from({ length: this.#chance(0.8) ? 1 : 1 + this.#below(4) }, () => this.#document())
    let text = documents.join(this.#of(['---\n', '---\n', '---\n', '--- # c\n', '...\n', '...\n---\n', '---\n---\n']))
    if (this.#chance(0.1)) text = this.#of(['---\n', '\ufeff', '# c\n', '%YAML 1.2\n---\n', '\n\n', '--- ']) + text
    if (this.#chance(0.35)) for (let n = 1 + this.#below(3); n > 0; n--) text = this.#mutate(text)
    return text.toWellFormed()
  }
  #soup(): string {
    return Array.from({ length: this.#below(30) }, () => this.#of(this.#chance(0.5) ? SNIPPETS : SCALARS)).join('')
  }
  #document(): string {
    return this.#block(0, 0)
  }
  #scalar(): string {
    if (this.#chance(0.5)) return this.#of(['alice', 'a b', '1', 'true', '"x y"', "'x'", 'x', 'user-7', '[a, b]', '{}'])
    return this.#of(SCALARS)
  }
  #key(): string {
    return this.#chance(0.85) ? this.#of(['a', 'b', 'c', 'd', 'name', 'spec', 'items', 'kind']) : this.#of(KEYS)
  }
  #end(): string {
    return this.#chance(0.9) ? '\n' : this.#of(EOL)
  }
  /** A map or list at an indentation. */
  #block(indent: number, depth: number): string {
    const pad = ' '.repeat(indent)
    const list = depth > 0 && this.#chance(0.35)
    let out = ''
    const count = 1 + this.#below(3)
    for (let n = 0; n < count; n++) {
      const start =
        pad +
        (list ? `-${this.#chance(0.95) ? ' ' : this.#of(['', '  ', '\t'])}` : `${this.#key()}${this.#of([':', ':', ':', ':', ':', ' :'])}`)
      if (depth < 4 && this.#chance(0.35)) {
        const step = this.#chance(0.9) ? 2 : this.#below(4)
        if (list && this.#chance(0.7)) out += start + this.#block(indent + 2, depth + 1).slice(indent + 2)
        else out += start + this.#props() + this.#end() + this.#block(indent + step, depth + 1)
      } else
        out +=
          start +
          (list ? '' : this.#chance(0.97) ? ' ' : this.#of(['', '  ', '\t', '\n  '])) +
          this.#indented(this.#scalar(), indent) +
          this.#end()
    }
    return out
  }
  #props(): string {
    return this.#chance(0.95) ? '' : this.#of([' &a', ' !t', ' !!map', ' &a &b', ' |', ' # c', ' *a', ' x'])
  }
  #indented(scalar: string, indent: number): string {
    return scalar.replaceAll('\n', `\n${' '.repeat(indent)}`)
  }
  #mutate(text: string): string {
    const at = this.#below(text.length + 1)
    const length = this.#below(4)
    const what = this.#random()
    if (what < 0.4) return text.slice(0, at) + this.#of(SNIPPETS) + text.slice(at)
    if (what < 0.7) return text.slice(0, at) + text.slice(at + length)
    if (what < 0.8) return text.slice(0, at) + text.slice(at, at + 10) + text.slice(at)
    if (what < 0.9) return text.slice(0, at)
    return text.slice(0, at) + this.#of(SNIPPETS) + text.slice(at + length)
  }
}

/** What is wrong with how a text is read; nothing, if all is well. */
function disagreement(text: string): string | undefined {
  for (const chunk of split(text.replaceAll('\r\n', '\n'))) {
    // A reader refuses these before any parser sees them.
    if (chunk.behindEnd) continue
    const quick = fast(chunk.text)
    if ('verdict' in quick && quick.verdict === 'rare') continue
    const thorough = slow(chunk.text)
    if ('verdict' in quick) {
      if (thorough.value !== undefined) return `only the slow parser accepts ${JSON.stringify(chunk.text)}`
    } else if (thorough.value === undefined)
      return `only the fast parser accepts ${JSON.stringify(chunk.text)}: ${thorough.flaws[0]?.message}`
    else if (!alike(quick.value, thorough.value))
      return `fast ${canonical(quick.value)} and slow ${canonical(thorough.value)} for ${JSON.stringify(chunk.text)}`
  }
  return undefined
}

const alike = (a: Json, b: Json): boolean => canonical(a) === canonical(b)

/** Reads bytes as a file of the sources. Throws when what must hold does not; `milliseconds` bounds the time that it computes. */
export async function survive(bytes: Uint8Array, milliseconds: number): Promise<void> {
  const start = process.threadCpuUsage()
  const { documents, problems } = await documentsOf(bytes, 'fuzz.yaml')
  const { user, system } = process.threadCpuUsage(start)
  for (const document of documents) {
    JSON.stringify(document.value)
    const { line, column } = document.at([])
    if (!(line >= 1 && column >= 1)) throw new Error(`a document stands at ${line}:${column}`)
  }
  for (const each of problems) {
    const place = each.at[0]
    if (each.code === 'internal' || !place || !(place.line >= 1 && place.column >= 1))
      throw new Error(`a Problem without a place: ${JSON.stringify(each)}`)
  }
  const took = (user + system) / 1000
  if (took > milliseconds) throw new Error(`it took ${Math.round(took)} ms`)
}

/** Tries `count` random texts; gives what went wrong, with the seed of each. For the suite and the soak. */
export async function fuzzSources(seed: number, count: number): Promise<string[]> {
  const failures: string[] = []
  for (let at = seed; at < seed + count; at++) {
    const text = new Generator(randomFrom(at)).text()
    try {
      const found = disagreement(text)
      if (found !== undefined) failures.push(`seed ${at}: ${found}`)
      await survive(Buffer.from(text), 10_000)
      if (at % 10 === 0) formats(text)
    } catch (error) {
      failures.push(`seed ${at}: ${String(error)} for ${JSON.stringify(text)}`)
    }
  }
  return failures
}

/** Formatting keeps the value, and happens once: a second time changes nothing. */
function formats(text: string): void {
  const once = format(text, 'fuzz.yaml')
  if (once.problems.length > 0) {
    if (once.text !== text) throw new Error('formatting failed and changed the text')
    return
  }
  if (valuesOf(once.text) !== valuesOf(text)) throw new Error('formatting changed the value')
  if (format(once.text, 'fuzz.yaml').text !== once.text) throw new Error('formatting twice differs')
}
const valuesOf = (text: string): string =>
  canonical(documentsNow(Buffer.from(text), 'fuzz.yaml', slow)?.documents.map(({ value }) => value))
