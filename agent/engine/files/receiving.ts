/**
 * One file on its way to the computer. What has come lies in a folder of its own, under a name made of who sends what; so after a cut the same person goes on with
 * the same file, and nobody finds half of one under its name. Whole, and of the digest that the sender says, it is linked to its name, which nothing is written over.
 */
import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { BLOCK, WINDOW } from '../../../protocol/files.ts'
import { type Digests, digestsOf } from './digest.ts'
import { inside, type Jail, PARTIAL, Refusal, refusalOf, split } from './jail.ts'

export interface Put {
  path: string
  size: number
  modified: number
  restart?: boolean
}

export interface Receiving {
  offset: number
  digest: string
  /** Throws where more comes than may. */
  piece(data: Buffer): void
  /** Resolves when all of it lies under its name; throws a Refusal else. */
  done(digest: string): Promise<{ path: string; bytes: number; sha256: string }>
  /** Leaves what has come for another time. */
  stop(): Promise<void>
}

interface Around {
  jail: Jail
  /** Who sends: nobody goes on with what another one began. */
  user: string
  /** So much lies on the disk. */
  taken(bytes: number): void
  failed(refusal: Refusal): void
  pace(bytes: number): Promise<void>
}

const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants
/** Room that is left on the disk; how long what was cut waits to be gone on with; how often is told what was taken; and how many names are tried. */
const [RESERVE, KEEP_MS, TOLD, NAMES] = [64 << 20, 7 * 86_400_000, 256 << 10, 100]
let count = 0

export async function receive({ path, size, modified, restart }: Put, { jail, user, taken, failed, pace }: Around): Promise<Receiving> {
  const [parents, name] = split(path)
  const partial = await jail.folder([PARTIAL], true)
  const key = hash('sha256', JSON.stringify([user, path, size, modified]))
  // A name of this transfer alone, so that two never write into one.
  const own = `${key}.${process.pid}-${++count}`
  let file: FileHandle
  let sums: Digests
  let written = 0
  try {
    await forget(partial)
    const { bavail, bsize } = await statfs(inside(partial, '.'))
    if (size + RESERVE > bavail * bsize) throw new Refusal('There is not enough room on the computer.')
    if (restart) await rm(inside(partial, key), { force: true })
    else await rename(inside(partial, key), inside(partial, own)).catch(unlessMissing)
    file = await open(inside(partial, own), O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
    written = Math.min(Math.floor((await file.stat()).size / BLOCK) * BLOCK, size)
    await file.truncate(written)
    sums = await digestsOf(file, written)
  } catch (error) {
    await partial.close()
    throw refusalOf(error)
  }
  let [came, told, over, turn] = [written, written, false, Promise.resolve()]

  async function write(data: Buffer): Promise<void> {
    if (over) return
    await pace(data.length)
    for (let at = 0; at < data.length; ) {
      const { bytesWritten } = await file.write(data, at, data.length - at, written + at)
      at += bytesWritten
    }
    sums.add(data)
    written += data.length
    if (written - told >= TOLD || written === size) taken((told = written))
  }
  async function closed(keep: boolean): Promise<void> {
    over = true
    await file.close()
    if (keep) await rename(inside(partial, own), inside(partial, key))
    else await rm(inside(partial, own), { force: true })
    await partial.close()
  }

  return {
    offset: written,
    digest: sums.chain(),
    piece(data) {
      if (over) return
      came += data.length
      if (came > size) throw new Refusal('More of it came than was said.')
      if (came - told > WINDOW) throw new Refusal('It came faster than it may.')
      turn = turn
        .then(() => write(data))
        .catch((error: unknown) => {
          if (over) return
          over = true
          failed(refusalOf(error))
        })
    },
    async done(digest) {
      await turn
      if (over) throw new Refusal('It was stopped.')
      try {
        if (written !== size) throw new Refusal('Not all of it came.')
        if (sums.chain() !== digest) throw new Refusal('What came is not what was sent.')
        await file.sync()
      } catch (error) {
        await closed(false)
        throw refusalOf(error)
      }
      try {
        const folder = await jail.folder(parents, true)
        try {
          const as = await named(inside(partial, own), folder, name)
          await closed(false)
          return { path: [...parents, as].join('/'), bytes: size, sha256: sums.sha256() }
        } finally {
          await folder.close()
        }
      } catch (error) {
        if (!over) await closed(true)
        throw refusalOf(error)
      }
    },
    async stop() {
      const wasOver = over
      over = true
      await turn
      if (!wasOver || file.fd >= 0) await closed(true)
    },
  }
}

/** Under its name or, where there is one, under the next: `plan (2).pdf`. */
async function named(from: string, folder: FileHandle, name: string): Promise<string> {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,16})?$/.exec(name) ?? []
  for (let i = 1; i <= NAMES; i++) {
    const as = i === 1 ? name : `${stem} (${i})${ending}`
    try {
      await link(from, inside(folder, as))
      return as
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Refusal('There are too many files of this name.')
}

/** What nobody went on with for a week. */
async function forget(partial: FileHandle): Promise<void> {
  for (const name of await readdir(inside(partial, '.'))) {
    const found = await stat(inside(partial, name)).catch(unlessMissing)
    if (found && Date.now() - found.mtimeMs > KEEP_MS) await rm(inside(partial, name), { force: true, recursive: true })
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
