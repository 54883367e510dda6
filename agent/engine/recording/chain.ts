/**
 * The chain over the files of a recording: after each part stands the hash of everything up to there, in a box that players pass over. Read again in pieces, since a
 * recording may be larger than memory.
 */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** The type of the box with a hash in it, drawn by lot. */
export const CHAIN = '9d2f6c1b0e7a4c0c8b6f51c3a7e0d24e'
export const CHAIN_BEGIN = '0'.repeat(64)
/** Of a box: its size and type, the name of its own type, and the hash. */
const [HEAD, NAMED, BOX] = [8, 24, 56]
const PIECE = 1 << 20

const after = (chain: string): Hash => createHash('sha256').update(Buffer.from(chain, 'hex'))
export const linked = (chain: string, part: Buffer): string => after(chain).update(part).digest('hex')

/**
 * Whether the files of a recording are what was written, one after the other: the end of their chain, to be compared with what the device's log says, and their
 * bytes. Throws where a part is not what its hash says.
 */
export function verified(folder: string): { digest: string; bytes: number } {
  let [digest, bytes] = [CHAIN_BEGIN, 0]
  const names = readdirSync(folder).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  for (const name of names) {
    if (!/^[1-9]\d*\.mp4$/.test(name)) throw new Error(`${name} is none of its files`)
    const descriptor = openSync(join(folder, name), 'r')
    try {
      const { size } = fstatSync(descriptor)
      digest = followed(descriptor, size, name, digest)
      bytes += size
    } finally {
      closeSync(descriptor)
    }
  }
  return { digest, bytes }
}

/** The end of the chain in one file, which begins with that of the one before. */
function followed(descriptor: number, length: number, name: string, before: string): string {
  let [chain, at, from] = [before, 0, 0]
  let hash = after(chain)
  const piece = Buffer.alloc(PIECE)
  const read = (from: number, most: number): Buffer => piece.subarray(0, readSync(descriptor, piece, 0, Math.min(most, PIECE), from))
  while (at + HEAD <= length) {
    const box = Buffer.from(read(at, BOX))
    const size = box.readUInt32BE(0)
    if (size < HEAD || at + size > length) throw new Error(`${name} is cut off at ${at}`)
    if (box.toString('latin1', 4, HEAD) === 'uuid' && box.toString('hex', HEAD, NAMED) === CHAIN) {
      chain = hash.digest('hex')
      if (box.toString('hex', NAMED, BOX) !== chain) throw new Error(`${name} was changed before ${at}`)
      hash = after(chain)
      from = at + size
    } else
      for (let done = at; done < at + size; ) {
        const part = read(done, at + size - done)
        if (part.length === 0) throw new Error(`${name} became shorter while it was read`)
        hash.update(part)
        done += part.length
      }
    at += size
  }
  if (from !== length) throw new Error(`${name} goes on after its last hash`)
  return chain
}
