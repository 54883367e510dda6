/**
 * The clipboard of a session, by viewers that keep to the rules and by those that do not: pictures in both directions, byte for byte, and what is none, too large, or
 * goes where it may not. What lies on the computer's is asked of X11 by xclip.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { FeatureValue } from '../protocol/granted.ts'
import { IMAGE_BYTES, IMAGE_PIECE } from '../protocol/picture.ts'
import { PATIENCE, staged, type Viewer } from './viewing.ts'

function chunk(name: string, data: Buffer): Buffer {
  const all = Buffer.concat([Buffer.alloc(4), Buffer.from(name), data, Buffer.alloc(4)])
  all.writeUInt32BE(data.length)
  all.writeUInt32BE(crc32(all.subarray(4, -4)), all.length - 4)
  return all
}
/** Of noise, which nothing makes smaller. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(3 * width)]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.concat(rows), { level: 0 })
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

staged('the clipboard of a session', (stage) => {
  const viewers: Viewer[] = []
  const view = async (copyPaste: FeatureValue) => {
    const viewer = await stage.view({ remoteControl: 'disabled', copyPaste })
    viewers.push(viewer)
    await viewer.shown()
    if (copyPaste !== 'disabled') await expect.poll(() => viewer.channels.has('clipboard'), PATIENCE).toBe(true)
    return viewer
  }
  afterEach(async () => {
    for (const viewer of viewers.splice(0)) viewer.leave()
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    stage.hold({})
  })

  const env = () => ({ ...process.env, DISPLAY: stage.display.name })
  const target = (type?: string) => ['-selection', 'clipboard', ...(type === undefined ? [] : ['-t', type])]
  /** What a program there would paste; empty where there is nothing of that sort. */
  const there = async (type?: string): Promise<Buffer> => {
    const options = { env: env(), encoding: 'buffer', maxBuffer: 2 * IMAGE_BYTES } as const
    return (await promisify(execFile)('xclip', ['-o', ...target(type)], options).catch(() => ({ stdout: Buffer.alloc(0) }))).stdout
  }
  async function copiedThere(data: Buffer | string, type?: string): Promise<void> {
    const child = spawn('xclip', ['-i', ...target(type)], {
      ...{ env: env(), stdio: ['pipe', 'ignore', 'ignore'] },
    })
    child.stdin?.end(data)
    await once(child, 'exit')
  }
  function sends(viewer: Viewer, data: Buffer, said = data.length, size = IMAGE_PIECE): void {
    viewer.send('clipboard', { image: { bytes: said } })
    for (let at = 0; at < data.length; at += size) viewer.send('clipboard', data.subarray(at, at + size))
  }
  /** All that came of pictures. */
  const came = (viewer: Viewer): Buffer => Buffer.concat(viewer.heard('clipboard').filter((one) => Buffer.isBuffer(one)))
  const texts = (viewer: Viewer): unknown[] =>
    viewer.heard('clipboard').flatMap((one) => (typeof one === 'string' ? [JSON.parse(one) as unknown] : []))

  test.each([
    ['small', 30, 20],
    ['of megabytes, in pieces', 1200, 800],
  ])('takes a picture that is %s to the computer and back, byte for byte', async (_, width, height) => {
    const viewer = await view('enabled')
    const [mine, theirs] = [png(width, height), png(width, height)]
    sends(viewer, mine)
    await expect.poll(() => texts(viewer), PATIENCE).toEqual([{ taken: true }])
    expect((await there('TARGETS')).toString()).toContain('image/png')
    expect((await there('image/png')).equals(mine)).toBe(true)
    // What is its own is not told back.
    await copiedThere(theirs, 'image/png')
    await expect.poll(() => came(viewer).length, PATIENCE).toBe(theirs.length)
    expect(came(viewer).equals(theirs)).toBe(true)
    expect(texts(viewer)).toEqual([{ taken: true }, { image: { bytes: theirs.length } }])
  })

  test('takes no picture that is none, is too large, or does not come as it was said', async () => {
    const viewer = await view('enabled')
    const fine = png(30, 20)
    const huge = Buffer.from(fine)
    huge.writeUInt32BE(100_000, 16)
    const large = png(1800, 1600)
    expect(large.length).toBeGreaterThan(IMAGE_BYTES)
    viewer.send('clipboard', { text: 'what was there' })
    sends(viewer, Buffer.from('<svg onload="alert(1)"/>'))
    sends(viewer, Buffer.concat([fine, Buffer.from('and more')]))
    sends(viewer, fine.subarray(0, -12))
    sends(viewer, huge)
    sends(viewer, fine, fine.length - 1)
    sends(viewer, large)
    sends(viewer, png(300, 300), undefined, 4 * IMAGE_PIECE)
    viewer.send('clipboard', fine)
    for (const bytes of [-1, 0, 0.5, IMAGE_BYTES + 1, '8']) viewer.send('clipboard', { image: { bytes } })
    // One that is cut short by a text, and never ends.
    sends(viewer, fine.subarray(0, -1), fine.length)
    viewer.send('clipboard', { text: 'the last' })
    viewer.send('clipboard', fine.subarray(-1))
    await expect.poll(async () => (await there()).toString(), PATIENCE).toBe('the last')
    expect([texts(viewer), (await there('image/png')).length]).toEqual([[], 0])
    sends(viewer, fine)
    await expect.poll(() => texts(viewer), PATIENCE).toEqual([{ taken: true }])
  })

  test('tells of no picture of the computer that is none, or too large', async () => {
    const viewer = await view('enabled')
    await copiedThere(Buffer.from('no picture at all'), 'image/png')
    await copiedThere(png(1800, 1600), 'image/png')
    await copiedThere('the last')
    await expect.poll(() => texts(viewer), PATIENCE).toEqual([{ text: 'the last' }])
    expect(came(viewer).length).toBe(0)
  })

  test('takes pictures in the direction that is granted, and in no other', async () => {
    const [mine, theirs] = [png(30, 20), png(40, 20)]
    const from = await view('fromComputerOnly')
    await copiedThere(theirs, 'image/png')
    await expect.poll(() => came(from).length, PATIENCE).toBe(theirs.length)
    sends(from, mine)
    const to = await view('toComputerOnly')
    // Of the one that may, the picture arrives; that of the other was sent before, and is not there.
    expect((await there('image/png')).equals(theirs)).toBe(true)
    sends(to, mine)
    await expect.poll(() => texts(to), PATIENCE).toEqual([{ taken: true }])
    await expect.poll(() => came(from).length, PATIENCE).toBe(theirs.length + mine.length)
    await copiedThere(theirs, 'image/png')
    await expect.poll(() => came(from).length, PATIENCE).toBe(2 * theirs.length + mine.length)
    expect([came(to).length, texts(from).some((one) => typeof one === 'object' && one !== null && 'taken' in one)]).toEqual([0, false])
    const none = await view('disabled')
    await none.intrudes('clipboard', { image: { bytes: mine.length } })
    expect(none.channels.has('clipboard')).toBe(false)
  })

  test('drops a picture that is on its way when a policy takes the direction away', async () => {
    const viewer = await view('enabled')
    const mine = png(30, 20)
    await copiedThere('what was there')
    await expect.poll(() => texts(viewer), PATIENCE).toHaveLength(1)
    sends(viewer, mine.subarray(0, 100), mine.length)
    stage.hold({ 'security.copyPaste': 'fromComputerOnly' })
    await expect
      .poll(() => viewer.said.some((one) => 'session' in one && one.session.features.copyPaste === 'fromComputerOnly'), PATIENCE)
      .toBe(true)
    viewer.send('clipboard', mine.subarray(100))
    await viewer.intrudes('clipboard', {})
    expect((await there()).toString()).toBe('what was there')
    await copiedThere('the last')
    await expect.poll(() => texts(viewer), PATIENCE).toEqual([{ text: 'what was there' }, { text: 'the last' }])
  })
})
