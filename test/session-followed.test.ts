/** What a policy takes away while a session runs is gone from it, too: the bounds of its picture, sound, a picture that could not be kept. And a session by the system's ffmpeg. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Speakers, speakers } from './speakers.ts'
import { checkout } from './splashctl.ts'
import { PATIENCE, type Stage, staged, type Viewer } from './viewing.ts'

const ENTER = 0xff0d
const tick = () => new Promise((resolve) => setTimeout(resolve, 150))
const second = () => new Promise((resolve) => setTimeout(resolve, 1000))
const moving = ({ display }: Stage) =>
  display.start('sh', '-c', 'while :; do xsetroot -solid red; sleep 0.04; xsetroot -solid blue; sleep 0.04; done')
/** Packets of its picture, in the second that comes. */
const rate = async (viewer: Viewer): Promise<number> => {
  const before = viewer.packets()
  await second()
  return viewer.packets() - before
}
/** How many programs that hear what plays here the processes of sessions have. */
const listeners = (of: readonly number[]): number =>
  of
    .flatMap((pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' '))
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('parec\0')).length

let loud: Speakers
let programs = ''
staged(
  'a policy that comes while a session runs',
  (stage) => {
    let viewer: Viewer
    const others: Viewer[] = []
    afterAll(async () => {
      await loud?.end()
      rmSync(programs, { recursive: true, force: true })
    })
    afterEach(async () => {
      for (const one of [viewer, ...others.splice(0)]) one?.leave()
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

    test('gives the loudspeakers of the computer back, also where it ends while they are being taken, or is killed', async () => {
      for (let times = 0; times < 3; times++) {
        stage.hold({ 'session.sound': 'thisComputer' })
        viewer = await stage.view()
        await viewer.shown()
        stage.hold({ 'session.sound': 'remote' })
        viewer.leave()
        await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
        expect(await loud.heardBy()).toBe('speakers')
      }
      stage.hold({ 'session.sound': 'remote' })
      viewer = await stage.view()
      await viewer.shown()
      await expect.poll(loud.heardBy, PATIENCE).toBe('splashtop')
      const [pid] = stage.processes()
      process.kill(pid as number, 'SIGKILL')
      await expect.poll(loud.heardBy, PATIENCE).toBe('speakers')
    })

    test('keeps it silent for who stays, when one of two is over', async () => {
      stage.hold({ 'session.sound': 'off' })
      const first = await stage.view()
      viewer = await stage.view()
      await Promise.all([first.shown(), viewer.shown()])
      await expect.poll(() => listeners(stage.processes()), PATIENCE).toBe(2)
      first.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(1)
      expect(await loud.heardBy()).toBe('splashtop')
      viewer.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
      expect(await loud.heardBy()).toBe('speakers')
    })

    test('is typed in by two people at once, and by another layout, and what each wrote arrives', async () => {
      const written = join(stage.folder, 'written')
      writeFileSync(written, '')
      stage.display.start('sh', '-c', `LC_ALL=C.UTF-8 exec xterm -u8 -geometry 100x30+0+0 -e 'cat > ${written}'`)
      const [ann, bea] = [await stage.view(), (viewer = await stage.view())]
      others.push(ann)
      await Promise.all([ann.shown(), bea.shown()])
      // A window is under the pointer once it is there, and hears what is typed.
      const key = (who: Viewer, symbol: number) => [true, false].forEach((down) => void who.send('input', { key: [symbol, down] }))
      for (const who of [ann, bea]) who.send('input', { move: [200, 200] })
      await expect
        .poll(() => {
          key(ann, ENTER)
          return statSync(written).size
        }, PATIENCE)
        .toBeGreaterThan(0)
      const lines = () => readFileSync(written, 'utf8').split('\n').slice(0, -1)
      /** What has arrived of it, once the line is whole. */
      async function line(who: Viewer, text: string): Promise<string | undefined> {
        const before = lines().length
        for (const letter of text) {
          const point = letter.codePointAt(0) as number
          key(who, point <= 0xff ? point : 0x1000000 + point)
          await tick() // a program looks up a key when it hears of it, and the key may be another's by then
        }
        key(who, ENTER)
        await expect.poll(() => lines().length, PATIENCE).toBeGreaterThan(before)
        return lines().at(-1)
      }
      // The window hears when it is there, and each hears of another keyboard in its own time; what stays wrong is wrong.
      const arrives = (who: Viewer, text: string) => expect.poll(() => line(who, text), PATIENCE).toBe(text)
      await arrives(ann, 'äöü')
      await arrives(bea, '李ж€')
      await arrives(ann, 'äöü')
      execFileSync('setxkbmap', ['fr'], { env: { ...process.env, DISPLAY: stage.display.name } })
      await arrives(bea, 'az AZ qw m,;€')
      await arrives(ann, 'ä€λ李')
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
    // One that takes its time, as on a machine with much to do.
    programs = mkdtempSync(join(tmpdir(), 'programs-'))
    writeFileSync(join(programs, 'pactl'), '#!/bin/sh\nsleep 0.05\nexec /usr/bin/pactl "$@"\n', { mode: 0o755 })
    return { ...loud.env, PATH: `${programs}:${process.env.PATH}` }
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
