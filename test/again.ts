/**
 * What stands on a browser, a display, a network and programs that are not ours is tried once more in CI where it fails. Nothing of that is hidden: those tests are
 * named when all is over (vitest.config.ts), and each of them is a defect to be found.
 */
export const AGAIN = { retry: process.env.CI ? 1 : 0 }
