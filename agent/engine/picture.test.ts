/** The picture on its way: out of what ffmpeg writes, by which of the viewer's codecs, and when it has to be whole again. */
import { expect, test } from 'vitest'
import { argumentsOf, bitrateOf, type Capturing, sizeOf } from './capture.ts'
import { flvReader, type Picture } from './flv.ts'
import { asksForKey, videoIn } from './peer.ts'

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
  ...{ display: ':7', width: 1367, height: 769, maxWidth: 0, maxHeight: 0, frameRate: 30, maxBitrateKbps: 0, pointer: false },
}

test('the picture is as large as it may be, keeps its form, and is even', () => {
  expect(sizeOf(screen)).toEqual({ width: 1366, height: 768 })
  expect(sizeOf({ ...screen, maxWidth: 640 })).toEqual({ width: 640, height: 360 })
  expect(sizeOf({ ...screen, maxWidth: 4000, maxHeight: 300 })).toEqual({ width: 532, height: 300 })
})

test('the bitrate is what a policy bounds it to', () => {
  expect(bitrateOf(screen)).toBeGreaterThan(2000)
  expect(bitrateOf({ ...screen, maxBitrateKbps: 500 })).toBe(500)
  expect(argumentsOf({ ...screen, maxBitrateKbps: 500 }).join(' ')).toContain('-b:v 500k -maxrate 500k')
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

test('of the viewer’s codecs the one is taken that it decodes in pieces', () => {
  expect(videoIn(offer('1'))).toEqual({ mid: '1', payload: 108 })
  expect(videoIn(offer('0'))).toBeUndefined()
  expect(videoIn(offer('1', '640c1f'))).toBeUndefined()
  expect(videoIn('')).toBeUndefined()
})

test('a viewer asks for a whole picture by PLI or FIR, among other reports', () => {
  const report = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 1])
  const pli = Buffer.from([0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2])
  expect([report, pli, Buffer.concat([report, pli]), Buffer.from([0x84, 206, 0, 0]), Buffer.from([0x81])].map(asksForKey)).toEqual([
    ...[false, true, true, true, false],
  ])
})
