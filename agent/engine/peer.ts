/**
 * The connection to a viewer, by libdatachannel (WebRTC). The viewer offers, we answer; nothing goes over it before `open` is called, which the grant does. What
 * the viewer opens is closed: channels are ours to open, so that one which the session may not use does not exist.
 */
import datachannel, {
  type DataChannel,
  type PeerConnection,
  type RtpPacketizationConfig,
  type RtpPacketizer,
  type IceServer as Server,
  type Track,
} from 'node-datachannel'
import type { Candidate, IceServer } from '../../protocol/ice.ts'
import type { Codec } from './capture.ts'
import { type Channel, channelOf } from './channel.ts'
import { PLAYOUT_DELAY, type Section, soundIn, videoIn } from './offer.ts'
import { type Feedback, readRtcp } from './rtcp.ts'
import { trickling } from './trickle.ts'
import { vp8 } from './vp8.ts'
import { MTU } from './wire.ts'

export interface Peer {
  answer: string
  /** Candidates of the viewer that it found later. */
  found(candidates: readonly Candidate[]): void
  /** A channel of this name to the viewer. Its messages are from whoever is at the other end. */
  /** @param how `lossy`: nothing waits for what was lost, and that does not come again */
  channel(label: string, heard: (data: string | Buffer) => void, how?: { lossy: true }): Channel
  /** By which the viewer takes pictures. */
  codec: Codec
  /** A picture, as its codec's packets are made of. @param time in milliseconds */
  send(units: Buffer, time: number): void
  /** A packet of Opus; undefined where the viewer takes no sound, or none is wanted. */
  hear: ((packet: Buffer, time: number) => void) | undefined
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
  /** Whether there is sound. */
  sound: boolean
  /** Both ends are there, and a picture can be sent. */
  connected(): void
  /** What the viewer says of the pictures. */
  heard(feedback: Feedback): void
  lost(how: 'closed' | 'failed'): void
}

const [SSRC, SOUND_SSRC, CLOCK, SOUND_CLOCK, REMEMBERED] = [1, 2, 90, 48, 1024]
/** So many bits of a second a burst is drawn out to, so that it does not overrun what is on the way; looked at every so many milliseconds. */
const [BURST_BITS, BURST_MS] = [40_000_000, 1]
const GATHERING_MS = 5000

export async function openPeer(wishes: Wishes): Promise<Peer> {
  const { offer, ice = [], trickle, relayOnly, codecs, sound, connected, heard, lost } = wishes
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
  // Whoever leaves says so (DTLS), while there is still a way to them; of whom the line was cut, ICE says it first.
  let isCut = false
  peer.onIceStateChange((state) => {
    if (state === 'failed' || state === 'disconnected') isCut = true
  })
  peer.onStateChange((state) => {
    if (state === 'closed' || (state === 'disconnected' && !isCut)) lost('closed')
    else if (state === 'failed' || state === 'disconnected') lost('failed')
    else reached()
  })
  const own = trickling(wishes.candidates)
  peer.onLocalCandidate((candidate, mid) => own.found({ candidate, mid }))
  peer.onGatheringStateChange((state) => {
    if (state !== 'complete') return
    gathered.resolve()
    own.complete()
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
  const [first, ...more] = [
    ...(video.codec === 'vp8' ? [] : [packetizer(video.codec, rtp)]),
    ...[
      new datachannel.RtcpSrReporter(rtp),
      new datachannel.RtcpNackResponder(REMEMBERED),
      new datachannel.PacingHandler(BURST_BITS, BURST_MS),
    ],
  ]
  for (const handler of more) first?.addToChain(handler)
  if (first) track.setMediaHandler(first)
  const pieces = video.codec === 'vp8' ? vp8({ ...video, ssrc: SSRC, most: MTU }) : undefined
  track.onMessage((packet) => heard(readRtcp(packet)))
  track.onOpen(() => {
    isOpen = true
    reached()
  })
  const heardBy = sound ? soundIn(offer) : undefined
  const voice = heardBy && speak(peer, heardBy)
  peer.setRemoteDescription(offer, 'offer')
  peer.setLocalDescription('answer')
  if (!trickle) {
    const late = setTimeout(gathered.resolve, GATHERING_MS)
    await gathered.promise
    clearTimeout(late)
  }
  const answer = peer.localDescription()?.sdp
  if (trickle) own.begin()
  if (answer === undefined) throw new Error('There is no answer to what the viewer offers.')

  // Whoever is collected while it is open is closed.
  const channels = new Set<DataChannel>()
  return {
    answer,
    found(all) {
      for (const { candidate, mid } of all) peer.addRemoteCandidate(candidate, mid)
    },
    codec: video.codec,
    channel(label, heard, how) {
      const channel = peer.createDataChannel(label, how ? { unordered: true, maxRetransmits: 0 } : {})
      channels.add(channel)
      return channelOf(channel, heard, () => channels.delete(channel))
    },
    send(units, time) {
      if (!track.isOpen()) return
      rtp.timestamp = (time * CLOCK) >>> 0
      for (const packet of pieces?.packets(units, rtp.timestamp) ?? [units]) track.sendMessageBinary(packet)
    },
    hear: voice,
    close() {
      own.close()
      peer.close()
      strangers.length = 0
      datachannel.cleanup()
    },
  }
}

/** A track of sound; gives what sends by it. */
function speak(peer: PeerConnection, { mid, payload }: { mid: string; payload: number }): (packet: Buffer, time: number) => void {
  const media = new datachannel.Audio(mid, 'SendOnly')
  media.addOpusCodec(payload, 'minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1')
  media.addSSRC(SOUND_SSRC, 'screen', 'screen', 'sound')
  const track = peer.addTrack(media)
  const rtp = new datachannel.RtpPacketizationConfig(SOUND_SSRC, 'screen', payload, SOUND_CLOCK * 1000)
  const packets = new datachannel.RtpPacketizer(rtp)
  packets.addToChain(new datachannel.RtcpSrReporter(rtp))
  track.setMediaHandler(packets)
  return (packet, time) => {
    if (!track.isOpen()) return
    rtp.timestamp = (time * SOUND_CLOCK) >>> 0
    track.sendMessageBinary(packet)
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
  else media.addVP8Codec(payload)
  if (delay !== undefined) media.parseSdpLine(`a=extmap:${delay} ${PLAYOUT_DELAY}`)
  media.addSSRC(SSRC, 'screen', 'screen', 'screen')
  return media
}

const packetizer = (codec: Exclude<Codec, 'vp8'>, rtp: RtpPacketizationConfig): RtpPacketizer =>
  codec === 'av1' ? new datachannel.AV1RtpPacketizer('TemporalUnit', rtp, MTU) : new datachannel.H264RtpPacketizer('Length', rtp, MTU)
