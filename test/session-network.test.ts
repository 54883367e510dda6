/**
 * A session whose viewer changes its network, as who pulls out a cable and is in the air from then on: Chromium in a network of its own, which is cut off for a moment,
 * and then is another one. It reaches the control plane by a way that stays, and the computer by that network alone.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import { gone } from '../bench/sessions/processes.ts'
import { executable } from './browser.ts'
import { type ConsoleTeam, consoleTeam } from './console-team.ts'
import { noNamespaces, places } from './namespaces.ts'
import { PATIENCE } from './viewing.ts'

const missing = !hasDisplays || !executable ? 'there is no display or browser' : noNamespaces()

describe.skipIf(missing !== undefined)(`a session whose network changes${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  const closing: (() => unknown)[] = []
  let net: ReturnType<typeof places>['all'][0]
  let team: ConsoleTeam
  let display: TestDisplay
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const nets = places(1)
    closing.push(nets.end)
    net = nets.all[0] as typeof net
    display = await testDisplay()
    closing.push(display.end)
    team = await consoleTeam({ DISPLAY: display.name })
    closing.push(team.end)
    closing.push(await tunnel(Number(new URL(team.url).port)))
    await team.running('kiosk-1')
    const inside = join(team.path, '..', 'chromium')
    writeFileSync(inside, `#!/bin/sh\nexec ip netns exec ${net.name} ${executable} "$@"\n`)
    chmodSync(inside, 0o755)
    browser = await chromium.launch({ executablePath: inside, args: ['--no-sandbox'] })
    closing.push(() => browser.close())
    page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE.timeout)
    await page.goto(`${team.url}/console/atelier`)
    await page.getByLabel('Token').fill(await team.invited('jo'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    display.start('xterm', '-geometry', '80x24+100+80', '-e', 'sh', '-c', `stty -icanon -echo; cat > '${typedInto()}'`)
  })
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  const typedInto = () => join(team.path, '..', 'typed')
  const typed = () => (existsSync(typedInto()) ? readFileSync(typedInto(), 'utf8') : '')
  const picture = () => page.locator('#card').waitFor({ state: 'detached' })
  const started = async () => (await team.good('logs', 'kiosk-1')).match(/session-started/g)?.length

  /** What listens on this port of this machine is there on the loopback of that network, too. */
  async function tunnel(port: number): Promise<() => Promise<void>> {
    const path = join(team.path, '..', 'tunnel')
    const here: Server = createServer((from) => {
      const to = connect(port, '127.0.0.1')
      from.pipe(to).pipe(from)
      from.on('error', () => to.destroy())
      to.on('error', () => from.destroy())
    })
    await once(here.listen(path), 'listening')
    const script = join(import.meta.dirname, 'tunnel-process.ts')
    const there = spawn('ip', ['netns', 'exec', net.name, process.execPath, script, String(port), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(there.stdout, 'data')
    return async () => {
      await gone(there)
      await once(here.close(), 'close')
    }
  }

  test('goes on where it is cut off for a moment, and nothing that was typed before is lost', async () => {
    await page.getByRole('link', { name: 'Connect to kiosk-1' }).click()
    await page.getByText('Jo Okafor · in control').waitFor()
    await picture()
    await page.mouse.click(400, 300)
    await page.keyboard.type('a')
    await expect.poll(typed, PATIENCE).toBe('a')
    net.plug(false)
    await page.keyboard.type('b')
    net.plug(true)
    await expect.poll(typed, PATIENCE).toBe('ab')
    await page.keyboard.type('c')
    await expect.poll(typed, PATIENCE).toBe('abc')
    expect(await started()).toBe(1)
  })

  test('is made anew by itself in another network, and what was open on the computer goes on', async () => {
    net.move()
    await page.getByText('The connection was lost. Connecting again …').waitFor()
    await page.getByText('Jo Okafor · in control').waitFor()
    await picture()
    await page.mouse.click(400, 300)
    await page.keyboard.type('d')
    await expect.poll(typed, PATIENCE).toBe('abcd')
    await expect.poll(started, PATIENCE).toBe(2)
    // The one before has made room.
    await expect
      .poll(async () => (JSON.parse(await team.good('sessions', '--json')) as { sessions: object[] }).sessions.length, PATIENCE)
      .toBe(1)
    expect(await team.good('logs', 'kiosk-1')).toContain('reason=connection-lost')
  })
})
