/** The picture on its way: out of what ffmpeg writes, by which of the viewer's codecs, and when it has to be whole again. */
import { expect, test } from 'vitest'
import type { Capturing, Picture } from './capture.ts'
import { argumentsOf } from './capture-ffmpeg.ts'
import { flvReader } from './flv.ts'
import { soundIn, videoIn } from './offer.ts'
import { sizeWithin, touch } from './region.ts'
import { lengthsOf } from './units.ts'

/** As ffmpeg writes it (Adobe's FLV, version 10.1): a header, and tags with their length before and after. */
const tag = (type: number, time: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(11)
  head.writeUInt8(type)
  head.writeUIntBE(data.length, 1, 3)
  head.writeUIntBE(time & 0xffffff, 4, 3)
  head.writeUInt8(time >>> 24, 7)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(11 + data.length)
  return Buffer.concat([head, data, tail])
}
const units = (text: string): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([length, Buffer.from(text)])
}
const video = (key: boolean, kind: number, data: Buffer) => Buffer.concat([Buffer.from([key ? 0x17 : 0x27, kind, 0, 0, 0]), data])
const set = (text: string) => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)])
const sets = Buffer.concat([Buffer.from([1, 66, 0, 31, 0xff, 0xe1]), set('SPS'), Buffer.from([1]), set('PPS')])
const file = Buffer.concat([
  ...[Buffer.from('FLV\x01\x01\0\0\0\x09\0\0\0\0', 'latin1'), tag(18, 0, Buffer.from('metadata')), tag(9, 0, video(true, 0, sets))],
  ...[tag(9, 33, video(true, 1, units('key'))), tag(9, 0x1000042, video(false, 1, units('next')))],
])

test.each([1, 7, 4096])('pictures come whole, with their times, in pieces of %i bytes', (size) => {
  const pictures: Picture[] = []
  const read = flvReader((picture) => void pictures.push(picture))
  for (let at = 0; at < file.length; at += size) read(file.subarray(at, at + size))
  expect(pictures).toEqual([
    { key: true, time: 33, units: Buffer.concat([units('SPS'), units('PPS'), units('key')]) },
    { key: false, time: 0x1000042, units: units('next') },
  ])
})

const screen: Capturing = {
  ...{ display: ':7', region: { x: 0, y: 0, width: 1367, height: 769 }, most: { width: 0, height: 0 }, codec: 'h264', quality: 'balanced' },
  ...{ frameRate: 30, kbps: 500, burst: 0.2, pointer: false },
}

test('the picture is as large as it may be, keeps its form, and is even', () => {
  expect(sizeWithin(screen.region)).toEqual({ width: 1366, height: 768 })
  expect(sizeWithin(screen.region, { width: 640, height: 0 })).toEqual({ width: 640, height: 360 })
  expect(sizeWithin(screen.region, { width: 4000, height: 300 })).toEqual({ width: 532, height: 300 })
  expect(sizeWithin(screen.region, { width: 4000, height: 300 }, { width: 640, height: 150 })).toEqual({ width: 266, height: 150 })
})

test('ffmpeg is told which part of the screen, how large, and how many bits', () => {
  const words = argumentsOf({ ...screen, region: { x: 1280, y: 0, width: 641, height: 480 }, most: { width: 320, height: 0 } }).join(' ')
  for (const told of ['-video_size 640x480 -grab_x 1280 -grab_y 0', 'scale=320:', '-b:v 500k -maxrate 500k -bufsize 100k'])
    expect(words).toContain(told)
})

test('what lies beside a part of the screen does not touch it', () => {
  const half = { x: 0, y: 0, width: 640, height: 480 }
  expect(touch({ x: 639, y: 479, width: 5, height: 5 }, half)).toBe(true)
  expect(touch({ x: 640, y: 0, width: 5, height: 5 }, half)).toBe(false)
  expect(touch({ x: 0, y: 0, width: 0, height: 0 }, half)).toBe(false)
})

test('units come with their lengths, whatever start code is before them, and without what says nothing of the picture', () => {
  const stream = Buffer.concat([
    ...[Buffer.from([0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3, 0, 0, 1, 0x06, 9, 9, 0, 0, 1]), Buffer.from([0x65, 0, 0, 3, 0, 7])],
  ])
  expect([...lengthsOf(stream)]).toEqual([0, 0, 0, 3, 0x67, 1, 2, 0, 0, 0, 2, 0x68, 3, 0, 0, 0, 6, 0x65, 0, 0, 3, 0, 7])
  expect(lengthsOf(Buffer.alloc(0))).toHaveLength(0)
})

const offer = (mode: string, profile = '42e01f') =>
  ['m=audio 9 X 111', 'a=mid:0', 'm=video 9 X 96 108', 'a=mid:1', 'a=rtpmap:96 VP8/90000', 'a=rtpmap:108 H264/90000']
    .concat(
      `a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`,
      'm=application 9 X',
      'a=mid:2',
      '',
    )
    .join('\r\n')

test('of the viewer’s codecs the first of ours is taken that it decodes, H.264 in pieces', () => {
  expect(videoIn(offer('1'), ['h264'])).toEqual({ mid: '1', payload: 108, codec: 'h264', delay: undefined })
  expect(videoIn(offer('1'), ['vp8', 'h264'])).toEqual({ mid: '1', payload: 96, codec: 'vp8', delay: undefined })
  expect(videoIn(offer('1'), ['av1', 'h264'])?.codec).toBe('h264')
  expect(videoIn(offer('0'), ['h264'])).toBeUndefined()
  expect(videoIn(offer('1', '640c1f'), ['h264'])).toBeUndefined()
  expect(videoIn('', ['h264'])).toBeUndefined()
})

test('sound is taken as Opus', () => {
  expect(soundIn(offer('1').replace('a=mid:0', 'a=mid:0\r\na=rtpmap:111 opus/48000/2'))).toEqual({ mid: '0', payload: 111 })
  expect(soundIn(offer('1'))).toBeUndefined()
})
