/** Runs the files of this folder as tests, under the check that all tests run under, and writes what came of it as JSON. */
import { basename } from 'node:path'
import { startVitest } from 'vitest/node'

const here = import.meta.dirname
const vitest = await startVitest('test', [], {
  config: false,
  root: here,
  include: ['*.ts'],
  exclude: ['run.ts'],
  globalSetup: ['../temporary.ts'],
  setupFiles: ['../leaks.ts'],
  reporters: [{}],
  watch: false,
})
const modules = vitest.state.getTestModules().map((module) => ({
  name: basename(module.moduleId, '.ts'),
  passed: [...module.children.allTests()].every((each) => each.result().state === 'passed'),
  errors: module.errors().map(({ message }) => message),
}))
await vitest.close()
process.stdout.write(`${JSON.stringify(modules)}\n`)
// That these files fail is what is wanted.
process.exitCode = 0
