/**
 * One run of the built `splashctl` as a user starts it: a process of its own, its wall time from spawn to exit. Memory and phases are taken
 * in one further run each, so that looking doesn't slow down what is timed.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { performance } from 'node:perf_hooks'

const program = path.resolve(import.meta.dirname, '..', 'bin', 'splashctl.js')

export interface Run {
  milliseconds: number
  stdout: string
  /** Milliseconds by phase of the run, as the program announces them with `--json`. */
  phases: Record<string, number>
  /** Peak of resident memory in MB; null where it wasn't asked for. */
  peak: number | null
}

/** Writes the peak to a pipe of its own when the program ends, once for all its threads. Kilobytes on Linux. */
const witness = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))",
)}`

export async function run(args: readonly string[], { folder, memory = false }: { folder: string; memory?: boolean }): Promise<Run> {
  const began = performance.now()
  const child = spawn(process.execPath, [...(memory ? ['--import', witness] : []), program, ...args], {
    cwd: folder,
    env: { ...process.env, SPLASHTOP_DIST: '1', SPLASHTOP_KEYS: path.join(folder, 'keys'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const phases: Record<string, number> = {}
  let current: { phase: string; since: number } | undefined
  const until = (now: number) => {
    if (current) phases[current.phase] = (phases[current.phase] ?? 0) + now - current.since
  }
  const text = { stdout: '', stderr: '', peak: '' }
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    text.stdout += piece
  })
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    const now = performance.now()
    text.stderr += piece
    for (const [, phase] of piece.matchAll(/"event":"phase","phase":"(\w+)"/g)) {
      until(now)
      current = { phase: phase as string, since: now }
    }
  })
  child.stdio[3]?.on('data', (piece: Buffer) => {
    text.peak += piece.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const ended = performance.now()
  until(ended)
  if (code !== 0) throw new Error(`splashctl ${args.join(' ')} ended with ${code}:\n${text.stderr.slice(-2000)}${text.stdout.slice(-500)}`)
  return { milliseconds: ended - began, stdout: text.stdout, phases, peak: memory ? Number(text.peak) / 1024 : null }
}

export interface Figure {
  /** The median, in milliseconds. */
  median: number
  slowest: number
  peak: number
  phases: Record<string, number>
}

/** Measures a command `times` times after `prepare`, then once for memory and once for phases. */
export async function measure(
  args: readonly string[],
  { folder, times, prepare = () => {} }: { folder: string; times: number; prepare?: () => void | Promise<void> },
): Promise<Figure> {
  const all: number[] = []
  for (let i = 0; i < times; i++) {
    await prepare()
    all.push((await run(args, { folder })).milliseconds)
  }
  await prepare()
  const { peak } = await run(args, { folder, memory: true })
  await prepare()
  const { phases } = await run(args.includes('--json') || args[0]?.startsWith('--') ? args : [...args, '--json'], { folder })
  all.sort((a, b) => a - b)
  return { median: all[Math.floor(all.length / 2)] as number, slowest: all.at(-1) as number, peak: peak as number, phases }
}
