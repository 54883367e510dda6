/** What is coded, decoded again: a screen that stands still is shown as it is, whatever was there before. */
import * as names from 'node-av/constants'
import * as library from 'node-av/lib'
import { expect, test } from 'vitest'
import type { Codec } from './capture.ts'
import { coder } from './coder.ts'
import { marked } from './testing.ts'

type Planes = readonly [luma: number, blue: number, red: number]
const [WIDTH, HEIGHT] = [1280, 720]
const GREEN: Planes = [102, 71, 55]
const RED: Planes = [68, 98, 218]
const GREY: Planes = [128, 128, 128]
const BLUE: Planes = [41, 240, 110]
/** Where a terminal stands: from there to the right and below. */
const [LEFT, TOP] = [896, 496]
const COARSE = 12
const DECODERS = { h264: names.AV_CODEC_ID_H264, vp8: names.AV_CODEC_ID_VP8, av1: names.AV_CODEC_ID_AV1 }

/** A screen of one colour, with a terminal and a few letters. */
function paint(frame: library.Frame, colour: Planes): void {
  expect(frame.makeWritable()).toBe(0)
  const [planes, lines] = [frame.data ?? [], frame.linesize]
  for (const [i, plane] of planes.entries()) {
    plane.fill(colour[i] ?? 0)
    const [part, line] = [i === 0 ? 1 : 2, lines[i] ?? 0]
    for (let y = TOP / part; y < (TOP + 140) / part; y++)
      plane.fill(i === 0 ? 235 : 128, y * line + LEFT / part, y * line + (LEFT + 246) / part)
    for (let k = 0; i === 0 && k < 20; k++)
      plane.fill(16, (TOP + 10 + (k % 8)) * line + LEFT + 5 + k * 4, (TOP + 10 + (k % 8)) * line + LEFT + 7 + k * 4)
  }
}

/** How far the farthest is from this colour, outside the terminal. */
function distance(frame: library.Frame, colour: Planes): number {
  let farthest = 0
  for (const [i, plane] of (frame.data ?? []).entries()) {
    const [part, line] = [i === 0 ? 1 : 2, frame.linesize[i] ?? 0]
    for (let y = 0; y < HEIGHT / part; y += 8)
      for (let x = 0; x < WIDTH / part; x += 8)
        if (x * part < LEFT - 16 || y * part < TOP - 16)
          farthest = Math.max(farthest, Math.abs((plane[y * line + x] ?? 0) - (colour[i] ?? 0)))
  }
  return farthest
}

test.each(['h264', 'vp8', 'av1'] as const)('by %s a screen of another colour is of that colour', async (codec: Codec) => {
  library.Log.setLevel(names.AV_LOG_ERROR)
  const [frame, seen, packet] = [new library.Frame(), new library.Frame(), new library.Packet()]
  frame.alloc()
  Object.assign(frame, { width: WIDTH, height: HEIGHT, format: names.AV_PIX_FMT_YUV420P })
  expect(frame.getBuffer(32)).toBe(0)
  seen.alloc()
  packet.alloc()
  for (const [from, to] of [
    [GREEN, RED],
    [GREY, BLUE],
  ] as const) {
    const found = library.Codec.findDecoder(DECODERS[codec])
    const eyes = new library.CodecContext()
    eyes.allocContext3(found)
    eyes.open2Sync(found)
    const asked = { codec, width: WIDTH, height: HEIGHT, quality: 'balanced', frameRate: 30, kbps: 600, burst: 0.25, threads: 1 } as const
    const hand = await coder(library, names, asked)
    let last = Number.POSITIVE_INFINITY
    for (let i = 0; i < 10; i++) {
      const colour = i < 3 ? from : to
      paint(frame, colour)
      const units = await hand.code(frame, i === 0, i * 50)
      if (!units) continue
      packet.data = codec === 'h264' ? marked(units) : units
      expect(await eyes.sendPacket(packet)).toBe(0)
      packet.unref()
      if ((await eyes.receiveFrame(seen)) === 0) last = distance(seen, to)
    }
    hand.close()
    eyes.freeContext()
    expect(last).toBeLessThan(COARSE)
  }
  for (const one of [frame, seen, packet]) one.free()
})
