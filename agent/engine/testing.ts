/** What tests of pictures share. */

/** Units with their lengths before them (units.ts), as a decoder takes them: with start codes (ITU-T H.264 Annex B). */
export function marked(units: Buffer): Buffer {
  const stream = Buffer.from(units)
  for (let at = 0; at < stream.length; ) {
    const length = stream.readUInt32BE(at)
    stream.writeUInt32BE(1, at)
    at += 4 + length
  }
  return stream
}
