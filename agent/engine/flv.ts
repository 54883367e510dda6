/**
 * Reads H.264 out of the FLV that ffmpeg writes to a pipe. Of what it can write, this form says how long each picture is *before* it, so that a picture goes out
 * as soon as it is coded; a bare stream of units shows its end only by the beginning of the next one, a whole picture later.
 *
 * Units come with four bytes of length before each, which is what the packetizer takes. The parameter sets come once, apart, and are put before each key picture.
 */
import type { Picture } from './capture.ts'

const [HEADER, TAG, TAIL, VIDEO] = [13, 11, 4, 9]
/** Bytes of one picture; ffmpeg is ours, a bound is still one. */
const MOST = 8 << 20

export function flvReader(take: (picture: Picture) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let sets: Buffer = rest
  let begun = false
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (!begun) {
      if (rest.length < HEADER) return
      begun = true
      rest = rest.subarray(HEADER)
    }
    while (rest.length >= TAG) {
      const size = rest.readUIntBE(1, 3)
      if (size > MOST) throw new RangeError(`a picture of ${size} bytes`)
      if (rest.length < TAG + size + TAIL) return
      const [type, time] = [rest[0], rest.readUIntBE(4, 3) + (rest[7] as number) * 0x1000000]
      const data = rest.subarray(TAG, TAG + size)
      rest = rest.subarray(TAG + size + TAIL)
      if (type !== VIDEO || size < 5) continue
      if (data[1] === 0) sets = parameterSets(data.subarray(5))
      if (data[1] !== 1) continue
      const key = (data[0] as number) >> 4 === 1
      take({ units: Buffer.concat(key ? [sets, data.subarray(5)] : [data.subarray(5)]), key, time })
    }
  }
}

/** Of an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3), each with four bytes of length before it. */
function parameterSets(record: Buffer): Buffer {
  const found: Buffer[] = []
  let at = 5
  for (const mask of [0x1f, 0xff]) {
    const count = record.readUInt8(at++) & mask
    for (let i = 0; i < count; i++) {
      const length = record.readUInt16BE(at)
      const head = Buffer.alloc(4)
      head.writeUInt32BE(length)
      found.push(head, record.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return Buffer.concat(found)
}
