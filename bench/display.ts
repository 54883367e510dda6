/** A virtual display for sessions (Xvfb), and programs on it; each ends with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { buffer, text } from 'node:stream/consumers'
import { gone } from './sessions/processes.ts'

export interface TestDisplay {
  /** `:7` */
  name: string
  pid: number
  /** Starts a program on it. */
  start(program: string, ...args: string[]): ChildProcess
  /** Runs one to its end, with this as its input; gives what it wrote. */
  run(program: string, args: readonly string[], input?: string): Promise<string>
  /** What stands on it now: red, green and blue, at a place. */
  pixels(): Promise<(x: number, y: number) => [number, number, number]>
  end(): Promise<void>
}

/** Whether everything is there that the tests of sessions use. */
export const hasDisplays = ['Xvfb', 'xterm', 'xclip', 'ffmpeg', 'xrandr', 'xdotool', 'xkill', 'pulseaudio', 'parec'].every((name) =>
  existsSync(`/usr/bin/${name}`),
)

export async function testDisplay(width = 1280, height = 720): Promise<TestDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const told = server.stdio[3]
  if (!told) throw new Error('Xvfb has no pipe')
  const [number] = (await once(told, 'data')) as [Buffer]
  const name = `:${String(number).trim()}`
  const env = { ...process.env, DISPLAY: name }
  const started = new Set<ChildProcess>()
  return {
    ...{ name, pid: server.pid as number },
    start(program, ...args) {
      const child = spawn(program, args, { env, stdio: 'ignore' })
      started.add(child)
      return child
    },
    async run(program, args, input) {
      // What stays in the background, as who owns a clipboard does, keeps the pipe: the end of the program itself counts.
      const child =
        input === undefined
          ? spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
          : spawn(program, args, { env, stdio: ['pipe', 'ignore', 'inherit'] })
      child.stdin?.end(input)
      const written = child.stdout ? text(child.stdout) : ''
      await once(child, 'exit')
      return written
    },
    async pixels() {
      const from = ['-f', 'x11grab', '-draw_mouse', '0', '-video_size', `${width}x${height}`, '-i', name, '-frames:v', '1']
      const child = spawn('ffmpeg', ['-loglevel', 'error', ...from, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const all = await buffer(child.stdout)
      return (x, y) => {
        const at = (y * width + x) * 3
        return [all.readUInt8(at), all.readUInt8(at + 1), all.readUInt8(at + 2)]
      }
    },
    async end() {
      for (const child of started) await gone(child)
      await gone(server)
    },
  }
}
