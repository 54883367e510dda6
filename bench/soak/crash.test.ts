import { expect, test } from 'vitest'
import { run } from './crash.ts'

test('kill -9 at ten random moments of an apply leaves the state before or after it, and the next run finishes', async () => {
  const seed = 20260301
  const { kills } = await run(10, seed)
  expect(kills).toBe(10)
})
