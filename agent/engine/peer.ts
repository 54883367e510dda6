/**
 * The connection to a viewer, by libdatachannel (WebRTC). The viewer offers, we answer; nothing goes over it before `open` is called, which the grant does. What
 * the viewer opens is closed: channels are ours to open, so that one which the session may not use does not exist.
 */
import datachannel, {
  type DataChannel,
  type PeerConnection,
  type RtpPacketizationConfig,
  type RtpPacketizer,
  type Track,
} from 'node-datachannel'
import type { Codec } from './capture.ts'
import { PLAYOUT_DELAY, type Section, soundIn, videoIn } from './offer.ts'
import { type Feedback, readRtcp } from './rtcp.ts'
import { vp8 } from './vp8.ts'
import { MTU } from './wire.ts'

export interface Peer {
  answer: string
  /** A channel of this name to the viewer. Its messages are texts, from whoever is at the other end. */
  channel(label: string, heard: (data: string) => void): Channel
  /** By which the viewer takes pictures. */
  codec: Codec
  /** A picture, as its codec's packets are made of. @param time in milliseconds */
  send(units: Buffer, time: number): void
  /** A packet of Opus; undefined where the viewer takes no sound, or none is wanted. */
  hear: ((packet: Buffer, time: number) => void) | undefined
  close(): void
}
export interface Channel {
  send(message: object): void
  close(): void
}

export interface Wishes {
  offer: string
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
/** Bytes that may wait in a channel; more means that nobody reads. */
const UNREAD = 4 << 20

export async function openPeer({ offer, codecs, sound, connected, heard, lost }: Wishes): Promise<Peer> {
  const video = videoIn(offer, codecs)
  if (!video) throw new Error(`The viewer takes none of ${codecs.join(', ')}.`)
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
  const late = setTimeout(gathered.resolve, GATHERING_MS)
  await gathered.promise
  clearTimeout(late)
  const answer = peer.localDescription()?.sdp
  if (answer === undefined) throw new Error('There is no answer to what the viewer offers.')

  // Whoever is collected while it is open is closed.
  const channels = new Set<DataChannel>()
  return {
    answer,
    codec: video.codec,
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
      for (const packet of pieces?.packets(units, rtp.timestamp) ?? [units]) track.sendMessageBinary(packet)
    },
    hear: voice,
    close() {
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
