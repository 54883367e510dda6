/**
 * What the API costs: each read beside a bare `node:http` server that gives the same bytes, writes on both stores, and what a client waits for
 * who plans over the network. The server, the bare one and the load are processes of their own; the server logs as in production, to a
 * stream that nobody keeps.
 */
import type { Beside } from './http/beside.ts'
import { type Reads, reads } from './http/reads.ts'
import { type Wire, wire } from './http/wire.ts'
import { type Writes, writes } from './http/writes.ts'

/** On answers without a body the server should do so much of what a bare one does. */
const SHARE = 0.6
const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
const bytes = (value: number) =>
  value < 10_000 ? `${number(value)} B` : value < 1e6 ? `${number(value / 1000)} kB` : `${number(value / 1e6, 1)} MB`
const milliseconds = (value: number) => `${value < 10 ? number(value, 2) : number(value)} ms`
const rate = (value: number) => (value < 100 ? number(value, 1) : number(value))

export async function httpTables(quick: boolean, say: (text: string) => void): Promise<string> {
  const sizes = quick ? [10_000] : [10_000, 100_000]
  const measure = { milliseconds: quick ? 500 : 2000, rounds: quick ? 1 : 3 }
  const read: Reads[] = []
  for (const size of sizes) read.push(await reads(size, measure, say))
  const written: Writes[] = []
  for (const on of ['SQLite', 'PostgreSQL'] as const) written.push(await writes(on, 10_000, quick ? 1000 : 5000, say))
  const largest = sizes.at(-1) as number
  const planned = await wire(largest, quick ? 1 : 5, say)
  return [readTable(read), firstTable(read), writeTable(written), wireTable(largest, planned)].join('\n\n')
}

function readTable(all: readonly Reads[]): string {
  const line = (resources: number, { what, atOnce, ours, bare }: Beside) => {
    const share = ours.perSecond / bare.perSecond
    const missed = what.includes('304') && share < SHARE ? ' **missed**' : ''
    const target = what.includes('304') ? `≥ ${SHARE * 100} %${missed}` : ''
    const figures = [rate(ours.perSecond), milliseconds(ours.p50), milliseconds(ours.p99), `${number(ours.cpu)} µs`]
    const beside = [rate(bare.perSecond), `${number(bare.cpu)} µs`, `${number(100 * share)} %`, target]
    return `| ${[`${number(resources)}: ${what}`, atOnce, bytes(ours.bytes), ...figures, ...beside].join(' | ')} |`
  }
  return [
    '| Read over HTTP | At once | Answer | Each second | p50 | p99 | Processor | Bare: each second | Processor | Share of bare | Target |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|',
    ...all.flatMap(({ resources, rows }) => rows.map((row) => line(resources, row))),
  ].join('\n')
}

function firstTable(all: readonly Reads[]): string {
  return [
    '| First snapshot at a revision | Takes | Answer | Memory of the server afterwards: held, resident, peak |',
    '|---|---:|---:|---|',
    ...all.flatMap(({ resources, first, usage }) =>
      first.map(({ what, milliseconds: took, bytes: size }, i) => {
        const memory = i === 0 ? `${number(usage.held)} MB, ${number(usage.resident)} MB, ${number(usage.peak)} MB` : ''
        return `| ${number(resources)}: ${what} | ${milliseconds(took)} | ${bytes(size)} | ${memory} |`
      }),
    ),
  ].join('\n')
}

function writeTable(all: readonly Writes[]): string {
  return [
    '| Write over HTTP | At once | Each second | p50 | p99 | Processor |',
    '|---|---:|---:|---:|---:|---:|',
    ...all.flatMap(({ on, resources, rows }) =>
      rows.map(({ what, atOnce, figure }) => {
        const figures = [rate(figure.perSecond), milliseconds(figure.p50), milliseconds(figure.p99), `${number(figure.cpu)} µs`]
        return `| ${[`${number(resources)} on ${on}: ${what}`, atOnce, ...figures].join(' | ')} |`
      }),
    ),
  ].join('\n')
}

function wireTable(resources: number, all: readonly Wire[]): string {
  return [
    '| Empty plan over HTTP | Median | Slowest | Of it reading | Processor of the client | Peak memory | Target |',
    '|---|---:|---:|---:|---:|---:|---|',
    ...all.map(({ what, median, slowest, target }) => {
      const missed = target !== undefined && median.planned > target ? ' **missed**' : ''
      const figures = [median.planned, slowest, median.read, median.cpu].map(milliseconds)
      return `| ${[`${number(resources)}: ${what}`, ...figures, `${number(median.peak)} MB`, target === undefined ? '' : `${target} ms${missed}`].join(' | ')} |`
    }),
  ].join('\n')
}

if (import.meta.main) {
  const quick = process.argv.includes('--quick')
  process.stdout.write(`${await httpTables(quick, (text) => void process.stderr.write(`${text}\n`))}\n`)
}
