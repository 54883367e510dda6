/** What a policy takes away while a session runs is gone from it, too: the bounds of its picture, sound, a picture that could not be kept. And a session by the system's ffmpeg. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Speakers, speakers } from './speakers.ts'
import { checkout } from './splashctl.ts'
import { PATIENCE, type Stage, staged, type Viewer } from './viewing.ts'

const second = () => new Promise((resolve) => setTimeout(resolve, 1000))
const moving = ({ display }: Stage) =>
  display.start('sh', '-c', 'while :; do xsetroot -solid red; sleep 0.04; xsetroot -solid blue; sleep 0.04; done')
/** Packets of its picture, in the second that comes. */
const rate = async (viewer: Viewer): Promise<number> => {
  const before = viewer.packets()
  await second()
  return viewer.packets() - before
}
/** How many of the processes of sessions hear what plays here. */
const listeners = (of: readonly number[]): number =>
  of.flatMap((pid) => {
    const children = execFileSync('ps', ['-o', 'args=', '--ppid', `${pid}`], { encoding: 'utf8' }).split('\n')
    return children.filter((line) => line.startsWith('parec'))
  }).length

let loud: Speakers
staged(
  'a policy that comes while a session runs',
  (stage) => {
    let viewer: Viewer
    afterAll(() => loud?.end())
    afterEach(async () => {
      viewer?.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
      stage.hold({})
    })

    test('bounds its picture from then on', async () => {
      moving(stage)
      viewer = await stage.view()
      await viewer.shown()
      await expect.poll(() => rate(viewer), PATIENCE).toBeGreaterThan(8)
      stage.hold({ 'bandwidth.maxFrameRate': 1, 'bandwidth.maxWidth': 320, 'bandwidth.maxHeight': 180 })
      await expect.poll(() => rate(viewer), PATIENCE).toBeLessThanOrEqual(4)
      stage.hold({})
      await expect.poll(() => rate(viewer), PATIENCE).toBeGreaterThan(8)
    })

    test('takes its sound away, and gives it back', async () => {
      stage.hold({ 'session.sound': 'both' })
      viewer = await stage.view()
      await viewer.shown()
      const heard = () => listeners(stage.processes())
      await expect.poll(heard, PATIENCE).toBe(1)
      stage.hold({ 'session.sound': 'thisComputer' })
      await expect.poll(heard, PATIENCE).toBe(0)
      stage.hold({ 'session.sound': 'both' })
      await expect.poll(heard, PATIENCE).toBe(1)
    })

    test('ends it where it has to be kept from then on and can not be', async () => {
      mkdirSync(join(stage.folder, 'recordings'), { recursive: true, mode: 0o700 })
      stage.hold({ 'bandwidth.codec': 'vp8' })
      viewer = await stage.view(undefined, 'vp8')
      await viewer.shown()
      stage.hold({ 'bandwidth.codec': 'vp8', 'security.sessionRecording': { enabled: true, required: true } })
      expect(await viewer.ended()).toBe('recording-failed')
    })
  },
  async () => {
    loud = await speakers()
    return loud.env
  },
)

staged(
  'a session without the package that codes pictures',
  (stage) => {
    test('is carried by the system’s ffmpeg, with a watermark where policy wants one', async () => {
      moving(stage)
      const viewer = await stage.view()
      await viewer.shown()
      await expect.poll(() => rate(viewer), PATIENCE).toBeGreaterThan(4)
      const spread = async () => new Set(await viewer.picture()).size
      expect(await spread()).toBeLessThan(12)
      stage.hold({ 'session.watermark': { enabled: true, text: 'Atelier, not to be photographed' } })
      await expect.poll(spread, PATIENCE).toBeGreaterThan(20)
      expect(viewer.said.some((message) => 'ended' in message)).toBe(false)
      viewer.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    })
  },
  () => ({ NODE_OPTIONS: `--import=${pathToFileURL(join(checkout, 'test', 'without-node-av.ts')).href}` }),
)
