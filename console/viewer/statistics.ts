/** What a session costs and how well it goes, as the browser counts it (W3C WebRTC statistics): a figure for each second, and of what they are made. */
export interface Statistics {
  framesPerSecond: number
  megabitsPerSecond: number
  roundTripMs: number
  lostPercent: number
  decodeMs: number
  width: number
  height: number
  codec: string
  /** `host`, `srflx`, `relay`: whether something carries it in between. */
  way: string
}

interface Counted {
  bytes: number
  frames: number
  lost: number
  received: number
  decodeSeconds: number
  at: number
}
type Entry = Readonly<Record<string, number | string | boolean | undefined>>

/** Keeps what was counted last, and gives what came since. */
export function counter(now: () => number = () => performance.now()): (report: RTCStatsReport) => Statistics | undefined {
  let before: Counted | undefined
  return (report) => {
    const all = [...report.values()] as Entry[]
    const found = all.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
    if (!found) return undefined
    const number = (entry: Entry | undefined, name: string): number => Number(entry?.[name] ?? 0)
    const is: Counted = {
      ...{ bytes: number(found, 'bytesReceived'), frames: number(found, 'framesDecoded'), lost: number(found, 'packetsLost') },
      ...{ received: number(found, 'packetsReceived'), decodeSeconds: number(found, 'totalDecodeTime'), at: now() },
    }
    const was = before
    before = is
    if (!was || is.at <= was.at || is.bytes < was.bytes) return undefined
    const since = (name: keyof Counted) => is[name] - was[name]
    const seconds = since('at') / 1000
    const pair = all.find(({ type, nominated }) => type === 'candidate-pair' && nominated === true)
    const one = (id: unknown) => all.find((entry) => entry.id === id)
    const packets = since('received') + Math.max(0, since('lost'))
    return {
      framesPerSecond: since('frames') / seconds,
      megabitsPerSecond: (since('bytes') * 8) / seconds / 1e6,
      roundTripMs: number(pair, 'currentRoundTripTime') * 1000,
      lostPercent: packets > 0 ? (Math.max(0, since('lost')) / packets) * 100 : 0,
      decodeMs: since('frames') > 0 ? (since('decodeSeconds') / since('frames')) * 1000 : 0,
      width: number(found, 'frameWidth'),
      height: number(found, 'frameHeight'),
      codec: String(one(found.codecId)?.mimeType ?? '').replace('video/', ''),
      way: String(one(pair?.remoteCandidateId)?.candidateType ?? ''),
    }
  }
}
