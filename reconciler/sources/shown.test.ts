import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { limits } from './limits.ts'
import { shownText } from './shown.ts'

let base: string
let root: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'shown-'))
  root = join(base, 'project')
  mkdirSync(join(root, 'src'), { recursive: true })
  writeFileSync(join(root, 'team.yaml'), '\ufeffkind: Team\n')
  writeFileSync(join(base, 'outside.yaml'), 'hunter2\n')
})
afterEach(() => rmSync(base, { recursive: true }))

test('a regular file inside the project has lines to show, through a link inside or a link to the project too', () => {
  symlinkSync('../team.yaml', join(root, 'src', 'link.yaml'))
  symlinkSync('project', join(base, 'linked'))
  expect(shownText(root, 'team.yaml')).toBe('kind: Team\n')
  expect(shownText(root, 'src/link.yaml')).toBe('kind: Team\n')
  expect(shownText(join(base, 'linked'), 'team.yaml')).toBe('kind: Team\n')
})

test.each<[string, (path: string) => void]>([
  ['a link to a file outside', (path) => symlinkSync(join(base, 'outside.yaml'), path)],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
  ['a link to nothing', (path) => symlinkSync('nowhere', path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  [
    'a link to a pipe outside',
    (path) => {
      execFileSync('mkfifo', [join(base, 'pipe')])
      symlinkSync(join(base, 'pipe'), path)
    },
  ],
  ['a folder', (path) => mkdirSync(path)],
  [
    'a file that is too large to be read',
    (path) => {
      writeFileSync(path, '')
      truncateSync(path, limits.fileBytes + 1)
    },
  ],
  ['UTF-16', (path) => writeFileSync(path, 'kind: Team\n', 'utf16le')],
  ['another encoding', (path) => writeFileSync(path, 'caf\xe9\n', 'latin1')],
])('%s has none', (_, make) => {
  make(join(root, 'src', 'h.yaml'))
  expect(shownText(root, 'src/h.yaml')).toBeUndefined()
})

test('a folder that is a link leads no file out of the project, nor does `..`', () => {
  symlinkSync(base, join(root, 'up'))
  expect(shownText(root, 'up/outside.yaml')).toBeUndefined()
  expect(shownText(root, '../outside.yaml')).toBeUndefined()
})
