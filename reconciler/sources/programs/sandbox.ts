/**
 * What runs inside the sandbox before any program does. `enclose` is handed to QuickJS as its own text (`Function.prototype.toString`), so it
 * names nothing of this file but itself. It is written here as code, not as a string, to be formatted, checked and read as code.
 *
 * It does two things. It takes away what differs from run to run: no clock, no dice, no code made of text. And it makes `declare`, which
 * turns a call into one line of text, at once: what a program changes afterwards is not what it declared.
 *
 * None of this protects the host. Whatever a program does to this code, all that ever leaves the sandbox is text, and the host believes none
 * of it: it is parsed, bounded and judged like a file that a stranger wrote.
 */

/** What the host hands in. */
export interface Host {
  /** Takes lines of declarations, each `[kind, name, spec, metadata]` as JSON, a tab, and the place of the call. */
  emit(lines: string): void
  print(text: string): void
  /** Levels of maps and lists, and UTF-16 units of one declaration. */
  depth: number
  chars: number
}
/** What the module `splashtop-iac` is made of; `flush` sends what is not sent yet. */
export interface Enclosed {
  declare(kind: string): (name: unknown, spec?: unknown, metadata?: unknown) => object
  flush(): void
  /** What guardrails.ts makes its part of the module of. */
  tools: Tools
}
export interface Tools {
  /** A value as JSON, each of its properties read once. Refuses what is no data; `of` says whose it is, `part` which part. */
  json(value: unknown, of: string, part: string): string
  /** One line for the host, with the place of the innermost call in a program. */
  send(line: string): void
  refuse(message: string): never
}

