/** The printer on the loopback, asked by whoever likes: the print server, and programs that send it what they must not. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PRINT_BYTES } from '../../../protocol/print.ts'
import { answer, HEAD_BYTES, operations, readRequest, type Status, statuses } from './ipp.ts'
import { type Job, openPrinter, type Printer } from './printer.ts'
import { printJob, request } from './testing.ts'

const jobs: Job[] = []
let becomes: Promise<Status>
let printer: Printer
beforeEach(async () => {
  jobs.length = 0
  becomes = Promise.resolve('ok')
  printer = await openPrinter('splashtop-s1', (job) => {
    jobs.push(job)
    return becomes
  })
})
afterEach(() => printer.close())

const ask = async (body: Buffer): Promise<Response> =>
  fetch(printer.uri.replace('ipp:', 'http:'), {
    method: 'POST',
    headers: { 'content-type': 'application/ipp' },
    body: new Uint8Array(body),
  })
const statusOf = async (response: Response | Promise<Response>): Promise<number> =>
  Buffer.from(await (await response).arrayBuffer()).readUInt16BE(2)

test('a job comes with its bytes and its name, without the number that CUPS puts before it', async () => {
  const data = Buffer.from('%PDF-1.4 \0 bytes')
  expect(await statusOf(ask(printJob(data, '12 - Grüße 2.pdf')))).toBe(statuses.ok)
  expect(jobs).toEqual([{ name: 'Grüße 2.pdf', data }])
})

test('what became of it is the answer, and beside one that is on its way there is none', async () => {
  const { promise, resolve } = Promise.withResolvers<Status>()
  becomes = promise
  const first = ask(printJob('one'))
  await expect.poll(() => jobs.length).toBe(1)
  expect(await statusOf(ask(printJob('two')))).toBe(statuses.busy)
  resolve('format-not-supported')
  expect(await statusOf(first)).toBe(statuses['format-not-supported'])
  expect(await statusOf(ask(request(operations['Get-Printer-Attributes'], {})))).toBe(statuses.ok)
  expect(await statusOf(ask(request(0x4002, {})))).toBe(statuses['operation-not-supported'])
  expect(jobs).toHaveLength(1)
})

test('no more than so much lies in memory, of all that comes at once', async () => {
  const body = printJob(Buffer.alloc(PRINT_BYTES + HEAD_BYTES))
  // Who is refused in the middle of sending may hear no more than that the line is closed.
  const refused = await ask(body).then(
    ({ status }) => status,
    () => 413,
  )
  expect([refused, jobs]).toEqual([413, []])
  expect(await statusOf(ask(printJob('after')))).toBe(statuses.ok)
})

test('rubbish is answered, or not read, and never thrown at', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const found = readRequest(Buffer.concat([Buffer.from([2, 0, 0, 2]), bytes]))
      expect(found === undefined || found.data.length <= bytes.length).toBe(true)
    }),
  )
  expect(readRequest(Buffer.alloc(0))).toBeUndefined()
  // An attribute that is longer than all of it.
  expect(readRequest(Buffer.from([2, 0, 0, 2, 0, 0, 0, 1, 1, 0x42, 0xff, 0xff, 0, 3]))).toBeUndefined()
  expect(answer({ version: 0x0200, id: 7 }, 'busy').subarray(0, 8)).toEqual(Buffer.from([2, 0, 5, 7, 0, 0, 0, 7]))
})
