/** A virtual display for the tests of sessions (Xvfb), and programs on it; each ends with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface TestDisplay {
  /** `:7` */
  name: string
  /** Starts a program on it. */
  start(program: string, ...args: string[]): ChildProcess
  /** Runs one to its end, with this as its input; gives what it wrote. */
  run(program: string, args: readonly string[], input?: string): Promise<string>
  end(): Promise<void>
}

/** Whether everything is there that the tests of sessions use. */
export const hasDisplays = ['Xvfb', 'xterm', 'xclip', 'ffmpeg', 'xrandr', 'xdotool', 'pulseaudio', 'parec'].every((name) =>
  existsSync(`/usr/bin/${name}`),
)

export async function testDisplay(width = 1280, height = 720): Promise<TestDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const told = server.stdio[3]
  if (!told) throw new Error('Xvfb has no pipe')
  const [number] = (await once(told, 'data')) as [Buffer]
  const name = `:${String(number).trim()}`
  const env = { ...process.env, DISPLAY: name }
  const started = new Set<ChildProcess>()
  const gone = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  return {
    name,
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
    async end() {
      for (const child of started) await gone(child)
      await gone(server)
    },
  }
}
