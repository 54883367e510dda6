/** One file on its way to the viewer: in pieces, as fast as the line takes them, from where the viewer has it already if that is the beginning of the same file. */
import type { FileHandle } from 'node:fs/promises'
import { BLOCK, CHAIN_BEGIN, FILE_BYTES, PIECE, PIECE_HEAD } from '../../../protocol/files.ts'
import type { Channel } from '../channel.ts'
import { digests, digestsOf } from './digest.ts'
import { type Jail, Refusal } from './jail.ts'

export interface Get {
  id: number
  path: string
  offset: number
  digest: string
}

interface Around {
  jail: Jail
  channel: Channel
  begun(about: { size: number; modified: number; offset: number }): void
  pace(bytes: number): Promise<void>
  signal: AbortSignal
}

/** Undefined where it was stopped. Throws a Refusal where there is none to send. */
export async function send(
  get: Get,
  { jail, channel, begun, pace, signal }: Around,
): Promise<{ bytes: number; digest: string; sha256: string } | undefined> {
  const file = await jail.file(get.path)
  try {
    const { size, mtimeMs } = await file.stat()
    if (size > FILE_BYTES) throw new Refusal('It is larger than a session takes.')
    const offset = await agreed(file, size, get)
    begun({ size, modified: Math.round(mtimeMs), offset })
    const sums = offset === 0 ? digests() : await digestsOf(file, offset)
    const message = Buffer.alloc(PIECE_HEAD + PIECE)
    message.writeUInt32BE(get.id)
    for (let at = offset; at < size; ) {
      const { bytesRead } = await file.read(message, PIECE_HEAD, Math.min(PIECE, size - at), at)
      if (bytesRead === 0) throw new Refusal('It became shorter on its way.')
      await pace(bytesRead)
      const piece = message.subarray(0, PIECE_HEAD + bytesRead)
      if (!(await handed(piece, channel, signal))) return undefined
      sums.add(piece.subarray(PIECE_HEAD))
      at += bytesRead
    }
    return { bytes: size, digest: sums.chain(), sha256: sums.sha256() }
  } finally {
    await file.close()
  }
}

/** Waits until the line takes it; false where it was stopped, or the line is no more. */
export async function handed(piece: Buffer, channel: Channel, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted && !channel.sendBytes(piece)) if (!(await channel.drained())) return false
  return !signal.aborted
}

/** From where it goes on: what the viewer has, if that are the first blocks of this file. */
async function agreed(file: FileHandle, size: number, { offset, digest }: Get): Promise<number> {
  if (offset === 0 || offset > size || offset % BLOCK !== 0 || digest === CHAIN_BEGIN) return 0
  return (await digestsOf(file, offset)).chain() === digest ? offset : 0
}
