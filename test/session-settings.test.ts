/**
 * Settings that a session holds on the computer, each against a viewer that would not: who is asked, what is shown and locked, when it ends, what happens then.
 * What stands on the display is looked at there; hands at the computer are xdotool's.
 */

import { scryptSync } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { outcomeInSessions } from '../agent/engine/terms.ts'
import type { Json } from '../schema/canonical.ts'
import { localDevices } from './local-devices.ts'
import { PATIENCE, staged, type Viewer } from './viewing.ts'

/** Programs that would end a desktop, which say that they were started. */
const programs = mkdtempSync(join(tmpdir(), 'programs-'))
const started = join(programs, 'started')
const LOGIND = `#!/bin/sh
case "$1" in
  list-sessions) echo "  c7 0 root seat0" ;;
  show-session) printf 'Display=%s\\nClass=%s\\n' "$DISPLAY" "$(cat ${programs}/class)" ;;
  *) echo "loginctl $*" >> ${started} ;;
esac
`
mkdirSync(join(programs, 'bin'))
for (const [name, text] of [
  ['loginctl', LOGIND],
  ['xscreensaver-command', `#!/bin/sh\necho "locker $*" >> ${started}\n`],
] as const) {
  writeFileSync(join(programs, 'bin', name), text)
  chmodSync(join(programs, 'bin', name), 0o755)
}
writeFileSync(started, '')
writeFileSync(join(programs, 'class'), 'user')

