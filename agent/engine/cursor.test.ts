/** What a cursor looks like, as a browser takes it. */
import { expect, test } from 'vitest'
import { readCursor } from '../../protocol/viewer.ts'
import { imageOf } from './cursor.ts'

test('colours come for themselves, not multiplied, in the order of a browser', () => {
  const pixels = Buffer.from([0, 0, 128, 128, 255, 0, 0, 255, 10, 20, 30, 0, 1, 2, 3, 255])
  const image = imageOf({ width: 2, height: 2, xhot: 1, yhot: 5, cursorSerial: 7, cursorImage: pixels })
  expect({ ...image, rgba: [...Buffer.from(image.rgba, 'base64')] }).toEqual({
    ...{ width: 2, height: 2, at: [1, 1] },
    rgba: [255, 0, 0, 128, 0, 0, 255, 255, 0, 0, 0, 0, 3, 2, 1, 255],
  })
})

test('one that is too large is cut, and one of nothing is a pixel of nothing; viewers take both', () => {
  for (const [width, height] of [
    [200, 300],
    [0, 0],
  ] as const) {
    const image = imageOf({ width, height, xhot: 0, yhot: 0, cursorSerial: 1, cursorImage: Buffer.alloc(width * height * 4) })
    expect(Buffer.from(image.rgba, 'base64')).toHaveLength(image.width * image.height * 4)
    expect(readCursor(JSON.stringify({ cursor: { id: 1, image } }))).toEqual({ cursor: { id: 1, image } })
  }
})
