/**
 * From a project to its resources, in two steps: `scan` finds, reads and hashes the files, which is cheap and enough to see that nothing
 * has changed; `load` makes resources of them, from the cache where it knows a file's content.
 */

import { digest, digestText } from '../../schema/canonical.ts'
import { isLocal } from '../../schema/kinds/index.ts'
import { hasErrors, type Problem, problem, sortProblems } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { openCache } from './cache.ts'
import { slowParser } from './documents.ts'
import { ENGINE } from './engine.ts'
import { findFiles, findGuardrails, isProgram } from './files.ts'
import { limits } from './limits.ts'
import { locator } from './locate.ts'
import { neededSlow, unpack } from './pack.ts'
import type { Project } from './project.ts'
import { readBytes, readFile, type ScannedFile } from './read.ts'
import { readAll } from './readers.ts'

export interface Scan {
  /** In code-unit order of their paths. */
  files: ScannedFile[]
  /** The project's own guardrails, likewise. */
  guardrails: ScannedFile[]
  bytes: number
  /** A digest of everything that decides what is loaded: every file, the project file, this program. */
  configDigest: string
  /** Of files that could not be found or read; `load` reports them with its own. */
  problems: Problem[]
}
export interface Loaded {
  resources: Resource[]
  /** What says something about the resources and is none: the kinds that are `local`, as AccessTest. */
  local: Resource[]
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
  const own = findGuardrails(project)
  const { paths, problems } = findFiles(project, own.real)
  problems.push(...own.problems)
  const files = await hashed(project, paths, problems)
  const guardrails = await hashed(project, own.paths, problems)
  const parts = [
    ENGINE,
    project.digest,
    project.team,
    project.manager,
    ...files.flatMap(({ path, hash }) => [path, hash]),
    ...guardrails.flatMap(({ path, hash }) => ['guardrail', path, hash]),
    ...problems.map((each) => each.message),
  ]
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return { files, guardrails, bytes, problems: sortProblems(problems), configDigest: digest(parts) }
}

/** The project's own guardrails alone. */
export async function scanGuardrails(project: Project): Promise<Pick<Scan, 'guardrails' | 'problems'>> {
  const { paths, problems } = findGuardrails(project)
  return { guardrails: await hashed(project, paths, problems), problems }
}

async function hashed(project: Project, paths: readonly string[], problems: Problem[]): Promise<ScannedFile[]> {
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
  return files
}

/** Reads what `scan` found. Never throws for what files hold: it collects. */
export async function load(
  project: Project,
  scanned: Scan,
  options: { cache: boolean; progress?(done: number, of: number): void },
): Promise<Loaded> {
  const { files } = scanned
  const cache = options.cache ? openCache(project.root, project.team) : undefined
  const kept = new Map<string, Buffer>()
  const unknown = new Map<string, ScannedFile>()
  let fromCache = 0
  const hashes = programHashes(files)
  const hashOf = (file: ScannedFile): string => hashes.get(file.path) ?? file.hash
  for (const file of files) {
    const hash = hashOf(file)
    const packed = cache?.get(hash)
    if (packed) {
      fromCache++
      kept.set(hash, packed)
    } else if (!unknown.has(hash)) unknown.set(hash, file)
  }
  const of = files.length
  const unread = [...unknown.values()]
  // One that is not known is reason to run them all: they are modules of one program. Meanwhile there is YAML to read.
  const programs = unread.some(({ path }) => isProgram(path)) ? files.filter(({ path }) => isProgram(path)) : []
  const running = programs.length > 0 ? import('./programs/read.ts').then(({ readPrograms }) => readPrograms(project, programs)) : undefined
  const declarations = unread.filter(({ path }) => !isProgram(path))
  const [read, ran] = await Promise.all([
    readAll(project, declarations, { progress: (done) => options.progress?.(of - unread.length + done, of) }),
    running,
  ])
  const locate = locator(project.root)
  const all: Resource[] = []
  const problems: Problem[] = [...scanned.problems]
  const refused = new Set<Key | null>(hasErrors(problems) ? [null] : [])
  for (const [index, file] of files.entries()) {
    const hash = hashOf(file)
    let packed = kept.get(hash)
    if (!packed) {
      // What there is something to say about is said of each file that holds it, and again each time: it is kept nowhere.
      const made = ran?.get(file.path) ?? read.get(file.path) ?? (await readFile(project, file))
      read.delete(file.path)
      packed = made.packed
      if (packed && made.problems.length === 0 && made.refused.length === 0) kept.set(hash, packed)
      problems.push(...made.problems)
      for (const key of made.refused) refused.add(key)
    }
    if (packed) {
      // Whoever asks where something stands there wants an answer at once.
      if (neededSlow(packed)) await slowParser()
      unpack(packed, file.path, project.team, locate, all)
    }
    if (index % TURN === TURN - 1) await turn()
  }
  options.progress?.(of, of)
  cache?.keep(kept)
  const local = all.filter(({ kind }) => isLocal(kind))
  const resources = local.length === 0 ? all : all.filter(({ kind }) => !isLocal(kind))
  return { resources, local, problems: sortProblems(problems), refused, files: of, bytes: scanned.bytes, fromCache }
}

/** What a program declares depends on all of them: each is known by its own path and the texts of all. */
function programHashes(files: readonly ScannedFile[]): Map<string, string> {
  const programs = files.filter(({ path }) => isProgram(path))
  const all = digest(programs.map(({ path, hash }) => [path, hash]))
  return new Map(programs.map(({ path }) => [path, digest(['program', path, all])]))
}
