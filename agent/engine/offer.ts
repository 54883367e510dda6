/** What a viewer offers to take (SDP, RFC 8866), of a stranger's making: which of our codecs, and by which number. */
import type { Codec } from './capture.ts'

export interface Section {
  mid: string
  payload: number
  codec: Codec
  /** Under which number the viewer lets itself be told how long to keep pictures back; undefined where it does not. */
  delay: number | undefined
}
/** https://webrtc.googlesource.com/src/+/main/docs/native-code/rtp-hdrext/playout-delay */
export const PLAYOUT_DELAY = 'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay'

const NAMES: { readonly [codec in Codec]: string } = { h264: 'H264/90000', vp8: 'VP8/90000', av1: 'AV1/90000' }
/** What has to stand in the parameters of a codec. H.264 comes in pieces (RFC 6184 §5.2), and its plainest profile. */
const NEEDS: { readonly [codec in Codec]?: readonly RegExp[] } = { h264: [/packetization-mode=1/, /profile-level-id=42[0-9a-fA-F]{4}/] }

/** The first of these codecs that the viewer takes; undefined where it takes none. */
export function videoIn(offer: string, codecs: readonly Codec[]): Section | undefined {
  const section = sectionOf(offer, 'video')
  const mid = midOf(section)
  if (mid === undefined) return undefined
  for (const codec of codecs) {
    const payload = payloadsOf(section, NAMES[codec]).find((one) => {
      const parameters = new RegExp(`^a=fmtp:${one} (.*)$`, 'm').exec(section)?.[1] ?? ''
      return (NEEDS[codec] ?? []).every((needed) => needed.test(parameters))
    })
    if (payload !== undefined) return { mid, payload, codec, delay: extensionOf(section, PLAYOUT_DELAY) }
  }
  return undefined
}

/** Where the viewer takes sound, as Opus. */
export function soundIn(offer: string): { mid: string; payload: number } | undefined {
  const section = sectionOf(offer, 'audio')
  const [mid, [payload]] = [midOf(section), payloadsOf(section, 'opus/48000/2')]
  return mid === undefined || payload === undefined ? undefined : { mid, payload }
}

const sectionOf = (offer: string, kind: string): string =>
  new RegExp(`^m=${kind} [\\s\\S]*?(?=^m=|$(?![\\s\\S]))`, 'm').exec(offer)?.[0] ?? ''
const midOf = (section: string): string | undefined => /^a=mid:(\S{1,16})\s*$/m.exec(section)?.[1]
const payloadsOf = (section: string, name: string): number[] =>
  [...section.matchAll(/^a=rtpmap:(\d{1,3}) (\S+)\s*$/gm)].flatMap(([, payload, found]) => (found === name ? [Number(payload)] : []))

/** One byte says which it is, so there are fourteen (RFC 8285 §4.2). */
function extensionOf(section: string, uri: string): number | undefined {
  const [found] = [...section.matchAll(/^a=extmap:(\d{1,3}) (\S+)\s*$/gm)].filter(
    ([, id, name]) => name === uri && Number(id) >= 1 && Number(id) <= 14,
  )
  return found && Number(found[1])
}
