/** A new file that nobody else can read, for a token. It is made before the token is, so that none is issued that could not be written down. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { ProblemError, problem } from '../schema/problem.ts'

export interface PrivateFile {
  path: string
  write(text: string): void
  /** Takes it away again, where there is nothing to write. */
  drop(): void
}

export function privateFile(path: string): PrivateFile {
  let descriptor: number
  try {
    descriptor = openSync(path, 'wx', 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ProblemError(
      problem('usage', code === 'EEXIST' ? `\`${path}\` is there already.` : `\`${path}\` can't be written (${code}).`, 'Name a new file.'),
    )
  }
  return {
    path,
    write(text) {
      writeSync(descriptor, text)
      closeSync(descriptor)
    },
    drop() {
      closeSync(descriptor)
      rmSync(path, { force: true })
    },
  }
}
