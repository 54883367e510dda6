import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ArtefactFile } from '../artefacts/artefact.ts'
import { ProblemError } from '../schema/problem.ts'
import { artefactsInTheWay, placeArtefacts } from './artefact-files.ts'

const files: readonly ArtefactFile[] = [
  { name: 'install.sh', text: 'the code\n', mode: 0o600 },
  { name: 'README.txt', text: 'read\n', mode: 0o644 },
]
let here: string
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'splashtop-place-'))
})
afterEach(() => rmSync(here, { recursive: true, force: true }))
const modeOf = (...names: string[]) => (statSync(join(here, ...names)).mode & 0o777).toString(8)
const refusal = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.catch((reason: unknown) => reason)
  return error instanceof ProblemError ? error.problems.map(({ code }) => code) : [String(error)]
}

test('files are whole and closed, in a folder that is made for its user alone', async () => {
  expect(await placeArtefacts(join(here, 'a', 'b'), files, { force: false })).toEqual([
    join(here, 'a', 'b', 'install.sh'),
    join(here, 'a', 'b', 'README.txt'),
  ])
  expect([modeOf('a', 'b'), modeOf('a', 'b', 'install.sh'), modeOf('a', 'b', 'README.txt')]).toEqual(['700', '600', '644'])
  expect(readFileSync(join(here, 'a', 'b', 'install.sh'), 'utf8')).toBe('the code\n')
  expect(readdirSync(join(here, 'a', 'b')).sort()).toEqual(['README.txt', 'install.sh'])
})

test('what came in the way after it was looked at is not written over, and nothing else stays', async () => {
  writeFileSync(join(here, 'README.txt'), 'mine')
  expect(await refusal(placeArtefacts(here, files, { force: false }))).toEqual(['file-exists'])
  expect([readdirSync(here), readFileSync(join(here, 'README.txt'), 'utf8')]).toEqual([['README.txt'], 'mine'])
})

test('by force a file takes the place of another, not of what a link of that name leads to', async () => {
  writeFileSync(join(here, 'elsewhere'), 'mine')
  chmodSync(join(here, 'elsewhere'), 0o644)
  symlinkSync(join(here, 'elsewhere'), join(here, 'install.sh'))
  expect(artefactsInTheWay(here, files, { force: false }).map(({ code }) => code)).toEqual(['file-exists'])
  await placeArtefacts(here, files, { force: true })
  expect([readFileSync(join(here, 'elsewhere'), 'utf8'), readFileSync(join(here, 'install.sh'), 'utf8'), modeOf('install.sh')]).toEqual([
    'mine',
    'the code\n',
    '600',
  ])
})

test('a folder in the place of a file is told, and nothing is left half done', async () => {
  mkdirSync(join(here, 'README.txt'))
  expect(await refusal(placeArtefacts(here, [...files].reverse(), { force: true }))).toEqual(['not-written'])
  expect(readdirSync(here)).toEqual(['README.txt'])
})

test.each([
  ['a file', () => writeFileSync(join(here, 'x'), '')],
  ['below a file', () => writeFileSync(join(here, 'x'), ''), 'y'],
  ['a link that leads nowhere', () => symlinkSync(join(here, 'nowhere'), join(here, 'x'))],
])('a place that can’t be written to is known before anything is made: %s', (_, make, below = '') => {
  make()
  expect(artefactsInTheWay(join(here, 'x', below), files, { force: true }).map(({ code }) => code)).toEqual(['not-written'])
  expect(readdirSync(here)).toEqual(['x'])
})
