/**
 * The connection to a viewer, by libdatachannel (WebRTC). The viewer offers, we answer; nothing goes over it before `open` is called, which the grant does. What
 * the viewer opens is closed: channels are ours to open, so that one which the session may not use does not exist.
 */
import datachannel, {
  type DataChannel,
  type RtpPacketizationConfig,
  type RtpPacketizer,
  type IceServer as Server,
  type Track,
} from 'node-datachannel'
import type { Candidate, IceServer } from '../../protocol/ice.ts'
import type { Codec } from './capture.ts'
import { type Channel, channelOf } from './channel.ts'
import { PLAYOUT_DELAY, type Section, videoIn } from './offer.ts'
import { type Feedback, readRtcp } from './rtcp.ts'
import { MTU } from './wire.ts'

export interface Peer {
  answer: string
  /** Candidates of the viewer that it found later. */
  found(candidates: readonly Candidate[]): void
  /** A channel of this name to the viewer. Its messages are from whoever is at the other end. */
  channel(label: string, heard: (data: string | Buffer) => void): Channel
  /** By which the viewer takes pictures. */
  codec: Codec
  /** A picture, as its codec's packets are made of. @param time in milliseconds */
  send(units: Buffer, time: number): void
  close(): void
}
export interface Wishes {
  offer: string
  ice?: readonly IceServer[]
  /** The answer does not wait for all of our candidates: they are told as they are found. */
  trickle?: true
  relayOnly?: true
  candidates(found: Candidate[], done: boolean): void
  /** The codecs that can be had, best first. */
  codecs: readonly Codec[]
  /** Both ends are there, and a picture can be sent. */
  connected(): void
  /** What the viewer says of the pictures. */
  heard(feedback: Feedback): void
  lost(how: 'closed' | 'failed'): void
}

const [SSRC, CLOCK, REMEMBERED] = [1, 90, 1024]
/** So many bits of a second a burst is drawn out to, so that it does not overrun what is on the way; looked at every so many milliseconds. */
const [BURST_BITS, BURST_MS] = [40_000_000, 1]
const GATHERING_MS = 5000

export async function openPeer(wishes: Wishes): Promise<Peer> {
  const { offer, ice = [], trickle, relayOnly, codecs, connected, heard, lost } = wishes
  const video = videoIn(offer, codecs)
  if (!video) throw new Error(`The viewer takes none of ${codecs.join(', ')}.`)
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

  const track: Track = peer.addTrack(describe(video))
  const rtp = new datachannel.RtpPacketizationConfig(SSRC, 'screen', video.payload, CLOCK * 1000)
  // Whoever works there wants the picture of now: none is kept back to make a smooth one of then.
  if (video.delay !== undefined) Object.assign(rtp, { playoutDelayId: video.delay, playoutDelayMin: 0, playoutDelayMax: 0 })
  const packets = packetizer(video.codec, rtp)
  packets.addToChain(new datachannel.RtcpSrReporter(rtp))
  packets.addToChain(new datachannel.RtcpNackResponder(REMEMBERED))
  packets.addToChain(new datachannel.PacingHandler(BURST_BITS, BURST_MS))
  track.setMediaHandler(packets)
  track.onMessage((packet) => heard(readRtcp(packet)))
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
    codec: video.codec,
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

function describe({ mid, payload, codec, delay }: Section): InstanceType<typeof datachannel.Video> {
  const media = new datachannel.Video(mid, 'SendOnly')
  if (codec === 'h264') media.addH264Codec(payload, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1')
  else if (codec === 'av1') media.addAV1Codec(payload)
  if (delay !== undefined) media.parseSdpLine(`a=extmap:${delay} ${PLAYOUT_DELAY}`)
  media.addSSRC(SSRC, 'screen', 'screen', 'screen')
  return media
}

const packetizer = (codec: Codec, rtp: RtpPacketizationConfig): RtpPacketizer =>
  codec === 'av1' ? new datachannel.AV1RtpPacketizer('TemporalUnit', rtp, MTU) : new datachannel.H264RtpPacketizer('Length', rtp, MTU)
