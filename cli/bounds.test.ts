import { expect, test } from 'vitest'
import type { ProblemError } from '../schema/problem.ts'
import { bounded, isBounded } from './bounds.ts'

const context = {
  env: process.env,
  interruption: {
    signal: new AbortController().signal,
    guarded: <T>(work: () => Promise<T>) => work(),
    code: undefined,
    atExit() {},
    stop() {},
  },
}
const run = (program: string, time = 60_000, memory = 256) => bounded(context, { time, memory }, ['--eval', program])
const refused = async (ended: Promise<unknown>) =>
  (await ended.then(
    () => [],
    (error: ProblemError) => error.problems,
  )) as ProblemError['problems']

test('what ends by itself ends as it does, and knows that it is bounded', async () => {
  expect(await run('process.exitCode = 2')).toBe(2)
  expect(await run('process.exitCode = process.env.SPLASHTOP_WITHIN === String(process.ppid) ? 4 : 1')).toBe(4)
  expect(isBounded({ env: { SPLASHTOP_WITHIN: `${process.ppid}` } })).toBe(true)
  expect(isBounded({ env: { SPLASHTOP_WITHIN: '1' } })).toBe(process.ppid === 1)
  expect(isBounded({ env: {} })).toBe(false)
})

test('what never ends is ended, though it is busy', async () => {
  expect(await refused(run('for (;;);', 300))).toMatchObject([{ code: 'untrusted-limit', message: expect.stringContaining('0.3 seconds') }])
})

test('what takes all memory comes to an end by itself, and that is told', async () => {
  const found = await refused(run('const all = []\nfor (;;) all.push(Array(1e5).fill(all.length))', 60_000, 64))
  expect(found).toMatchObject([{ code: 'untrusted-limit', message: expect.stringContaining('by itself') }])
})
