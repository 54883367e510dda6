/**
 * Artefacts on the disk: all of them or none (by force, what has moved in stays), over nothing that is there unless that is meant, and what holds
 * a code for its user alone from the first byte on. They are written under names of their own and move in when all are written.
 */
import { randomUUID } from 'node:crypto'
import { accessSync, constants, lstatSync, statSync } from 'node:fs'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ArtefactFile } from '../artefacts/artefact.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'

/** What stands in the way, without anything being made: files that are there, or a place that can't be written to. */
export function artefactsInTheWay(folder: string, files: readonly Pick<ArtefactFile, 'name'>[], { force }: { force: boolean }): Problem[] {
  try {
    accessSync(nearest(folder), constants.W_OK | constants.X_OK)
    if (!statSync(nearest(folder)).isDirectory()) return [notWritten(folder, 'ENOTDIR')]
    if (force) return []
    return files
      .filter(({ name }) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined)
      .map(({ name }) => there(folder, name))
  } catch (error) {
    return [notWritten(folder, (error as NodeJS.ErrnoException).code)]
  }
}

/** The folder itself, or the one above it in which it would be made. */
function nearest(folder: string): string {
  let at = folder
  while (lstatSync(at, { throwIfNoEntry: false }) === undefined) at = dirname(at)
  return at
}

const notWritten = (folder: string, why: string | undefined): Problem =>
  problem('not-written', `\`${folder}\` can’t be written to (${why}).`, 'Name a folder of yours by `--out`.')

const there = (folder: string, name: string): Problem =>
  problem(
    'file-exists',
    `\`${join(folder, name)}\` is there already, and nothing is overwritten.`,
    'Name another folder with `--out`, or write over it by `--force`.',
  )

/** @returns the paths, in the order of the files */
export async function placeArtefacts(folder: string, files: readonly ArtefactFile[], { force }: { force: boolean }): Promise<string[]> {
  const mark = `.${randomUUID()}.tmp`
  const draft = ({ name }: ArtefactFile) => join(folder, `.${name}${mark}`)
  const placed: string[] = []
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const file of files) await written(draft(file), file)
    for (const file of files) {
      const path = join(folder, file.name)
      if (force) await rename(draft(file), path)
      else {
        await link(draft(file), path)
        placed.push(path)
      }
    }
    return files.map(({ name }) => join(folder, name))
  } catch (error) {
    for (const path of placed) await rm(path, { force: true })
    const { code } = error as NodeJS.ErrnoException
    const inTheWay = code === 'EEXIST' ? artefactsInTheWay(folder, files, { force }) : []
    throw new ProblemError(inTheWay.length > 0 ? inTheWay : notWritten(folder, code ?? String(error)), { cause: error })
  } finally {
    for (const file of files) await rm(draft(file), { force: true })
  }
}

async function written(path: string, { text, mode }: ArtefactFile): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
