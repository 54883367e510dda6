/**
 * The one folder that file transfer opens, and no way out of it. A path from a viewer is walked from the folder down, each step opened from the descriptor of the
 * one before (`/proc/self/fd/N/name`) and never through a symbolic link: so it makes no difference what somebody on the computer puts in the way between a look and
 * a use, and `..` does not even parse (protocol/files.ts). Links are not followed where they point inside, either.
 */
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, realpath } from 'node:fs/promises'
import { type FileEntry, segmentsOf } from '../../../protocol/files.ts'

/** What a viewer is told, in a sentence. */
export class Refusal extends Error {}

export interface Jail {
  /** The folder that a path leads to; whoever asked closes it. @param make folders that are missing are made */
  folder(segments: readonly string[], make?: boolean): Promise<FileHandle>
  /** A file that is there, opened to be read. */
  file(path: string): Promise<FileHandle>
  list(path: string, most: number): Promise<{ entries: FileEntry[]; more: boolean }>
}

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants
/** Where what is not whole yet waits (receiving.ts): nobody's business. */
export const PARTIAL = '.partial'

/** A name within an open folder, as a path. */
export const inside = ({ fd }: FileHandle, name: string): string => `/proc/self/fd/${fd}/${name}`

export async function openJail(folder: string): Promise<Jail> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const root = await realpath(folder)

  async function step(from: FileHandle, name: string, make: boolean): Promise<FileHandle> {
    if (make)
      await mkdir(inside(from, name), { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    return open(inside(from, name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  }

  async function walked(segments: readonly string[], make = false): Promise<FileHandle> {
    let at = await open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    for (const name of segments) {
      const before = at
      try {
        at = await step(before, name, make)
      } catch (error) {
        throw refusalOf(error)
      } finally {
        await before.close()
      }
    }
    return at
  }

  return {
    folder: walked,
    async file(path) {
      const [parents, name] = split(path)
      const folder = await walked(parents)
      try {
        // What is no file may make whoever opens it wait for ever.
        const file = await open(inside(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        if ((await file.stat()).isFile()) return file
        await file.close()
        throw new Refusal('It is no file.')
      } catch (error) {
        throw refusalOf(error)
      } finally {
        await folder.close()
      }
    },
    async list(path, most) {
      const segments = segmentsOf(path)
      if (!segments || segments[0] === PARTIAL) throw new Refusal('There is no such folder.')
      const folder = await walked(segments)
      try {
        const entries: FileEntry[] = []
        const found = (await readdir(inside(folder, '.'), { withFileTypes: true }))
          .filter((one) => (one.isFile() || one.isDirectory()) && !(segments.length === 0 && one.name === PARTIAL))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
        for (const { name } of found.slice(0, most)) {
          const stat = await statOf(folder, name)
          if (stat) entries.push({ name, ...stat })
        }
        return { entries, more: found.length > most }
      } finally {
        await folder.close()
      }
    },
  }
}

/** Undefined where it went away, or became a link, meanwhile. */
async function statOf(folder: FileHandle, name: string): Promise<Omit<FileEntry, 'name'> | undefined> {
  let entry: FileHandle
  try {
    entry = await open(inside(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch {
    return undefined // as it says: what can't be opened can't be had
  }
  try {
    const stat = await entry.stat()
    return { folder: stat.isDirectory(), size: stat.isFile() ? stat.size : 0, modified: Math.round(stat.mtimeMs) }
  } finally {
    await entry.close()
  }
}

/** A path of a file: the folders above it, and its name. */
export function split(path: string): [parents: string[], name: string] {
  const segments = segmentsOf(path)
  const name = segments?.at(-1)
  if (!segments || name === undefined || segments[0] === PARTIAL) throw new Refusal('The path leads nowhere.')
  return [segments.slice(0, -1), name]
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'There is no such folder.',
  ELOOP: 'It is a link, which is not followed.',
  EACCES: 'The computer does not let the session there.',
  EPERM: 'The computer does not let the session there.',
  ENOSPC: 'The disk of the computer is full.',
  EDQUOT: 'The disk of the computer is full.',
  EROFS: 'The disk of the computer can not be written.',
  ENAMETOOLONG: 'The name is too long for the computer.',
  ENXIO: 'It is no file.',
}
/** What went wrong, without the paths of the computer. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code = '' } = error as NodeJS.ErrnoException
  return new Refusal(SENTENCES[code] ?? `The computer could not do it (${code || 'for no reason that it knows'}).`)
}
