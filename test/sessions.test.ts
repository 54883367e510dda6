/**
 * A session from its link to its end, by real parts: the server, splashctl, an agent as it is installed, a display, ffmpeg, and Chromium. What a person would
 * see is looked at in the page; what reaches the computer, on its display.
 */
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgentProcess, watched } from '../bench/agent-process.ts'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import { executable, launch } from './browser.ts'
import { type Computers, computers } from './computers.ts'
import { launcher, run } from './splashctl.ts'

const JO = `apiVersion: splashtop.io/v1
kind: List
items:
  - apiVersion: splashtop.io/v1
    kind: AccessPermission
    metadata: {name: jo}
    spec: {subjects: {users: [jo]}, computers: {mode: only, groups: [kiosks]}}
  - apiVersion: splashtop.io/v1
    kind: GranularControl
    metadata: {name: jo}
    spec: {subjects: {users: [jo]}, controls: {copyPaste: toComputerOnly}}
`
/** A page that keeps hold of what the viewer would not hand out. */
const HOSTILE = `globalThis.peers = []
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...words) {
    super(...words)
    peers.push(this)
  }
}`
const SOON_MS = 1000
const [TYPED, COMPOSED, PATIENCE_MS] = ['Grüße, 李!', '日本xecho hällo € λ 👋', 15_000]

