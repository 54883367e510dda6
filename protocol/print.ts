/**
 * What is printed on the computer, on its way to the viewer by the data channel `print`: a job is told, comes in pieces as those of files do (protocol/files.ts),
 * and is told to be whole. Nothing goes the other way. Nothing of Node's is in here.
 *
 *   job (how it is called, how large it is)  ──pieces──▶  printed (its digest), or dropped
 */
export type PrintMessage =
  | { job: { id: number; name: string; bytes: number } }
  | { printed: { id: number; sha256: string } }
  /** No more comes of it. */
  | { dropped: { id: number } }

/** Bytes of a job, and characters of what it is called. */
export const [PRINT_BYTES, PRINT_NAME_CHARS] = [64 << 20, 200]

/** What PDF begins with. */
export const PDF_BEGIN = '%PDF-'

/** Undefined where it is none. */
export function readPrint(data: unknown): PrintMessage | undefined {
  if (typeof data !== 'string' || data.length > 6 * PRINT_NAME_CHARS + 256) return undefined
  try {
    const said = Object(JSON.parse(data)) as { [name: string]: unknown }
    const [job, printed, dropped] = [said.job, said.printed, said.dropped].map(Object) as [Fields, Fields, Fields]
    if (isCount(job.id) && typeof job.name === 'string' && isCount(job.bytes) && job.bytes <= PRINT_BYTES)
      return { job: { id: job.id, name: job.name.slice(0, PRINT_NAME_CHARS), bytes: job.bytes } }
    if (isCount(printed.id) && typeof printed.sha256 === 'string') return { printed: { id: printed.id, sha256: printed.sha256 } }
    return isCount(dropped.id) ? { dropped: { id: dropped.id } } : undefined
  } catch {
    return undefined
  }
}

type Fields = { [name: string]: unknown }
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
