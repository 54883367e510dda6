/** The device's log: numbered, chained, whole after a crash, bounded, and sent from where the server is. */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BATCH_BYTES, BATCH_EVENTS, CHAIN_START, chainedBatch } from '../protocol/report.ts'
import { Journal, newest } from './journal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const event = (name: string, size = 0) => ({
  time: '2026-03-02T09:00:00.000Z',
  event: name,
  ...(size > 0 && { details: { x: 'x'.repeat(size) } }),
})
const told = (journal: Journal, count: number, size = 0): void => {
  for (let i = 0; i < count; i++) journal.tell(event(`event-${journal.next}`, size))
}
/** A server that takes what goes on from what it has. */
function server() {
  let log = { next: 1, hash: CHAIN_START }
  return {
    take(journal: Journal): number {
      const batch = journal.batch()
      if (!batch) return 0
      if (batch.first > log.next && batch.lost === batch.first - log.next) log = { next: batch.first, hash: batch.previous }
      if (batch.first === log.next && batch.previous === log.hash)
        log = { next: batch.first + batch.events.length, hash: chainedBatch(batch) }
      journal.sent(log)
      return batch.events.length
    },
    get next() {
      return log.next
    },
  }
}

test('is numbered and chained, and sent as one chain in batches', () => {
  const [journal, its] = [new Journal(folder), server()]
  told(journal, 3)
  expect(its.take(journal)).toBe(3)
  expect(journal.hasUnsent).toBe(false)
  told(journal, BATCH_EVENTS + 1)
  expect([its.take(journal), its.take(journal), its.take(journal)]).toEqual([BATCH_EVENTS, 1, 0])
  expect(its.next).toBe(BATCH_EVENTS + 5)
})

test('a batch stays within its bytes', () => {
  const [journal, its] = [new Journal(folder), server()]
  told(journal, 100, 10_000)
  expect(Buffer.byteLength(JSON.stringify(journal.batch()))).toBeLessThanOrEqual(BATCH_BYTES)
  while (its.take(journal) > 0);
  expect(its.next).toBe(101)
})

test('goes on after a start, from where the server is', () => {
  const its = server()
  told(new Journal(folder), 5)
  its.take(new Journal(folder))
  const journal = new Journal(folder)
  told(journal, 1)
  expect(journal.next).toBe(7)
  // It doesn't know yet what was sent before: the answer says so.
  its.take(journal)
  expect([its.take(journal), its.next]).toEqual([1, 7])
})

test.each([
  ['a line that was cut off', (path: string) => truncateSync(path, statSync(path).size - 7)],
  ['half a line', (path: string) => appendFileSync(path, '{"number":6,"time"')],
  ['a line of zeros', (path: string) => appendFileSync(path, `${'\0'.repeat(40)}\n`)],
])('%s is taken away, and the chain goes on', (_, spoil) => {
  told(new Journal(folder), 5)
  spoil(join(folder, readdirSync(folder)[0] as string))
  const [journal, its] = [new Journal(folder), server()]
  told(journal, 2)
  while (its.take(journal) > 0);
  expect(its.next).toBe(journal.next)
  expect(newest(folder, 100).map(({ number }) => number)).toEqual(Array.from({ length: journal.next - 1 }, (_, i) => i + 1))
})

test('a file that was begun and never written is no break', () => {
  told(new Journal(folder), 3)
  writeFileSync(join(folder, '0000000004.ndjson'), '')
  const [journal, its] = [new Journal(folder), server()]
  told(journal, 1)
  while (its.take(journal) > 0);
  expect([journal.next, its.next]).toEqual([5, 5])
})

test('is bounded on the disk, and what never was sent is told as lost', () => {
  const [journal, its] = [new Journal(folder), server()]
  told(journal, 20, 900_000)
  expect(readdirSync(folder)).toHaveLength(16)
  expect(journal.batch()).toMatchObject({ first: 5, lost: 4 })
  while (its.take(journal) > 0);
  expect(its.next).toBe(21)
  expect(newest(folder, 3).map(({ number }) => number)).toEqual([18, 19, 20])
})

test('a server that has more is gone on from, and says that something was lost', () => {
  const journal = new Journal(folder)
  told(journal, 2)
  expect(journal.sent({ next: 50, hash: 'a'.repeat(64) })).toBe(false)
  told(journal, 1)
  expect(journal.batch()).toMatchObject({ first: 50, previous: 'a'.repeat(64), events: [{ event: 'event-50' }] })
  const again = new Journal(folder, 50)
  expect(again.batch()).toMatchObject({ first: 50, previous: 'a'.repeat(64) })
})

test('a server with another log of the same length is told apart', () => {
  const journal = new Journal(folder)
  told(journal, 2)
  expect(journal.sent({ next: 3, hash: 'b'.repeat(64) })).toBe(false)
})

test('where the disk takes nothing events wait, and are written when it does', () => {
  const journal = new Journal(folder)
  rmSync(folder, { recursive: true })
  told(journal, 2)
  expect(journal.next).toBe(1)
  expect(String(journal.unwritten)).toContain('state-not-written')
  mkdirSync(folder)
  told(journal, 1)
  expect([journal.next, journal.unwritten]).toEqual([4, undefined])
  expect(journal.batch()?.events.map(({ event: name }) => name)).toEqual(['event-1', 'event-1', 'event-1'])
})
