/**
 * Where the console lies that is served. In what is published it stands beside the parts (scripts/build.ts). In a checkout it is made when a page is first
 * asked for and its sources are other ones than those of the last time: a second or two, in a process of its own, since who serves a page needs no bundler.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ProblemError, problem } from '../../schema/problem.ts'

const published = join(import.meta.dirname, 'page')
const checkout = join(import.meta.dirname, '..', '..')
const kept = join(checkout, 'node_modules', '.cache', 'console')
/** What it is made of. */
const SOURCES = ['console', 'protocol', 'schema/vocabulary.ts', 'schema/generated/api.ts', 'package-lock.json', 'scripts/console.ts']

export async function pageFolder(): Promise<string> {
  if (existsSync(join(published, 'index.html'))) return published
  const folder = join(kept, digestOf(SOURCES))
  if (existsSync(folder)) return folder
  const making = `${folder}.${process.pid}`
  try {
    await mkdir(kept, { recursive: true })
    await promisify(execFile)(process.execPath, [join(checkout, 'scripts', 'console.ts'), making])
    await rename(making, folder)
    await forgetOthers(folder)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (existsSync(folder)) return folder // somebody else was first
    throw new ProblemError(
      problem(
        'page-unmade',
        `The console could not be made: ${reasonOf(error)}`,
        'Run `npm ci`, and `node scripts/console.ts` for the whole story.',
      ),
      { cause: error },
    )
  }
  return folder
}

/** What was made of former sources: who serves it has read it. */
async function forgetOthers(folder: string): Promise<void> {
  for (const name of readdirSync(kept)) {
    const other = join(kept, name)
    if (other !== folder && /^[0-9a-f]{16}$/.test(name)) await rm(other, { recursive: true, force: true })
  }
}

const reasonOf = (error: unknown): string => (error as { stderr?: string }).stderr?.trim().split('\n')[0] || String(error)

/** Of names, sizes and times: whoever edits a file changes one of them. */
function digestOf(names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of names) {
    const path = join(checkout, name)
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : ['']
    for (const file of files) {
      const { size, mtimeMs } = statSync(join(path, file))
      hash.update(`${name}/${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}
