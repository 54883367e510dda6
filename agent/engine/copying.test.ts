/** The clipboard on its way to the viewer; what the viewer sends, and what becomes of it on a display, is tried in test/session-clipboard.test.ts. */
import { expect, test, vi } from 'vitest'
import type { Channel } from './channel.ts'
import { copying } from './copying.ts'
import { pacer } from './pace.ts'

function sharing(kbps: number) {
  const pace = pacer(() => kbps)
  const [said, pieces]: [object[], Buffer[]] = [[], []]
  const terms = { toComputer: true, fromComputer: true }
  /** Whether the line takes more. */
  const line = { takes: true, sent: 0, go: () => {} }
  const channel: Channel = {
    send: (message) => void said.push(message),
    sendBytes: (data) => line.takes && pieces.push(data) > 0,
    drained: () => new Promise((resolve) => (line.go = () => resolve(true))),
    close: () => undefined,
  }
  const shared = copying({
    ...{ allowed: () => terms, put: () => undefined, used: () => undefined, channel: () => channel },
    async pace(bytes) {
      await pace(bytes)
      line.sent += bytes
    },
  })
  return { ...{ shared, said, terms, line }, came: () => Buffer.concat(pieces) }
}
const picture = Buffer.alloc(100_000, 'picture')

test('goes in pieces, each of which waits for its turn', async () => {
  const { shared, said, line, came } = sharing(0)
  shared.copied(picture)
  await vi.waitFor(() => expect(came().equals(picture)).toBe(true))
  expect([said, line.sent]).toEqual([[{ image: { bytes: picture.length } }], picture.length])
})

test('waits for a line that is full, and goes no further once something else was copied or it is no more allowed', async () => {
  for (const change of ['other', 'narrowed'] as const) {
    const { shared, said, terms, line, came } = sharing(0)
    line.takes = false
    shared.copied(picture)
    await vi.waitFor(() => expect(said).toHaveLength(1))
    if (change === 'other') shared.copied('rather this')
    else terms.fromComputer = false
    line.takes = true
    await vi.waitFor(() => line.go())
    await new Promise(setImmediate)
    expect(came().length).toBe(0)
    expect(said.slice(1)).toEqual(change === 'other' ? [{ text: 'rather this' }] : [])
  }
})

test('goes no faster than it may', async () => {
  vi.useFakeTimers()
  const { shared, line } = sharing(400)
  const from = performance.now()
  shared.copied(picture)
  while (line.sent < picture.length) await vi.advanceTimersByTimeAsync(10)
  // A hundred thousand bytes, of fifty thousand a second, with a tenth of a second's worth at once.
  expect(performance.now() - from).toBeGreaterThan(1850)
  vi.useRealTimers()
})