export function enclose(host: Host): Enclosed {
  // Copies, taken before a program puts something else in their place.
  const { emit, print, depth: deepest, chars: longest } = host
  const { stringify } = JSON
  const { isArray, prototype: arrays } = Array
  const { getPrototypeOf, keys, freeze, prototype: objects } = Object
  const [sets, maps] = [Set.prototype, Map.prototype]
  const { isFinite: isNumber } = Number
  const Failure = Error

  class DeclarationError extends TypeError {
    override name = 'DeclarationError'
  }
  class HermeticError extends Error {
    override name = 'HermeticError'
  }

  /** What a declaration returns, so that others can refer to it by more than a text: `group: support`. */
  class Declared {
    readonly kind: string
    readonly name: string
    readonly #name: string
    constructor(kind: string, name: string) {
      this.kind = kind
      this.name = name
      this.#name = name
    }
    static nameOf(value: object): string | undefined {
      return #name in value ? (value as Declared).#name : undefined
    }
    toString(): string {
      return this.#name
    }
  }
  const { nameOf } = Declared

  /** The way from a declaration to what is wrong in it, kept by the containers on it. */
  interface Trail {
    key: string | number
    up: Trail | undefined
  }
  let whose = ''
  /** The name of what is declared, where it is a declaration. */
  let ofName: string | undefined
  const named = (): string => (ofName === undefined ? whose : `${whose} \`${ofName.slice(0, 60)}\``)
  const article = (word: string): string => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
  const refuse = (
    key: string | number,
    up: Trail | undefined,
    what: string,
    fix = 'Write a text, a number, true, false, null, a list or a plain object.',
  ): never => {
    let path = ''
    for (let at: Trail | undefined = { key, up }; at; at = at.up)
      path = typeof at.key === 'number' ? `[${at.key}]${path}` : `${at.up ? '.' : ''}${at.key}${path}`
    throw new DeclarationError(`\`${path}\` of ${named()} is ${what}. ${fix}`)
  }
  /** Keys are few, and written often. */
  const written = new Map<string, string>()
  const [known, note] = [written.get.bind(written), written.set.bind(written)]
  const keyText = (key: string): string => {
    let text = known(key)
    if (text === undefined) {
      text = `${stringify(key)}:`
      if (written.size < 1000) note(key, text)
    }
    return text
  }
  /** As `JSON.stringify` would, if nobody had changed anything and it refused what it leaves out. Each property is read once. */
  const json = (value: unknown, key: string | number, up: Trail | undefined, depth: number): string => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return stringify(value)
      case 'number':
        return isNumber(value) ? stringify(value) : refuse(key, up, `the number ${value}`)
      case 'object':
        break
      default:
        return refuse(key, up, typeof value === 'undefined' ? 'undefined' : article(typeof value))
    }
    if (value === null) return 'null'
    if (depth > deepest) return refuse(key, up, `more than ${deepest} levels deep`, 'Write it flatter; perhaps something contains itself.')
    const trail = { key, up }
    if (isArray(value)) {
      let out = '['
      for (let index = 0; index < value.length; index++) {
        if (index > 0) out += ','
        out += json(value[index], index, trail, depth + 1)
        if (out.length > longest) tooLong()
      }
      return `${out}]`
    }
    const name = nameOf(value)
    if (name !== undefined) return stringify(name)
    const prototype = getPrototypeOf(value)
    if (prototype === sets) return refuse(key, up, 'a Set', 'Write `[...set]`.')
    if (prototype === maps) return refuse(key, up, 'a Map', 'Write `Object.fromEntries(map)`.')
    if (prototype !== objects && prototype !== null) return refuse(key, up, 'no plain object')
    let out = '{'
    for (const each of keys(value)) {
      const inner = (value as Record<string, unknown>)[each]
      // As everybody expects who writes `group: isGuest ? undefined : staff`.
      if (inner === undefined) continue
      if (out !== '{') out += ','
      out += keyText(each) + json(inner, each, trail, depth + 1)
      if (out.length > longest) tooLong()
    }
    return `${out}}`
  }
  const tooLong = (): never => {
    throw new DeclarationError(`${named()} has more than ${longest} characters. Cut it in several.`)
  }

  /** The innermost call in a program: `module:line:column`. The first line of the stack is this file's own. */
  const place = (stack: string): string => {
    for (let line = stack.indexOf('\n') + 1; line > 0; line = stack.indexOf('\n', line) + 1) {
      const from = stack.indexOf('(m', line)
      if (from === -1) return ''
      const end = stack.indexOf('\n', line)
      if (end === -1 || from < end) return stack.slice(from + 1, stack.indexOf(')', from))
    }
    return ''
  }

  let waiting = ''
  const flush = (): void => {
    if (waiting !== '') emit(waiting)
    waiting = ''
  }
  const send = (line: string): void => {
    waiting += `${line}\t${place(new Failure().stack as string)}\n`
    if (waiting.length > 65_536) flush()
  }
  const declare =
    (kind: string) =>
    (name: unknown, spec?: unknown, metadata?: unknown): object => {
      if (typeof name !== 'string')
        throw new DeclarationError(
          `The name of a ${kind} is ${name === null ? 'null' : article(typeof name)}. Write its name first, as a text.`,
        )
      whose = kind
      ofName = name
      let rest = '{}'
      if (metadata !== undefined) {
        if (typeof metadata !== 'object' || metadata === null || isArray(metadata))
          refuse('metadata', undefined, 'no object', 'Write `{ labels: {…}, annotations: {…} }`.')
        else if ('name' in metadata) refuse('metadata.name', undefined, 'written twice', 'The name is the first argument alone.')
        rest = json(metadata, 'metadata', undefined, 1)
      }
      const value = `["${kind}",${stringify(name)},${spec === undefined ? '{}' : json(spec, 'spec', undefined, 1)},${rest}]`
      // As `send`, whose frame on the stack would have to be written, and read past, at each of a hundred thousand calls.
      waiting += `${value}\t${place(new Failure().stack as string)}\n`
      if (waiting.length > 65_536) flush()
      return freeze(new Declared(kind, name))
    }

  const never = (what: string, fix: string): (() => never) => {
    // No arrow: whoever writes `new` shall be told the same.
    function refused(): never {
      throw new HermeticError(`${what}. ${fix}`)
    }
    return refused
  }
  const set = (on: object, key: PropertyKey, value: unknown): void => {
    Object.defineProperty(on, key, { value, writable: false, enumerable: false, configurable: false })
  }
  const noClock = never('A program has no clock', 'Write the date: the same sources declare the same on every day.')
  const RealDate = Date
  const FixedDate = function (this: unknown, ...parts: unknown[]): unknown {
    if (new.target === undefined || parts.length === 0) return noClock()
    return Reflect.construct(RealDate, parts, new.target)
  }
  FixedDate.prototype = RealDate.prototype
  set(FixedDate, 'now', noClock)
  set(FixedDate, 'parse', RealDate.parse)
  set(FixedDate, 'UTC', RealDate.UTC)
  set(RealDate.prototype, 'constructor', FixedDate)
  set(globalThis, 'Date', FixedDate)
  set(Math, 'random', never('A program has no dice', 'Write what you want: the same sources declare the same each time.'))
  const noCode = never('A program makes no code out of texts', 'Write a function.')
  set(globalThis, 'eval', noCode)
  // Every kind of function has a constructor of its own, which makes code as `eval` does.
  const functions = [() => {}, async () => {}, function* () {}, async function* () {}]
  for (const each of functions) {
    const prototype = getPrototypeOf(each) as object
    set(prototype, 'constructor', noCode)
  }
  noCode.prototype = Function.prototype
  set(globalThis, 'Function', noCode)
  // When something is collected says how much memory there was.
  for (const name of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer']) Reflect.deleteProperty(globalThis, name)
  const shown = (value: unknown): string => {
    if (typeof value === 'string') return value
    try {
      return stringify(value) ?? String(value)
    } catch {
      return String(value)
    }
  }
  const log = (...values: unknown[]): void => print(values.map(shown).join(' '))
  set(globalThis, 'console', freeze({ log, info: log, warn: log, error: log, debug: log }))
  set(arrays, 'toJSON', undefined)
  const tools: Tools = {
    send,
    json(value, of, part) {
      whose = of
      ofName = undefined
      return json(value, part, undefined, 1)
    },
    refuse(message) {
      throw new DeclarationError(message)
    },
  }
  return { declare, flush, tools }
}
