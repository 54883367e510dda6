/**
 * How to keep what was made of a thousand files: in an SQLite database, in a file for each source, or in one packed file
 * (reconciler/sources/cache.ts). `node bench/cache.ts` measures reading everything and storing it again after one edit, in the median of
 * some runs, with the system's own cache warm.
 *
 * All three are read under the same authentication code, since that is a condition and not a choice; the database is as fast as it is made
 * without losing that: one transaction, no journal to wait for.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const FILES = 1000
const BYTES = 25_000
const RUNS = 15

type Entries = Map<string, Uint8Array>
interface Form {
  name: string
  read(): Entries
  /** Stores all entries, of which one is new and one is gone. */
  store(entries: Entries, added: string, gone: string): void
}

const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-cache-'))
const key = randomBytes(32)
const codeOf = (bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest()
const checked = (bytes: Uint8Array, code: Uint8Array): Uint8Array => {
  if (!codeOf(bytes).equals(code)) throw new Error('not what was stored')
  return bytes
}
function replace(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.new`, bytes)
  renameSync(`${file}.new`, file)
}

function packed(): Form {
  const file = path.join(folder, 'packed')
  return {
    name: 'one packed file',
    read() {
      const stored = readFileSync(file)
      const content = checked(stored.subarray(32), stored.subarray(0, 32))
      const end = content.indexOf(10)
      const entries: Entries = new Map()
      let start = end + 1
      for (const [hash, length] of JSON.parse(Buffer.from(content.subarray(0, end)).toString()) as [string, number][])
        entries.set(hash, content.subarray(start, (start += length)))
      return entries
    },
    store(entries) {
      const header = JSON.stringify([...entries].map(([hash, { length }]) => [hash, length]))
      const content = Buffer.concat([Buffer.from(`${header}\n`), ...entries.values()])
      replace(file, Buffer.concat([codeOf(content), content]))
    },
  }
}

function each(): Form {
  const own = path.join(folder, 'each')
  mkdirSync(own)
  const put = (hash: string, bytes: Uint8Array): void => replace(path.join(own, hash), Buffer.concat([codeOf(bytes), bytes]))
  return {
    name: 'a file for each source',
    read: () =>
      new Map(
        readdirSync(own).map((hash) => {
          const stored = readFileSync(path.join(own, hash))
          return [hash, checked(stored.subarray(32), stored.subarray(0, 32))]
        }),
      ),
    store(entries, added, gone) {
      // The first time everything is new.
      if (readdirSync(own).length === 0) for (const [hash, bytes] of entries) put(hash, bytes)
      else {
        put(added, entries.get(added) as Uint8Array)
        rmSync(path.join(own, gone), { force: true })
      }
    },
  }
}

function sqlite(): Form {
  const file = path.join(folder, 'database')
  const open = (): DatabaseSync => {
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA mmap_size = 268435456')
    database.exec('CREATE TABLE IF NOT EXISTS sources (hash TEXT PRIMARY KEY, code BLOB, bytes BLOB) WITHOUT ROWID')
    return database
  }
  return {
    name: 'an SQLite database',
    read() {
      const database = open()
      const rows = database.prepare('SELECT hash, code, bytes FROM sources').all() as {
        hash: string
        code: Uint8Array
        bytes: Uint8Array
      }[]
      const entries: Entries = new Map(rows.map(({ hash, code, bytes }) => [hash, checked(bytes, code)]))
      database.close()
      return entries
    },
    store(entries, added, gone) {
      const database = open()
      const put = database.prepare('INSERT OR REPLACE INTO sources VALUES (?, ?, ?)')
      const known = database.prepare('SELECT count(*) AS n FROM sources').get() as { n: number }
      database.exec('BEGIN')
      for (const [hash, bytes] of known.n === 0 ? entries : [[added, entries.get(added) as Uint8Array] as const])
        put.run(hash, codeOf(bytes), bytes)
      database.prepare('DELETE FROM sources WHERE hash = ?').run(gone)
      database.exec('COMMIT')
      database.close()
    },
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const made = (): [string, Uint8Array] => {
  const bytes = randomBytes(BYTES)
  return [hashOf(bytes), bytes]
}
const median = (times: number[]): string => `${(times.sort((a, b) => a - b)[times.length >> 1] as number).toFixed(1)} ms`
function timed(what: () => void): number {
  const start = performance.now()
  what()
  return performance.now() - start
}

try {
  for (const form of [packed(), each(), sqlite()]) {
    const entries: Entries = new Map(Array.from({ length: FILES }, made))
    form.store(entries, '', '')
    const [reads, stores]: [number[], number[]] = [[], []]
    for (let run = 0; run < RUNS; run++) {
      reads.push(timed(() => form.read()))
      const gone = [...entries.keys()][run] as string
      const [added, bytes] = made()
      entries.delete(gone)
      entries.set(added, bytes)
      stores.push(timed(() => form.store(entries, added, gone)))
    }
    if (form.read().size !== FILES) throw new Error(`${form.name} lost something`)
    console.log(`${form.name.padEnd(24)} read ${median(reads).padStart(9)}   stored after one edit ${median(stores).padStart(9)}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
