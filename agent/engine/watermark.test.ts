/** The text over the picture: what it says, that it is there on whatever is behind it, and that ffmpeg takes every text as it is. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { layout, minuteOf, paint, type Stamp, wordsOf } from './watermark.ts'

test('says the words of the policy, who looks, and when', () => {
  expect(wordsOf('Atelier', 'Jo Okafor')).toBe('Atelier  Jo Okafor')
  expect(wordsOf('  ', 'Jo')).toBe('Jo')
  expect(minuteOf(Date.UTC(2027, 2, 1, 9, 5, 59))).toBe('2027-03-01 09:05 UTC')
})

const stamp: Stamp = { width: 40, height: 32, cover: Buffer.alloc(40 * 32, 255) }
test.each([
  [{ width: 1280, height: 720 }, 1280],
  [{ width: 640, height: 360 }, 704],
  [{ width: 2, height: 2 }, 32],
])('is darker on what is bright and brighter on what is dark, within a picture of %j alone', (size, stride) => {
  const laid = layout(stamp, size, stride)
  const rest = (plane: Buffer) => [...plane].filter((_, at) => at % stride >= size.width || at >= stride * size.height)
  for (const [before, after] of [
    [250, 180],
    [5, 75],
  ] as const) {
    const plane = Buffer.alloc(stride * (size.height + 4), before)
    paint(plane, laid)
    if (size.height > 2) expect(new Set(plane).has(after)).toBe(true)
    expect(new Set(rest(plane))).toEqual(new Set([before]))
  }
  // In each quarter of its height.
  const rows = new Set([...laid.places].map((at) => Math.floor((Math.floor(at / stride) * 4) / size.height)))
  if (size.height > 2) expect([...rows].sort()).toEqual([0, 1, 2, 3])
})

test('by ffmpeg is there as well, whatever the text', async () => {
  const { watermark } = await import('./watermark.ts')
  const mark = await watermark("it's 50% \\ {x} a:b,c;d[e] %{pts} ' 🙂 李 \\", 'Jo', (error) => expect(error).toBeUndefined())
  const from = ['-loglevel', 'error', '-f', 'lavfi', '-i', 'color=c=black:s=640x360', '-vf', mark.filter({ width: 640, height: 360 })]
  const made = execFileSync('ffmpeg', [...from, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'], { maxBuffer: 1 << 24 })
  mark.close()
  expect(made.filter((one) => one > 40).length).toBeGreaterThan(200)
})
