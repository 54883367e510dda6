/**
 * `npm run mutate`: every file of effective/ with one thing wrong in it at a time, to see whether a test notices. What tests don't notice,
 * they don't hold. The copy that is spoilt lies in the system's temporary folder, where no other test or formatter comes across it.
 */
import { tmpdir } from 'node:os'
import path from 'node:path'

// Default exports are this configuration's own format; nowhere else do we use them.
export default {
  mutate: ['effective/*.ts', '!effective/*.test.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'bench/mutants/vitest.config.ts' },
  // Only the tests that come by the spoilt place run, and the first that fails ends it.
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 15_000,
  timeoutFactor: 1.5,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: path.join(tmpdir(), 'splashtop-mutants.json') },
  tempDirName: path.join(tmpdir(), `splashtop-mutants-${process.pid}`),
  cleanTempDir: 'always',
  ignorePatterns: ['dist', 'docs', 'examples', 'console', '.*'],
  // TypeScript 7 has no API to rewrite a tsconfig.json with, and the copy needs none: Node strips the types.
  tsconfigFile: 'none.json',
  thresholds: { high: 95, low: 92, break: 90 },
}
