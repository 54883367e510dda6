/** One file: its bytes, and what is made of them. The same wherever it runs, in the program itself or in a thread beside it. */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { digestText } from '../../schema/canonical.ts'
import { hasErrors, type Problem, problem } from '../../schema/problem.ts'
import type { Document, Key } from '../../schema/resource.ts'
import { documentsOf } from './documents.ts'
import { codeOf } from './files.ts'
import { limits } from './limits.ts'
import { pack } from './pack.ts'

export interface ScannedFile {
  /** Relative to the project, with `/`. */
  path: string
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string
  bytes: number
}
/** Where a project is, and whose. */
export interface Place {
  root: string
  team: string
}
/** Nothing in it but data: it can be sent from one thread to another. */
export interface ReadFile {
  packed?: Buffer
  problems: Problem[]
  refused: (Key | null)[]
}

/**
 * A file's bytes, or why there are none. At once: of a thousand small files, most of which the system has in memory, each would otherwise
 * wait longer for its turn than for its bytes.
 */
export function readBytes(root: string, path: string, room: (bytes: number) => Buffer = Buffer.allocUnsafeSlow): Uint8Array | Problem {
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

/** What one file holds, and what is wrong with it. */
export async function readFile({ root, team }: Place, file: ScannedFile): Promise<ReadFile> {
  const bytes = readBytes(root, file.path)
  if (!(bytes instanceof Uint8Array)) return { problems: [bytes], refused: [null] }
  if (digestText(bytes) !== file.hash) {
    const at = { file: file.path, line: 1, column: 1 }
    return { problems: [problem('file-changed', `\`${file.path}\` was changed while it was read.`, 'Run again.', at)], refused: [null] }
  }
  const { parse } = await import('../../schema/parse.ts')
  const { documents, problems, slowly } = await documentsOf(bytes, file.path)
  const parsed = parse(
    documents.filter((document) => !isProject(document)),
    { team },
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
