/**
 * What a viewer says of the stream (RTCP): which pictures it lacks, how much was lost, how long the way takes, and how much it thinks the line carries. Each
 * packet is a compound of several, of a stranger's making: what is cut short is left out.
 */
export interface Feedback {
  /** A whole picture is wanted: PLI (RFC 4585 §6.3.1), FIR (RFC 5104 §4.3.1). */
  key: boolean
  /** Packets asked for again (NACK, RFC 4585 §6.2.1). */
  again: number
  /** Bits a second (REMB, draft-alvestrand-rmcat-remb §2.2). */
  remb: number | undefined
  /** Of receiver reports (RFC 3550 §6.4.2): of what was sent since the last one, by SSRC. */
  reports: Report[]
}

export interface Report {
  ssrc: number
  /** 0 to 1. */
  lost: number
  /** The middle of the NTP time of our last report that it had, and since when, both in 65536ths of a second; 0: it had none. */
  last: number
  since: number
}

const [SENDER, RECEIVER, TRANSPORT, PAYLOAD] = [200, 201, 205, 206]
const [NACK, PLI, FIR, APPLICATION] = [1, 1, 4, 15]
const [BLOCK, NACK_ITEM] = [24, 4]

export function readRtcp(packet: Buffer): Feedback {
  const said: Feedback = { key: false, again: 0, remb: undefined, reports: [] }
  for (let at = 0; at + 4 <= packet.length; ) {
    const [kind, type, end] = [(packet[at] as number) & 0x1f, packet[at + 1], at + 4 + packet.readUInt16BE(at + 2) * 4]
    const part = packet.subarray(at, end)
    at = end
    if (end > packet.length) break
    if (type === PAYLOAD && (kind === PLI || kind === FIR)) said.key = true
    else if (type === PAYLOAD && kind === APPLICATION) said.remb ??= rembOf(part)
    else if (type === TRANSPORT && kind === NACK) said.again += nacked(part)
    else if (type === RECEIVER) said.reports.push(...reportsOf(part, 8, kind))
    else if (type === SENDER) said.reports.push(...reportsOf(part, 28, kind))
  }
  return said
}

function reportsOf(part: Buffer, first: number, count: number): Report[] {
  const found: Report[] = []
  for (let at = first; found.length < count && at + BLOCK <= part.length; at += BLOCK)
    found.push({
      ssrc: part.readUInt32BE(at),
      lost: part.readUInt8(at + 4) / 256,
      last: part.readUInt32BE(at + 16),
      since: part.readUInt32BE(at + 20),
    })
  return found
}

/** Each item names one packet, and by its bits sixteen after it. */
function nacked(part: Buffer): number {
  let count = 0
  for (let at = 12; at + NACK_ITEM <= part.length; at += NACK_ITEM) {
    count++
    for (let bits = part.readUInt16BE(at + 2); bits > 0; bits &= bits - 1) count++
  }
  return count
}

function rembOf(part: Buffer): number | undefined {
  if (part.length < 20 || part.toString('latin1', 12, 16) !== 'REMB') return undefined
  const word = part.readUIntBE(17, 3)
  return (word & 0x3ffff) * 2 ** (word >>> 18)
}

/** The middle of an NTP time, as reports carry it. @param ms of the clock that people read */
export const middleOf = (ms: number): number => Math.floor(((ms / 1000 + 2_208_988_800) * 65536) % 0x1_0000_0000)

/** Milliseconds there and back; undefined where the report answers none of ours. */
export function wayOf({ last, since }: Report, now: number): number | undefined {
  if (last === 0) return undefined
  const units = (middleOf(now) - last - since) % 0x1_0000_0000
  const ms = ((units < 0 ? units + 0x1_0000_0000 : units) / 65536) * 1000
  // Clocks that differ by a moment make a short way shorter than none.
  return ms > 60_000 ? 0 : ms
}
