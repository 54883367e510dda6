/** What is drawn at random in the suite, ten times as often: the test files that say how often by test/times.ts. */
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '..', '..')
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')

/** How many files and tests there were. Throws what vitest said when one of them failed. */
export async function laws(): Promise<{ files: number; tests: number }> {
  const files = globSync('**/*.test.ts', { cwd: root, exclude: ['node_modules', 'dist'] }).filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes("/times.ts'"),
  )
  const folder = mkdtempSync(path.join(tmpdir(), 'laws-'))
  try {
    const report = path.join(folder, 'report.json')
    // The heaviest takes minutes of what the suite has a minute for.
    const args = [vitest, 'run', '--testTimeout', '1800000', ...files]
    await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, SOAK: '1', TEST_REPORT: report } })
    const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number }
    return { files: files.length, tests: numPassedTests }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
