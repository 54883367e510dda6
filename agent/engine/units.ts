/**
 * The units of an H.264 picture, from the form in which coders write them (a start code before each, ITU-T H.264 Annex B) to the one that the packetizer takes
 * (four bytes of length before each). What says nothing about the picture (SEI: the coder's own name and settings) is left out: it is half a kilobyte of each key.
 */
const [SEI, DELIMITER] = [6, 9]
const START = Buffer.from([0, 0, 1])

export function lengthsOf(stream: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = stream.indexOf(START); at >= 0; ) {
    const begin = at + START.length
    const next = stream.indexOf(START, begin)
    let end = next < 0 ? stream.length : next
    // A longer start code is a zero more before it; no unit ends in one.
    while (end > begin && stream[end - 1] === 0) end--
    const type = (stream[begin] ?? 0) & 0x1f
    if (end > begin && type !== SEI && type !== DELIMITER) {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(end - begin)
      parts.push(head, stream.subarray(begin, end))
    }
    at = next
  }
  return Buffer.concat(parts)
}
