/**
 * From a project to its resources, in two steps: `scan` finds, reads and hashes the files, which is cheap and enough to see that nothing
 * has changed; `load` makes resources of them, from the cache where it knows a file's content.
 */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { digest, digestText } from '../../schema/canonical.ts'
import { hasErrors, type Problem, problem, sortProblems } from '../../schema/problem.ts'
import type { Document, Key, Resource } from '../../schema/resource.ts'
import { openCache } from './cache.ts'
import { documentsOf, slowParser } from './documents.ts'
import { ENGINE } from './engine.ts'
import { codeOf, findFiles } from './files.ts'
import { limits } from './limits.ts'
import { locator } from './locate.ts'
import { neededSlow, pack, unpack } from './pack.ts'
import type { Project } from './project.ts'

export interface ScannedFile {
  /** Relative to the project, with `/`. */
  path: string
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string
  bytes: number
}
export interface Scan {
  /** In code-unit order of their paths. */
  files: ScannedFile[]
  bytes: number
  /** A digest of everything that decides what is loaded: every file, the project file, this program. */
  configDigest: string
  /** Of files that could not be found or read; `load` reports them with its own. */
  problems: Problem[]
}
export interface Loaded {
  resources: Resource[]
  problems: Problem[]
  /** What could not be read: the keys of refused declarations, null for one that doesn't say which. */
  refused: ReadonlySet<Key | null>
  /** How many files, and how many bytes they have. */
  files: number
  bytes: number
  /** How many files the cache knew. */
  fromCache: number
}

/** So often others get their turn: Ctrl-C, a progress bar. */
const TURN = 256
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export async function scan(project: Project): Promise<Scan> {
  const { paths, problems } = findFiles(project)
  const files: ScannedFile[] = []
  let bytes = 0
  // Only hashes are kept: one place to read into is enough.
  let place = Buffer.allocUnsafeSlow(1 << 16)
  const room = (needed: number): Buffer => (place.length >= needed ? place : (place = Buffer.allocUnsafeSlow(2 * needed)))
  for (const [index, path] of paths.entries()) {
    const read = readBytes(project.root, path, room)
    if (!(read instanceof Uint8Array)) problems.push(read)
    else {
      bytes += read.length
      files.push({ path, hash: digestText(read), bytes: read.length })
    }
    if (bytes > limits.totalBytes) {
      problems.push(
        problem(
          'too-large',
          `The sources have more than ${limits.totalBytes >> 20} MB together.`,
          'Cut the project in several, by selector or by team.',
          project.at(['sources']),
        ),
      )
      break
    }
    if (index % TURN === TURN - 1) await turn()
  }
  const parts = [
    ENGINE,
    project.digest,
    project.team,
    project.manager,
    ...files.flatMap(({ path, hash }) => [path, hash]),
    ...problems.map((each) => each.message),
  ]
  return { files, bytes, problems: sortProblems(problems), configDigest: digest(parts) }
}

/**
 * A file's bytes, or why there are none. At once: of a thousand small files, most of which the system has in memory, each would otherwise
 * wait longer for its turn than for its bytes.
 */
function readBytes(root: string, path: string, room: (bytes: number) => Buffer = Buffer.allocUnsafeSlow): Uint8Array | Problem {
  const at = { file: path, line: 1, column: 1 }
  let descriptor: number | undefined
  try {
    // Not blocking: what was a file a moment ago may be a pipe by now.
    descriptor = openSync(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK)
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return problem('unreadable-file', `\`${path}\` is no regular file.`, 'Put a regular file in its place.', at)
    if (stats.size > limits.fileBytes)
      return problem(
        'too-large',
        `\`${path}\` has ${stats.size} bytes; at most ${limits.fileBytes} are read.`,
        'Cut it into several files.',
        at,
      )
    // One byte more than there was: a file that grew meanwhile then has another hash.
    const buffer = room(stats.size + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null)
    return buffer.subarray(0, length)
  } catch (error) {
    return problem('unreadable-file', `\`${path}\` can't be read: ${codeOf(error)}.`, 'Give yourself the right to read it.', at)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Reads what `scan` found. Never throws for what files hold: it collects. */
export async function load(
  project: Project,
  scanned: Scan,
  options: { cache: boolean; progress?(done: number, of: number): void },
): Promise<Loaded> {
  const cache = options.cache ? openCache(project.root, project.team) : undefined
  const locate = locator(project.root)
  const resources: Resource[] = []
  const problems: Problem[] = [...scanned.problems]
  const refused = new Set<Key | null>(hasErrors(problems) ? [null] : [])
  const kept = new Map<string, Buffer>()
  let fromCache = 0
  for (const [index, file] of scanned.files.entries()) {
    const cached = cache?.get(file.hash)
    if (cached) fromCache++
    let packed = cached ?? kept.get(file.hash)
    let sound = true
    if (packed) {
      if (neededSlow(packed)) await slowParser()
    } else {
      const made = await readFile(project, file)
      packed = made.packed
      problems.push(...made.problems)
      for (const key of made.refused) refused.add(key)
      sound = made.problems.length === 0
    }
    if (packed) {
      // What there is something to say about is said again each time, so it is read again.
      if (sound) kept.set(file.hash, packed)
      unpack(packed, file.path, project.team, locate, resources)
    }
    if (index % TURN === TURN - 1) await turn()
    options.progress?.(index + 1, scanned.files.length)
  }
  cache?.keep(kept)
  return { resources, problems: sortProblems(problems), refused, files: scanned.files.length, bytes: scanned.bytes, fromCache }
}

/** What one file holds, and what is wrong with it. */
async function readFile(project: Project, file: ScannedFile): Promise<{ packed?: Buffer; problems: Problem[]; refused: (Key | null)[] }> {
  const bytes = readBytes(project.root, file.path)
  if (!(bytes instanceof Uint8Array)) return { problems: [bytes], refused: [null] }
  if (digestText(bytes) !== file.hash) {
    const at = { file: file.path, line: 1, column: 1 }
    return { problems: [problem('file-changed', `\`${file.path}\` was changed while it was read.`, 'Run again.', at)], refused: [null] }
  }
  const { parse } = await import('../../schema/parse.ts')
  const { documents, problems, slowly } = await documentsOf(bytes, file.path)
  const parsed = parse(
    documents.filter((document) => !isProject(document)),
    { team: project.team },
  )
  return {
    packed: pack(parsed.resources, slowly),
    problems: [...problems, ...documents.filter(isProject).map(misplaced), ...parsed.problems],
    refused: hasErrors(problems) ? [null, ...parsed.refused] : parsed.refused,
  }
}

const isProject = ({ value }: Document): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === 'Project'
const misplaced = (document: Document): Problem =>
  problem(
    'misplaced-project',
    'A project stands among the resources.',
    'Move its folder out of `sources`, or name the other folders there.',
    document.at(['kind']),
  )
