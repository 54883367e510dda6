/** Two digests of a file on its way: the chain over blocks by which a transfer goes on after a cut (protocol/files.ts), and SHA-256 of all of it, for the log. */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { BLOCK, CHAIN_BEGIN } from '../../../protocol/files.ts'

export interface Digests {
  add(data: Buffer): void
  /** Over the whole blocks, and the rest where there is one. */
  chain(): string
  sha256(): string
}

export function digests(): Digests {
  const whole = createHash('sha256')
  let [chained, rest, length]: [Buffer, Buffer[], number] = [Buffer.from(CHAIN_BEGIN, 'hex'), [], 0]
  const link = (block: readonly Buffer[]): Buffer => {
    const next = createHash('sha256').update(chained)
    for (const part of block) next.update(part)
    return next.digest()
  }
  return {
    add(data) {
      whole.update(data)
      for (let at = 0; at < data.length; ) {
        const part = data.subarray(at, at + BLOCK - length)
        // What comes by the line is used again for what comes next.
        rest.push(Buffer.from(part))
        at += part.length
        length += part.length
        if (length < BLOCK) continue
        chained = link(rest)
        ;[rest, length] = [[], 0]
      }
    },
    chain: () => (length === 0 ? chained : link(rest)).toString('hex'),
    sha256: () => whole.copy().digest('hex'),
  }
}

/** Of the first so many bytes. */
export async function digestsOf(file: FileHandle, bytes: number): Promise<Digests> {
  const made = digests()
  const buffer = Buffer.alloc(BLOCK)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(BLOCK, bytes - at), at)
    if (bytesRead === 0) break
    made.add(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  return made
}
