/**
 * The picture of one session on its way: looked for, coded, paced by what the viewer says of the line and by what policy allows. What is to be drawn upon each
 * frame, or kept of what is coded, has its place here.
 */
import { type Capture, type Capturing, type Codec, capture, type Picture, type Quality, type Stages } from './capture.ts'
import { type Aim, firstAim, type Heard, nextAim, TICK_MS } from './rate.ts'
import { type Region, type Size, sizeWithin } from './region.ts'
import { type Feedback, wayOf } from './rtcp.ts'
import { MTU, packetsOf, type Wire } from './wire.ts'

export interface Showing {
  /** What the viewer says of the pictures. */
  heard(feedback: Feedback): void
  /** Another part of the screen. */
  look(region: Region): void
  /** How large the viewer shows it: more pixels than it has are of no use. 0: as large as they come. */
  fit(size: Size): void
  /** How the picture is to be from now on; whoever asks keeps it within what policy allows. */
  prefer(held: Pick<Shown, 'quality' | 'frameRate' | 'maxBitrateKbps' | 'maxWidth' | 'maxHeight'>): void
  close(): void
}

export interface Shown {
  display: string
  region: Region
  codec: Codec
  quality: Quality
  frameRate: number
  /** Of policy; 0: no bound. */
  maxBitrateKbps: number
  maxWidth: number
  maxHeight: number
  pointer: boolean
  wire: Wire
  send(picture: Picture): void
  draw?: Stages['draw']
  filter?: NonNullable<Capturing['filter']>
  failed(why: string): void
}

/** More than this a picture of text in motion hardly uses; per pixel and second, in bits. */
const BITS = 0.15
/** What of a cap is for pictures: the rest is for headers, sound, and what is sent again. */
const PICTURES = 0.85
/** How much of a second's bits one picture may take: under a cap less, since what is owed counts. */
const [FREE, CAPPED] = [0.25, 0.1]
/** A way is compared to the shortest of so many reports: a route may change. */
const REMEMBERED = 60

export async function show(shown: Shown): Promise<Showing> {
  const { wire } = shown
  let { region, quality, maxBitrateKbps } = shown
  let room: Size = { width: 0, height: 0 }
  let policy: Size = { width: shown.maxWidth, height: shown.maxHeight }
  const bounds = { kbps: 0, frameRate: shown.frameRate }
  bind()
  let aim: Aim = firstAim(bounds)
  const ways: number[] = []
  let since: Heard = {}

  const running: Capture = await capture(
    { ...shown, region, most: most(), kbps: Math.round(aim.kbps), burst: maxBitrateKbps > 0 ? CAPPED : FREE },
    {
      ...(shown.draw ? { draw: shown.draw } : {}),
      wait: wire.wait,
      take(picture) {
        wire.took(picture.units.length, packetsOf(picture.units.length))
        shown.send(picture)
      },
      failed: shown.failed,
    },
  )

  function bind(): void {
    const { width, height } = sizeWithin(region, policy, room)
    const useful = Math.round((width * height * Math.min(shown.frameRate, 30) * BITS) / 1000)
    bounds.kbps = maxBitrateKbps > 0 ? Math.min(useful, maxBitrateKbps * PICTURES) : useful
  }
  function most(): Size {
    const { width, height } = sizeWithin(region, policy, room)
    return { width: Math.round(width * aim.scale), height: Math.round(height * aim.scale) }
  }
  function pace(): void {
    running.pace({ frameRate: aim.frameRate, kbps: Math.round(aim.kbps), most: most(), quality })
  }
  const wanted = (): string => JSON.stringify({ ...aim, quality, ...most() })
  let paced = wanted()
  const ticking = setInterval(() => {
    aim = nextAim(aim, since, bounds)
    since = {}
    if (wanted() !== paced) pace()
    paced = wanted()
  }, TICK_MS)

  return {
    heard({ key, again, remb, reports }) {
      if (key) running.refresh()
      if (again > 0) wire.took(again * MTU, again)
      if (remb !== undefined) since.rembKbps = remb / 1000
      for (const report of reports) {
        since.lost = Math.max(since.lost ?? 0, report.lost)
        const way = wayOf(report, Date.now())
        if (way === undefined) continue
        // What stands in line does so for longer than one report; a browser that was busy for a moment is no line.
        const steady = Math.min(way, ways.at(-1) ?? way)
        ways.push(way)
        if (ways.length > REMEMBERED) ways.shift()
        since.delay = Math.max(since.delay ?? 0, steady - Math.min(...ways))
      }
    },
    look(wanted) {
      region = wanted
      bind()
      running.look(region)
      pace()
    },
    fit(size) {
      room = size
      bind()
      pace()
    },
    // With the next tick, so that whoever asks again and again costs no more.
    prefer(held) {
      // What the line made of it is found out anew.
      if (held.frameRate !== bounds.frameRate) aim = { ...aim, frameRate: held.frameRate }
      quality = held.quality
      maxBitrateKbps = held.maxBitrateKbps
      policy = { width: held.maxWidth, height: held.maxHeight }
      bounds.frameRate = held.frameRate
      bind()
    },
    close() {
      clearInterval(ticking)
      running.close()
    },
  }
}
