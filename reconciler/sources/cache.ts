/**
 * Remembers what was made of a file's content, in one file under `.splashtop/cache/`: `sources`, rewritten whole when it changed. What a project's own
 * guardrails said of themselves has another, `guardrails`: it is read and written beside it.
 *
 * Of 1,000 files and 25 MB (bench/cache.ts, two cores, medians) that one file is read and checked in 38 ms, where a file for each source and
 * an SQLite database both take 56; to write it again takes 55 ms, where they take 1 for one edit. So it isn't written for a few edits, and is
 * there or not as a whole: nothing to sweep, lock or migrate.
 *
 * Losing it costs time and nothing else, so everything that goes wrong means "not cached", never a Problem. It is trusted only under a
 * message authentication code whose key lies outside of the project: whoever can write the checkout must not be able to say what its
 * files mean. Writing goes through a temporary file and a rename, so a reader sees the old or the new; of two writers, the last wins.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { digest } from '../../schema/canonical.ts'
import { kinds } from '../../schema/kinds/index.ts'
import { engineState } from './engine.ts'

/** Raised when the form of what is stored changes. */
const FORMAT = 2
const CODE_BYTES = 32

/** The file is written again when more than this part of it changed: what is less is read anew each time, in less than writing takes. */
const REWRITE = 50

export interface Cache {
  /** What `pack` made of a content, by its SHA-256. */
  get(hash: string): Buffer | undefined
  /** Remembers exactly these; what is not among them is forgotten. */
  keep(entries: ReadonlyMap<string, Buffer>): void
}

type CacheName = 'sources' | 'guardrails'

/** The cache of a project. One that can't be read is empty; one that can't be written forgets. */
export function openCache(root: string, team: string, name: CacheName = 'sources'): Cache {
  const key = cacheKey(process.env)
  if (!key) return { get: () => undefined, keep: () => {} }
  const folder = join(root, '.splashtop', 'cache')
  const path = join(folder, name)
  const engine = digest([FORMAT, name, engineState(), team, kinds.map(({ name, spec }) => [name, spec])])
  const entries = read(path, key, engine)
  return {
    get: (hash) => entries.get(hash),
    keep(wanted) {
      const changed = bytesMissing(wanted, entries) + bytesMissing(entries, wanted)
      if (changed === 0 || changed * REWRITE < bytesMissing(wanted, new Map())) return
      write(path, key, engine, wanted)
    },
  }
}

function read(path: string, key: Buffer, engine: string): Map<string, Buffer> {
  const entries = new Map<string, Buffer>()
  const stored = attempt(() => readFileSync(path))
  if (!stored || stored.length < CODE_BYTES) return entries
  const content = stored.subarray(CODE_BYTES)
  if (!timingSafeEqual(codeOf(key, content), stored.subarray(0, CODE_BYTES))) return entries
  // From here on the content is what a program like this one wrote.
  const end = content.indexOf(10)
  const header = JSON.parse(content.toString('utf8', 0, end)) as Header
  if (header.engine !== engine) return entries
  let start = end + 1
  for (const [hash, length] of header.files) entries.set(hash, content.subarray(start, (start += length)))
  return entries
}

/** The bytes of those entries that the other has not. */
function bytesMissing(entries: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): number {
  let bytes = 0
  for (const [hash, packed] of entries) if (!other.has(hash)) bytes += packed.length
  return bytes
}

interface Header {
  engine: string
  files: [hash: string, length: number][]
}

function write(path: string, key: Buffer, engine: string, entries: ReadonlyMap<string, Buffer>): void {
  const header: Header = { engine, files: [...entries].map(([hash, { length }]) => [hash, length]) }
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...entries.values()])
  const folder = dirname(path)
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const written = attempt(() => {
    makeFolder(dirname(folder))
    makeFolder(folder)
    chmodSync(folder, 0o700)
    writeFileSync(temporary, codeOf(key, content), { mode: 0o600, flag: 'wx' })
    writeFileSync(temporary, content, { flag: 'a' })
    renameSync(temporary, path)
    return true
  })
  if (!written) attempt(() => rmSync(temporary, { force: true }))
}

const codeOf = (key: Buffer, content: Uint8Array): Buffer => createHmac('sha256', key).update(content).digest()

/** Made at first use; undefined where there is no place for it. */
function cacheKey(env: NodeJS.ProcessEnv): Buffer | undefined {
  const folder = join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'splashtop')
  const path = join(folder, 'cache.key')
  const known = (): Buffer | undefined => {
    const key = attempt(() => readFileSync(path))
    return key?.length === 32 ? key : undefined
  }
  const made = known()
  if (made) return made
  // Of two programs that make it at once, one is refused by `wx`, and reads the other's.
  attempt(() => {
    makeFolder(dirname(folder))
    makeFolder(folder)
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  })
  return known()
}

/** Step by step: below /proc and its like, making a whole path at once never ends. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
}

/** A cache that does not work is no cache: the reason is of no use to anyone. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}
