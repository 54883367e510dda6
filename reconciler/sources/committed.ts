/**
 * Where a field stood in a file as it was at a commit. The backend knows where a resource began when it was applied; the commit knows the
 * rest, as long as it is in this checkout. It is Git that is asked, for nothing but the bytes: no filter, hook or pager of the checkout has a
 * part in that. Where Git, the commit or the resource in it is not to be had, there is no answer, and the resource's own line has to do.
 */
import { execFileSync } from 'node:child_process'
import type { Path } from '../../schema/fields.ts'
import type { Position } from '../../schema/problem.ts'
import { type Document, type Key, splitKey } from '../../schema/resource.ts'
import { documentsNow, slowParser } from './documents.ts'
import { isProgram } from './files.ts'
import { limits } from './limits.ts'
import { placeIn } from './locate.ts'

/** @param at where the resource began: elsewhere in the file of that commit, it was applied from edits that were not committed */
export type Committed = (commit: string, at: Pick<Position, 'file' | 'line'>, key: Key, path: Path, entry?: string) => Position | undefined

/** In milliseconds: it is an answer of a few. */
const PATIENCE = 5000
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** @param root the project's folder, to which files are relative */
export async function committed(root: string): Promise<Committed> {
  await slowParser() // whoever asks where something stands wants an answer at once
  const files = new Map<string, readonly Document[]>()
  const documents = (commit: string, file: string): readonly Document[] => {
    const id = `${commit}:${file}`
    let found = files.get(id)
    if (!found) files.set(id, (found = COMMIT.test(commit) && !isProgram(file) ? documentsAt(root, commit, file) : []))
    return found
  }
  return (commit, { file, line }, key, path, entry) => {
    const document = documents(commit, file).find((one) => isOf(one.value, key) && one.at([]).line === line)
    return document && placeIn(document, path, entry)
  }
}

function documentsAt(root: string, commit: string, file: string): readonly Document[] {
  try {
    const bytes = execFileSync('git', ['cat-file', 'blob', `${commit}:./${file}`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: limits.fileBytes,
      timeout: PATIENCE,
      // A commit that a partial clone left out is not fetched for a line number.
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' },
    })
    return documentsNow(bytes, file)?.documents ?? []
  } catch {
    return [] // no Git, no checkout, or a commit or file that is not in it
  }
}

function isOf(value: Document['value'], key: Key): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { kind, metadata } = value
  const name = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata.name : undefined
  const wanted = splitKey(key)
  return kind === wanted.kind && name === wanted.name
}
