/**
 * Resources on their way, one a line, as the store keeps them: what a control plane sends to who keeps a copy of its world. A line is JSON,
 *
 *   [key, digest, sole, uid, existence, created, changed, owners, status, declared]
 *   owners = [[manager, fields, what it applied last, its digest, commit, file, line]…], null, null meaning "the resource's own"
 *   [key]                                                            a resource that is gone
 *
 * and begins with what is asked of every resource, at fixed places: of a hundred thousand lines a reader looks at the key, the digest and the
 * sole manager, and parses a few. The first line of a file of rows is a Heading.
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

/** Where the digest of a line begins and ends, given where its key ends. */
const DIGEST = 64

/** The row that a line holds, null where its resource is gone. Nothing of it is parsed before somebody looks. */
export function readLine(line: string): { key: string; row: WireRow | null } {
  const end = line.indexOf('"', 2)
  if (!line.startsWith('["') || end < 0) throw new SyntaxError('a line of rows begins with a key')
  const key = line.slice(2, end)
  return { key, row: line.length === end + 2 ? null : new LineRow(line, key, end) }
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
function textEnd(line: string, start: number): number {
  for (let end = line.indexOf('"', start + 1); end > 0; end = line.indexOf('"', end + 1)) {
    let escapes = 0
    while (line[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end + 1
  }
  throw new SyntaxError('a text in a line of rows has no end')
}

class LineRow implements WireRow {
  readonly #line: string
  readonly #end: number
  readonly key: string
  readonly sole: string | null
  #parsed: Parsed | undefined
  #declared: string | undefined

  constructor(line: string, key: string, end: number) {
    this.#line = line
    this.key = key
    this.#end = end
    const at = end + 5 + DIGEST
    this.sole = line.startsWith('null', at) ? null : (JSON.parse(line.slice(at, textEnd(line, at))) as string)
  }
  get #all(): Parsed {
    return (this.#parsed ??= JSON.parse(this.#line) as Parsed)
  }
  get kind(): string {
    return this.key.slice(0, this.key.indexOf('/'))
  }
  get name(): string {
    return this.key.slice(this.key.indexOf('/', this.kind.length + 1) + 1)
  }
  get digest(): string {
    return this.#line.slice(this.#end + 3, this.#end + 3 + DIGEST)
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
    return (fold ? fold(this.#line) : this.#line).includes(text)
  }
}
