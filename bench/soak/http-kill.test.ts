import { expect, test } from 'vitest'
import { run } from './http-kill.ts'

test('kill -9 of the server four times under load: what was acknowledged is there, once, at its revision', async () => {
  const { kills, acknowledged } = await run(4, 20261129)
  expect(kills).toBe(4)
  expect(acknowledged).toBeGreaterThan(4)
})
