import { defineConfig } from 'vitest/config'

// Default exports are this configuration's own format; nowhere else do we use them.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    testTimeout: 20_000,
  },
})
