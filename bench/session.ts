/**
 * `node bench/session.ts`: what somebody feels who works on a computer from afar. The server, the agent with its engine, a virtual display and Chromium are
 * processes of their own on this machine, the agent as it is installed; a key is pressed in the viewer, a program on the display answers, and the time is taken when the viewer shows it.
 *
 * It runs in a network namespace of its own (root makes it), where packets are lost by a rule of nftables. Where there is none, it measures without loss and says
 * so. `--quick` takes few samples; `--write` puts the tables into bench/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { built } from './built.ts'
import { besideVnc } from './sessions/beside.ts'
import { again, lose } from './sessions/network.ts'
import { CAME, CLIPBOARD_LOST, FIRST, HAS_CLIPBOARD, HOLD, MEASURE, quantile } from './sessions/page.ts'
import { type SessionPlace, sessionPlace } from './sessions/place.ts'
import { spent } from './sessions/processes.ts'
import { benchDisplay, browser } from './sessions/screen.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: 'latency,processor,first,forbidden,vnc' },
  },
})
const wanted = new Set(values.only.split(','))
const status = again()
if (status !== undefined) process.exit(status)

const [SAMPLES, LOOK_MS, FIRSTS, FORBIDDEN] = values.quick ? [30, 4000, 5, 5] : [60, 10_000, 20, 20]
const PAUSE_MS = 3000
const say = (text: string): void => void process.stderr.write(`${text}\n`)
interface Came {
  bytes: number
  packets: number
  frames: number
  lost: number
  again: number
  keys: number
}

const MODES = [
  { what: '720p30', width: 1280, height: 720, rate: 30 },
  { what: '720p60', width: 1280, height: 720, rate: 60 },
  { what: '1080p30', width: 1920, height: 1080, rate: 30 },
]
/** Of a thousand packets. */
const LOSSES = [0, 10, 20, 50]

async function opened(
  chrome: Browser,
  place: SessionPlace,
  { width, height } = { width: 1280, height: 720 },
): Promise<{ page: Page; first: number }> {
  const link = await place.link()
  const context = await chrome.newContext({ viewport: { width, height: height + 80 } })
  await context.addInitScript({ content: HOLD })
  const page = await context.newPage()
  await page.goto(link)
  return { page, first: await page.evaluate<number>(FIRST) }
}

/** Ends it as its user does, and waits for that: one that goes on would be counted with the next. */
async function over(page: Page, place: SessionPlace): Promise<void> {
  await page.click('#end-button')
  while (place.sessions().length > 0) await after(20)
  await page.context().close()
}

async function latency(chrome: Browser): Promise<string[]> {
  const rows: string[] = []
  for (const { what, width, height, rate } of MODES) {
    const display = await benchDisplay(width, height)
    const place = await sessionPlace(display, launcher)
    try {
      await place.settings({ session: { sound: 'off' }, bandwidth: { maxFrameRate: rate } })
      for (const motion of [false, true]) {
        const stop = await display.answering(motion)
        const { page } = await opened(chrome, place, { width, height })
        await page.evaluate(`globalThis.screenWide = ${width}`)
        await page.evaluate(`${MEASURE}(10)`)
        for (const loss of LOSSES) {
          if (!lose(loss)) continue
          say(`latency: ${what}${motion ? ', in motion' : ''}, ${loss / 10} % lost`)
          const [before, pids] = [await page.evaluate<Came>(CAME), place.sessions()]
          const [at, used] = [performance.now(), spent(pids)]
          const took = await page.evaluate<number[]>(`${MEASURE}(${SAMPLES})`)
          const [now, seconds] = [await page.evaluate<Came>(CAME), (performance.now() - at) / 1000]
          const figures = [0.5, 0.9, 0.99].map((share) => `${Math.round(quantile(took, share))}`)
          const came = [
            `${(((now.bytes - before.bytes) * 8) / seconds / 1000).toFixed(0)}`,
            `${((now.frames - before.frames) / seconds).toFixed(0)}`,
          ]
          const cpu = `${((spent(pids) - used) / seconds / 10).toFixed(0)} %`
          rows.push(`| ${what}${motion ? ', in motion' : ''} | ${loss / 10} % | ${[...figures, ...came, cpu].join(' | ')} |`)
          say(rows.at(-1) as string)
        }
        lose(0)
        await over(page, place)
        await stop()
      }
    } finally {
      lose(0)
      await place.remove()
      await display.end()
    }
  }
  return rows
}

