/**
 * Where a field stands in the call that declares it: `user('alice', { email: 'a@b' })` is read as far as it is written out, textually. What
 * is computed (a variable, a spread, a function's result) has no place in the call, and the nearest thing around it has to do.
 *
 * It reads only what lies between the brackets of one call, and never fails: text that it can't follow ends the reading, and what is known
 * by then stands.
 */
import type { Json } from '../../../schema/canonical.ts'
import type { Position } from '../../../schema/problem.ts'
import type { Document } from '../../../schema/resource.ts'

interface Piece {
  offset: number
  entries?: Map<string, Piece>
  items?: Piece[]
  text?: string
}

/** So much of a call is read, in UTF-16 units. */
const MOST = 1 << 14
const FAR = 2000
const WORD = /[\w$.]*/y
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+/uy
const BEFORE_REGEX = /[(,=:[!&|?{};+\-*%<>~^]\s*$/

/**
 * The interpreter places a call at its bracket, and counts characters; people look for the word before it, and editors count UTF-16 units.
 * What is placed elsewhere stays there. Columns count from 1.
 */
export function callStart(line: string, column: number): number {
  // Far out on a line that no person wrote, every call would cost as much as the line is long.
  const before = column > FAR ? line.slice(0, column - 1) : [...line.slice(0, 2 * column)].slice(0, column - 1).join('')
  const [word = ''] = line[before.length] === '(' ? (/[\w$.]*\s*$/.exec(before.slice(-200)) ?? []) : []
  return before.length - word.length + 1
}

/** The declaration that the call at this place makes; its value as far as it is written out, null where it isn't. */
export function callIn(text: string, file: string, line: number, column: number): Document {
  let from = 0
  for (let left = line - 1; left > 0; left--) from = text.indexOf('\n', from) + 1
  const [name, spec, metadata] = argumentsAt(text, from + column - 1)
  const place = (offset: number): Position => {
    let [at, start] = [line, from]
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) [at, start] = [at + 1, end + 1]
    return { file, line: at, column: offset - start + 1 }
  }
  return {
    file,
    value: { metadata: writtenIn(metadata), spec: writtenIn(spec) },
    at([first, ...rest]) {
      let piece = first === 'spec' ? spec : first === 'metadata' ? (rest[0] === 'name' ? name : metadata) : undefined
      for (const key of rest) {
        const inner: Piece | undefined = typeof key === 'number' ? piece?.items?.[key] : piece?.entries?.get(key)
        if (!inner) break
        piece = inner
      }
      return piece ? place(piece.offset) : { file, line, column }
    },
  }
}

function writtenIn(piece: Piece | undefined): Json {
  if (piece?.text !== undefined) return piece.text
  if (piece?.items) return piece.items.map(writtenIn)
  return piece?.entries ? Object.fromEntries([...piece.entries].map(([key, inner]) => [key, writtenIn(inner)])) : null
}

function argumentsAt(text: string, start: number): Piece[] {
  const end = Math.min(text.length, start + MOST)
  let at = start
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [found = ''] = pattern.exec(text) ?? []
    at += found.length
    return found
  }
  const blank = (): void => {
    match(/(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y)
  }
  /** A text in quotes; undefined where it is more than its letters. */
  const quoted = (): string | undefined => {
    const [, inner = ''] = /^["'`]([\s\S]*)["'`]$/.exec(match(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y)) ?? []
    return inner.includes('\\') ? undefined : inner
  }
  const template = (): void => {
    for (at++; at < end && text[at] !== '`'; at++)
      if (text[at] === '\\') at++
      else if (text[at] === '$' && text[at + 1] === '{') {
        at += 2
        rest(false)
      }
    at++
  }
  /** To the end of an expression: a comma, if that ends it, or the bracket that closes what is around it. */
  const rest = (comma = true): void => {
    for (let depth = 0; at < end; ) {
      const sign = text[at] as string
      if (sign === '"' || sign === "'") {
        const before = at
        quoted()
        if (at === before) at = end
      } else if (sign === '`') template()
      else if (sign === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
        const before = at
        blank()
        // A comment that doesn't end.
        if (at === before) at = end
      } else if (sign === '/' && BEFORE_REGEX.test(text.slice(Math.max(start, at - 40), at))) {
        const before = at
        match(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//y)
        if (at === before) at++
      } else if (sign === '(' || sign === '[' || sign === '{') depth += at++ >= 0 ? 1 : 0
      else if (sign === ')' || sign === ']' || sign === '}') {
        if (depth-- === 0) return
        at++
      } else if (sign === ',' && depth === 0 && comma) return
      else at++
    }
  }
  const value = (depth: number): Piece => {
    blank()
    const piece: Piece = { offset: at }
    const sign = text[at]
    if (depth < 64 && sign === '{') piece.entries = entries(depth)
    else if (depth < 64 && sign === '[') piece.items = items(depth)
    else if (sign === '"' || sign === "'") {
      const found = quoted()
      blank()
      // More may follow, as in 'a' + b.
      if (found !== undefined && (at >= end || /[,)\]}]/.test(text[at] as string))) piece.text = found
    }
    rest()
    return piece
  }
  const items = (depth: number): Piece[] => {
    const found: Piece[] = []
    let known = true
    for (at++; at < end; ) {
      blank()
      if (text[at] === ']') break
      // Behind a spread nobody knows which entry is which.
      known &&= !text.startsWith('...', at)
      const piece = value(depth + 1)
      if (known) found.push(piece)
      if (text[at] !== ',') break
      at++
    }
    at++
    return found
  }
  const entries = (depth: number): Map<string, Piece> => {
    const found = new Map<string, Piece>()
    for (at++; at < end; ) {
      blank()
      if (text[at] === '}') break
      const offset = at
      const key = text[at] === '"' || text[at] === "'" ? quoted() : match(NAME) || undefined
      blank()
      if (key !== undefined && text[at] === ':') {
        at++
        found.set(key, { ...value(depth + 1), offset })
      } else {
        // `{ email }`, a spread, a method, a computed key.
        if (key !== undefined) found.set(key, { offset })
        rest()
      }
      if (text[at] !== ',') break
      at++
    }
    at++
    return found
  }
  match(WORD)
  blank()
  if (text[at] !== '(') return []
  const found: Piece[] = []
  do {
    at++
    found.push(value(0))
  } while (at < end && text[at] === ',')
  return found
}
