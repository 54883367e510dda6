/** The same desktop, the same keys and the same Chromium by x11vnc and noVNC, which is what most people would take. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { MEASURE, quantile } from './page.ts'
import { childrenOf, gone, spent } from './processes.ts'
import { benchDisplay } from './screen.ts'

const NOVNC = '/usr/share/novnc'

const SHOWN = [
  [1280, 720, false],
  [1280, 720, true],
  [1920, 1080, false],
  [1920, 1080, true],
] as const

export async function besideVnc(chrome: Browser, samples: number, say: (text: string) => void): Promise<string[]> {
  if (!existsSync('/usr/bin/x11vnc') || !existsSync(NOVNC)) return ['x11vnc and noVNC are not installed here.']
  const rows: string[] = []
  for (const [width, height, motion] of SHOWN) {
    const what = `x11vnc, noVNC: ${width} × ${height}${motion ? ', in motion' : ''}`
    const display = await benchDisplay(width, height)
    const stop = await display.answering(motion)
    const [vnc, web] = [await freePort(), await freePort()]
    const server = spawn('x11vnc', ['-display', display.name, '-rfbport', `${vnc}`, '-localhost', '-forever', '-nopw', '-quiet'], {
      stdio: 'ignore',
    })
    const bridge = spawn('websockify', ['--web', NOVNC, `127.0.0.1:${web}`, `127.0.0.1:${vnc}`], { stdio: 'ignore' })
    try {
      await Promise.all([reached(vnc), reached(web)])
      const context = await chrome.newContext({ viewport: { width, height: height + 80 } })
      await context.addInitScript({ content: COUNTING })
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${web}/vnc_lite.html`)
      await page.waitForFunction(`globalThis.came > 1000 && document.querySelector("canvas")?.width === ${width}`)
      await page.evaluate(`${MEASURE}(10)`)
      const pids = [server.pid as number, ...childrenOf(server.pid as number)]
      say(what)
      const [at, used, before] = [performance.now(), spent(pids), await page.evaluate<number>('came')]
      const took = await page.evaluate<number[]>(`${MEASURE}(${samples})`)
      const seconds = (performance.now() - at) / 1000
      const kbps = (((await page.evaluate<number>('came')) - before) * 8) / seconds / 1000
      const figures = [0.5, 0.9, 0.99].map((share) => `${Math.round(quantile(took, share))}`)
      const cpu = ((spent(pids) - used) / seconds / 10).toFixed(0)
      rows.push(`| ${what} | ${[...figures, kbps.toFixed(0), `${cpu} %`].join(' | ')} |`)
      say(rows.at(-1) as string)
      await context.close()
    } finally {
      for (const child of [bridge, server]) await gone(child)
      await stop()
      await display.end()
    }
  }
  return ['| Beside | p50 ms | p90 ms | p99 ms | kb/s | Processor of its server |', '|---|---:|---:|---:|---:|---:|', ...rows]
}

/** Counts what comes by web sockets, which the page would not say. noVNC looks at what they are made of, so they stay what they are. */
const COUNTING = `globalThis.came = 0
globalThis.WebSocket = new Proxy(WebSocket, {
  construct(made, words) {
    const socket = new made(...words)
    socket.addEventListener('message', ({ data }) => (came += data.byteLength ?? data.length))
    return socket
  },
})`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function reached(port: number): Promise<void> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  for (let i = 0; i < 200; i++) {
    if (new RegExp(`:${hex} 0{8,}:0000 0A`).test(readFileSync('/proc/net/tcp', 'utf8'))) return
    await after(50)
  }
  throw new Error(`nothing listens on port ${port}`)
}
