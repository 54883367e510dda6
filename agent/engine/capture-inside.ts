/**
 * The picture by FFmpeg in this process: it looks at the screen when something has changed there (through memory that it shares with the X server, MIT-SHM, where
 * the two are on one machine), scales, and codes. Looking, scaling and coding 1280 × 720 takes some four milliseconds, in this thread, picture by picture.
 */
import type { CodecContext, FormatContext, Frame, Packet, SoftwareScaleContext } from 'node-av/lib'
import type { Capture, Capturing, Pace, Stages } from './capture.ts'
import { type Coder, checked, coder } from './coder.ts'
import { watchDamage } from './damage.ts'
import { Gate } from './gate.ts'
import { even, type Region, type Size, sizeWithin } from './region.ts'

/** A key picture no more often than this, in milliseconds: whoever lacks one asks until it has come. */
const KEY_MS = 300
/** A coder that can't be told another bitrate begins anew for a change of so much, and no more often than this. */
const [COARSE, ANEW_MS] = [0.25, 3000]
/** So long the display may have nothing to show. */
const BLIND_MS = 3000
/** More pixels than this are coded by two threads. */
const LARGE = 1280 * 720

interface Eye {
  input: FormatContext
  raw: CodecContext
  packet: Packet
  region: Region
  size: Size
}
interface Hand {
  scale: SoftwareScaleContext
  frame: Frame
  coder: Coder
  size: Size
}