staged(
  'a session',
  (stage) => {
    const xdotool = (...args: string[]) => stage.display.run('xdotool', args)
    /** Windows of a session, by what they are named. */
    const windows = async (name: string) => (await xdotool('search', '--name', `^Session ${name}$`)).split('\n').filter((id) => id !== '')
    const viewers: Viewer[] = []
    const view = async (...args: Parameters<typeof stage.view>) => {
      const viewer = await stage.view(...args)
      viewers.push(viewer)
      return viewer
    }
    const waits = (viewer: Viewer, what: 'permission' | 'password') =>
      expect.poll(() => viewer.said.some((message) => 'waiting' in message && message.waiting.for === what), PATIENCE).toBe(true)
    afterAll(() => rmSync(programs, { recursive: true }))
    afterEach(async () => {
      for (const viewer of viewers.splice(0)) viewer.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
      stage.hold({})
    })
    const ask = (mode: string, timeoutSeconds = 30) => stage.hold({ 'security.requestPermission': { mode, timeoutSeconds } })

    describe('for which the person at the computer is asked', () => {
      /** Where the buttons are on a screen of 1280 by 720. */
      const [ALLOW, DECLINE] = [
        ['750', '285'],
        ['530', '285'],
      ] as const
      const click = async ([x, y]: readonly [string, string]) => {
        await expect.poll(() => windows('permission'), PATIENCE).toHaveLength(1)
        await xdotool('mousemove', x, y, 'click', '1')
      }
      const asked = async (mode: string, seconds?: number) => {
        ask(mode, seconds)
        const viewer = await view()
        await waits(viewer, 'permission')
        return viewer
      }

      test('begins when she allows it, and shows nothing and takes nothing before', async () => {
        const viewer = await asked('rejectOnTimeout')
        expect([...viewer.channels]).toEqual(['control'])
        // It opens channels itself, for what would be input and files.
        for (const label of ['input', 'files']) await viewer.intrudes(label, { key: [0x78, true] })
        expect(viewer.packets()).toBe(0)
        await click(ALLOW)
        await viewer.shown()
        await expect.poll(viewer.packets, PATIENCE).toBeGreaterThan(0)
        await expect.poll(() => windows('permission'), PATIENCE).toEqual([])
      })

      test('ends when she declines', async () => {
        const viewer = await asked('allowOnTimeout')
        await click(DECLINE)
        expect(await viewer.ended()).toBe('permission-declined')
        expect(viewer.packets()).toBe(0)
      })

      test.each([
        ['rejectOnTimeout', 'permission-unanswered'],
        ['rejectOnTimeoutAllowAtLogin', 'permission-unanswered'],
      ])('ends by %s when nobody answers', async (mode, reason) => {
        const viewer = await asked(mode, 1)
        expect(await viewer.ended()).toBe(reason)
        expect(viewer.packets()).toBe(0)
      })

      test('begins by allowOnTimeout when nobody answers', async () => {
        await (await asked('allowOnTimeout', 1)).shown()
      })

      test('begins by rejectOnTimeoutAllowAtLogin where nobody is logged in', async () => {
        writeFileSync(join(programs, 'class'), 'greeter')
        ask('rejectOnTimeoutAllowAtLogin')
        await (await view()).shown()
        writeFileSync(join(programs, 'class'), 'user')
      })
    })

    describe('for which a password is asked', () => {
      const [salt, scrypt] = [Buffer.from('salt'), { N: 1024, r: 8, p: 1 }]
      const hash = scryptSync('Secret12', salt, 32, scrypt).toString('base64')
      const kept = { mode: 'securityCode', securityCode: { scrypt, salt: salt.toString('base64'), hash } }

      const left = (viewer: Viewer, count: number) =>
        expect
          .poll(() => viewer.said.some((one) => 'waiting' in one && one.waiting.for === 'password' && one.waiting.left === count), PATIENCE)
          .toBe(true)

      test('begins by the right one, after a wrong one', async () => {
        stage.hold({ 'security.additionalPassword': kept })
        const viewer = await view()
        await left(viewer, 3)
        viewer.send('control', { password: 'secret12' })
        await left(viewer, 2)
        viewer.send('control', { password: 'Secret12' })
        await viewer.shown()
      })

      test('ends after three wrong ones, however fast they come', async () => {
        stage.hold({ 'security.additionalPassword': kept })
        const viewer = await view()
        await left(viewer, 3)
        for (const password of ['Wrong001', 'Wrong002', 'Wrong003', 'Wrong004']) viewer.send('control', { password })
        for (const count of [2, 1]) {
          await left(viewer, count)
          viewer.send('control', { password: 'Wrong000' })
        }
        expect(await viewer.ended()).toBe('password-refused')
        expect([...viewer.channels, viewer.packets()]).toEqual(['control', 0])
      })
    })

    test('keeps the keyboard and the mouse of the computer away, and takes its own; and gives them back, whatever becomes of it', async () => {
      const devices = await localDevices(stage.display.name)
      try {
        await xdotool('mousemove', '600', '400')
        const local = async () => {
          devices.seen.length = 0
          await devices.press(38)
          await devices.click()
          return devices.seen
        }
        await expect.poll(local, PATIENCE).toEqual(['key 38', 'button 1'])
        stage.hold({ 'security.lockInput': true })
        const viewer = await view()
        await viewer.shown()
        expect(await local()).toEqual([])
        for (const down of [true, false]) viewer.send('input', { key: [0x61, down] })
        await expect.poll(() => devices.seen, PATIENCE).toEqual(['key 38'])
        // It is cut down, and has no time to give anything back.
        const [session = 0] = stage.processes()
        process.kill(session, 'SIGKILL')
        await expect.poll(local, PATIENCE).toEqual(['key 38', 'button 1'])
      } finally {
        devices.close()
      }
    })

    test('moves nothing where it is view only, by whatever channel it is asked', async () => {
      const devices = await localDevices(stage.display.name)
      try {
        await xdotool('mousemove', '600', '400')
        const viewer = await view({ remoteControl: 'disabled', copyPaste: 'disabled' })
        await viewer.shown()
        for (const label of ['input', 'clipboard']) await viewer.intrudes(label, { key: [0x61, true], text: 'x' })
        viewer.send('control', { key: [0x61, true], button: [1, true] })
        await devices.press(38)
        await expect.poll(() => devices.seen, PATIENCE).toEqual(['key 38'])
      } finally {
        devices.close()
      }
    })

    describe('that ends', () => {
      const lines = () => readFileSync(started, 'utf8').trim()
      const ends = async (settings: Parameters<typeof stage.hold>[0]) => {
        writeFileSync(started, '')
        stage.hold(settings)
        const viewer = await view()
        await viewer.shown()
        return viewer
      }

      test('locks the screen when it begins, and when the last one has ended', async () => {
        const first = await ends({ 'security.lockScreenOnConnect': true, 'security.lockScreenOnDisconnect': true })
        await expect.poll(lines, PATIENCE).toBe('locker -lock')
        const second = await view()
        await second.shown()
        const twice = 'locker -lock\nlocker -lock'
        await expect.poll(lines, PATIENCE).toBe(twice)
        first.leave()
        await expect.poll(() => stage.sessions.list().length, PATIENCE).toBe(1)
        expect(lines()).toBe(twice)
        second.leave()
        await expect.poll(lines, PATIENCE).toBe(`${twice}\nlocker -lock`)
        expect(stage.events.filter(({ event }) => event === 'screen-lock-started')).toHaveLength(3)
      })

      test('logs the user off, some seconds after the last one, and not when somebody came again', async () => {
        const settings = { 'security.logoffOnDisconnect': { enabled: true, afterSeconds: 4 } }
        ;(await ends(settings)).leave()
        await expect.poll(() => stage.sessions.list().length, PATIENCE).toBe(0)
        const again = await view()
        await again.shown()
        expect(lines()).toBe('')
        again.leave()
        await expect.poll(lines, PATIENCE).toBe('loginctl terminate-session c7')
      })

      test('by time does so on a real clock, too', async () => {
        stage.hold({ 'session.maxSessionMinutes': 1 / 60 })
        expect(await (await view()).ended()).toBe('longest-time')
      })
    })

    test('does not begin where the screen is to be black, and the status says why', async () => {
      stage.hold({ 'security.blankScreen': true })
      expect(await stage.refusal()).toContain('plain X11 can not do')
      expect(outcomeInSessions('security.blankScreen', true, stage.sessions.able)?.state).toBe('unsupported')
    })

    test.each<[string, Json]>([
      ['session.indicator', { mode: 'both' }],
      ['security.requestPermission', { mode: 'rejectOnTimeout', timeoutSeconds: 30 }],
      ['session.watermark', { enabled: true }],
      ['security.lockInput', true],
      ['security.lockScreenOnConnect', true],
      ['security.lockScreenOnDisconnect', true],
      ['security.logoffOnDisconnect', { enabled: true, afterSeconds: 0 }],
    ])('%s is enforced, and the status says so', (name, value) => {
      expect(outcomeInSessions(name, value, stage.sessions.able)).toEqual({ state: 'enforced' })
    })

    test('has a watermark in what the viewer decodes, from the first picture on and where a policy wants it later', async () => {
      const marks = async (viewer: Viewer) => (await viewer.picture()).filter((one) => one > 50).length
      stage.display.start('xsetroot', '-solid', 'black')
      const plain = await view()
      await plain.shown()
      await expect.poll(plain.packets, PATIENCE).toBeGreaterThan(0)
      expect(await marks(plain)).toBeLessThan(500)
      stage.hold({ 'session.watermark': { enabled: true, text: 'Atelier, not to be photographed' } })
      await expect.poll(() => marks(plain), PATIENCE).toBeGreaterThan(5000)
      plain.leave()
      const marked = await view()
      await marked.shown()
      await expect.poll(marked.packets, PATIENCE).toBeGreaterThan(0)
      expect(await marks(marked)).toBeGreaterThan(5000)
      marked.leave()
      // While a session begins it is not lost.
      stage.hold({})
      const begun = await view()
      stage.hold({ 'session.watermark': { enabled: true, text: 'Atelier, not to be photographed' } })
      await begun.shown()
      await expect.poll(begun.packets, PATIENCE).toBeGreaterThan(0)
      await expect.poll(() => marks(begun), PATIENCE).toBeGreaterThan(5000)
    })

    test('writes to the person there, who answers; and not where it may not, nor any more', async () => {
      const viewer = await view()
      await viewer.shown()
      await expect.poll(() => viewer.channels.has('chat'), PATIENCE).toBe(true)
      for (const nonsense of [{ text: '' }, { text: 'x'.repeat(2000) }, { text: 7 }]) viewer.send('chat', nonsense)
      viewer.send('chat', { text: 'May I restart it? ' })
      await expect.poll(() => windows('chat'), PATIENCE).toHaveLength(1)
      await expect.poll(async () => (await stage.display.pixels())(100, 500), PATIENCE).toEqual([0x1d, 0x24, 0x33])
      await xdotool('mousemove', '100', '600', 'click', '1')
      await xdotool('type', 'yes, DO')
      await xdotool('key', 'BackSpace', 'Return')
      await expect.poll(() => viewer.heard('chat'), PATIENCE).toEqual([JSON.stringify({ text: 'yes, D' })])
      viewer.leave()
      await expect.poll(() => windows('chat'), PATIENCE).toEqual([])
      const mute = await view({ remoteControl: 'enabled', chat: 'disabled' })
      await mute.shown()
      await mute.intrudes('chat', { text: 'hear me' })
      expect([mute.channels.has('chat'), await windows('chat')]).toEqual([false, []])
    })

    describe('that is to be seen', () => {
      const shown = { 'session.indicator': { mode: 'both', text: 'Ask at 4711' } }
      /** What is red at these places of the screen. */
      const reds = async () => {
        const pixels = await stage.display.pixels()
        return [pixels(330, 4), pixels(1010, 700)].map(([red = 0, green = 0, blue = 0]) => red > 100 && green < 80 && blue < 80)
      }

      test('shows who is in, above what covers it, and is there no longer than it', async () => {
        stage.hold(shown)
        const viewer = await view()
        await viewer.shown()
        await expect.poll(reds, PATIENCE).toEqual([true, true])
        stage.display.start('xterm', '-geometry', '200x50+0+0')
        await expect.poll(() => xdotool('search', '--class', 'xterm'), PATIENCE).not.toBe('')
        await expect.poll(reds, PATIENCE).toEqual([true, true])
        viewer.leave()
        await expect.poll(reds, PATIENCE).toEqual([false, false])
      })

      test('ends when that is killed', async () => {
        stage.hold(shown)
        const viewer = await view()
        await viewer.shown()
        const [window = ''] = await windows('indicator')
        await stage.display.run('xkill', ['-id', window])
        expect(await viewer.ended()).toBe('indicator-closed')
      })
    })
  },
  () => ({ PATH: `${join(programs, 'bin')}:${process.env.PATH ?? ''}` }),
)
