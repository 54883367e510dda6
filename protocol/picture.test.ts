/** What is taken for a picture, and how it comes in pieces. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivingPicture, IMAGE_BYTES, IMAGE_SIDE, isPicture } from './picture.ts'

function chunk(name: string, data: Uint8Array): Buffer {
  const all = Buffer.concat([Buffer.alloc(4), Buffer.from(name), data, Buffer.alloc(4)])
  all.writeUInt32BE(data.length)
  return all
}
function picture(width = 4, height = 3, data: Uint8Array = Buffer.from('pixels')): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

test.each<[string, Buffer]>([
  ['what begins otherwise', Buffer.concat([Buffer.from('GIF89a'), picture()])],
  ['what goes on after its end', Buffer.concat([picture(), Buffer.from('<script>')])],
  ['what has no end', picture().subarray(0, -12)],
  ['what does not begin with its size', Buffer.concat([picture().subarray(0, 8), picture().subarray(33)])],
  ['what is nothing wide', picture(0)],
  ['what is too wide', picture(IMAGE_SIDE + 1, 1)],
  ['what is too much as pixels', picture(IMAGE_SIDE, IMAGE_SIDE)],
  ['what is too long', picture(4, 3, Buffer.alloc(IMAGE_BYTES))],
])('%s is none', (_, data) => {
  expect(isPicture(data)).toBe(false)
})

test('in whatever pieces it comes, the very bytes arrive, once; and without the last of them, nothing', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), sizes, (data, lengths) => {
      const [whole, arriving, arrived] = [picture(4, 3, data), arrivingPicture(), [] as Uint8Array[]]
      arriving.begin(whole.length)
      for (let at = 0, i = 0; at < whole.length; i++) {
        expect(arrived).toEqual([])
        const next = Math.min(at + (lengths[i % lengths.length] ?? 1), whole.length)
        const came = arriving.piece(whole.subarray(at, next))
        if (came) arrived.push(came)
        at = next
      }
      expect(arrived.map((one) => Buffer.from(one).equals(whole))).toEqual([true])
      expect(arriving.piece(whole)).toBeUndefined()
    }),
  )
})

test('what comes is never taken for a picture because it says that it is one, and never breaks what looks at it', () => {
  const around = (inside: Uint8Array) => Buffer.concat([picture().subarray(0, 33), inside])
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => isPicture(data) === false))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => typeof isPicture(around(data)) === 'boolean'))
})
