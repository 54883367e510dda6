/** VP8 in packets: read again as a viewer reads them (RFC 3550 §5.1, RFC 8285, RFC 7741). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vp8 } from './vp8.ts'

function read(packet: Buffer) {
  const hasExtension = (packet.readUInt8() & 0x10) !== 0
  const at = 12 + (hasExtension ? 4 + packet.readUInt16BE(14) * 4 : 0)
  return {
    ...{ marker: packet.readUInt8(1) >= 0x80, payload: packet.readUInt8(1) & 0x7f, sequence: packet.readUInt16BE(2) },
    ...{ timestamp: packet.readUInt32BE(4), ssrc: packet.readUInt32BE(8), begins: (packet.readUInt8(at) & 0x10) !== 0 },
    ...{ number: packet.readUInt16BE(at + 2) & 0x7fff, extension: hasExtension ? packet.subarray(16, at) : undefined },
    data: packet.subarray(at + 4),
  }
}

test('a picture comes out of its packets as it went in, whatever its size', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
      (bytes, delay) => {
        const packets = vp8({ payload: 96, ssrc: 1, delay, most: 300 }).packets(Buffer.from(bytes), 90_000)
        const all = packets.map(read)
        expect(Buffer.concat(all.map(({ data }) => data)).equals(bytes)).toBe(true)
        expect(packets.every(({ length }) => length <= 300)).toBe(true)
        expect(all.map(({ begins }) => begins)).toEqual(all.map((_, i) => i === 0))
        expect(all.map(({ marker }) => marker)).toEqual(all.map((_, i) => i === all.length - 1))
        expect(all.every(({ payload, ssrc, timestamp }) => payload === 96 && ssrc === 1 && timestamp === 90_000)).toBe(true)
        expect(all[0]?.extension).toEqual(delay === undefined ? undefined : Buffer.from([(delay << 4) | 2, 0, 0, 0]))
      },
    ),
  )
})

test('packets are numbered through, pictures too, and both begin anew at their ends', () => {
  const stream = vp8({ payload: 96, ssrc: 1, delay: undefined, most: 1200 }, 0xffff)
  const all = [1, 2, 3].flatMap((time) => stream.packets(Buffer.alloc(2000), time)).map(read)
  expect(all.map(({ sequence }) => sequence)).toEqual([0xffff, 0, 1, 2, 3, 4])
  expect(all.map(({ number }) => number)).toEqual([0x7fff, 0x7fff, 0, 0, 1, 1])
})
