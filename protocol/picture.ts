/**
 * Pictures on the clipboard, by the channel `clipboard` beside its text: PNG and nothing else, since that is what every clipboard knows. First it is said how long
 * one is, then it comes in pieces; a text or another picture in between ends the one that was on its way. Nothing of Node's is in here.
 *
 *   {image: {bytes}}  pieces …  ──▶  {taken: true}      said by the computer, once it lies there to be pasted
 */

/** Bytes of a picture and of a piece; pixels of a side, and of all of it, as somebody will have to unpack them. */
export const [IMAGE_BYTES, IMAGE_PIECE, IMAGE_SIDE, IMAGE_PIXELS] = [8 << 20, 16 << 10, 16_384, 40_000_000]
export const PNG = 'image/png'

export interface Arriving {
  /** One of so many bytes is said to come. */
  begin(bytes: number): void
  /** The whole of it, with its last piece; undefined where more is to come, or what came is no picture that is taken. */
  piece(data: Uint8Array): Uint8Array<ArrayBuffer> | undefined
  /** Whatever was on its way is not. */
  drop(): void
}

export function arrivingPicture(): Arriving {
  let [all, bytes, length] = [new Uint8Array(0), 0, 0]
  const drop = () => {
    all = new Uint8Array(0)
    bytes = length = 0
  }
  return {
    begin(expected) {
      drop()
      bytes = expected
    },
    piece(data) {
      if (length + data.length > bytes) {
        drop()
        return undefined
      }
      // As much room as what has really come asks for, and not what is said to come.
      if (length + data.length > all.length) {
        const more = new Uint8Array(Math.min(bytes, Math.max(2 * all.length, length + data.length)))
        more.set(all.subarray(0, length))
        all = more
      }
      all.set(data, length)
      length += data.length
      if (length < bytes) return undefined
      const whole = all
      drop()
      return isPicture(whole) ? whole : undefined
    },
    drop,
  }
}

const [SIGNATURE, HEAD, END] = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0x49484452, 0x49454e44]
/** Of a chunk, beside what it holds: its length, name and sum. */
const AROUND = 12

/** Whether it is one PNG of bearable size, from its first byte to its last (PNG 3, §5): a head that says how large it is, and chunks up to its end. */
export function isPicture(data: Uint8Array): boolean {
  if (data.length > IMAGE_BYTES || data.length < 2 * AROUND || !SIGNATURE.every((byte, i) => data[i] === byte)) return false
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  let at = SIGNATURE.length
  for (let name = 0; at + AROUND <= data.length; ) {
    const [length, next] = [view.getUint32(at), view.getUint32(at + 4)]
    if (at + AROUND + length > data.length) return false
    if (name === 0) {
      const [width, height] = next === HEAD && length === 13 ? [view.getUint32(at + 8), view.getUint32(at + 12)] : [0, 0]
      if (width < 1 || height < 1 || width > IMAGE_SIDE || height > IMAGE_SIDE || width * height > IMAGE_PIXELS) return false
    }
    name = next
    at += AROUND + length
    if (name === END) return at === data.length
  }
  return false
}
