/**
 * The connection to a viewer, by libdatachannel (WebRTC). The viewer offers, we answer; nothing goes over it before `open` is called, which the grant does. What
 * the viewer opens is closed: channels are ours to open, so that one which the session may not use does not exist.
 */
import datachannel, { type DataChannel, type IceServer as Server, type Track } from 'node-datachannel'
import type { Candidate, IceServer } from '../../protocol/ice.ts'

export interface Peer {
  answer: string
  /** Candidates of the viewer that it found later. */
  found(candidates: readonly Candidate[]): void
  /** A channel of this name to the viewer. Its messages are texts, from whoever is at the other end. */
  channel(label: string, heard: (data: string) => void): Channel
  /** A picture: units of H.264, four bytes of length before each. @param time in milliseconds */
  send(units: Buffer, time: number): void
  close(): void
}
export interface Channel {
  send(message: object): void
  close(): void
}

export interface Wishes {
  offer: string
  ice?: readonly IceServer[]
  /** The answer does not wait for all of our candidates: they are told as they are found. */
  trickle?: true
  relayOnly?: true
  candidates(found: Candidate[], done: boolean): void
  /** Both ends are there, and a picture can be sent. */
  connected(): void
  /** The viewer lacks a picture by which it could go on. */
  refresh(): void
  lost(how: 'closed' | 'failed'): void
}

const [SSRC, CLOCK, MTU, REMEMBERED] = [1, 90, 1200, 1024]
const GATHERING_MS = 5000
/** Bytes that may wait in a channel; more means that nobody reads. */
const UNREAD = 4 << 20

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

export async function openPeer(wishes: Wishes): Promise<Peer> {
  const { offer, ice = [], trickle, relayOnly, connected, refresh, lost } = wishes
  const video = videoIn(offer)
  if (!video) throw new Error('The viewer takes no H.264.')
  const peer = new datachannel.PeerConnection('session', {
    ...{ iceServers: ice.flatMap(serversIn), disableAutoNegotiation: true },
    ...(relayOnly && { iceTransportPolicy: 'relay' as const }),
  })
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
  /** Found before the answer was given, and in it. */
  let told = false
  peer.onLocalCandidate((candidate, mid) => told && wishes.candidates([{ candidate, mid }], false))
  peer.onGatheringStateChange((state) => {
    if (state !== 'complete') return
    gathered.resolve()
    if (told) wishes.candidates([], true)
  })
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
  if (!trickle) {
    const late = setTimeout(gathered.resolve, GATHERING_MS)
    await gathered.promise
    clearTimeout(late)
  }
  const answer = peer.localDescription()?.sdp
  told = trickle === true
  if (told && peer.gatheringState() === 'complete') wishes.candidates([], true)
  if (answer === undefined) throw new Error('There is no answer to what the viewer offers.')

  // Whoever is collected while it is open is closed.
  const channels = new Set<DataChannel>()
  return {
    answer,
    found(all) {
      for (const { candidate, mid } of all) peer.addRemoteCandidate(candidate, mid)
    },
    channel(label, heard) {
      const channel = peer.createDataChannel(label)
      channels.add(channel)
      const early: string[] = []
      channel.onOpen(() => {
        for (const text of early.splice(0)) channel.sendMessage(text)
      })
      channel.onMessage((data) => typeof data === 'string' && heard(data))
      return {
        send(message) {
          const text = JSON.stringify(message)
          if (channel.isOpen() && channel.bufferedAmount() < UNREAD) channel.sendMessage(text)
          else if (channels.has(channel) && !channel.isOpen()) early.push(text)
        },
        close() {
          channels.delete(channel)
          channel.close()
        },
      }
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

/** As the library takes them: one for each address, with a name and a way each. */
function serversIn({ urls, username, credential }: IceServer): (string | Server)[] {
  return urls.map((url): string | Server => {
    const [, scheme = '', host = '', port, way] = /^(\w+):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(url) ?? []
    if (scheme.startsWith('stun')) return `stun:${host}:${port ?? 3478}`
    const relayType = scheme === 'turns' ? 'TurnTls' : way === 'tcp' ? 'TurnTcp' : 'TurnUdp'
    const hostname = host.replace(/^\[(.*)\]$/, '$1')
    const portOf = Number(port ?? (scheme === 'turns' ? 5349 : 3478))
    return { hostname, port: portOf, username: username ?? '', password: credential ?? '', relayType }
  })
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
