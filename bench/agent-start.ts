/**
 * What an agent costs the computer that it runs on: from what the Debian package carries, unpacked, against a control plane in this process. How long
 * its commands take, how long until its server can reach it, and what it holds when there is nothing to do: after a minute, and after it took
 * stock of the machine.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { CODE, type TestPlane, testPlane } from '../agent/testing.ts'

const root = path.resolve(import.meta.dirname, '..')
/** Milliseconds, and megabytes, that it should not exceed. */
const [START, RESIDENT] = [300, 80]
const LIB = '/usr/lib/splashtop-agent'
const IDLE_MS = 60_000
/** What is held right after an effort is not what is held. */
const SETTLE_MS = 10_000

/** In milliseconds. */
interface Started {
  what: string
  took: readonly number[]
  cpu?: number
}
interface Held {
  what: string
  /** Megabytes: all that is in memory, and of it what no other process could share. */
  resident: number
  own: number
}

/** @param quick leaves out what takes a minute to come */
export async function agentTables(quick: boolean, times: number, say: (text: string) => void): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-bench-'))
  const plane = await testPlane({
    'security.staleness': { value: { mode: 'bestEffort', graceSeconds: 300 }, origin: 'builtin', locked: false },
  })
  try {
    say('agent: the package')
    const agent = unpacked(folder)
    const state = ['--state', path.join(folder, 'state')]
    execFileSync(agent, ['--version'])
    await run(agent, ['enrol', CODE, '--server', plane.url, '--root', plane.signers.fingerprint, ...state])
    const started: Started[] = []
    for (const [what, args] of [
      ['`splashtop-agent --version`', ['--version']],
      ['`splashtop-agent status`', ['status', ...state]],
    ] as const) {
      say(`agent: ${what}`)
      const took: number[] = []
      for (let i = 0; i < times; i++) took.push(await run(agent, args))
      started.push({ what, took })
    }
    say('agent: `splashtop-agent run`')
    const runs: { wall: number; cpu: number }[] = []
    for (let i = 0; i < times; i++) runs.push(await streaming(agent, state, plane))
    const [took, cpu] = [runs.map(({ wall }) => wall), median(runs.map(({ cpu: spent }) => spent))]
    started.push({ what: '`splashtop-agent run`, until the stream is up', took, cpu })
    const held = quick ? [] : await idle(agent, state, plane, say)
    return [startTable(started), ...(quick ? [] : [heldTable(held)])].join('\n\n')
  } finally {
    await plane.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The package's own program, told where its parts lie. */
function unpacked(folder: string): string {
  const script = path.join(root, 'scripts', 'package-deb.ts')
  execFileSync(process.execPath, [script, '--compression', 'none', '--out', folder], { stdio: 'ignore' })
  const [deb = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'))
  const tree = path.join(folder, 'tree')
  execFileSync('dpkg-deb', ['--extract', path.join(folder, deb), tree])
  const program = path.join(tree, 'usr', 'bin', 'splashtop-agent')
  writeFileSync(program, readFileSync(program, 'utf8').replaceAll(LIB, path.join(tree, LIB)))
  chmodSync(program, 0o755)
  return program
}

/** @returns how long it took, in milliseconds */
async function run(program: string, args: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`splashtop-agent ${args[0]} ended with ${code}`)
  return performance.now() - began
}

/** Until its stream is up: how long, and how much of the processor, in milliseconds. */
async function streaming(program: string, state: readonly string[], plane: TestPlane): Promise<{ wall: number; cpu: number }> {
  const began = performance.now()
  const child = spawn(program, ['run', ...state], { stdio: ['ignore', 'ignore', 'ignore'] })
  await plane.until('the stream', () => plane.streams.size === 1)
  const took = { wall: performance.now() - began, cpu: spentBy(child.pid ?? 0) }
  await stopped(child)
  await plane.until('the end of the stream', () => plane.streams.size === 0)
  return took
}

/** By all its threads, as the scheduler counts: nanoseconds are the first number of each. */
const spentBy = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  )

async function stopped(child: ReturnType<typeof spawn>): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await ended
  if (code !== 0) throw new Error(`splashtop-agent run ended with ${code}`)
}

async function idle(program: string, state: readonly string[], plane: TestPlane, say: (text: string) => void): Promise<Held[]> {
  say('agent: a minute without anything to do')
  const child = spawn(program, ['run', ...state], { stdio: ['ignore', 'ignore', 'ignore'] })
  try {
    await plane.until('the stream', () => plane.streams.size === 1)
    await after(IDLE_MS - SETTLE_MS)
    const minute = heldBy(child.pid ?? 0, 'idle, after a minute')
    say('agent: its inventory')
    // The first comes after a minute (agent/life.ts), and takes as long as the machine is slow.
    const took = () => plane.reports.some(({ inventory }) => inventory !== undefined)
    await after(SETTLE_MS)
    await plane.until('the inventory', took)
    await after(SETTLE_MS)
    return [minute, heldBy(child.pid ?? 0, 'idle, after it took stock')]
  } finally {
    await stopped(child)
  }
}

function heldBy(pid: number, what: string): Held {
  const said = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const megabytes = (name: RegExp) => [...said.matchAll(name)].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024
  return { what, resident: megabytes(/^Rss: +(\d+) kB$/gm), own: megabytes(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm) }
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

function startTable(rows: readonly Started[]): string {
  const line = ({ what, took, cpu }: Started) => {
    const target = `${START} ms${median(took) <= START ? '' : ' **missed**'}`
    const figures = [median(took), Math.max(...took), cpu].map((value) => (value === undefined ? '' : `${value.toFixed(0)} ms`))
    return `| ${[what, ...figures, target].join(' | ')} |`
  }
  return ['| Agent: start | Median | Slowest | Processor | Target |', '|---|---:|---:|---:|---|', ...rows.map(line)].join('\n')
}

function heldTable(rows: readonly Held[]): string {
  const line = ({ what, resident, own }: Held) => {
    const target = `${RESIDENT} MB${resident <= RESIDENT ? '' : ' **missed**'}`
    return `| ${[what, `${resident.toFixed(0)} MB`, `${own.toFixed(0)} MB`, target].join(' | ')} |`
  }
  return ['| Agent: memory | Resident | Its own | Target |', '|---|---:|---:|---|', ...rows.map(line)].join('\n')
}

if (import.meta.main) {
  const quick = process.argv.includes('--quick')
  const text = await agentTables(quick, 10, (said) => process.stderr.write(`${said}\n`))
  console.log(`${text}\n\nThe load of the machine in the minute before was ${(loadavg()[0] ?? 0).toFixed(1)}.`)
}
