/** What a viewer reports, read out of compound packets, whole ones and others. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { middleOf, readRtcp, wayOf } from './rtcp.ts'

const part = (kind: number, type: number, ...words: number[]): Buffer => {
  const bytes = Buffer.alloc(4 + words.length * 4)
  bytes.writeUInt8(0x80 | kind)
  bytes.writeUInt8(type, 1)
  bytes.writeUInt16BE(words.length, 2)
  words.forEach((word, i) => void bytes.writeUInt32BE(word, 4 + i * 4))
  return bytes
}
const [report, empty] = [part(1, 201, 9, 1, 0x40_000001, 7, 0, 0x12345678, 0x8000), part(0, 201, 9)]
const [pli, fir] = [part(1, 206, 9, 1), part(4, 206, 9, 0, 1, 0x01000000)]
const remb = part(15, 206, 9, 0, Buffer.from('REMB').readUInt32BE(), 0x01_0a_0100, 1)
const nack = part(1, 205, 9, 1, 0x0010_8001)

test('whole pictures are asked for by PLI or FIR, among other reports', () => {
  const all = [report, pli, Buffer.concat([empty, pli]), fir, remb, nack]
  expect(all.map((one) => readRtcp(one).key)).toEqual([false, true, true, true, false, false])
})

test('loss, the time of our last report, what the line carries, and what is asked for again', () => {
  expect(readRtcp(Buffer.concat([report, remb, nack]))).toEqual({
    ...{ key: false, again: 3, remb: 0x20100 * 2 ** 2 },
    reports: [{ ssrc: 1, lost: 0.25, last: 0x12345678, since: 0x8000 }],
  })
})

test('the way takes what is left of the time since our report when the viewer’s wait is taken off', () => {
  const sent = Date.UTC(2026, 10, 30, 12)
  const back = { ssrc: 1, lost: 0, last: middleOf(sent), since: 65536 / 2 }
  expect(wayOf(back, sent + 580)).toBeCloseTo(80, 0)
  expect(wayOf(back, sent + 499)).toBe(0)
  expect(wayOf({ ...back, last: 0 }, sent)).toBeUndefined()
  // The middle of an NTP time comes round every eighteen hours.
  const late = { ...back, last: 0xffff_ff00, since: 0 }
  expect(wayOf(late, Date.UTC(2026, 10, 30) - ((middleOf(Date.UTC(2026, 10, 30)) / 65536) * 1000 - 10))).toBeLessThan(60)
})

test('nothing that comes makes it fail', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readRtcp(Buffer.from(bytes))))
  const whole = Buffer.concat([report, remb, nack, pli])
  for (let end = 0; end < whole.length; end++) readRtcp(whole.subarray(0, end))
})