export async function captureInside(capturing: Capturing, { draw, wait, take, failed }: Stages): Promise<Capture> {
  const [library, names] = await Promise.all([import('node-av/lib'), import('node-av/constants')])
  library.Log.setLevel(names.AV_LOG_ERROR)
  const { display, codec, burst, pointer } = capturing
  let { region, most, kbps, quality } = capturing
  let [closed, busy, isKeyWanted, keyed] = [false, true, true, Number.NEGATIVE_INFINITY]
  let timer: NodeJS.Timeout | undefined
  const gate = new Gate(capturing.frameRate)
  const damage = await watchDamage(
    display,
    () => {
      gate.changed()
      arm()
    },
    fail,
  )
  const begun = performance.now()
  const seen: Frame = new library.Frame()
  seen.alloc()
  let eye = await look()
  let hand = await work()
  busy = false
  let [coded, anew] = [kbps, begun]
  let [isFresh, looked, blind] = [false, false, 0]

  /** What looks at the screen. */
  async function look(): Promise<Eye> {
    const size = { width: even(region.width), height: even(region.height) }
    const input = new library.FormatContext()
    input.allocContext()
    const options = {
      ...{ framerate: '1000', draw_mouse: pointer ? '1' : '0', video_size: `${size.width}x${size.height}`, probesize: '32' },
      ...{ grab_x: `${region.x}`, grab_y: `${region.y}` },
    }
    const form = library.InputFormat.findInputFormat('x11grab')
    if (!form) throw new Error('This FFmpeg does not look at X11 displays.')
    checked(await input.openInput(display, form, library.Dictionary.fromObject(options)), 'a look at the display')
    const parameters = input.streams[0]?.codecpar
    if (!parameters) throw new Error('The display has no picture.')
    const raw = new library.CodecContext()
    const found = library.Codec.findDecoder(parameters.codecId)
    raw.allocContext3(found)
    raw.parametersToContext(parameters)
    checked(raw.open2Sync(found), 'raw pictures')
    const packet = new library.Packet()
    packet.alloc()
    return { input, raw, packet, region, size }
  }

  /** What makes a stream of it, of one size. */
  async function work(): Promise<Hand> {
    const size = sizeWithin(eye.size, most)
    const scale = new library.SoftwareScaleContext()
    const same = size.width === eye.size.width && size.height === eye.size.height
    scale.getContext(
      ...([eye.size.width, eye.size.height, eye.raw.pixelFormat, size.width, size.height] as const),
      ...([names.AV_PIX_FMT_YUV420P, same ? names.SWS_POINT : names.SWS_AREA] as const),
    )
    const frame: Frame = new library.Frame()
    frame.alloc()
    Object.assign(frame, { ...size, format: names.AV_PIX_FMT_YUV420P })
    checked(frame.getBuffer(32), 'room for a picture')
    const threads = size.width * size.height > LARGE ? 2 : 1
    const made = await coder(library, names, { ...size, codec, quality, burst, kbps, threads, frameRate: gate.frameRate })
    return { scale, frame, coder: made, size }
  }

  function unmake(made: Hand): void {
    made.coder.close()
    made.scale.freeContext()
    made.frame.free()
  }
  function shut(made: Eye): void {
    made.packet.free()
    made.raw.freeContext()
    made.input.closeInputSync()
  }

  /** Whether there was something to see: a screen that has just become smaller is looked for where it is no more. */
  function see(): boolean {
    const status = eye.input.readFrameSync(eye.packet)
    blind = status < 0 ? blind || performance.now() : 0
    if (blind > 0 && performance.now() - blind < BLIND_MS) return false
    checked(status, 'a look at the display')
    checked(eye.raw.sendPacketSync(eye.packet), 'a raw picture')
    checked(eye.raw.receiveFrameSync(seen), 'a raw picture')
    eye.packet.unref()
    checked(hand.frame.makeWritable(), 'room for a picture')
    checked(hand.scale.scaleFrameSync(hand.frame, seen), 'a smaller picture')
    seen.unref()
    if (draw && hand.frame.data) draw(hand.frame.data, hand.frame.linesize, hand.size)
    looked = true
    return true
  }

  function arm(): void {
    if (closed || busy) return
    clearTimeout(timer)
    timer = setTimeout(() => void turn().catch(fail), Math.max(wait(), gate.due(performance.now()).in))
  }

  async function turn(): Promise<void> {
    const now = performance.now()
    const due = gate.due(now)
    if (due.in > 1 || wait() > 0) return arm()
    busy = true
    try {
      gate.settle()
      // Always asked: what is not taken back is not told again.
      const isHere = due.look && (await damage.settle(region))
      const isNews = isHere || (due.look && (isKeyWanted || isFresh || blind > 0))
      if (closed) return
      // Elsewhere, on what is not shown.
      if (due.look && !isNews) return
      gate.taken(now, isNews)
      if (isFresh) await begin()
      if ((isNews || !looked) && !see()) return gate.changed()
      const isKey = isKeyWanted && now - keyed >= KEY_MS
      if (isKey) [isKeyWanted, keyed] = [false, now]
      const units = await hand.coder.code(hand.frame, isKey, now - begun)
      if (units && !closed) take({ units, key: isKey, time: now - begun })
    } finally {
      busy = false
      if (closed) free()
      else arm()
    }
  }

  /** Anew, since the size is another one, or the bitrate, where the coder can't be told. */
  async function begin(): Promise<void> {
    isFresh = false
    if (eye.region !== region) {
      const former = eye
      eye = await look()
      shut(former)
    }
    const former = hand
    hand = await work()
    unmake(former)
    ;[coded, anew, looked, isKeyWanted, keyed] = [kbps, performance.now(), false, true, Number.NEGATIVE_INFINITY]
  }

  function pace({ frameRate, kbps: wanted, most: bounds, quality: look }: Pace): void {
    gate.rate(frameRate)
    const { width, height } = sizeWithin(eye.size, bounds)
    const isOther = width !== hand.size.width || height !== hand.size.height || look !== quality
    most = bounds
    kbps = wanted
    quality = look
    if (isOther) anewSoon()
    else if (!hand.coder.rate(wanted) && Math.abs(wanted - coded) > COARSE * coded && performance.now() - anew > ANEW_MS) anewSoon()
  }

  function anewSoon(): void {
    isFresh = true
    gate.changed()
    arm()
  }

  function fail(error: unknown): void {
    if (closed) return
    close()
    failed(error instanceof Error ? error.message : String(error))
  }
  function free(): void {
    unmake(hand)
    shut(eye)
    seen.free()
  }
  function close(): void {
    if (closed) return
    closed = true
    clearTimeout(timer)
    damage.close()
    if (!busy) free()
  }

  arm()
  return {
    refresh() {
      isKeyWanted = true
      gate.changed()
      arm()
    },
    pace,
    look(wanted) {
      region = wanted
      anewSoon()
    },
    close,
  }
}
