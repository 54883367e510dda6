import { expect, test } from 'vitest'
import type { FromServer } from '../protocol/stream.ts'
import { Spread } from './spread.ts'

const policy = (spreadMs?: unknown) => ({ policy: { document: 'd', timestamp: 't', spreadMs } }) as FromServer

test('a report waits for its lot within what the server asks for, and no longer than a minute', () => {
  let now = 1000
  const spread = new Spread(
    () => 0.5,
    () => now,
  )
  expect(spread.report()).toBe(0)
  spread.hear(policy(8000))
  expect(spread.report()).toBe(4000)
  now += 3000
  expect(spread.report()).toBe(1000)
  now += 3000
  expect(spread.report()).toBe(0)
  spread.hear(policy(3_600_000))
  expect(spread.report()).toBe(30_000)
  spread.hear(policy())
  expect(spread.report()).toBe(0)
})

test('who is told goodbye stays away once, for its lot', () => {
  const spread = new Spread(() => 0.25)
  expect(spread.away()).toBeUndefined()
  spread.hear({ goodbye: { spreadMs: 20_000 } })
  expect(spread.away()).toBe(5000)
  expect(spread.away()).toBeUndefined()
})

test('what is no number of milliseconds asks for nothing', () => {
  const spread = new Spread(() => 0.5)
  for (const odd of ['9', -1, Number.NaN, null, {}]) {
    spread.hear(policy(odd))
    expect(spread.report()).toBe(0)
  }
  spread.hear(JSON.parse('{"goodbye": null}') as FromServer)
  expect(spread.away()).toBe(0)
})
