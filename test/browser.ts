/**
 * A real Chromium, that of the system: `CHROMIUM` names it, or it is where Debian and others put it; without a head where there is one, which costs a third
 * less for the same pages. Pages are opened from files, as those who
 * are sent a report open them, and everything that a page asks for or complains of is kept.
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
export const executable: string | undefined = process.env.CHROMIUM ?? places.find((place) => existsSync(place))

/** Chromium's own sandbox refuses to be started by root, as a container does. Where it looks for loudspeakers it would make a folder and a link in one's home. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable as string,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...process.env, PULSE_RUNTIME_PATH: '/dev/null/none' },
  })

export interface Opened {
  page: Page
  /** What was asked of a network or a disk, the page itself aside. */
  requests: string[]
  /** Messages on the console, refusals of the page's policy among them, and errors of scripts. */
  complaints: string[]
}

/** Opens a file, on a screen of this size, by day or by night. */
export type Leaf = (file: string, setting?: Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>) => Promise<Opened>

/**
 * One page in which files are opened one after the other, each as if it were new: a page of its own for each would cost a real browser a second of
 * a processor.
 */
export async function leafing(browser: Browser, options: BrowserContextOptions = {}): Promise<Leaf> {
  const page = await (await browser.newContext(options)).newPage()
  return async (file, { viewport = { width: 1280, height: 900 }, colorScheme = 'light' } = {}) => {
    page.removeAllListeners()
    // Nothing of the former file is left, not even where it was read.
    await page.goto('about:blank')
    await page.emulateMedia({ media: null, colorScheme })
    if (viewport) await page.setViewportSize(viewport)
    const [requests, complaints]: [string[], string[]] = [[], []]
    const url = pathToFileURL(file).href
    page.on('request', (request) => request.url() !== url && requests.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url)
    return { page, requests, complaints }
  }
}
