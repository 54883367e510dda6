/**
 * The sound of the computer, on its way to the viewer: PulseAudio (or PipeWire, which answers as it) says what is played, and it is coded as Opus, twenty milliseconds
 * at a time. Where it is not to be heard on the computer itself, what plays there is led to a sink of ours that no loudspeaker hangs at, and back at the end.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isInstalled } from '../programs.ts'
import { checked } from './coder.ts'
import { isInside } from './inside.ts'

/** As the setting `session.sound` says it. */
export type Where = 'thisComputer' | 'remote' | 'both' | 'off'

export interface Sound {
  close(): void
}

export interface Listening {
  where: Where
  /** A packet of Opus. @param time in milliseconds since the first one */
  take(packet: Buffer, time: number): void
  /** There is no sound, or no more: why. The session goes on. */
  failed(why: string): void
}

const PROGRAMS = ['parec', 'pactl']
export const SINK = 'splashtop'
const [RATE, CHANNELS, FRAME, BITS] = [48_000, 2, 960, 96_000]
const FRAME_BYTES = FRAME * CHANNELS * 2
const FRAME_MS = (FRAME / RATE) * 1000
/** So much silence is sent, for the viewer to settle in; then none until there is something to hear. */
const SILENT_MS = 1000
const PACTL_MS = 2000

/** What sound lacks here; undefined where it can be had. */
export function missingSound(env: NodeJS.ProcessEnv): string | undefined {
  const lacking = PROGRAMS.filter((name) => !isInstalled(name, env))
  if (lacking.length > 0)
    return `There is no ${lacking.map((name) => `\`${name}\``).join(', no ')} on this system, by which sound is heard.`
  return isInside() ? undefined : 'The package node-av, which codes sound, is not installed.'
}

/** Whether a server runs: to ask for one that doesn't would start it. */
export const isServed = ({ PULSE_SERVER, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): boolean =>
  PULSE_SERVER !== undefined || (XDG_RUNTIME_DIR !== undefined && existsSync(join(XDG_RUNTIME_DIR, 'pulse', 'native')))

export async function listen({ where, take, failed }: Listening): Promise<Sound> {
  if (where === 'thisComputer') return { close: () => undefined }
  if (!isServed(process.env)) throw new Error('No PulseAudio runs for who runs the agent.')
  const back = where === 'both' ? undefined : await leadAway()
  // Where it is heard nowhere somebody listens, too: that tells other sessions, and the agent, that it is still led away.
  const code =
    where === 'off'
      ? undefined
      : await opus().catch((error: unknown) => {
          back?.()
          throw error
        })
  let [rest, time, silent, closed]: [Buffer, number, number, boolean] = [Buffer.alloc(0), 0, 0, false]
  const source = back ? `${SINK}.monitor` : '@DEFAULT_MONITOR@'
  const format = ['--raw', '--format=s16le', `--rate=${RATE}`, `--channels=${CHANNELS}`, `--latency-msec=${FRAME_MS}`]
  const child: ChildProcess = spawn('parec', ['-d', source, ...format, '--client-name=splashtop-agent'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-200)))
  child.on('error', (error) => !closed && failed(error.message))
  child.on('exit', (status) => !closed && failed(said.trim() || `parec ended with ${status}`))
  child.stdout?.on('data', (chunk: Buffer) => {
    if (!code) return
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (; rest.length >= FRAME_BYTES && !closed; rest = rest.subarray(FRAME_BYTES)) {
      const frame = rest.subarray(0, FRAME_BYTES)
      silent = isSilent(frame) ? silent + FRAME_MS : 0
      const packet = silent <= SILENT_MS ? code.frame(frame) : undefined
      if (packet) take(packet, time)
      time += FRAME_MS
    }
  })
  return {
    close() {
      if (closed) return
      closed = true
      child.kill('SIGKILL')
      code?.close()
      back?.()
    },
  }
}

const isSilent = (frame: Buffer): boolean => frame.every((byte) => byte === 0)

async function opus(): Promise<{ frame(samples: Buffer): Buffer | undefined; close(): void }> {
  const [library, names] = await Promise.all([import('node-av/lib'), import('node-av/constants')])
  const found = library.Codec.findEncoderByName(names.FF_ENCODER_LIBOPUS)
  if (!found) throw new Error('This FFmpeg does not code Opus.')
  const [context, packet] = [new library.CodecContext(), new library.Packet()]
  // Left and right, in the order of the bits.
  const channelLayout = { nbChannels: CHANNELS, order: names.AV_CHANNEL_ORDER_NATIVE, mask: 3n }
  const format = names.AV_SAMPLE_FMT_S16
  context.allocContext3(found)
  Object.assign(context, { sampleRate: RATE, sampleFormat: format, channelLayout, bitRate: BigInt(BITS) })
  context.timeBase = new library.Rational(1, RATE)
  const options = library.Dictionary.fromObject({ application: 'lowdelay', frame_duration: `${FRAME_MS}`, fec: '1' })
  checked(await context.open2(found, options), 'the coder of sound')
  packet.alloc()
  let played = 0n
  return {
    frame(samples) {
      const frame = library.Frame.fromAudioBuffer(samples, { nbSamples: FRAME, format, sampleRate: RATE, channelLayout })
      frame.pts = played
      played += BigInt(FRAME)
      checked(context.sendFrameSync(frame), 'sound')
      frame.free()
      if (context.receivePacketSync(packet) < 0) return undefined
      const data = packet.data
      packet.unref()
      return data ?? undefined
    },
    close() {
      packet.free()
      context.freeContext()
    },
  }
}

const asked = promisify(execFile)
const pactl = async (...args: string[]): Promise<string> => (await asked('pactl', args, { timeout: PACTL_MS })).stdout.trim()
/** What `pactl list short` says. */
export const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))

/** Leads what plays to a sink of ours; gives what leads it back, unless another session listens there. */
async function leadAway(): Promise<() => void> {
  const sinks = rowsOf(await pactl('list', 'short', 'sinks')).map(([, name = '']) => name)
  const before = await pactl('get-default-sink')
  // One that is left over from a session that was killed is made use of, and is none to lead back to.
  const former = before === SINK ? sinks.find((name) => name !== SINK) : before
  const back = () => {
    // At once, since the process is about to end.
    const now = (...args: string[]) =>
      execFileSync('pactl', args, { timeout: PACTL_MS, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const monitor = rowsOf(now('list', 'short', 'sources')).find(([, name]) => name === `${SINK}.monitor`)?.[0]
      if (rowsOf(now('list', 'short', 'source-outputs')).some(([, source]) => source === monitor)) return
      if (former) now('set-default-sink', former)
      if (module !== undefined) now('unload-module', module)
    } catch {
      return // PulseAudio has gone, and its sinks with it
    }
  }
  let module: string | undefined
  try {
    if (!sinks.includes(SINK))
      await pactl('load-module', 'module-null-sink', `sink_name=${SINK}`, 'sink_properties=device.description=Remote')
    ;[module] = rowsOf(await pactl('list', 'short', 'modules')).find(([, , words = '']) => words.includes(`sink_name=${SINK}`)) ?? []
    await pactl('set-default-sink', SINK)
    for (const [id = ''] of rowsOf(await pactl('list', 'short', 'sink-inputs'))) await pactl('move-sink-input', id, SINK)
  } catch (error) {
    back()
    throw error
  }
  return back
}
