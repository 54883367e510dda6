/**
 * What was made of one file, packed: columns of numbers, names and digests, then the JSON of each resource end to end. A hundred thousand
 * resources are opened from it by slicing; each one's JSON is parsed when somebody looks at it. Fresh files go through the same form as
 * cached ones, so that it can make no difference where a resource came from.
 *
 *   counts   4 × uint32   resources, bytes of the names, 1 if the slow parser was needed, 0
 *   numbers  4 × uint32   per resource: kind, line, column, bytes of its JSON
 *   names    kinds, then names, each with what it is renamed from, one a line; padded to 4 bytes with line breaks
 *   digests  64 hexadecimal digits a resource
 *   JSON
 */
import type { Declared, Path } from '../../schema/fields.ts'
import type { Position } from '../../schema/problem.ts'
import { type Origin, Resource } from '../../schema/resource.ts'

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
  for (const [index, resource] of resources.entries()) {
    const text = JSON.stringify(resource.declared)
    const at = COUNTS + NUMBERS * index
    numbers.writeUInt32LE(kinds.indexOf(resource.kind), at)
    numbers.writeUInt32LE(resource.origin?.line ?? 1, at + 4)
    numbers.writeUInt32LE(resource.origin?.column ?? 1, at + 8)
    numbers.writeUInt32LE(Buffer.byteLength(text), at + 12)
    names.push(resource.renamedFrom === undefined ? resource.name : `${resource.name} ${encodeURIComponent(resource.renamedFrom)}`)
    digests += resource.digest
    texts.push(text)
  }
  let list = names.join('\n')
  list += '\n'.repeat(4 - (list.length % 4))
  numbers.writeUInt32LE(resources.length, 0)
  numbers.writeUInt32LE(list.length, 4)
  numbers.writeUInt32LE(slowly ? 1 : 0, 8)
  return Buffer.concat([numbers, Buffer.from(list + digests + texts.join(''))])
}

export const neededSlow = (packed: Buffer): boolean => packed.readUInt32LE(8) === 1

/** The resources of a packed file, appended to a list. `packed` must be as `pack` made it: the cache vouches for that. */
export function unpack(packed: Buffer, file: string, team: string, locate: Locate, into: Resource[]): void {
  const count = packed.readUInt32LE(0)
  const listed = packed.readUInt32LE(4)
  const list = COUNTS + NUMBERS * count
  const names = packed.toString('latin1', list, list + listed).split('\n')
  const kinds = (names[0] as string).split(' ')
  const digests = packed.toString('latin1', list + listed, list + listed + 64 * count)
  let start = list + listed + 64 * count
  for (let index = 0; index < count; index++) {
    const at = COUNTS + NUMBERS * index
    const from = start
    const to = (start += packed.readUInt32LE(at + 12))
    const named = names[index + 1] as string
    const space = named.indexOf(' ')
    into.push(
      new Resource({
        kind: kinds[packed.readUInt32LE(at)] as string,
        namespace: team,
        name: space === -1 ? named : named.slice(0, space),
        digest: digests.slice(64 * index, 64 * index + 64),
        declared: () => JSON.parse(packed.toString('utf8', from, to)) as Declared,
        origin: new Written(file, packed.readUInt32LE(at + 4), packed.readUInt32LE(at + 8), locate),
        ...(space !== -1 && { renamedFrom: decodeURIComponent(named.slice(space + 1)) }),
      }),
    )
  }
}

/** A hundred thousand of them exist at once and few are asked anything, so each holds two numbers and shares the rest. */
class Written implements Origin {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly #locate: Locate
  constructor(file: string, line: number, column: number, locate: Locate) {
    this.file = file
    this.line = line
    this.column = column
    this.#locate = locate
  }
  at(path: Path, entry?: string): Position {
    return this.#locate(this.file, this.line, this.column, path, entry)
  }
}
