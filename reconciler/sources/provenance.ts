/**
 * The commit that a project's files are from, and whether they are what it holds: edits that were not committed are applied like any others,
 * and a history that then named the commit alone would send a reader to files that were never applied.
 *
 * Git is asked for nothing but the names and numbers of a tree; the files are numbered here, as Git would. Its `status` would run the
 * filters and the file monitor of the checkout, which may be a stranger's.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join, matchesGlob, relative, sep } from 'node:path'
import { digestText } from '../../schema/canonical.ts'
import { commitWith, type Provenance } from '../../schema/commit.ts'
import { isProgram } from './files.ts'
import { commitOf } from './git.ts'
import type { Project } from './project.ts'
import type { ScannedFile } from './read.ts'

/** In milliseconds. */
const PATIENCE = 5000
const LISTING = 64 << 20
const LINK = '120000'

type Sources = Pick<Project, 'root' | 'file' | 'sources'>
/** By path, relative to the project. */
type Tree = ReadonlyMap<string, { mode: string; blob: string }>

/** Undefined where the files are in no checkout, or before its first commit. */
export async function sourceCommit(project: Sources, files: readonly ScannedFile[]): Promise<string | undefined> {
  const commit = await commitOf(project.root)
  return commit === undefined ? undefined : commitWith(commit, await provenanceOf(project, files, commit))
}

async function provenanceOf(project: Sources, files: readonly ScannedFile[], commit: string): Promise<Provenance> {
  const tree = await treeAt(project, commit)
  if (!tree) return 'unverified'
  const algorithm = commit.length === 64 ? 'sha256' : 'sha1'
  const isSame = (path: string, hash: string | undefined): boolean => {
    try {
      return isCommitted(project.root, path, tree, algorithm, hash)
    } catch {
      return false // gone since it was read, or no longer readable: it isn't what was committed, as far as anybody can tell
    }
  }
  if (!isSame(project.file, undefined) || files.some(({ path, hash }) => !isSame(path, hash))) return 'edited'
  const known = new Set(files.map(({ path }) => path))
  for (const path of tree.keys())
    if (!known.has(path) && isSourceOf(project, path) && !existsSync(join(project.root, path))) return 'edited'
  return 'as committed'
}

/** @param hash of what was loaded: what was written since is an edit, too */
function isCommitted(root: string, path: string, tree: Tree, algorithm: string, hash: string | undefined): boolean {
  const full = join(root, path)
  const entry = tree.get(path)
  if (entry?.mode === LINK && numberOf(Buffer.from(readlinkSync(full)), algorithm) !== entry.blob) return false
  const real = entry && entry.mode !== LINK ? entry : tree.get(relative(realpathSync(root), realpathSync(full)).split(sep).join('/'))
  if (!real) return false
  const bytes = readFileSync(full)
  if (hash !== undefined && digestText(bytes) !== hash) return false
  // A checkout may write other line ends than it commits.
  return numberOf(bytes, algorithm) === real.blob || (bytes.includes('\r\n') && numberOf(withoutReturns(bytes), algorithm) === real.blob)
}

const withoutReturns = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')

const numberOf = (bytes: Buffer, algorithm: string): string =>
  createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')

/** Would a file at this path be read? One that the commit holds and that is not there is an edit. */
export function isSourceOf({ file, sources }: Pick<Sources, 'file' | 'sources'>, path: string): boolean {
  if (path === file || !(/\.ya?ml$/.test(path) || isProgram(path))) return false
  if (path.split('/').some((part) => part.startsWith('.') || part === 'node_modules')) return false
  return sources.some((source) => {
    const own = normal(source)
    return own === '' || own === path || path.startsWith(`${own}/`) || matchesGlob(path, own)
  })
}

const normal = (source: string): string =>
  source
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

function treeAt({ root }: Sources, commit: string): Promise<Tree | undefined> {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env
  return new Promise((resolve) => {
    const options = {
      cwd: root,
      maxBuffer: LISTING,
      timeout: PATIENCE,
      // Nothing is fetched, and the commit is the one that its number says.
      env: { ...env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_NO_REPLACE_OBJECTS: '1' },
    }
    execFile('git', ['ls-tree', '-r', '-z', commit], options, (error, listing) => resolve(error ? undefined : read(listing)))
  })
}

/** `100644 blob 2f1e…\tpath`, ended by NUL. */
function read(listing: string): Tree {
  const tree = new Map<string, { mode: string; blob: string }>()
  for (const line of listing.split('\0')) {
    const tab = line.indexOf('\t')
    const [mode = '', type, blob = ''] = line.slice(0, tab).split(' ')
    if (type === 'blob') tree.set(line.slice(tab + 1), { mode, blob })
  }
  return tree
}
