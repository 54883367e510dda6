/** Edits of declarations in the files of a project: made in memory, shown as a diff, then each file replaced at once. */
import { join } from 'node:path'
import { write } from '../reconciler/sources/fmt.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { readBytes } from '../reconciler/sources/read.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { type Edit, edited } from './yaml-edits.ts'

export interface EditedFile {
  /** Relative to the project. */
  file: string
  before: string
  after: string
  done: Edit[]
  left: { edit: Edit; why: string }[]
}

/** Writes nothing. Throws a ProblemError where a file can't be read. */
export function editedFiles(project: Pick<Project, 'root'>, edits: ReadonlyMap<string, readonly Edit[]>): EditedFile[] {
  return [...edits].map(([file, wanted]) => {
    const before = textOf(project, file)
    const { text, done, left } = edited(before, wanted)
    return { file, before, after: text, done, left }
  })
}

/** Writes those that changed. Somebody's edit in the meantime is not overwritten, and then nothing is written. */
export async function writeEdited(project: Pick<Project, 'root'>, files: readonly EditedFile[]): Promise<string[]> {
  const changed = files.filter(({ before, after }) => before !== after)
  const moved = changed.filter(({ file, before }) => textOf(project, file) !== before)
  if (moved.length > 0)
    throw new ProblemError(
      moved.map(({ file }) =>
        problem('file-changed', `\`${file}\` was changed meanwhile, and nothing was written.`, 'Run again.', { file, line: 1, column: 1 }),
      ),
    )
  for (const { file, after } of changed) await write(join(project.root, file), after)
  return changed.map(({ file }) => file)
}

function textOf({ root }: Pick<Project, 'root'>, file: string): string {
  const bytes = readBytes(root, file)
  if (!(bytes instanceof Uint8Array)) throw new ProblemError(bytes)
  return Buffer.from(bytes).toString('utf8')
}
