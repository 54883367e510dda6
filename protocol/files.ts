/**
 * Files between viewer and computer, by the data channel `files`: JSON texts that say what is to be done, and pieces of files as bytes. Several go at once, each
 * with a number that the viewer gives. Nothing of Node's is in here.
 *
 *   list  ──▶ listed                                            what is in a folder of the one that is shared
 *   put   ──▶ ready (from where, and what is there already)     ──pieces, done──▶ kept        `taken` says how much is on the disk, and lets more be sent
 *   get   ──▶ sending (from where)  ──pieces──▶ sent
 *
 * A transfer that was cut goes on: each end knows what it has by a chain of digests over blocks, which a browser can compute piece by piece:
 * h(0) is 32 zero bytes, h(i + 1) is SHA-256 of h(i) and block i. Of a part only whole blocks count.
 */
export type FileWish =
  | { list: { id: number; path: string } }
  /** `restart`: what is there of it already is of another file. */
  | { put: { id: number; path: string; size: number; modified: number; restart?: boolean } }
  /** The end of a put: the chain over all of it. */
  | { done: { id: number; digest: string } }
  /** `offset` and `digest`: what the viewer has of it already, in whole blocks. */
  | { get: { id: number; path: string; offset: number; digest: string } }
  | { cancel: { id: number } }

export type FileAnswer =
  | { listed: { id: number; entries: FileEntry[]; more: boolean } }
  | { ready: { id: number; offset: number; digest: string } }
  | { taken: { id: number; bytes: number } }
  | { kept: { id: number; path: string; bytes: number; sha256: string } }
  | { sending: { id: number; size: number; modified: number; offset: number } }
  | { sent: { id: number; digest: string; sha256: string } }
  | { refused: { id: number; reason: string } }

export interface FileEntry {
  name: string
  folder: boolean
  size: number
  /** Milliseconds since 1970. */
  modified: number
}

/** Bytes of a block, of a piece on its way, and how much may be sent beyond what was said to be taken. */
export const [BLOCK, PIECE, WINDOW] = [1 << 20, 16 << 10, 4 << 20]
/** Bytes of a file; transfers at once; entries of a folder that are told; characters of a path. */
export const [FILE_BYTES, AT_ONCE, ENTRIES, PATH_CHARS] = [8 * 2 ** 30, 8, 1000, 1024]
export const CHAIN_BEGIN = '0'.repeat(64)
/** Before the bytes of a piece: the number of its transfer, big-endian. */
export const PIECE_HEAD = 4

/** Segments of a path below the folder; undefined where it is none, or leads out of it. */
export function segmentsOf(path: string): string[] | undefined {
  if (path === '') return []
  const segments = path.split('/')
  const isFine = (one: string) => one !== '' && one !== '.' && one !== '..' && one.length <= 200 && !/[\0-\x1f\x7f]/.test(one)
  return path.length <= PATH_CHARS && segments.length <= 32 && segments.every(isFine) ? segments : undefined
}

export function readFileWish(data: unknown): FileWish | undefined {
  if (typeof data !== 'string' || data.length > 4 * PATH_CHARS + 256) return undefined
  let said: Record<string, unknown>
  try {
    said = recordOf(JSON.parse(data))
  } catch {
    return undefined
  }
  const [list, put, done, get, cancel] = [said.list, said.put, said.done, said.get, said.cancel].map(recordOf) as [
    Fields,
    Fields,
    Fields,
    Fields,
    Fields,
  ]
  if (isCount(list.id) && isPath(list.path)) return { list: { id: list.id, path: list.path } }
  if (isCount(put.id) && isPath(put.path) && isCount(put.size) && isCount(put.modified))
    return { put: { id: put.id, path: put.path, size: put.size, modified: put.modified, restart: put.restart === true } }
  if (isCount(done.id) && isDigest(done.digest)) return { done: { id: done.id, digest: done.digest } }
  if (isCount(get.id) && isPath(get.path) && isCount(get.offset) && isDigest(get.digest))
    return { get: { id: get.id, path: get.path, offset: get.offset, digest: get.digest } }
  return isCount(cancel.id) ? { cancel: { id: cancel.id } } : undefined
}

type Fields = Record<string, unknown>
const recordOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isPath = (value: unknown): value is string => typeof value === 'string' && value.length <= PATH_CHARS
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
