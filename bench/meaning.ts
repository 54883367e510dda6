/**
 * What meaning costs: effective access of up to 100,000 users and 100,000 computers, and the impact of changes, each population in a process
 * of its own (meaning-child.ts). The tables show how cost grows with users, computers, declarations, and the size of the change.
 */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Population } from './population.ts'

interface Measured {
  built: number
  impacts: Record<string, { milliseconds: number; edges: number }>
  classes: number
  peak: number
  empty: number
}

const program = path.join(import.meta.dirname, 'meaning-child.ts')
const measureOnce = (size: Population): Measured =>
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', program, JSON.stringify(size)], { encoding: 'utf8' })) as Measured

/** The run of the middle, by how long building took; what is asked for each change is the median over the runs. */
function measure(size: Population, times: number): Measured {
  const runs = Array.from({ length: times }, () => measureOnce(size)).sort((a, b) => a.built - b.built)
  const middle = runs[Math.floor(times / 2)] as Measured
  const impacts = Object.fromEntries(
    Object.entries(middle.impacts).map(([what, { edges }]) => {
      const all = runs.map((run) => run.impacts[what]?.milliseconds ?? 0).sort((a, b) => a - b)
      return [what, { edges, milliseconds: all[Math.floor(times / 2)] as number }]
    }),
  )
  return { ...middle, impacts, peak: Math.max(...runs.map(({ peak }) => peak)) }
}

const LARGE: Population = { users: 100_000, computers: 100_000, declarations: 5_000 }
const number = (value: number) => value.toLocaleString('en')
const milliseconds = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

/** The targets of the large population: milliseconds to build, milliseconds for the impact of one change, megabytes at the peak. */
const targets = { built: 1500, impact: 200, peak: 500 }

export function meaningTables(times: number, say: (text: string) => void): string {
  const grown: Population[] = [
    { ...LARGE, users: 1_000 },
    { ...LARGE, users: 10_000 },
    { ...LARGE, computers: 1_000 },
    { ...LARGE, computers: 10_000 },
    { ...LARGE, declarations: 500 },
    { ...LARGE, declarations: 20_000 },
  ]
  say('meaning: 100,000 × 100,000')
  const large = measure(LARGE, times)
  const rows = grown.map((size) => {
    say(`meaning: ${number(size.users)} × ${number(size.computers)}, ${number(size.declarations)} declarations`)
    return { size, run: measure(size, 1) }
  })
  const aim = (value: number, bound: number, unit: string) => (value <= bound ? `≤ ${bound} ${unit}` : `≤ ${bound} ${unit} **missed**`)
  const line = (size: Population, run: Measured, aims = '') =>
    `| ${number(size.users)} | ${number(size.computers)} | ${number(size.declarations)} | ${number(run.classes)} | ${milliseconds(run.built)} | ${milliseconds(run.impacts['a user to another group']?.milliseconds ?? 0)} | ${Math.round(run.peak)} MB (${Math.round(run.empty)}) | ${aims} |`
  const one = ['a user to another group', 'a computer to another group', 'a permission widened to all', 'a schedule an hour longer']
  const worst = Math.max(...one.map((what) => large.impacts[what]?.milliseconds ?? 0))
  const aims = [
    aim(large.built, targets.built, 'ms'),
    aim(worst, targets.impact, 'ms for one change'),
    aim(large.peak, targets.peak, 'MB'),
  ].join(', ')
  return [
    '| Users | Computers | Declarations | Classes | Effective access built | Impact of one user moved | Peak (before any meaning) | Targets |',
    '|---:|---:|---:|---:|---:|---:|---:|---|',
    line(LARGE, large, aims),
    ...rows.map(({ size, run }) => line(size, run)),
    '',
    '| 100,000 × 100,000: change | Impact | Edges gained, lost or changed |',
    '|---|---:|---:|',
    ...Object.entries(large.impacts).map(
      ([what, { milliseconds: spent, edges }]) => `| ${what} | ${milliseconds(spent)} | ${number(edges)} |`,
    ),
  ].join('\n')
}