// In CI there must be all of it (.ci/run installs it).
describe.skipIf(!process.env.CI && !(hasDisplays && executable))('a session', () => {
  let plane: Computers
  let display: TestDisplay
  let kiosk: AgentProcess
  let browser: Browser
  let pid = 0
  /** As whom splashctl signs in who is not the owner. */
  let jo: NodeJS.ProcessEnv

  beforeAll(async () => {
    display = await testDisplay()
    plane = await computers({ DISPLAY: display.name })
    writeFileSync(join(plane.path, 'jo.yaml'), JO)
    await plane.applied()
    const invited = JSON.parse(await plane.good('token', 'create', '--invite', 'jo', '--json')) as { text: string }
    const login = await fetch(`${plane.url}/v1/teams/atelier:login`, {
      ...{ method: 'POST', headers: { authorization: `Bearer ${invited.text}`, 'content-type': 'application/json' }, body: '{}' },
    })
    jo = { ...plane.env, SPLASHTOP_TOKEN: ((await login.json()) as { text: string }).text, SPLASHTOP_SERVER: plane.url }
    kiosk = await plane.running('kiosk-1')
    pid = kiosk.shown().running ? pidOf(kiosk) : 0
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await plane?.end()
    await display?.end()
  })

  const connect = (...more: string[]) => run(process.execPath, [launcher, 'connect', 'kiosk-1', ...more], plane.path, jo)
  const pidOf = ({ state }: AgentProcess): number => (JSON.parse(readFileSync(join(state, 'running.json'), 'utf8')) as { pid: number }).pid
  /** The processes that the agent has started, and those that these have. */
  const children = (of: number): number[] =>
    readdirSync(`/proc/${of}/task`)
      .flatMap((task) => readFileSync(`/proc/${of}/task/${task}/children`, 'utf8').trim().split(' '))
      .filter((text) => text !== '')
      .flatMap((text) => [Number(text), ...children(Number(text))])

  async function viewer(): Promise<Page> {
    const { code, stdout, stderr } = await connect()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await context.addInitScript({ content: HOSTILE })
    const page = await context.newPage()
    await page.goto(stdout.trim())
    await expect.poll(() => page.evaluate('document.querySelector("video")?.videoWidth'), { timeout: PATIENCE_MS }).toBeGreaterThan(0)
    await page.locator('#card').waitFor({ state: 'hidden', timeout: PATIENCE_MS })
    return page
  }

  const typedInto = () => join(plane.path, '..', 'typed')
  const reads = (id: string, text: string) => expect.poll(() => page.textContent(`#${id}`), { timeout: PATIENCE_MS }).toBe(text)
  /** What is typed on a keyboard that has such keys. */
  async function press(key: string): Promise<void> {
    for (const name of ['keydown', 'keyup']) await page.locator('#stage').dispatchEvent(name, { key, code: 'Any', cancelable: true })
  }

  let page: Page
  test('shows the desktop, and who it is that came', async () => {
    const typing = ['sh', '-c', `cat > '${typedInto()}'`]
    display.start('xterm', '-geometry', '80x24+100+80', '-fa', 'DejaVu Sans Mono', '-fs', '14', '-u8', '-e', ...typing)
    page = await viewer()
    await reads('status', 'Jo Okafor · in control')
    // The ticket is in no history.
    expect(page.url()).toBe(`${plane.url}/connect`)
    const size = (video: { videoWidth: number; videoHeight: number }) => [video.videoWidth, video.videoHeight]
    await expect.poll(() => page.locator('#screen').evaluate(size), { timeout: PATIENCE_MS }).toEqual([1280, 720])
    const { sessions } = await listed()
    expect(sessions).toMatchObject([{ user: 'jo', computer: 'kiosk-1' }])
  })

  test('by a link that was used already there is none, and the page says so to everybody', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 700 }, colorScheme: 'dark' })
    const other = await context.newPage()
    await other.goto(`${plane.url}/connect#team=atelier&computer=kiosk-1&ticket=used`)
    await other.getByText('This link was used already, or is older than a minute.').waitFor({ timeout: PATIENCE_MS })
    expect(await other.textContent('#card-fix')).toBe('Run splashctl connect again for a new one.')
    for (const one of [other, page]) {
      await one.evaluate(axe.source)
      expect(await one.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))')).toEqual(
        [],
      )
    }
    await context.close()
  })

  test('is opened in the browser of this desktop, from a terminal or where that is asked for; its link is written elsewhere', async () => {
    const programs = join(plane.path, '..', 'browser')
    const seen = join(programs, 'seen')
    mkdirSync(programs)
    writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\necho "$1" >>'${seen}'\n`, { mode: 0o755 })
    const desk = { ...jo, PATH: `${programs}:${process.env.PATH}`, DISPLAY: display.name }
    const asks = (env: NodeJS.ProcessEnv, ...more: string[]) =>
      run(process.execPath, [launcher, 'connect', 'kiosk-1', ...more], plane.path, env)
    const onTerminal = (env: NodeJS.ProcessEnv) =>
      run('/usr/bin/script', ['-qec', `'${process.execPath}' '${launcher}' connect kiosk-1`, '/dev/null'], plane.path, env)
    const links = () => (existsSync(seen) ? readFileSync(seen, 'utf8').trim().split('\n') : [])
    const linkIn = (text: string) => /http:\S+/.exec(text)?.[0]
    const asked = await asks(desk, '--open')
    expect(asked.stdout).toContain('A session on kiosk-1 opens in the browser.')
    await expect.poll(links).toEqual([linkIn(asked.stdout)])
    const typed = await onTerminal(desk)
    await expect.poll(links).toEqual([linkIn(asked.stdout), linkIn(typed.stdout)])
    // Through a pipe, and where there is no desktop, as over SSH, or no browser.
    for (const { stdout } of [
      await asks(desk),
      await onTerminal({ ...desk, DISPLAY: '' }),
      await onTerminal({ ...desk, PATH: '/nowhere' }),
    ])
      expect(stdout.trim()).toMatch(/^(.*\r)?\S*http:\S+$/)
    expect(links()).toHaveLength(2)
    expect((await asks({ ...desk, PATH: '/nowhere' }, '--open')).stderr).toContain('The browser can not be opened')
  })

  test('takes what is typed, whatever the layout of the computer, and shows it', async () => {
    await page.mouse.click(400, 300)
    const before = await page.screenshot()
    for (const key of TYPED) await (/[ -~]/.test(key) ? page.keyboard.press(key) : press(key))
    await page.keyboard.press('Enter')
    const typed = () => readFileSync(typedInto(), 'utf8')
    await watched(join(plane.path, '..'), () => (typed().endsWith('\n') ? true : undefined), PATIENCE_MS)
    expect(typed()).toBe(`${TYPED}\n`)
    // What was typed is there before its picture is.
    await expect.poll(async () => (await page.screenshot()).equals(before), { timeout: PATIENCE_MS }).toBe(false)
  })

  test('takes what is composed: by an input method, by what has no key, and what is taken back of it', async () => {
    const typed = () => readFileSync(typedInto(), 'utf8').split('\n').at(-2)
    const methods = await page.context().newCDPSession(page)
    const compose = (text: string) =>
      methods.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    // A key of an input method, which is none of the computer's.
    const worked = { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Process', code: 'KeyN' } as const
    await methods.send('Input.dispatchKeyEvent', worked)
    for (const text of ['に', 'にほ', 'にほん']) await compose(text)
    const box = await page.locator('#composed').boundingBox()
    expect(box?.width).toBeGreaterThan(20) // what is not done yet is to be read, where one works
    await methods.send('Input.insertText', { text: '日本' })
    await methods.send('Input.dispatchKeyEvent', { ...worked, type: 'keyUp' })
    expect(await page.locator('#composed').evaluate((field) => field.getBoundingClientRect().width)).toBe(1)
    await page.keyboard.type('x')
    // Given up again: nothing of it was typed.
    await compose('zzz')
    await compose('')
    await page.keyboard.type('echo hällo € λ 👋')
    await page.keyboard.press('Enter')
    await expect.poll(typed, { timeout: PATIENCE_MS }).toBe(COMPOSED)
  })

  test('takes fingers for what they mean: a tap, a long one, a drag, and two of them that scroll', async () => {
    const told = join(plane.path, '..', 'hands')
    // A terminal that writes down what the pointer does there (xterm's 1002 and 1006): 0 left, 2 right, 32 moved, 64 to 67 the wheel; M down, m up.
    const reporting = ['sh', '-c', `stty raw -echo; printf '\\033[?1002h\\033[?1006h'; cat > '${told}'`]
    const terminal = display.start('xterm', '-geometry', '300x100+0+0', '-e', ...reporting)
    const { stdout } = await connect()
    const context = await browser.newContext({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true })
    const phone = await context.newPage()
    await phone.goto(stdout.trim())
    await phone.locator('#card').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    const { x = 0, y = 0, width = 0, height = 0 } = (await phone.locator('#screen').boundingBox()) ?? {}
    const hands = await context.newCDPSession(phone)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: [across: number, down: number][]) =>
      hands.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: fingers.map(([across, down], id) => ({ id, x: x + width / 2 + across, y: y + height / 2 + down })),
      })
    await expect.poll(() => existsSync(told)).toBe(true)
    let before = 0
    const came = (...expected: string[]) =>
      expect
        .poll(
          () =>
            [
              ...readFileSync(told, 'latin1')
                .slice(before)
                .matchAll(/<(\d+);\d+;\d+([Mm])/g),
            ].map(([, which, end]) => `${which}${end}`),
          {
            timeout: PATIENCE_MS,
          },
        )
        .toEqual(expected)
        .then(() => (before = statSync(told).size))
    // The mouse first: two buttons at once, each down and up.
    await page.mouse.move(640, 400)
    for (const [does, button] of [
      ['down', 'left'],
      ['down', 'right'],
      ['up', 'left'],
      ['up', 'right'],
    ] as const)
      await page.mouse[does]({ button })
    await came('0M', '2M', '0m', '2m')
    await touch('touchStart', [0, 0])
    await touch('touchEnd')
    await came('0M', '0m')
    await touch('touchStart', [0, 0])
    await came('2M', '2m') // while it stays
    await touch('touchEnd')
    await touch('touchStart', [0, 0])
    await touch('touchMove', [30, 0])
    await touch('touchEnd')
    await came('0M', '32M', '0m')
    await touch('touchStart', [0, 0])
    await touch('touchStart', [0, 0], [40, 0])
    await touch('touchMove', [0, -60], [40, -60])
    await touch('touchMove', [-60, -60], [-20, -60])
    await touch('touchEnd')
    await came('65M', '67M', '67m')
    await touch('touchStart', [0, 0])
    await touch('touchStart', [0, 0], [40, 0])
    await touch('touchEnd')
    await came('2M', '2m')
    // The keyboard of the phone opens for who asks for it, and not for who taps.
    expect(await phone.evaluate('document.activeElement.id')).toBe('stage')
    await phone.getByRole('button', { name: 'Keyboard' }).tap()
    expect(await phone.evaluate('document.activeElement.id')).toBe('composed')
    // What is opened lies over the picture, and not over the buttons.
    for (const name of ['Statistics', 'Clipboard']) {
      await phone.getByRole('button', { name }).tap()
      const [panel, end] = await Promise.all(['.panel', '#end-button'].map((part) => phone.locator(part).boundingBox()))
      expect(panel?.y).toBeGreaterThan((end?.y ?? 0) + (end?.height ?? 0))
    }
    await phone.getByRole('button', { name: 'End session' }).tap()
    await phone.getByText('The viewer closed the session.').waitFor()
    await context.close()
    const ended = once(terminal, 'exit')
    terminal.kill()
    await ended
    expect(await page.textContent('#status')).toBe('Jo Okafor · in control')
  })

  test('shares the clipboard in the direction that is granted, and in no other', async () => {
    await display.run('xclip', ['-i', '-selection', 'clipboard'], 'of the computer')
    await page.click('#clipboard-button')
    expect(await page.textContent('#clipboard-says')).toBe('Text and pictures can be copied to the computer only.')
    await page.fill('#clipboard-text', 'of the viewer, für alle')
    await page.click('#clipboard-send')
    // What was copied there before would be on its way by now: input and clipboard of one line come in order.
    await expect
      .poll(() => display.run('xclip', ['-o', '-selection', 'clipboard']), { timeout: PATIENCE_MS })
      .toBe('of the viewer, für alle')
    await display.run('xclip', ['-i', '-selection', 'clipboard'], 'of the computer, later')
    await expect.poll(() => display.run('xclip', ['-o', '-selection', 'clipboard'])).toBe('of the computer, later')
    expect(await page.inputValue('#clipboard-text')).toBe('of the viewer, für alle')
    await page.click('#clipboard-button')
  })

  test('is view only within a second of the policy that says so, and a hostile page moves nothing', async () => {
    plane.edit('session: {idleTimeoutMinutes: 10}', 'session: {idleTimeoutMinutes: 10}\n        security: {remoteControl: false}')
    const reached = page
      .getByText('Jo Okafor · view only')
      .waitFor({ timeout: PATIENCE_MS })
      .then(() => Date.now())
    const { at } = await plane.applied()
    expect((await reached) - at).toBeLessThan(SOON_MS)
    // It opens a channel of its own, under the name of the one that it has no more, and sends what it must not.
    const state = await page.evaluate(`(async () => {
      const channel = peers[0].createDataChannel('input')
      const open = new Promise((resolve) => channel.addEventListener('open', resolve))
      const closed = new Promise((resolve) => channel.addEventListener('close', resolve))
      await Promise.race([open, closed])
      if (channel.readyState === 'open') for (const down of [true, false]) channel.send(JSON.stringify({ key: [0x78, down] }))
      await closed
      return channel.readyState
    })()`)
    expect(state).toBe('closed')
    expect(readFileSync(typedInto(), 'utf8')).toBe(`${TYPED}\n${COMPOSED}\n`)
  })

  test('ends within a second of the apply that takes the access away, and leaves nothing running', async () => {
    // The session, which codes its picture itself.
    await expect.poll(() => children(pid).length, { timeout: PATIENCE_MS }).toBe(1)
    const gone = page
      .locator('#card')
      .waitFor({ state: 'visible', timeout: PATIENCE_MS })
      .then(() => Date.now())
    writeFileSync(join(plane.path, 'jo.yaml'), JO.replace('mode: only, groups: [kiosks]', 'mode: none'))
    const { at } = await plane.applied()
    const ended = await gone
    expect(ended - at).toBeLessThan(SOON_MS)
    expect(await page.textContent('#card-text')).toBe('Your access to this computer was taken away.')
    await expect.poll(() => children(pid).length, { timeout: PATIENCE_MS }).toBe(0)
    await expect.poll(async () => (await listed()).sessions).toEqual([])
    expect(readFileSync(typedInto(), 'utf8')).toBe(`${TYPED}\n${COMPOSED}\n`)
    expect((await connect()).stderr).toContain('error[session-no-access]: `jo` may not reach `kiosk-1`')
  })

  test('is in the log of the computer: who came, and why it ended', async () => {
    const log = async () =>
      (JSON.parse(await plane.good('logs', 'kiosk-1', '--json')) as { log: { event: string; details?: object }[] }).log
    const ends = async () => (await log()).filter(({ event }) => event === 'session-ended').length
    await expect.poll(ends, { timeout: PATIENCE_MS }).toBe(2)
    const about = (await log()).filter(({ event }) => event.startsWith('session-'))
    expect(about).toMatchObject([
      { event: 'session-ended', details: { user: 'jo', reason: 'access-removed', used: ['copyPaste', 'remoteControl'] } },
      { event: 'session-ended', details: { user: 'jo', reason: 'viewer-left', used: ['remoteControl'] } },
      { event: 'session-started' },
      { event: 'session-started', details: { user: 'jo', features: { copyPaste: 'toComputerOnly' }, until: null } },
    ])
  })

  test('ends with the enrolment of its computer, whose agent ends too', async () => {
    writeFileSync(join(plane.path, 'jo.yaml'), JO)
    await plane.applied('--wait')
    page = await viewer()
    await plane.good('unenrol', 'kiosk-1', '--yes')
    await page.locator('#card').waitFor({ state: 'visible', timeout: PATIENCE_MS })
    expect(await page.textContent('#card-text')).toBe('The computer was un-enrolled.')
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: PATIENCE_MS }).toBe(false)
    await expect.poll(async () => (await listed()).sessions).toEqual([])
  })

  const listed = async () =>
    (await (
      await fetch(`${plane.url}/v1/teams/atelier/sessions`, { headers: { authorization: `Bearer ${jo.SPLASHTOP_TOKEN}` } })
    ).json()) as {
      sessions: object[]
    }
})
