/** How the tests run against a spoilt effective/: its own, and a small, fixed part of what the judge asks. */
import { defineConfig } from 'vitest/config'

// Default exports are this configuration's own format; nowhere else do we use them.
export default defineConfig({
  test: {
    include: ['effective/*.test.ts', 'bench/mutants/judge.ts'],
    setupFiles: ['bench/mutants/once.ts'],
    testTimeout: 20_000,
  },
})
