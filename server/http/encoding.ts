/**
 * Compressing answers: in the form that the client takes, for what is long enough to be worth it. What is the same for everybody until the next
 * revision (the whole world) is compressed once and kept.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { constants, createGzip, createZstdCompress, gzip, zstdCompress } from 'node:zlib'

export type Encoding = 'zstd' | 'gzip' | 'identity'

/** Shorter answers are sent as they are: a packet is a packet. */
export const SHORT = 1400
/** Longer ones are compressed while they are made. */
export const LONG = 1 << 18

const zipped = promisify(gzip)
const squeezed = promisify(zstdCompress)
const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
const gzipOptions = { level: 4 }

/** What a client takes, by `Accept-Encoding` (RFC 9110 §12.5.3), the best first. */
export function encodingFor(accepts: string | string[] | undefined): Encoding {
  const wished = new Map<string, number>()
  for (const part of String(accepts ?? '').split(',', 20)) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
    const quality = parameters.find((word) => word.startsWith('q='))
    wished.set(name, quality === undefined ? 1 : Number(quality.slice(2)))
  }
  const takes = (name: string): boolean => (wished.get(name) ?? (name === 'zstd' ? 0 : (wished.get('*') ?? 0))) > 0
  return takes('zstd') ? 'zstd' : takes('gzip') ? 'gzip' : 'identity'
}

export async function compressed(text: string, encoding: Encoding): Promise<Buffer> {
  const bytes = Buffer.from(text)
  if (encoding === 'zstd') return squeezed(bytes, zstdOptions)
  return encoding === 'gzip' ? zipped(bytes, gzipOptions) : bytes
}

/** The pieces one after the other; neither they nor what becomes of them need to fit into memory. */
export function encoded(pieces: AsyncIterable<string>, encoding: Encoding): Readable {
  const source = Readable.from(pieces, { objectMode: false, highWaterMark: 1 << 16 })
  if (encoding === 'identity') return source
  const through = encoding === 'zstd' ? createZstdCompress(zstdOptions) : createGzip(gzipOptions)
  source.on('error', (error) => through.destroy(error))
  through.on('close', () => source.destroy())
  return source.pipe(through)
}

export interface Kept {
  /** The bytes of an answer in a form, made by the first who asks for it at a revision. */
  bytes(name: string, revision: number, encoding: Encoding, make: () => AsyncIterable<string>): Promise<Buffer>
}

/** So many answers are kept at once, those that were asked for last. */
const MOST = 6

export function keeping(): Kept {
  const kept = new Map<string, { revision: number; bytes: Promise<Buffer> }>()
  return {
    bytes(name, revision, encoding, make) {
      const id = `${encoding} ${name}`
      const found = kept.get(id)
      kept.delete(id)
      const next = found?.revision === revision ? found : { revision, bytes: buffer(encoded(make(), encoding)) }
      kept.set(id, next)
      next.bytes.catch(() => kept.get(id) === next && kept.delete(id)) // whoever waits gets the error; the next one tries anew
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break
        kept.delete(oldest)
      }
      return next.bytes
    },
  }
}
