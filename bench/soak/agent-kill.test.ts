import { expect, test } from 'vitest'
import { run } from './agent-kill.ts'

test('kill -9 at ten random moments of an agent leaves a whole policy, none older than it reported, and a log that is one chain', async () => {
  const { kills, before, after } = await run(10, 20260301)
  expect([kills, before + after]).toEqual([10, 10])
})
