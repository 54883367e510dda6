/**
 * The console in a real browser, over a real server with a team, and a computer that a session is had on. What is tried is what people do: sign in, find a
 * computer, work on it, ask who reaches what; by keyboard alone, on a phone, in the dark, with names that somebody chose who means no good.
 * Long because each test goes on in the browser where the one before left it, and another file would begin another browser.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printJob } from '../agent/engine/printing/testing.ts'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import { codeOf, fromBase32, stepAt } from '../server/two-step/totp.ts'
import { executable, launch } from './browser.ts'
import { type ConsoleTeam, consoleTeam, HOSTILE } from './console-team.ts'

const PATIENCE_MS = 40_000
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 860 } }
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }
/** Makes a queue of nobody, and writes down where it leads; one that is real is tried in test/session-print.test.ts. */
const LPADMIN = `#!/bin/sh
case "$*" in
  *nothing:*) echo 'lpadmin: Bad device-uri scheme "nothing".' >&2; exit 1 ;;
  *' -v ipp:'*) echo "$*" >"$0.asked" ;;
esac
`

// In CI there must be all of it (.ci/run installs it).
// A browser beside all the other tests takes its time.
describe.skipIf(!process.env.CI && !(hasDisplays && executable))('the console', () => {
  let team: ConsoleTeam
  let display: TestDisplay
  let browser: Browser
  /** The folder that the computer opens to a session. */
  let shared: string
  /** Programs that the computer has, beside those of the system. */
  let programs: string
  /** What a browser complained of, its refusals of the page's policy among it, and what was asked of anybody else. */
  const wrong: string[] = []

  beforeAll(async () => {
    display = await testDisplay()
    shared = mkdtempSync(join(tmpdir(), 'shared-'))
    programs = mkdtempSync(join(tmpdir(), 'programs-'))
    writeFileSync(join(programs, 'lpadmin'), LPADMIN, { mode: 0o755 })
    const PATH = `${programs}:${process.env.PATH}`
    const [made] = await Promise.all([
      consoleTeam({ DISPLAY: display.name, SPLASHTOP_FILES: shared, PATH }),
      launch().then((one) => (browser = one)),
    ])
    team = made
    await team.running('kiosk-1')
  })
  afterAll(async () => {
    await browser?.close()
    await team?.end()
    await display?.end()
    for (const folder of [shared, programs]) rmSync(folder, { recursive: true, force: true })
  })

  async function opened(path: string, options: BrowserContextOptions = DESK): Promise<Page> {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    // That somebody is not signed in is an answer, too.
    page.on('console', (message) => /status of 40[1349]/.test(message.text()) || wrong.push(message.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(team.url) || wrong.push(request.url()))
    await page.goto(`${team.url}${path}`)
    return page
  }
  async function signedIn(user: string, options?: BrowserContextOptions): Promise<Page> {
    const page = await opened('/console/atelier', options)
    await page.getByLabel('Token').fill(await team.invited(user))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'My computers' }).waitFor()
    return page
  }
  const go = (page: Page, path: string) => page.goto(`${team.url}/console/atelier/${path}`)
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  async function violations(page: Page, rule?: string): Promise<unknown> {
    // What fades in has its colours in the end.
    await page.evaluate(
      'Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations === 1).map((one) => one.finished))',
    )
    await page.evaluate(axe.source)
    const asked = JSON.stringify({ resultTypes: ['violations'], ...(rule !== undefined && { runOnly: [rule] }) })
    return page.evaluate(`axe.run(${asked}).then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))`)
  }

  let jo: Page
  let token: string
  let tess: Page

  test('lets in by keyboard alone, and says why it does not', async () => {
    jo = await opened('/console')
    await expect.poll(() => jo.evaluate('document.activeElement.name')).toBe('team')
    await jo.keyboard.type('atelier')
    await jo.keyboard.press('Tab')
    await jo.keyboard.type('sp_nonsense')
    await jo.keyboard.press('Enter')
    await jo.getByRole('alert').getByText('is no API token').waitFor()
    expect(await jo.evaluate('document.activeElement.name')).toBe('token')
    await jo.keyboard.press('ControlOrMeta+A')
    token = await team.tokenOf('jo')
    await jo.keyboard.type(token)
    await jo.keyboard.press('Enter')
    await heading(jo, 'My computers')
    expect(jo.url()).toBe(`${team.url}/console/atelier/computers`)
  })

  test('keeps what it is signed in by out of the reach of scripts', async () => {
    expect(await jo.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })')).toBe('{}')
    const [cookie, ...others] = await jo.context().cookies()
    expect(cookie).toMatchObject({ name: '__Host-splashtop-atelier', httpOnly: true, sameSite: 'Strict', secure: true, expires: -1 })
    expect(others).toEqual([])
    await jo.reload()
    await heading(jo, 'My computers')
  })

  test('shows what one reaches now and at other hours, and whatever a name holds as text', async () => {
    const now = jo.getByRole('region', { name: 'Now' }).getByRole('listitem')
    await expect.poll(() => now.count()).toBe(3)
    const words = (await jo.getByRole('main').innerText()).replace(/\s+/g, ' ')
    for (const word of ['Laser cutter', 'Online', 'Not set up yet', 'At any hour', HOSTILE, 'Spectrometer']) expect(words).toContain(word)
    await jo.getByRole('searchbox').fill('spectro')
    await jo.getByText('1 computer, 0 of them now.').waitFor()
    await jo.getByRole('searchbox').fill('nothing like it')
    await jo.getByText('Nothing found').waitFor()
    await jo.getByRole('link', { name: 'My calendar' }).click()
    await heading(jo, 'My calendar')
    // Where one has come is told to who does not see it.
    await expect.poll(() => jo.evaluate('document.activeElement.tagName + document.title')).toBe('H1My calendar · Splashtop console')
    await jo.getByText(HOSTILE).first().waitFor()
    for (let week = 0; week < 2; week++) await jo.getByRole('button', { name: 'The next week' }).click()
    expect(await jo.getByRole('listitem').filter({ hasText: '06:30–11:00' }).count()).toBeGreaterThanOrEqual(2)
    expect(await jo.evaluate('window.taken')).toBeUndefined()
  })

  test('tells a member nothing of others, and why', async () => {
    expect(await jo.getByRole('link', { name: 'Fleet' }).count()).toBe(0)
    for (const path of ['fleet', 'revisions', 'access']) {
      await go(jo, path)
      await jo.getByRole('alert').getByText('may not see').first().waitFor()
    }
  })

  test('shows administrators the fleet, and each computer of it', async () => {
    tess = await signedIn('tess')
    await tess.getByRole('link', { name: 'Fleet' }).click()
    await heading(tess, 'Fleet')
    await tess.getByRole('cell', { name: 'Current' }).waitFor()
    await tess.getByRole('radio', { name: 'Offline' }).click()
    await tess.getByText('No computer of the fleet is like that.').waitFor()
    expect(tess.url()).toContain('?show=offline')
    await tess.getByRole('radio', { name: 'All' }).click()
    await tess.getByRole('link', { name: 'kiosk-1' }).click()
    await heading(tess, 'kiosk-1')
    await tess.getByText('Settings that this agent does not support').waitFor()
  })

  test('shows what a revision changed, and whose access that moved', async () => {
    team.edit(
      'metadata: {name: lab}\n    spec: {displayName: Lab, type: computers}',
      'metadata: {name: lab}\n    spec: {displayName: Lab, type: computers, description: Two}',
    )
    const { revision } = await team.applied()
    await go(tess, 'revisions')
    await tess.getByRole('link', { name: `Revision ${revision}`, exact: true }).click()
    await heading(tess, `Revision ${revision}`)
    await tess.getByText('Nobody’s access moved.').waitFor()
    await tess.getByText('Group lab').click()
    await tess.getByText('spec.description').waitFor()
    await go(tess, 'revisions/0..1')
    await tess.getByText('Everything was new.').waitFor()
  })

  test('answers who reaches what, and why not; the question is in the address', async () => {
    await go(tess, 'access')
    await tess.getByLabel('User').fill('jo')
    await tess.keyboard.press('Enter')
    await tess.getByRole('button', { name: 'Why jo reaches kiosk-1' }).click()
    await tess.getByText('jo may reach kiosk-1, at any hour.').waitFor()
    await tess.getByText('permission jo names jo').waitFor()
    await go(tess, 'access?user=nils&computer=kiosk-1')
    await tess.getByText('What is missing').waitFor()
    await go(tess, 'access?user=nlis&computer=kiosk-1')
    await tess.getByRole('alert').getByText('did you mean nils').waitFor()
  })

  const typedInto = () => join(team.path, '..', 'typed')
  const typed = () => readFileSync(typedInto(), 'utf8')

  test('has a session, with the keys that a browser keeps for itself and those of a phone', async () => {
    display.start('xterm', '-geometry', '80x24+100+80', '-u8', '-e', 'sh', '-c', `stty -icanon -echo; cat > '${typedInto()}'`)
    await go(jo, 'computers')
    await jo.getByRole('link', { name: 'Connect to kiosk-1' }).click()
    await jo.getByText('Jo Okafor · in control').waitFor()
    await jo.locator('#card').waitFor({ state: 'detached' })
    await jo.mouse.click(400, 300)
    await jo.keyboard.type('a')
    await expect.poll(typed, { timeout: PATIENCE_MS }).toBe('a')
    await jo.keyboard.press('Control+Alt+m')
    await jo.keyboard.press('Enter')
    await jo.getByRole('menuitem', { name: 'Tab', exact: true }).click()
    await expect.poll(typed, { timeout: PATIENCE_MS }).toBe('a\t')
    await jo.locator('#composed').focus()
    await jo.keyboard.insertText('ö!')
    await expect.poll(typed, { timeout: PATIENCE_MS }).toBe('a\tö!')
    await jo.getByRole('button', { name: 'Statistics' }).click()
    await jo.getByText(/\d+ a second/).waitFor()
    await jo.getByText('1280 × 720').waitFor()
    expect(await violations(jo)).toEqual([])
  })

  test('moves files in both directions, chosen or dropped, and says how far each has come', async () => {
    await jo.getByRole('button', { name: 'Files' }).click()
    await jo.getByText('Files can be moved in both directions.').waitFor()
    await jo.getByText('Nothing is in it.').waitFor()
    const chosen = { name: 'Grüße.txt', mimeType: 'text/plain', buffer: Buffer.from('für alle') }
    await jo.locator('#files input[type=file]').setInputFiles(chosen)
    await jo.getByText('To the computer: arrived').waitFor()
    expect(readFileSync(join(shared, 'Grüße.txt'), 'utf8')).toBe('für alle')
    await jo.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['let go of'], 'dropped.txt'))
      for (const type of ['dragover', 'drop'])
        document.querySelector('#stage').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    })()`)
    const button = jo.getByRole('button', { name: 'Download dropped.txt' })
    await button.waitFor()
    const [download] = await Promise.all([jo.waitForEvent('download'), button.click()])
    expect([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]).toEqual(['dropped.txt', 'let go of'])
    await jo.getByText('From the computer: arrived').waitFor()
    expect(await violations(jo)).toEqual([])
  })

  test('has pictures on the clipboard in both directions, whatever the browser makes of its own', async () => {
    await jo.getByRole('button', { name: 'Clipboard' }).click()
    await jo.getByText('Text and pictures can be copied in both directions.').waitFor()
    // One of the page's own, pasted as a browser would hand it over.
    const pasted = await jo.evaluate<string>(`(async () => {
      const canvas = new OffscreenCanvas(120, 60)
      canvas.getContext('2d').fillRect(10, 10, 50, 30)
      const picture = await canvas.convertToBlob({ type: 'image/png' })
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([picture], 'image.png', { type: 'image/png' }))
      document.querySelector('#clipboard-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      return Array.from(new Uint8Array(await picture.arrayBuffer()), (byte) => byte.toString(16).padStart(2, '0')).join('')
    })()`)
    await jo.getByText('The picture can be pasted on the computer now.').waitFor()
    const [from, picture] = [join(team.path, '..', 'pasted.png'), ['-selection', 'clipboard', '-t', 'image/png']]
    await display.run('sh', ['-c', `xclip -o ${picture.join(' ')} > '${from}'`])
    expect(readFileSync(from).toString('hex')).toBe(pasted)
    await display.run('sh', ['-c', `xclip -i ${picture.join(' ')} '${from}'`], '')
    await expect.poll(() => jo.getByAltText('What was copied on the computer').evaluate((image) => image.clientWidth)).toBe(120)
    const [download] = await Promise.all([jo.waitForEvent('download'), jo.getByRole('button', { name: 'Save the picture' }).click()])
    expect(readFileSync(await download.path()).toString('hex')).toBe(pasted)
    expect(await violations(jo)).toEqual([])
    await jo.getByRole('button', { name: 'Clipboard' }).click()
  })

  test('has the picture sharper, or with less on the line, as it is chosen; the computer says what holds', async () => {
    const choose = async (name: string) => {
      await jo.getByRole('button', { name: 'Quality' }).click()
      await jo.getByRole('menuitemradio', { name }).click()
      await jo.keyboard.press('Escape')
      await jo.getByRole('menu').waitFor({ state: 'detached' })
    }
    for (const name of ['Sharper', 'Up to 1 Mbit/s']) await choose(name)
    const chosen = () => jo.getByRole('menuitemradio', { checked: true }).allInnerTexts()
    await jo.getByRole('button', { name: 'Quality' }).click()
    await expect.poll(chosen).toEqual(['Sharper', 'Up to 1 Mbit/s'])
    expect(await violations(jo)).toEqual([])
    await jo.keyboard.press('Escape')
    for (const name of ['Automatic', 'As much as the line carries']) await choose(name)
  })

  test('chats with whoever sits there', async () => {
    await jo.getByRole('button', { name: 'Chat' }).click()
    await jo.getByLabel('Line').fill('Darf ich?')
    await jo.keyboard.press('Enter')
    await jo.getByRole('log').getByText('Darf ich?').waitFor()
    await expect.poll(() => display.run('xdotool', ['search', '--name', 'chat']), { timeout: PATIENCE_MS }).toMatch(/^\d+/)
    expect(await violations(jo)).toEqual([])
    await jo.getByRole('button', { name: 'Chat' }).click()
  })

  test('shows what was printed there, to be printed here or saved, and puts it away', async () => {
    const asked = join(programs, 'lpadmin.asked')
    await expect.poll(() => existsSync(asked)).toBe(true)
    const address = / -v ipp:(\S+)\?/.exec(readFileSync(asked, 'utf8'))?.[1]
    const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(100_000, 7)])
    const printed = async (name: string, body: Buffer): Promise<number> => {
      const headers = { 'content-type': 'application/ipp' }
      const answer = await fetch(`http:${address}`, { method: 'POST', headers, body: new Uint8Array(printJob(body, name)) })
      return Buffer.from(await answer.arrayBuffer()).readUInt16BE(2)
    }
    expect(await printed('7 - Grüße/1.pdf', pdf)).toBe(0)
    const papers = jo.getByRole('region', { name: 'Printed' })
    await papers.getByText('Grüße/1.pdf has been printed.').waitFor()
    expect(await violations(jo)).toEqual([])
    const [download] = await Promise.all([jo.waitForEvent('download'), papers.getByRole('link', { name: 'Save Grüße/1.pdf' }).click()])
    expect([download.suggestedFilename(), readFileSync(await download.path()).equals(pdf)]).toEqual(['Grüße_1.pdf', true])
    const [tab] = await Promise.all([
      jo.context().waitForEvent('page'),
      papers.getByRole('link', { name: 'Open to print Grüße/1.pdf' }).click(),
    ])
    await tab.close()
    await papers.getByRole('button', { name: 'Put Grüße/1.pdf away' }).click()
    await expect.poll(() => papers.getByRole('listitem').count()).toBe(0)
    expect(await printed('8 - page', Buffer.from('<script>'))).not.toBe(0)
    expect(await papers.getByRole('listitem').count()).toBe(0)
  })

  test('has the picture as large as it is, and the whole screen for it', async () => {
    const width = () => jo.locator('#screen').evaluate((video) => Math.round(video.getBoundingClientRect().width))
    await jo.setViewportSize({ width: 900, height: 600 })
    await jo.getByRole('button', { name: 'Actual size' }).click()
    await expect.poll(width).toBe(1280)
    await jo.mouse.move(890, 590)
    await expect.poll(() => jo.locator('#stage').evaluate((stage) => stage.scrollLeft)).toBe(380)
    await jo.getByRole('button', { name: 'Actual size' }).click()
    await expect.poll(width).toBe(900)
    await jo.getByRole('button', { name: 'Full screen' }).click()
    await expect.poll(() => jo.evaluate('document.fullscreenElement?.className')).toBe('viewer')
    await jo.getByRole('button', { name: 'Full screen' }).click()
    await jo.setViewportSize({ width: 1280, height: 860 })
  })

  test('says how a session ended, and begins another one', async () => {
    await jo.getByRole('button', { name: 'End session' }).click()
    await jo.getByText('The viewer closed the session.').waitFor()
    // The computer knows it, too, and does not take it for a line that was cut.
    await expect.poll(() => team.good('logs', 'kiosk-1'), { timeout: PATIENCE_MS }).toContain('reason=viewer-left')
    await expect.poll(() => jo.evaluate('document.activeElement.textContent')).toBe('Connect again')
    await jo.keyboard.press('Enter')
    await jo.getByText('Jo Okafor · in control').waitFor()
    await jo.getByRole('button', { name: 'End session' }).click()
    await jo.getByRole('button', { name: 'My computers' }).click()
    await heading(jo, 'My computers')
  })

  const pages: readonly [path: string, shows: string][] = [
    ['computers', 'Laser cutter'],
    ['calendar', 'No hours to keep to'],
    ['two-step', 'Your team'],
    ['fleet', 'kiosk-1'],
    ['fleet/kiosk-1', 'Conditions'],
    ['revisions', 'Revision 1'],
    ['revisions/1..2', 'Impact'],
    ['access', 'At any hour'],
    ['access?user=jo&computer=lab-1', 'jo may'],
    ['nothing/like/it', 'There is nothing at this address'],
  ]
  const inTheLight = ['computers', 'fleet', 'access?user=jo&computer=lab-1']
  test('keeps nobody from reading it, in the dark and in the light', async () => {
    const page = await opened('/console', { ...DESK, colorScheme: 'dark', storageState: await tess.context().storageState() })
    await page.getByLabel('Token').waitFor()
    expect(await violations(page)).toEqual([])
    for (const [path, shows] of pages) {
      await page.emulateMedia({ colorScheme: 'dark' })
      await go(page, path)
      await page.getByText(shows).first().waitFor()
      expect([path, await violations(page)]).toEqual([path, []])
      // In the light the same stands there in other colours; of these the pages share most.
      if (!inTheLight.includes(path)) continue
      await page.emulateMedia({ colorScheme: 'light' })
      expect([path, await violations(page, 'color-contrast')]).toEqual([path, []])
    }
    await page.context().close()
  })

  test('fits on a phone, with what is pressed large enough for a finger', async () => {
    const page = await opened('/console', { ...PHONE, storageState: await tess.context().storageState() })
    await page.getByLabel('Token').waitFor()
    for (const [path, shows] of pages) {
      await go(page, path)
      await page.getByText(shows).first().waitFor()
      // Nothing is wider than the screen.
      expect([path, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([path, 0])
    }
    await go(page, 'computers')
    await page.getByText('Laser cutter').waitFor()
    expect(await violations(page, 'target-size')).toEqual([])
    await page.context().close()
  })

  test('on a phone has its ways behind a button', async () => {
    const page = await opened('/console/atelier/computers', { ...PHONE, storageState: await tess.context().storageState() })
    await page.getByRole('button', { name: 'Menu' }).tap()
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: 'Revisions' }).tap()
    await heading(page, 'Revisions')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('says so where a part of it can not be fetched, asks for it no more by itself, and goes on', async () => {
    const context = await browser.newContext({ ...DESK, storageState: await tess.context().storageState() })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    let [asked, isLost] = [0, true]
    await page.route(/assets\/fleet-[^/]*\.js$/, (route) => {
      asked++
      return isLost ? route.abort() : route.continue()
    })
    await go(page, 'computers')
    await page.getByRole('link', { name: 'Fleet' }).click()
    await page.getByRole('alert').getByText('This page could not be loaded.').waitFor()
    const before = asked
    await page.getByRole('link', { name: 'Revisions' }).click()
    await heading(page, 'Revisions')
    await page.goBack()
    await page.getByRole('alert').getByText('This page could not be loaded.').waitFor()
    expect(await violations(page)).toEqual([])
    expect(asked - before).toBeLessThanOrEqual(1)
    expect(before).toBeLessThanOrEqual(3)
    isLost = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await heading(page, 'Fleet')
    await page.getByRole('cell', { name: 'Current' }).waitFor()
    await context.close()
  })

  test('has two-step verification set up, and asks for it from then on', async () => {
    await go(jo, 'two-step')
    await jo.getByRole('button', { name: 'Turn it on' }).click()
    const secret = (await jo.locator('.secret').innerText()).replaceAll(' ', '')
    await jo.getByLabel('Code').fill('000000')
    await jo.keyboard.press('Enter')
    await jo.getByRole('alert').waitFor()
    await jo.getByLabel('Code').fill(codeOf(fromBase32(secret), stepAt(Date.now())))
    await jo.keyboard.press('Enter')
    await jo.getByText('Keep these recovery codes').waitFor()
    const [recovery = ''] = await jo.locator('.codes code').allInnerTexts()
    await jo.getByRole('button', { name: 'I have kept them' }).click()
    await jo.getByText('On', { exact: true }).waitFor()
    await jo.getByRole('button', { name: 'Sign out' }).click()
    await jo.getByLabel('Token').fill(token)
    await jo.keyboard.press('Enter')
    await heading(jo, 'Two-step verification')
    expect(await violations(jo)).toEqual([])
    await jo.getByLabel('Code').fill(recovery)
    await jo.keyboard.press('Enter')
    // Where one was before.
    await jo.getByRole('button', { name: 'Turn it off' }).waitFor()
  })

  test('is left for good by signing out', async () => {
    await jo.getByRole('button', { name: 'Sign out' }).click()
    await heading(jo, 'Sign in to atelier')
    expect(await jo.context().cookies()).toEqual([])
    await go(jo, 'computers')
    await heading(jo, 'Sign in to atelier')
  })

  test('asked nobody else, and gave the browser nothing to complain about', () => {
    expect(wrong).toEqual([])
  })
})
