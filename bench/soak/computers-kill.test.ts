import { expect, test } from 'vitest'
import { run } from './computers-kill.ts'

test('kill -9 of the server and of agents ten times while policies change: none runs an older one or a part of one, all end at the newest', async () => {
  const { kills, seen } = await run(10, 20261130)
  expect(kills.server).toBeGreaterThan(0)
  expect(kills.agents).toBeGreaterThan(0)
  expect(kills.server + kills.agents).toBe(10)
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10)
})
