import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commitOf } from './git.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'git-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x.example', '-C', folder, ...args], { encoding: 'utf8' }).trim()

test('the commit is that of the branch, packed or not, of a detached head, and of a linked work tree', async () => {
  expect(await commitOf(folder)).toBeUndefined()
  git('init', '-q', '-b', 'main')
  expect(await commitOf(folder)).toBeUndefined()
  git('commit', '-q', '--allow-empty', '-m', 'first')
  const first = git('rev-parse', 'HEAD')
  mkdirSync(join(folder, 'a', 'b'), { recursive: true })
  expect(await commitOf(join(folder, 'a', 'b'))).toBe(first)
  git('pack-refs', '--all')
  expect(await commitOf(folder)).toBe(first)
  git('commit', '-q', '--allow-empty', '-m', 'second')
  const second = git('rev-parse', 'HEAD')
  expect(await commitOf(folder)).toBe(second)
  git('worktree', 'add', '-q', join(folder, 'tree'), '-b', 'side', first)
  expect(await commitOf(join(folder, 'tree'))).toBe(first)
  git('checkout', '-q', '--detach', first)
  expect(await commitOf(folder)).toBe(first)
})

test('a head that makes no sense is no commit', async () => {
  mkdirSync(join(folder, '.git'))
  for (const head of ['', 'ref: ../../etc/passwd\n', 'ref: refs/heads/../../../x\n', 'nonsense\n']) {
    writeFileSync(join(folder, '.git', 'HEAD'), head)
    expect(await commitOf(folder)).toBeUndefined()
  }
})
