/**
 * The commit that a folder's files are checked out from. Read by hand: starting `git` costs more than a whole empty plan, and a checkout
 * needs no `git` to be applied. It says nothing about edits that are not committed.
 */
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
const REF = /^refs\/[^\s~^:?*[\\]+$/

/** Undefined outside a checkout, before its first commit, and where its files can't be understood. */
export async function commitOf(folder: string): Promise<string | undefined> {
  const git = await gitFolder(resolve(folder))
  if (!git) return undefined
  const head = (await textOf(join(git, 'HEAD')))?.trim()
  if (head === undefined) return undefined
  if (COMMIT.test(head)) return head
  const ref = /^ref: (.+)$/.exec(head)?.[1]
  if (!ref || !REF.test(ref) || ref.includes('..')) return undefined
  // A linked work tree has its own HEAD; branches are in the folder that it names as common.
  const common = resolve(git, (await textOf(join(git, 'commondir')))?.trim() ?? '.')
  for (const place of new Set([git, common])) {
    const loose = (await textOf(join(place, ref)))?.trim()
    if (loose !== undefined && COMMIT.test(loose)) return loose
  }
  for (const line of ((await textOf(join(common, 'packed-refs'))) ?? '').split('\n')) {
    const [commit = '', name] = line.split(' ')
    if (name === ref && COMMIT.test(commit)) return commit
  }
  return undefined
}

async function gitFolder(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, '.git')
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory()) return path
    if (found?.isFile()) {
      const link = /^gitdir: (.+)$/m.exec((await textOf(path)) ?? '')?.[1]
      return link === undefined ? undefined : resolve(folder, link.trim())
    }
    if (dirname(folder) === folder) return undefined
  }
}

/** The commit is a courtesy to readers of the history: a file that can't be read means that there is none to tell. */
const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)