async function processor(chrome: Browser): Promise<string[]> {
  const rows: string[] = []
  const display = await benchDisplay(1280, 720)
  const place = await sessionPlace(display, launcher)
  try {
    await place.settings({ session: { sound: 'off' }, bandwidth: { maxFrameRate: 30 } })
    for (const [what, goal] of [
      ['idle', 3],
      ['typing, eight keys a second', 15],
      ['motion, the whole screen thirty times a second', 45],
    ] as const) {
      const stop =
        what === 'idle' || what.startsWith('typing')
          ? display.program('xterm', '-geometry', '150x50+0+0', '-fa', 'DejaVu Sans Mono', '-fs', '10', '-e', 'cat')
          : display.program('ffplay', '-loglevel', 'error', '-noborder', '-f', 'lavfi', 'testsrc2=size=1280x720:rate=30')
      const { page } = await opened(chrome, place)
      await page.mouse.click(400, 300)
      await after(what === 'idle' ? 6000 : 2500)
      const [before, pids] = [await page.evaluate<Came>(CAME), place.sessions()]
      const [at, used] = [performance.now(), spent(pids)]
      while (performance.now() - at < LOOK_MS) {
        if (what.startsWith('typing')) await page.keyboard.press('abcdefgh'[Math.floor(Math.random() * 8)] as string)
        await after(125)
      }
      const seconds = (performance.now() - at) / 1000
      const now = await page.evaluate<Came>(CAME)
      const cpu = (spent(pids) - used) / seconds / 10
      const kbps = ((now.bytes - before.bytes) * 8) / seconds / 1000
      rows.push(
        `| ${what} | ${cpu.toFixed(1)} % | ${goal} % | ${kbps.toFixed(0)} | ${((now.frames - before.frames) / seconds).toFixed(1)} |`,
      )
      say(rows.at(-1) as string)
      await over(page, place)
      await stop()
    }
  } finally {
    await place.remove()
    await display.end()
  }
  return rows
}

async function first(chrome: Browser): Promise<string[]> {
  const display = await benchDisplay(1280, 720)
  const place = await sessionPlace(display, launcher)
  const took: number[] = []
  try {
    const stop = await display.answering(false)
    for (let i = 0; i < FIRSTS; i++) {
      const { page, first: ms } = await opened(chrome, place)
      took.push(ms)
      await over(page, place)
      // Nobody may open more than so many within a minute.
      await after(PAUSE_MS)
    }
    await stop()
  } finally {
    await place.remove()
    await display.end()
  }
  say(`first frame: ${took.map(Math.round).join(' ')}`)
  return [`| ${FIRSTS} | ${Math.round(quantile(took, 0.5))} ms | ${Math.round(quantile(took, 0.95))} ms | 1200 ms |`]
}

/** A policy that forbids the clipboard comes into a session that runs: from the moment in which it is applied until the viewer has no clipboard any more. */
async function forbidden(chrome: Browser): Promise<string[]> {
  const display = await benchDisplay(1280, 720)
  const place = await sessionPlace(display, launcher)
  const took: number[] = []
  try {
    const stop = await display.answering(false)
    for (let i = 0; i < FORBIDDEN; i++) {
      await place.settings({ security: { copyPaste: 'enabled' } })
      const { page } = await opened(chrome, place)
      await page.waitForFunction(HAS_CLIPBOARD)
      const lost = page.evaluate<number>(CLIPBOARD_LOST)
      const applied = Date.now()
      await place.settings({ security: { copyPaste: 'disabled' } })
      took.push((await lost) - applied)
      await over(page, place)
    }
    await stop()
  } finally {
    await place.remove()
    await display.end()
  }
  say(`forbidden: ${took.join(' ')}`)
  return [`| ${FORBIDDEN} | ${Math.round(quantile(took, 0.5))} ms | ${Math.max(...took)} ms | 1000 ms |`]
}

const { folder: installed, remove } = built()
const launcher = path.join(installed, 'bin', 'splashtop-agent.js')
const chrome = await browser()
const sections: string[] = []
try {
  if (wanted.has('processor'))
    sections.push(
      '| What goes on, 1280 × 720, 30 a second | Processor of the session | Goal | kb/s | Frames a second |',
      '|---|---:|---:|---:|---:|',
      ...(await processor(chrome)),
      '',
    )
  if (wanted.has('first'))
    sections.push('| Sessions opened | First frame, p50 | p95 | Goal |', '|---:|---:|---:|---:|', ...(await first(chrome)), '')
  if (wanted.has('forbidden'))
    sections.push(
      '| Copy and paste forbidden in a session that runs | From the call of the apply to the end of the clipboard, p50 | Slowest | Goal |',
      '|---:|---:|---:|---:|',
      ...[...(await forbidden(chrome)), ''],
    )
  if (wanted.has('latency'))
    sections.push(
      ...[
        '| Screen | Lost | p50 ms | p90 ms | p99 ms | kb/s | Frames a second | Processor of the session |',
        '|---|---:|---:|---:|---:|---:|---:|---:|',
      ],
      ...[...(await latency(chrome)), ''],
    )
  if (wanted.has('vnc')) sections.push(...(await besideVnc(chrome, SAMPLES, say)), '')
} finally {
  await chrome.close()
  remove()
}
const [cpu] = cpus()
const when = `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model.trim()}, ${cpus().length} cores. The load of the machine in the minute before the end was ${(loadavg()[0] as number).toFixed(1)}.`
const text = [when, '', ...sections].join('\n')
process.stdout.write(`${text}\n`)
if (values.write) {
  const file = path.join(import.meta.dirname, 'README.md')
  const page = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    page.replace(/(<!-- sessions -->\n)[\s\S]*?(?=<!-- \/sessions -->)/, (_, mark: string) => `${mark}${text}\n`),
  )
}
