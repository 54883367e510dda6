/**
 * The connection to a viewer, by libdatachannel (WebRTC). The viewer offers, we answer; nothing goes over it before `open` is called, which the grant does. What
 * the viewer opens is closed: channels are ours to open, so that one which the session may not use does not exist.
 */
import datachannel, { type DataChannel, type Track } from 'node-datachannel'
import { type Channel, channelOf } from './channel.ts'

export interface Peer {
  answer: string
  /** A channel of this name to the viewer. Its messages are from whoever is at the other end. */
  channel(label: string, heard: (data: string | Buffer) => void): Channel
  /** A picture: units of H.264, four bytes of length before each. @param time in milliseconds */
  send(units: Buffer, time: number): void
  close(): void
}
export interface Wishes {
  offer: string
  /** Both ends are there, and a picture can be sent. */
  connected(): void
  /** The viewer lacks a picture by which it could go on. */
  refresh(): void
  lost(how: 'closed' | 'failed'): void
}

const [SSRC, CLOCK, MTU, REMEMBERED] = [1, 90, 1200, 1024]
const GATHERING_MS = 5000

/** The payload type by which the viewer takes H.264 in pieces, and where in its description that is; undefined where it takes none. */
export function videoIn(offer: string): { mid: string; payload: number } | undefined {
  const section = /^m=video [\s\S]*?(?=^m=|$(?![\s\S]))/m.exec(offer)?.[0] ?? ''
  const mid = /^a=mid:(\S{1,16})\s*$/m.exec(section)?.[1]
  const codecs = [...section.matchAll(/^a=rtpmap:(\d{1,3}) H264\/90000\s*$/gm)].map(([, payload]) => payload)
  const payload = codecs.find((one) =>
    new RegExp(`^a=fmtp:${one} (?=.*packetization-mode=1)(?=.*profile-level-id=42[0-9a-fA-F]{4})`, 'm').test(section),
  )
  return mid === undefined || payload === undefined ? undefined : { mid, payload: Number(payload) }
}

export async function openPeer({ offer, connected, refresh, lost }: Wishes): Promise<Peer> {
  const video = videoIn(offer)
  if (!video) throw new Error('The viewer takes no H.264.')
  const peer = new datachannel.PeerConnection('session', { iceServers: [], disableAutoNegotiation: true })
  const gathered = Promise.withResolvers<void>()
  let [ready, isOpen] = [false, false]
  const reached = () => {
    if (ready || !isOpen || peer.state() !== 'connected') return
    ready = true
    connected()
  }
  peer.onStateChange((state) => {
    if (state === 'closed') lost('closed')
    else if (state === 'failed' || state === 'disconnected') lost('failed')
    else reached()
  })
  peer.onGatheringStateChange((state) => state === 'complete' && gathered.resolve())
  const strangers: DataChannel[] = []
  peer.onDataChannel((channel) => {
    strangers.push(channel)
    channel.close()
  })

  const media = new datachannel.Video(video.mid, 'SendOnly')
  media.addH264Codec(video.payload, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1')
  media.addSSRC(SSRC, 'screen', 'screen', 'screen')
  const track: Track = peer.addTrack(media)
  const rtp = new datachannel.RtpPacketizationConfig(SSRC, 'screen', video.payload, CLOCK * 1000)
  const packets = new datachannel.H264RtpPacketizer('Length', rtp, MTU)
  packets.addToChain(new datachannel.RtcpSrReporter(rtp))
  packets.addToChain(new datachannel.RtcpNackResponder(REMEMBERED))
  track.setMediaHandler(packets)
  track.onMessage((packet) => asksForKey(packet) && refresh())
  track.onOpen(() => {
    isOpen = true
    reached()
  })
  peer.setRemoteDescription(offer, 'offer')
  peer.setLocalDescription('answer')
  const late = setTimeout(gathered.resolve, GATHERING_MS)
  await gathered.promise
  clearTimeout(late)
  const answer = peer.localDescription()?.sdp
  if (answer === undefined) throw new Error('There is no answer to what the viewer offers.')

  // Whoever is collected while it is open is closed.
  const channels = new Set<DataChannel>()
  return {
    answer,
    channel(label, heard) {
      const channel = peer.createDataChannel(label)
      channels.add(channel)
      return channelOf(channel, heard, () => channels.delete(channel))
    },
    send(units, time) {
      if (!track.isOpen()) return
      rtp.timestamp = (time * CLOCK) >>> 0
      track.sendMessageBinary(units)
    },
    close() {
      peer.close()
      strangers.length = 0
      datachannel.cleanup()
    },
  }
}

/** PLI or FIR, somewhere in a compound packet of RTCP (RFC 4585 §6.3.1, RFC 5104 §4.3.1). */
export function asksForKey(packet: Buffer): boolean {
  for (let at = 0; at + 4 <= packet.length; ) {
    const [kind, type] = [(packet[at] as number) & 0x1f, packet[at + 1]]
    if (type === 206 && (kind === 1 || kind === 4)) return true
    at += 4 + packet.readUInt16BE(at + 2) * 4
  }
  return false
}
