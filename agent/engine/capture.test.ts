/** The picture of a real display (Xvfb), by FFmpeg in the process and by the system's: what is coded is decoded again, and looked at. */
import { CodecContext, Codec as Codecs, Frame, Packet } from 'node-av/lib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasDisplays, type TestDisplay, testDisplay } from '../../bench/display.ts'
import { type Painter, painter } from '../../bench/sessions/painter.ts'
import { type Capture, type Capturing, capture, type Picture, type Stages } from './capture.ts'
import { captureByFfmpeg } from './capture-ffmpeg.ts'
import { marked } from './testing.ts'

const PATIENCE = { timeout: 40_000, interval: 10 }
const [RED, GREEN] = [0xcc0000, 0x00aa00]

describe.skipIf(!process.env.CI && !hasDisplays).each([
  ['FFmpeg in the process', capture],
  ['the system’s ffmpeg', captureByFfmpeg],
])('a picture by %s', (name, make) => {
  const isInside = make === capture
  let display: TestDisplay
  let paint: Painter
  let eyes: ReturnType<typeof decoder>
  let running: Capture | undefined
  let pictures: (Picture & { at: number })[]
  beforeAll(async () => {
    display = await testDisplay(640, 360)
    paint = await painter(display.name, 0, 0, 640, 360)
  })
  afterAll(async () => {
    paint.close()
    await display.end()
  })
  const begin = async (more: Partial<Capturing> = {}, stages: Partial<Stages> = {}) => {
    const capturing: Capturing = {
      ...{ display: display.name, region: { x: 0, y: 0, width: 640, height: 360 }, most: { width: 0, height: 0 }, codec: 'h264' },
      ...{ quality: 'balanced', frameRate: 30, kbps: 2000, burst: 0.25, pointer: false },
      ...more,
    }
    running = await make(capturing, {
      wait: () => 0,
      take(picture) {
        pictures.push({ ...picture, at: performance.now() })
        eyes.see(picture)
      },
      failed: (why) => expect.unreachable(`${name}: ${why}`),
      ...stages,
    })
  }
  beforeEach(() => {
    pictures = []
    eyes = decoder()
    paint.fill(0, 0, 640, 360, 0x102030)
  })
  afterEach(() => {
    running?.close()
    running = undefined
    eyes.close()
  })
  const shows = (colour: 'red' | 'green', x = 320, y = 180) => expect.poll(() => eyes.colour(x, y), PATIENCE).toBe(colour)

  test('begins with a key, and shows what is painted', async () => {
    await begin()
    paint.fill(0, 0, 640, 360, RED)
    await shows('red')
    expect(pictures[0]?.key).toBe(true)
    paint.fill(200, 100, 240, 160, GREEN)
    await shows('green')
    expect(eyes.colour(20, 20)).toBe('red')
    expect(pictures.every(({ time }, i) => i === 0 || time > (pictures[i - 1] as Picture).time)).toBe(true)
  })

  test('makes a key when one is asked for, and shows a part of the screen, as small as is asked for', async () => {
    await begin({ region: { x: 320, y: 0, width: 320, height: 360 } })
    paint.fill(0, 0, 320, 360, RED)
    paint.fill(320, 0, 320, 360, GREEN)
    await shows('green', 5, 5)
    expect(eyes.size()).toEqual([320, 360])
    const before = pictures.length
    running?.refresh()
    await expect.poll(() => pictures.slice(before).some(({ key }) => key), PATIENCE).toBe(true)
    running?.pace({ frameRate: 30, kbps: 1000, most: { width: 160, height: 0 }, quality: 'balanced' })
    await expect.poll(() => eyes.size(), PATIENCE).toEqual([160, 180])
    running?.look({ x: 0, y: 0, width: 320, height: 360 })
    await shows('red', 5, 5)
  })

  test('is as sharp as is asked for, from then on', async () => {
    if (!isInside) return
    await begin({ quality: 'speed', kbps: 20_000 })
    for (let i = 0; i < 400; i++) paint.fill((i * 97) % 640, (i * 61) % 360, 40, 20, (i * 2654435761) >>> 8)
    paint.fill(300, 170, 40, 20, RED)
    await shows('red')
    /** Bytes of the next key picture. */
    const key = async (ask: () => void): Promise<number> => {
      const before = pictures.length
      const found = () => pictures.slice(before).find((one) => one.key)
      ask()
      await expect.poll(found, PATIENCE).toBeDefined()
      return found()?.units.length ?? 0
    }
    const coarse = await key(() => running?.refresh())
    const sharp = await key(() => running?.pace({ frameRate: 30, kbps: 20_000, most: { width: 0, height: 0 }, quality: 'sharpness' }))
    expect(sharp).toBeGreaterThan(1.2 * coarse)
  })

  test('what is drawn upon a frame is in the picture, and where nothing can be drawn there is none', async () => {
    const draw: Stages['draw'] = ([, blue, red]) => {
      blue?.fill(60)
      red?.fill(60)
    }
    if (!isInside) return expect(begin({}, { draw })).rejects.toThrow('can not be drawn upon')
    await begin({}, { draw })
    paint.fill(0, 0, 640, 360, RED)
    return shows('green')
  })

  test('nothing is taken while there is no room on the line', async () => {
    let room = 500
    await begin({}, { wait: () => room })
    if (!isInside) return
    paint.fill(0, 0, 640, 360, RED)
    const from = performance.now()
    await expect.poll(() => performance.now() - from > 300, PATIENCE).toBe(true)
    expect(pictures).toEqual([])
    room = 0
    await shows('red')
  })

  test('costs next to nothing while nothing moves', async () => {
    await begin()
    const after = (ms: number) => expect.poll(() => performance.now() - (pictures[0]?.at ?? performance.now()) > ms, PATIENCE).toBe(true)
    await after(2000)
    const before = pictures.length
    await after(6000)
    // Those by which a viewer knows that there is nothing to know; by ffmpeg some come each time that it goes on.
    expect(pictures.length - before).toBeLessThan(isInside ? 4 : 16)
  })
})

/** What a viewer would see. */
function decoder() {
  const [context, packet, frame] = [new CodecContext(), new Packet(), new Frame()]
  const found = Codecs.findDecoderByName('h264' as Parameters<typeof Codecs.findDecoderByName>[0])
  context.allocContext3(found)
  context.open2Sync(found)
  packet.alloc()
  frame.alloc()
  return {
    see({ units }: Picture) {
      packet.data = marked(units)
      expect(context.sendPacketSync(packet)).toBe(0)
      context.receiveFrameSync(frame)
      packet.unref()
    },
    size: () => [frame.width, frame.height],
    colour(x: number, y: number) {
      const [lines, [, blue = Buffer.alloc(0), red = Buffer.alloc(0)]] = [frame.linesize, frame.data ?? []]
      const at = (y >> 1) * (lines[1] ?? 0) + (x >> 1)
      return (red[at] ?? 0) > 190 ? 'red' : (red[at] ?? 255) < 90 && (blue[at] ?? 255) < 110 ? 'green' : 'other'
    },
    close() {
      packet.free()
      frame.free()
      context.freeContext()
    },
  }
}
