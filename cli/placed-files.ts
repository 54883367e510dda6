/**
 * Where files of declarations go, and how they get there: all of them or none, and never over one that is there. They are written beside
 * their places under names of their own, each place is taken by an empty file that only its maker can have made, and then they move in.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { isProgram } from '../reconciler/sources/files.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { comment } from './declared-yaml.ts'

export interface PlacedFile {
  /** Absolute. */
  path: string
  text: string
  resources: number
}

const SCHEMA = 'splashtop.schema.json'
/** A file that is larger is not formatted, so none is written: as much as has few enough words and signs, whatever stands in it. */
const FILE_CHARS = 192 * 1024

/** With `/`, as positions have it. */
export const fromRoot = (project: Pick<Project, 'root'>, path: string): string => relative(project.root, path).split(sep).join('/')

export const isInside = (project: Pick<Project, 'root'>, path: string): boolean => relative(project.root, path).split(sep)[0] !== '..'

/** The folder that new declarations go to: the first folder among the sources, or the project's own. */
export function sourceFolder({ root, sources }: Pick<Project, 'root' | 'sources'>): string {
  const folder = sources.find((source) => !/[*?[\\]{}!]/.test(source) && !/\.ya?ml$/.test(source) && !isProgram(source))
  return resolve(root, folder ?? '.')
}

/** The first line of a file of declarations, for editors, as `init` writes it; nothing where no schema is to be found. */
export function schemaLine(project: Pick<Project, 'root' | 'file'>, folder: string): string {
  const line = (schema: string) => `# yaml-language-server: $schema=${schema}\n`
  const beside = schemaBeside(folder)
  if (beside !== undefined) return line(beside)
  const [, named] =
    /^# yaml-language-server: \$schema=(\S+)$/m.exec(readFileSync(join(project.root, project.file), 'utf8').slice(0, 1024)) ?? []
  if (named === undefined) return ''
  if (/^[a-z]+:/.test(named)) return line(named)
  const path = relative(folder, resolve(project.root, named)).split(sep).join('/')
  return line(path.startsWith('.') ? path : `./${path}`)
}

function schemaBeside(folder: string): string | undefined {
  for (let at = folder, up = './'; ; at = dirname(at), up = up === './' ? '../' : `../${up}`) {
    if (existsSync(join(at, SCHEMA))) return up + SCHEMA
    if (existsSync(join(at, 'splashtop.yaml')) || dirname(at) === at) return undefined
  }
}

/** Documents as files: one, or as many as it takes for each to be formatted; the second is `users-2.yaml`. */
export function filesOf(path: string, heading: readonly string[], first: string, documents: readonly string[]): PlacedFile[] {
  const head = `${first}${[...(first === '' ? [] : ['']), ...heading].map(comment).join('')}`
  const files: { documents: string[]; chars: number }[] = []
  for (const document of documents) {
    let file = files.at(-1)
    if (!file || (file.documents.length > 0 && file.chars + document.length > FILE_CHARS)) files.push((file = { documents: [], chars: 0 }))
    file.documents.push(document)
    file.chars += document.length
  }
  return files.map((file, index) => ({
    path: index === 0 ? path : path.replace(/(?=\.ya?ml$)/, `-${index + 1}`),
    text: `${head}${file.documents.join('---\n')}`,
    resources: file.documents.length,
  }))
}

/** What stands in the way of files that are to be written. */
export function taken(project: Pick<Project, 'root'>, files: readonly PlacedFile[]): Problem[] {
  return files.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }) !== undefined).map(({ path }) => alreadyThere(project, path))
}

const alreadyThere = (project: Pick<Project, 'root'>, path: string): Problem =>
  problem(
    'file-exists',
    `\`${fromRoot(project, path)}\` is there already, and nothing is overwritten.`,
    'Name another place with `--out`, or move the file away.',
  )

/** Writes all of them, or throws and leaves nothing behind. `last` is what else belongs to it: where that fails, they go again. */
export async function place(
  project: Pick<Project, 'root'>,
  files: readonly PlacedFile[],
  last: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const undo: (() => Promise<void>)[] = []
  const mark = `.${randomUUID()}.tmp`
  const beside = (path: string) => join(dirname(path), `.${basename(path)}${mark}`)
  try {
    for (const { path, text } of files) {
      const made = await mkdir(dirname(path), { recursive: true })
      if (made !== undefined) undo.push(...foldersFrom(made, dirname(path)).map((folder) => () => rmdir(folder)))
      undo.push(() => rm(beside(path), { force: true }))
      await written(beside(path), text)
    }
    for (const { path } of files) {
      await written(path, '').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST' ? new ProblemError(alreadyThere(project, path)) : error
      })
      undo.push(() => rm(path))
    }
    for (const { path } of files) await rename(beside(path), path)
    await last()
  } catch (error) {
    const stuck: Problem[] = []
    for (const step of undo.reverse())
      await step().catch((fault: unknown) => stuck.push(notWritten(fault, 'What was written could not be taken away again')))
    const faults = error instanceof ProblemError ? error.problems : [notWritten(error, 'Nothing was written')]
    throw new ProblemError([...faults, ...stuck], { cause: error })
  }
}

const notWritten = (fault: unknown, says: string): Problem =>
  problem(
    'not-written',
    `${says}: ${(fault as NodeJS.ErrnoException).code ?? fault}.`,
    'Give yourself the right to write there, make room, or name another place with `--out`.',
  )

/** The folders from one to another below it, the outer ones first. */
function foldersFrom(outer: string, inner: string): string[] {
  const folders = [inner]
  for (let at = inner; at !== outer; at = dirname(at)) folders.unshift(dirname(at))
  return folders
}

/** `wx`: should somebody else write the same file at this moment, theirs stays. */
async function written(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
