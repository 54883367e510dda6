/**
 * The far end of a session in a process of its own, for test/viewing.ts: a peer of WebRTC that does what it is told, decent or not. It is ended by a kill, so
 * that neither threads nor sockets of the library are left in the process that tests.
 */
import datachannel, { type DataChannel } from 'node-datachannel'

export type ToViewer =
  | { answer: string }
  | { send: { label: string; data: string | Uint8Array } }
  /** Opens a channel of its own, which it has no business to, and sends by it for as long as it is open. */
  | { intrude: { label: string; data: string } }
  | { close: true }
export type FromViewer =
  | { offer: string }
  | { state: string }
  | { opened: string }
  | { closed: string }
  | { heard: { label: string; data: string | Uint8Array } }
  | { packets: number }

const say = (message: FromViewer) => process.send?.(message)
const kept: object[] = []
const channels = new Map<string, DataChannel>()
const peer = new datachannel.PeerConnection('viewer', { iceServers: [], disableAutoNegotiation: true })
peer.onGatheringStateChange((state) => state === 'complete' && say({ offer: peer.localDescription()?.sdp ?? '' }))
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
media.addH264Codec(102, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1')
const track = peer.addTrack(media)
let packets = 0
track.onMessage(() => packets++)
let told = 0
setInterval(() => {
  if (packets !== told) say({ packets: (told = packets) })
}, 50)
kept.push(track, peer.createDataChannel('viewer'))
peer.setLocalDescription('offer')

/**
 * The library can be beaten by the computer here: where that checks the line before this end has taken its answer in whole, the connection is up before the
 * fingerprint is known, and is given up. A browser is not so; whoever tests tries again.
 */
function answer(sdp: string): void {
  try {
    peer.setRemoteDescription(sdp, 'answer')
  } catch {
    say({ state: 'closed' })
  }
}

process.on('message', (message: ToViewer) => {
  if ('answer' in message) answer(message.answer)
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
    channel.onOpen(() => channel.sendMessage(data))
    channel.onClosed(() => say({ closed: `own ${label}` }))
  } else peer.close()
})
process.once('disconnect', () => process.exit())
