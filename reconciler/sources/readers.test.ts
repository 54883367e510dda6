import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestText } from '../../schema/canonical.ts'
import type { ReadFile, ScannedFile } from './read.ts'
import { type Answer, type ReadOptions, readAll, type Task } from './readers.ts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'readers-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (path: string, text: string | Uint8Array): ScannedFile => {
  writeFileSync(join(root, path), text)
  return { path, hash: digestText(text), bytes: Buffer.byteLength(text) }
}
const read = async (files: readonly ScannedFile[], options: ReadOptions): Promise<[string, ReadFile][]> =>
  [...(await readAll({ root, team: 'acme' }, files, options))].sort(([a], [b]) => (a < b ? -1 : 1))
const user = (name: string, more = ''): string =>
  `apiVersion: splashtop.io/v1\nkind: User\nmetadata:\n  name: ${name}\nspec:\n  email: ${name}@example.com\n${more}`
const some = (): ScannedFile[] => Array.from({ length: 12 }, (_, n) => put(`${n}.yaml`, `${user(`a${n}`)}---\n${user(`b${n}`)}`))
/** A program for a thread, in the text of its URL. */
const program = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`)

const parts = fc.constantFrom(
  ...['one', 'two', 'Zoë'].map((name) => user(name)),
  user('three', '  displayName: Zoë 🎉\n'),
  user('rare', '  note: &a "\\u0041"\n  displayName: *a\n'),
  user('wrong', '  licence: 3\n  nothing: else\n'),
  user('renamed').replace('spec:', '  annotations: {splashtop.io/renamed-from: former}\nspec:'),
  'kind: Project\n',
  '- a list\n',
  'a: [\n',
  `apiVersion: splashtop.io/v1\nkind: List\nitems:\n- ${user('listed').replaceAll('\n', '\n  ')}\n`,
)

test('what is read is the same in other threads as here, with every problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(parts, { maxLength: 4 }), { minLength: 1, maxLength: 8 }), async (contents) => {
      const files = contents.map((content, n) => put(`${n}.yaml`, content.join('---\n')))
      files.push(put('binary.yaml', new Uint8Array([0x61, 0, 0xff])), { path: 'absent.yaml', hash: '', bytes: 10 })
      files.push({ ...put('changed.yaml', user('changed')), hash: '0' })
      const here = await read(files, { threads: 0 })
      expect(here).toHaveLength(files.length)
      expect(await read(files, { threads: 2, here: false })).toEqual(here)
      expect(await read(files, { threads: 1 })).toEqual(here)
    }),
    { numRuns: 8 },
  )
})

test('a thread answers for every file that it takes, and its answers are believed', async () => {
  const files = some()
  const taken = new Int32Array(new SharedArrayBuffer(4))
  taken[0] = 3
  const task: Task = { place: { root, team: 'acme' }, files, taken }
  const worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData: task })
  const answers: Answer = []
  worker.on('message', (answer: Answer) => answers.push(...answer))
  expect(await once(worker, 'exit')).toEqual([0])
  expect(answers.map(([index]) => index)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11])

  const invented = program(`
    const { parentPort, workerData } = await import('node:worker_threads')
    Atomics.store(workerData.taken, 0, 12)
    parentPort.postMessage([[0, { problems: [], refused: ['invented'] }]])`)
  const believed = await readAll({ root, team: 'acme' }, files, { threads: 1, here: false, program: invented })
  expect([...believed.values()].filter(({ refused }) => refused[0] === 'invented')).toHaveLength(1)
  expect(believed.size).toBe(12)
})

test.each([
  ['dies before it begins', "throw new Error('no')"],
  ['leaves at once', 'process.exit(3)'],
  [
    'takes files along',
    "const { workerData } = await import('node:worker_threads'); Atomics.add(workerData.taken, 0, 5); throw new Error('no')",
  ],
  ['does not exist', undefined],
])('a thread that %s loses nothing', async (_, text) => {
  const files = some()
  const here = await read(files, { threads: 0 })
  const broken = text === undefined ? new URL('file:///nowhere/reader.js') : program(text)
  expect(await read(files, { threads: 2, program: broken })).toEqual(here)
  expect(await read(files, { threads: 2, program: broken, here: false })).toEqual(here)
})

test('where threads are forbidden all is read here', async () => {
  const files = some()
  expect(await read(files, { threads: 2, program: new URL('https://example.com/reader.js') })).toEqual(await read(files, { threads: 0 }))
})

test('no thread outlives the reading', async () => {
  const running = (): string[] => process.getActiveResourcesInfo().filter((name) => /worker|message/i.test(name))
  const before = running()
  await read(some(), { threads: 3 })
  expect(running()).toEqual(before)
})
