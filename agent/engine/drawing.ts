/**
 * One picture that FFmpeg's filters draw (ffmpeg-filters(1)), as raw pixels: by its libraries in this process, in some milliseconds, or by the system's `ffmpeg`
 * where they are not installed, which takes a fifth of a second to start.
 */
import { execFile, spawn } from 'node:child_process'
import { buffer, text as textOf } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type { FilterGraph, Frame } from 'node-av/lib'
import { isInside } from './inside.ts'

const PATIENCE_MS = 5000
/** By which the picture is taken out of its graph. */
const SINK = 'buffersink@picture'

/**
 * @param graph from a colour to the form of its pixels: `color=…,drawtext=…,format=gray`
 * @param bytes of the picture
 */
export const pixels = (graph: string, bytes: number): Promise<Buffer> =>
  isInside() ? inTime(pixelsInside(graph, bytes)) : pixelsOutside(graph, bytes)

export async function pixelsInside(filters: string, bytes: number): Promise<Buffer> {
  const { FFmpegError, FilterGraph, Frame, Log } = await import('node-av/lib')
  const { AV_LOG_ERROR } = await import('node-av/constants')
  Log.setLevel(AV_LOG_ERROR)
  const [graph, frame]: [FilterGraph, Frame] = [new FilterGraph(), new Frame()]
  try {
    graph.alloc()
    frame.alloc()
    FFmpegError.throwIfError(graph.parsePtr(`${filters},${SINK}`), 'no such picture')
    FFmpegError.throwIfError(await graph.config(), 'a picture that does not fit together')
    const sink = graph.getFilter(SINK)
    FFmpegError.throwIfError((await sink?.buffersinkGetFrame(frame)) ?? -1, 'nothing was drawn')
    return whole(frame.toBuffer(), bytes, 'FFmpeg')
  } finally {
    frame.free()
    graph.free()
  }
}

export async function pixelsOutside(graph: string, bytes: number): Promise<Buffer> {
  const words = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-f', 'lavfi', '-i', graph, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const child = spawn('ffmpeg', words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  const [made, said] = await Promise.race([Promise.all([buffer(child.stdout), textOf(child.stderr)]), failed])
  return whole(made, bytes, said.trim().slice(-300) || 'ffmpeg')
}

/** What goes on by itself is let go of when it is over; nobody waits for it. */
async function inTime(drawing: Promise<Buffer>): Promise<Buffer> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No words are drawn: it takes too long.')), PATIENCE_MS)
  try {
    return await Promise.race([drawing, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

function whole(made: Buffer, bytes: number, said: string): Buffer {
  if (made.length !== bytes) throw new Error(`No words are drawn: ${made.length} bytes of ${bytes} came. ${said}`)
  return made
}

let known: Promise<string | undefined> | undefined
/**
 * The file of the system's font, looked up once by the system's own fontconfig, whose caches are there. The one within FFmpeg has others, and where it may write
 * none it would read every font of the system for each session. Undefined: nobody says which, and FFmpeg looks for itself.
 */
export const fontFile = (): Promise<string | undefined> => (known ??= foundFont())

async function foundFont(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('fc-match', ['--format', '%{file}', 'Sans'], { timeout: PATIENCE_MS })
    return stdout || undefined
  } catch {
    return undefined // FFmpeg looks for itself
  }
}
