/** Figures as rows of a table: what was measured, what came of it, what it should be, and what servers and load spent on it. */
export interface Row {
  what: string
  figure: string
  goal?: string
  /** It is not as it should be. */
  missed?: boolean
  /** Of the processors: of the servers, and of what simulates the agents. */
  server?: string
  load?: string
}

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
export const milliseconds = (value: number): string =>
  value < 10 ? `${number(value, 2)} ms` : value < 10_000 ? `${number(value)} ms` : `${number(value / 1000, 1)} s`
export const each = (ms: number, count: number): string => `${number((ms * 1000) / count)} µs`
export const share = (ms: number, took: number): string => `${number((100 * ms) / took, 1)} %`
export const percentiles = ({ p50, p99 }: { p50: number; p99: number }): string => `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`

export const table = (rows: readonly Row[]): string =>
  [
    '| Fleet | Figure | Goal | Processor of the server | Of the load |',
    '|---|---|---|---:|---:|',
    ...rows.map(({ what, figure, goal = '', missed = false, server = '', load = '' }) => {
      return `| ${[what, figure, missed ? `${goal} **missed**` : goal, server, load].join(' | ')} |`
    }),
  ].join('\n')
