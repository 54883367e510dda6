/**
 * How the tests run against a spoilt effective/: its own, and a small, fixed part of what the judge asks. Those that are quick come first,
 * since one that fails is enough; modules are read once for all of them.
 */
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const late = ['through.test.ts', 'edges.test.ts', 'missing.test.ts', 'laws.test.ts', 'permission.laws.test.ts', 'judge.ts']
const place = ({ moduleId }: TestSpecification): number => late.indexOf(path.basename(moduleId))

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

// Default exports are this configuration's own format; nowhere else do we use them.
export default defineConfig({
  test: {
    include: ['effective/*.test.ts', 'bench/mutants/judge.ts'],
    setupFiles: ['bench/mutants/once.ts'],
    testTimeout: 20_000,
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
})
