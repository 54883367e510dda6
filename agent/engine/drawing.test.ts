/** What FFmpeg draws in the process, and what the system's `ffmpeg` draws where its libraries are not installed. */
import { expect, test } from 'vitest'
import { fontFile, pixelsInside, pixelsOutside } from './drawing.ts'
import { drawn } from './lettering.ts'

const [WIDTH, HEIGHT] = [400, 40]
const graph = (text: string, font: string | undefined) =>
  `color=c=black:s=${WIDTH}x${HEIGHT},format=gray,${drawn({ text, x: 4, y: 8, size: 20, colour: 'white' }, font)},format=gray`
/** How much is written on it. */
const ink = (made: Buffer): number => made.reduce((sum, one) => sum + Math.max(0, one - 16), 0)

/** The columns that are written on, first and last. */
const reach = (made: Buffer): number[] => {
  const written = [...Array(WIDTH).keys()].filter((x) =>
    Array.from({ length: HEIGHT }, (_, y) => made[y * WIDTH + x] ?? 0).some((one) => one > 60),
  )
  return [written[0] ?? 0, written.at(-1) ?? 0]
}

const texts = ['Jo is using this computer.', `it's [50%] a:b, c;d \\ "e" %{gmtime}`, 'été Ωμέγα', ' ']
test.each(texts)('writes as much in the process as outside of it: %s', async (text) => {
  const font = await fontFile()
  const [inside, outside] = await Promise.all([
    pixelsInside(graph(text, font), WIDTH * HEIGHT),
    pixelsOutside(graph(text, font), WIDTH * HEIGHT),
  ])
  const [from, to] = reach(inside)
  const [first = 0, last = 0] = reach(outside)
  // They are of different years, and smooth and space the letters a little otherwise.
  expect([from, to]).toEqual([expect.toSatisfy((x) => Math.abs(x - first) <= 2), expect.toSatisfy((x) => Math.abs(x - last) <= 6)])
  expect(Math.abs(ink(inside) / ink(outside) - 1) || 0).toBeLessThan(0.1)
  if (text.trim() !== '') expect(last).toBeGreaterThan(9 * text.length - 30)
})

test('finds a font by itself where nobody says which', async () => {
  expect(ink(await pixelsInside(graph('Jo', undefined), WIDTH * HEIGHT))).toBeGreaterThan(5000)
})

test.each([
  ['in the process', pixelsInside],
  ['outside of it', pixelsOutside],
])('says that nothing was drawn %s, and why', async (_, pixels) => {
  await expect(pixels('color=c=black:s=8x8,nosuchfilter', 64)).rejects.toThrow(/nosuchfilter|Filter not found|picture/)
  await expect(pixels('color=c=black:s=8x8,format=gray', 65)).rejects.toThrow('64 bytes of 65')
})
