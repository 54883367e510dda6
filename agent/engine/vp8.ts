/**
 * VP8 in packets of RTP (RFC 7741), which libdatachannel has no packetizer for: each picture in pieces, told apart by a number of the picture, so that a viewer that
 * lacks one knows. With them goes how long to keep pictures back, where the viewer lets itself be told: not at all.
 */
export interface Vp8 {
  /** Of one picture. @param timestamp in 90,000ths of a second */
  packets(picture: Buffer, timestamp: number): Buffer[]
}

export interface Vp8Stream {
  payload: number
  ssrc: number
  /** The number of the extension for the delay; undefined: the viewer has none. */
  delay: number | undefined
  /** Bytes of a packet at most, all headers of RTP included. */
  most: number
}

const [HEADER, EXTENSION, DESCRIPTOR] = [12, 8, 4]
const [VERSION, HAS_EXTENSION, MARKER] = [0x80, 0x10, 0x80]
const ONE_BYTE = 0xbede
/** There is a number, of fifteen bits; and where a picture begins (RFC 7741 §4.2). */
const [EXTENDED, BEGIN, NUMBERED, LONG] = [0x80, 0x10, 0x80, 0x8000]

export function vp8({ payload, ssrc, delay, most }: Vp8Stream, from = Math.floor(Math.random() * 0x8000)): Vp8 {
  let [sequence, number] = [from, from & 0x7fff]
  const before = HEADER + (delay === undefined ? 0 : EXTENSION)
  const room = most - before - DESCRIPTOR
  return {
    packets(picture, timestamp) {
      const made: Buffer[] = []
      for (let at = 0; at < picture.length; at += room) {
        const piece = picture.subarray(at, at + room)
        const packet = Buffer.alloc(before + DESCRIPTOR + piece.length)
        packet.writeUInt8(VERSION | (delay === undefined ? 0 : HAS_EXTENSION))
        packet.writeUInt8(payload | (at + room >= picture.length ? MARKER : 0), 1)
        packet.writeUInt16BE(sequence, 2)
        packet.writeUInt32BE(timestamp >>> 0, 4)
        packet.writeUInt32BE(ssrc, 8)
        if (delay !== undefined) {
          packet.writeUInt16BE(ONE_BYTE, HEADER)
          packet.writeUInt16BE(1, HEADER + 2)
          packet.writeUInt8((delay << 4) | 2, HEADER + 4)
        }
        packet.writeUInt8(EXTENDED | (at === 0 ? BEGIN : 0), before)
        packet.writeUInt8(NUMBERED, before + 1)
        packet.writeUInt16BE(LONG | number, before + 2)
        piece.copy(packet, before + DESCRIPTOR)
        made.push(packet)
        sequence = (sequence + 1) & 0xffff
      }
      number = (number + 1) & 0x7fff
      return made
    },
  }
}
