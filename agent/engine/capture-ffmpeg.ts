/**
 * The picture by the system's ffmpeg, where FFmpeg can't be had in the process: it grabs the screen, scales it and codes it by x264 for the least delay. It can't be
 * told to make a key picture, or another bitrate, while it runs; so where one is asked for it is started anew, which takes a quarter of a second, and no more often
 * than once a second. While nothing on the screen changes it is stopped (SIGSTOP), and goes on for a moment every two seconds.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Capture, Capturing, Pace, Stages } from './capture.ts'
import { type Damage, watchDamage } from './damage.ts'
import { flvReader } from './flv.ts'
import { even, sizeWithin } from './region.ts'

const PROGRAM = 'ffmpeg'
const AGAIN_MS = 1000
/** A change of the bitrate that is worth a start. */
const COARSE = 0.25
/** How long it goes on after the last change; how often it does without one, and how long then. */
const [AFTER_MS, STILL_MS, MOMENT_MS] = [1500, 2000, 100]

export function argumentsOf(capturing: Capturing): string[] {
  const { display, region, frameRate, pointer, kbps, burst } = capturing
  const { width, height } = sizeWithin(region, capturing.most)
  const filters = [`scale=${width}:${height}:flags=bilinear`, capturing.filter?.({ width, height }), 'format=yuv420p']
  const grabbed = `${even(region.width)}x${even(region.height)}`
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-fflags', 'nobuffer', '-probesize', '32'],
    ...['-f', 'x11grab', '-framerate', `${frameRate}`, '-draw_mouse', pointer ? '1' : '0', '-video_size', grabbed],
    ...['-grab_x', `${region.x}`, '-grab_y', `${region.y}`, '-i', display],
    ...['-an', '-vf', filters.filter((one) => one !== undefined).join(',')],
    ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency'],
    ...['-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${Math.ceil(kbps * burst)}k`, '-g', `${frameRate * 20}`],
    ...['-flush_packets', '1', '-f', 'flv', '-flvflags', 'no_duration_filesize', 'pipe:1'],
  ]
}

export async function captureByFfmpeg(capturing: Capturing, { draw, take, failed }: Stages): Promise<Capture> {
  if (draw && !capturing.filter) throw new Error('A picture of the system’s ffmpeg can not be drawn upon.')
  if (capturing.codec !== 'h264') throw new Error(`The system’s ffmpeg codes H.264 here, not ${capturing.codec}.`)
  const first = performance.now()
  let [begun, closed, isStopped] = [0, false, false]
  let [wanted, quiet, still]: (NodeJS.Timeout | undefined)[] = []
  const damage: Damage = await watchDamage(capturing.display, () => void moved().catch(fail), fail)
  let running = start()
  rest(AFTER_MS)

  function start(): ChildProcess {
    begun = performance.now()
    isStopped = false
    const child = spawn(PROGRAM, argumentsOf(capturing), { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const read = flvReader((picture) => {
      // Its own time begins anew with each start.
      if (child === running && !closed) take({ ...picture, time: performance.now() - first })
    })
    child.stdout.on('data', read)
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)))
    child.on('error', (error) => child === running && fail(error))
    child.on('exit', (code) => child === running && fail(new Error(said.trim() || `ffmpeg ended with ${code}`)))
    return child
  }

  /** Something changed. Each change is asked for anew, so that the next one is told. */
  async function moved(): Promise<void> {
    if (closed || !(await damage.settle(capturing.region)) || closed) return
    go()
    rest(AFTER_MS)
  }
  function go(): void {
    if (isStopped) running.kill('SIGCONT')
    isStopped = false
  }
  /** Stops it in so many milliseconds, until something changes, or for two seconds. */
  function rest(ms: number): void {
    clearTimeout(quiet)
    clearTimeout(still)
    quiet = setTimeout(() => {
      isStopped = running.kill('SIGSTOP')
      still = setTimeout(() => {
        go()
        rest(MOMENT_MS)
      }, STILL_MS)
    }, ms)
  }

  function again(): void {
    if (closed || wanted) return
    wanted = setTimeout(
      () => {
        wanted = undefined
        const former = running
        running = start()
        former.kill('SIGKILL')
        rest(AFTER_MS)
      },
      Math.max(0, begun + AGAIN_MS - performance.now()),
    )
  }

  function fail(error: unknown): void {
    if (closed) return
    close()
    failed(error instanceof Error ? error.message : String(error))
  }
  function close(): void {
    closed = true
    for (const timer of [wanted, quiet, still]) clearTimeout(timer)
    damage.close()
    running.kill('SIGKILL')
  }

  return {
    refresh: again,
    pace(pace: Pace) {
      const { frameRate, kbps, most } = capturing
      const size = sizeWithin(capturing.region, most)
      const next = sizeWithin(capturing.region, pace.most)
      const isOther = Math.abs(pace.kbps - kbps) > COARSE * kbps || pace.frameRate !== frameRate || next.width !== size.width
      if (!isOther) return
      Object.assign(capturing, pace)
      again()
    },
    look(region) {
      Object.assign(capturing, { region })
      again()
    },
    close,
  }
}
