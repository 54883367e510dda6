/** How the tests run: each beside its source, the ones of the whole system in test/. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Where to leave the counts for whoever reports them (.ci/run); people read the terminal. */
const report = process.env.TEST_REPORT
// Taken up by every process from here on: what one compiled, the next one only reads (test/compiled.ts).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled')
// Sessions make queues at a print server, which is not to be the machine's own; whoever tries that has one (test/printers.ts).
process.env.CUPS_SERVER = join(import.meta.dirname, 'node_modules', '.cache', 'no-print-server')

// Default exports are this configuration's own format; nowhere else do we use them.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    globalSetup: ['test/temporary.ts', 'test/built.ts'],
    setupFiles: ['test/leaks.ts', 'test/compiled.ts'],
    // Modules are read once for many files: half of the time of the suite. What a file leaves behind fails it (test/leaks.ts).
    isolate: false,
    // Node runs them as it runs the program: its own modules, its own removal of types.
    experimental: { viteModuleRunner: false },
    // Some of them wait for programs that they started: another one may run meanwhile.
    maxWorkers: availableParallelism() + 2,
    // Most of what tests make is thrown away at once: with room for it, and for what stays, the collector has less to do.
    execArgv: ['--max-semi-space-size=64', '--initial-old-space-size=512'],
    // Only to end what hangs: how long things take is for the bench to say.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 40_000 } },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
