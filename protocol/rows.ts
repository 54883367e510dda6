/**
 * Resources on their way, one a line, as the store keeps them: what a control plane sends to who keeps a copy of its world. A line is JSON,
 *
 *   [key, digest, sole, uid, existence, created, changed, owners, status, declared]
 *   owners = [[manager, fields, what it applied last, its digest, commit, file, line]…], null, null meaning "the resource's own"
 *   [key]                                                            a resource that is gone
 *
 * and begins with what is asked of every resource, at fixed places: of a hundred thousand lines a reader looks at the key, the digest and the
 * sole manager, and parses a few. A Heading comes before the lines, and an end after them (`endLine`).
 */

/** A resource as it is kept: server/store/store.ts says what each part is. */
export interface WireRow {
  key: string
  kind: string
  name: string
  uid: string
  existence: string | null
  declared: string
  digest: string
  status: string
  created: number
  changed: number
  ownership: WireOwner[]
  readonly sole?: string | null
  mentions?(text: string, fold?: (text: string) => string): boolean
}
export interface WireOwner {
  manager: string
  fields: string
  lastApplied: string
  digest: string
  source: { commit?: string; file?: string; line?: number }
}

/** What the lines are of. With `since` they are what changed after that revision; without, all there is. */
export interface Heading {
  /** The id of the database: a copy of another one is of no use. */
  database: string
  team: string
  revision: number
  /** Tells it apart from another revision of the same number, as after a backup was put back. */
  mark: string
  since?: number
}

export const ROWS_TYPE = 'application/x-ndjson'

/** @param sole the manager who alone owns all of it, null where there is no such one (`soleOf`) */
export function rowLine(
  { key, digest, uid, existence, created, changed, ownership, status, declared }: WireRow,
  sole: string | null,
): string {
  const owners = ownership.map(({ manager, fields, lastApplied, digest: of, source: { commit, file, line } }) => {
    const own = lastApplied === declared && of === digest
    const rest = [commit, file, line].map((part) => JSON.stringify(part ?? null)).join(',')
    return `[${JSON.stringify(manager)},${fields},${own ? 'null,null' : `${lastApplied},${JSON.stringify(of)}`},${rest}]`
  })
  const head = `["${key}","${digest}",${JSON.stringify(sole)},"${uid}",${JSON.stringify(existence)},${created},${changed}`
  return `${head},[${owners.join(',')}],${status},${declared}]`
}

export const goneLine = (key: string): string => `["${key}"]`

/** The last line: without it something is missing. */
export const endLine = (revision: number): string => `{"end":${revision}}`

export type Line = { heading: Heading } | { end: number } | { key: string; row: WireRow | null }

const [NEWLINE, QUOTE, ESCAPE, OBJECT, LIST] = [0x0a, 0x22, 0x5c, 0x7b, 0x5b]
const DIGEST = 64

/**
 * The lines of some bytes, in order. A last line without its end is not among them: it was cut off. Rows read from the bytes when they are
 * looked at, so these must stay as they are.
 */
export function* readLines(bytes: Buffer): Generator<Line> {
  for (let start = 0, end = bytes.indexOf(NEWLINE); end >= 0; start = end + 1, end = bytes.indexOf(NEWLINE, start)) {
    if (bytes[start] === OBJECT) {
      const said = JSON.parse(bytes.toString('utf8', start, end)) as Heading | { end: number }
      yield 'end' in said ? said : { heading: said }
      continue
    }
    const after = bytes.indexOf(QUOTE, start + 2)
    if (bytes[start] !== LIST || bytes[start + 1] !== QUOTE || after < 0 || after >= end)
      throw new SyntaxError('a line of rows begins with a key')
    const key = bytes.toString('latin1', start + 2, after)
    yield { key, row: after + 2 === end ? null : new LineRow(bytes, start, end, key) }
  }
}

type Parsed = [
  key: string,
  digest: string,
  sole: string | null,
  uid: string,
  existence: string | null,
  created: number,
  changed: number,
  owners: [string, string[], object | null, string | null, string | null, string | null, number | null][],
  status: object,
  declared: object,
]

/** Where a text of JSON ends that begins at a place. */
function textEnd(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end > 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let escapes = 0
    while (bytes[end - 1 - escapes] === ESCAPE) escapes++
    if (escapes % 2 === 0) return end + 1
  }
  throw new SyntaxError('a text in a line of rows has no end')
}

/** Managers are few, rows many, and neighbours mostly of one manager: the bytes of the last one are looked at before anything is read. */
const managers = new Map<string, string>()
let latest: { bytes: Uint8Array; manager: string } = { bytes: new Uint8Array(), manager: '' }

/** The manager whose text of JSON begins at a place. */
function managerAt(bytes: Buffer, start: number): string {
  const known = latest.bytes
  let same = 0
  while (same < known.length && bytes[start + same] === known[same]) same++
  if (same > 0 && same === known.length) return latest.manager // its own end is among them, so nothing is left to compare
  const written = bytes.subarray(start, textEnd(bytes, start))
  const text = written.toString('utf8')
  let manager = managers.get(text)
  if (manager === undefined) {
    manager = JSON.parse(text) as string
    if (managers.size < 1000) managers.set(text, manager)
  }
  latest = { bytes: Uint8Array.from(written), manager }
  return manager
}

class LineRow implements WireRow {
  readonly #bytes: Buffer
  readonly #start: number
  readonly #end: number
  readonly key: string
  #parsed: Parsed | undefined
  #declared: string | undefined

  constructor(bytes: Buffer, start: number, end: number, key: string) {
    this.#bytes = bytes
    this.#start = start
    this.#end = end
    this.key = key
  }
  get #all(): Parsed {
    return (this.#parsed ??= JSON.parse(this.#bytes.toString('utf8', this.#start, this.#end)) as Parsed)
  }
  get sole(): string | null {
    const at = this.#start + this.key.length + 7 + DIGEST
    return this.#bytes[at] === QUOTE ? managerAt(this.#bytes, at) : null
  }
  get kind(): string {
    return this.key.slice(0, this.key.indexOf('/'))
  }
  get name(): string {
    return this.key.slice(this.key.indexOf('/', this.kind.length + 1) + 1)
  }
  get digest(): string {
    const at = this.#start + this.key.length + 5
    return this.#bytes.toString('latin1', at, at + DIGEST)
  }
  get uid(): string {
    return this.#all[3]
  }
  get existence(): string | null {
    return this.#all[4]
  }
  get created(): number {
    return this.#all[5]
  }
  get changed(): number {
    return this.#all[6]
  }
  get status(): string {
    return JSON.stringify(this.#all[8])
  }
  get declared(): string {
    return (this.#declared ??= JSON.stringify(this.#all[9]))
  }
  get ownership(): WireOwner[] {
    return this.#all[7].map(([manager, fields, lastApplied, digest, commit, file, line]) => ({
      manager,
      fields: JSON.stringify(fields),
      lastApplied: lastApplied === null ? this.declared : JSON.stringify(lastApplied),
      digest: digest ?? this.digest,
      source: { ...(commit !== null && { commit }), ...(file !== null && { file }), ...(line !== null && { line }) },
    }))
  }
  /** The whole line is looked at, so a yes may be of another part of it. */
  mentions(text: string, fold?: (text: string) => string): boolean {
    const line = this.#bytes.subarray(this.#start, this.#end)
    return fold ? fold(line.toString('utf8')).includes(text) : line.includes(text)
  }
}
