/**
 * The far end of a session in a process of its own, for test/viewing.ts: a peer of WebRTC that does what it is told, decent or not. It is ended by a kill, so
 * that neither threads nor sockets of the library are left in the process that tests.
 */
import { writeFileSync } from 'node:fs'
import datachannel, { type DataChannel } from 'node-datachannel'
import { knocking } from '../bench/sessions/offer.ts'

export type ToViewer =
  | { answer: string }
  | { send: { label: string; data: string | Uint8Array } }
  /** Opens a channel of its own, which it has no business to, and sends by it for as long as it is open. */
  | { intrude: { label: string; data: string } }
  /** Writes down what came of the picture. */
  | { keep: string }
  | { close: true }
export type FromViewer =
  | { offer: string }
  | { state: string }
  | { opened: string }
  | { closed: string }
  | { heard: { label: string; data: string | Uint8Array } }
  | { packets: number }
  | { kept: string }

const say = (message: FromViewer) => process.send?.(message)
const kept: object[] = []
const channels = new Map<string, DataChannel>()
const peer = new datachannel.PeerConnection('viewer', { iceServers: [], disableAutoNegotiation: true })
peer.onGatheringStateChange((state) => state === 'complete' && say({ offer: knocking(peer.localDescription()?.sdp ?? '') }))
peer.onStateChange((state) => say({ state }))
peer.onDataChannel((channel) => {
  const label = channel.getLabel()
  kept.push(channel)
  channels.set(label, channel)
  say({ opened: label })
  channel.onClosed(() => {
    if (channels.get(label) !== channel) return
    channels.delete(label)
    say({ closed: label })
  })
  channel.onMessage((data) => say({ heard: { label, data: typeof data === 'string' ? data : new Uint8Array(data as Buffer) } }))
})
const media = new datachannel.Video('0', 'RecvOnly')
if (process.argv[2] === 'vp8') media.addVP8Codec(102)
else media.addH264Codec(102, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1')
const track = peer.addTrack(media)
let packets = 0
/** What came of the picture, as units of H.264 with a start code before each (RFC 6184: single, aggregated and in fragments). */
const units: Buffer[] = []
const START = Buffer.from([0, 0, 0, 1])
track.onMessage((packet) => {
  packets++
  // RTCP comes by the same line.
  if (((packet[1] ?? 0) & 0x7f) !== 102) return
  const extension = (packet[0] ?? 0) & 0x10 ? 4 + 4 * packet.readUInt16BE(14) : 0
  const padding = (packet[0] ?? 0) & 0x20 ? (packet.at(-1) ?? 0) : 0
  const data = Buffer.from(packet.subarray(12 + extension, packet.length - padding))
  const type = (data[0] ?? 0) & 0x1f
  if (type === 28) {
    const head = data[1] ?? 0
    if (head & 0x80) units.push(START, Buffer.from([((data[0] ?? 0) & 0xe0) | (head & 0x1f)]))
    units.push(data.subarray(2))
  } else if (type === 24)
    for (let at = 1; at + 2 < data.length; at += 2 + data.readUInt16BE(at))
      units.push(START, data.subarray(at + 2, at + 2 + data.readUInt16BE(at)))
  else units.push(START, data)
})
let told = 0
setInterval(() => {
  if (packets !== told) say({ packets: (told = packets) })
}, 50)
kept.push(track, peer.createDataChannel('viewer'))
peer.setLocalDescription('offer')

process.on('message', (message: ToViewer) => {
  if ('answer' in message) peer.setRemoteDescription(message.answer, 'answer')
  else if ('send' in message) {
    const { label, data } = message.send
    const channel = channels.get(label)
    if (!channel?.isOpen()) return
    if (typeof data === 'string') channel.sendMessage(data)
    else channel.sendMessageBinary(data)
  } else if ('intrude' in message) {
    const { label, data } = message.intrude
    const channel = peer.createDataChannel(label)
    kept.push(channel)
    channel.onOpen(() => {
      try {
        channel.sendMessage(data)
      } catch {
        say({ closed: `own ${label}` }) // the computer was faster
      }
    })
    channel.onClosed(() => say({ closed: `own ${label}` }))
  } else if ('keep' in message) {
    writeFileSync(message.keep, Buffer.concat(units))
    say({ kept: message.keep })
  } else peer.close()
})
process.once('disconnect', () => process.exit())
