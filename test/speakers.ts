/** Loudspeakers for the tests of sound: a PulseAudio of the test's own, with a sink at which nothing hangs. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Speakers {
  /** Where whoever is to hear it looks, and keeps what it keeps: not at this machine's home. */
  env: NodeJS.ProcessEnv
  /** Plays a tone, until the end. */
  play(hertz: number): Promise<void>
  /** The sink to which what is played goes. */
  heardBy(): Promise<string>
  end(): Promise<void>
}

const run = promisify(execFile)

export async function speakers(): Promise<Speakers> {
  const folder = mkdtempSync(join(tmpdir(), 'speakers-'))
  const socket = join(folder, 'socket')
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${socket}` }
  const apart = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--log-target=null']
  const modules = ['-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`, '-L', 'module-null-sink sink_name=speakers']
  const there = Promise.withResolvers<void>()
  const watcher = watch(folder, () => existsSync(socket) && there.resolve())
  const { PULSE_SERVER: _, ...alone } = env
  const started: ChildProcess[] = [spawn('pulseaudio', [...apart, ...modules], { env: alone, stdio: 'ignore' })]
  started[0]?.once('exit', (code) => there.reject(new Error(`pulseaudio ended with ${code}`)))
  try {
    await there.promise
  } finally {
    watcher.close()
  }
  return {
    env: { PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: folder },
    async play(hertz) {
      const tone = ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000`]
      started.push(spawn('ffmpeg', ['-loglevel', 'error', '-nostdin', '-re', ...tone, '-f', 'pulse', 'tone'], { env, stdio: 'ignore' }))
    },
    heardBy: async () => (await run('pactl', ['get-default-sink'], { env })).stdout.trim(),
    async end() {
      for (const child of started.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const exit = once(child, 'exit')
        child.kill('SIGKILL')
        await exit
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
