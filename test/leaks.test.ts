import { expect, test } from 'vitest'
import { checkout, run } from './splashctl.ts'

const LEFT = 'This file leaves behind: '

test('a test file fails when it leaves something behind, and only then', async () => {
  const { stdout, stderr } = await run(process.execPath, ['test/leaking/run.ts'], checkout, { ...process.env, NO_COLOR: '1' })
  const modules = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { name: string; passed: boolean; errors: string[] }[]
  const errors = Object.fromEntries(modules.map(({ name, errors }) => [name, errors.join('\n')]))
  expect(errors, stderr).toEqual({
    nothing: '',
    timer: expect.stringContaining(`${LEFT}a timer`),
    socket: expect.stringMatching(/^This file leaves behind: .*a server/),
    child: expect.stringContaining('a child process'),
    file: expect.stringMatching(/behind: \S+opened \(deleted\)/),
    database: expect.stringMatching(/behind: \S+database \(deleted\)/),
    folder: expect.stringMatching(/behind: \S+forgotten-\w+\./),
  })
  // Each of them did what it is to be caught for.
  expect(modules.filter(({ passed }) => !passed)).toEqual([])
})
