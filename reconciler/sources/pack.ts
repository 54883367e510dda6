/**
 * What was made of one file, packed: columns of numbers, names and digests, then the JSON of each resource end to end. A hundred thousand
 * resources are opened from it by slicing; each one's JSON is parsed when somebody looks at it. Fresh files go through the same form as
 * cached ones, so that it can make no difference where a resource came from.
 *
 *   counts   4 × uint32   resources, bytes of the names, 1 if the slow parser was needed, 0
 *   numbers  4 × uint32   per resource: kind, line, column, where its JSON ends
 *   names    kinds, then keys, each with what it is renamed from, one a line; padded to 4 bytes with line breaks
 *   digests  64 hexadecimal digits a resource
 *   JSON
 */
import type { Declared, Path } from '../../schema/fields.ts'
import type { Position } from '../../schema/problem.ts'
import { type Backing, type Origin, Resource } from '../../schema/resource.ts'

/** Points into a file of the project. */
export type Locate = (file: string, line: number, column: number, path: Path, entry: string | undefined) => Position

const COUNTS = 16
const NUMBERS = 16

export function pack(resources: readonly Resource[], slowly: boolean): Buffer {
  const kinds = [...new Set(resources.map((resource) => resource.kind as string))]
  const names = [kinds.join(' ')]
  const texts: string[] = []
  const numbers = Buffer.alloc(COUNTS + NUMBERS * resources.length)
  let digests = ''
  let end = 0
  for (const [index, resource] of resources.entries()) {
    const text = JSON.stringify(resource.declared)
    const at = COUNTS + NUMBERS * index
    numbers.writeUInt32LE(kinds.indexOf(resource.kind), at)
    numbers.writeUInt32LE(resource.origin?.line ?? 1, at + 4)
    numbers.writeUInt32LE(resource.origin?.column ?? 1, at + 8)
    numbers.writeUInt32LE((end += Buffer.byteLength(text)), at + 12)
    names.push(resource.renamedFrom === undefined ? resource.key : `${resource.key} ${encodeURIComponent(resource.renamedFrom)}`)
    digests += resource.digest
    texts.push(text)
  }
  let list = names.join('\n')
  list += '\n'.repeat(4 - (list.length % 4))
  numbers.writeUInt32LE(resources.length, 0)
  numbers.writeUInt32LE(list.length, 4)
  numbers.writeUInt32LE(slowly ? 1 : 0, 8)
  // Memory of its own, which can be handed to another thread.
  const packed = Buffer.allocUnsafeSlow(numbers.length + list.length + digests.length + end)
  numbers.copy(packed)
  packed.write(list + digests + texts.join(''), numbers.length)
  return packed
}

export const neededSlow = (packed: Buffer): boolean => packed.readUInt32LE(8) === 1

/** The resources of a packed file, appended to a list. `packed` must be as `pack` made it: the cache vouches for that. */
export function unpack(packed: Buffer, file: string, team: string, locate: Locate, into: Resource[]): void {
  const count = packed.readUInt32LE(0)
  const listed = packed.readUInt32LE(4)
  const list = COUNTS + NUMBERS * count
  const names = packed.toString('latin1', list, list + listed + 64 * count)
  let from = names.indexOf('\n') + 1
  const kinds = names.slice(0, from - 1).split(' ')
  const source: PackedFile = { path: file, packed, json: list + listed + 64 * count, locate }
  for (let index = 0; index < count; index++) {
    const kind = kinds[packed.readUInt32LE(COUNTS + NUMBERS * index)] as string
    const end = names.indexOf('\n', from)
    let key = names.slice(from, end)
    let renamedFrom: string | undefined
    const space = key.indexOf(' ')
    if (space !== -1) {
      renamedFrom = decodeURIComponent(key.slice(space + 1))
      key = key.slice(0, space)
    }
    const name = key.slice(kind.length + team.length + 2)
    const digest = names.slice(listed + 64 * index, listed + 64 * index + 64)
    const written = new Written(source, index)
    into.push(new Resource({ kind, namespace: team, name, key, digest, backing: written, origin: written, renamedFrom }))
    from = end + 1
  }
}

interface PackedFile {
  path: string
  packed: Buffer
  /** Where the JSON begins. */
  json: number
  locate: Locate
}

/** A hundred thousand of them exist at once and few are asked anything, so each holds its number and shares the rest. */
class Written implements Origin, Backing {
  readonly #source: PackedFile
  readonly #index: number
  constructor(source: PackedFile, index: number) {
    this.#source = source
    this.#index = index
  }
  #number(offset: number): number {
    return this.#source.packed.readUInt32LE(COUNTS + NUMBERS * this.#index + offset)
  }
  get file(): string {
    return this.#source.path
  }
  get line(): number {
    return this.#number(4)
  }
  get column(): number {
    return this.#number(8)
  }
  declared(): Declared {
    const { packed, json } = this.#source
    const from = this.#index === 0 ? 0 : this.#number(12 - NUMBERS)
    return JSON.parse(packed.toString('utf8', json + from, json + this.#number(12))) as Declared
  }
  at(path: Path, entry?: string): Position {
    return this.#source.locate(this.file, this.line, this.column, path, entry)
  }
}
