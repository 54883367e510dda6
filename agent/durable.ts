/**
 * Files that are whole, whatever happens while they are written: a new one is written beside the old, forced onto the disk, and put in its place
 * in one step, of which the folder is forced onto the disk as well. Killed at any moment there is the old one or the new one.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, problem } from '../schema/problem.ts'

const NEW = '.new'

/** @param mode for whoever else may read it; nobody, where nothing is said */
export function writeWhole(folder: string, name: string, text: string, mode = 0o600): void {
  const [path, draft] = [join(folder, name), join(folder, `${name}${NEW}`)]
  try {
    const descriptor = openSync(draft, 'w', mode)
    try {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, path)
    syncFolder(folder)
  } catch (error) {
    throw notWritten(error, path)
  }
}

/** What was made or taken away in a folder is there, or gone, after a power cut too. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export function removeFile(folder: string, name: string): void {
  try {
    rmSync(join(folder, name), { force: true })
    syncFolder(folder)
  } catch (error) {
    throw notWritten(error, join(folder, name))
  }
}

/** Undefined where there is no such file. */
export function readText(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new ProblemError(
      problem('agent-state', `\`${join(folder, name)}\` can't be read (${code}).`, 'Run as the user to whom the state belongs.'),
      { cause: error },
    )
  }
}

const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT'])

/** A file that could not be written: nothing of it took effect. */
export function notWritten(error: unknown, path: string): ProblemError {
  const { code } = error as NodeJS.ErrnoException
  const fix = FULL.has(code) ? 'Make room on its disk; what was there before goes on.' : 'Make it writable; what was there before goes on.'
  return new ProblemError(problem('state-not-written', `\`${path}\` can't be written (${code ?? error}).`, fix), { cause: error })
}

export const isFull = (error: unknown): boolean =>
  error instanceof ProblemError && FULL.has((error.cause as NodeJS.ErrnoException | undefined)?.code)
export const isNotWritten = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems.some(({ code }) => code === 'state-not-written')
