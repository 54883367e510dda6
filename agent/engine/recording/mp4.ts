/**
 * Pictures of H.264 as a fragmented MP4 (ISO/IEC 14496-12 §8.8, 14496-15 §5), which can be played up to wherever it was cut off. Two kinds of parts: the head, with
 * what a decoder must know, and fragments, each a few pictures with how long they are shown. Times are in milliseconds.
 */
export interface Sample {
  /** Units with four bytes of length before each. */
  units: Buffer
  key: boolean
  duration: number
}

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const whole = (type: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer =>
  box(type, u32(version * 0x1000000 + flags), ...parts)
const u32 = (...numbers: readonly number[]): Buffer => {
  const made = Buffer.alloc(4 * numbers.length)
  numbers.forEach((number, i) => void made.writeUInt32BE(number >>> 0, 4 * i))
  return made
}
const u16 = (...numbers: readonly number[]): Buffer => {
  const made = Buffer.alloc(2 * numbers.length)
  numbers.forEach((number, i) => void made.writeUInt16BE(number, 2 * i))
  return made
}
const text = (letters: string) => Buffer.from(letters, 'latin1')
const zeros = (length: number) => Buffer.alloc(length)
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
const [SECOND, TRACK, SPS, PPS, PARAMETERS, KEY, OTHER] = [1000, 1, 7, 8, new Set([7, 8]), 0x02000000, 0x01010000]

/** The units of a picture, without their lengths. */
export function unitsOf(picture: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at + 4 <= picture.length; ) {
    const length = picture.readUInt32BE(at)
    found.push(picture.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}
const typeOf = (unit: Buffer): number => (unit[0] ?? 0) & 0x1f

/** The parameter sets in a picture; undefined where it has none, so that nothing can begin with it. */
export function setsOf(picture: Buffer): { sps: Buffer; pps: Buffer } | undefined {
  const units = unitsOf(picture)
  const [sps, pps] = [units.find((unit) => typeOf(unit) === SPS), units.find((unit) => typeOf(unit) === PPS)]
  return sps && pps && { sps, pps }
}

export function head({ sps, pps }: { sps: Buffer; pps: Buffer }): Buffer {
  const { width, height } = sizeIn(sps)
  const config = Buffer.concat([
    Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1]),
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  ])
  const entry = box(
    'avc1',
    ...[zeros(6), u16(1), zeros(16), u16(width, height), u32(0x480000, 0x480000, 0), u16(1), zeros(32), u16(24, 0xffff)],
    box('avcC', config),
  )
  const none = (type: string) => whole(type, 0, 0, u32(0))
  const table = box('stbl', whole('stsd', 0, 0, u32(1), entry), none('stts'), none('stsc'), whole('stsz', 0, 0, u32(0, 0)), none('stco'))
  const media = box(
    'mdia',
    whole('mdhd', 0, 0, u32(0, 0, SECOND, 0), u16(0x55c4, 0)),
    whole('hdlr', 0, 0, u32(0), text('vide'), zeros(12), text('screen\0')),
    box('minf', whole('vmhd', 0, 1, zeros(8)), box('dinf', whole('dref', 0, 0, u32(1), whole('url ', 0, 1))), table),
  )
  const track = box('trak', whole('tkhd', 0, 3, u32(0, 0, TRACK, 0, 0), zeros(16), MATRIX, u32(width * 0x10000, height * 0x10000)), media)
  return Buffer.concat([
    box('ftyp', text('isom'), u32(0x200), text('isomiso6avc1mp41')),
    box(
      'moov',
      whole('mvhd', 0, 0, u32(0, 0, SECOND, 0, 0x10000), u16(0x100, 0), zeros(8), MATRIX, zeros(24), u32(TRACK + 1)),
      track,
      box('mvex', whole('trex', 0, 0, u32(TRACK, 1, 0, 0, 0))),
    ),
  ])
}

/** @param time of its first picture */
export function fragment(number: number, time: number, samples: readonly Sample[]): Buffer {
  // The parameter sets stand in the head.
  const datas = samples.map(({ units }) =>
    Buffer.concat(unitsOf(units).flatMap((unit) => (PARAMETERS.has(typeOf(unit)) ? [] : [u32(unit.length), unit]))),
  )
  const rows = samples.flatMap(({ key, duration }, i) => [duration, datas[i]?.length ?? 0, key ? KEY : OTHER])
  const moof = (offset: number) =>
    box(
      'moof',
      whole('mfhd', 0, 0, u32(number)),
      box(
        'traf',
        whole('tfhd', 0, 0x020000, u32(TRACK)),
        whole('tfdt', 1, 0, u32(Math.floor(time / 2 ** 32), time)),
        whole('trun', 0, 0x000701, u32(samples.length, offset, ...rows)),
      ),
    )
  return Buffer.concat([moof(moof(0).length + 8), box('mdat', ...datas)])
}

/** A box that players pass over, and that says something to who knows its name. */
export const own = (name: string, body: Buffer): Buffer => box('uuid', Buffer.from(name, 'hex'), body)

/** The size of the pictures, out of a sequence parameter set (ITU-T H.264 §7.3.2.1.1), of the profiles that are coded here. */
export function sizeIn(sps: Buffer): { width: number; height: number } {
  const bits = bitsOf(sps.subarray(4))
  bits.exp()
  if (HIGH.has(sps[1] ?? 0)) {
    if (bits.exp() === 3) bits.read(1)
    bits.exp()
    bits.exp()
    bits.read(1)
    if (bits.read(1) === 1) throw new RangeError('scaling matrices in a picture of ours')
  }
  bits.exp()
  const order = bits.exp()
  if (order === 0) bits.exp()
  else if (order === 1) throw new RangeError('an order of pictures that is not coded here')
  bits.exp()
  bits.read(1)
  const [wide, high, frames] = [bits.exp() + 1, bits.exp() + 1, bits.read(1)]
  if (frames === 0) bits.read(1)
  bits.read(1)
  const [left, right, top, bottom] = bits.read(1) === 1 ? [bits.exp(), bits.exp(), bits.exp(), bits.exp()] : [0, 0, 0, 0]
  return { width: wide * 16 - 2 * (left + right), height: (2 - frames) * high * 16 - 2 * (2 - frames) * (top + bottom) }
}
const HIGH = new Set([100, 110, 122, 244])

function bitsOf(data: Buffer): { read(count: number): number; exp(): number } {
  // What keeps a start code from being within (§7.4.1).
  const plain = Buffer.from(data.toString('latin1').replaceAll('\0\0\x03', '\0\0'), 'latin1')
  let at = 0
  const read = (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++, at++) value = value * 2 + (((plain[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    return value
  }
  return {
    read,
    exp() {
      let zeros = 0
      while (zeros < 32 && read(1) === 0) zeros++
      return 2 ** zeros - 1 + read(zeros)
    },
  }
}
